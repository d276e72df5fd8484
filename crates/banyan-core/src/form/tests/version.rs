//! Versions of a form: what is narrower, and that no answer is dropped.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{at, changed, coverage, number, read, some_answers};
use crate::form::Evolution::{Added, Moved, Narrowed, Removed, Retyped, Widened};
use crate::form::{
    Answers, Conflict, Evolution, Form, FormDocument, Limit, ProblemKind, Value, carry, revisions,
};

fn check(piece: &str, instead: &str, code: &str, changes: &[Evolution]) {
    let (old, new) = (coverage(), Form::new(changed(piece, instead)).unwrap());
    let told = |old: &Form, new: &Form| -> Vec<(String, BTreeSet<Evolution>)> {
        revisions(old, new).into_iter().map(|own| (own.code, own.changes)).collect()
    };
    let expected = changes.iter().copied().collect();
    assert_eq!(told(&old, &new), vec![(code.to_owned(), expected)], "{instead}");
    let back: BTreeSet<Evolution> = changes
        .iter()
        .map(|change| match change {
            Narrowed(limit) => Widened(*limit),
            Widened(limit) => Narrowed(*limit),
            Added => Removed,
            Removed => Added,
            other => *other,
        })
        .collect();
    assert_eq!(told(&new, &old), vec![(code.to_owned(), back)], "{instead}, back");
}

#[test]
fn each_change_is_told_and_turned_round_it_is_the_opposite() {
    assert_eq!(revisions(&coverage(), &coverage()), vec![]);
    check("maximum = \"60\"", "maximum = \"59.9\"", "warmest", &[Narrowed(Limit::Most)]);
    check("minimum = \"-40\"", "minimum = \"-41\"", "warmest", &[Widened(Limit::Least)]);
    check("decimals = 1, minimum", "decimals = 2, minimum", "warmest", &[Widened(Limit::Decimals)]);
    check(
        "label = { en = \"Done on\" }",
        "required = true\nlabel = { en = \"Done on\" }",
        "done_on",
        &[Narrowed(Limit::Required)],
    );
    check(
        "earliest = \"2020-01-01\"",
        "latest = \"2030-12-30\"",
        "begun_on",
        &[Widened(Limit::Least), Narrowed(Limit::Most)],
    );
    check("length_max = 30", "length_max = 40", "village", &[Widened(Limit::Letters)]);
    check("many_lines = true", "many_lines = false", "obstacles", &[Narrowed(Limit::Lines)]);
    check(
        "{ code = \"easy\"",
        "{ code = \"easier\"",
        "zone",
        &[Narrowed(Limit::Options), Widened(Limit::Options)],
    );
    check(
        "[\"image/jpeg\", \"image/png\"]",
        "[\"image/png\"]",
        "photo",
        &[Narrowed(Limit::MediaTypes)],
    );
    check("bytes_max = 2000000", "bytes_max = 3000000", "photo", &[Widened(Limit::Most)]);
    check(
        "minimum = 0, maximum = 6",
        "minimum = 0, maximum = 5",
        "villages",
        &[Narrowed(Limit::Rows)],
    );
    check(
        "key = \"village\"",
        "key = \"commune\"",
        "villages",
        &[Narrowed(Limit::Key), Widened(Limit::Key)],
    );
    check("total = \"computed\"", "total = \"entered\"", "trained", &[Widened(Limit::Computed)]);
    check(
        "by = [\"sex\", \"age\"], ",
        "by = [\"sex\"], ",
        "trained",
        &[Narrowed(Limit::Cells), Widened(Limit::Cells)],
    );
    check("is = \"unit\"", "is = \"day\"", "commune", &[Retyped]);
    check(
        "maximum = \"100\", unit_of_measure = \"percent\"",
        "maximum = \"100\", unit_of_measure = \"rank\"",
        "lit",
        &[Retyped],
    );
}

#[test]
fn words_are_no_change_and_moves_are() {
    let label = Form::new(changed("en = \"Done on\"", "en = \"Finished on\"")).unwrap();
    assert_eq!(revisions(&coverage(), &label), vec![]);
    let mut moved: FormDocument = super::document();
    let field = moved.section[3].field.remove(4);
    moved.section[2].field.push(field);
    let mut fewer = moved.clone();
    fewer.section[2].field.pop();
    let told: Vec<(String, BTreeSet<Evolution>)> =
        revisions(&coverage(), &Form::new(moved.clone()).unwrap())
            .into_iter()
            .map(|own| (own.code, own.changes))
            .collect();
    assert_eq!(told, vec![("powered".to_owned(), BTreeSet::from([Moved]))]);
    let gone = revisions(&coverage(), &Form::new(fewer).unwrap());
    assert_eq!(gone[0].changes, BTreeSet::from([Removed]));
}

