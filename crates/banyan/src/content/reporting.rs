//! What a folder brings for reports: the calendar, the forms, the rules of reporting. Each is one document, recorded by itself.

use std::collections::{BTreeMap, BTreeSet};

use banyan_core::form::{Form, FormDocument};
use banyan_core::ledger::Hash;
use banyan_core::report::{Regime, RegimeDocument, Step};
use banyan_core::unit::Network;
use banyan_core::words::{Day, Language, Words4};
use serde::{Deserialize, Serialize};

use super::brought::hashes;
use super::{ContentError, Source};
use crate::calendars::{self, CalendarDocument, DayDocument, HolidayDocument, SubstituteDocument};
use crate::ledger::{self, Kept, Versioned};
use crate::programmes::{AdoptedActs, Change, Difference};
use crate::store::{StoreError, Tx};
use crate::{forms, reports};

/// A document that is kept in versions, with the files that it was read from.
#[derive(Clone, Debug)]
pub(super) struct Brings {
    pub(super) versioned: Versioned,
    pub(super) code: String,
    /// JSON.
    pub(super) document: String,
    pub(super) files: Vec<(String, Hash)>,
}

/// The tables of everything that can be brought so.
pub(super) const VERSIONED: [Versioned; 3] =
    [calendars::VERSIONED, forms::VERSIONED, reports::VERSIONED];

const CALENDAR: &str = "calendar/calendar.toml";
const DAYS: &str = "calendar/days.csv";
const WINDOWS: &str = "calendar/windows.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    known_from: Day,
    known_to: Day,
    weekend: Vec<String>,
    substitute: Option<SubstituteDocument>,
    holiday: Vec<HolidayDocument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WindowsFile {
    source: String,
    closes: BTreeMap<String, String>,
    due: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayLine {
    day: Day,
    kind: String,
    holiday: String,
    other: Option<Day>,
    source: String,
}

/// The decimals of each indicator, by its code.
pub(super) type Decimals = BTreeMap<String, u8>;

/// Reads everything that the folder brings for reports, the calendar first, then forms, then regimes; with all that is wrong.
pub(super) fn load(
    source: &Source,
    network: Option<&Network>,
    indicators: &Decimals,
) -> Result<Vec<Brings>, Vec<ContentError>> {
    let (mut brings, mut wrong) = (Vec::new(), Vec::new());
    if source.has(CALENDAR) {
        match calendar(source) {
            Ok(own) => brings.push(own),
            Err(fault) => wrong.extend(fault.apart()),
        }
    }
    let mut forms = BTreeSet::new();
    for path in files(source, "forms") {
        match form(source, &path, indicators) {
            Ok(own) => {
                forms.insert(own.code.clone());
                brings.push(own);
            }
            Err(fault) => wrong.extend(fault.apart()),
        }
    }
    for path in files(source, "regimes") {
        match regime(source, &path, &forms, network) {
            Ok(own) => brings.push(own),
            Err(fault) => wrong.extend(fault.apart()),
        }
    }
    if wrong.is_empty() { Ok(brings) } else { Err(wrong) }
}

fn files(source: &Source, folder: &str) -> Vec<String> {
    let names = source.list(folder).into_iter().filter(|name| name.ends_with(".toml"));
    names.map(|name| format!("{folder}/{name}")).collect()
}

fn calendar(source: &Source) -> Result<Brings, ContentError> {
    let file: CalendarFile = source.toml(CALENDAR)?;
    let windows: WindowsFile = source.toml(WINDOWS)?;
    let lines = source.csv::<DayLine>(DAYS)?.into_iter();
    let day = |(_, line): (usize, DayLine)| DayDocument {
        day: line.day,
        kind: line.kind,
        holiday: line.holiday,
        other: line.other,
        source: line.source,
    };
    let document = CalendarDocument {
        code: "country".to_owned(),
        known_from: file.known_from,
        known_to: file.known_to,
        weekend: file.weekend,
        substitute: file.substitute,
        holiday: file.holiday,
        day: lines.map(day).collect(),
        source: windows.source,
        closes: windows.closes,
        due: windows.due,
    };
    document.read().map_err(|faults| all(CALENDAR, faults))?;
    let missing = document.holiday.iter().flat_map(|own| missing(&own.code, &own.name)).collect();
    nothing_missing(CALENDAR, missing)?;
    let paths = [CALENDAR, DAYS, WINDOWS].map(str::to_owned);
    brings(source, calendars::VERSIONED, ("country", &document), &paths)
}

fn form(source: &Source, path: &str, indicators: &Decimals) -> Result<Brings, ContentError> {
    let document: FormDocument = source.toml(path)?;
    let words: Vec<String> = document
        .words()
        .into_iter()
        .filter(|(place, words)| !(place.ends_with(".help") && words.pairs().next().is_none()))
        .flat_map(|(place, words)| missing(&place, words))
        .collect();
    let form = Form::new(document.clone())
        .map_err(|flaws| all(path, flaws.iter().map(ToString::to_string)))?;
    let mut wrong = words;
    for field in form.fields() {
        let Some(number) = field.number().filter(|own| !own.indicator.is_empty()) else { continue };
        let (code, decimals) = (field.code(), number.decimals);
        match indicators.get(&number.indicator) {
            None => wrong.push(format!(
                "field.{code}: `{}` is no indicator of this folder",
                number.indicator
            )),
            Some(own) if *own != decimals => wrong.push(format!(
                "field.{code}: it has {decimals} decimals, and the indicator `{}` has {own}",
                number.indicator
            )),
            Some(_) => {}
        }
    }
    nothing_missing(path, wrong)?;
    brings(source, forms::VERSIONED, (&document.code.clone(), &document), &[path.to_owned()])
}

fn regime(
    source: &Source,
    path: &str,
    forms: &BTreeSet<String>,
    network: Option<&Network>,
) -> Result<Brings, ContentError> {
    let document: RegimeDocument = source.toml(path)?;
    let regime = Regime::new(document.clone())
        .map_err(|flaws| all(path, flaws.iter().map(ToString::to_string)))?;
    let mut wrong = Vec::new();
    if !forms.contains(&document.form) {
        wrong.push(format!("the form `{}` is none of this folder", document.form));
    }
    let known = |code: &str| network.is_none_or(|network| !network.bearers(code).is_empty());
    let named = regime.ladder().iter().filter_map(|step| match step {
        Step::Above | Step::Level(_) => None,
        Step::Unit(code) => Some(code.as_str()),
    });
    for code in named.chain([document.scope.within.as_str()]).filter(|code| !known(code)) {
        wrong.push(format!("no unit bears the code `{code}`"));
    }
    if !wrong.is_empty() {
        return Err(all(path, wrong));
    }
    brings(source, reports::VERSIONED, (regime.code(), &document), &[path.to_owned()])
}

/// The languages in which there are no words.
fn missing(place: &str, words: &Words4) -> Vec<String> {
    let there: Vec<Language> = words.pairs().map(|(language, _)| language).collect();
    let missing = Language::ALL.into_iter().filter(|own| !there.contains(own));
    missing.map(|language| format!("{place}: there are no words in `{language}`")).collect()
}

fn nothing_missing(path: &str, missing: Vec<String>) -> Result<(), ContentError> {
    if missing.is_empty() { Ok(()) } else { Err(all(path, missing)) }
}

fn all(path: &str, reasons: impl IntoIterator<Item = String>) -> ContentError {
    let fault = |reason| ContentError::Unreadable { path: path.to_owned(), reason };
    ContentError::Many(reasons.into_iter().map(fault).collect())
}

fn brings(
    source: &Source,
    versioned: Versioned,
    (code, document): (&str, &impl Serialize),
    paths: &[String],
) -> Result<Brings, ContentError> {
    let document = serde_json::to_string(document).map_err(|refusal| ContentError::Unreadable {
        path: paths.concat(),
        reason: refusal.to_string(),
    })?;
    Ok(Brings { versioned, code: code.to_owned(), document, files: hashes(source, paths)? })
}

/// What adopting would do with these documents, and with those of the package that it brings no more.
pub(super) async fn differences(
    tx: &mut Tx,
    brings: &[Brings],
    adopted: &AdoptedActs,
) -> Result<Vec<Difference>, StoreError> {
    let mut differences = Vec::new();
    for versioned in VERSIONED {
        let last = last_versions(tx, versioned).await?;
        let brought: BTreeMap<&str, &str> = brings
            .iter()
            .filter(|own| own.versioned.table.name == versioned.table.name)
            .map(|own| (own.code.as_str(), own.document.as_str()))
            .collect();
        for (code, document) in &brought {
            let change = match last.get(*code) {
                None => Change::New,
                Some(own) if !own.ended && own.document == *document => continue,
                Some(own) if adopted.contains(&own.act) => Change::Changed,
                Some(_) => Change::Kept,
            };
            differences.push(difference(versioned, code, change));
        }
        let gone = last.values().filter(|own| {
            !own.ended && adopted.contains(&own.act) && !brought.contains_key(own.code.as_str())
        });
        differences.extend(gone.map(|own| difference(versioned, &own.code, Change::Ended)));
    }
    Ok(differences)
}

/// The word for what a table keeps, as differences have it.
fn kind_of(versioned: Versioned) -> &'static str {
    let name = versioned.table.name;
    name.strip_suffix("_version").unwrap_or(name)
}

