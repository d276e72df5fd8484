-- Who was reminded of what, once a day.
-- class: desk
create table reminder (
    obligation text not null,
    account text not null references account (id),
    day text not null,
    primary key (obligation, account, day)
);

-- What is due on a day is asked for once a day.
create index obligation_due on obligation (due);
create index access_grant_unit on access_grant (unit);
