//! Cuts a minified style sheet to the classes and variables that our pages use.
//!
//! The sheet is read into rules, selectors that name an unknown class, id or attribute are dropped,
//! then custom properties and key frames that nothing refers to, until nothing more falls away.
//! Declarations with an embedded picture are dropped too: the content policy allows pictures from
//! our own host only. It never rewrites a declaration.

use std::collections::BTreeSet;

/// Attributes that selectors may name; a rule about any other attribute is for parts we do not use.
const ATTRIBUTES: &[&str] = &[
    "data-bs-theme",
    "dir",
    "disabled",
    "hidden",
    "href",
    "lang",
    "list",
    "multiple",
    "open",
    "readonly",
    "role",
    "size",
    "title",
    "type",
];

#[derive(Debug)]
enum Item {
    /// `a,b{c:d}`
    Style { selectors: Vec<String>, declarations: Vec<String> },
    /// `@media …{…}`, `@supports …{…}`
    Group { prelude: String, items: Vec<Item> },
    /// `@keyframes x{…}`, `@property --x{…}`
    Whole { prelude: String, body: String },
    /// `@layer a,b`
    Statement(String),
}

/// The part of `sheet` that pages with these `classes` need. `referring` is further text (our own
/// style sheet) whose `var(--name)` keep a variable alive.
pub(crate) fn cut(sheet: &str, classes: &BTreeSet<String>, referring: &str) -> String {
    let mut items = parse(&without_comments(sheet));
    keep_used_selectors(&mut items, classes);
    loop {
        let kept = write(&items);
        let mut used = referred(&kept, "var(--");
        used.extend(referred(referring, "var(--"));
        if !drop_unreferred(&mut items, &used, &kept) {
            return kept;
        }
    }
}

fn without_comments(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

fn parse(sheet: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = sheet.trim();
    while !rest.is_empty() {
        let at = find_outside(rest, &['{', ';', '}']).unwrap_or(rest.len());
        let prelude = rest[..at].trim();
        if rest[at..].starts_with('{') {
            let end = matching(rest, at);
            let body = &rest[at + 1..end];
            items.push(item(prelude, body));
            rest = rest.get(end + 1..).unwrap_or("").trim_start();
        } else {
            // A character set counts only as the first bytes of a file, and ours come with one in the header.
            if !prelude.is_empty() && !prelude.starts_with("@charset") {
                items.push(Item::Statement(prelude.to_owned()));
            }
            rest = rest.get(at + 1..).unwrap_or("").trim_start();
        }
    }
    items
}

fn item(prelude: &str, body: &str) -> Item {
    if prelude.starts_with("@media") || prelude.starts_with("@supports") {
        Item::Group { prelude: prelude.to_owned(), items: parse(body) }
    } else if prelude.starts_with('@') {
        Item::Whole { prelude: prelude.to_owned(), body: body.to_owned() }
    } else {
        Item::Style {
            selectors: split_outside(prelude, ','),
            declarations: split_outside(body, ';'),
        }
    }
}

/// The first of `wanted` outside strings, brackets and parentheses.
fn find_outside(text: &str, wanted: &[char]) -> Option<usize> {
    let (mut depth, mut quote, mut escaped) = (0_u32, None, false);
    for (at, letter) in text.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match (quote, letter) {
            (_, '\\') => escaped = true,
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, _) if depth == 0 && wanted.contains(&letter) => return Some(at),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Where the brace that opens at `open` is closed.
fn matching(text: &str, open: usize) -> usize {
    let mut depth = 0_u32;
    let mut at = open;
    while let Some(step) = text.get(at..).and_then(|rest| find_outside(rest, &['{', '}'])) {
        at += step;
        if text[at..].starts_with('{') {
            depth += 1;
        } else {
            depth -= 1;
            if depth == 0 {
                return at;
            }
        }
        at += 1;
    }
    text.len()
}

fn split_outside(text: &str, separator: char) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = find_outside(rest, &[separator]) {
        parts.push(rest[..at].trim().to_owned());
        rest = &rest[at + 1..];
    }
    parts.push(rest.trim().to_owned());
    parts.retain(|part| !part.is_empty());
    parts
}

fn keep_used_selectors(items: &mut Vec<Item>, classes: &BTreeSet<String>) {
    items.retain_mut(|item| match item {
        Item::Style { selectors, declarations } => {
            selectors.retain(|selector| used(selector, classes));
            declarations.retain(|declaration| !declaration.contains("url(\"data:"));
            !selectors.is_empty() && !declarations.is_empty()
        }
        Item::Group { items, .. } => {
            keep_used_selectors(items, classes);
            !items.is_empty()
        }
        Item::Whole { .. } | Item::Statement(_) => true,
    });
}

/// Whether every class and attribute that `selector` asks for can occur in our pages. What stands in
/// `:not(…)` need not occur.
fn used(selector: &str, classes: &BTreeSet<String>) -> bool {
    let mut rest = selector;
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix(":not") {
            let end =
                find_outside(after.get(1..).unwrap_or(""), &[')']).map_or(after.len(), |at| at + 2);
            rest = after.get(end..).unwrap_or("");
            continue;
        }
        let after = &rest[letter.len_utf8()..];
        match letter {
            '.' => {
                let (class, tail) = name(after);
                if !classes.contains(&class) {
                    return false;
                }
                rest = tail;
            }
            '#' => return false,
            '[' => {
                let (attribute, tail) = name(after);
                if !ATTRIBUTES.contains(&attribute.as_str()) && !attribute.starts_with("aria-") {
                    return false;
                }
                rest = find_outside(tail, &[']']).and_then(|at| tail.get(at + 1..)).unwrap_or("");
            }
            ':' if after.starts_with("host") => return false,
            _ => rest = after,
        }
    }
    true
}

