//! What a directive asks for, made measurable: scopes and who holds them on a day, targets and their paths, tasks and
//! their clears, what two directives ask alike. Definitions come from a content folder or an adopted draft; pages show them.

mod scope;
pub use scope::{Holding, Scope, ScopeLevel, ScopeLevelError};

mod target;
pub use target::{Direction, MergeRule, Path, Trajectory, UnknownWord, falls_below};

mod task;
pub use task::{Clear, Recurrence, StatedClears, missing};

mod overlap;
pub use overlap::{near_identical, same_measure};

#[cfg(test)]
mod tests;
