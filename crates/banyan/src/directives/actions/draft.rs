//! A draft: what the reader found in a text and what a person made of it. It is kept as JSON in the table of drafts.

use banyan_core::directive::{self, Clears, Reading, Role, Span};
use banyan_core::words::{Day, Language, Moment};
use serde::{Deserialize, Serialize};

use super::keys::{
    as_of_text, class_key, comparator_key, doubt_key, frequency_key, level_key, sign_key, unit_key,
};

/// What an item of a draft is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum ItemClass {
    Target,
    Task,
    Baseline,
}

/// What a person decided about an item.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// As the reader left it.
    Read,
    /// Looked at and kept, or corrected.
    Kept,
    Dropped,
}

/// One line of a draft. A field that the text does not fill is empty; nothing is invented.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Item {
    pub class: ItemClass,
    pub state: ItemState,
    /// Made by a person from a passage, not by the reader.
    pub by_hand: bool,
    /// Bytes of the text that state it.
    pub start: usize,
    pub end: usize,
    /// What is measured, or what is to be done.
    pub subject: String,
    /// `=`, `>=`, `<=` or `~`; targets only.
    pub comparator: String,
    pub value: String,
    pub value_max: String,
    /// `%`, `count`, `rank` or `other`.
    pub unit: String,
    /// A day, `2025-12-31`.
    pub due: String,
    /// The words in which the text says the due day, when they stand in a heading.
    pub due_words: String,
    /// `national`, `ministry`, `province`, `district`, `commune`, `village`.
    pub level: String,
    /// The responsible body in the words of the text.
    pub lead: String,
    pub co_operating: Vec<String>,
    /// The class on which a duty is laid: `ministries`, `provinces` …
    pub laid_on: String,
    /// `week`, `month`, `quarter`, `half_year`, `year`.
    pub recurrence: String,
    pub recurrence_day: Option<i8>,
    pub product: String,
    pub person: String,
    pub authority: String,
    /// `2024`, `2024-04` or `2024-04-30`; baselines only.
    pub as_of: String,
    /// Place of the whole among the items, from 0.
    pub part_of: Option<usize>,
    /// Code of the indicator that it is tied to.
    pub indicator: String,
    pub doubts: Vec<String>,
    /// How often a person changed it: a form says which revision it showed.
    #[serde(default)]
    pub revision: u32,
}

/// A sentence that yielded nothing, though it has a figure, a day, a deadline word or a duty verb.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Passage {
    pub start: usize,
    pub end: usize,
    pub reasons: Vec<String>,
    /// Why a person left it out; `None` while it is undecided.
    pub left_out: Option<String>,
    /// It became an item.
    pub taken_up: bool,
}

/// A text, what was found in it, and what was decided.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub struct Draft {
    #[serde(skip)]
    pub id: String,
    /// A file's name, a sample's, or nothing for pasted text.
    #[serde(skip)]
    pub source: String,
    #[serde(skip)]
    pub text: String,
    #[serde(skip)]
    pub made_at: i64,
    /// Who had the text read, as acts name actors; empty in drafts that are older than this.
    #[serde(default)]
    pub made_by: String,
    /// The identity of the unit at which its maker may adopt: it is read and corrected by who may adopt there. Empty in drafts that
    /// are older than this; those are the country's.
    #[serde(default)]
    pub unit: String,
    /// How often anything of it was changed.
    #[serde(default)]
    pub revision: u32,
    /// How often what is said of the document was changed.
    #[serde(default)]
    pub document_revision: u32,
    /// The programme that was adopted from it.
    #[serde(skip)]
    pub adopted_as: Option<String>,
    pub language: String,
    pub kind: String,
    pub number: String,
    pub date: String,
    pub issuer: String,
    pub title: String,
    /// Spans of documents that the text names.
    pub documents: Vec<(usize, usize, String)>,
    /// Numbers of documents that it implements.
    pub implements: Vec<String>,
    /// 5 or 6.
    pub clears: u8,
    pub items: Vec<Item>,
    pub passages: Vec<Passage>,
}

