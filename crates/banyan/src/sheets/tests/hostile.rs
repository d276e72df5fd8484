//! Files that were made to do harm, or are something else than they say: a sentence each, and never a panic.

use super::*;
use crate::documents::FILE_LIMIT_BYTES;
use crate::sheets::read_exchange;

/// A package of parts with their contents.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn simple() -> Vec<u8> {
    workbook(&["00004"], |sheet| {
        sheet.write_string(0, 0, "#unit").unwrap();
        sheet.write_string(0, 1, "found").unwrap();
        sheet.write_string(1, 0, "00004").unwrap();
        sheet.write_number(1, 1, 7).unwrap();
    })
}

#[test]
fn zip_bombs_are_refused_before_they_unpack() {
    let zeros = vec![0_u8; 70 * 1024 * 1024];
    let bomb = package(&[("xl/workbook.xml", b"<a/>"), ("xl/media/a.bin", &zeros)]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(refused("a.xlsx", &bomb), ["sheets-too-dense"]);
    // Not so dense, but too much: every byte of a block of 2 KB is another, so that it packs a hundredfold.
    let mut state = 1_u32;
    let block: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(state >> 24).unwrap()
    })
    .take(40_000)
    .collect();
    let large = block.repeat(1_700);
    let bomb = package(&[("xl/workbook.xml", b"<a/>"), ("xl/media/a.bin", &large)]);
    assert!(bomb.len() < FILE_LIMIT_BYTES || bomb.len() > large.len() / 200);
    assert!(
        ["sheets-too-large-unpacked", "sheets-too-large"]
            .contains(&refused("a.xlsx", &bomb)[0].as_str())
    );
}

#[test]
fn packages_of_thousands_of_parts_are_refused() {
    let names: Vec<String> = (0..1_001).map(|number| format!("xl/{number}.bin")).collect();
    let mut parts: Vec<(&str, &[u8])> = vec![("xl/workbook.xml", b"<a/>")];
    parts.extend(names.iter().map(|name| (name.as_str(), b"".as_slice())));
    assert_eq!(refused("a.xlsx", &package(&parts)), ["sheets-too-many-parts"]);
}

#[test]
fn document_types_and_deep_nesting_are_refused_in_every_part() {
    let laughs = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
    let deep = format!("{}{}", "<a>".repeat(70), "</a>".repeat(70));
    for wanted in
        ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "docProps/core.xml"]
    {
        let typed = repacked(&simple(), |name, text| {
            let start = text.find("?>").map_or(0, |at| at + 2);
            let (head, rest) = text.split_at(start);
            Some(if name == wanted { format!("{head}{laughs}{rest}") } else { text })
        });
        assert_eq!(refused("a.xlsx", &typed), ["sheets-document-type"], "{wanted}");
        let nested = repacked(&simple(), |name, text| {
            Some(if name == wanted { deep.clone() } else { text })
        });
        assert_eq!(refused("a.xlsx", &nested), ["sheets-too-deep"], "{wanted}");
    }
}

#[test]
fn cells_at_the_end_of_the_sheet_take_no_room() {
    let far = repacked(&simple(), |name, text| {
        let row = "<row r=\"1048576\"><c r=\"B1048576\"><v>1</v></c></row></sheetData>";
        Some(if name.ends_with("sheet1.xml") { text.replace("</sheetData>", row) } else { text })
    });
    let answered = answered("a.xlsx", &far);
    assert!(
        told(&answered.problems).contains(&("S!A1048576".to_owned(), "sheets-no-unit".to_owned()))
    );
    let wide = repacked(&simple(), |name, text| {
        let row = "<row r=\"3\"><c r=\"XFD3\"><v>1</v></c></row></sheetData>";
        Some(if name.ends_with("sheet1.xml") { text.replace("</sheetData>", row) } else { text })
    });
    assert_eq!(refused("a.xlsx", &wide), ["sheets-too-many-columns"]);
}

#[test]
fn ten_thousand_columns_are_one_problem() {
    let header: String = (0..10_000).map(|number| format!(",c{number}")).collect();
    assert_eq!(
        refused("a.csv", format!("#unit{header}\n").as_bytes()),
        ["sheets-too-many-columns"]
    );
    let rows = "\n".repeat(10) + &"1,2\n".repeat(200_001);
    assert_eq!(refused("a.csv", rows.as_bytes()), ["sheets-too-many-rows"]);
}

