//! Units through HTTP.
