//! Files made by other programs (LibreOffice, python-docx, ReportLab), files that must be refused, and any bytes at all.
//! The files stand in `tests/documents/`; the texts are our own.

use std::io::{Cursor, Write};

use flate2::{Compression, write::ZlibEncoder};
use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{DocumentError, Extracted, FILE_LIMIT_BYTES, Format, UNPACKED_LIMIT_BYTES, text_of};

/// A fixture with its name; it lives as long as the test run.
fn file(name: &'static str) -> (&'static str, &'static [u8]) {
    let path = format!("{}/tests/documents/{name}", env!("CARGO_MANIFEST_DIR"));
    (name, std::fs::read(path).unwrap().leak())
}

fn text((name, bytes): (&str, &[u8])) -> String {
    text_of(name, bytes).unwrap_or_else(|error| panic!("{name}: {error}")).text
}

fn lines(file: (&str, &[u8])) -> Vec<String> {
    text(file).lines().map(str::to_owned).collect()
}

fn refused((name, bytes): (&str, &[u8])) -> &'static str {
    match text_of(name, bytes) {
        Ok(Extracted { text, format }) => panic!("{name} was read as {format:?}: {text}"),
        Err(error) => error.key(),
    }
}

const VIETNAMESE: [&str; 9] = [
    "Kế hoạch chuyển đổi số cấp xã năm 2027",
    "Thực hiện chỉ đạo của cấp trên, Ủy ban nhân dân tỉnh yêu cầu các xã hoàn thành việc số hóa hồ sơ hộ tịch và đưa toàn \
     bộ thủ tục hành chính đủ điều kiện lên môi trường mạng trước ngày 30 tháng 6 năm 2027.",
    "Mỗi xã cử một cán bộ đầu mối; cán bộ đầu mối báo cáo kết quả trước ngày 25 hằng tháng.",
    "Đến hết năm 2027, tối thiểu 85% hồ sơ được nộp trực tuyến.",
    "Ít nhất 90% người dân trưởng thành có tài khoản định danh điện tử.",
    "Chỉ tiêu\tĐơn vị\tNăm 2027",
    "Hồ sơ trực tuyến\t%\t85",
    "Xã có mạng di động thế hệ mới\txã\t112",
    "",
];

const FRENCH: [&str; 5] = [
    "Plan communal de transformation numérique pour 2027",
    "À la suite de la décision du comité provincial, chaque commune achève la numérisation des registres d’état civil et \
     met en ligne toutes les démarches qui s’y prêtent avant le 30 juin 2027 ; les œuvres déjà versées n’y reviennent pas.",
    "Le référent de la commune rend compte des résultats avant le 25 de chaque mois.",
    "D’ici fin 2027, au moins 85 % des dossiers sont déposés en ligne.",
    "Au moins 9 habitants sur 10 disposent d’une identité électronique.",
];

const ARABIC: [&str; 8] = [
    "خطة التحول الرقمي للبلديات لعام 2027",
    "تنفيذا لقرار اللجنة الإقليمية، تستكمل كل بلدية رقمنة سجلات الحالة المدنية وتتيح جميع الإجراءات المؤهلة على الشبكة قبل \
     30 يونيو 2027، وتنشر النتائج على بوابة data.example في كل شهر.",
    "يقدم مسؤول الاتصال تقريرا عن النتائج قبل يوم 25 من كل شهر.",
    "بحلول نهاية 2027، تقدم 85% من الملفات على الأقل عبر الإنترنت.",
    "تسعة من كل عشرة سكان لديهم هوية إلكترونية.",
    "المؤشر\tالوحدة\t2027",
    "الملفات الإلكترونية\t%\t85",
    "البلديات المغطاة\tبلدية\t112",
];

fn bulleted(text: &[&str], items: std::ops::Range<usize>) -> Vec<String> {
    let bullet = |(at, line): (usize, &&str)| {
        if items.contains(&at) { format!("• {line}") } else { (*line).to_owned() }
    };
    text.iter().enumerate().map(bullet).collect()
}

#[test]
fn word_documents_give_paragraphs_items_and_rows() {
    let letterhead = [
        "ỦY BAN NHÂN DÂN",
        "TỈNH SÔNG ĐA",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ];
    let vietnamese = lines(file("vi-writer.docx"));
    assert_eq!(vietnamese[..4], letterhead);
    assert_eq!(vietnamese[4..], VIETNAMESE[..8]);
    assert_eq!(lines(file("fr-writer.docx"))[..5], FRENCH);
    assert_eq!(lines(file("ar-writer.docx")), ARABIC);
}