impl Draft {
    /// The draft of a text as the reader leaves it.
    pub fn of(
        id: String,
        source: String,
        text: String,
        made_at: Moment,
        (made_by, unit): (&str, &str),
    ) -> Draft {
        let reading = directive::read(&text);
        let subject = reading.documents.iter().find(|document| document.role == Role::Subject);
        let words = |words: Option<&String>| words.cloned().unwrap_or_default();
        Draft {
            language: reading
                .language
                .map_or_else(String::new, |language| language.tag().to_owned()),
            kind: subject.map_or_else(String::new, |document| {
                super::super::api::document_kind(document.kind).to_owned()
            }),
            number: words(subject.and_then(|document| document.number.as_ref())),
            date: subject
                .and_then(|document| document.date)
                .map_or_else(String::new, |day| day.to_string()),
            issuer: words(subject.and_then(|document| document.issuer.as_ref())),
            title: words(subject.and_then(|document| document.title.as_ref())),
            documents: reading
                .documents
                .iter()
                .map(|document| {
                    (document.span.start, document.span.end, words(document.number.as_ref()))
                })
                .collect(),
            implements: reading
                .documents
                .iter()
                .filter(|document| document.implemented)
                .filter_map(|document| document.number.clone())
                .collect(),
            clears: match reading.clears_asked {
                Some(Clears::Six) => 6,
                Some(Clears::Five) => 5,
                None => 0,
            },
            items: items(&reading, &text),
            passages: reading
                .not_taken_up
                .iter()
                .map(|passage| Passage {
                    start: passage.span.start,
                    end: passage.span.end,
                    reasons: passage
                        .reasons
                        .iter()
                        .map(|sign| sign_key(*sign).to_owned())
                        .collect(),
                    left_out: None,
                    taken_up: false,
                })
                .collect(),
            id,
            source,
            text,
            made_at: made_at.microseconds(),
            made_by: made_by.to_owned(),
            unit: unit.to_owned(),
            revision: 0,
            document_revision: 0,
            adopted_as: None,
        }
    }

    /// The language that was recognised.
    pub fn language(&self) -> Option<Language> {
        self.language.parse().ok()
    }

    /// The directive's own day, when the text states it.
    pub fn day(&self) -> Option<Day> {
        self.date.parse().ok()
    }

    pub fn quote(&self, start: usize, end: usize) -> &str {
        Span { start, end }.quote(&self.text)
    }

    /// Items that are in, with their places, doubtful ones first, then in the order of the text.
    pub fn in_order(&self) -> Vec<(usize, &Item)> {
        let mut kept: Vec<(usize, &Item)> = self
            .items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.state != ItemState::Dropped)
            .collect();
        kept.sort_by_key(|(_, item)| (!item.doubtful(), item.start));
        kept
    }

    /// How many items of a class are in.
    pub fn count(&self, class: ItemClass) -> usize {
        self.items
            .iter()
            .filter(|item| item.class == class && item.state != ItemState::Dropped)
            .count()
    }

    /// Passages about which nothing was decided, with their places.
    pub fn undecided(&self) -> impl Iterator<Item = (usize, &Passage)> {
        self.passages
            .iter()
            .enumerate()
            .filter(|(_, passage)| passage.left_out.is_none() && !passage.taken_up)
    }
}

impl Item {
    /// Whether a person should look twice: the reader doubts, and nobody has kept it yet.
    pub fn doubtful(&self) -> bool {
        self.state == ItemState::Read && !self.doubts.is_empty()
    }

    /// An empty item over a passage, for a person to fill.
    pub fn by_hand(class: ItemClass, start: usize, end: usize, subject: String) -> Item {
        let empty = String::new;
        Item {
            class,
            state: ItemState::Kept,
            by_hand: true,
            start,
            end,
            subject,
            comparator: if class == ItemClass::Target { "=".to_owned() } else { empty() },
            value: empty(),
            value_max: empty(),
            unit: if class == ItemClass::Task { empty() } else { "%".to_owned() },
            due: empty(),
            due_words: empty(),
            level: empty(),
            lead: empty(),
            co_operating: Vec::new(),
            laid_on: empty(),
            recurrence: empty(),
            recurrence_day: None,
            product: empty(),
            person: empty(),
            authority: empty(),
            as_of: empty(),
            part_of: None,
            indicator: empty(),
            doubts: Vec::new(),
            revision: 0,
        }
    }

