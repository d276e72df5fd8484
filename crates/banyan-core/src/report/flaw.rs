//! What is wrong with the definition of a regime. All flaws are listed, never just the first.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use crate::calendar::{Closing, DueRule, DueRules, Period, Periodicity};
use crate::words::{Language, Level, Words4};

/// What is wrong with a regime, and where.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct Flaw {
    pub place: String,
    pub reason: Reason,
}

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Reason {
    #[error("`{0}` is no code; write a small letter, then small letters, digits and _, at most 40")]
    BadCode(String),
    #[error("there are no words in {0}")]
    NoWords(Language),
    #[error("{0}")]
    Unreadable(String),
    #[error("there is nothing in it")]
    Nothing,
    #[error("`{0}` stands more than once")]
    Twice(String),
    #[error("{0} is no {1}")]
    OtherLength(Period, Periodicity),
    #[error("it ends before it begins")]
    EndsFirst,
    #[error("a {0} cannot close so")]
    Unfit(Periodicity),
    #[error("there is no due day for levels that are not named")]
    NoDefault,
}

/// What was found so far.
#[derive(Default)]
pub(super) struct Flaws(pub(super) Vec<Flaw>);

impl Flaws {
    pub(super) fn add(&mut self, place: &str, reason: Reason) {
        self.0.push(Flaw { place: place.to_owned(), reason });
    }

    pub(super) fn code(&mut self, place: &str, code: &str) {
        let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let fits = code.starts_with(|first: char| first.is_ascii_lowercase())
            && code.len() <= 40
            && code.bytes().all(letters);
        if !fits {
            self.add(place, Reason::BadCode(code.to_owned()));
        }
    }

    pub(super) fn words(&mut self, place: &str, words: &Words4) {
        let there: Vec<Language> = words.pairs().map(|(language, _)| language).collect();
        for language in Language::ALL {
            if !there.contains(&language) {
                self.add(place, Reason::NoWords(language));
            }
        }
    }

    pub(super) fn read<T: FromStr<Err: fmt::Display>>(
        &mut self,
        place: &str,
        written: &str,
    ) -> Option<T> {
        match written.parse() {
            Ok(read) => Some(read),
            Err(refusal) => {
                self.add(place, Reason::Unreadable(refusal.to_string()));
                None
            }
        }
    }

    /// What may be left out; `None` only where it is there and cannot be read.
    pub(super) fn maybe<T: FromStr<Err: fmt::Display>>(
        &mut self,
        place: &str,
        written: Option<&str>,
    ) -> Option<Option<T>> {
        written.map_or(Some(None), |written| self.read(place, written).map(Some))
    }

    /// A list of at least one, each once.
    pub(super) fn all<T: FromStr<Err: fmt::Display>>(
        &mut self,
        place: &str,
        written: &[String],
    ) -> Vec<T> {
        if written.is_empty() {
            self.add(place, Reason::Nothing);
        }
        let mut seen = BTreeSet::new();
        for one in written.iter().filter(|one| !seen.insert(one.as_str())) {
            self.add(place, Reason::Twice(one.clone()));
        }
        written.iter().filter_map(|one| self.read(place, one)).collect()
    }

    pub(super) fn due(
        &mut self,
        written: Option<&BTreeMap<String, String>>,
    ) -> Option<Option<DueRules>> {
        let Some(written) = written else { return Some(None) };
        let Some(default) = written.get("default") else {
            self.add("due", Reason::NoDefault);
            return None;
        };
        let default: Option<DueRule> = self.read("due.default", default);
        let mut by_level = BTreeMap::new();
        for (level, rule) in written.iter().filter(|(level, _)| *level != "default") {
            let place = format!("due.{level}");
            let level: Option<Level> = self.read(&place, level);
            by_level.extend(level.zip(self.read(&place, rule)));
        }
        Some(Some(DueRules { default: default?, by_level }))
    }

    pub(super) fn lengths(
        &mut self,
        periodicity: Periodicity,
        from: Option<Period>,
        until: Option<Period>,
        closing: Option<Closing>,
    ) {
        for (place, period) in [("from", from), ("until", until)] {
            if let Some(period) = period.filter(|own| own.periodicity() != periodicity) {
                self.add(place, Reason::OtherLength(period, periodicity));
            }
        }
        if let (Some(from), Some(until)) = (from, until)
            && until.first() < from.first()
        {
            self.add("until", Reason::EndsFirst);
        }
        if closing.is_some_and(|closing| !closing.fits(periodicity)) {
            self.add("closes", Reason::Unfit(periodicity));
        }
    }
}
