//! Files that figures come in: the Excel and CSV templates of a form, what people send back in them, and the formats in which
//! other systems exchange values.
//!
//! It knows no slice and no store, reads no file, clock or network, and never panics, whatever the bytes. Nothing is taken from a
//! file that cannot be read as a whole; otherwise every problem is reported at once, with the place that a person sees.
//!
//! * [`template()`] and [`template_text`] make what is filled in.
//! * [`read`] takes a file apart and says what it is for; [`Filled::under`] reads it under its form.
//! * [`read_exchange`] reads DHIS2 data value sets and ADX into one list; [`Summary`] is the answer to them.

mod place;
pub use place::{Place, letters};

mod problem;
pub use problem::{FileProblem, FileProblemKind, Given};

mod format;

mod markup;

mod package;

mod grid;

mod workbook;

mod separated;

mod identity;
pub use identity::Identity;

mod tables;

mod entries;

mod filled;
pub use filled::{Answered, Filled, UnitAnswers, read};

mod template;
pub use template::{Template, TemplateError, TemplateUnit, template, template_text};

mod exchange;
pub use exchange::{
    Conflict, Exchange, ExchangeFormat, ExchangeValue, ImportCount, Message, Outcome, Scheme,
    SchemeError, Schemes, Summary, adx_period, dhis2_period, read_adx_period, read_dhis2_period,
    read_exchange,
};

#[cfg(test)]
mod tests;
