-- For which levels of a target a rule was given, as their keys with spaces between; a rule from before this column was given for
-- every level that had no holder.

alter table target_rule add column levels text;
