-- Whether whoever began a session typed the password, or came another way: the first second factor asks for it then.
alter table sign_in add column password_typed boolean not null default false;
