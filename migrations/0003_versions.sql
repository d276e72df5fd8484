-- Versions of directives, programmes, definitions and assignments; and which files of which package an adoption read.
-- What was recorded before these tables is the first version of each.

alter table definition add column ended boolean not null default false;

-- The head of a directive from its second version on; the first is the row of `directive`.
-- class: fact
create table directive_version (
    directive text not null references directive (id),
    version bigint not null,
    document text not null,
    ended boolean not null,
    act text not null references act (id),
    primary key (directive, version)
);

-- Whom a programme belongs to from the second version of its directive on.
-- class: fact
create table programme_version (
    directive text not null references directive (id),
    version bigint not null,
    programme text not null,
    unit text references unit (id),
    visibility text not null,
    act text not null references act (id),
    primary key (directive, version)
);

-- What a later version of a task gives or takes back; the number is that of the task's version. Without a row here,
-- the row of `assignment` holds.
-- class: fact
create table assignment_version (
    task text not null,
    unit text not null references unit (id),
    version bigint not null,
    assigned boolean not null,
    act text not null references act (id),
    primary key (task, unit, version)
);

-- Which files of which package an act read: one row for each act and file. It takes the place of `content_file`, which named
-- a file once for each step, so that a second adoption of the step could not stand in it; nothing was ever written there.
drop table content_file;

-- class: fact
create table content_source (
    act text not null references act (id),
    path text not null,
    package text not null,
    package_version text not null,
    sha256 text not null,
    primary key (act, path)
);
