//! The words that every rule shares: days, levels, languages, texts in four languages, folded text, how far a statement is to be
//! believed.

mod day;
pub use day::{Day, DayError};

mod weekday;
pub use weekday::{Weekday, WeekdayError};

mod moment;
pub use moment::Moment;

mod level;
pub use level::{Level, LevelError};

mod language;
pub use language::{Direction, Language, LanguageError};

mod text;
pub use text::Text;

mod words4;
pub use words4::Words4;

mod fold;
pub use fold::{fold, fold_words};

mod quantity;
pub use quantity::{Quantity, QuantityError};

mod standing;
pub use standing::{Standing, StandingError};
