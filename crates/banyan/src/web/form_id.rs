//! The id that a form carries from the moment in which its page was rendered: a form that is sent twice, by a double click or
//! after a lost answer, is one call. Whoever reads the form makes its call under this id.

use std::fmt;

use banyan_core::ledger::hash;
use banyan_core::words::Moment;
use maud::{Markup, html};

use super::{Refusal, Visit};

/// A UUID of version 7.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FormId(uuid::Uuid);

impl FormId {
    /// The field that carries it.
    pub const FIELD: &str = "call";

    /// A fresh id, in the order of time; none when the machine has no randomness.
    pub fn fresh(now: Moment) -> Option<FormId> {
        let mut random = [0_u8; 10];
        getrandom::fill(&mut random).ok()?;
        let milliseconds = u64::try_from(now.microseconds() / 1000).unwrap_or_default();
        Some(FormId(uuid::Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid()))
    }

    /// The id that a form was sent with.
    ///
    /// # Errors
    /// [`Refusal::FormWithoutId`] when there is none, or none of ours.
    pub fn read(sent: &str) -> Result<FormId, Refusal> {
        let id = uuid::Uuid::try_parse(sent.trim()).map_err(|_| Refusal::FormWithoutId)?;
        if id.get_version_num() == 7 { Ok(FormId(id)) } else { Err(Refusal::FormWithoutId) }
    }

    /// The id of one part of what a form does, where it does the same to several: the same form and part, the same id.
    pub fn of_part(self, part: &str) -> FormId {
        let digest = hash(format!("{self}|{part}").as_bytes());
        let own = self.0.as_bytes().iter().enumerate();
        let mixed =
            own.zip(digest).map(|((place, byte), mixed)| if place < 6 { *byte } else { mixed });
        let mut bytes = [0_u8; 16];
        bytes.iter_mut().zip(mixed).for_each(|(byte, mixed)| *byte = mixed);
        FormId(
            uuid::Builder::from_custom_bytes(bytes)
                .with_version(uuid::Version::SortRand)
                .into_uuid(),
        )
    }
}

impl fmt::Display for FormId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// The hidden field with a fresh id; each form on a page has one of its own. Without randomness it stays empty, and the form is
/// refused with a sentence when it is sent.
pub fn form_id(visit: &Visit) -> Markup {
    let id = FormId::fresh(visit.now).map(|id| id.to_string()).unwrap_or_default();
    // A browser that fills forms in again after a reload would bring the old id back.
    html! { input type="hidden" name=(FormId::FIELD) value=(id) autocomplete="off"; }
}
