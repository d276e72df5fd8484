//! A regime that has been checked: from a document to what is asked, of whom and until when.

use std::collections::BTreeSet;

use super::document::{RegimeDocument, Straddle};
use super::flaw::{Flaw, Reason};
use super::ladder::Step;
use crate::calendar::{
    Calendar, Closing, DueRule, DueRules, Moved, Period, Periodicity, Window, Windows,
};
use crate::form::is_code;
use crate::programme::{Scope, ScopeLevel};
use crate::unit::{Network, Tree};
use crate::words::{Day, Language, Level, Words4};

/// A regime whose periods, closing, due rules and ladder fit each other, with a name in all four languages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Regime {
    document: RegimeDocument,
    ladder: Vec<Step>,
}

impl Regime {
    /// Letters of the name, in each language.
    pub const NAME_LETTERS: usize = 300;
    /// A month: what arrives later is late, whatever the regime grants.
    pub const GRACE_HOURS_MAX: u16 = 31 * 24;
    pub const STEPS_MAX: usize = 8;

    /// Checks a document.
    ///
    /// # Errors
    /// Every flaw with its place, never just the first.
    pub fn new(document: RegimeDocument) -> Result<Regime, Vec<Flaw>> {
        let mut check = Check { flaws: Vec::new() };
        check.words(&document);
        check.scope(&document);
        check.periods(&document);
        check.due(&document);
        let ladder = check.ladder(&document);
        if check.flaws.is_empty() { Ok(Regime { document, ladder }) } else { Err(check.flaws) }
    }

    /// A regime that was recorded. What was accepted once is read for ever, also where more is checked since; a step of its ladder that
    /// cannot be read finds nobody.
    pub fn recorded(document: RegimeDocument) -> Regime {
        let ladder = document.ladder.iter().filter_map(|step| step.parse().ok()).collect();
        Regime { document, ladder }
    }

    /// What is stored.
    pub fn document(&self) -> &RegimeDocument {
        &self.document
    }

    pub fn code(&self) -> &str {
        &self.document.code
    }

    pub fn name(&self) -> &Words4 {
        &self.document.name
    }

    /// The code of the programme for which it is asked; empty where there is none.
    pub fn programme(&self) -> &str {
        &self.document.programme
    }

    /// The code of the form that is filled.
    pub fn form(&self) -> &str {
        &self.document.form
    }

    pub fn periodicity(&self) -> Periodicity {
        self.document.periodicity
    }

    /// The first period that it asks for.
    pub fn from(&self) -> Period {
        self.document.from
    }

    pub fn straddle(&self) -> Straddle {
        self.document.straddle
    }

    pub fn grace_hours(&self) -> u16 {
        self.document.grace_hours
    }

    /// Who accepts, one after the other.
    pub fn ladder(&self) -> &[Step] {
        &self.ladder
    }

    /// Who reports, with codes read on a day: the one from which the version is in force.
    pub fn scope(&self, named_on: Day) -> Scope {
        let scope = &self.document.scope;
        Scope {
            levels: scope.levels.clone(),
            kinds: scope.kinds.clone(),
            within: scope.within.clone(),
            named_on,
        }
    }

    /// Whether a period is one that this version asks for, were it the only version.
    pub fn asks(&self, period: Period) -> bool {
        period.periodicity() == self.periodicity()
            && self.document.from <= period
            && self.document.until.is_none_or(|until| period <= until)
    }

    /// When the data of its periods close: as the regime says, else as the country does.
    pub fn closing(&self, country: &Windows) -> Closing {
        self.document.closes.unwrap_or_else(|| country.closing(self.periodicity()))
    }

    /// The days whose data a period counts: as the regime says, else as the country does.
    pub fn window(&self, period: Period, country: &Windows) -> Window {
        let own = self.document.closes.and_then(|closing| closing.window(period));
        own.unwrap_or_else(|| country.window(period))
    }

    /// The due rule of a level: the regime's for that level, else its own for all, else the country's.
    pub fn due_rule(&self, level: Level, country: &DueRules) -> DueRule {
        let own = &self.document.due;
        own.of_level(level).or(own.default).unwrap_or_else(|| country.rule(level))
    }

    /// The day on which a unit of a level has to send what closed on `closing`, with the days off that moved it.
    pub fn due<'c>(
        &self,
        level: Level,
        closing: Day,
        country: &DueRules,
        calendar: &'c Calendar,
    ) -> Moved<'c> {
        self.due_rule(level, country).due(closing, calendar)
    }

    /// What the regime names and the network does not have on a day: the territory, units of the ladder, kinds. `tree` is that of
    /// the day.
    pub fn unknown(&self, network: &Network, tree: &Tree) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let mut named = |place: String, code: &str| {
            if network.unit_on(code, tree.day(), None).is_none() {
                flaws.push(Flaw::at(place, Reason::UnknownUnit(code.to_owned())));
            }
        };
        named("scope.within".to_owned(), &self.document.scope.within);
        for (step, number) in self.ladder.iter().zip(1..) {
            if let Step::Unit(code) = step {
                named(format!("ladder.{number}"), code);
            }
        }
        if !self.document.scope.kinds.is_empty() {
            let open = tree.places().iter().filter(|place| place.open);
            let stand: BTreeSet<&str> = open
                .filter_map(|place| network.version_on(place.unit, tree.day(), None))
                .map(|version| version.kind.as_str())
                .collect();
            let kinds = self.document.scope.kinds.iter();
            flaws.extend(
                kinds
                    .filter(|kind| !stand.contains(kind.as_str()))
                    .map(|kind| Flaw::at("scope.kinds", Reason::UnknownKind(kind.clone()))),
            );
        }
        flaws
    }
}

