//! What stands in the cells of a workbook: numbers, days, formulas, faults, columns that moved.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Worksheet};

use super::*;
use crate::sheets::workbook::decimal;

/// Rows of a sheet of units: codes in row 1, texts below.
fn rows(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, texts) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*texts) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
}

/// A sheet of one unit with these columns, and a fill of its one row (number 1 from 0).
fn one(codes: &[&str], fill: impl FnOnce(&mut Worksheet)) -> Answered {
    let bytes = workbook(&["00004"], |sheet| {
        rows(sheet, &[codes, &["00004"]]);
        fill(sheet);
    });
    answered("a.xlsx", &bytes)
}

fn of_entries(answered: &Answered) -> Vec<(String, String)> {
    let own = told(&answered.problems).into_iter();
    own.filter(|(_, key)| !matches!(key.as_str(), "sheets-missing-column" | "problem-missing"))
        .collect()
}

#[test]
fn numbers_are_the_decimals_that_excel_shows() {
    let check = |number: f64, expected: &str| assert_eq!(decimal(number).unwrap(), expected);
    check(38.3, "38.3");
    check(0.1 + 0.2, "0.3");
    check(-0.0, "0");
    check(1.0, "1");
    check(1_234_567.0, "1234567");
    check(999_999_999_999_999.0, "999999999999999");
    check(0.000_001, "0.000001");
    check(-12.5, "-12.5");
    check(1e21, "1000000000000000000000");
    check(4.35, "4.35");
    assert_eq!(decimal(f64::NAN), None);
    assert_eq!(decimal(f64::INFINITY), None);
}

proptest! {
    #[test]
    fn every_number_of_fifteen_digits_is_kept(
        minor in -999_999_999_999_999_i64..=999_999_999_999_999,
        decimals in 0_u8..=6,
    ) {
        let number = Quantity::new(minor, decimals).unwrap();
        let kept: Quantity = decimal(number.to_string().parse().unwrap()).unwrap().parse().unwrap();
        prop_assert_eq!(kept.reduced(), number.reduced());
    }
}

#[test]
fn a_number_is_never_read_by_the_marks_of_a_language() {
    // As text, 1.234 would be one thousand two hundred and thirty-four in Vietnamese.
    let answered = one(&["#unit", "warmest", "found"], |sheet| {
        sheet.write_number(1, 1, -1.5).unwrap();
        sheet.write_number(1, 2, 1234).unwrap();
    });
    assert_eq!(plain(&answered, "warmest").unwrap(), "-1.5");
    assert_eq!(plain(&answered, "found").unwrap(), "1234");
}

