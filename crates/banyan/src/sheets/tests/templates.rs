//! Templates: what they hold, and that what is written into them comes back.

use std::io::{Cursor, Read};

use super::*;
use crate::sheets::template_text;

/// A part of a package as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn template_says_what_it_is_for() {
    let form = coverage();
    let bytes = template_of(&form, Language::French, &[unit("00004", None), unit("00005", None)]);
    let filled = read("a.xlsx", &bytes).unwrap();
    let identity = filled.identity().unwrap();
    assert_eq!(identity.form, "coverage");
    assert_eq!((identity.version, identity.regime.as_str()), (1, "monthly"));
    assert_eq!(identity.period, Some("2025-07".parse().unwrap()));
    assert_eq!(identity.units, ["00004", "00005"]);
    assert_eq!(identity.language, Some(Language::French));
}

#[test]
fn template_that_nobody_filled_in_has_no_answers() {
    let form = coverage();
    for units in [vec![unit("00004", None)], vec![unit("00004", None), unit("00005", None)]] {
        let answered = answered("a.xlsx", &template_of(&form, Language::Arabic, &units));
        assert_eq!(keys(&answered.problems), ["sheets-nothing-filled"]);
        assert!(answered.reports.is_empty());
        assert_eq!(answered.blank.len(), units.len());
    }
}

#[test]
fn the_same_template_gives_the_same_bytes() {
    let form = coverage();
    let make = || template_of(&form, Language::Vietnamese, &[unit("00004", None)]);
    assert!(make() == make());
}

#[test]
fn sheets_run_from_the_right_in_arabic_alone() {
    let form = coverage();
    for (language, from_right) in [(Language::Arabic, true), (Language::Vietnamese, false)] {
        let bytes = template_of(&form, language, &[unit("00004", None)]);
        for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
            assert_eq!(part(&bytes, sheet).contains("rightToLeft=\"1\""), from_right);
        }
    }
}

#[test]
fn sheets_are_locked_and_say_what_may_be_typed() {
    let bytes = template_of(&coverage(), Language::English, &[unit("00004", None)]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<sheetProtection sheet=\"1\""));
    assert!(sheet.contains("type=\"whole\" allowBlank=\"1\""));
    assert!(sheet.contains("<formula1>0</formula1><formula2>5000</formula2>"));
    assert!(sheet.contains("type=\"decimal\""));
    assert!(sheet.contains("<formula1>-40.0</formula1><formula2>60.0</formula2>"));
    assert!(sheet.contains("type=\"date\""));
    assert!(sheet.contains("type=\"textLength\""));
    let group = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(group.contains("type=\"list\""));
    assert!(group.contains("<formula1>lists!$"));
    assert!(
        part(&bytes, "xl/workbook.xml")
            .contains("name=\"banyan\" sheetId=\"3\" state=\"veryHidden\"")
    );
}

#[test]
fn last_period_stands_beside_the_cells_and_is_not_read_back() {
    let form = coverage();
    let mut before = Answers::new();
    let found = "found".parse().unwrap();
    before.insert(found, Value::Number(Quantity::new(417, 0).unwrap()));
    let unit = TemplateUnit { before: Some(&before), ..unit("00004", None) };
    let bytes = template_of(&form, Language::English, &[unit]);
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("<v>417</v>"));
    assert_eq!(keys(&answered("a.xlsx", &bytes).problems), ["sheets-nothing-filled"]);
}

#[test]
fn names_of_sheets_are_those_that_excel_takes() {
    let title = "title = { vi = \"Vùng phủ sóng\"";
    let long = "title = { vi = \"A/B: [một tên rất dài hơn ba mươi mốt chữ cái]?\"";
    let form = Form::new(toml::from_str(&COVERAGE.replace(title, long)).unwrap()).unwrap();
    let bytes = template_of(&form, Language::Vietnamese, &[unit("00004", None)]);
    assert!(read("a.xlsx", &bytes).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Through Excel and through a text file, for one unit and for several, in every language.
    #[test]
    fn what_is_known_comes_back(
        one in some_answers(),
        two in some_answers(),
        several in any::<bool>(),
        language in prop::sample::select(Language::ALL.to_vec()),
    ) {
        let form = coverage();
        let mut units = vec![unit("00004", Some(&one))];
        if several {
            units.push(unit("00005", None));
            units.push(unit("00006", Some(&two)));
        }
        let period = "2025-W30".parse().unwrap();
        let made = Template { form: &form, regime: "weekly", period, language, units: &units };
        let files = [
            ("a.xlsx", template(&made).unwrap()),
            ("a.csv", template_text(&made).into_bytes()),
        ];
        for (name, bytes) in files {
            let notation = if name == "a.csv" { Notation::Plain } else { Notation::Typed(language) };
            let answered = read(name, &bytes).unwrap().under(&form, notation);
            let unread: Vec<_> =
                told(&answered.problems).into_iter().filter(|(_, key)| !ours_to_answer(key)).collect();
            prop_assert!(unread.is_empty(), "{name}: {unread:?}");
            for (code, known) in [("00004", Some(&one)), ("00006", several.then_some(&two))] {
                let report = answered.reports.iter().find(|own| own.unit.as_deref() == Some(code));
                let Some(known) = known else { continue };
                let entered: Vec<String> = report
                    .map(|own| &own.reading.answers)
                    .into_iter()
                    .flat_map(|answers| answers.iter())
                    .filter(|(place, _)| !computed(&form, place))
                    .map(|(place, value)| format!("{place} = {}", value.plain()))
                    .collect();
                let expected: Vec<String> =
                    known.iter().map(|(place, value)| format!("{place} = {}", value.plain())).collect();
                prop_assert_eq!(entered, expected, "{}", name);
            }
        }
    }
}

/// What the form says of random figures: missing ones, rules, bounds of days.
fn ours_to_answer(key: &str) -> bool {
    matches!(
        key,
        "problem-missing"
            | "problem-below-minimum"
            | "problem-rule"
            | "problem-before-earliest"
            | "problem-after-latest"
            | "problem-computed-overflow"
            | "problem-whole-differs"
            | "problem-rule-overflow"
            | "sheets-nothing-filled"
    )
}

fn computed(form: &Form, place: &banyan_core::form::Address) -> bool {
    form.field(&place.field).is_some_and(|field| field.computed(&place.cell))
}
