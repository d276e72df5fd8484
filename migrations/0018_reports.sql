-- Reports: by which rules units report, what each owes for a period, what it sent, and what was decided on that.

-- class: fact
create table regime_version (
    code text not null,
    version bigint not null,
    document text not null,
    ended boolean not null,
    act text not null references act (id),
    primary key (code, version)
);

-- What was sent, version by version. A report is named by regime, period and unit, and by its part where a reform split the period.
-- Answers are canonical JSON; the hash binds them with form and version; the device's time is empty where none was told.
-- class: fact
create table report_version (
    report text not null,
    version bigint not null,
    regime text not null,
    regime_version bigint not null,
    form_version bigint not null,
    period text not null,
    part text not null,
    unit text not null references unit (id),
    sent_by text not null references unit (id),
    answers text not null,
    hash text not null,
    explanations text not null,
    reason text not null,
    device_at text not null,
    receipt text not null,
    act text not null references act (id),
    primary key (report, version)
);
create index report_receipt on report_version (receipt);
create index report_version_act on report_version (act);
create index report_of_unit on report_version (unit, regime, period, version);

-- What a step of the ladder decided on a version: accepted, or returned with reasons by entry (JSON).
-- class: fact
create table report_step (
    report text not null,
    version bigint not null,
    step bigint not null,
    outcome text not null,
    unit text not null references unit (id),
    hash text not null,
    reasons text not null,
    act text not null references act (id),
    primary key (report, version, step)
);
create index report_step_act on report_step (act);

-- What a unit owes for a period, and how far that is: one row each. Late and soon are computed when read.
-- class: projection
create table obligation (
    id text primary key,
    regime text not null,
    regime_version bigint not null,
    period text not null,
    part text not null,
    unit text not null references unit (id),
    holder text not null references unit (id),
    opens text not null,
    closes text not null,
    due text not null,
    state text not null,
    version bigint not null,
    step bigint not null,
    waits_for text,
    since bigint not null,
    sent_at bigint
);
create index obligation_of_period on obligation (regime, period, state, unit);

-- What is still to be sent, by whom it is found; the first due day first, so its number stands negative.
-- class: projection
create table obligation_key (
    filed_key text not null,
    at bigint not null,
    obligation text not null,
    primary key (filed_key, at, obligation)
);
create index obligation_key_of on obligation_key (obligation);

-- What waits for a step of the ladder, by whom it is found; what has waited longest first.
-- class: projection
create table waiting_key (
    filed_key text not null,
    at bigint not null,
    obligation text not null,
    primary key (filed_key, at, obligation)
);
create index waiting_key_of on waiting_key (obligation);

-- The day up to which obligations are known, and the act up to which what they rest on was read.
-- class: projection
create table obligation_known (
    name text primary key,
    day text not null,
    at bigint not null
);

-- What is being typed: one draft for each report, whoever of the unit types.
-- class: desk
create table report_draft (
    report text primary key,
    form_version bigint not null,
    revision bigint not null,
    texts text not null,
    explanations text not null,
    changed_at bigint not null,
    changed_by text not null
);

-- Who has opened the form of a report, and when first.
-- class: desk
create table report_opened (
    report text not null,
    account text not null,
    at bigint not null,
    primary key (report, account)
);
