-- What a unit owes no more, kept because somebody had begun to fill it in: the draft is not lost, and says so.
alter table obligation add column withdrawn boolean not null default false;
