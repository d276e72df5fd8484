-- Directives and what they ask for, made measurable; drafts of both.

-- class: fact
create table directive (
    id text primary key,
    document text not null,
    act text not null references act (id)
);

-- class: fact
create table programme (
    id text primary key,
    directive text not null references directive (id),
    unit text references unit (id),
    visibility text not null,
    act text not null references act (id)
);

-- class: fact
create table definition (
    kind text not null,
    code text not null,
    version bigint not null,
    programme text,
    directive text not null references directive (id),
    document text not null,
    act text not null references act (id),
    primary key (kind, code, version)
);
create index definition_directive on definition (directive, kind, code);

-- class: fact
create table assignment (
    task text not null,
    unit text not null references unit (id),
    act text not null references act (id),
    primary key (task, unit)
);

-- class: fact
create table met_duty (
    task text not null,
    unit text not null references unit (id),
    programme text not null,
    justification text not null,
    act text not null references act (id),
    primary key (task, unit, act)
);

-- class: fact
create table target_rule (
    target text not null,
    rule text not null,
    reason text not null,
    act text not null references act (id),
    primary key (target, act)
);

-- class: desk
create table draft (
    id text primary key,
    made_at bigint not null,
    source text not null,
    text text not null,
    items text not null,
    adopted_as text
);
