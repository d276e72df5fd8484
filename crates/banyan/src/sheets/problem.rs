//! What is wrong with a file: where a person finds it, what it is, and the sentence that says what to do.

use banyan_core::form::{ProblemKind, Severity};

use super::place::Place;
use crate::web::{Argument, Words};

/// One thing that is wrong or worth saying, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileProblem {
    pub place: Place,
    pub kind: FileProblemKind,
}

/// What is wrong. Each kind has a [`key`](FileProblemKind::key) for its sentence in the reader's language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FileProblemKind {
    // The file as a whole.
    TooLarge {
        megabytes: usize,
    },
    TooLargeUnpacked {
        megabytes: usize,
    },
    /// Packed so tightly that it was made to fill memory.
    TooDense {
        times: usize,
    },
    TooManyParts {
        parts: usize,
        most: usize,
    },
    Empty,
    UnknownFormat {
        name: String,
    },
    /// Excel 97 to 2003.
    OldExcel,
    OtherSpreadsheet {
        format: &'static str,
    },
    Encrypted,
    Macros,
    Broken,
    /// A document type definition in XML, through which other files are reached and memory is filled.
    DocumentType,
    TooDeep {
        most: usize,
    },
    WrongEncoding,
    /// Zero bytes in what should be text.
    Zeros,
    /// A quotation mark that opens and never closes.
    OpenQuote,

    // What the file is for.
    NoIdentity,
    BadIdentity {
        entry: &'static str,
        value: String,
    },
    /// Lines that say two different things of what the file is for.
    MixedIdentity {
        entry: &'static str,
        first: String,
        other: String,
    },
    WrongForm {
        file: String,
        asked: String,
    },
    OtherVersion {
        file: u32,
        asked: u32,
    },
    /// A note: what still fits was taken over.
    OlderVersion {
        file: u32,
        now: u32,
    },

    // Tables.
    NoTable,
    NothingFilled,
    TooManyRows {
        most: usize,
    },
    TooManyColumns {
        most: usize,
    },
    TooManyCells {
        most: usize,
    },
    DuplicateColumn {
        code: String,
        first: String,
    },
    MissingColumn {
        code: String,
    },
    /// A note: something stands where no column or row of the form is.
    NotRead,
    EntryTwice {
        code: String,
        first: String,
    },
    Merged {
        area: String,
    },
    Ragged {
        cells: usize,
        columns: usize,
    },
    NoUnit,
    UnknownUnit {
        unit: String,
    },
    UnitTwice {
        unit: String,
        first: u32,
    },
    /// More problems than are listed.
    More {
        left: usize,
    },

    // Cells.
    Formula,
    Fault {
        fault: String,
    },
    DayForNumber {
        day: String,
    },
    NumberForCode {
        number: String,
    },
    /// What the form says of an entry.
    Entry(ProblemKind),

    // Exchanged values.
    UnknownExchange,
    BadSyntax {
        line: usize,
        column: usize,
    },
    WrongShape {
        expected: &'static str,
    },
    Missing {
        name: &'static str,
    },
    BadPeriod {
        period: String,
    },
    BadScheme {
        scheme: String,
    },
    TooManyValues {
        most: usize,
    },
    ValueTwice {
        first: Place,
    },
    TooLong {
        name: &'static str,
        most: usize,
    },
    UnknownElement {
        name: String,
    },
}

/// A named value inside a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Given {
    Text(String),
    /// Shown as the language writes numbers, and chooses among plural forms.
    Count(usize),
}

impl FileProblem {
    pub(super) fn at(place: Place, kind: FileProblemKind) -> FileProblem {
        FileProblem { place, kind }
    }

    pub(super) fn file(kind: FileProblemKind) -> FileProblem {
        FileProblem { place: Place::File, kind }
    }

