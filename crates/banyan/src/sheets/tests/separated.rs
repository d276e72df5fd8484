//! Text files: encodings, separators, quotation marks, ragged and doubled lines.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256, WINDOWS_1258};

use super::*;

const HEADER: &str = "#unit,found,covered,obstacles\n";

fn text(rows: &str) -> Answered {
    answered("a.csv", format!("{HEADER}{rows}").as_bytes())
}

fn of_lines(answered: &Answered) -> Vec<(String, String)> {
    told(&answered.problems)
}

#[test]
fn separators_are_found_by_the_header() {
    for mark in [",", ";", "\t"] {
        let rows = format!("{HEADER}00004,7,4,\"a, b\"\n").replace("a, b", "a¤ b");
        let rows = rows.replace([',', '¤'], mark);
        let answered = answered("a.csv", rows.as_bytes());
        assert_eq!(of_lines(&answered), []);
        assert_eq!(plain(&answered, "found").unwrap(), "7");
        assert_eq!(plain(&answered, "obstacles").unwrap(), format!("a{mark} b").trim());
    }
    let stated = answered("a.csv", b"sep=;\n#unit;found;covered\n00004;x;1\n");
    assert_eq!(of_lines(&stated), [("B3".to_owned(), "problem-not-a-number".to_owned())]);
}

#[test]
fn either_mark_is_read_before_decimals() {
    for (written, expected) in [("\"2,5\"", "2.5"), ("2.5", "2.5"), ("-3", "-3.0")] {
        let rows = format!("#unit,found,warmest\n00004,1,{written}\n");
        assert_eq!(plain(&answered("a.csv", rows.as_bytes()), "warmest").unwrap(), expected);
    }
}