#[test]
fn struck_out_text_is_left_out_of_a_word_document() {
    let text = text(file("en-python.docx"));
    assert!(text.ends_with("\nKept and put in\tafter a tab\non a new line"), "{text}");
    assert!(!text.contains("struck"));
}

#[test]
fn pdf_from_an_office_program_reads_like_its_source() {
    let vietnamese = lines(file("vi-writer.pdf"));
    assert_eq!(vietnamese[4..10], bulleted(&VIETNAMESE, 3..5)[..6]);
    assert_eq!(lines(file("fr-writer.pdf"))[..5], bulleted(&FRENCH, 3..5));
    assert_eq!(lines(file("ar-writer.pdf")), ARABIC);
    let english = text(file("en-writer.pdf"));
    assert!(english.contains("\nOnline files\t%\t85\n"), "{english}");
}

#[test]
fn pdf_from_a_report_program_reads_like_its_source() {
    assert_eq!(lines(file("vi-reportlab.pdf")), VIETNAMESE[..5]);
    assert_eq!(lines(file("fr-reportlab.pdf")), FRENCH);
}

#[test]
fn arabic_written_as_it_is_seen_comes_out_in_reading_order() {
    let expected = "تنفيذا لقرار اللجنة الإقليمية تستكمل كل بلدية رقمنة سجلات الحالة المدنية قبل 30 يونيو 2027.\n\
                    يقدم المسؤول تقريرا كل شهر.";
    assert_eq!(text(file("ar-visual.pdf")), expected);
}

#[test]
fn pdf_that_only_forbids_copying_is_read() {
    assert_eq!(lines(file("print-only.pdf")), FRENCH);
}

#[test]
fn pdfs_without_text_are_refused_with_their_reason() {
    let (name, bytes) = file("scan.pdf");
    assert_eq!(text_of(name, bytes), Err(DocumentError::ScannedPdf { pages: 1 }));
    assert_eq!(refused(file("locked.pdf")), "document-encrypted-pdf");
}

#[test]
fn web_page_gives_its_main_text() {
    let expected = [
        "Kế hoạch số\u{a0}12/KH-UBND",
        "Đến hết năm 2027, tối thiểu 85% hồ sơ được nộp trực tuyến;",
        "ít nhất 90% người dân có tài khoản.",
        "Mỗi xã cử một cán bộ đầu mối & một người thay.",
        "Báo cáo trước ngày 25.",
        "Chỉ tiêu\tĐơn vị\t2027",
        "Hồ sơ trực tuyến\t%\t85",
    ];
    assert_eq!(lines(file("vi-page.html")), expected);
}

#[test]
fn web_pages_are_cut_to_what_was_written_for_the_reader() {
    let check = |page: &str, expected: &str| {
        assert_eq!(text(("page", page.as_bytes())), expected, "{page}")
    };
    check(
        "<html><body><form><p>All in a form</p></form><p>x</p></body></html>",
        "All in a form\nx",
    );
    check(
        "<html><body><p>Menu</p><main><header><h1>Plan</h1></header>Text</main></body></html>",
        "Plan\nText",
    );
    check("<html><body><nav>Only a menu", "Only a menu");
    check("<html><body><script>var a = '<p>no</p>';</script>Yes<!-- no --></body></html>", "Yes");
    check("<html><table><tr><td><p>One</p><p>Two</p></td></tr></table>", "One\nTwo");
    check(
        "<html><table><tr><td><table><tr><td>a<td>b</table></td><td>c</td></tr></table>",
        "a\tb\nc",
    );
    check("<html><body></td></tr></table></main>Stray ends</body>", "Stray ends");
}

#[test]
fn legacy_encodings_are_read_where_the_letters_fit() {
    assert!(
        text(file("fr-windows-1252.txt")).contains("les œuvres déjà versées n’y reviennent pas")
    );
    assert!(text(file("ar-windows-1256.txt")).contains("تستكمل كل بلدية رقمنة سجلات"));
    // This encoding writes most tones after their letters, and so they stay.
    assert!(
        text(file("vi-windows-1258.txt"))
            .contains("đâ\u{300}u mô\u{301}i báo cáo hă\u{300}ng tháng")
    );
    assert_eq!(refused(file("vi-tcvn3.txt")), "document-wrong-encoding");
    let labelled = b"<html><meta charset='windows-1252'><p>num\xe9ro</p></html>";
    assert_eq!(text(("page.html", labelled)), "numéro");
}