    /// A warning says what was left alone, and blocks nothing.
    pub fn severity(&self) -> Severity {
        match self.kind {
            FileProblemKind::NotRead | FileProblemKind::OlderVersion { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Where it is, what it is and what to do.
    pub fn sentence(&self, words: Words) -> String {
        let place = self.place.words(words);
        let given = self.kind.arguments(words);
        let values: Vec<(&str, Argument<'_>)> = given
            .iter()
            .map(|(name, given)| {
                let value = match given {
                    Given::Text(text) => Argument::from(text),
                    Given::Count(count) => Argument::from(*count),
                };
                (*name, value)
            })
            .collect();
        let problem = words.with(&self.kind.key(), &values);
        match place {
            None => problem,
            Some(place) => words.with(
                "sheets-at",
                &[("place", Argument::from(&place)), ("problem", Argument::from(&problem))],
            ),
        }
    }
}

/// The names of the values of form problems that are counts.
const COUNTS: [&str; 7] = ["decimals", "letters", "most", "rows", "bound", "others", "figures"];

impl FileProblemKind {
    /// The stable key of the sentence in the locale files; those of entries are the form's own.
    pub fn key(&self) -> String {
        use FileProblemKind as Kind;
        let key = match self {
            Kind::TooLarge { .. } => "sheets-too-large",
            Kind::TooLargeUnpacked { .. } => "sheets-too-large-unpacked",
            Kind::TooDense { .. } => "sheets-too-dense",
            Kind::TooManyParts { .. } => "sheets-too-many-parts",
            Kind::Empty => "sheets-empty",
            Kind::UnknownFormat { .. } => "sheets-unknown-format",
            Kind::OldExcel => "sheets-old-excel",
            Kind::OtherSpreadsheet { .. } => "sheets-other-spreadsheet",
            Kind::Encrypted => "sheets-encrypted",
            Kind::Macros => "sheets-macros",
            Kind::Broken => "sheets-broken",
            Kind::DocumentType => "sheets-document-type",
            Kind::TooDeep { .. } => "sheets-too-deep",
            Kind::WrongEncoding => "sheets-wrong-encoding",
            Kind::Zeros => "sheets-zeros",
            Kind::OpenQuote => "sheets-open-quote",
            Kind::NoIdentity => "sheets-no-identity",
            Kind::BadIdentity { .. } => "sheets-bad-identity",
            Kind::MixedIdentity { .. } => "sheets-mixed-identity",
            Kind::WrongForm { .. } => "sheets-wrong-form",
            Kind::OtherVersion { .. } => "sheets-other-version",
            Kind::OlderVersion { .. } => "sheets-older-version",
            Kind::NoTable => "sheets-no-table",
            Kind::NothingFilled => "sheets-nothing-filled",
            Kind::TooManyRows { .. } => "sheets-too-many-rows",
            Kind::TooManyColumns { .. } => "sheets-too-many-columns",
            Kind::TooManyCells { .. } => "sheets-too-many-cells",
            Kind::DuplicateColumn { .. } => "sheets-duplicate-column",
            Kind::MissingColumn { .. } => "sheets-missing-column",
            Kind::NotRead => "sheets-not-read",
            Kind::EntryTwice { .. } => "sheets-entry-twice",
            Kind::Merged { .. } => "sheets-merged",
            Kind::Ragged { .. } => "sheets-ragged",
            Kind::NoUnit => "sheets-no-unit",
            Kind::UnknownUnit { .. } => "sheets-unknown-unit",
            Kind::UnitTwice { .. } => "sheets-unit-twice",
            Kind::More { .. } => "sheets-more",
            Kind::Formula => "sheets-formula",
            Kind::Fault { .. } => "sheets-fault",
            Kind::DayForNumber { .. } => "sheets-day-for-number",
            Kind::NumberForCode { .. } => "sheets-number-for-code",
            Kind::Entry(kind) => return format!("problem-{}", kind.key()),
            Kind::UnknownExchange => "sheets-unknown-exchange",
            Kind::BadSyntax { .. } => "sheets-bad-syntax",
            Kind::WrongShape { .. } => "sheets-wrong-shape",
            Kind::Missing { .. } => "sheets-missing",
            Kind::BadPeriod { .. } => "sheets-bad-period",
            Kind::BadScheme { .. } => "sheets-bad-scheme",
            Kind::TooManyValues { .. } => "sheets-too-many-values",
            Kind::ValueTwice { .. } => "sheets-value-twice",
            Kind::TooLong { .. } => "sheets-too-long",
            Kind::UnknownElement { .. } => "sheets-unknown-element",
        };
        key.to_owned()
    }

    /// What the sentence names.
    pub fn arguments(&self, words: Words) -> Vec<(&'static str, Given)> {
        use FileProblemKind as Kind;
        let text = |text: &str| Given::Text(text.to_owned());
        let number = |number: u32| Given::Text(number.to_string());
        match self {
            Kind::TooLarge { megabytes } | Kind::TooLargeUnpacked { megabytes } => {
                vec![("megabytes", Given::Count(*megabytes))]
            }
            Kind::TooDense { times } => vec![("times", Given::Count(*times))],
            Kind::TooManyParts { parts, most } => {
                vec![("parts", Given::Count(*parts)), ("most", Given::Count(*most))]
            }
            Kind::UnknownFormat { name } | Kind::UnknownElement { name } => {
                vec![("name", text(name))]
            }
            Kind::OtherSpreadsheet { format } => vec![("format", text(format))],
            Kind::BadIdentity { entry, value } => {
                vec![("entry", text(entry)), ("value", text(value))]
            }
            Kind::MixedIdentity { entry, first, other } => {
                vec![("entry", text(entry)), ("first", text(first)), ("other", text(other))]
            }
            Kind::WrongForm { file, asked } => vec![("file", text(file)), ("asked", text(asked))],
            Kind::OtherVersion { file, asked } => {
                vec![("file", number(*file)), ("asked", number(*asked))]
            }
            Kind::OlderVersion { file, now } => {
                vec![("file", number(*file)), ("now", number(*now))]
            }
            Kind::TooManyRows { most }
            | Kind::TooManyColumns { most }
            | Kind::TooManyCells { most }
            | Kind::TooManyValues { most }
            | Kind::TooDeep { most } => vec![("most", Given::Count(*most))],
            Kind::DuplicateColumn { code, first } | Kind::EntryTwice { code, first } => {
                vec![("code", text(code)), ("first", text(first))]
            }
            Kind::MissingColumn { code } => vec![("code", text(code))],
            Kind::Merged { area } => vec![("area", text(area))],
            Kind::Ragged { cells, columns } => {
                vec![("cells", Given::Count(*cells)), ("columns", Given::Count(*columns))]
            }
            Kind::UnknownUnit { unit } => vec![("unit", text(unit))],
            Kind::UnitTwice { unit, first } => {
                vec![("unit", text(unit)), ("first", number(*first))]
            }
            Kind::More { left } => vec![("left", Given::Count(*left))],
            Kind::Fault { fault } => vec![("fault", text(fault))],
            Kind::DayForNumber { day } => vec![("day", text(day))],
            Kind::NumberForCode { number } => vec![("number", text(number))],
            Kind::Entry(kind) => entry_arguments(kind),
            Kind::BadSyntax { line, column } => {
                vec![
                    ("line", Given::Text(line.to_string())),
                    ("column", Given::Text(column.to_string())),
                ]
            }
            Kind::WrongShape { expected } => vec![("expected", text(expected))],
            Kind::Missing { name } => vec![("name", text(name))],
            Kind::BadPeriod { period } => vec![("period", text(period))],
            Kind::BadScheme { scheme } => vec![("scheme", text(scheme))],
            Kind::ValueTwice { first } => {
                vec![("first", Given::Text(first.words(words).unwrap_or_default()))]
            }
            Kind::TooLong { name, most } => {
                vec![("name", text(name)), ("most", Given::Count(*most))]
            }
            _ => Vec::new(),
        }
    }
}

fn entry_arguments(kind: &ProblemKind) -> Vec<(&'static str, Given)> {
    let given = |(name, value): (&'static str, String)| {
        let count = value.parse().ok().filter(|_| COUNTS.contains(&name));
        (name, count.map_or(Given::Text(value), Given::Count))
    };
    kind.arguments().into_iter().map(given).collect()
}
