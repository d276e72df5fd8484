//! Journeys in a real browser: what this package offers the tests in `tests/` and the pictures of
//! `cargo xtask screenshots`.
//!
//! [`Site`] is a running demonstration, [`Browser`] a headless Chromium at one size, in one language
//! and theme, [`Violation`] what axe-core says against a page. Everything listens on the loopback
//! address, on ports that the system chooses, and ends with the value that owns it.

mod axe;

mod browser;

mod demonstration;

mod line;

mod process;

mod provider;

mod site;

#[cfg(test)]
mod tests;

pub use axe::Violation;
pub use browser::{Browser, Size, Theme};
pub use demonstration::{ENTER, furnished, sign_in};
pub use line::{Lay, Line};
pub use provider::{Provider, SECRET};
pub use site::{Site, free_port};

use std::env;
use std::io::{self, Write as _};

/// The languages of the product with the direction in which each runs.
pub const LANGUAGES: [(&str, &str); 4] =
    [("vi", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")];

/// Whether this machine has a browser and its driver. Where it has not, a test leaves itself out and
/// says so; under `CI=true` that is a failure.
///
/// # Panics
/// Under `CI=true`, when either is missing.
#[must_use]
pub fn browser_at_hand() -> bool {
    let at_hand = browser::programs().is_some();
    if !at_hand {
        let missing = "e2e: left out, chromium and its driver are not installed";
        assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "{missing}");
        // Written past the test harness, which keeps the words of a test that passes to itself.
        let _ = writeln!(io::stderr(), "{missing}");
    }
    at_hand
}
