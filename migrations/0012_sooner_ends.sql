-- A grant with a planned end can be taken away sooner: each end is a row of its own, and the earliest one counts.

-- class: fact
create table access_grant_end_next (
    access_grant text not null references access_grant (id),
    last_day text not null,
    reason text not null,
    act text not null references act (id),
    primary key (access_grant, last_day)
);
insert into access_grant_end_next (access_grant, last_day, reason, act)
select access_grant, last_day, reason, act from access_grant_end;
drop table access_grant_end;
alter table access_grant_end_next rename to access_grant_end;
create index access_grant_end_act on access_grant_end (act);

-- The end that counts, at most one a grant.
create view access_grant_ended as
select ended.access_grant, ended.last_day, ended.act
from access_grant_end ended
where not exists (
    select 1
    from access_grant_end sooner
    where sooner.access_grant = ended.access_grant
      and sooner.last_day < ended.last_day
);