#[test]
fn text_that_looks_like_a_number_is_read_in_either_mark() {
    for (text, expected) in [("1.234", "1234"), ("2,5", "2.5"), (" 12 ", "12.0"), ("1,5", "1.5")] {
        let field = if expected.contains('.') { "warmest" } else { "found" };
        let answered = one(&["#unit", field], |sheet| {
            sheet.write_string(1, 1, text).unwrap();
        });
        assert_eq!(plain(&answered, field).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_number_that_cannot_be_taken_shows_as_it_was() {
    let answered = one(&["#unit", "found"], |sheet| {
        sheet.write_number(1, 1, 2.5).unwrap();
    });
    assert_eq!(
        of_entries(&answered),
        [("S!B2".to_owned(), "problem-too-many-decimals".to_owned())]
    );
    let raw = &answered.reports.first().unwrap().reading.raw;
    assert_eq!(raw.values().collect::<Vec<_>>(), ["2.5"]);
}

#[test]
fn a_percentage_is_the_number_that_is_shown() {
    let answered = one(&["#unit", "lit", "found"], |sheet| {
        sheet.write_number_with_format(1, 1, 0.383, &Format::new().set_num_format("0.0%")).unwrap();
        sheet.write_number_with_format(1, 2, 0.05, &Format::new().set_num_format_index(9)).unwrap();
    });
    assert_eq!(plain(&answered, "lit").unwrap(), "38.3");
    assert_eq!(of_entries(&answered), [("S!C2".to_owned(), "problem-not-a-number".to_owned())]);
}

#[test]
fn days_and_truth_values_are_read_as_such() {
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let answered = one(&["#unit", "begun_on", "villages.village", "villages.powered"], |sheet| {
        let moment = ExcelDateTime::from_ymd(2025, 2, 1).unwrap();
        sheet.write_datetime_with_format(1, 1, &moment, &day).unwrap();
        sheet.write_string(1, 2, "Na").unwrap();
        sheet.write_boolean(1, 3, true).unwrap();
    });
    assert_eq!(plain(&answered, "begun_on").unwrap(), "2025-02-01");
    assert_eq!(plain(&answered, "villages#1.powered").unwrap(), "true");
}

#[test]
fn a_day_where_a_number_belongs_is_said() {
    let answered = one(&["#unit", "found"], |sheet| {
        let moment = ExcelDateTime::from_ymd(2025, 7, 1).unwrap();
        let day = Format::new().set_num_format("d-mmm");
        sheet.write_datetime_with_format(1, 1, &moment, &day).unwrap();
    });
    assert_eq!(of_entries(&answered), [("S!B2".to_owned(), "sheets-day-for-number".to_owned())]);
}

#[test]
fn what_a_formula_left_behind_is_not_taken() {
    let answered = one(&["#unit", "found", "trained"], |sheet| {
        sheet.write_formula(1, 1, Formula::new("=2+2").set_result("4")).unwrap();
        // A total that is computed anyway.
        sheet.write_formula(1, 2, Formula::new("=1+1").set_result("2")).unwrap();
    });
    assert_eq!(of_entries(&answered), [("S!B2".to_owned(), "sheets-formula".to_owned())]);
    assert_eq!(plain(&answered, "found"), None);
}

#[test]
fn an_empty_formula_is_a_formula_too() {
    let bytes = workbook(&["00004"], |sheet| {
        rows(sheet, &[&["#unit", "found"], &["00004"]]);
        sheet.write_number(1, 1, 4).unwrap();
    });
    for formula in
        ["<f/>", "<f t=\"dataTable\" ref=\"B2\"/>", "<f t=\"shared\" si=\"9999999999\"/>"]
    {
        let bytes = repacked(&bytes, |name, text| {
            let cell = "<c r=\"B2\">";
            Some(if name.ends_with("sheet1.xml") {
                assert!(text.contains(cell));
                text.replace(cell, &format!("{cell}{formula}"))
            } else {
                text
            })
        });
        let answered = answered("a.xlsx", &bytes);
        assert_eq!(of_entries(&answered), [("S!B2".to_owned(), "sheets-formula".to_owned())]);
    }
}

#[test]
fn faults_are_said_by_name() {
    let bytes = workbook(&["00004"], |sheet| {
        rows(sheet, &[&["#unit", "found"], &["00004"]]);
        sheet.write_number(1, 1, 4).unwrap();
    });
    let bytes = repacked(&bytes, |name, text| {
        let cell = "<c r=\"B2\"><v>4</v>";
        Some(if name.ends_with("sheet1.xml") {
            text.replace(cell, "<c r=\"B2\" t=\"e\"><v>#REF!</v>")
        } else {
            text
        })
    });
    let problems = answered("a.xlsx", &bytes).problems;
    let fault = problems.iter().find(|own| own.place.short() == "S!B2").unwrap();
    assert_eq!(
        fault.sentence(crate::web::Words::of(Language::English)),
        "Sheet “S”, cell B2: The cell shows the fault #REF!. Type the figure."
    );
}

#[test]
fn columns_are_found_by_their_codes() {
    let bytes = workbook(&["00004", "00005"], |sheet| {
        rows(
            sheet,
            &[
                &["Bảng", "", "ghi chú"],
                &[],
                &["covered", "", "#unit", "found"],
                &["3", "", "00005", "4"],
                &[],
                &["5", "", "00004", "6"],
            ],
        );
    });
    let answered = answered("a.xlsx", &bytes);
    let found: Vec<_> = answered.reports.iter().map(|own| own.unit.clone().unwrap()).collect();
    assert_eq!(found, ["00005", "00004"]);
    assert_eq!(plain(&answered, "found").unwrap(), "4");
    assert_eq!(plain(&answered, "covered").unwrap(), "3");
}

#[test]
fn what_stands_beside_the_columns_is_said_and_blocks_nothing() {
    let answered = one(&["#unit", "found"], |sheet| {
        sheet.write_number(1, 1, 4).unwrap();
        sheet.write_string(1, 5, "đã gọi điện").unwrap();
    });
    let beside: Vec<_> =
        answered.problems.iter().filter(|own| own.place.short() == "S!F2").collect();
    assert_eq!(beside.len(), 1);
    assert_eq!(beside[0].severity(), banyan_core::form::Severity::Warning);
    assert_eq!(plain(&answered, "found").unwrap(), "4");
}

#[test]
fn the_same_code_twice_and_merged_cells_refuse_the_file() {
    let twice = workbook(&["00004"], |sheet| rows(sheet, &[&["#unit", "found", "found"]]));
    assert_eq!(
        told(&read("a.xlsx", &twice).unwrap_err()),
        [("S!C1".to_owned(), "sheets-duplicate-column".to_owned())]
    );
    let merged = workbook(&["00004"], |sheet| {
        rows(sheet, &[&["#unit", "found", "covered"], &["00004"]]);
        sheet.merge_range(1, 1, 1, 2, "4", &Format::new()).unwrap();
    });
    assert_eq!(
        told(&read("a.xlsx", &merged).unwrap_err()),
        [("S!B2".to_owned(), "sheets-merged".to_owned())]
    );
}

#[test]
fn units_are_those_of_the_file_and_stand_once() {
    let bytes = workbook(&["00004", "00005"], |sheet| {
        rows(
            sheet,
            &[
                &["#unit", "found"],
                &["00004", "1"],
                &["99999", "2"],
                &["00004", "3"],
                &["", "4"],
                &["", "5"],
            ],
        );
        // Excel took the zeros away.
        sheet.write_number(5, 0, 5).unwrap();
    });
    let answered = answered("a.xlsx", &bytes);
    assert_eq!(
        of_entries(&answered),
        [("S!4", "unit-twice"), ("S!A3", "unknown-unit"), ("S!A5", "no-unit")]
            .map(|(place, key)| (place.to_owned(), format!("sheets-{key}")))
    );
    let units: Vec<_> = answered.reports.iter().map(|own| own.unit.clone().unwrap()).collect();
    assert_eq!(units, ["00004", "00005"]);
}

#[test]
fn a_number_where_a_code_of_a_unit_belongs_is_said() {
    let answered = one(&["#unit", "villages.village", "villages.commune"], |sheet| {
        sheet.write_string(1, 1, "Na").unwrap();
        sheet.write_number(1, 2, 4).unwrap();
    });
    assert_eq!(of_entries(&answered), [("S!C2".to_owned(), "sheets-number-for-code".to_owned())]);
}

#[test]
fn columns_and_rows_that_were_taken_out_are_missed() {
    let form = coverage();
    let bytes = template_of(&form, Language::English, &[unit("00004", None)]);
    let bytes = repacked(&bytes, |name, text| {
        Some(if name == "xl/sharedStrings.xml" {
            text.replace("<t>covered</t>", "<t></t>")
        } else {
            text
        })
    });
    let answered = answered("a.xlsx", &bytes);
    assert_eq!(keys(&answered.problems), ["sheets-missing-column"]);
}

#[test]
fn a_problem_of_a_row_stands_at_the_row() {
    let answered = one(&["#unit", "villages.village", "villages.households"], |sheet| {
        sheet.write_number(1, 2, 7).unwrap();
    });
    assert!(told(&answered.problems).contains(&("S!B2".to_owned(), "problem-missing".to_owned())));
    let without_key = one(&["#unit", "villages.households"], |sheet| {
        sheet.write_string(1, 1, "x").unwrap();
    });
    assert!(
        told(&without_key.problems)
            .contains(&("S!B2".to_owned(), "problem-not-a-number".to_owned()))
    );
}

#[test]
fn another_form_and_another_version_are_said() {
    let form = coverage();
    let bytes = template_of(&form, Language::English, &[unit("00004", None)]);
    let filled = read("a.xlsx", &bytes).unwrap();
    assert_eq!(filled.older_than(1), None);
    assert_eq!(filled.older_than(2).unwrap().kind.key(), "sheets-older-version");
    let newer = COVERAGE.replace("version = 1\n", "version = 2\n");
    let newer = Form::new(toml::from_str(&newer).unwrap()).unwrap();
    assert_eq!(keys(&filled.under(&newer, Notation::Plain).problems), ["sheets-other-version"]);
    let other = COVERAGE.replace("code = \"coverage\"", "code = \"other\"");
    let other = Form::new(toml::from_str(&other).unwrap()).unwrap();
    assert_eq!(keys(&filled.under(&other, Notation::Plain).problems), ["sheets-wrong-form"]);
}