    /// Makes it another class. What the other class has no field for stays with it, should it be turned back.
    pub fn turn_into(&mut self, class: ItemClass) {
        self.class = class;
        let fresh = Item::by_hand(class, self.start, self.end, String::new());
        for (own, usual) in [(&mut self.comparator, fresh.comparator), (&mut self.unit, fresh.unit)]
        {
            if own.is_empty() {
                *own = usual;
            }
        }
    }

    /// Whether it is a figure that the text does not say: a gap, which adoption leaves open.
    pub fn lacks_value(&self) -> bool {
        self.class != ItemClass::Task && self.value.is_empty()
    }

    /// The clears that are missing, in their order.
    pub fn missing(&self, clears: u8) -> Vec<&'static str> {
        let stated = [
            ("person", !self.person.is_empty()),
            ("work", !self.subject.is_empty()),
            ("deadline", !self.due.is_empty() || !self.recurrence.is_empty()),
            ("responsibility", !self.lead.is_empty() || !self.laid_on.is_empty()),
            ("product", !self.product.is_empty()),
            ("authority", clears < 6 || !self.authority.is_empty()),
        ];
        stated.into_iter().filter(|(_, stated)| !stated).map(|(clear, _)| clear).collect()
    }
}

fn items(reading: &Reading, text: &str) -> Vec<Item> {
    let targets = reading.targets.iter().map(|target| {
        let mut item = read(ItemClass::Target, target.span, target.subject.clone());
        item.comparator = comparator_key(target.comparator).to_owned();
        item.value = target.value.reduced().to_string();
        item.value_max =
            target.value_max.map_or_else(String::new, |value| value.reduced().to_string());
        item.unit = unit_key(target.unit).to_owned();
        set_due(&mut item, target.due.as_ref(), text);
        item.level = target.level.map_or_else(String::new, |level| level_key(level).to_owned());
        item.doubts = target.doubts.iter().map(|doubt| doubt_key(*doubt).to_owned()).collect();
        item
    });
    let tasks = reading.tasks.iter().map(|task| {
        let mut item = read(ItemClass::Task, task.span, task.action.clone());
        item.lead = task.lead.as_ref().map_or_else(String::new, |lead| lead.words.clone());
        item.co_operating = task.co_operating.iter().map(|body| body.words.clone()).collect();
        item.laid_on = task.class.map_or_else(String::new, |class| class_key(class).to_owned());
        set_due(&mut item, task.due.as_ref(), text);
        item.recurrence = task
            .recurrence
            .map_or_else(String::new, |recurrence| frequency_key(recurrence.every).to_owned());
        item.recurrence_day = task.recurrence.and_then(|recurrence| recurrence.day);
        item.product = task.product.clone().unwrap_or_default();
        item.doubts = task.doubts.iter().map(|doubt| doubt_key(*doubt).to_owned()).collect();
        item
    });
    let before = reading.targets.len() + reading.tasks.len();
    let baselines = reading.baselines.iter().map(|baseline| {
        let mut item = read(ItemClass::Baseline, baseline.span, baseline.subject.clone());
        item.value = baseline.value.reduced().to_string();
        item.unit = unit_key(baseline.unit).to_owned();
        item.as_of = baseline.as_of.map_or_else(String::new, as_of_text);
        item.part_of = baseline.part_of.map(|whole| before + whole);
        item
    });
    targets.chain(tasks).chain(baselines).collect()
}

fn read(class: ItemClass, span: Span, subject: String) -> Item {
    Item {
        state: ItemState::Read,
        by_hand: false,
        ..Item::by_hand(class, span.start, span.end, subject)
    }
}

fn set_due(item: &mut Item, due: Option<&directive::Due>, text: &str) {
    if let Some(due) = due {
        item.due = due.day.to_string();
        if due.from_heading {
            item.due_words = due.span.quote(text).to_owned();
        }
    }
}
