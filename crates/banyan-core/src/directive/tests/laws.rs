//! What holds for any text.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::super::{Reading, Span, read};
use super::told;

/// Pieces of which directives are made, so that random texts reach the grammar.
const PIECES: [&str; 46] = [
    "Bộ Y tế",
    " chủ trì ",
    "trước ngày 30/6/2025",
    "đạt tối thiểu 80%",
    "; ",
    ".\n",
    "\n- ",
    "\n1. ",
    "II. MỤC TIÊU\n",
    "năm 2030",
    "Số: 12/QĐ-UBND",
    "The Ministry ",
    "shall publish ",
    "by 31 March 2026",
    "9 out of 10",
    "at least 1,200 schools",
    "Article 7\n",
    "from 30 % to 60 %",
    "in 2021-2025",
    "Le ministère ",
    "doit ",
    "d'ici fin 2027",
    "1 077 villages",
    "dont 838",
    "n° 2-20-11",
    "Objectifs :\n",
    "وزارة المالية ",
    "تتولى ",
    "قبل نهاية عام 2026",
    "٩٥٪",
    "بنسبة 40 في المائة",
    "رقم 14/2024",
    "،",
    "(",
    ")",
    "«",
    "»",
    "%",
    "-",
    "1.",
    "\u{a0}",
    "\u{200f}",
    "e\u{301}",
    "🌳",
    ",",
    ":",
];

fn spans(reading: &Reading) -> Vec<Span> {
    let mut spans: Vec<Span> = reading.documents.iter().map(|draft| draft.span).collect();
    for draft in &reading.targets {
        spans.push(draft.span);
        spans.extend(draft.due.map(|due| due.span));
    }
    for draft in &reading.tasks {
        spans.push(draft.span);
        spans.extend(draft.due.map(|due| due.span));
        spans.extend(draft.lead.iter().chain(&draft.co_operating).map(|named| named.span));
    }
    spans.extend(reading.baselines.iter().map(|draft| draft.span));
    spans.extend(reading.not_taken_up.iter().map(|listed| listed.span));
    spans
}

/// Every law that one text can show.
fn hold(text: &str) {
    let reading = read(text);
    assert_eq!(reading, read(text), "the same text gives the same reading");
    for span in spans(&reading) {
        assert!(
            text.get(span.start..span.end).is_some(),
            "{span:?} lies on the characters of the text"
        );
        assert!(span.start < span.end, "{span:?} is not empty");
    }
    let quotes = reading
        .targets
        .iter()
        .map(|draft| draft.span)
        .chain(reading.tasks.iter().map(|draft| draft.span))
        .chain(reading.baselines.iter().map(|draft| draft.span));
    for span in quotes {
        let length = span.quote(text).chars().count();
        assert!(length <= 500, "a quote of {length} characters");
    }
    for (place, baseline) in reading.baselines.iter().enumerate() {
        assert!(baseline.part_of.is_none_or(|whole| whole < place), "a part follows its whole");
    }
    covered_or_listed(text, &reading);
}

/// A sentence with a percentage is covered by an item or listed: the obvious, slow way to look for one.
fn covered_or_listed(text: &str, reading: &Reading) {
    let Some(language) = reading.language else { return };
    let sheet = super::super::sheet::Sheet::lay_out(text, language);
    let found = spans(reading);
    for sentence in &sheet.sentences {
        let (start, end) = sheet.page.bytes(sentence.first, sentence.end);
        let own = Span { start, end };
        let inside = |first: usize| (sentence.first..sentence.end).contains(&first);
        let figure = sheet.figures.iter().any(|figure| inside(figure.first));
        let day = sheet.dates.iter().any(|date| inside(date.first));
        let duty = (sentence.first..sentence.end)
            .any(|at| sheet.mark(at, super::super::lexicon::Tag::Duty).is_some());
        if figure || day || duty {
            assert!(
                found.iter().any(|span| span.meets(own)),
                "neither covered nor listed: {}",
                own.quote(text)
            );
        }
    }
}

proptest! {
    #[test]
    fn any_string_is_read(text in ".{0,300}") {
        hold(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        hold(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_pieces_of_directives_are_read(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60)) {
        hold(&pieces.concat());
    }

    #[test]
    fn both_unicode_forms_of_vietnamese_say_the_same(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..11]), 4..40)) {
        let text = pieces.concat();
        let (composed, decomposed) = (text.nfc().collect::<String>(), text.nfd().collect::<String>());
        let plain = |lines: Vec<String>| lines.into_iter().map(|line| line.nfc().collect::<String>()).collect::<Vec<_>>();
        prop_assert_eq!(plain(told(&read(&composed))), plain(told(&read(&decomposed))));
    }
}

#[test]
fn long_lines_and_deep_lists_are_read() {
    hold(&"1.".repeat(3_000));
    hold(&"80% ".repeat(3_000));
    hold(&"the Ministry, ".repeat(2_000));
    hold(&"trước ngày ".repeat(2_000));
    hold(&format!("the {}", "a".repeat(20_000)));
    hold(&format!("the target is {} %", "9".repeat(400)));
}
