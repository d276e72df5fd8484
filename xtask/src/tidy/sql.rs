//! Where SQL may stand, and what a migration must say of its tables.

use super::{File, Finding};

const APPLICATION: &str = "crates/banyan/src/";

/// How a statement begins. Two words, because one alone begins many a sentence.
const BEGINNINGS: &[(&str, &[&str])] = &[
    ("select", &[]),
    ("insert", &["into", "or"]),
    ("update", &[]),
    ("delete", &["from"]),
    ("with", &["recursive"]),
    ("create", &["table", "index", "unique", "database", "temp", "temporary", "view"]),
    ("drop", &["table", "index", "database", "view"]),
    ("alter", &["table"]),
];

/// A statement is read where it is kept: only `store.rs`, and files below `store/`.
pub(super) fn places(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        let Some(source) = &file.rust else { continue };
        if !file.path.starts_with("crates/") || kept_in_store(&file.path) {
            continue;
        }
        for literal in source.strings.iter().filter(|literal| statement(&literal.text)) {
            findings.push(file.finding_at(
                literal.at,
                "SQL stands only in store.rs; give the statement a function there",
            ));
        }
    }
    findings
}

fn kept_in_store(path: &str) -> bool {
    path.ends_with("/store.rs") || path.contains("/store/")
}

fn statement(text: &str) -> bool {
    let mut words = text.split_whitespace().map(str::to_ascii_lowercase);
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let rest: Vec<String> = words.collect();
    let follows = |word: &str| rest.iter().any(|other| other == word);
    BEGINNINGS.iter().any(|(beginning, seconds)| {
        first == *beginning
            && match *beginning {
                // "Select a unit from the list" is a sentence: it ends as one.
                "select" => {
                    second.starts_with(|letter: char| letter.is_ascii_digit())
                        || follows("from") && !text.ends_with(['.', '?'])
                }
                "update" => follows("set"),
                "with" => {
                    seconds.contains(&second.as_str())
                        || rest.first().is_some_and(|word| word.starts_with('(') || word == "as")
                            && (follows("as") || follows("(select"))
                }
                _ => seconds.contains(&second.as_str()),
            }
    })
}

/// The one door through which a text that was put together reaches the database.
pub(super) fn assertions(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with(APPLICATION)) {
        let Some(source) = &file.rust else { continue };
        if !file.path.starts_with("crates/banyan/src/store/") {
            for (at, _) in source.code.match_indices("AssertSqlSafe") {
                findings.push(
                    file.finding_at(at, "`AssertSqlSafe` stands only in crates/banyan/src/store/"),
                );
            }
        }
    }
    findings
}

/// Every table has a class, said in the line before it; no trigger acts behind a verb's back.
pub(super) fn migrations(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files
        .iter()
        .filter(|file| file.path.starts_with("migrations/") && file.path.ends_with(".sql"))
    {
        let mut before = "";
        for (number, line) in file.text.lines().enumerate() {
            let code = line.split("--").next().unwrap_or("").to_ascii_lowercase();
            let class = before.trim().strip_prefix("-- class:").map(str::trim);
            if code.trim_start().starts_with("create table")
                && !class.is_some_and(|class| {
                    matches!(
                        class.split_whitespace().next(),
                        Some("fact" | "projection" | "desk" | "log")
                    )
                })
            {
                let message = "the line before a table says its class: `-- class: fact`, `projection`, `desk` or `log`";
                findings.push(file.finding(number + 1, message));
            }
            if code
                .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
                .any(|word| word == "trigger")
            {
                findings.push(
                    file.finding(number + 1, "no trigger: what happens is written in a verb"),
                );
            }
            if !line.trim().is_empty() {
                before = line;
            }
        }
    }
    findings
}
