//! Banyan.

pub mod documents;
