//! The ratchet: long files and functions may shrink, never grow, and no new ones come.

use super::{File, Finding};
use crate::rust;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The committed list of what is long already.
pub(super) const LIST: &str = "xtask/tidy.toml";

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 70;
/// No list lets a file pass this.
const FILE_LINES_AT_MOST: usize = 700;

/// What is long, with its lines: `path` for a file, `path#function` for a function.
type Sizes = BTreeMap<String, usize>;

pub(super) fn check(files: &[File]) -> Vec<Finding> {
    let allowed = match listed(files) {
        Ok(allowed) => allowed,
        Err(finding) => return vec![finding],
    };
    let long = long(files);
    let mut findings = Vec::new();
    for (name, (file, line, lines)) in &long {
        let (what, limit) = if name.contains('#') {
            ("the function", FUNCTION_LINES)
        } else {
            ("the file", FILE_LINES)
        };
        if !name.contains('#') && *lines > FILE_LINES_AT_MOST {
            let message = format!(
                "{lines} lines, more than {FILE_LINES_AT_MOST}, which nothing excuses: find the new noun"
            );
            findings.push(file.finding(*line, message));
            continue;
        }
        match allowed.get(name) {
            None => findings.push(file.finding(
                *line,
                format!("{what} has {lines} lines, more than {limit}: find the new noun"),
            )),
            Some(size) if lines > size => {
                findings.push(file.finding(
                    *line,
                    format!("{what} has grown from {size} to {lines} lines; it may only shrink"),
                ));
            }
            Some(size) if lines < size => {
                findings.push(file.finding(*line, format!("{what} has shrunk from {size} to {lines} lines: `cargo xtask tidy --record`")));
            }
            Some(_) => {}
        }
    }
    for name in allowed.keys().filter(|name| !long.contains_key(*name)) {
        findings.push(Finding {
            path: LIST.to_owned(),
            line: 1,
            message: format!("`{name}` is not long any more: `cargo xtask tidy --record`"),
        });
    }
    findings
}

/// The list with today's sizes where they are smaller; it takes nothing new in.
pub(super) fn shrunk(files: &[File]) -> String {
    let allowed = listed(files).unwrap_or_default();
    let long = long(files);
    let mut text = String::from(
        "# Files over 400 lines and functions over 70 that stand already. They may shrink, never grow;\n\
         # `cargo xtask tidy --record` writes smaller sizes.\n\n[lines]\n",
    );
    for (name, size) in allowed {
        if let Some((_, _, lines)) = long.get(&name) {
            let _ = writeln!(text, "\"{name}\" = {}", size.min(*lines));
        }
    }
    text
}

fn listed(files: &[File]) -> Result<Sizes, Finding> {
    let Some(file) = files.iter().find(|file| file.path == LIST) else { return Ok(Sizes::new()) };
    let table: toml::Table =
        file.text.parse().map_err(|error| file.finding(1, format!("{error}")))?;
    let lines = table.get("lines").and_then(toml::Value::as_table);
    let sizes = lines.into_iter().flatten().map(|(name, size)| {
        let size = size.as_integer().and_then(|size| usize::try_from(size).ok()).unwrap_or(0);
        (name.clone(), size)
    });
    Ok(sizes.collect())
}

/// Everything over its limit: the file, the line where it starts, its lines. Two functions of one
/// name in a file stand under the longer.
fn long(files: &[File]) -> BTreeMap<String, (&File, usize, usize)> {
    let mut long: BTreeMap<String, (&File, usize, usize)> = BTreeMap::new();
    for file in files {
        let Some(source) = &file.rust else { continue };
        let lines = file.text.lines().count();
        if lines > FILE_LINES {
            long.insert(file.path.clone(), (file, 1, lines));
        }
        for function in rust::functions(&source.code) {
            if function.lines > FUNCTION_LINES {
                let entry = long.entry(format!("{}#{}", file.path, function.name)).or_insert((
                    file,
                    function.line,
                    function.lines,
                ));
                if function.lines > entry.2 {
                    *entry = (file, function.line, function.lines);
                }
            }
        }
    }
    long
}
