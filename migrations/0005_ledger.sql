-- The log over the acts: their order, the tree's nodes, signed checkpoints and what witnesses signed. Hashes are hexadecimal.
-- Tables of the class log are written by the sequencer alone, after the verbs; `banyan verify` checks them against the acts.

-- class: log
create table act_sequence (
    position bigint primary key,
    act text not null unique references act (id),
    commitment text not null,
    leaf text not null
);

-- class: log
create table tree_node (
    level bigint not null,
    place bigint not null,
    hash text not null,
    primary key (level, place)
);

-- class: log
create table checkpoint (
    size bigint primary key,
    at bigint not null,
    root text not null,
    note text not null
);

-- class: log
create table cosignature (
    size bigint not null references checkpoint (size),
    witness text not null,
    line text not null,
    primary key (size, witness)
);

-- class: log
create table log_key (
    key text primary key,
    from_size bigint not null
);

-- class: desk
create table act_unsequenced (
    act text primary key references act (id)
);
insert into act_unsequenced (act) select id from act;

-- class: desk
create table lease (
    name text primary key,
    holder text not null,
    until_at bigint not null
);

-- What an act wrote is found by the act.
create index unit_act on unit (act);
create index unit_version_act on unit_version (act);
create index reform_act on reform (act);
create index unit_end_act on unit_end (act);
create index transfer_act on transfer (act);
create index directive_act on directive (act);
create index directive_version_act on directive_version (act);
create index programme_act on programme (act);
create index programme_version_act on programme_version (act);
create index definition_act on definition (act);
create index assignment_act on assignment (act);
create index assignment_version_act on assignment_version (act);
create index met_duty_act on met_duty (act);
create index target_rule_act on target_rule (act);
