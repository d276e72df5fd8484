//! The order of the rooms: who may use whom, and which files a room has.

use super::{File, Finding};
use crate::rust;

/// Beneath, knowing no slice. They may know each other.
const BENEATH: &[&str] =
    &["config", "store", "web", "jobs", "blobs", "documents", "sheets", "client"];

/// The slices in path order: each may use those before it.
const SLICES: &[&str] = &[
    "ledger",
    "calendars",
    "units",
    "accounts",
    "acts",
    "forms",
    "directives",
    "programmes",
    "observations",
    "observations",
    "registers",
    "reports",
    "rollups",
    "scores",
    "steering",
    "open",
];

/// Above, knowing all.
const ABOVE: &[&str] = &["panels", "content", "keeping", "router", "cli", "main", "lib", "tests"];

/// The modules of the core in path order.
const CORE: &[&str] = &[
    "words",
    "calendar",
    "form",
    "ledger",
    "unit",
    "access",
    "directive",
    "programme",
    "observation",
    "register",
    "report",
    "rollup",
    "score",
    "steering",
];

/// The files of a slice; one that outgrew its 400 lines is a folder of the same name.
const SLICE_FILES: &[&str] = &["mod", "store", "actions", "pages", "api", "tests"];

const APPLICATION: &str = "crates/banyan/src/";
const CORE_FOLDER: &str = "crates/banyan-core/src/";

/// A path that source names: its segments behind `crate::`, and where it stands.
struct Used {
    at: usize,
    segments: Vec<String>,
}

pub(super) fn application(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, room, source) in rooms(files, APPLICATION) {
        if ABOVE.contains(&room) {
            continue;
        }
        let place = SLICES.iter().position(|slice| *slice == room);
        if place.is_none() && !BENEATH.contains(&room) {
            findings.push(file.finding(
                1,
                format!("`{room}` has no place in the order of rooms: give it one in xtask"),
            ));
            continue;
        }
        for used in used_paths(&source.code) {
            let Some(other) = used.segments.first().map(String::as_str) else { continue };
            if other == room
                || file.tests_at(used.at) && (ABOVE.contains(&other) || BENEATH.contains(&other))
            {
                continue;
            }
            let message = match (place, SLICES.iter().position(|slice| *slice == other)) {
                (None, Some(_)) => {
                    Some(format!("`{room}` stands beneath the slices and may not know `{other}`"))
                }
                (Some(ours), Some(theirs)) if theirs > ours => Some(format!(
                    "`{room}` may not use `{other}`, which stands to its right: let it follow the acts, or use panels"
                )),
                (Some(_), Some(_)) => inner_room(&used).map(|inner| {
                    format!(
                        "`{other}::{inner}` is the inside of that room: use what its mod.rs offers"
                    )
                }),
                (_, None) if ABOVE.contains(&other) => {
                    Some(format!("`{room}` may not know `{other}`, which stands above the slices"))
                }
                _ => None,
            };
            findings.extend(message.map(|message| file.finding_at(used.at, message)));
        }
    }
    findings
}

/// `store` in `crate::units::store::…`: the name of a file of that room.
fn inner_room(used: &Used) -> Option<&str> {
    let second = used.segments.get(1)?;
    SLICE_FILES.contains(&second.as_str()).then_some(second)
}

pub(super) fn core(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, room, source) in rooms(files, CORE_FOLDER) {
        if room == "lib" {
            continue;
        }
        let Some(place) = CORE.iter().position(|module| *module == room) else {
            findings.push(file.finding(
                1,
                format!(
                    "`{room}` has no place in the path order of the core: give it one in xtask"
                ),
            ));
            continue;
        };
        for used in used_paths(&source.code) {
            let Some(other) = used.segments.first() else { continue };
            if CORE.iter().position(|module| module == other).is_some_and(|theirs| theirs > place) {
                findings.push(file.finding_at(
                    used.at,
                    format!("`{room}` may not use `{other}`: data flows left to right"),
                ));
            }
        }
    }
    findings
}

/// Each slice has the same files and no others.
pub(super) fn files(files: &[File]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, room, _) in rooms(files, APPLICATION) {
        if !SLICES.contains(&room) {
            continue;
        }
        let inside = file
            .path
            .strip_prefix(APPLICATION)
            .and_then(|path| path.strip_prefix(room))
            .unwrap_or("");
        let first =
            inside.trim_start_matches('/').split('/').next().unwrap_or("").trim_end_matches(".rs");
        if inside == ".rs" {
            findings.push(file.finding(1, format!("a slice is a folder: {room}/mod.rs")));
        } else if !SLICE_FILES.contains(&first) {
            let message = format!("a slice has {} and no `{first}`", SLICE_FILES.join(", "));
            findings.push(file.finding(1, message));
        }
    }
    findings
}

/// The Rust files below `folder`, each with the name of its room: the first folder, or the file.
fn rooms<'files>(
    files: &'files [File],
    folder: &'files str,
) -> impl Iterator<Item = (&'files File, &'files str, &'files rust::Source)> {
    files.iter().filter_map(move |file| {
        let inside = file.path.strip_prefix(folder)?;
        let room = inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs");
        Some((file, room, file.rust.as_ref()?))
    })
}

/// Every path behind `crate::`, the branches of `crate::{a, b::c}` one by one.
fn used_paths(code: &str) -> Vec<Used> {
    let mut found = Vec::new();
    for at in rust::words(code, "crate") {
        // `pub(crate)` names no path.
        if let Some(rest) = code[at..].strip_prefix("crate::") {
            branch(rest, at + "crate::".len(), &[], &mut found);
        }
    }
    found
}

fn branch(text: &str, at: usize, before: &[String], found: &mut Vec<Used>) {
    let name: String =
        text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    if !name.is_empty() {
        let mut segments = before.to_vec();
        segments.push(name.clone());
        match text[name.len()..].strip_prefix("::") {
            Some(rest) => branch(rest, at + name.len() + 2, &segments, found),
            None => found.push(Used { at, segments }),
        }
        return;
    }
    if !text.starts_with('{') {
        found.push(Used { at, segments: before.to_vec() });
        return;
    }
    let (mut depth, mut start) = (0_u32, 1);
    for (position, byte) in text.bytes().enumerate().take(rust::closing(text, 0) + 1) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if (byte == b',' && depth == 1) || depth == 0 {
            let part = &text[start..position];
            let inside = part.trim_start();
            if !inside.is_empty() {
                branch(inside, at + start + (part.len() - inside.len()), before, found);
            }
            start = position + 1;
        }
    }
}