#[test]
fn text_is_read_in_the_encodings_that_people_save() {
    let vietnamese = "Bản chưa có sóng, đường đi khó khăn; cần hỗ trợ";
    let cases = [
        (
            WINDOWS_1258,
            "Ba\u{309}n chưa có sóng va\u{300} đươ\u{300}ng đi kho\u{301} khăn; câ\u{300}n hô\u{303} trơ\u{323}",
        ),
        (WINDOWS_1252, "Village sans réseau, accès difficile à la saison des pluies"),
        (WINDOWS_1256, "قرية بلا شبكة، والطريق صعب في موسم الأمطار"),
    ];
    let file = |words: &str| format!("{HEADER}00004,7,4,\"{words}\"\n");
    let read_back = |bytes: &[u8]| plain(&answered("a.csv", bytes), "obstacles").unwrap();
    for (encoding, words) in cases {
        let text = file(words);
        let (bytes, _, unmapped) = encoding.encode(&text);
        assert!(!unmapped, "{}", encoding.name());
        assert_eq!(read_back(&bytes), words, "{}", encoding.name());
    }
    let text = file(vietnamese);
    assert_eq!(read_back(text.as_bytes()), vietnamese);
    assert_eq!(read_back(format!("\u{feff}{text}").as_bytes()), vietnamese);
    for (encoding, bytes) in [
        (UTF_16LE, text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
        (UTF_16BE, text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ] {
        let mark = if encoding == UTF_16LE { [0xff, 0xfe] } else { [0xfe, 0xff] };
        assert_eq!(read_back(&[&mark[..], &bytes].concat()), vietnamese);
        assert_eq!(refused("a.csv", &bytes), ["sheets-zeros"]);
    }
}

#[test]
fn ragged_lines_refuse_the_file() {
    let rows = format!("{HEADER}00004,7,4,\n00005,7\n00006,7,4,a,b\n00007,7,4,a,\n");
    assert_eq!(
        told(&read("a.csv", rows.as_bytes()).unwrap_err()),
        [
            ("3".to_owned(), "sheets-ragged".to_owned()),
            ("4".to_owned(), "sheets-ragged".to_owned()),
        ]
    );
}

#[test]
fn quotation_marks_that_never_close_are_said() {
    let open = format!("{HEADER}00004,7,4,\"a\n00005,7,4,b\n");
    assert_eq!(
        told(&read("a.csv", open.as_bytes()).unwrap_err()),
        [("2".to_owned(), "sheets-open-quote".to_owned())]
    );
    for rows in ["00004,7,4,5\" tube\n", "00004,7,4,\"a \"\"b\"\"\"\n", "00004,7,4,\"a\nb\"\n"] {
        assert_eq!(of_lines(&text(rows)), [], "{rows}");
    }
}

#[test]
fn a_unit_stands_on_one_line() {
    let answered = text("00004,7,4,a\n00005,1,1,\n00004,8,4,b\n");
    assert_eq!(of_lines(&answered), [("4".to_owned(), "sheets-unit-twice".to_owned())]);
    assert_eq!(of_lines(&text(",7,4,a\n")), [("A2".to_owned(), "sheets-no-unit".to_owned())]);
    let without = answered_without_unit();
    assert_eq!(of_lines(&without), [("3".to_owned(), "sheets-no-unit".to_owned())]);
}

fn answered_without_unit() -> Answered {
    answered("a.csv", b"found,covered\n1,1\n2,2\n")
}

#[test]
fn rows_of_a_group_stand_on_lines_of_their_unit() {
    let rows = "#unit,found,villages.village,villages.households\n\
        00004,7,Na,1\n00005,1,,\n00004,7,Pu,2\n00004,8,So,3\n";
    let answered = answered("a.csv", rows.as_bytes());
    assert_eq!(plain(&answered, "villages#2.village").unwrap(), "Pu");
    assert_eq!(plain(&answered, "villages#3.households").unwrap(), "3");
    assert!(of_lines(&answered).contains(&("B5".to_owned(), "problem-not-in-rows".to_owned())));
}

#[test]
fn what_a_spreadsheet_would_compute_is_not_taken() {
    let answered = text("00004,7,4,\"=HYPERLINK(\"\"http://x\"\")\"\n00005,=1+1,4,a\n");
    assert_eq!(
        of_lines(&answered),
        [
            ("D2".to_owned(), "sheets-formula".to_owned()),
            ("B3".to_owned(), "sheets-formula".to_owned()),
        ]
    );
}

#[test]
fn negative_counts_and_unknown_columns_are_said_with_their_cell() {
    let rows = "#unit,found,covered,wells\r\n00004,3,-3,1\r\n\r\n00005,3,x,\r\n";
    assert_eq!(
        of_lines(&answered("a.csv", rows.as_bytes())),
        [
            ("C2".to_owned(), "problem-negative".to_owned()),
            ("D2".to_owned(), "problem-unknown-field".to_owned()),
            ("C4".to_owned(), "problem-not-a-number".to_owned()),
        ]
    );
}

#[test]
fn a_text_file_says_what_it_is_for_or_does_not() {
    let identity = |rows: &str| read("a.csv", rows.as_bytes()).map(|own| own.identity().cloned());
    assert_eq!(identity("found\n1\n").unwrap(), None);
    let own = identity("#form,#version,#period,found\ncoverage,1,2025-07,1\n").unwrap().unwrap();
    assert_eq!(
        (own.form.as_str(), own.version, own.period),
        ("coverage", 1, "2025-07".parse().ok())
    );
    let mixed =
        identity("#form,#version,#period,found\ncoverage,1,2025-07,1\ncoverage,1,2025-08,1\n");
    assert_eq!(told(&mixed.unwrap_err()), [("C3".to_owned(), "sheets-mixed-identity".to_owned())]);
    let bad = identity("#form,#version,#period,found\ncoverage,0,July,1\n");
    assert_eq!(keys(&bad.unwrap_err()), ["sheets-bad-identity", "sheets-bad-identity"]);
}

#[test]
fn a_missing_column_is_said_once() {
    let rows: String = (0..50).map(|unit| format!("{unit:05},1\n")).collect();
    let answered = answered("a.csv", format!("#unit,covered\n{rows}").as_bytes());
    assert_eq!(keys(&answered.problems), ["sheets-missing-column"]);
    assert_eq!(answered.reports.len(), 50);
}

#[test]
fn so_many_problems_are_listed_and_the_rest_counted() {
    let rows: String = (0..6_000).map(|unit| format!("{unit:05},x\n")).collect();
    let answered = answered("a.csv", format!("#unit,found\n{rows}").as_bytes());
    assert_eq!(answered.problems.len(), 5_001);
    assert_eq!(answered.problems.last().unwrap().kind.key(), "sheets-more");
}
