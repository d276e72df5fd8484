-- Tokens with which programs of a person's own come in: each limited to one grant, kept as a hash.
-- class: desk
create table program_token (
    hash text primary key,
    mark text not null unique,
    account text not null references account (id),
    access_grant text not null references access_grant (id),
    name text not null,
    until_day text not null,
    made_at bigint not null,
    used_at bigint
);
create index program_token_account on program_token (account);
