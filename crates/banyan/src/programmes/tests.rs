//! Programmes through HTTP.
