//! Reading what was typed: every problem at once, nothing lost, nothing invented.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{at, coverage, found, number, read, some_answers, texts, told};
use crate::form::{Address, Form, Notation, Problem, ProblemKind, Severity, Value, blocking};
use crate::words::Language;

/// One entry, typed by a Vietnamese; its problems by key.
fn check(place: &str, text: &str, expected: Result<&str, &str>) {
    let form = coverage();
    let reading = form.read_texts(&texts(&[(place, text)]), Notation::Typed(Language::Vietnamese));
    let here = found(&reading.problems, place);
    let value = reading.answers.get(&at(place)).map(Value::plain);
    let told = match here.first() {
        Some(kind) => Err(kind.key()),
        None => Ok(value.as_deref().unwrap_or("")),
    };
    assert_eq!(told, expected, "{place} {text:?}");
    assert_eq!(reading.raw.get(&at(place)).map(String::as_str), Some(text), "kept as typed");
}

#[test]
fn numbers_fit_their_field() {
    check("found", "1.234", Ok("1234"));
    check("found", "38,5", Err("too-many-decimals"));
    check("found", "38,0", Ok("38"));
    check("found", "-1", Err("negative"));
    check("found", "5.001", Err("above-maximum"));
    check("covered", "999999999999999", Ok("999999999999999"));
    check("covered", "1000000000000000", Err("too-large"));
    check("lit", "38,3 %", Ok("38.3"));
    check("lit", "٣٨٫٣٪", Ok("38.3"));
    check("found", "38 %", Err("not-a-number"));
    check("lit", "100,1", Err("above-maximum"));
    check("warmest", "-40", Ok("-40.0"));
    check("warmest", "-40,1", Err("below-minimum"));
    check("found", "=1+1", Err("not-a-number"));
}

#[test]
fn other_kinds_fit_their_field() {
    check("begun_on", "2/9/2025", Ok("2025-09-02"));
    check("begun_on", "31/12/2019", Err("before-earliest"));
    check("done_on", "2031-01-01", Err("after-latest"));
    check("begun_on", "hôm nay", Err("not-a-day"));
    check("villages#1.zone", " khó  khăn ", Ok("hard"));
    check("villages#1.zone", "Kho\u{301} kha\u{306}n", Ok("hard"));
    check("villages#1.zone", "صعبة", Ok("hard"));
    check("villages#1.zone", "HARDEST", Ok("hardest"));
    check("villages#1.zone", "kho khan", Err("no-such-option"));
    for (text, expected) in
        [("Có", "true"), ("không", "false"), ("oui", "true"), ("لا", "false"), ("1", "true")]
    {
        check("villages#1.powered", text, Ok(expected));
    }
    check("villages#1.powered", "maybe", Err("not-yes-no"));
    check("villages#1.commune", " ٠٠٧٢٧ ", Ok("00727"));
    check("villages#1.commune", "Xã A", Err("not-a-unit-code"));
    check("villages#1.village", "  Bản Kẻ Nính ", Ok("Bản Kẻ Nính"));
    check("villages#1.village", "a\nb", Err("line-break"));
    check("villages#1.village", "a\u{7}b", Err("control-character"));
    check("villages#1.village", &"ả".repeat(31), Err("too-long"));
    check("obstacles", "a\r\nb", Ok("a\nb"));
    let hash = "ab".repeat(32);
    let photo = |rest: &str| format!("{hash} {rest}");
    check("villages#1.photo", &photo("12 image/png a b.png"), Ok(&photo("12 image/png a b.png")));
    check("villages#1.photo", &photo("12 text/html a.html"), Err("wrong-media-type"));
    check("villages#1.photo", &photo("2000001 image/png a.png"), Err("too-many-bytes"));
    check("villages#1.photo", &photo("12 image/png ../a.png"), Err("not-an-attachment"));
    check("villages#1.photo", "a.png", Err("not-an-attachment"));
}

#[test]
fn entries_that_the_form_does_not_have_are_said_and_kept() {
    check("lost", "1", Err("unknown-field"));
    check("found.female", "1", Err("unknown-cell"));
    check("staff.under_15", "1", Err("unknown-cell"));
    check("trained.female.under_15", "1", Err("unknown-cell"));
    check("spots#1.found", "1", Err("not-in-rows"));
    check("villages#1.found", "1", Err("not-in-rows"));
    check("online", "1", Err("row-needed"));
}