/// The name at the start of `text`, its escapes undone, and what follows it.
fn name(text: &str) -> (String, &str) {
    let mut name = String::new();
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '\\' if !escaped => escaped = true,
            _ if escaped || letter.is_alphanumeric() || letter == '-' || letter == '_' => {
                escaped = false;
                name.push(letter);
            }
            _ => return (name, &text[at..]),
        }
    }
    (name, "")
}

/// The names that stand behind `mark` in `text`: `var(--x)` gives `x`.
fn referred(text: &str, mark: &str) -> BTreeSet<String> {
    text.split(mark).skip(1).map(|after| name(after).0).collect()
}

/// Drops variables outside `used` and key frames whose name occurs nowhere else in `text`. Says
/// whether anything fell.
fn drop_unreferred(items: &mut Vec<Item>, used: &BTreeSet<String>, text: &str) -> bool {
    let mut fell = false;
    items.retain_mut(|item| {
        let keep = match item {
            Item::Style { declarations, .. } => {
                let before = declarations.len();
                declarations.retain(|declaration| {
                    declaration.strip_prefix("--").is_none_or(|rest| used.contains(&name(rest).0))
                });
                fell |= declarations.len() != before;
                !declarations.is_empty()
            }
            Item::Group { items, .. } => {
                fell |= drop_unreferred(items, used, text);
                !items.is_empty()
            }
            Item::Whole { prelude, .. } => {
                let name = prelude.split_whitespace().last().unwrap_or("");
                match name.strip_prefix("--") {
                    Some(variable) => used.contains(variable),
                    None => text.matches(name).count() > 1,
                }
            }
            Item::Statement(_) => true,
        };
        fell |= !keep;
        keep
    });
    fell
}

fn write(items: &[Item]) -> String {
    items
        .iter()
        .map(|item| match item {
            Item::Style { selectors, declarations } => {
                format!("{}{{{}}}\n", selectors.join(","), declarations.join(";"))
            }
            Item::Group { prelude, items } => format!("{prelude}{{{}}}\n", write(items).trim_end()),
            Item::Whole { prelude, body } => format!("{prelude}{{{body}}}\n"),
            Item::Statement(statement) => format!("{statement};\n"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sheet: &str, classes: &[&str], kept: &str) {
        let classes = classes.iter().map(|class| (*class).to_owned()).collect();
        assert_eq!(cut(sheet, &classes, "b{color:var(--ours)}").replace('\n', ""), kept);
    }

    #[test]
    fn a_selector_stays_when_its_classes_are_used() {
        check(".a,.b.c,p .a:hover{x:y}.d{x:y}", &["a", "b"], ".a,p .a:hover{x:y}");
    }

    #[test]
    fn an_escaped_class_is_one_name() {
        check(r".a\:b{x:y}.a\/c{x:y}", &["a:b"], r".a\:b{x:y}");
    }

    #[test]
    fn what_is_excluded_need_not_be_used() {
        check(".a:not(.z):not([data-z]){x:y}", &["a"], ".a:not(.z):not([data-z]){x:y}");
    }

    #[test]
    fn foreign_attributes_and_ids_fall() {
        check(
            "[data-bs-theme=dark]{x:y}[class*=nav]{x:y}#id{x:y}:host{x:y}",
            &[],
            "[data-bs-theme=dark]{x:y}",
        );
    }

    #[test]
    fn variables_fall_in_chains_unless_something_refers_to_them() {
        check(
            ":root{--one:1;--two:var(--one);--three:var(--two);--ours:2}.a{x:var(--one)}",
            &["a"],
            ":root{--one:1;--ours:2}.a{x:var(--one)}",
        );
    }

    #[test]
    fn an_empty_group_falls_and_key_frames_need_a_use() {
        check(
            "@media print{.z{x:y}}@media print{.a{animation:turn 1s}}@keyframes turn{to{x:y}}@keyframes hop{to{x:y}}",
            &["a"],
            "@media print{.a{animation:turn 1s}}@keyframes turn{to{x:y}}",
        );
    }

    #[test]
    fn embedded_pictures_fall_and_their_semicolons_do_not_split() {
        check(".a{b:url(\"data:image/svg+xml;x{}\");c:d}", &["a"], ".a{c:d}");
    }
}
