//! From one version of a form to the next: what changed for who fills it in, and what becomes of answers that were made for
//! the older one. Nothing is dropped: what does not fit any more is listed with its value.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::address::Address;
use super::answers::Answers;
use super::checked::Form;
use super::definition::{Category, Kind, Number};
use super::fields::FormField;
use super::header::bounds;
use super::judge::fits;
use super::number::Notation;
use super::problem::ProblemKind;
use super::read::read_value;
use super::value::Value;

/// What changed about one field or group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Revision {
    /// The code of the field, or of the group.
    pub code: String,
    pub changes: BTreeSet<Evolution>,
}

/// A change of a field. Words that changed are no change here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Evolution {
    Added,
    Removed,
    /// Into another group, or out of one.
    Moved,
    /// Of another kind, or of another unit of measure.
    Retyped,
    /// Less is taken than before.
    Narrowed(Limit),
    /// More is taken than before.
    Widened(Limit),
}

/// What bounds the answers to a field or group.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Limit {
    /// Whether it must be filled in.
    Required,
    /// Whether it is entered or computed.
    Computed,
    Least,
    Most,
    Decimals,
    Cells,
    Letters,
    Lines,
    Options,
    MediaTypes,
    Rows,
    /// By which field rows are told apart.
    Key,
}

/// An answer that does not fit the newer version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    pub at: Address,
    pub value: Value,
    pub why: ProblemKind,
}

/// What became of answers under another version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Carried {
    /// What could be kept, and what is computed from it.
    pub answers: Answers,
    /// What has no place, another type, or lies outside the new bounds; the last is kept as well, to be corrected.
    pub conflicts: Vec<Conflict>,
}

/// What changed from one version to another, along the new one's fields and then what it has no more.
pub fn revisions(old: &Form, new: &Form) -> Vec<Revision> {
    let mut revisions = Vec::new();
    let mut note = |code: &str, changes: BTreeSet<Evolution>| {
        if !changes.is_empty() {
            revisions.push(Revision { code: code.to_owned(), changes });
        }
    };
    for field in new.fields() {
        let changes = match old.field(field.code()) {
            None => BTreeSet::from([Evolution::Added]),
            Some(before) => Changes::field(before, field).0,
        };
        note(field.code(), changes);
    }
    for field in old.fields().iter().filter(|field| new.field(field.code()).is_none()) {
        note(field.code(), BTreeSet::from([Evolution::Removed]));
    }
    for (group, before) in &old.fields.groups {
        let Some(after) = new.group(group) else { continue };
        let mut changes = Changes::default();
        changes.taken(Limit::Rows, before.minimum.cmp(&after.minimum));
        changes.taken(Limit::Rows, after.maximum.cmp(&before.maximum));
        changes.sets(Limit::Key, &[before.key.as_str()].into(), &[after.key.as_str()].into());
        note(group, changes.0);
    }
    revisions
}

/// Answers made for another version, under this one. Values that still can be read as the field's kind are read anew: whole
/// numbers where there are decimals now, a choice where there is a text.
pub fn carry(new: &Form, answers: &Answers) -> Carried {
    let mut carried = Carried { answers: Answers::new(), conflicts: Vec::new() };
    let mut computed: Vec<(&Address, &Value)> = Vec::new();
    for (at, value) in answers.iter() {
        let why = match new.fields.locate(at) {
            Err(why) => Some(why),
            Ok(field) if field.computed(&at.cell) => {
                computed.push((at, value));
                None
            }
            Ok(field) => match under(field, value) {
                Err(why) => Some(why),
                Ok(kept) => {
                    let unfit = fits(field, &kept).err();
                    carried.answers.insert(at.clone(), kept);
                    unfit
                }
            },
        };
        carried.conflicts.extend(why.map(|why| Conflict::of(at, value, why)));
    }
    new.complete(&mut carried.answers);
    for (at, value) in computed {
        let now = carried.answers.get(at);
        if now.map(Value::plain) != Some(value.plain()) {
            let computed = match now {
                Some(Value::Number(number)) => Some(*number),
                _ => None,
            };
            let why = ProblemKind::Computed { computed };
            carried.conflicts.push(Conflict::of(at, value, why));
        }
    }
    carried
}

