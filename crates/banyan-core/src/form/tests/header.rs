//! Columns and lines, and the way back.

use proptest::prelude::*;

use super::{at, coverage, found, number, read, some_answers, told};
use crate::form::{Line, Notation, ProblemKind, Validation, Value};
use crate::words::{Day, Language};

#[test]
fn columns_are_named_once_and_in_order() {
    let form = coverage();
    let columns = form.columns();
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "found",
            "covered",
            "left",
            "lit",
            "balance",
            "warmest",
            "trained",
            "trained.under_15.female",
            "trained.15_up.female",
            "trained.under_15.male",
            "trained.15_up.male",
            "staff",
            "staff.female",
            "staff.male",
            "begun_on",
            "done_on",
            "villages.village",
            "villages.households",
            "villages.households.female",
            "villages.households.male",
            "villages.online",
            "villages.offline",
            "villages.powered",
            "villages.zone",
            "villages.commune",
            "villages.photo",
            "obstacles",
        ]
    );
    let which = |wanted: fn(&crate::form::Column<'_>) -> bool| -> Vec<&str> {
        columns.iter().filter(|column| wanted(column)).map(|column| column.name.as_str()).collect()
    };
    assert_eq!(which(|column| column.locked), ["balance", "trained", "villages.offline"]);
    assert_eq!(
        which(|column| column.required),
        [
            "found",
            "villages.village",
            "villages.households",
            "villages.households.female",
            "villages.households.male"
        ]
    );
}

#[test]
fn sheets_allow_what_the_form_takes() {
    let form = coverage();
    let columns = form.columns();
    let check = |name: &str, label: &str, expected: Validation| {
        let column = columns.iter().find(|column| column.name == name).unwrap();
        assert_eq!(column.validation(Language::Vietnamese), expected, "{name}");
        assert_eq!(column.label(Language::Vietnamese), label);
    };
    check("found", "Đã phát hiện", Validation::Whole { least: 0, most: 5000 });
    check("covered", "Đã phủ sóng", Validation::Whole { least: 0, most: 999_999_999_999_999 });
    check(
        "trained.15_up.male",
        "Đã tập huấn: Nam, từ 15",
        Validation::Whole { least: 0, most: 999_999_999_999_999 },
    );
    check(
        "warmest",
        "Lowest temperature",
        Validation::Decimal { least: number("-40.0"), most: number("60.0"), decimals: 1 },
    );
    check("obstacles", "Obstacles", Validation::Letters { most: 200 });
    check(
        "begun_on",
        "Begun on",
        Validation::Days { earliest: Day::new(2020, 1, 1), latest: None },
    );
    let zones = ["Thuận lợi", "Khó khăn", "Đặc biệt khó khăn"].map(str::to_owned).to_vec();
    check("villages.zone", "Zone", Validation::List(zones));
    check("villages.powered", "With power", Validation::YesNo);
    check("villages.commune", "Commune", Validation::UnitCode);
    check("villages.photo", "Photograph", Validation::Attachment);
}

#[test]
fn what_a_list_offers_is_read_back_in_every_language() {
    let form = coverage();
    let columns = form.columns();
    let zone = columns.iter().find(|column| column.name == "villages.zone").unwrap();
    for language in Language::ALL {
        let Validation::List(offered) = zone.validation(language) else { panic!("no list") };
        let codes: Vec<String> = offered
            .iter()
            .map(|label| {
                let answers = read(&form, &[("villages#1.zone", label)]).answers;
                answers.get(&at("villages#1.zone")).map(Value::plain).unwrap()
            })
            .collect();
        assert_eq!(codes, ["easy", "hard", "hardest"]);
    }
}

fn line(pairs: &[(&str, &str)]) -> Line {
    pairs.iter().map(|(column, text)| ((*column).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn lines_hold_rows_side_by_side() {
    let form = coverage();
    let lines = [
        line(&[
            ("found", "9"),
            ("obstacles", "rain"),
            ("villages.village", "A"),
            ("villages.online", "1"),
        ]),
        line(&[("found", "9"), ("villages.village", "B")]),
        line(&[
            ("found", "8"),
            ("villages.village", "C"),
            ("online", "3"),
            ("odd", "x"),
            ("staff.", "4"),
        ]),
        line(&[("odd", "y")]),
    ];
    let reading = form.read_lines(&lines, Notation::Plain);
    assert_eq!(reading.answers.rows("villages").len(), 3);
    assert_eq!(reading.answers.get(&at("found")), Some(&Value::Number(number("9"))));
    // What does not repeat may be repeated as it is, not otherwise; a strange column is said once and kept.
    assert_eq!(found(&reading.problems, "#3.found"), [ProblemKind::NotInRows]);
    assert_eq!(found(&reading.problems, "#3.online"), [ProblemKind::RowNeeded]);
    let strange =
        told(&reading.problems).into_iter().filter(|(_, key)| *key == "unknown-field").count();
    assert_eq!(strange, 2, "odd and staff.");
    assert_eq!(reading.raw.values().filter(|text| ["x", "4"].contains(&text.as_str())).count(), 2);
    let back = form.lines(&reading.answers);
    assert_eq!(back.len(), 3);
    assert_eq!(back[2], line(&[("villages.village", "C")]));
    assert_eq!(form.lines(&crate::form::Answers::new()), Vec::<Line>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn answers_come_back_from_lines_and_from_json(answers in some_answers(&coverage())) {
        let form = coverage();
        let columns: Vec<String> = form.columns().into_iter().map(|column| column.name).collect();
        let lines = form.lines(&answers);
        for column in lines.iter().flat_map(Line::keys) {
            prop_assert!(columns.contains(column), "{}", column);
        }
        prop_assert_eq!(&form.read_lines(&lines, Notation::Plain).answers, &answers);
        let json: serde_json::Value = serde_json::from_str(&answers.canonical().to_string()).unwrap();
        prop_assert_eq!(&form.read_json(&json).answers, &answers);
    }
}