#[test]
fn everything_wrong_is_said_at_once_in_the_order_of_the_form() {
    let form = coverage();
    let typed = [
        ("words_", "x"),
        ("villages#2.village", "B"),
        ("villages#2.households", "zwei"),
        ("villages#1.households", "3"),
        ("left", "3"),
        ("covered", "-7"),
        ("trained.under_15.male", "4"),
        ("done_on", "2031-01-01"),
    ];
    let expected = [
        ("found", "missing"),
        ("covered", "negative"),
        ("trained.15_up.female", "missing"),
        ("trained.15_up.male", "missing"),
        ("trained.under_15.female", "missing"),
        ("done_on", "after-latest"),
        ("villages#1.village", "missing"),
        ("villages#1.households.female", "missing"),
        ("villages#1.households.male", "missing"),
        ("villages#2.households", "not-a-number"),
        ("villages#2.households.female", "missing"),
        ("villages#2.households.male", "missing"),
        ("words_", "unknown-field"),
    ];
    let mut problems = told(&read(&form, &typed).problems);
    // Cells of one field stand side by side, in their own order.
    problems.sort_by_key(|(place, _)| {
        expected.iter().position(|(known, _)| place == known).unwrap_or(usize::MAX)
    });
    let expected: Vec<(String, &str)> =
        expected.iter().map(|(place, key)| ((*place).to_owned(), *key)).collect();
    assert_eq!(problems, expected);
    let order: Vec<Address> =
        read(&form, &typed).problems.into_iter().map(|problem| problem.at).collect();
    let sections =
        ["found", "covered", "done_on", "villages#1.village", "villages#2.households", "words_"];
    let places: Vec<usize> = sections
        .iter()
        .map(|place| order.iter().position(|own| *own == at(place)).unwrap())
        .collect();
    assert!(places.is_sorted(), "{order:?}");
}

#[test]
fn blanks_are_no_answers_and_blank_rows_no_rows() {
    let form = coverage();
    let typed = [
        ("found", "0"),
        ("covered", " \u{A0}\u{200F}"),
        ("villages#1.village", ""),
        ("villages#3.village", "C"),
        ("villages#3.households", "1"),
        ("villages#3.households.female", "1"),
        ("villages#3.households.male", "0"),
    ];
    let reading = read(&form, &typed);
    assert_eq!(reading.answers.rows("villages").into_iter().collect::<Vec<u32>>(), [3]);
    assert_eq!(reading.raw.len(), 5);
    // One village is listed, none was found.
    assert_eq!(told(&reading.problems), [("found".to_owned(), "rule")]);
}

#[test]
fn rows_are_counted_and_told_apart() {
    let form = coverage();
    let rows = |count: u32| -> Vec<(String, String)> {
        let row = |number: u32| {
            let name = if number == 4 { 2 } else { number };
            [
                ("village", format!("V{name}")),
                ("households", "1".to_owned()),
                ("households.female", "1".to_owned()),
                ("households.male", "0".to_owned()),
            ]
            .map(|(field, text)| (format!("villages#{number}.{field}"), text))
        };
        (1..=count).flat_map(row).chain([("found".to_owned(), "9".to_owned())]).collect()
    };
    let problems = |count: u32| {
        let typed = rows(count);
        let typed: Vec<(&str, &str)> =
            typed.iter().map(|(place, text)| (place.as_str(), text.as_str())).collect();
        read(&form, &typed)
    };
    assert_eq!(problems(3).problems, []);
    let four = problems(4);
    assert_eq!(
        found(&four.problems, "villages#4.village"),
        [ProblemKind::DuplicateRow { first: 2 }]
    );
    assert_eq!(four.problems.len(), 1);
    let eight = problems(8);
    let kind = ProblemKind::TooManyRows { rows: 8, maximum: 6 };
    assert_eq!(found(&eight.problems, "villages"), [kind]);
    assert_eq!(eight.answers.rows("villages").len(), 6);
    assert_eq!(eight.raw.len(), 8 * 4 + 1);
    let least = super::changed("minimum = 0, maximum = 6", "minimum = 2, maximum = 6");
    let least = Form::new(least).unwrap();
    let kind = ProblemKind::TooFewRows { rows: 0, minimum: 2 };
    assert_eq!(found(&read(&least, &[("found", "1")]).problems, "villages"), [kind]);
}

#[test]
fn totals_are_computed_and_another_total_is_refused() {
    let form = coverage();
    let cells = [
        ("trained.under_15.female", "1"),
        ("trained.under_15.male", "2"),
        ("trained.15_up.female", "3"),
        ("trained.15_up.male", "4"),
    ];
    let with = |more: &[(&'static str, &'static str)]| {
        read(&form, &[&[("found", "1")], &cells[..], more].concat())
    };
    let reading = with(&[]);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.answers.get(&at("trained")), Some(&Value::Number(number("10"))));
    assert_eq!(with(&[("trained", "10")]).problems, []);
    let other = with(&[("trained", "11")]);
    let kind = ProblemKind::Computed { computed: Some(number("10")) };
    assert_eq!(found(&other.problems, "trained"), [kind]);
    assert_eq!(other.answers.get(&at("trained")), Some(&Value::Number(number("10"))));
    assert_eq!(other.raw.get(&at("trained")).map(String::as_str), Some("11"));
    let alone = read(&form, &[("found", "1"), ("trained", "11")]);
    assert_eq!(found(&alone.problems, "trained"), [ProblemKind::Computed { computed: None }]);
    assert_eq!(alone.answers.get(&at("trained")), None);
}

