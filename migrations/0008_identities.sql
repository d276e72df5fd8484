-- Identities at other providers (OpenID Connect): which account they belong to (facts), and sign-ins that are under way there (desk).

-- class: fact
create table account_identity (
    id text primary key,
    account text not null references account (id),
    issuer text not null,
    subject text not null,
    act text not null references act (id)
);
create index account_identity_account on account_identity (account);
create index account_identity_subject on account_identity (issuer, subject);

-- class: fact
create table account_identity_end (
    account_identity text primary key references account_identity (id),
    reason text not null,
    act text not null references act (id)
);

-- The identities that let somebody in now: one account an identity, one identity of a provider an account.
-- class: projection
create table identity_now (
    issuer text not null,
    subject text not null,
    account text not null references account (id),
    account_identity text not null references account_identity (id),
    primary key (issuer, subject),
    unique (account, issuer)
);

-- Whoever was sent to a provider and has not come back, or has. State and browser are hashes; nonce and verifier are made from the
-- browser's own token and stand nowhere.
-- class: desk
create table sign_in_elsewhere (
    state text primary key,
    browser text not null,
    provider text not null,
    account text references account (id),
    back text not null,
    made_at bigint not null,
    used_at bigint
);

-- What an act wrote is found by the act.
create index account_identity_act on account_identity (act);
create index account_identity_end_act on account_identity_end (act);
