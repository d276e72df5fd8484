//! Where what stands first differs from what an act names, in words for who looks for it.

use serde_json::{Map, Value as Json};

/// The first table in which the rows that stand are not those that an act names, and the first column of a row that differs
/// there; both contents are canonical. An act of many rows names only how many they are and their root.
pub(super) fn first_difference(named: &str, standing: &[u8]) -> String {
    let named = written(serde_json::from_str(named).ok());
    let standing = written(serde_json::from_slice(standing).ok());
    let mut tables: Vec<&String> = named.keys().chain(standing.keys()).collect();
    tables.sort();
    let differs = |table: &&&String| named.get(**table) != standing.get(**table);
    match tables.iter().find(differs) {
        Some(table) => format!("in `{table}`{}", in_table(named.get(*table), standing.get(*table))),
        None => "in how its columns are written".to_owned(),
    }
}

fn written(content: Option<Json>) -> Map<String, Json> {
    let content = content.as_ref().and_then(|content| content.get("written"));
    content.and_then(Json::as_object).cloned().unwrap_or_default()
}

fn in_table(named: Option<&Json>, standing: Option<&Json>) -> String {
    let rows = |side: Option<&Json>| side.and_then(Json::as_array).cloned();
    let (named, standing) = match (named, standing) {
        (None, Some(_)) => return ", of which it names no row".to_owned(),
        (Some(_), None) => return ", where none of its rows stands".to_owned(),
        (named, standing) => (rows(named), rows(standing)),
    };
    let (Some(named), Some(standing)) = (named, standing) else {
        return ", of which it names the root of all its rows".to_owned();
    };
    if let Some(gone) = named.iter().find(|row| !standing.contains(row)) {
        // The row that stands in its place has most of its values.
        let alike = |row: &&Json| columns(gone, row).filter(|(_, same)| *same).count();
        let other = standing.iter().filter(|row| !named.contains(row)).max_by_key(alike);
        return match other {
            Some(other) => {
                let changed = columns(gone, other).filter(|(_, same)| !same);
                let changed: Vec<String> = changed.map(|(name, _)| format!("`{name}`")).collect();
                format!(": {} of the row {gone}", changed.join(", "))
            }
            None => format!(": the row {gone} is gone"),
        };
    }
    match standing.iter().find(|row| !named.contains(row)) {
        Some(more) => format!(": the row {more} is not named"),
        None => ": a row stands twice, or another is named twice".to_owned(),
    }
}

/// The columns of a row, each with whether the other has the same value there.
fn columns<'r>(row: &'r Json, other: &'r Json) -> impl Iterator<Item = (&'r String, bool)> {
    let pairs = row.as_object().into_iter().flatten();
    pairs.map(|(name, value)| (name, other.get(name) == Some(value)))
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn table_row_and_column_are_named() {
        let check = |named: &str, standing: &str, expected: &str| {
            let named = format!("{{\"written\":{{{named}}}}}");
            let standing = format!("{{\"written\":{{{standing}}}}}");
            assert_eq!(
                first_difference(&named, standing.as_bytes()),
                expected,
                "{named} {standing}"
            );
        };
        let (one, other) = (r#"{"code":"a","value":1}"#, r#"{"code":"b","value":2}"#);
        let changed = r#"{"code":"a","value":3}"#;
        let table = |rows: &[&str]| format!("\"target\":[{}]", rows.join(","));
        check(
            &table(&[one, other]),
            &table(&[changed, other]),
            &format!("in `target`: `value` of the row {one}"),
        );
        check(
            &table(&[one, other]),
            &table(&[other]),
            &format!("in `target`: the row {one} is gone"),
        );
        check(
            &table(&[other]),
            &table(&[one, other]),
            &format!("in `target`: the row {one} is not named"),
        );
        check(
            &table(&[one]),
            &table(&[one, one]),
            "in `target`: a row stands twice, or another is named twice",
        );
        check(&table(&[one]), "", "in `target`, where none of its rows stands");
        check("", &table(&[one]), "in `target`, of which it names no row");
        let rooted = |root: &str| format!("\"target\":{{\"root\":\"{root}\",\"rows\":2000}}");
        check(
            &rooted("aa"),
            &rooted("bb"),
            "in `target`, of which it names the root of all its rows",
        );
    }
}
