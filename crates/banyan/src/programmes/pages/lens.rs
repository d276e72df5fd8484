//! Sector and pillar as lenses: every list of what directives ask is seen through the same two, which its links keep.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::super::actions::{Indicator, Target, Task};
use super::super::store::{Entry, Known};
use super::word_key;
use crate::web::{Visit, kept_inputs};

/// What a definition is filtered by: its sector and its pillar, empty where it has none.
pub(super) type Facets<'a> = (&'a str, &'a str);

/// The lenses that the address of a page asks for; an empty one shows all.
#[derive(Default, Debug)]
pub(super) struct Lens {
    sector: String,
    pillar: String,
}

impl Lens {
    /// What the address asks. Sectors and pillars are lower-case words; anything else is no lens.
    pub(super) fn of(visit: &Visit) -> Lens {
        let word = |wanted: &str| {
            let asked = visit.asked().into_iter().find(|(name, _)| name == wanted);
            asked.map(|(_, value)| value).filter(|value| {
                value.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
            })
        };
        Lens {
            sector: word("sector").unwrap_or_default(),
            pillar: word("pillar").unwrap_or_default(),
        }
    }

    pub(super) fn chosen(&self) -> bool {
        !self.sector.is_empty() || !self.pillar.is_empty()
    }

    pub(super) fn keeps(&self, (sector, pillar): Facets<'_>) -> bool {
        (self.sector.is_empty() || self.sector == sector)
            && (self.pillar.is_empty() || self.pillar == pillar)
    }

    /// An address of another list, seen through the same lenses.
    pub(super) fn kept(&self, address: &str) -> String {
        let mut kept = address.to_owned();
        for (name, value) in [("sector", &self.sector), ("pillar", &self.pillar)] {
            if !value.is_empty() {
                let mark = if kept.contains('?') { '&' } else { '?' };
                kept.push_str(&format!("{mark}{name}={value}"));
            }
        }
        kept
    }

    /// The form that chooses them, among those that the whole list has; whatever else the address asks stays.
    pub(super) fn form<'a>(&self, visit: &Visit, all: impl Iterator<Item = Facets<'a>>) -> Markup {
        let t = visit.words;
        let (mut sectors, mut pillars) = (BTreeSet::new(), BTreeSet::new());
        for (sector, pillar) in all {
            sectors.insert(sector);
            pillars.insert(pillar);
        }
        let choices = [("sector", sectors, &self.sector), ("pillar", pillars, &self.pillar)];
        html! {
            form.actions.mb-3 action=(visit.path()) method="get" {
                (kept_inputs(visit, &["sector", "pillar"]))
                @for (name, values, chosen) in &choices {
                    span.pair { label for={ "l-" (name) } { (t.text(name)) }
                    select.form-select id={ "l-" (name) } name=(name) {
                        option value="" { (t.text("all-of-them")) }
                        @for value in values.iter().filter(|value| !value.is_empty()) {
                            @let label = word_key(name, value);
                            option value=(value) selected[chosen.as_str() == *value] { @if t.has(&label) { (t.text(&label)) } @else { (value) } }
                        }
                    } }
                }
                button.btn type="submit" { (t.text("show")) }
                @if self.chosen() { span.quiet { (t.text("lens-on")) } }
            }
        }
    }
}

/// An objective's pillar, for what has none of its own.
fn pillar<'a>(entry: &'a Entry, own: &'a str, objective: &str) -> &'a str {
    let found = entry.document.objective.iter().find(|each| each.code == objective);
    if own.is_empty() { found.map_or("", |objective| objective.pillar.as_str()) } else { own }
}

pub(super) fn of_indicator(indicator: &Indicator) -> Facets<'_> {
    (&indicator.sector, &indicator.pillar)
}

/// A target's are its indicator's; without a pillar there, its objective's.
pub(super) fn of_target<'a>(known: &'a Known, entry: &'a Entry, target: &'a Target) -> Facets<'a> {
    let (sector, own) =
        known.indicator(&target.indicator).map_or(("", ""), |(_, found)| of_indicator(found));
    (sector, pillar(entry, own, &target.objective))
}

pub(super) fn of_task<'a>(entry: &'a Entry, task: &'a Task) -> Facets<'a> {
    (&task.sector, pillar(entry, &task.pillar, &task.objective))
}

/// All that a directive asks.
pub(super) fn of_entry<'a>(known: &'a Known, entry: &'a Entry) -> impl Iterator<Item = Facets<'a>> {
    let document = &entry.document;
    let targets = document.target.iter().map(move |target| of_target(known, entry, target));
    let tasks = document.task.iter().map(move |task| of_task(entry, task));
    targets.chain(tasks).chain(document.indicator.iter().map(of_indicator))
}
