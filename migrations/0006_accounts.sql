-- Accounts and grants (facts), and what is kept at the door: passwords, sessions, invitations, letters (desk, no evidence).
-- Acts and facts never hold a secret. Security times are microseconds of the machine's clock, days are business days.

-- class: fact
create table account (
    id text primary key,
    act text not null references act (id)
);

-- class: fact
create table account_version (
    account text not null references account (id),
    version bigint not null,
    login text not null,
    name text not null,
    email text,
    language text not null,
    state text not null,
    act text not null references act (id),
    primary key (account, version)
);

-- class: fact
create table access_grant (
    id text primary key,
    account text not null references account (id),
    role text not null,
    unit text not null references unit (id),
    subject text not null,
    from_day text not null,
    until_day text,
    act text not null references act (id)
);
create index access_grant_account on access_grant (account);

-- class: fact
create table access_grant_end (
    access_grant text primary key references access_grant (id),
    last_day text not null,
    reason text not null,
    act text not null references act (id)
);

-- The last version of each account, and the keys under which its people are found.
-- class: projection
create table account_now (
    account text primary key references account (id),
    version bigint not null,
    login text not null unique,
    name text not null,
    folded text not null,
    email text,
    language text not null,
    state text not null
);
create index account_now_folded on account_now (folded, account);

-- class: projection
create table account_key (
    account text not null references account (id),
    filed_key text not null,
    primary key (filed_key, account)
);

-- class: desk
create table credential (
    account text primary key references account (id),
    password text,
    changed_at bigint not null,
    factor_secret text,
    factor_confirmed boolean not null,
    factor_step bigint not null
);

-- class: desk
create table recovery_code (
    account text not null references account (id),
    code text not null,
    used_at bigint,
    primary key (account, code)
);

-- class: desk
create table sign_in (
    token text primary key,
    mark text not null unique,
    account text not null references account (id),
    made_at bigint not null,
    seen_at bigint not null,
    factor_passed boolean not null,
    device text not null,
    address text not null
);
create index sign_in_account on sign_in (account);

-- class: desk
create table known_device (
    token text not null,
    account text not null references account (id),
    made_at bigint not null,
    primary key (token, account)
);
create index known_device_account on known_device (account);

-- class: desk
create table invitation (
    token text primary key,
    account text not null references account (id),
    made_by text not null,
    made_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index invitation_account on invitation (account);

-- class: desk
create table throttle (
    place text primary key,
    tries bigint not null,
    last_at bigint not null
);

-- class: desk
create table letter (
    id text primary key,
    made_at bigint not null,
    to_address text not null,
    subject text not null,
    body text not null,
    tries bigint not null,
    next_at bigint not null
);
create index letter_next on letter (next_at);

-- What an act wrote is found by the act.
create index account_act on account (act);
create index account_version_act on account_version (act);
create index access_grant_act on access_grant (act);
create index access_grant_end_act on access_grant_end (act);
