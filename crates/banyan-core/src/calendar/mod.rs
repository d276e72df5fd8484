//! The calendar: periods in the standard notation, the data window of a period, the day on which its report is due, and
//! the working days of a country.
//!
//! Everything that falls due is counted here and nowhere else. Holidays, windows and due days come from a content folder;
//! no rule of a country stands here. What a calendar does not know it still answers, and says that it assumed it.

mod period;
pub use period::{Period, PeriodError, Periodicity, PeriodicityError};

mod window;
pub use window::{Closing, ClosingError, MonthDay, Window, Windows, WindowsError};

mod entry;
pub use entry::{CalendarDraft, CalendarFault, Entry, Kind, SubstituteRule};

mod working;
pub use working::{Calendar, Moved, Rule, Standing, Toward, WorkingDays};

mod due;
pub use due::{Due, DueRule, DueRuleError, DueRules};

#[cfg(test)]
pub(crate) mod tests;