impl Conflict {
    fn of(at: &Address, value: &Value, why: ProblemKind) -> Conflict {
        Conflict { at: at.clone(), value: value.clone(), why }
    }
}

/// A value as the field keeps it, within its bounds or not.
fn under(field: &FormField, value: &Value) -> Result<Value, ProblemKind> {
    match fits(field, value) {
        Err(ProblemKind::WrongType) => read_value(field, &value.plain(), Notation::Plain),
        Err(kind) if kind.unreadable() => Err(kind),
        _ => Ok(value.clone()),
    }
}

#[derive(Default)]
struct Changes(BTreeSet<Evolution>);

impl Changes {
    /// How much is taken now beside before.
    fn taken(&mut self, limit: Limit, order: Ordering) {
        if order.is_lt() {
            self.0.insert(Evolution::Narrowed(limit));
        } else if order.is_gt() {
            self.0.insert(Evolution::Widened(limit));
        }
    }

    fn sets(&mut self, limit: Limit, before: &BTreeSet<&str>, after: &BTreeSet<&str>) {
        if !before.is_subset(after) {
            self.0.insert(Evolution::Narrowed(limit));
        }
        if !after.is_subset(before) {
            self.0.insert(Evolution::Widened(limit));
        }
    }

    fn field(before: &FormField, after: &FormField) -> Changes {
        let mut changes = Changes::default();
        if before.group != after.group {
            changes.0.insert(Evolution::Moved);
        }
        changes.taken(Limit::Required, before.field.required.cmp(&after.field.required));
        changes.taken(Limit::Computed, before.computed("").cmp(&after.computed("")));
        changes.sets(Limit::Cells, &before.slots().collect(), &after.slots().collect());
        changes.kinds(&before.field.kind, &after.field.kind);
        changes
    }

    fn kinds(&mut self, before: &Kind, after: &Kind) {
        match (before, after) {
            (Kind::Number(one), Kind::Number(two)) => self.numbers(one, two),
            (
                Kind::Text { length_max: one, many_lines: lines },
                Kind::Text { length_max: two, many_lines: lines_now },
            ) => {
                self.taken(Limit::Letters, two.cmp(one));
                self.taken(Limit::Lines, lines_now.cmp(lines));
            }
            (
                Kind::Day { earliest: from, latest: until },
                Kind::Day { earliest: from_now, latest: until_now },
            ) => {
                self.taken(Limit::Least, from.cmp(from_now));
                // No last day is later than any.
                let until = (until.is_none(), until);
                self.taken(Limit::Most, (until_now.is_none(), until_now).cmp(&until));
            }
            (Kind::Choice { option: one }, Kind::Choice { option: two }) => {
                self.sets(Limit::Options, &codes(one), &codes(two));
            }
            (
                Kind::Attachment { types: one, bytes_max: most },
                Kind::Attachment { types: two, bytes_max: most_now },
            ) => {
                let now = two.iter().map(String::as_str).collect();
                self.sets(Limit::MediaTypes, &one.iter().map(String::as_str).collect(), &now);
                self.taken(Limit::Most, most_now.cmp(most));
            }
            (Kind::YesNo {}, Kind::YesNo {}) | (Kind::Unit {}, Kind::Unit {}) => {}
            _ => {
                self.0.insert(Evolution::Retyped);
            }
        }
    }

    fn numbers(&mut self, before: &Number, after: &Number) {
        if before.unit_of_measure != after.unit_of_measure {
            self.0.insert(Evolution::Retyped);
        }
        self.taken(Limit::Decimals, after.decimals.cmp(&before.decimals));
        let ((least, most), (least_now, most_now)) = (bounds(before), bounds(after));
        self.taken(Limit::Least, least.compare(least_now));
        // Without a stated most the decimals set it.
        if before.maximum.is_some() || after.maximum.is_some() {
            self.taken(Limit::Most, most_now.compare(most));
        }
    }
}

fn codes(options: &[Category]) -> BTreeSet<&str> {
    options.iter().map(|own| own.code.as_str()).collect()
}
