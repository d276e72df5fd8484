//! What the reader hands back: drafts, each with the span of text it came from. Drafts hold only
//! what the text says; what is not there stays empty, and what was inferred carries a doubt. They go
//! to the person who checks them and become a programme only through that person.

use crate::words::{Day, Language, Quantity};

/// Bytes of the text, `start` included and `end` not, both on character boundaries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// The words of the text that the span covers; empty when the span belongs to another text.
    pub fn quote(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether both spans share a byte.
    pub fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Everything that one reading of a text found, in the order of the text.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Reading {
    /// `None` when the text has too few words of any of the four languages.
    pub language: Option<Language>,
    pub documents: Vec<DocumentDraft>,
    pub targets: Vec<TargetDraft>,
    pub tasks: Vec<TaskDraft>,
    pub baselines: Vec<BaselineDraft>,
    pub not_taken_up: Vec<NotTakenUp>,
    /// How many clears the text asks each task to state, where it says so.
    pub clears_asked: Option<Clears>,
}

/// Person, work, deadline, responsibility, product; the sixth is authority.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Clears {
    Five,
    Six,
}

/// A level of the network of units.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    Central,
    Ministry,
    Province,
    District,
    Commune,
    Village,
}

/// What kind of document a number names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DocumentKind {
    Decision,
    Directive,
    Resolution,
    Plan,
    Decree,
    Law,
    Circular,
    Notice,
    Strategy,
    Programme,
    Regulation,
    Order,
    Other,
}

/// Whether the text is about the document or names it in passing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    Subject,
    Cited,
}

/// A document that the text names by number, or that it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentDraft {
    pub span: Span,
    pub kind: DocumentKind,
    /// As the text spells it: `1690/QD-TTg`, `12 of 2023`.
    pub number: Option<String>,
    /// Only when the text states day, month and year.
    pub date: Option<Day>,
    /// In the words of the text.
    pub issuer: Option<String>,
    pub title: Option<String>,
    pub role: Role,
    /// The subject implements this document ("pursuant to", "in implementation of").
    pub implemented: bool,
}

/// How a figure binds: exactly, at least, at most, about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Comparator {
    Equal,
    AtLeast,
    AtMost,
    About,
}

/// What a figure counts. Money, tonnes and kilometres are `Other`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unit {
    Percent,
    Count,
    Rank,
    Other,
}

/// The day by which something is due, and where the text says so.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Due {
    pub day: Day,
    pub span: Span,
    /// The day stands in a heading, a title or an earlier sentence, not in the item's own sentence.
    pub from_heading: bool,
}

/// Why the person who checks a draft should look twice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Doubt {
    /// The due day was carried from a heading, a title or an earlier sentence.
    DueFromHeading,
    /// The text gives a day and month without a year; the year is the last one that it named.
    YearFromContext,
    /// The text gives a deadline that hangs on an event ("within 30 days of"); it has no day.
    RelativeDeadline,
    /// The level is that of the document, not of the sentence.
    LevelGuessed,
    /// The body is named by kind ("ministries and localities"), not by name.
    GenericBody,
    /// The body was carried from the heading above.
    LeadFromHeading,
    /// The value is written in words.
    ValueInWords,
    /// The verb describes as often as it obliges.
    WeakVerb,
    /// The quote was cut to five hundred characters.
    LongQuote,
    /// Neither tense nor heading says whether the figure is asked for or reported.
    TenseUnclear,
}

/// A figure that the text asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetDraft {
    pub span: Span,
    /// In the words of the text.
    pub subject: String,
    pub comparator: Comparator,
    pub value: Quantity,
    /// The upper end of a range.
    pub value_max: Option<Quantity>,
    pub unit: Unit,
    pub due: Option<Due>,
    /// Whose level is measured.
    pub level: Option<Level>,
    pub doubts: Vec<Doubt>,
}

/// A body in the words of the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    pub words: String,
    pub span: Span,
}

/// A duty laid on every body of a kind is one assignment for each of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BodyClass {
    Ministries,
    MinistriesAndProvinces,
    Provinces,
    Districts,
    Communes,
    Agencies,
}

/// How often a duty returns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Frequency {
    Weekly,
    Monthly,
    Quarterly,
    HalfYearly,
    Yearly,
}

/// A duty that returns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Recurrence {
    pub every: Frequency,
    /// The day of the month, where the text names one.
    pub day: Option<i8>,
}

/// An assignment: an action with a deadline or with a responsible body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskDraft {
    pub span: Span,
    /// In the words of the text.
    pub action: String,
    pub lead: Option<Named>,
    pub co_operating: Vec<Named>,
    pub class: Option<BodyClass>,
    pub due: Option<Due>,
    pub recurrence: Option<Recurrence>,
    pub product: Option<String>,
    pub doubts: Vec<Doubt>,
}

/// When a baseline was true.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AsOf {
    Day(Day),
    Month { year: i16, month: i8 },
    Year(i16),
}

/// A figure that describes the present or the past.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BaselineDraft {
    pub span: Span,
    /// In the words of the text.
    pub subject: String,
    pub value: Quantity,
    pub unit: Unit,
    pub as_of: Option<AsOf>,
    /// "Of which": the place, in the list of baselines, of the figure that this one is a part of.
    pub part_of: Option<usize>,
}

/// What made a sentence worth a look.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sign {
    Figure,
    Day,
    DeadlineWord,
    DutyVerb,
    /// A target that an earlier sentence stated with the same figure, day and words.
    SaidBefore,
}

/// A sentence with signs of a target or a task that yielded nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotTakenUp {
    pub span: Span,
    pub reasons: Vec<Sign>,
}
