//! Every problem has a sentence in every language, with everything that it names.

use banyan_core::form::ProblemKind;

use crate::sheets::{FileProblem, FileProblemKind as Kind, Place, letters};
use crate::web::Words;
use banyan_core::words::Language;

/// One of each kind.
fn all() -> Vec<Kind> {
    let kinds = [of_files(), of_cells_and_values()].concat();
    kinds.iter().for_each(remembered);
    kinds
}

/// What concerns a file as a whole.
fn of_files() -> Vec<Kind> {
    let text = || "qqq".to_owned();
    vec![
        Kind::TooLarge { megabytes: 20 },
        Kind::TooLargeUnpacked { megabytes: 64 },
        Kind::TooDense { times: 200 },
        Kind::TooManyParts { parts: 2_000, most: 1_000 },
        Kind::Empty,
        Kind::UnknownFormat { name: text() },
        Kind::OldExcel,
        Kind::OtherSpreadsheet { format: "qqq" },
        Kind::Encrypted,
        Kind::Macros,
        Kind::Broken,
        Kind::DocumentType,
        Kind::TooDeep { most: 64 },
        Kind::WrongEncoding,
        Kind::Zeros,
        Kind::OpenQuote,
        Kind::NoIdentity,
        Kind::BadIdentity { entry: "period", value: text() },
        Kind::MixedIdentity { entry: "period", first: text(), other: text() },
        Kind::WrongForm { file: text(), asked: text() },
        Kind::OtherVersion { file: 1, asked: 2 },
        Kind::OlderVersion { file: 1, now: 2 },
        Kind::NoTable,
        Kind::NothingFilled,
    ]
}

/// What concerns rows, cells and exchanged values.
fn of_cells_and_values() -> Vec<Kind> {
    let text = || "qqq".to_owned();
    vec![
        Kind::TooManyRows { most: 9 },
        Kind::TooManyColumns { most: 9 },
        Kind::TooManyCells { most: 9 },
        Kind::DuplicateColumn { code: text(), first: text() },
        Kind::MissingColumn { code: text() },
        Kind::NotRead,
        Kind::EntryTwice { code: text(), first: text() },
        Kind::Merged { area: text() },
        Kind::Ragged { cells: 3, columns: 4 },
        Kind::NoUnit,
        Kind::UnknownUnit { unit: text() },
        Kind::UnitTwice { unit: text(), first: 4 },
        Kind::More { left: 3 },
        Kind::Formula,
        Kind::Fault { fault: text() },
        Kind::DayForNumber { day: text() },
        Kind::NumberForCode { number: text() },
        Kind::UnknownExchange,
        Kind::BadSyntax { line: 3, column: 4 },
        Kind::WrongShape { expected: "qqq" },
        Kind::Missing { name: "qqq" },
        Kind::BadPeriod { period: text() },
        Kind::BadScheme { scheme: text() },
        Kind::TooManyValues { most: 9 },
        Kind::ValueTwice { first: Place::Line(3) },
        Kind::TooLong { name: "qqq", most: 9 },
        Kind::UnknownElement { name: text() },
    ]
}

