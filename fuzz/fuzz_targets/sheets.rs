//! Any bytes, sent as a file of figures or as values of another system, are read or refused with a reason.
//!
//!     cargo +nightly fuzz run sheets
#![no_main]

use banyan::sheets::{read, read_exchange};
use banyan_core::form::{Form, Notation};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

const COVERAGE: &str = include_str!("../../crates/banyan-core/src/form/tests/coverage.toml");

/// The form of the core's own tests; `None` if it is none any more.
fn coverage() -> Option<&'static Form> {
    static FORM: OnceLock<Option<Form>> = OnceLock::new();
    FORM.get_or_init(|| Form::new(toml::from_str(COVERAGE).ok()?).ok()).as_ref()
}

fuzz_target!(|bytes: &[u8]| {
    match (read("figures", bytes), coverage()) {
        (Err(problems), _) => assert!(!problems.is_empty(), "a refusal has a reason"),
        (Ok(filled), Some(form)) => {
            let answered = filled.under(form, Notation::Unstated);
            assert!(!answered.reports.is_empty() || !answered.problems.is_empty(), "nothing is said of nothing");
        }
        (Ok(_), None) => unreachable!("the form of the core's tests is a form"),
    }
    match read_exchange(bytes) {
        Err(problems) => assert!(!problems.is_empty(), "a refusal has a reason"),
        Ok(exchange) => assert!(exchange.values.iter().all(|value| value.period.is_some())),
    }
});
