//! Forms: typed fields, their cells, text sections, repeating rows, attachments and the rules between them, in versions and four
//! languages. A report fills one for a unit and a period, a register entry for a thing; one engine serves both.
//!
//! A [`FormDocument`] is what is written and stored. [`Form::new`] checks it, and everything else is derived from the [`Form`]:
//! the columns of CSV and Excel, the JSON Schema of the API, the reading of what is typed or sent, the [`Answers`] and their
//! canonical form, problems, differences, and what becomes of answers under another version. Which unit and period answers
//! belong to, and who may give them, is not known here.

pub mod limits;

mod address;
pub use address::{Address, AddressError, Row};

mod value;
pub use value::{Attachment, AttachmentError, Value};

mod problem;
pub use problem::{Arguments, Oddity, Problem, ProblemKind, Severity, blocking};

mod definition;
pub use definition::{
    Category, CategorySet, CheckDocument, CheckExample, Field, FormDocument, Kind, Line, Number,
    Rows, RuleDocument, Section, Total,
};

mod fields;
pub use fields::{Cell, FormField};

mod flaw;
pub use flaw::{Flaw, Reason};

mod shape;
pub(crate) use shape::is_code;

mod checked;
pub use checked::Form;

mod answers;
pub use answers::Answers;

mod difference;
pub use difference::{Change, Difference, RowName, difference};

mod number;
pub use number::{Notation, read_number};

mod read;
pub use read::{Reading, Texts};

mod json;

mod judge;

mod exact;

mod expression;
pub use expression::{ExpressionError, ExpressionFault};

mod rules;
pub use rules::Rule;

mod checks;
pub use checks::{Against, Background, Check, JumpLimit, OutlierLimit, Test};

mod header;
pub use header::{Column, Validation};

mod schema;

mod version;
pub use version::{Carried, Conflict, Evolution, Limit, Revision, carry, revisions};

#[cfg(test)]
mod tests;
