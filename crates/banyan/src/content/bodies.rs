//! Bodies of a content folder: those of the centre, and those that a template plants in every province.

use std::collections::BTreeMap;

use banyan_core::unit::{BodyDraft, Class, Extent, Level, Network, ReformId, Transfer};
use banyan_core::words::{Day, Language, Text};
use serde::Deserialize;

use super::network::{FourTexts, maybe_parsed};
use super::{ContentError, Source};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodiesFile {
    body: Vec<BodyEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyEntry {
    code: String,
    kind: String,
    parent: String,
    #[serde(default, deserialize_with = "maybe_parsed")]
    from: Option<Day>,
    #[serde(default, deserialize_with = "maybe_parsed")]
    known_from: Option<Day>,
    #[serde(default, deserialize_with = "maybe_parsed")]
    until: Option<Day>,
    name: FourTexts,
    #[serde(default)]
    aliases: BTreeMap<String, Vec<String>>,
}

/// The bodies of one file, all below the country or each other.
///
/// # Errors
/// When the file is missing or of another shape, and for every body without a name or a first day.
pub(super) fn load(source: &Source, path: &str) -> Result<Vec<BodyDraft>, ContentError> {
    let file: BodiesFile = source.toml(path)?;
    let (mut bodies, mut wrong) = (Vec::new(), Vec::new());
    for entry in file.body {
        match (entry.from.or(entry.known_from), entry.name.text()) {
            (Some(from), Some(name)) => bodies.push(BodyDraft {
                code: entry.code,
                kind: entry.kind,
                level: Level::Central,
                parent_code: entry.parent,
                from,
                until: entry.until,
                custodian_code: None,
                name,
                aliases: entry.aliases.into_values().flatten().collect(),
            }),
            _ => wrong.push(ContentError::Unreadable {
                path: path.to_owned(),
                reason: format!(
                    "the body `{}` needs a name, and a day in `from` or `known_from`",
                    entry.code
                ),
            }),
        }
    }
    if wrong.is_empty() { Ok(bodies) } else { Err(ContentError::Many(wrong)) }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateFile {
    body: Vec<TemplateEntry>,
    #[serde(default, rename = "transfer")]
    _transfers: Vec<TemplateTransfer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateEntry {
    suffix: String,
    /// `some`: only some provinces have it, so it is offered and not planted.
    #[serde(default)]
    presence: Option<String>,
    kind: String,
    parent: String,
    #[serde(default, deserialize_with = "maybe_parsed")]
    from: Option<Day>,
    #[serde(default, deserialize_with = "maybe_parsed")]
    known_from: Option<Day>,
    #[serde(default, deserialize_with = "maybe_parsed")]
    until: Option<Day>,
    name: FourTexts,
    /// What it is called in a city under the central government, where that differs.
    #[serde(default)]
    name_city: Option<FourTexts>,
    #[serde(default)]
    aliases: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    aliases_city: BTreeMap<String, Vec<String>>,
}

/// Which department's work went to which on a day when no province changed; not used before territories are known.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "the days before the first known map have no provinces to plant these in"
)]
struct TemplateTransfer {
    old_suffix: String,
    new_suffix: String,
    #[serde(default)]
    share: Option<toml::Value>,
    extent: String,
    #[serde(default)]
    default_successor: Option<toml::Value>,
    #[serde(default)]
    on: Option<String>,
}

/// A body of an ended province and the one that follows it.
pub(super) struct Handover {
    reform: ReformId,
    old_code: String,
    new_code: String,
    on: Day,
}

pub(super) struct Planted {
    pub(super) bodies: Vec<BodyDraft>,
    pub(super) transfers: Vec<Handover>,
}

/// A province as long as its identity lasts.
struct Province {
    code: String,
    /// On its first day.
    kind: String,
    name: Text,
    from: Day,
    until: Option<Day>,
    /// The code of the province that follows, and the reform that says so.
    successor: Option<(String, ReformId)>,
}

/// The template's bodies in every province of every map, as long as both last.
///
/// # Errors
/// When the file is missing or of another shape.
pub(super) fn plant(
    source: &Source,
    path: &str,
    network: &Network,
) -> Result<Planted, ContentError> {
    let file: TemplateFile = source.toml(path)?;
    let (mut bodies, mut transfers) = (Vec::new(), Vec::new());
    for province in provinces(network) {
        for entry in file.body.iter().filter(|entry| entry.presence.as_deref() != Some("some")) {
            let begins = entry
                .from
                .or(entry.known_from)
                .map_or(province.from, |from| from.max(province.from));
            let ends = [entry.until, province.until].into_iter().flatten().min();
            if ends.is_some_and(|last| last < begins) {
                continue;
            }
            let Some(body) = planted(entry, &province, begins, ends) else { continue };
            let follows = province.successor.as_ref().filter(|_| ends == province.until);
            if let (Some((successor, reform)), Some(last)) = (follows, ends) {
                let new_code = format!("{successor}-{}", entry.suffix);
                transfers.push(Handover {
                    reform: reform.clone(),
                    old_code: body.code.clone(),
                    new_code,
                    on: last.next(),
                });
            }
            bodies.push(body);
        }
    }
    Ok(Planted { bodies, transfers })
}

fn planted(
    entry: &TemplateEntry,
    province: &Province,
    from: Day,
    until: Option<Day>,
) -> Option<BodyDraft> {
    let city = province.kind == "Thành phố";
    let name =
        entry.name_city.clone().filter(|_| city).unwrap_or_else(|| entry.name.clone()).text()?;
    let filled = |language: Language, words: &str| {
        let own = short(province.name.in_language(language).1);
        let elided = match own.chars().next() {
            Some('A' | 'E' | 'I' | 'O' | 'U' | 'Y') => {
                words.replace("de {province}", "d’{province}")
            }
            _ => words.to_owned(),
        };
        let words = if language == Language::French { elided } else { words.to_owned() };
        words.replace("{province}", own).replace("{kind}", &province.kind.to_lowercase())
    };
    let named = name.pairs().map(|(language, words)| (language, filled(language, words)));
    let aliases = entry.aliases.iter().chain(entry.aliases_city.iter().filter(|_| city));
    let aliases = aliases.flat_map(|(tag, all)| {
        let language = tag.parse().unwrap_or(Language::Vietnamese);
        all.iter().map(move |words| filled(language, words))
    });
    let parent_code = match entry.parent.as_str() {
        "province" => province.code.clone(),
        suffix => format!("{}-{suffix}", province.code),
    };
    let custodian = province.successor.as_ref().map(|(code, _)| format!("{code}-{}", entry.suffix));
    Some(BodyDraft {
        code: format!("{}-{}", province.code, entry.suffix),
        kind: entry.kind.clone(),
        level: Level::Province,
        parent_code,
        from,
        until,
        custodian_code: custodian,
        name: Text::from_pairs(named)?,
        aliases: aliases.collect(),
    })
}

/// A province's name without the word for its kind, as bodies are called after it.
fn short(name: &str) -> &str {
    name.strip_prefix("Thành phố ").or_else(|| name.strip_prefix("Tỉnh ")).unwrap_or(name)
}

fn provinces(network: &Network) -> Vec<Province> {
    let mut found = Vec::new();
    for no in network.numbers() {
        let Some(version) = network.first_version(no) else { continue };
        let territory = network.unit(no).is_some_and(|unit| unit.class == Class::Territory);
        if !territory || version.level != Level::Province {
            continue;
        }
        let end = network.end(no, None);
        let heir = network.successors(no, None).into_iter().next();
        let successor = heir.filter(|heir| heir.unit != no).and_then(|heir| {
            Some((network.first_version(heir.unit)?.code.clone(), heir.transfer.reform.clone()))
        });
        found.push(Province {
            code: version.code.clone(),
            kind: version.kind.clone(),
            name: version.name.clone(),
            from: version.from,
            until: end.map(|end| end.last_day),
            successor: successor.filter(|_| end.is_some()),
        });
    }
    found
}

/// The handovers as facts; a body that has no follower of its name is left to its custodian.
pub(super) fn transfers(network: &Network, handovers: &[Handover]) -> Vec<Transfer> {
    let transfer = |handover: &Handover| {
        let from = network.unit_on(&handover.old_code, handover.on.previous(), None)?;
        let to = network.unit_on(&handover.new_code, handover.on, None)?;
        let reform = network.reforms().iter().find(|reform| reform.id == handover.reform)?;
        Some(Transfer {
            reform: handover.reform.clone(),
            from: network.unit(from)?.id.clone(),
            to: network.unit(to)?.id.clone(),
            share: "1".parse().ok(),
            extent: Extent::Whole,
            default_successor: true,
            recorded_at: reform.recorded_at,
        })
    };
    handovers.iter().filter_map(transfer).collect()
}
