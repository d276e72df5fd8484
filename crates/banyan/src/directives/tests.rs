//! Directives through HTTP.