#[test]
fn unicode_text_is_read_with_and_without_its_mark() {
    let text_in = "Kế hoạch\r\nsố 12\r";
    let utf16 = |unit: fn(u16) -> [u8; 2], mark: u16| -> Vec<u8> {
        std::iter::once(mark).chain(text_in.encode_utf16()).flat_map(unit).collect()
    };
    for bytes in [
        text_in.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text_in.as_bytes()].concat(),
        utf16(u16::to_le_bytes, 0xfeff),
        utf16(u16::to_be_bytes, 0xfeff),
    ] {
        assert_eq!(text(("plan.txt", &bytes)), "Kế hoạch\nsố 12\n");
    }
}

#[test]
fn content_decides_before_the_name_does() {
    let format = |(_, bytes): (&str, &[u8]), name: &str| {
        text_of(name, bytes).map(|extracted| extracted.format)
    };
    assert_eq!(format(file("fr-writer.pdf"), "plan.txt"), Ok(Format::Pdf));
    assert_eq!(format(file("fr-writer.docx"), "plan"), Ok(Format::Docx));
    assert_eq!(format(file("vi-page.html"), "plan.doc"), Ok(Format::Html));
    assert_eq!(format(("", b"Plan no. 12"), "plan.csv"), Ok(Format::Text));
}

#[test]
fn files_that_are_no_text_are_refused_with_their_reason() {
    let (_, docx) = file("fr-writer.docx");
    let (_, pdf) = file("fr-writer.pdf");
    let large = vec![b'a'; FILE_LIMIT_BYTES + 1];
    let cases: [(&str, &[u8], &str); 14] = [
        ("plan.txt", b"", "document-empty"),
        ("plan.txt", b"12 % 2027\n", "document-empty"),
        ("plan.txt", &large, "document-too-large"),
        ("plan.txt", b"ab\0cd", "document-wrong-encoding"),
        ("plan.docx", &docx[..docx.len() / 2], "document-broken-file"),
        ("plan.docx", b"This is no Word file", "document-broken-file"),
        ("plan.xlsx", b"PK\x03\x04cut", "document-unknown-format"),
        ("plan.pdf", &pdf[..200], "document-broken-file"),
        ("plan.pdf", b"This is no PDF", "document-broken-file"),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "document-unknown-format"),
        ("plan.rtf", b"{\\rtf1 text}", "document-unknown-format"),
        ("plan.png", b"\x89PNG\r\n\x1a\n", "document-unknown-format"),
        ("plan.bin", b"\x01\x02\x03", "document-unknown-format"),
        ("plan.html", b"<html><body></body></html>", "document-empty"),
    ];
    for (name, bytes, key) in cases {
        assert_eq!(refused((name, bytes)), key, "{name}");
    }
}

fn docx_with(part: &str, xml: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(part, SimpleFileOptions::default()).unwrap();
    writer.write_all(xml).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn word_documents_are_checked_inside() {
    let check = |xml: &str, expected: &str| {
        assert_eq!(refused(("a.docx", &docx_with("word/document.xml", xml.as_bytes()))), expected)
    };
    check("<w:document><w:body><w:p><w:r><w:t>cut", "document-broken-file");
    check("<w:document><w:body><w:p></w:body></w:document>", "document-broken-file");
    check("<other/>", "document-broken-file");
    let old_font =
        "<d><body><p><r><rPr><rFonts ascii='.VnTime'/></rPr><t>TØnh</t></r></p></body></d>";
    check(old_font, "document-wrong-encoding");
    assert_eq!(
        refused(("a.docx", &docx_with("xl/workbook.xml", b"<x/>"))),
        "document-unknown-format"
    );
    let letters =
        "<d><body><p><r><t>a &amp; b&#x1EBF;</t></r><r><noBreakHyphen/></r></p></body></d>";
    assert_eq!(
        text(("a.docx", &docx_with("word/document.xml", letters.as_bytes()))),
        "a & bế\u{2011}"
    );
}

#[test]
fn files_that_unpack_without_end_are_refused() {
    let nothing = vec![b' '; UNPACKED_LIMIT_BYTES + 1];
    assert_eq!(
        refused(("a.docx", &docx_with("word/document.xml", &nothing))),
        "document-too-large-unpacked"
    );
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(&nothing).unwrap();
    let packed = packer.finish().unwrap();
    let page = pdf_with(&packed, "/Filter/FlateDecode");
    assert_eq!(refused(("a.pdf", &page)), "document-too-large-unpacked");
}

/// A PDF of one page with the content, found by the reader without an index.
fn pdf_with(content: &[u8], filter: &str) -> Vec<u8> {
    let head = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R/G 6 0 R>>\
         /XObject<</X 4 0 R>>>>>>endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica\
         /Encoding<</Differences[1/uni1EBF/ecircumflexacute/f_i 34/a]>>>>endobj\n\
         6 0 obj<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]>>endobj\n\
         4 0 obj<</Type/XObject/Subtype/Form/Length {}{filter}>>stream\n",
        content.len()
    );
    [head.as_bytes(), content, b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"].concat()
}