struct Check {
    flaws: Vec<Flaw>,
}

impl Check {
    fn add(&mut self, place: impl Into<String>, reason: Reason) {
        self.flaws.push(Flaw::at(place, reason));
    }

    fn words(&mut self, document: &RegimeDocument) {
        for (place, code) in [("code", &document.code), ("form", &document.form)] {
            if !is_code(code) || !code.starts_with(|first: char| first.is_ascii_lowercase()) {
                self.add(place, Reason::BadCode(code.clone()));
            }
        }
        for language in Language::ALL {
            let words = document.name.pairs().find(|(own, _)| *own == language);
            match words {
                None => self.add(format!("name.{language}"), Reason::NoWords),
                Some((_, words)) if words.chars().count() > Regime::NAME_LETTERS => {
                    self.add(format!("name.{language}"), Reason::TooLong(Regime::NAME_LETTERS));
                }
                Some(_) => {}
            }
        }
    }

    fn scope(&mut self, document: &RegimeDocument) {
        let scope = &document.scope;
        if scope.levels.is_empty() {
            self.add("scope.levels", Reason::Nothing);
        }
        self.unique("scope.levels", &scope.levels);
        self.unique("scope.kinds", &scope.kinds);
        let blank = |word: &String| word.trim().is_empty();
        if scope.kinds.iter().any(blank) {
            self.add("scope.kinds", Reason::Nothing);
        }
        if blank(&scope.within) {
            self.add("scope.within", Reason::Nothing);
        }
    }

    fn periods(&mut self, document: &RegimeDocument) {
        let periodicity = document.periodicity;
        let ends = [("from", Some(document.from)), ("until", document.until)];
        for (place, period) in ends {
            if let Some(period) = period.filter(|own| own.periodicity() != periodicity) {
                self.add(place, Reason::OtherLength { period, periodicity });
            }
        }
        let from = document.from;
        if let Some(until) = document.until.filter(|until| until.last() < from.first()) {
            self.add("until", Reason::Backwards { from, until });
        }
        if let Some(closing) = document.closes.filter(|closing| !closing.fits(periodicity)) {
            self.add("closes", Reason::UnfitClosing { periodicity, closing });
        }
    }

    fn due(&mut self, document: &RegimeDocument) {
        let levels: BTreeSet<Level> =
            document.scope.levels.iter().map(|level| level.of_units()).collect();
        for level in Level::ALL {
            if document.due.of_level(level).is_some() && !levels.contains(&level) {
                self.add(format!("due.{level}"), Reason::LevelOutsideScope(level));
            }
        }
        if document.grace_hours > Regime::GRACE_HOURS_MAX {
            self.add("grace_hours", Reason::GraceTooLong(Regime::GRACE_HOURS_MAX));
        }
    }

    /// The steps that can be read.
    fn ladder(&mut self, document: &RegimeDocument) -> Vec<Step> {
        let count = document.ladder.len();
        if count == 0 {
            self.add("ladder", Reason::Nothing);
        }
        if count > Regime::STEPS_MAX {
            self.add("ladder", Reason::TooMany { count, most: Regime::STEPS_MAX });
        }
        let mut steps = Vec::new();
        for (written, number) in document.ladder.iter().zip(1..) {
            let place = format!("ladder.{number}");
            match written.parse::<Step>() {
                Err(_) => self.add(place, Reason::UnknownStep(written.clone())),
                Ok(step) if steps.contains(&step) => {
                    self.add(place, Reason::Twice(written.clone()));
                }
                Ok(step) => steps.push(step),
            }
        }
        if steps.len() == count && count > 0 {
            for level in &document.scope.levels {
                if !steps.iter().any(|step| stands_above(step, *level)) {
                    self.add("ladder", Reason::NobodyReviews(*level));
                }
            }
        }
        steps
    }

    fn unique<T: PartialEq + ToString>(&mut self, place: &str, values: &[T]) {
        for (position, value) in values.iter().enumerate() {
            if values.iter().take(position).any(|before| before == value) {
                self.add(place, Reason::Twice(value.to_string()));
            }
        }
    }
}

/// Whether a step can find somebody other than the reporting unit itself.
fn stands_above(step: &Step, reporting: ScopeLevel) -> bool {
    match step {
        Step::Above => reporting != ScopeLevel::National,
        Step::Level(level) => {
            *level < reporting.of_units()
                || (reporting == ScopeLevel::Ministry && *level == Level::Central)
        }
        Step::Unit(_) => true,
    }
}
