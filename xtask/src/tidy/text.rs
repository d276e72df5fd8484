//! Rules about words and characters: what a file opens with, what may not stand in it.

use super::{File, Finding};
use crate::rust;

const LARGEST_BYTES: usize = 2_000_000;

/// Every Rust file opens with what it is for.
pub(super) fn opening(files: &[File]) -> Vec<Finding> {
    let missing = |file: &&File| file.rust.is_some() && !file.text.starts_with("//!");
    let message = "the file does not open with `//!`: say what it is for and what it must never do";
    files.iter().filter(missing).map(|file| file.finding(1, message)).collect()
}

pub(super) fn trailing_space(files: &[File]) -> Vec<Finding> {
    let ours = files.iter().filter(|file| !file.foreign() && !verbatim(&file.path));
    ours.flat_map(|file| {
        file.text
            .split('\n')
            .enumerate()
            .filter(|(_, line)| line.ends_with([' ', '\t', '\r']))
            .map(|(number, _)| file.finding(number + 1, "white space at the end of the line"))
            .collect::<Vec<_>>()
    })
    .collect()
}

/// Data and fixtures are kept byte for byte, and so are pictures of pages.
fn verbatim(path: &str) -> bool {
    path.starts_with("content/")
        || path.contains("/fixtures/")
        || path.ends_with(".snap")
        || path.ends_with(".txt")
}

pub(super) fn too_large(files: &[File]) -> Vec<Finding> {
    let large = files.iter().filter(|file| file.bytes.len() > LARGEST_BYTES);
    large
        .map(|file| {
            file.finding(1, format!("{} bytes, more than 2 MB: is it needed?", file.bytes.len()))
        })
        .collect()
}

/// Addresses on one machine mean nothing on another.
pub(super) fn machine_paths(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| !file.foreign() && !file.path.starts_with("content/")) {
        // Written in two parts so that this file does not find itself.
        for folder in [
            concat!("/wo", "rk/"),
            concat!("/ho", "me/"),
            concat!("/ro", "ot/"),
            concat!("/Us", "ers/"),
        ] {
            for (at, _) in file.text.match_indices(folder) {
                let before = at.checked_sub(1).and_then(|before| file.text.as_bytes().get(before));
                // Part of a longer address (`/api/units/…`) or of a web address.
                if !before.is_some_and(|byte| {
                    rust::is_word(*byte) || matches!(byte, b'.' | b'/' | b'}' | b')' | b'*')
                }) {
                    findings.push(file.finding_at(
                        at,
                        format!("`{folder}` is a place on one machine; make it relative"),
                    ));
                }
            }
        }
    }
    findings
}

/// A file is named for the idea in it.
pub(super) fn file_names(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.rust.is_some()) {
        let stem = file.name().trim_end_matches(".rs");
        let folder = file.path.rsplit('/').nth(1).unwrap_or("");
        for word in ["utils", "util", "helpers", "helper", "common", "misc"] {
            if stem == word || (stem == "mod" && folder == word) {
                findings.push(file.finding(
                    1,
                    format!("`{word}` names no idea: name the file for what is in it"),
                ));
            }
        }
    }
    findings
}

/// Code that may not stand outside tests, and what to write instead.
const BANNED: &[(&str, &str, Where)] = &[
    (".unwrap()", "return the error with `?`, or match", Where::OutsideTests),
    (".expect(", "return the error with `?`, or match", Where::OutsideTests),
    ("todo!", "write it, or leave it out", Where::Everywhere),
    ("unimplemented!", "write it, or leave it out", Where::Everywhere),
    ("dbg!", "take it out, or use `tracing`", Where::Everywhere),
    ("#[ignore", "mend the test, or take it out", Where::Everywhere),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Everywhere,
    OutsideTests,
}

pub(super) fn banned_code(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        let Some(source) = &file.rust else { continue };
        for (code, instead, place) in BANNED {
            for (at, _) in source.code.match_indices(code) {
                let part_of_word = at.checked_sub(1).is_some_and(|before| {
                    code.as_bytes()[0].is_ascii_alphabetic()
                        && rust::is_word(source.code.as_bytes()[before])
                });
                if !part_of_word && (*place == Where::Everywhere || !file.tests_at(at)) {
                    findings.push(file.finding_at(at, format!("`{code}`: {instead}")));
                }
            }
        }
        // Marks stand in comments, so the whole text is read. In two parts, as above.
        for (at, mark) in file.text.match_indices(concat!("FIX", "ME")) {
            findings.push(file.finding_at(
                at,
                format!("`{mark}`: mend it, or open an issue and take the mark out"),
            ));
        }
    }
    findings
}

