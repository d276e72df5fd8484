//! What a person says of a draft: of its document, of a line, of a passage. A correction is applied to the draft as it is
//! stored at that moment, so that corrections of different lines all stand; one of something that was changed since it was
//! shown is refused, and its words stay with whoever typed them.

use banyan_core::directive::Days;
use banyan_core::words::Day;
use serde::Deserialize;

use super::draft::{Draft, Item, ItemClass, ItemState};
use super::wrong::{Reason, Wrong, day_fault, wrong_with};

/// What a form says of the document.
#[derive(Clone, Deserialize, Debug)]
pub(in crate::directives) struct DocumentWords {
    pub number: String,
    pub issuer: String,
    pub title: String,
    pub date: String,
    pub clears: u8,
    /// Of the document when the form was shown.
    #[serde(default)]
    pub revision: u32,
}

/// Whether a line is kept, as it is said to be, or dropped.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub(in crate::directives) enum Verdict {
    #[default]
    Keep,
    Drop,
}

/// What a form says of a line; a field that its class has not is not there and stays as it is.
#[derive(Clone, Deserialize, Debug)]
pub(in crate::directives) struct ItemWords {
    #[serde(rename = "do", default)]
    pub verdict: Verdict,
    pub class: Option<ItemClass>,
    pub subject: String,
    pub comparator: Option<String>,
    pub value: Option<String>,
    pub value_max: Option<String>,
    pub unit: Option<String>,
    pub due: Option<String>,
    pub level: Option<String>,
    pub lead: Option<String>,
    pub laid_on: Option<String>,
    pub recurrence: Option<String>,
    pub person: Option<String>,
    pub product: Option<String>,
    pub authority: Option<String>,
    pub as_of: Option<String>,
    pub indicator: Option<String>,
    /// Of the line when the form was shown.
    #[serde(default)]
    pub revision: u32,
}

/// What is decided about a passage that yielded nothing.
#[derive(Clone, Debug)]
pub(in crate::directives) enum Decision {
    Make(ItemClass),
    LeaveOut { reason: String },
}

/// One form, as it was sent.
#[derive(Clone, Debug)]
pub(in crate::directives) enum Correction {
    Document(DocumentWords),
    Line { place: usize, words: Box<ItemWords> },
    Add { quote: String, class: ItemClass },
    Passage { number: usize, decision: Decision },
}

/// Why a correction does not fit the draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::directives) enum Unfit {
    /// There is no such line or passage.
    NotThere,
    /// What it corrects is not what the form showed any more.
    Changed,
    Wrong(Vec<Wrong>),
}

impl Correction {
    /// Makes the correction; answers with the line that is to be looked at next, if there is one. What says again what stands
    /// already changes nothing.
    ///
    /// # Errors
    /// [`Unfit`]; the draft may then be half changed and must not be kept.
    pub(in crate::directives) fn apply(
        &self,
        draft: &mut Draft,
        today: Day,
    ) -> Result<Option<usize>, Unfit> {
        let before = draft.clone();
        let next = match self {
            Correction::Document(words) => words.put(draft, today).map(|()| None),
            Correction::Line { place, words } if words.verdict == Verdict::Drop => {
                drop_line(draft, *place, words.revision)
            }
            Correction::Line { place, words } => words.put(draft, *place, today),
            Correction::Add { quote, class } => add(draft, quote, *class),
            Correction::Passage { number, decision } => decide(draft, *number, decision),
        }?;
        if *draft != before {
            draft.revision = draft.revision.saturating_add(1);
        }
        Ok(next)
    }

    /// As if its form had been shown of the draft as it stands.
    pub(in crate::directives) fn see(&mut self, draft: &Draft) {
        match self {
            Correction::Document(words) => words.revision = draft.document_revision,
            Correction::Line { place, words } => {
                words.revision = draft.items.get(*place).map_or(0, |item| item.revision);
            }
            Correction::Add { .. } | Correction::Passage { .. } => {}
        }
    }
}

impl DocumentWords {
    /// The document as it stands, for its form.
    pub(in crate::directives) fn of(draft: &Draft) -> DocumentWords {
        DocumentWords {
            number: draft.number.clone(),
            issuer: draft.issuer.clone(),
            title: draft.title.clone(),
            date: draft.date.clone(),
            clears: draft.clears,
            revision: draft.document_revision,
        }
    }

    fn put(&self, draft: &mut Draft, today: Day) -> Result<(), Unfit> {
        let mut wrong = Vec::new();
        if !self.date.is_empty() && self.date != draft.date {
            let days = Days::of_document(today);
            wrong.extend(day_fault("date", &self.date, days, Reason::DateOutside(days)));
        }
        if !wrong.is_empty() {
            return Err(Unfit::Wrong(wrong));
        }
        let stood = DocumentWords::of(draft);
        draft.number = self.number.trim().to_owned();
        draft.issuer = self.issuer.trim().to_owned();
        draft.title = self.title.trim().to_owned();
        draft.date.clone_from(&self.date);
        draft.clears = if matches!(self.clears, 5 | 6) { self.clears } else { 0 };
        let now = DocumentWords::of(draft);
        let same = stood.clears == now.clears
            && [&stood.number, &stood.issuer, &stood.title, &stood.date]
                == [&now.number, &now.issuer, &now.title, &now.date];
        if same {
            return Ok(());
        }
        if self.revision != draft.document_revision {
            return Err(Unfit::Changed);
        }
        draft.document_revision = draft.document_revision.saturating_add(1);
        Ok(())
    }
}

