-- What a reform did to grants on units that end in it. Number 0 and up: a new grant each, made by rule (goes); or 0 alone, the
-- grant waits (waits), and 1 is what a person decided then: a new grant (given), or the end of the old one (ended).

-- class: fact
create table access_grant_follow (
    access_grant text not null references access_grant (id),
    reform text not null references reform (id),
    number bigint not null,
    account text not null references account (id),
    outcome text not null,
    next_grant text references access_grant (id),
    act text not null references act (id),
    primary key (access_grant, reform, number)
);
create index access_grant_follow_next on access_grant_follow (next_grant);
create index access_grant_follow_outcome on access_grant_follow (outcome, reform, access_grant);
create index access_grant_follow_act on access_grant_follow (act);
