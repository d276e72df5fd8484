//! Numbers and days as people write them, in every language.

use proptest::prelude::*;

use super::super::number::{read_day, read_number};
use crate::form::{Notation, ProblemKind};
use crate::words::{Day, Language, Quantity};

const VIETNAMESE: Notation = Notation::Typed(Language::Vietnamese);
const FRENCH: Notation = Notation::Typed(Language::French);
const ARABIC: Notation = Notation::Typed(Language::Arabic);
const ENGLISH: Notation = Notation::Typed(Language::English);
const ALL: [Notation; 6] =
    [Notation::Plain, VIETNAMESE, FRENCH, ARABIC, ENGLISH, Notation::Unstated];
const PEOPLE: [Notation; 5] = [VIETNAMESE, FRENCH, ARABIC, ENGLISH, Notation::Unstated];

fn check(written: &str, notations: &[Notation], expected: Result<&str, &str>) {
    for notation in notations {
        let read = read_number(written, *notation);
        let told = read.as_ref().map(ToString::to_string).map_err(ProblemKind::key);
        assert_eq!(told.as_deref(), expected.as_ref().copied(), "{written:?} {notation:?}");
    }
}

#[test]
fn marks_that_can_mean_one_thing_only() {
    check("0", &ALL, Ok("0"));
    check(" 0012 ", &ALL, Ok("12"));
    check("-5", &ALL, Ok("-5"));
    check("\u{2212}5", &ALL, Ok("-5"));
    check("38.3", &ALL, Ok("38.3"));
    check("38.300", &[Notation::Plain], Ok("38.3"));
    check("38,3", &PEOPLE, Ok("38.3"));
    check("0,125", &PEOPLE, Ok("0.125"));
    check("1234,567", &PEOPLE, Ok("1234.567"));
    check("1.234,5", &PEOPLE, Ok("1234.5"));
    check("1,234.567", &PEOPLE, Ok("1234.567"));
    check("1.234.567", &PEOPLE, Ok("1234567"));
    check("1,234,567", &PEOPLE, Ok("1234567"));
    check("1 234 567,25", &PEOPLE, Ok("1234567.25"));
    check("1\u{202F}234", &PEOPLE, Ok("1234"));
    check("1\u{A0}234,5", &PEOPLE, Ok("1234.5"));
    check("١٢٬٣٤٥٫٦", &PEOPLE, Ok("12345.6"));
    check("\u{200F}٣٨٫٣\u{200F}", &PEOPLE, Ok("38.3"));
    check("۱۲۳", &ALL, Ok("123"));
}

#[test]
fn one_mark_with_three_digits_behind_is_read_by_the_language() {
    check("1.234", &[VIETNAMESE], Ok("1234"));
    check("1.234", &[ENGLISH, Notation::Plain], Ok("1.234"));
    check("1.234", &[FRENCH, ARABIC, Notation::Unstated], Err("ambiguous"));
    check("1,234", &[VIETNAMESE, FRENCH], Ok("1.234"));
    check("1,234", &[ENGLISH], Ok("1234"));
    check("1,234", &[ARABIC, Notation::Unstated], Err("ambiguous"));
    assert_eq!(
        read_number("-١.٢٣٤", ARABIC),
        Err(ProblemKind::Ambiguous { one: "1234".to_owned(), other: "1.234".to_owned() })
    );
}

#[test]
fn what_is_no_number_is_refused() {
    for written in [
        "",
        "-",
        "--5",
        "5-",
        ".5",
        "5.",
        "1..2",
        "1,2,3",
        "12.34.56",
        "1 23",
        "1,23.4",
        "1.234 567",
        "1,234.567,8",
        "1٫2٫3",
        "1٫234٬5",
        "1'234",
        "1e5",
        "0x10",
        "12a",
        "a",
        "½",
        "１２",
        "1/2",
        "+5",
        "٪",
    ] {
        check(written, &ALL, Err("not-a-number"));
    }
    check("1,5", &[Notation::Plain], Err("not-a-number"));
    check("1 234", &[Notation::Plain], Err("not-a-number"));
    check("12345678901234567890", &ALL, Err("too-large"));
    check("0.1234567891", &ALL, Err("too-many-decimals"));
}