impl ItemWords {
    /// A line as it stands, for its form.
    pub(in crate::directives) fn of(item: &Item) -> ItemWords {
        let own = |text: &String| Some(text.clone());
        ItemWords {
            verdict: Verdict::Keep,
            class: Some(item.class),
            subject: item.subject.clone(),
            comparator: own(&item.comparator),
            value: own(&item.value),
            value_max: own(&item.value_max),
            unit: own(&item.unit),
            due: own(&item.due),
            level: own(&item.level),
            lead: own(&item.lead),
            laid_on: own(&item.laid_on),
            recurrence: own(&item.recurrence),
            person: own(&item.person),
            product: own(&item.product),
            authority: own(&item.authority),
            as_of: own(&item.as_of),
            indicator: own(&item.indicator),
            revision: item.revision,
        }
    }

    /// Puts the words into a line. Where its class is another one now, the line itself is next: it has other fields.
    fn put(&self, draft: &mut Draft, place: usize, today: Day) -> Result<Option<usize>, Unfit> {
        let stood = draft.items.get(place).ok_or(Unfit::NotThere)?.clone();
        let mut item = stood.clone();
        self.fill(&mut item);
        let wrong = wrong_with(draft, &stood, &item, today);
        if !wrong.is_empty() {
            return Err(Unfit::Wrong(wrong));
        }
        if item != stood && self.revision != stood.revision {
            return Err(Unfit::Changed);
        }
        let reclassed = item.class != stood.class;
        item.revision = stood.revision.saturating_add(u32::from(item != stood));
        if let Some(own) = draft.items.get_mut(place) {
            *own = item;
        }
        let doubtful = || draft.in_order().into_iter().find(|(_, item)| item.doubtful());
        Ok(if reclassed { Some(place) } else { doubtful().map(|(next, _)| next) })
    }

    fn fill(&self, item: &mut Item) {
        let put = |field: &mut String, words: &Option<String>| {
            if let Some(words) = words {
                *field = words.trim().to_owned();
            }
        };
        let number = |words: &Option<String>| words.as_ref().map(|words| words.replace(',', "."));
        self.subject.trim().clone_into(&mut item.subject);
        put(&mut item.comparator, &self.comparator);
        put(&mut item.value, &number(&self.value));
        put(&mut item.value_max, &number(&self.value_max));
        put(&mut item.unit, &self.unit);
        put(&mut item.due, &self.due);
        put(&mut item.level, &self.level);
        put(&mut item.lead, &self.lead);
        put(&mut item.laid_on, &self.laid_on);
        put(&mut item.recurrence, &self.recurrence);
        put(&mut item.person, &self.person);
        put(&mut item.product, &self.product);
        put(&mut item.authority, &self.authority);
        put(&mut item.as_of, &self.as_of);
        put(&mut item.indicator, &self.indicator);
        if let Some(class) = self.class {
            item.turn_into(class);
        }
        item.state = ItemState::Kept;
    }
}

fn drop_line(draft: &mut Draft, place: usize, revision: u32) -> Result<Option<usize>, Unfit> {
    let item = draft.items.get_mut(place).ok_or(Unfit::NotThere)?;
    if item.state == ItemState::Dropped {
        return Ok(None);
    }
    if item.revision != revision {
        return Err(Unfit::Changed);
    }
    item.state = ItemState::Dropped;
    item.revision = item.revision.saturating_add(1);
    Ok(None)
}

fn add(draft: &mut Draft, quote: &str, class: ItemClass) -> Result<Option<usize>, Unfit> {
    let words = quote.replace("\r\n", "\n");
    let words = words.trim();
    let start = draft.text.find(words).filter(|_| !words.is_empty()).ok_or_else(|| {
        Unfit::Wrong(vec![Wrong {
            field: "quote",
            input: words.to_owned(),
            reason: Reason::NotInTheText,
        }])
    })?;
    // The same form sent twice makes one line.
    let same = |item: &Item| {
        (item.start, item.class, item.state) == (start, class, ItemState::Kept)
            && item.end == start + words.len()
    };
    if let Some(place) = draft.items.iter().position(same) {
        return Ok(Some(place));
    }
    draft.items.push(Item::by_hand(class, start, start + words.len(), words.to_owned()));
    Ok(draft.items.len().checked_sub(1))
}

fn decide(draft: &mut Draft, number: usize, decision: &Decision) -> Result<Option<usize>, Unfit> {
    let passage = draft.passages.get_mut(number).ok_or(Unfit::NotThere)?;
    let decided = passage.taken_up || passage.left_out.is_some();
    match decision {
        Decision::LeaveOut { reason } if reason.trim().is_empty() => {
            let (field, input) = ("reason", reason.clone());
            Err(Unfit::Wrong(vec![Wrong { field, input, reason: Reason::Unreasoned }]))
        }
        Decision::LeaveOut { reason } if passage.left_out.as_deref() == Some(reason.trim()) => {
            Ok(None)
        }
        _ if decided => Err(Unfit::Changed),
        Decision::LeaveOut { reason } => {
            passage.left_out = Some(reason.trim().to_owned());
            Ok(None)
        }
        Decision::Make(class) => {
            passage.taken_up = true;
            let (start, end) = (passage.start, passage.end);
            let words = draft.quote(start, end).trim().to_owned();
            draft.items.push(Item::by_hand(*class, start, end, words));
            Ok(draft.items.len().checked_sub(1))
        }
    }
}
