-- What is filled in without a line: under which ids devices sent it, and the secret that opens what a device keeps of a person.

-- What devices sent, each under an id of its own, which stands for ever for one content of one person. Content and answer are JSON.
-- What could not be sent as things stood is kept here until somebody takes it into the draft or leaves it.
-- class: desk
create table report_command (
    id text primary key,
    account text not null,
    report text not null,
    hash text not null,
    content text not null,
    arrived_at bigint not null,
    state text not null,
    answer text not null
);
create index report_command_of on report_command (report, state);

-- One secret a person, in hexadecimal digits. The keys of the person's devices are derived from it.
-- class: desk
create table report_secret (
    account text primary key,
    secret text not null
);
