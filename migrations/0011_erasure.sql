-- Acts whose content was erased: which, and why. Who erased it, and when, says the act of the row.

-- class: fact
create table erasure (
    erased text primary key references act (id),
    reason text not null,
    act text not null references act (id)
);
create index erasure_act on erasure (act);
