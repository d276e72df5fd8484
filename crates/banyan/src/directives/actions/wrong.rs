//! What cannot be meant in a correction, field by field, and why.

use banyan_core::directive::{AsOf, Days, Implausible, Stated};
use banyan_core::words::{Day, Language, Quantity};

use super::draft::{Draft, Item, ItemClass};
use super::keys::{COMPARATORS, LAID_ON, LEVELS, RECURRENCES, UNITS, unit_of};

/// What is wrong with one field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::directives) struct Wrong {
    pub field: &'static str,
    /// As it was typed.
    pub input: String,
    pub reason: Reason,
}

/// Why a field cannot be meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::directives) enum Reason {
    NoNumber,
    /// It can be read as thousands or as a fraction.
    Thousands,
    /// A range without the figure where it begins.
    NoLowerEnd,
    Implausible(Implausible),
    RangeTurned,
    NoDay,
    DueOutside(Days),
    /// The same for a directive of which no day is known.
    DueUnlikely(Days),
    DateOutside(Days),
    NoAsOf(Days),
    NoChoice,
    NotInTheText,
    Unreasoned,
}

/// Whether a number can be read as thousands or as a fraction: `10.035`.
fn thousands(written: &str) -> bool {
    let digits = |part: &str, longest: usize| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    written
        .split_once('.')
        .is_some_and(|(whole, part)| digits(whole, 3) && part.len() == 3 && digits(part, 3))
}

/// Every field that was changed into something that cannot be meant. What the reader left as it is, is the text's word.
pub(super) fn wrong_with(draft: &Draft, stood: &Item, item: &Item, today: Day) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let mut fault = |field: &'static str, input: &str, reason: Reason| {
        wrong.push(Wrong { field, input: input.to_owned(), reason });
    };
    let figures = stood.unit != item.unit || stood.class != item.class;
    let language = draft.language().unwrap_or(Language::English);
    let stated = Stated::of(draft.quote(item.start, item.end), language);
    for (field, before, written) in
        [("value", &stood.value, &item.value), ("value_max", &stood.value_max, &item.value_max)]
    {
        if written.is_empty() || (before == written && !figures) || item.class == ItemClass::Task {
            continue;
        }
        if before != written && thousands(written) {
            fault(field, written, Reason::Thousands);
            continue;
        }
        match (written.parse::<Quantity>(), unit_of(&item.unit)) {
            (Err(_), _) => fault(field, written, Reason::NoNumber),
            (Ok(value), Some(unit)) => {
                if let Err(reason) = stated.check(value, unit) {
                    fault(field, written, Reason::Implausible(reason));
                }
            }
            (Ok(_), None) => {}
        }
    }
    if item.value.is_empty() && !item.value_max.is_empty() {
        fault("value", "", Reason::NoLowerEnd);
    }
    if let (Ok(least), Ok(most)) =
        (item.value.parse::<Quantity>(), item.value_max.parse::<Quantity>())
        && least.compare(most).is_gt()
    {
        fault("value_max", &item.value_max, Reason::RangeTurned);
    }
    for (field, written, choices) in [
        ("comparator", &item.comparator, &COMPARATORS[..]),
        ("unit", &item.unit, &UNITS[..]),
        ("level", &item.level, &LEVELS[..]),
        ("laid_on", &item.laid_on, &LAID_ON[..]),
        ("recurrence", &item.recurrence, &RECURRENCES[..]),
    ] {
        if !written.is_empty() && !choices.contains(&written.as_str()) {
            fault(field, written, Reason::NoChoice);
        }
    }
    if !item.due.is_empty() && item.due != stood.due {
        let days = Days::of_due(draft.day(), today);
        let reason = if draft.day().is_some() { Reason::DueOutside } else { Reason::DueUnlikely };
        wrong.extend(day_fault("due", &item.due, days, reason(days)));
    }
    if !item.as_of.is_empty() && item.as_of != stood.as_of {
        let days = Days::of_document(today);
        let day = item.as_of.parse::<AsOf>().ok().and_then(AsOf::first_day);
        if day.is_none_or(|day| !days.holds(day)) {
            let (field, input) = ("as_of", item.as_of.clone());
            wrong.push(Wrong { field, input, reason: Reason::NoAsOf(days) });
        }
    }
    wrong
}

pub(super) fn day_fault(
    field: &'static str,
    written: &str,
    days: Days,
    outside: Reason,
) -> Option<Wrong> {
    let reason = match written.parse::<Day>() {
        Err(_) => Reason::NoDay,
        Ok(day) if !days.holds(day) => outside,
        Ok(_) => return None,
    };
    Some(Wrong { field, input: written.to_owned(), reason })
}
