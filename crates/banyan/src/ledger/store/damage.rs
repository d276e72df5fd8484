//! What somebody with a hand on the database could do to it, for the campaign that must find all of it.

use crate::ledger::{Column, FactTable};

/// One change behind the ledger's back: what it is, and the statements that make it.
#[derive(Clone, Debug)]
pub(in crate::ledger) struct Damage {
    pub(in crate::ledger) what: String,
    pub(in crate::ledger) statements: Vec<String>,
}

fn damage(what: String, statements: impl IntoIterator<Item = String>) -> Damage {
    Damage { what, statements: statements.into_iter().collect() }
}

/// The row of a table that was written `nth`, in the order of the acts.
fn nth(table: &str, nth: usize) -> String {
    format!("rowid = (select rowid from {table} order by act limit 1 offset {nth})")
}

fn changed(column: Column) -> String {
    let name = column.name();
    match column {
        Column::Text(_) => format!("coalesce({name}, '') || 'x'"),
        Column::Whole(_) => format!("coalesce({name}, 0) + 1000000"),
        Column::Flag(_) => format!("not {name}"),
    }
}

/// Every kind of change to one fact table: each column of a row, its act, the row gone, doubled, swapped with another's.
pub(in crate::ledger) fn of_facts(table: &FactTable, row: usize, other: usize) -> Vec<Damage> {
    let name = table.name;
    let (one, two) = (nth(name, row), nth(name, other));
    let mut all = Vec::new();
    for column in table.columns {
        let (own, value) = (column.name(), changed(*column));
        all.push(damage(
            format!("{name}.{own} flipped"),
            [format!("update {name} set {own} = {value} where {one}")],
        ));
    }
    all.push(damage(format!("row of {name} dropped"), [format!("delete from {name} where {one}")]));
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name()).collect();
    let list = columns.join(", ");
    let copied: Vec<String> = table
        .columns
        .iter()
        .map(|column| {
            if table.key.contains(&column.name()) {
                changed(*column)
            } else {
                column.name().to_owned()
            }
        })
        .collect();
    all.push(damage(
        format!("row of {name} doubled under another key"),
        [format!(
            "insert into {name} ({list}, act) select {}, act from {name} where {one}",
            copied.join(", ")
        )],
    ));
    all.push(damage(
        format!("rows of {name} swapped between acts"),
        [
            format!("create temp table swapped as select (select act from {name} where {one}) as first, (select act from {name} where {two}) as second"),
            format!("update {name} set act = 'parked' where act = (select first from swapped)"),
            format!("update {name} set act = (select first from swapped) where act = (select second from swapped)"),
            format!("update {name} set act = (select second from swapped) where act = 'parked'"),
            "drop table swapped".to_owned(),
        ],
    ));
    all.push(damage(
        format!("row of {name} given to an act that is not there"),
        [format!("update {name} set act = 'zzz' where {one}")],
    ));
    all
}

/// Changes to the acts, to their order and to the tree.
pub(in crate::ledger) fn of_log() -> Vec<Damage> {
    let mut all = of_tree();
    let mut one =
        |what: &str, statement: &str| all.push(damage(what.to_owned(), [statement.to_owned()]));
    for column in ["actor", "verb", "subject", "content", "salt"] {
        one(
            &format!("act.{column} flipped"),
            &format!(
                "update act set {column} = {column} || 'x' where id = (select act from act_sequence where position = 7)"
            ),
        );
    }
    one(
        "act.at flipped",
        "update act set at = at + 1 where id = (select act from act_sequence where position = 7)",
    );
    one(
        "act dropped",
        "delete from act where id = (select act from act_sequence where position = 7)",
    );
    one("act and its place dropped", "delete from act_sequence where position = 7");
    one(
        "content taken away",
        "update act set content = null, salt = null where id = (select act from act_sequence where position = 7)",
    );
    one(
        "only the salt taken away",
        "update act set salt = null where id = (select act from act_sequence where position = 7)",
    );
    all.extend(of_order());
    all
}

