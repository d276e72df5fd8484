//! The shapes of the files under `network/`, as TOML and CSV have them.

use std::collections::BTreeMap;

use banyan_core::unit;
use banyan_core::words::{Day, Language, Text};
use serde::{Deserialize, Deserializer};

/// Reads a value through its `FromStr`, with that type's own sentence when it fails.
pub(in crate::content) fn parsed<
    'de,
    D: Deserializer<'de>,
    T: std::str::FromStr<Err: std::fmt::Display>,
>(
    deserializer: D,
) -> Result<T, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

/// The same where the value may be missing or empty.
pub(in crate::content) fn maybe_parsed<
    'de,
    D: Deserializer<'de>,
    T: std::str::FromStr<Err: std::fmt::Display>,
>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let written =
        Option::<String>::deserialize(deserializer)?.filter(|written| !written.is_empty());
    written.map(|written| written.parse().map_err(serde::de::Error::custom)).transpose()
}

/// A text in up to four languages, as a TOML table.
#[derive(Clone, Default, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(in crate::content) struct FourTexts {
    pub vi: Option<String>,
    pub fr: Option<String>,
    pub ar: Option<String>,
    pub en: Option<String>,
}

impl FourTexts {
    pub(in crate::content) fn text(self) -> Option<Text> {
        let pairs = [
            (Language::Vietnamese, self.vi),
            (Language::French, self.fr),
            (Language::Arabic, self.ar),
            (Language::English, self.en),
        ];
        Text::from_pairs(pairs.into_iter().filter_map(|(language, words)| Some((language, words?))))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NetworkFile {
    pub(super) utc_offset_minutes: i32,
    pub(super) country: CountryTable,
    pub(super) territories: TerritoriesTable,
    #[serde(default)]
    pub(super) reform: Vec<ReformEntry>,
    pub(super) bodies: BodiesTable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountryTable {
    pub(super) code: String,
    pub(super) kind: String,
    #[serde(deserialize_with = "parsed")]
    pub(super) from: Day,
    pub(super) name: FourTexts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TerritoriesTable {
    pub(super) file: String,
    #[serde(deserialize_with = "parsed")]
    pub(super) known_from: Day,
    #[serde(deserialize_with = "parsed")]
    pub(super) recorded_on: Day,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReformEntry {
    pub(super) folder: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BodiesTable {
    #[serde(deserialize_with = "parsed")]
    pub(super) recorded_on: Day,
    pub(super) files: Vec<String>,
    pub(super) template: Option<String>,
    #[serde(default)]
    pub(super) reforms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReformFile {
    pub(super) code: String,
    #[serde(deserialize_with = "parsed")]
    pub(super) on: Day,
    #[serde(deserialize_with = "parsed")]
    pub(super) recorded_on: Day,
    pub(super) decree: Option<String>,
    pub(super) name: FourTexts,
    /// `bodies`: the reform brings transfers between bodies only.
    #[serde(default)]
    pub(super) units: Option<String>,
    #[serde(default)]
    pub(super) rule: RuleTable,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleTable {
    #[serde(default, deserialize_with = "maybe_parsed")]
    pub(super) divided: Option<unit::Rule>,
    #[serde(default, deserialize_with = "maybe_parsed")]
    pub(super) without_default: Option<unit::Rule>,
}

#[derive(Deserialize)]
pub(super) struct UnitLine {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) kind: String,
    #[serde(deserialize_with = "parsed")]
    pub(super) level: unit::Level,
    pub(super) parent_code: String,
}

#[derive(Deserialize)]
pub(super) struct TransferLine {
    pub(super) old_code: String,
    pub(super) new_code: String,
    #[serde(deserialize_with = "maybe_parsed")]
    pub(super) share: Option<unit::Share>,
    pub(super) extent: String,
    #[serde(default)]
    pub(super) default_successor: String,
}

#[derive(Deserialize)]
pub(super) struct EndLine {
    pub(super) code: String,
    pub(super) custodian_code: String,
}

#[derive(Deserialize)]
pub(super) struct ChangeLine {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) kind: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamesFile {
    pub(super) name: Vec<NameEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameEntry {
    pub(super) code: String,
    pub(super) level: String,
    pub(super) vi: Option<String>,
    pub(super) fr: Option<String>,
    pub(super) ar: Option<String>,
    pub(super) en: Option<String>,
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "read so that unknown keys are refused; the gazetteer takes them from the file itself"
    )]
    pub(super) aliases: BTreeMap<String, Vec<String>>,
}
