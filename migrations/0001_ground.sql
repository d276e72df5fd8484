-- The ground: acts, content, units through time. Text is compared as bytes; days are ISO 8601, instants microseconds.

-- class: fact
create table act (
    id text primary key,
    at bigint not null,
    actor text not null,
    verb text not null,
    subject text not null,
    content text,
    salt text
);
create index act_at on act (at);

-- class: fact
create table content_file (
    package text not null,
    step text not null,
    path text not null,
    sha256 text not null,
    act text not null references act (id),
    primary key (package, step, path)
);

-- class: fact
create table unit (
    id text primary key,
    class text not null,
    aliases text not null,
    act text not null references act (id)
);

-- class: fact
create table unit_version (
    unit text not null references unit (id),
    from_day text not null,
    code text not null,
    name_language text not null,
    name_vi text,
    name_fr text,
    name_ar text,
    name_en text,
    kind text not null,
    level text not null,
    parent text,
    act text not null references act (id),
    primary key (unit, from_day, act)
);
create index unit_version_code on unit_version (code);

-- class: fact
create table reform (
    id text primary key,
    on_day text not null,
    name_language text not null,
    name_vi text,
    name_fr text,
    name_ar text,
    name_en text,
    decree text,
    divided_rule text,
    without_default_rule text,
    act text not null references act (id)
);

-- class: fact
create table unit_end (
    unit text not null references unit (id),
    last_day text not null,
    reform text references reform (id),
    custodian text references unit (id),
    act text not null references act (id),
    primary key (unit, act)
);

-- class: fact
create table transfer (
    reform text not null references reform (id),
    from_unit text not null references unit (id),
    to_unit text not null references unit (id),
    share text,
    extent text not null,
    default_successor boolean not null,
    act text not null references act (id),
    primary key (reform, from_unit, to_unit)
);

-- class: projection
create table unit_place (
    tree_id text not null,
    unit_id text not null,
    first bigint not null,
    last bigint not null,
    open boolean not null,
    primary key (tree_id, unit_id)
);
create index unit_place_order on unit_place (tree_id, first);