#[test]
fn a_draft_is_carried_and_what_does_not_fit_is_listed() {
    let written = super::COVERAGE
        .replace("version = 1", "version = 2")
        .replace("maximum = \"5000\"", "maximum = \"50\"")
        .replace("code = \"hard\",", "code = \"harder\",")
        .replace("decimals = 1, minimum = \"-40\"", "decimals = 3, minimum = \"-40\"")
        .replace("code = \"commune\"", "code = \"place\"")
        .replace("is = \"text\", length_max = 200, many_lines = true", "is = \"number\"");
    let new = Form::new(toml::from_str(&written).unwrap()).unwrap();
    let draft = read(
        &coverage(),
        &[
            ("found", "60"),
            ("covered", "7"),
            ("left", "3"),
            ("warmest", "12.5"),
            ("obstacles", "17"),
            ("villages#2.village", "B"),
            ("villages#2.zone", "hard"),
            ("villages#2.commune", "00727"),
            ("villages#2.households", "5"),
            ("villages#2.online", "1"),
        ],
    )
    .answers;
    let carried = carry(&new, &draft);
    let conflicts: Vec<(String, String, &str)> = carried
        .conflicts
        .iter()
        .map(|own| (own.at.to_string(), own.value.plain(), own.why.key()))
        .collect();
    let expected = [
        ("found", "60", "above-maximum"),
        ("villages#2.commune", "00727", "unknown-field"),
        ("villages#2.zone", "hard", "no-such-option"),
    ];
    assert_eq!(
        conflicts,
        expected.map(|(place, value, key)| (place.to_owned(), value.to_owned(), key))
    );
    let value = |place: &str| carried.answers.get(&at(place)).cloned();
    assert_eq!(value("found"), Some(Value::Number(number("60"))), "kept, to be corrected");
    assert_eq!(value("warmest"), Some(Value::Number(number("12.500"))));
    assert_eq!(value("obstacles"), Some(Value::Number(number("17"))));
    assert_eq!(value("villages#2.zone"), None);
    assert_eq!(value("villages#2.offline"), Some(Value::Number(number("4"))));
}

#[test]
fn a_value_that_is_computed_now_gives_way_and_is_listed() {
    let text = "code = \"covered\"\nlabel = { vi = \"Đã phủ sóng\", en = \"Covered\" }\nkind = { is = \"number\" }";
    let computed =
        text.replace("\"number\"", "\"number\", minimum = \"-1\", computed = \"found - left\"");
    let document =
        super::COVERAGE.replace(text, &computed).replace("found - (covered + left)", "0 * found");
    let mut document: FormDocument = toml::from_str(&document).unwrap();
    document.rule.remove(0);
    document.check.retain(|own| own.code != "covered_whole" && own.code != "copied");
    let new = Form::new(document).unwrap();
    let draft = |covered: &str| {
        read(&coverage(), &[("found", "10"), ("covered", covered), ("left", "3")]).answers
    };
    let agreed = carry(&new, &draft("7"));
    assert!(agreed.conflicts.iter().all(|own| own.at != at("covered")), "{:?}", agreed.conflicts);
    let other = carry(&new, &draft("6"));
    let covered: Vec<&Conflict> =
        other.conflicts.iter().filter(|own| own.at == at("covered")).collect();
    let why = ProblemKind::Computed { computed: Some(number("7")) };
    assert_eq!(covered, [&Conflict { at: at("covered"), value: Value::Number(number("6")), why }]);
    assert_eq!(other.answers.get(&at("covered")), Some(&Value::Number(number("7"))));
}

/// Other versions of the form, each with one change or several.
fn other_version() -> BoxedStrategy<Form> {
    let changes = vec![
        ("maximum = \"5000\"", "maximum = \"10\""),
        ("by = [\"sex\", \"age\"], ", "by = [\"age\"], "),
        ("{ code = \"hard\",", "{ code = \"harder\","),
        ("length_max = 200, many_lines = true", "length_max = 4"),
        ("decimals = 1, maximum = \"100\"", "maximum = \"100\""),
        ("is = \"yes_no\"", "is = \"day\""),
        ("is = \"day\", latest", "is = \"day\", earliest = \"2024-01-01\", latest"),
        ("key = \"village\"", "key = \"commune\""),
        ("code = \"photo\"", "code = \"picture\""),
        ("total = \"computed\"", "total = \"entered\""),
        ("code = \"spots\"", "code = \"posts\""),
        ("minimum = 0, maximum = 6", "minimum = 3, maximum = 3"),
    ];
    prop::sample::subsequence(changes, 0..=12)
        .prop_map(|changes| {
            let mut written = super::COVERAGE.to_owned();
            for (piece, instead) in changes {
                written = written.replace(piece, instead);
            }
            let mut document: FormDocument = toml::from_str(&written).unwrap();
            // Examples speak of the first version.
            document.rule.clear();
            document.check.clear();
            Form::new(document).unwrap()
        })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_is_dropped(answers in some_answers(&coverage()), new in other_version()) {
        let carried = carry(&new, &answers);
        for (place, value) in answers.iter() {
            let kept = carried.answers.get(place).is_some_and(|own| {
                own == value || matches!((own, value), (Value::Number(own), Value::Number(old)) if own.compare(*old).is_eq()) || own.plain() == value.plain()
            });
            let listed = carried.conflicts.iter().any(|own| own.at == *place && own.value == *value);
            prop_assert!(kept || listed, "{} {:?}", place, value);
        }
        // What is kept without a conflict is what the new version takes.
        let unfit: BTreeSet<String> = carried.conflicts.iter().map(|own| own.at.to_string()).collect();
        for problem in new.judge(&carried.answers) {
            let of_value = problem.kind.unreadable() || problem.kind.arguments().first().is_some_and(|(name, _)| ["minimum", "maximum", "day", "letters"].contains(name));
            prop_assert!(!of_value || unfit.contains(&problem.at.to_string()), "{:?}", problem);
        }
    }

    #[test]
    fn the_same_version_keeps_everything(answers in some_answers(&coverage())) {
        let carried = carry(&coverage(), &answers);
        prop_assert_eq!(carried.conflicts, vec![]);
        prop_assert_eq!(carried.answers, answers);
    }
}

#[test]
fn nothing_carried_is_nothing() {
    assert!(carry(&coverage(), &Answers::new()).answers.is_empty());
}
