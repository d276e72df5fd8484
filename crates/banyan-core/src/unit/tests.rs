//! Laws of units.