/// A kind that is new does not compile here, so that nobody forgets it above. Those of entries have words of the form.
fn remembered(kind: &Kind) {
    match kind {
        Kind::TooLarge { .. }
        | Kind::TooLargeUnpacked { .. }
        | Kind::TooDense { .. }
        | Kind::TooManyParts { .. }
        | Kind::Empty
        | Kind::UnknownFormat { .. }
        | Kind::OldExcel
        | Kind::OtherSpreadsheet { .. }
        | Kind::Encrypted
        | Kind::Macros
        | Kind::Broken
        | Kind::DocumentType
        | Kind::TooDeep { .. }
        | Kind::WrongEncoding
        | Kind::Zeros
        | Kind::OpenQuote
        | Kind::NoIdentity
        | Kind::BadIdentity { .. }
        | Kind::MixedIdentity { .. }
        | Kind::WrongForm { .. }
        | Kind::OtherVersion { .. }
        | Kind::OlderVersion { .. }
        | Kind::NoTable
        | Kind::NothingFilled
        | Kind::TooManyRows { .. }
        | Kind::TooManyColumns { .. }
        | Kind::TooManyCells { .. }
        | Kind::DuplicateColumn { .. }
        | Kind::MissingColumn { .. }
        | Kind::NotRead
        | Kind::EntryTwice { .. }
        | Kind::Merged { .. }
        | Kind::Ragged { .. }
        | Kind::NoUnit
        | Kind::UnknownUnit { .. }
        | Kind::UnitTwice { .. }
        | Kind::More { .. }
        | Kind::Formula
        | Kind::Fault { .. }
        | Kind::DayForNumber { .. }
        | Kind::NumberForCode { .. }
        | Kind::UnknownExchange
        | Kind::BadSyntax { .. }
        | Kind::WrongShape { .. }
        | Kind::Missing { .. }
        | Kind::BadPeriod { .. }
        | Kind::BadScheme { .. }
        | Kind::TooManyValues { .. }
        | Kind::ValueTwice { .. }
        | Kind::TooLong { .. }
        | Kind::UnknownElement { .. }
        | Kind::Entry(_) => {}
    }
}

#[test]
fn every_problem_has_a_sentence_in_every_language() {
    for language in Language::ALL {
        let words = Words::of(language);
        for kind in all() {
            let key = kind.key();
            assert!(words.has(&key), "{language}: {key}");
            let given = kind.arguments(words);
            let named =
                given.iter().any(|(_, own)| *own == crate::sheets::Given::Text("qqq".to_owned()));
            let sentence = FileProblem { place: Place::File, kind }.sentence(words);
            assert!(!sentence.contains(['{', '}', '$']), "{language}: {sentence}");
            assert_eq!(sentence.contains("qqq"), named, "{language}: {sentence}");
        }
    }
}

#[test]
fn keys_of_kinds_are_all_different() {
    let mut keys: Vec<String> = all().iter().map(Kind::key).collect();
    let count = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

#[test]
fn places_are_those_that_a_person_sees() {
    let cell = Place::Cell { sheet: Some("Biểu 1".to_owned()), row: 12, column: 28 };
    let told = |place: &Place, language| place.words(Words::of(language)).unwrap();
    assert_eq!(told(&cell, Language::English), "Sheet “Biểu 1”, cell AB12");
    assert_eq!(told(&cell, Language::Vietnamese), "Trang tính “Biểu 1”, ô AB12");
    let line = Place::Cell { sheet: None, row: 3, column: 2 };
    assert_eq!(told(&line, Language::French), "Ligne 3, colonne B");
    assert_eq!(
        told(&Place::Pointer("/dataValues/3".to_owned()), Language::English),
        "At /dataValues/3"
    );
    assert_eq!(Place::File.words(Words::of(Language::Arabic)), None);
    for (column, expected) in
        [(0, ""), (1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")]
    {
        assert_eq!(letters(column), expected);
    }
}

#[test]
fn problems_of_entries_go_by_the_words_of_forms() {
    let kind = Kind::Entry(ProblemKind::TooManyDecimals { decimals: 1 });
    assert_eq!(kind.key(), "problem-too-many-decimals");
    let given = kind.arguments(Words::of(Language::English));
    assert_eq!(given, [("decimals", crate::sheets::Given::Count(1))]);
}

#[test]
fn words_for_yes_and_no_are_read_back() {
    let form = super::coverage();
    for language in Language::ALL {
        for (key, expected) in [("sheets-yes", "true"), ("sheets-no", "false")] {
            let word = Words::of(language).text(key);
            let rows = format!("#unit,found,villages.village,villages.powered\n1,1,Na,{word}\n");
            let filled = super::read("a.csv", rows.as_bytes()).unwrap();
            let answered = filled.under(&form, banyan_core::form::Notation::Typed(language));
            assert_eq!(
                super::plain(&answered, "villages#1.powered").as_deref(),
                Some(expected),
                "{word}"
            );
        }
    }
}
