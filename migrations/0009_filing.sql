-- Lists by unit and by rights are paged along keys: each row is filed under its unit and all above it, under whoever it is open to.

-- The units that an act's rows name, as keys; filed behind the verbs in the order of the acts, and again from the start when emptied.
-- class: projection
create table act_key (
    filed_key text not null,
    at bigint not null,
    act text not null references act (id),
    primary key (filed_key, at, act)
);

-- How far that has come: the moment of the last act that is filed.
-- class: projection
create table act_filed (
    name text primary key,
    at bigint not null
);

-- Drafts by the unit at which they were made; those from before are filed when the program runs.
-- class: desk
create table draft_key (
    filed_key text not null,
    at bigint not null,
    draft text not null references draft (id),
    primary key (filed_key, at, draft)
);
alter table draft add column filed boolean not null default false;
create index draft_unfiled on draft (filed, made_at);
