-- What was observed, in vintages, and what was found about it. A value is counted in units of its smallest decimal; the row says how
-- many decimals there are, so that a later definition of the indicator never changes what was stated. Units are not referred to by a
-- key: the verbs ask the network of the period's last day, and a million rows should not ask a second time.

-- What values came with: a version of a report, or a file.
-- class: fact
create table observation_source (
    id text primary key,
    kind text not null,
    name text not null,
    hash text not null,
    reason text not null,
    act text not null references act (id)
);
create index observation_source_act on observation_source (act);

-- The key keeps all of a unit together, and of that each series in the order of its periods.
-- class: fact
create table observation (
    unit text not null,
    indicator text not null,
    cell text not null,
    method text not null,
    period text not null,
    vintage bigint not null,
    value bigint not null,
    decimals bigint not null,
    source text not null,
    act text not null references act (id),
    primary key (unit, indicator, cell, method, period, vintage)
);
-- One indicator over all units.
create index observation_indicator on observation (indicator, period, unit);
create index observation_act on observation (act);

-- class: fact
create table finding (
    unit text not null,
    indicator text not null,
    cell text not null,
    method text not null,
    period text not null,
    vintage bigint not null,
    standing text not null,
    evidence text not null,
    name text not null,
    words text not null,
    act text not null references act (id),
    primary key (unit, indicator, cell, method, period, vintage, act)
);
create index finding_act on finding (act);
