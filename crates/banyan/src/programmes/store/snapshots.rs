//! A directive as it stood after each act that changed it. Facts stay as they were recorded; this only reads them in order.

use std::collections::BTreeMap;

use banyan_core::words::Moment;

use super::super::actions::{Part, PartKey};
use super::Recorded;
use super::catalogue::{Edition, Entry, Former};

/// Every directive in the order in which they were recorded, each with its states, the earliest first.
pub(super) fn of(recorded: &[Recorded]) -> Vec<Vec<Entry>> {
    let mut order: Vec<&str> = Vec::new();
    let mut rows: BTreeMap<&str, Vec<&Recorded>> = BTreeMap::new();
    for row in recorded {
        let own = rows.entry(row.directive.as_str()).or_default();
        if own.is_empty() {
            order.push(&row.directive);
        }
        own.push(row);
    }
    order.iter().filter_map(|code| rows.get(code)).map(|rows| states(rows)).collect()
}

/// The states of one directive: one for each act.
fn states(rows: &[&Recorded]) -> Vec<Entry> {
    let mut standing = Standing::default();
    let mut entries = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        standing.take(row);
        let last_of_act = rows.get(number.saturating_add(1)).is_none_or(|next| next.act != row.act);
        if last_of_act {
            entries.extend(standing.entry(row.at));
        }
    }
    entries
}

/// What holds of a directive after some of its rows.
#[derive(Default)]
struct Standing<'a> {
    parts: BTreeMap<PartKey, &'a Recorded>,
    first: BTreeMap<PartKey, Moment>,
}

impl<'a> Standing<'a> {
    fn take(&mut self, row: &'a Recorded) {
        let later = |known: &&Recorded| known.version < row.version;
        if self.parts.get(&row.key).is_none_or(later) {
            self.parts.insert(row.key.clone(), row);
        }
        self.first.entry(row.key.clone()).or_insert(row.at);
    }

    /// The directive as it stands; nothing before its head is recorded.
    fn entry(&self, changed_at: Moment) -> Option<Entry> {
        let (key, head) = self.parts.iter().find(|(_, row)| matches!(row.part, Part::Head(_)))?;
        let Part::Head(document) = &head.part else { return None };
        let mut entry = Entry {
            document: (**document).clone(),
            recorded_at: self.first.get(key).copied().unwrap_or(changed_at),
            changed_at,
            ended_at: head.ended.then_some(head.at),
            former: Former::default(),
            ends: BTreeMap::new(),
            editions: Vec::new(),
            set_at: BTreeMap::new(),
        };
        for (key, row) in &self.parts {
            let first = self.first.get(key).copied().unwrap_or(row.at);
            entry.put(row, first);
        }
        // Of the editions of a definition the last one that has not ended is in use.
        let editions = &entry.editions;
        let last = |code: &str| {
            let own = editions.iter().filter(|own| own.indicator.code == code && !own.ended);
            own.map(|own| own.indicator.edition()).max()
        };
        let used: Vec<_> = editions
            .iter()
            .filter(|own| !own.ended && last(&own.indicator.code) == Some(own.indicator.edition()))
            .map(|own| own.indicator.clone())
            .collect();
        let gone: Vec<_> = editions
            .iter()
            .filter(|own| last(&own.indicator.code).is_none())
            .map(|own| own.indicator.clone())
            .collect();
        for own in &gone {
            let ends = self
                .parts
                .iter()
                .filter(|(key, _)| key.kind == "indicator" && key.code == own.code);
            let last = ends.map(|(_, row)| row.at).max().unwrap_or(changed_at);
            entry.ends.insert(("indicator", own.code.clone()), last);
        }
        entry.document.indicator = used;
        entry.former.indicator = gone;
        Some(entry)
    }
}

impl Entry {
    fn put(&mut self, row: &Recorded, first: Moment) {
        // An edition that ended ends nothing while another one of its code is in use.
        if row.ended && !matches!(row.part, Part::Indicator(_)) {
            self.ends.insert((row.key.kind, row.key.code.clone()), row.at);
        }
        match &row.part {
            Part::Head(_) => {}
            Part::Objective(own) if !row.ended => self.document.objective.push(own.clone()),
            Part::Baseline(own) if !row.ended => self.document.baseline.push(own.clone()),
            Part::Objective(_) | Part::Baseline(_) => {}
            Part::Indicator(own) => self.editions.push(Edition {
                indicator: own.clone(),
                recorded_at: first,
                ended: row.ended,
            }),
            Part::Target(own) => {
                self.set_at.insert(own.code.clone(), first);
                if row.ended { &mut self.former.target } else { &mut self.document.target }
                    .push(own.clone());
            }
            Part::Task(own) => {
                if row.ended { &mut self.former.task } else { &mut self.document.task }
                    .push((**own).clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn row(document: serde_json::Value, kind: &str, version: i64, ended: bool) -> Recorded {
        let part = Part::read(kind, &document.to_string()).unwrap();
        let (directive, act) = ("D".to_owned(), format!("{kind} {version}"));
        let at = Moment::from_microseconds(version);
        Recorded { key: part.key(), version, directive, part, ended, act, at }
    }

    fn edition(number: u32, version: i64, ended: bool) -> Recorded {
        let document = json!({
            "code": "D-1", "definition_version": number, "name": { "en": "Files online" },
            "unit_of_measure": "percent", "merge_rule": "sum", "direction": "up", "source": "stated",
        });
        row(document, "indicator", version, ended)
    }

    #[test]
    fn indicator_has_ended_when_no_edition_of_it_is_in_use() {
        let head = json!({
            "directive": { "code": "D", "kind": "plan", "number": "1", "territory": "VN", "title": { "en": "A plan" } },
        });
        let recorded = [
            row(head, "directive", 1, false),
            edition(1, 1, false),
            edition(2, 2, false),
            edition(1, 3, true),
            edition(2, 4, true),
        ];
        let states = of(&recorded).remove(0);
        let ends = states.iter().map(|state| state.ended("indicator", "D-1"));
        let last = Some(Moment::from_microseconds(4));
        assert_eq!(ends.collect::<Vec<_>>(), [None, None, None, None, last]);
    }
}
