-- Identities at other providers whose account was closed, as keyed hashes that stay when the account is erased; and the key.

-- class: fact
create table identity_left (
    mark text primary key,
    act text not null references act (id)
);
create index identity_left_act on identity_left (act);

-- One row, made with the first mark. In no act, so that nobody who reads acts can try out whom a mark names.
-- class: desk
create table identity_mark_key (
    secret text primary key
);
