//! What the rivals ask of the databases.

use std::path::Path;

/// The act under which the rival's rows stand.
pub(super) const ONE_ACT: &str = "
    insert into act (id, at, actor, verb, subject, content, salt)
    select 'rival', max(at) + 1, 'local-planner', 'import_observations', 'rival', '{}', 'x'
    from act";

pub(super) const COUNT: &str = "select count(*) from observation";

pub(super) const EMPTY: &str = "delete from observation";

pub(super) const TRUNCATE: &str = "truncate observation";

pub(super) const COPY: &str = "
    copy observation
        (unit, indicator, cell, method, period, vintage, value, decimals, source, act)
    from stdin";

/// The loader of SQLite's shell.
pub(super) fn load(file: &Path) -> String {
    format!(".import {} observation", file.display())
}

pub(super) fn drop_database(name: &str) -> String {
    format!("drop database {name} with (force)")
}