#[test]
fn macros_passwords_and_other_formats_are_told_apart() {
    let mut parts: Vec<(&str, &[u8])> = vec![("xl/workbook.xml", b"<a/>")];
    parts.push(("xl/vbaProject.bin", b"x"));
    assert_eq!(refused("a.xlsm", &package(&parts)), ["sheets-macros"]);
    assert_eq!(
        refused("a.xlsx", &package(&[("xl/workbook.bin", b"x")])),
        ["sheets-other-spreadsheet"]
    );
    let open = package(&[("mimetype", b"application/vnd.oasis"), ("content.xml", b"<a/>")]);
    assert_eq!(refused("a.xlsx", &open), ["sheets-other-spreadsheet"]);
    assert_eq!(
        refused("a.xlsx", &package(&[("word/document.xml", b"<a/>")])),
        ["sheets-unknown-format"]
    );
    let compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    assert_eq!(refused("a.xlsx", &compound), ["sheets-old-excel"]);
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused("a.xlsx", &[compound, stream].concat()), ["sheets-encrypted"]);
    assert_eq!(refused("a.xlsx", b"%PDF-1.7 and so on"), ["sheets-unknown-format"]);
    assert_eq!(refused("a.xlsx", b"found,covered"), ["sheets-broken"]);
    assert_eq!(refused("a.csv", b"\x89PNG\r\n\x1a\n"), ["sheets-unknown-format"]);
    assert_eq!(refused("a.xls", b" <html><table>"), ["sheets-unknown-format"]);
    assert_eq!(refused("a.csv", b""), ["sheets-empty"]);
    assert_eq!(refused("a.csv", b" \n \n"), ["sheets-empty"]);
    assert_eq!(refused("a.csv", &vec![b'a'; FILE_LIMIT_BYTES + 1]), ["sheets-too-large"]);
    assert_eq!(refused("a.csv", b"a,\x01b\n"), ["sheets-wrong-encoding"]);
}

#[test]
fn a_workbook_without_its_hidden_sheet_is_refused() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "#unit").unwrap();
    assert_eq!(refused("a.xlsx", &workbook.save_to_buffer().unwrap()), ["sheets-no-identity"]);
    let without_table = super::workbook(&[], |_| ());
    assert_eq!(refused("a.xlsx", &without_table), ["sheets-no-table"]);
    let other_layout = repacked(&simple(), |name, text| {
        Some(if name.ends_with("sharedStrings.xml") {
            text.replace("<t>1</t>", "<t>9</t>")
        } else {
            text
        })
    });
    assert!(refused("a.xlsx", &other_layout).contains(&"sheets-bad-identity".to_owned()));
}

#[test]
fn every_beginning_of_a_workbook_is_refused() {
    let bytes = simple();
    for length in (0..bytes.len() - 1).step_by(97) {
        assert!(read("a.xlsx", &bytes[..length]).is_err(), "{length}");
    }
}

#[test]
fn json_and_xml_of_any_depth_are_refused() {
    let deep = format!("{{\"dataValues\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(keys(&read_exchange(deep.as_bytes()).unwrap_err()), ["sheets-wrong-shape"]);
    let within =
        format!("{{\"dataValues\":[{{\"value\":{}1{}}}]}}", "[".repeat(9_000), "]".repeat(9_000));
    assert_eq!(keys(&read_exchange(within.as_bytes()).unwrap_err())[0], "sheets-wrong-shape");
    let deep = format!("<adx>{}{}</adx>", "<a>".repeat(100), "</a>".repeat(100));
    assert_eq!(keys(&read_exchange(deep.as_bytes()).unwrap_err()), ["sheets-too-deep"]);
    let typed = "<!DOCTYPE adx [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><adx>&a;</adx>";
    assert_eq!(keys(&read_exchange(typed.as_bytes()).unwrap_err()), ["sheets-document-type"]);
}

/// Reads bytes in every way; whatever comes of it, it comes.
fn try_all(bytes: &[u8]) {
    let form = coverage();
    for name in ["a.xlsx", "a.csv"] {
        if let Ok(filled) = read(name, bytes) {
            for notation in [Notation::Plain, Notation::Unstated, Notation::Typed(Language::French)]
            {
                filled.under(&form, notation);
            }
        }
    }
    if let Ok(exchange) = read_exchange(bytes) {
        assert!(exchange.values.iter().all(|value| value.period.is_some()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        try_all(&bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[#a-z0-9,;\"\n\t=.{}\\[\\]<>/:& ]{0,300}") {
        try_all(text.as_bytes());
        try_all(format!("#unit,found,villages.village\n{text}").as_bytes());
        try_all(format!("{{\"dataValues\":[{text}]}}").as_bytes());
        try_all(format!("<adx><group {text}</adx>").as_bytes());
    }

    /// A real workbook with bytes of its package changed, and one with a piece of a part's XML changed.
    #[test]
    fn changed_workbooks_are_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        within in any::<prop::sample::Index>(),
        part in prop::sample::select(vec!["workbook.xml", "sheet1.xml", "sharedStrings.xml", "styles.xml", "workbook.xml.rels"]),
        piece in prop::sample::select(vec!["", "<f>1</f>", "r=\"ZZZZZZ99999999999\"", "99999999999999999999", "t=\"s\"", "<c/>", "&#0;", "\"", "</row>", "s=\"4294967296\"", "-1", "<mergeCell ref=\"A1:XFD1048576\"/>"]),
        cut in 0_usize..30,
    ) {
        let whole = simple();
        let mut bytes = whole.clone();
        for (at, byte) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        try_all(&bytes);
        let bytes = repacked(&whole, |name, text| {
            Some(if name.ends_with(part) {
                let letters: Vec<char> = text.chars().collect();
                let from = within.index(letters.len());
                let until = (from + cut).min(letters.len());
                let (before, behind) = (&letters[..from], &letters[until..]);
                format!("{}{piece}{}", String::from_iter(before), String::from_iter(behind))
            } else {
                text
            })
        });
        try_all(&bytes);
    }
}