/// Changes to the places of acts in the log, and acts slipped in.
fn of_order() -> Vec<Damage> {
    let mut all = Vec::new();
    let mut one =
        |what: &str, statement: &str| all.push(damage(what.to_owned(), [statement.to_owned()]));
    one("commitment no hash", "update act_sequence set commitment = 'zz' where position = 7");
    one(
        "commitment flipped",
        "update act_sequence set commitment = replace(commitment, substr(commitment, 1, 1), 'e') || '' where position = (select min(position) from act_sequence where substr(commitment, 1, 1) <> 'e')",
    );
    one(
        "leaf flipped",
        "update act_sequence set leaf = replace(leaf, substr(leaf, 1, 1), 'e') where position = (select min(position) from act_sequence where substr(leaf, 1, 1) <> 'e')",
    );
    one(
        "last act of the log dropped",
        "delete from act_sequence where position = (select max(position) from act_sequence)",
    );
    one(
        "act of the log made to wait again",
        "insert into act_unsequenced (act) select act from act_sequence where position = 7",
    );
    one("position moved away", "update act_sequence set position = 100000 where position = 7");
    all.push(damage(
        "two acts changed places".to_owned(),
        [
            "update act_sequence set position = -1 where position = 7".to_owned(),
            "update act_sequence set position = 7 where position = 8".to_owned(),
            "update act_sequence set position = 8 where position = -1".to_owned(),
        ],
    ));
    all.push(damage(
        "contents of two acts swapped".to_owned(),
        [
            "create temp table kept as select content, salt from act where id = (select act from act_sequence where position = 7)".to_owned(),
            "update act set content = (select content from act where id = (select act from act_sequence where position = 8)), salt = (select salt from act where id = (select act from act_sequence where position = 8)) where id = (select act from act_sequence where position = 7)".to_owned(),
            "update act set content = (select content from kept), salt = (select salt from kept) where id = (select act from act_sequence where position = 8)".to_owned(),
            "drop table kept".to_owned(),
        ],
    ));
    all.push(damage(
        "act slipped in before the first position".to_owned(),
        [
            "insert into act (id, at, actor, verb, subject, content, salt) select 'slipped', at, actor, verb, subject, '{\"written\":{}}', salt from act where id = (select act from act_sequence where position = 7)".to_owned(),
            "insert into act_sequence (position, act, commitment, leaf) select -1, 'slipped', commitment, leaf from act_sequence where position = 7".to_owned(),
        ],
    ));
    all.push(damage(
        "act without an id, and a row under it".to_owned(),
        [
            "insert into act (id, at, actor, verb, subject, content, salt) select '', at, actor, verb, subject, null, null from act limit 1".to_owned(),
            "insert into met_duty (task, unit, programme, justification, act) values ('x', 'x', 'x', 'x', '')".to_owned(),
        ],
    ));
    all.push(damage(
        "act slipped in".to_owned(),
        ["insert into act (id, at, actor, verb, subject, content, salt) select 'slipped', at, actor, verb, subject, content, salt from act where id = (select act from act_sequence where position = 7)".to_owned()],
    ));
    all
}

