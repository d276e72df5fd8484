-- What a country states about its calendar, and the forms that reports fill in: one document a version.

-- class: fact
create table calendar_version (
    code text not null,
    version bigint not null,
    document text not null,
    ended boolean not null,
    act text not null references act (id),
    primary key (code, version)
);

-- class: fact
create table form_version (
    code text not null,
    version bigint not null,
    document text not null,
    ended boolean not null,
    act text not null references act (id),
    primary key (code, version)
);
