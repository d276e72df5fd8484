-- Lists of acts by person, thing and verb are paged by moment and identifier; each has an index to page along.
create index act_order on act (at, id);
create index act_by_actor on act (actor, at, id);
create index act_by_subject on act (subject, at, id);
create index act_by_verb on act (verb, at, id);