/// The table of a kind of document.
pub(super) fn versioned(kind: &str) -> Option<Versioned> {
    VERSIONED.into_iter().find(|own| kind_of(*own) == kind)
}

impl Brings {
    /// Whether a difference speaks of this document.
    pub(super) fn is(&self, difference: &Difference) -> bool {
        kind_of(self.versioned) == difference.kind && self.code == difference.code
    }
}

fn difference(versioned: Versioned, code: &str, change: Change) -> Difference {
    Difference {
        directive: String::new(),
        kind: kind_of(versioned),
        code: code.to_owned(),
        change,
        fields: Vec::new(),
    }
}

/// The last version of each code.
async fn last_versions(
    tx: &mut Tx,
    versioned: Versioned,
) -> Result<BTreeMap<String, Kept>, StoreError> {
    let all = ledger::list_versions(tx, versioned.table).await?;
    Ok(all.into_iter().map(|own| (own.code.clone(), own)).collect())
}

/// The tables and codes of which a version is recorded.
pub(super) async fn recorded(tx: &mut Tx) -> Result<BTreeSet<(&'static str, String)>, StoreError> {
    let mut recorded = BTreeSet::new();
    for versioned in VERSIONED {
        let codes = last_versions(tx, versioned).await?.into_keys();
        recorded.extend(codes.map(|code| (versioned.table.name, code)));
    }
    Ok(recorded)
}
