//! The texts: every key in all four languages, every key used, every used key there.

use super::{File, Finding};
use crate::rust;
use std::collections::{BTreeMap, BTreeSet};

const LANGUAGES: &[&str] = &["vi", "fr", "ar", "en"];

/// The calls that take a key as their first argument; `key` is for keys that are handed on.
const CALLS: &[&str] = &[".text(", ".with(", "text_key("];

/// Key → language → (file, line).
type Keys<'files> = BTreeMap<&'files str, BTreeMap<&'files str, (&'files File, usize)>>;

pub(super) fn check(files: &[File]) -> Vec<Finding> {
    let (keys, mut findings) = defined(files);
    for (key, places) in &keys {
        let missing: Vec<&str> =
            LANGUAGES.iter().copied().filter(|language| !places.contains_key(language)).collect();
        if let (false, Some((file, line))) = (missing.is_empty(), places.values().next()) {
            findings
                .push(file.finding(*line, format!("`{key}` is missing in {}", missing.join(", "))));
        }
    }
    let (used, families) = used(files);
    for (key, (file, at)) in &used {
        if !keys.contains_key(key.as_str()) {
            findings.push(file.finding_at(*at, format!("no language has the text `{key}`")));
        }
    }
    let mentioned = mentioned(files);
    for (key, places) in &keys {
        let family = families.iter().any(|family| key.starts_with(family.as_str()));
        if !used.contains_key(*key)
            && !family
            && !mentioned.contains(key)
            && let Some((file, line)) = places.values().next()
        {
            findings.push(
                file.finding(*line, format!("no page uses `{key}`: take it out of every language")),
            );
        }
    }
    findings
}

/// The keys of `locales/LANGUAGE/*.ftl`, and those that one language has twice.
fn defined(files: &[File]) -> (Keys<'_>, Vec<Finding>) {
    let mut keys = Keys::new();
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.path.ends_with(".ftl")) {
        let Some(language) =
            file.path.strip_prefix("locales/").and_then(|path| path.split('/').next())
        else {
            continue;
        };
        if !LANGUAGES.contains(&language) {
            findings.push(
                file.finding(1, format!("`{language}` is not one of {}", LANGUAGES.join(", "))),
            );
            continue;
        }
        for (number, line) in file.text.lines().enumerate() {
            let Some((key, _)) = line.split_once('=') else { continue };
            // Continuations are indented, comments begin with `#`, terms with `-`.
            let key = key.trim_end();
            if !key.starts_with(|letter: char| letter.is_ascii_alphabetic()) || key.contains(' ') {
                continue;
            }
            if keys.entry(key).or_default().insert(language, (file, number + 1)).is_some() {
                findings
                    .push(file.finding(number + 1, format!("`{key}` stands twice in {language}")));
            }
        }
    }
    (keys, findings)
}

/// Keys that the application asks for with where it does, and the beginnings of families.
fn used(files: &[File]) -> (BTreeMap<String, (&File, usize)>, BTreeSet<String>) {
    let (mut used, mut families) = (BTreeMap::new(), BTreeSet::new());
    for file in files.iter().filter(|file| file.path.starts_with("crates/banyan/src/")) {
        let Some(source) = &file.rust else { continue };
        // `format!("state-{state}")` stands for every key that begins so.
        let formats = source.strings.iter().filter_map(|literal| literal.text.split_once('{'));
        families.extend(
            formats
                .map(|(family, _)| family.to_owned())
                .filter(|family| family.ends_with('-') && key_like(family)),
        );
        for call in CALLS {
            let calls = source.code.match_indices(call).filter(|(at, _)| !file.tests_at(*at));
            for (at, _) in calls {
                let argument = at + call.len();
                // From the parenthesis to the end of the first argument.
                let end = first_argument_end(&source.code, argument);
                for literal in
                    source.strings.iter().filter(|literal| (argument..end).contains(&literal.at))
                {
                    if key_like(&literal.text) {
                        used.entry(literal.text.clone()).or_insert((file, literal.at));
                    }
                }
            }
        }
    }
    (used, families)
}

fn first_argument_end(code: &str, start: usize) -> usize {
    let mut depth = 0_u32;
    for (at, byte) in code.bytes().enumerate().skip(start) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => return at,
            b')' | b']' | b'}' => depth -= 1,
            b',' if depth == 0 => return at,
            _ => {}
        }
    }
    code.len()
}

fn key_like(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.bytes().all(|byte| rust::is_word(byte) || byte == b'-')
}

/// Every string of the application and every word of its scripts: a key that stands in one, to be
/// handed on, is used. So is a key that another text refers to.
fn mentioned(files: &[File]) -> BTreeSet<&str> {
    let mut mentioned = BTreeSet::new();
    for file in files {
        if let Some(source) = file.rust.as_ref().filter(|_| file.path.starts_with("crates/banyan"))
        {
            mentioned.extend(source.strings.iter().map(|literal| literal.text.as_str()));
        }
        if file.path.ends_with(".ftl") {
            let references = file.text.split('{').skip(1);
            mentioned.extend(
                references.filter_map(|rest| rest.split(['}', '.', '(']).next()).map(str::trim),
            );
        }
    }
    mentioned
}
