//! The words that every rule shares: days, languages, texts in four languages, folded text.

mod day;
pub use day::{Day, DayError};

mod moment;
pub use moment::Moment;

mod language;
pub use language::{Direction, Language, LanguageError};

mod text;
pub use text::Text;

mod fold;
pub use fold::{fold, fold_words};

mod quantity;
pub use quantity::{Quantity, QuantityError};