/// A number as a language writes it.
fn written(number: Quantity, point: &str, thousands: &str) -> String {
    let plain = number.to_string();
    let (sign, unsigned) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push_str(thousands);
        }
        grouped.push(digit);
    }
    let point = if decimals.is_empty() { "" } else { point };
    format!("{sign}{grouped}{point}{decimals}")
}

proptest! {
    #[test]
    fn what_a_language_writes_is_read_back(minor in -10_i64.pow(15)..10_i64.pow(15), decimals in 0_u8..=6) {
        let number = Quantity::new(minor, decimals).unwrap();
        let marks = [
            (VIETNAMESE, ",", "."), (VIETNAMESE, ",", ""), (FRENCH, ",", "\u{202F}"), (FRENCH, ",", ""),
            (ARABIC, "٫", "٬"), (ARABIC, "٫", ""), (ENGLISH, ".", ","), (ENGLISH, ".", ""),
            (Notation::Plain, ".", ""),
        ];
        for (notation, point, thousands) in marks {
            let text = written(number, point, thousands);
            let read = read_number(&text, notation);
            prop_assert_eq!(read.clone().map(Quantity::reduced), Ok(number.reduced()), "{} {:?}", text, notation);
        }
    }

    #[test]
    fn every_notation_reads_the_same_or_says_that_it_cannot(text in "[0-9., \u{66B}\u{66C}-]{0,12}") {
        let mut readings: Vec<Quantity> = [ARABIC, Notation::Unstated]
            .into_iter()
            .filter_map(|notation| read_number(&text, notation).ok())
            .collect();
        readings.dedup();
        prop_assert!(readings.len() <= 1);
        if let Some(sure) = readings.first() {
            // What is read without a language is read so in every one.
            for notation in PEOPLE {
                prop_assert_eq!(read_number(&text, notation), Ok(*sure));
            }
        }
    }
}

fn check_day(written: &str, notations: &[Notation], expected: Result<&str, &str>) {
    for notation in notations {
        let read = read_day(written, *notation);
        let told = read.as_ref().map(Day::to_string).map_err(ProblemKind::key);
        assert_eq!(told.as_deref(), expected.as_ref().copied(), "{written:?} {notation:?}");
    }
}

#[test]
fn days_in_every_order() {
    check_day("2025-07-01", &ALL, Ok("2025-07-01"));
    check_day("٢٠٢٥-٠٧-٠١", &ALL, Ok("2025-07-01"));
    check_day("2025/7/1", &PEOPLE, Ok("2025-07-01"));
    check_day("1/7/2025", &[VIETNAMESE, FRENCH, ARABIC], Ok("2025-07-01"));
    check_day("01.07.2025", &[VIETNAMESE, FRENCH, ARABIC], Ok("2025-07-01"));
    check_day("1/7/2025", &[ENGLISH, Notation::Unstated], Err("ambiguous"));
    check_day("7/7/2025", &PEOPLE, Ok("2025-07-07"));
    check_day("31/7/2025", &PEOPLE, Ok("2025-07-31"));
    check_day("7/31/2025", &[ENGLISH, Notation::Unstated], Ok("2025-07-31"));
    check_day("7/31/2025", &[VIETNAMESE, FRENCH, ARABIC], Err("not-a-day"));
    check_day("1/7/2025", &[Notation::Plain], Err("not-a-day"));
    for written in [
        "2025-02-29",
        "29/2/2025",
        "1/7/25",
        "1/7",
        "1/7-2025",
        "2025-7-1-1",
        "",
        "today",
        "20250701",
        "0/1/2025",
    ] {
        check_day(written, &ALL, Err("not-a-day"));
    }
}
