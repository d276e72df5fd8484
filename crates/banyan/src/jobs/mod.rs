//! Work behind the pages. A job takes the site and what it works on; nothing here knows a slice.

use std::future::Future;

use banyan_core::words::Moment;

/// The machine's clock, for leases, signatures and pauses; the business day is another one.
#[expect(clippy::disallowed_methods, reason = "jobs read the clock and pass it on")]
pub fn machine_clock() -> Moment {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let microseconds = since.map_or(0, |since| since.as_micros());
    Moment::from_microseconds(i64::try_from(microseconds).unwrap_or(i64::MAX))
}

/// Runs a job behind the pages and logs why it failed, if it does.
pub fn run<E: std::fmt::Display>(
    name: &'static str,
    job: impl Future<Output = Result<(), E>> + Send + 'static,
) {
    tokio::spawn(async move {
        match job.await {
            Ok(()) => tracing::info!(job = name, "done"),
            Err(refusal) => tracing::error!(job = name, "failed: {refusal}"),
        }
    });
}