fn page_text(content: &str) -> String {
    text(("a.pdf", &pdf_with(content.as_bytes(), "")))
}

#[test]
fn pdf_lines_join_where_the_sentence_goes_on() {
    let check = |lines: &[&str], expected: &str| {
        let shown: String = lines.iter().map(|line| format!("({line}) Tj T* ")).collect();
        assert_eq!(page_text(&format!("BT /F 10 Tf 12 TL 50 700 Td {shown} ET")), expected);
    };
    check(&["The plan is", "for the commune."], "The plan is for the commune.");
    check(
        &["The plan is for the whole of the", "Commune."],
        "The plan is for the whole of the Commune.",
    );
    check(
        &["Short", "Headings stay on a line of their own."],
        "Short\nHeadings stay on a line of their own.",
    );
    check(&["The plan ends.", "it goes on"], "The plan ends.\nit goes on");
    check(
        &["The plan has", "a\\) one part and", "b\\) the other"],
        "The plan has\na) one part and\nb) the other",
    );
    check(&["The sous-", "commune"], "The sous-commune");
}

#[test]
fn pdf_names_of_glyphs_are_letters() {
    assert_eq!(page_text("BT /F 10 Tf (K\\001 K\\002 \\003n \") Tj ET"), "Kế Kế fin a");
}

#[test]
fn pdf_states_what_its_signs_stand_for() {
    let stated = "/Span<</ActualText(stated)>>BDC BT /F 10 Tf 50 700 Td (shown) Tj ET EMC";
    assert_eq!(page_text(stated), "stated");
    let furniture = "/Artifact BMC BT /F 10 Tf 50 790 Td (Page head) Tj ET EMC BT /F 10 Tf 50 700 Td (Text) Tj ET";
    assert_eq!(page_text(furniture), "Text");
}

#[test]
fn pdf_that_does_not_name_its_letters_is_refused() {
    let page = pdf_with(b"BT /F 10 Tf (abc) Tj /G 10 Tf <000100020003> Tj ET", "");
    assert_eq!(refused(("a.pdf", &page)), "document-unmapped-pdf");
}

#[test]
fn pdf_text_that_stands_on_its_side_is_read_after_the_upright() {
    let turned =
        "BT /F 10 Tf 0 1 -1 0 300 100 Tm (On its) Tj ( side) Tj 1 0 0 1 50 700 Tm (Upright.) Tj ET";
    assert_eq!(page_text(turned), "Upright.\nOn its side");
}

#[test]
fn pdf_form_that_holds_itself_ends() {
    assert_eq!(page_text("BT /F 10 Tf 50 700 Td (A) Tj ET /X Do").matches('A').count(), 2);
}

fn never_panics(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(extracted) = text_of(name, bytes) {
        prop_assert!(extracted.text.contains(char::is_alphabetic));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_read_or_refused(
        opening in prop::sample::select(vec![
            &b""[..], b"%PDF-1.7\n", b"PK\x03\x04", b"<!doctype html><p>", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf",
            b"<html><table><tr><td>", b"{\\rtf",
        ]),
        name in prop::sample::select(vec!["a.txt", "a.html", "a.docx", "a.pdf", "a", ".", "a.xyz"]),
        bytes in prop::collection::vec(any::<u8>(), 0..2000),
    ) {
        never_panics(name, &[opening, &bytes].concat())?;
    }

    #[test]
    fn any_tags_are_read_or_refused(page in "(<html>)(<(/)?(p|td|tr|table|nav|main|article|form|script|li|br|head|body)>|a|&lt;| ){0,60}") {
        never_panics("a.html", page.as_bytes())?;
    }

    #[test]
    fn any_page_operators_are_read_or_refused(
        content in r"(BT |ET |/F 10 Tf |/G 3 Tf |q |Q |/X Do |T\* |[0-9.-]{1,6} |Td |Tm |cm |TJ |Tj |\(ab\) |\[\(a\) -900 \(b\)\] |<0102> |EMC |/Artifact BMC |' ){0,80}",
    ) {
        never_panics("a.pdf", &pdf_with(content.as_bytes(), ""))?;
    }

    #[test]
    fn damaged_files_are_read_or_refused(
        file in prop::sample::select(vec![
            file("ar-writer.pdf"), file("fr-reportlab.pdf"), file("print-only.pdf"), file("locked.pdf"),
            file("fr-writer.docx"), file("vi-page.html"), file("ar-visual.pdf"),
        ]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..30),
        end in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = file.1.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        never_panics(file.0, &bytes)?;
    }
}