#[test]
fn computed_fields_follow_what_they_are_computed_from() {
    let form = coverage();
    let reading = read(
        &form,
        &[
            ("found", "10"),
            ("covered", "7"),
            ("left", "1"),
            ("villages#1.households", "5"),
            ("villages#1.online", "2"),
            ("villages#2.households", "5"),
        ],
    );
    let value = |place: &str| reading.answers.get(&at(place)).map(Value::plain);
    assert_eq!(value("balance").as_deref(), Some("2.00"));
    assert_eq!(value("villages#1.offline").as_deref(), Some("3"));
    assert_eq!(value("villages#2.offline"), None);
    let large =
        super::changed("computed = \"found - (covered + left)\"", "computed = \"left * left\"");
    let large = Form::new(large).unwrap();
    let reading = read(&large, &[("found", "1"), ("left", "100000000")]);
    assert_eq!(found(&reading.problems, "balance"), [ProblemKind::ComputedOverflow]);
}

#[test]
fn errors_block_and_warnings_ask_for_a_word() {
    let form = coverage();
    let reading = read(
        &form,
        &[
            ("found", "9"),
            ("villages#1.village", "A"),
            ("villages#1.households", "1"),
            ("villages#1.online", "2"),
            ("villages#1.households.female", "1"),
            ("villages#1.households.male", "0"),
        ],
    );
    let warning: Vec<&Problem> = blocking(&reading.problems, &BTreeMap::new());
    assert_eq!(warning.iter().map(|own| own.severity).collect::<Vec<_>>(), [Severity::Warning]);
    let name = warning[0].name();
    assert_eq!(name, "villages#1.online:rule:online_at_most");
    let word = |words: &str| BTreeMap::from([(name.clone(), words.to_owned())]);
    assert_eq!(blocking(&reading.problems, &word("two lines a house")), Vec::<&Problem>::new());
    assert_eq!(blocking(&reading.problems, &word("  ")).len(), 1);
    let error = read(&form, &[("found", "x")]).problems;
    let explained = BTreeMap::from([(error[0].name(), "it is so".to_owned())]);
    assert_eq!(blocking(&error, &explained).len(), 1);
}

#[test]
fn addresses_are_written_and_read() {
    for written in ["found", "trained.under_15.female", "#3.found", "villages#12.households.male"] {
        assert_eq!(at(written).to_string(), written);
    }
    assert_eq!(at("villages#12.households.male").column(), "villages.households.male");
    for wrong in ["", ".a", "a.", "a#.b", "a#0.b", "a#1", "a#1.", "a#+1.b", "a#1.b#2", "a#1.b."] {
        assert!(wrong.parse::<Address>().is_err(), "{wrong}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn judging_answers_finds_what_reading_them_finds(answers in some_answers(&coverage())) {
        let form = coverage();
        let reading = form.read_lines(&form.lines(&answers), Notation::Plain);
        prop_assert_eq!(&reading.answers, &answers);
        prop_assert_eq!(reading.problems, form.judge(&answers));
        prop_assert!(!form.judge(&answers).iter().any(|own| own.kind.unreadable()));
    }

    #[test]
    fn any_texts_are_read_and_kept(
        entries in prop::collection::btree_map("[a-z]{0,3}(#[0-3])?[.a-z_0-9]{0,9}|found|villages#[1-9]\\.(online|village|zone|photo|powered)|begun_on|obstacles", ".{0,12}", 0..12),
    ) {
        let form = coverage();
        let typed: super::Texts = entries
            .into_iter()
            .filter_map(|(place, text)| Some((place.parse().ok()?, text)))
            .collect();
        for notation in [Notation::Plain, Notation::Unstated, Notation::Typed(Language::Arabic)] {
            let reading = form.read_texts(&typed, notation);
            for (place, text) in &typed {
                // What is neither blank nor an answer has a problem of its own or of its column.
                let kept = reading.raw.get(place) == Some(text);
                let answered = reading.answers.get(place).is_some();
                let said = reading.problems.iter().any(|own| own.at.column() == place.column() || own.at.field == "villages");
                prop_assert!(!kept || answered || said, "{} {:?}", place, text);
                prop_assert!(kept || !answered);
            }
        }
    }
}
