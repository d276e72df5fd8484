//! Banyan.
