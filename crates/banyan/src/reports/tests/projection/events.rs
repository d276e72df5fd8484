//! What can befall units, rules and calendars: at random, and as what is recorded.

use banyan_core::calendar::Period;
use banyan_core::report::{RegimeDocument, Straddle};
use banyan_core::unit::{DraftTransfer, DraftUnit, Extent, ReformDraft, ReformId};
use banyan_core::words::{Day, Language, Level, Moment, Text};
use proptest::prelude::*;
use proptest::sample::select;

use crate::calendars::CalendarDocument;

/// What befalls the house. Days are counted from today.
#[derive(Clone, Debug)]
pub(super) enum Event {
    Pass {
        days: i32,
    },
    /// Two communes become a new one.
    Merge {
        one: usize,
        other: usize,
        after: i32,
    },
    Ward {
        commune: usize,
        after: i32,
    },
    Amend(Amendment),
    End,
    Calendar {
        closes: &'static str,
        due: &'static str,
    },
    /// The projection knows nothing any more.
    Forget,
}

#[derive(Clone, Debug)]
pub(super) struct Amendment {
    pub(super) from: i8,
    pub(super) until: Option<i8>,
    pub(super) closes: Option<&'static str>,
    pub(super) due: Option<&'static str>,
    pub(super) straddle: Straddle,
    pub(super) kinds: Vec<String>,
    pub(super) ladder: &'static str,
}

fn closes() -> impl Strategy<Value = &'static str> {
    select(vec!["last day", "day 14", "day 20", "3 days before the last"])
}

fn due() -> impl Strategy<Value = &'static str> {
    select(vec!["3 working days", "5 days", "day 25, else the next working day"])
}

pub(super) fn any_amendment() -> impl Strategy<Value = Event> {
    let amendment = (
        1_i8..10,
        proptest::option::of(1_i8..=12),
        proptest::option::of(closes()),
        proptest::option::of(due()),
        select(vec![Straddle::Whole, Straddle::Split]),
        select(vec![Vec::new(), vec!["ward".to_owned()], vec!["commune".to_owned()]]),
        select(vec!["above", "level central", "unit P"]),
    );
    amendment.prop_map(|(from, until, closes, due, straddle, kinds, ladder)| {
        let until = until.filter(|until| *until >= from);
        Event::Amend(Amendment { from, until, closes, due, straddle, kinds, ladder })
    })
}

pub(super) fn any_event() -> impl Strategy<Value = Event> {
    let after = -10_i32..20;
    prop_oneof![
        5 => (1_i32..45).prop_map(|days| Event::Pass { days }),
        3 => (0_usize..8, 0_usize..8, after.clone()).prop_map(|(one, other, after)| Event::Merge { one, other, after }),
        1 => (0_usize..8, after).prop_map(|(commune, after)| Event::Ward { commune, after }),
        2 => any_amendment(),
        1 => Just(Event::End),
        1 => (closes(), due()).prop_map(|(closes, due)| Event::Calendar { closes, due }),
        1 => Just(Event::Forget),
    ]
}

pub(super) fn text(words: &str) -> Text {
    Text::in_one(Language::English, words)
}

pub(super) fn unit(code: &str, level: Level, parent: &str) -> DraftUnit {
    let (name, kind) = (text(&format!("Unit {code}")), level.key().to_owned());
    DraftUnit { code: code.into(), name, kind, level, parent_code: parent.into(), line: 2 }
}

pub(super) fn whole(old: &str, new: &str) -> DraftTransfer {
    DraftTransfer {
        old_code: old.into(),
        new_code: new.into(),
        share: "1".parse().ok(),
        extent: Extent::Whole,
        default_successor: true,
        line: 2,
    }
}

/// A reform that does nothing yet.
pub(super) fn quiet(name: &str, on: Day) -> ReformDraft {
    ReformDraft {
        id: ReformId(name.to_owned()),
        on,
        name: text("Reform"),
        decree: None,
        divided: None,
        without_default: None,
        units: Vec::new(),
        transfers: Vec::new(),
        ends: Vec::new(),
        changes: Vec::new(),
        recorded_at: Moment::from_microseconds(1),
    }
}

pub(super) fn calendar(closes: &str, due: &str) -> CalendarDocument {
    CalendarDocument {
        code: "country".to_owned(),
        known_from: "2025-01-01".parse().unwrap(),
        known_to: "2026-12-31".parse().unwrap(),
        weekend: vec!["saturday".to_owned(), "sunday".to_owned()],
        substitute: None,
        holiday: Vec::new(),
        day: Vec::new(),
        source: "test".to_owned(),
        closes: [("month".to_owned(), closes.to_owned())].into(),
        due: [("default".to_owned(), due.to_owned())].into(),
    }
}

/// Two of the communes that stand become a new one.
pub(super) fn merger(
    name: &str,
    on: Day,
    communes: &[String],
    (one, other): (usize, usize),
) -> Option<ReformDraft> {
    let pick = |number: usize| communes.get(number % communes.len().max(1));
    let (one, other) = pick(one).zip(pick(other)).filter(|(one, other)| one != other)?;
    let new = format!("m{name}");
    let becomes = |code: &String| {
        if code == one || code == other { new.clone() } else { code.clone() }
    };
    let mut after: Vec<String> = communes.iter().map(becomes).collect();
    after.sort();
    after.dedup();
    let units = after.iter().map(|code| unit(code, Level::Commune, "P"));
    let mut draft = quiet(name, on);
    draft.units = std::iter::once(unit("P", Level::Province, "")).chain(units).collect();
    draft.transfers = vec![whole("P", "P")];
    draft.transfers.extend(communes.iter().map(|code| whole(code, &becomes(code))));
    Some(draft)
}

pub(super) fn document(amendment: &Amendment) -> RegimeDocument {
    let period = |month: i8| -> Period { format!("2025-{month:02}").parse().unwrap() };
    let file = r#"
        code = "monthly"
        name = { vi = "Báo cáo", fr = "Rapport", ar = "تقرير", en = "Report" }
        form = "monthly"
        scope = { levels = ["commune"], within = "P" }
        periodicity = "month"
        from = "2025-01"
        ladder = ["above"]
    "#;
    let mut document: RegimeDocument = toml::from_str(file).unwrap();
    document.from = period(amendment.from);
    document.until = amendment.until.map(period);
    document.closes = amendment.closes.map(|closes| closes.parse().unwrap());
    document.due.default = amendment.due.map(|due| due.parse().unwrap());
    document.straddle = amendment.straddle;
    document.scope.kinds = amendment.kinds.clone();
    document.ladder = vec![amendment.ladder.to_owned()];
    document
}