/// Physical sides, and what to write instead.
const SIDES: &[(&str, &str)] = &[
    ("margin-left", "margin-inline-start"),
    ("margin-right", "margin-inline-end"),
    ("padding-left", "padding-inline-start"),
    ("padding-right", "padding-inline-end"),
    ("border-left", "border-inline-start"),
    ("border-right", "border-inline-end"),
    ("text-align: left", "text-align: start"),
    ("text-align: right", "text-align: end"),
    ("text-align:left", "text-align: start"),
    ("text-align:right", "text-align: end"),
    ("float: left", "float: inline-start"),
    ("float: right", "float: inline-end"),
    ("text-left", "text-start"),
    ("text-right", "text-end"),
    ("float-left", "float-start"),
    ("float-right", "float-end"),
];

/// Pages run in both directions: only start and end, in our style sheet and in what pages write.
pub(super) fn left_and_right(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| !file.foreign()) {
        if file.path.ends_with(".css") {
            findings.extend(physical_sides(file, 0, &file.text));
            findings.extend(lopsided(file));
        } else if let Some(source) = &file.rust
            && file.path.starts_with("crates/")
        {
            for literal in &source.strings {
                findings.extend(physical_sides(file, literal.at, &literal.text));
            }
        }
    }
    findings
}

fn physical_sides(file: &File, start: usize, text: &str) -> Vec<Finding> {
    let sides = SIDES.iter().flat_map(|(side, instead)| {
        text.match_indices(side).map(move |(at, _)| (at, format!("`{side}`: write `{instead}`")))
    });
    let mut findings: Vec<Finding> =
        sides.map(|(at, message)| file.finding_at(start + at, message)).collect();
    if file.path.ends_with(".css") {
        for (at, side) in text.match_indices("left:").chain(text.match_indices("right:")) {
            let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
            if before.is_some_and(|byte| matches!(byte, b' ' | b'{' | b';' | b'\n')) {
                findings.push(
                    file.finding_at(
                        at,
                        format!("`{side}`: write `inset-inline-start:` or `-end:`"),
                    ),
                );
            }
        }
    }
    findings
}

/// `margin: a b c d` with b other than d says right and left without naming them.
fn lopsided(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    for property in ["margin:", "padding:", "inset:", "border-radius:"] {
        for (at, _) in file.text.match_indices(property) {
            let value = file.text[at + property.len()..].split([';', '}']).next().unwrap_or("");
            let sides: Vec<&str> =
                value.split_whitespace().filter(|side| *side != "!important").collect();
            if !value.contains('(') && sides.len() == 4 && sides[1] != sides[3] {
                findings.push(
                    file.finding_at(at, format!("`{property}{value}` has another left than right")),
                );
            }
        }
    }
    findings
}

/// The content policy forbids styles on elements.
pub(super) fn inline_style(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| !file.foreign()) {
        let texts: Vec<(usize, &str)> = match &file.rust {
            Some(source) if file.path.starts_with("crates/") => {
                let strings =
                    source.strings.iter().map(|literal| (literal.at, literal.text.as_str()));
                strings.chain([(0, source.code.as_str())]).collect()
            }
            None if file.path.ends_with(".html") || file.path.ends_with(".svg") => {
                vec![(0, file.text.as_str())]
            }
            _ => Vec::new(),
        };
        for (start, text) in texts {
            for at in rust::words(text, "style") {
                let after = text[at + "style".len()..].trim_start();
                let before = text[..at].chars().next_back();
                // `let style = …` is a variable, `style == …` a comparison, `font-style` and `--style` other names.
                let attribute = after.starts_with("=\"")
                    || after.starts_with("=\\\"")
                    || (after.starts_with("=(") && !after.starts_with("=="));
                if attribute && !matches!(before, Some('-' | '.')) {
                    findings.push(file.finding_at(
                        start + at,
                        "`style=`: the content policy forbids it; give the element a class",
                    ));
                }
            }
        }
    }
    findings
}
