//! What a file says it is for: form and version, regime, period and units. A workbook has it on a hidden sheet, a text file in
//! columns of every line.

use std::collections::BTreeMap;

use banyan_core::calendar::Period;
use banyan_core::words::Language;

use super::grid::{Content, Grid};
use super::problem::{FileProblem, FileProblemKind};

/// What stands in the first cell of the hidden sheet.
pub(super) const MARK: &str = "banyan:template";

/// The layout of templates. A workbook of another is refused.
pub(super) const LAYOUT: &str = "1";

/// What a file is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Identity {
    /// Code of the form.
    pub form: String,
    pub version: u32,
    /// Code of the regime; empty where there is none.
    pub regime: String,
    pub period: Option<Period>,
    /// Codes of the units it may speak of; where there are none, of any.
    pub units: Vec<String>,
    /// In which numbers and days are typed.
    pub language: Option<Language>,
}

impl Identity {
    /// As it stands on the hidden sheet: names and values, units one by one.
    pub(super) fn entries(&self) -> Vec<(&'static str, String)> {
        let mut entries = vec![
            (MARK, LAYOUT.to_owned()),
            ("form", self.form.clone()),
            ("version", self.version.to_string()),
            ("regime", self.regime.clone()),
            ("period", self.period.map(|period| period.to_string()).unwrap_or_default()),
            ("language", self.language.map(|own| own.tag().to_owned()).unwrap_or_default()),
        ];
        entries.extend(self.units.iter().map(|unit| ("unit", unit.clone())));
        entries
    }

    /// The identity on a sheet, if it is the hidden one.
    pub(super) fn of_sheet(grid: &Grid) -> Option<Result<Identity, Vec<FileProblem>>> {
        let mut entries = grid.rows.values().map(|row| {
            let text = |column: u32| row.get(&column).and_then(Content::text).unwrap_or_default();
            (text(1), text(2))
        });
        let (_, layout) = entries.next().filter(|(mark, _)| *mark == MARK)?;
        if layout != LAYOUT {
            let kind = FileProblemKind::BadIdentity { entry: "template", value: layout.to_owned() };
            return Some(Err(vec![FileProblem::at(grid.whole(), kind)]));
        }
        let mut values = BTreeMap::new();
        let mut units = Vec::new();
        for (name, value) in entries {
            if name == "unit" && !value.is_empty() {
                units.push(value.to_owned());
            } else {
                values.entry(name).or_insert(value);
            }
        }
        let read = Identity::read(|name| values.get(name).copied().unwrap_or_default(), units);
        let problems = |kinds: Vec<FileProblemKind>| {
            kinds.into_iter().map(|kind| FileProblem::at(grid.whole(), kind)).collect()
        };
        Some(read.map_err(problems))
    }

    /// From values by name; all that cannot be read is listed.
    pub(super) fn read<'v>(
        value: impl Fn(&str) -> &'v str,
        units: Vec<String>,
    ) -> Result<Identity, Vec<FileProblemKind>> {
        let mut problems = Vec::new();
        let mut bad = |entry: &'static str| {
            let value = value(entry).to_owned();
            problems.push(FileProblemKind::BadIdentity { entry, value });
        };
        let form = value("form");
        if form.is_empty() {
            bad("form");
        }
        let version = value("version").parse().ok().filter(|version| *version > 0);
        if version.is_none() {
            bad("version");
        }
        let period: Option<Period> = value("period").parse().ok();
        if period.is_none() && !value("period").is_empty() {
            bad("period");
        }
        match version {
            Some(version) if problems.is_empty() => Ok(Identity {
                form: form.to_owned(),
                version,
                regime: value("regime").to_owned(),
                period,
                units,
                language: value("language").parse().ok(),
            }),
            _ => Err(problems),
        }
    }
}
