//! Differences and the canonical form: one is empty exactly when the other is the same.

use proptest::prelude::*;

use super::{at, coverage, number, read, some_answers};
use crate::form::{Answers, Change, Difference, RowName, Value, difference};

fn rows(names: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::new();
    for (row, (name, online)) in (1_u32..).zip(names) {
        answers.insert(at("village").row("villages", row), Value::Text((*name).to_owned()));
        answers.insert(at("online").row("villages", row), Value::Number(number(online)));
    }
    answers
}

fn change(field: &str, key: &str, occurrence: u32, from: Option<&str>, to: Option<&str>) -> Change {
    let row = RowName { group: "villages".to_owned(), key: Some(key.to_owned()), occurrence };
    let value = |text: &str| match field {
        "online" => Value::Number(number(text)),
        _ => Value::Text(text.to_owned()),
    };
    Change {
        field: field.to_owned(),
        cell: String::new(),
        row: Some(row),
        from: from.map(value),
        to: to.map(value),
    }
}

#[test]
fn rows_are_followed_by_their_key() {
    let form = coverage();
    let before = rows(&[("A", "1"), ("B", "2"), ("C", "3")]);
    let check = |after: &[(&str, &str)], changes: Vec<Change>, reordered: &[&str]| {
        let reordered = reordered.iter().map(|own| (*own).to_owned()).collect();
        assert_eq!(difference(&form, &before, &rows(after)), Difference { changes, reordered });
    };
    check(&[("A", "1"), ("B", "2"), ("C", "3")], vec![], &[]);
    check(
        &[("A", "1"), ("B", "9"), ("C", "3")],
        vec![change("online", "B", 1, Some("2"), Some("9"))],
        &[],
    );
    // The first row gone: those behind it move up and have not changed.
    check(
        &[("B", "2"), ("C", "3")],
        vec![change("online", "A", 1, Some("1"), None), change("village", "A", 1, Some("A"), None)],
        &[],
    );
    check(&[("C", "3"), ("A", "1"), ("B", "2")], vec![], &["villages"]);
    check(
        &[("A", "1"), ("B", "2"), ("C", "3"), ("A", "4")],
        vec![change("online", "A", 2, None, Some("4")), change("village", "A", 2, None, Some("A"))],
        &[],
    );
}

#[test]
fn canonical_answers_are_sorted_and_whole() {
    let form = coverage();
    let answers = read(
        &form,
        &[
            ("found", "12"),
            ("lit", "38.30"),
            ("obstacles", "mưa \"to\"\n"),
            ("begun_on", "2025-07-01"),
            ("staff", "5"),
            ("staff.female", "2"),
            ("villages#2.village", "B"),
            ("villages#2.powered", "true"),
            ("villages#5.village", "A"),
        ],
    )
    .answers;
    assert_eq!(
        answers.hash_input(&form),
        "{\"answers\":{\"begun_on\":\"2025-07-01\",\"found\":12,\"lit\":\"38.3\",\"obstacles\":\"mưa \\\"to\\\"\",\
         \"staff\":5,\"staff.female\":2,\"villages\":[{\"powered\":true,\"village\":\"B\"},{\"village\":\"A\"}]},\
         \"form\":\"coverage\",\"version\":1}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_difference_is_empty_exactly_when_the_canonical_form_is_the_same(
        one in some_answers(&coverage()), other in some_answers(&coverage()), taken in 0_usize..4,
    ) {
        let form = coverage();
        // Near ones too: a few entries of the other, and the same rows the other way round.
        let mut near = one.clone();
        for (place, value) in other.iter().take(taken) {
            near.insert(place.clone(), value.clone());
        }
        let mut turned = Answers::new();
        for (place, value) in one.iter() {
            let place = match &place.row {
                Some(row) => place.row(&row.group, 7 - row.number),
                None => place.clone(),
            };
            turned.insert(place, value.clone());
        }
        for (one, other) in [(&one, &other), (&one, &near), (&near, &one), (&one, &turned), (&one, &one)] {
            let same = one.canonical() == other.canonical();
            let difference = difference(&form, one, other);
            prop_assert_eq!(difference.is_empty(), same, "{:?}", difference);
        }
    }

    #[test]
    fn a_difference_turned_round_is_the_way_back(one in some_answers(&coverage()), other in some_answers(&coverage())) {
        let form = coverage();
        let back = difference(&form, &other, &one);
        let there = difference(&form, &one, &other);
        let turned: Vec<Change> = there
            .changes
            .into_iter()
            .map(|own| Change { from: own.to.clone(), to: own.from.clone(), ..own })
            .collect();
        prop_assert_eq!(turned, back.changes);
        prop_assert_eq!(there.reordered, back.reordered);
    }
}
