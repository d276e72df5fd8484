//! What a correction can be, and what it cannot.

use crate::directive::{AsOf, Days, Implausible, Stated, Unit};
use crate::words::{Day, Language};

#[track_caller]
fn check(
    language: Language,
    passage: &str,
    value: &str,
    unit: Unit,
    expected: Result<(), Implausible>,
) {
    let found = Stated::of(passage, language).check(value.parse().unwrap(), unit);
    assert_eq!(found, expected, "{value} {unit:?} in: {passage}");
}

#[test]
fn figure_lies_within_the_bounds_of_its_unit() {
    let english = |value, unit, expected| {
        check(
            Language::English,
            "At least 90 % of records are kept online.",
            value,
            unit,
            expected,
        );
    };
    english("0", Unit::Percent, Ok(()));
    english("100", Unit::Percent, Ok(()));
    english("100.01", Unit::Percent, Err(Implausible::Percent));
    english("-500", Unit::Percent, Err(Implausible::Percent));
    english("-1", Unit::Count, Err(Implausible::Count));
    english("1200000", Unit::Count, Ok(()));
    english("0", Unit::Rank, Err(Implausible::Rank));
    english("2.5", Unit::Rank, Err(Implausible::Rank));
    english("3.0", Unit::Rank, Ok(()));
    english("-3.5", Unit::Other, Ok(()));
}

#[test]
fn change_may_be_negative_and_over_a_hundred_in_every_language() {
    for (language, passage) in [
        (Language::English, "Exports see growth of 12 % a year."),
        (Language::French, "La croissance des exportations atteint 12 % par an."),
        (Language::Vietnamese, "Kim ngạch xuất khẩu tăng trưởng 12% mỗi năm."),
        (Language::Arabic, "تحقيق نمو بنسبة 12 في المئة سنويا."),
    ] {
        check(language, passage, "-4", Unit::Percent, Ok(()));
        check(language, passage, "140", Unit::Percent, Ok(()));
        check(language, passage, "-500", Unit::Percent, Err(Implausible::Change));
        check(language, passage, "10001", Unit::Percent, Err(Implausible::Change));
    }
}

#[test]
fn figure_that_the_passage_states_is_never_refused() {
    let passage = "Revenue reaches 105.5 % of the plan.";
    check(Language::English, passage, "105.50", Unit::Percent, Ok(()));
    check(Language::English, passage, "106", Unit::Percent, Err(Implausible::Percent));
}

#[test]
fn days_lie_around_the_directive() {
    let day = |written: &str| written.parse::<Day>().unwrap();
    let today = day("2025-07-14");
    let due = Days::of_due(Some(day("2025-03-12")), today);
    assert_eq!((due.first, due.last), (day("2025-03-12"), day("2075-12-31")));
    assert!(due.holds(due.first) && due.holds(due.last));
    assert!(!due.holds(day("1926-12-31")) && !due.holds(day("2025-03-11")));
    assert_eq!(Days::of_due(None, today).first, day("1900-01-01"));
    let document = Days::of_document(today);
    assert_eq!((document.first, document.last), (day("1900-01-01"), day("2030-12-31")));
    assert!(!document.holds(day("0001-01-01")));
}

#[test]
fn state_is_told_as_of_a_day_a_month_or_a_year() {
    let read = |written: &str| written.parse::<AsOf>().ok();
    assert_eq!(read("2024"), Some(AsOf::Year(2024)));
    assert_eq!(read("2024-04"), Some(AsOf::Month { year: 2024, month: 4 }));
    assert_eq!(read("2024-04-30"), Some(AsOf::Day("2024-04-30".parse().unwrap())));
    for wrong in
        ["", "24", "2024-", "2024-13", "2024-4", "2024-04-31", "2024-04-3", "last year", "-2024"]
    {
        assert_eq!(read(wrong), None, "{wrong}");
    }
}