/// Changes to what was erased and to the acts that say so, and erasures behind the ledger's back.
pub(in crate::ledger) fn of_erased() -> Vec<Damage> {
    const ONE: &str = "(select min(erased) from erasure)";
    const SAYS: &str = "(select act from erasure where erased = (select min(erased) from erasure))";
    const OTHER: &str = "(select act from act_sequence where position = 7)";
    const FORGED: &str = "insert into act (id, at, actor, verb, subject, content, salt) select 'forged', at, actor, 'erase_act', 'x', content, salt from act where verb = 'erase_act' limit 1";
    let emptied =
        |act: &str| format!("update act set content = null, salt = null where id = {act}");
    let named = |by: &str| {
        format!("insert into erasure (erased, reason, act) select {OTHER}, 'rule', {by}")
    };
    let slipped = |act: &str| {
        format!(
            "insert into met_duty (task, unit, programme, justification, act) values ('x', 'x', 'x', 'x', {act})"
        )
    };
    [
        ("content put where it was erased", vec![format!("update act set content = '{{\"written\":{{}}}}', salt = '00' where id = {ONE}")]),
        ("content without salt put where it was erased", vec![format!("update act set content = '{{}}' where id = {ONE}")]),
        ("row put under an erased act", vec![slipped(ONE)]),
        ("header of an erased act changed", vec![format!("update act set subject = 'x' where id = {ONE}")]),
        ("erased act dropped", vec![format!("delete from act where id = {ONE}")]),
        ("commitment of an erased act changed", vec![format!("update act_sequence set commitment = leaf where act = {ONE}")]),
        ("erasure dropped", vec![format!("delete from erasure where erased = {ONE}")]),
        ("erasure and its act dropped", vec![format!("delete from act where id = {SAYS}"), "delete from erasure".to_owned()]),
        ("erasure erased", vec![emptied(SAYS)]),
        ("erasure erased, and another one said to have done it", vec![format!("insert into erasure (erased, reason, act) select {SAYS}, 'rule', max(act) from erasure"), emptied(SAYS)]),
        ("act erased and named by another's erasure", vec![named(SAYS), emptied(OTHER)]),
        ("act erased and named by an act that is not in the log", vec![FORGED.to_owned(), named("'forged'"), emptied(OTHER)]),
        ("act named as erased, and not erased", vec![named(SAYS)]),
    ]
    .map(|(what, statements)| damage(what.to_owned(), statements))
    .into()
}

/// Changes to the nodes of the tree, to checkpoints and keys.
fn of_tree() -> Vec<Damage> {
    let mut all = Vec::new();
    let mut one =
        |what: &str, statement: &str| all.push(damage(what.to_owned(), [statement.to_owned()]));
    one(
        "node flipped",
        "update tree_node set hash = replace(hash, substr(hash, 1, 1), case substr(hash, 1, 1) when 'e' then 'f' else 'e' end) where level = 1 and place = 0",
    );
    one("node dropped", "delete from tree_node where level = 1 and place = 0");
    one(
        "node added",
        "insert into tree_node (level, place, hash) select 1, 77, hash from tree_node where level = 1 and place = 0",
    );
    one(
        "root of a checkpoint flipped",
        "update checkpoint set root = replace(root, substr(root, 1, 1), case substr(root, 1, 1) when 'e' then 'f' else 'e' end)",
    );
    one(
        "size of a checkpoint flipped",
        "update checkpoint set size = size + 1 where size = (select max(size) from checkpoint)",
    );
    one("note of a checkpoint changed", "update checkpoint set note = replace(note, '— ', '—  ')");
    one(
        "last checkpoint dropped",
        "delete from checkpoint where size = (select max(size) from checkpoint)",
    );
    one("moment of a checkpoint moved", "update checkpoint set at = at + 1");
    one(
        "checkpoint put before the first act",
        "insert into checkpoint (size, at, root, note) select -1, at, root, note from checkpoint limit 1",
    );
    one(
        "node put before the first one",
        "insert into tree_node (level, place, hash) select 1, -1, hash from tree_node limit 1",
    );
    one(
        "line of a witness made up",
        "insert into cosignature (size, witness, line) select size, 'inspector', '— inspector AAAA' from checkpoint limit 1",
    );
    one(
        "key added that no act names",
        "insert into log_key (key, from_size) select key || 'x', 2 from log_key",
    );
    one("key of the log changed", "update log_key set key = key || 'x'");
    one("key of the log dropped", "delete from log_key");
    all
}

/// A fact and its act rewritten together, and the whole log taken back so that it can be made and signed anew.
pub(in crate::ledger) fn rewritten() -> Damage {
    damage(
        "fact and act rewritten, log to be signed anew".to_owned(),
        [
            "update target_rule set reason = 'y' where act = (select act from act_sequence where position = 7)".to_owned(),
            "update act set content = replace(content, '\"reason\":\"k7\",\"rule\"', '\"reason\":\"y\",\"rule\"') where id = (select act from act_sequence where position = 7)".to_owned(),
            "delete from act_unsequenced".to_owned(),
            "insert into act_unsequenced (act) select act from act_sequence".to_owned(),
            "delete from cosignature".to_owned(),
            "delete from checkpoint".to_owned(),
            "delete from tree_node".to_owned(),
            "delete from act_sequence".to_owned(),
        ],
    )
}
