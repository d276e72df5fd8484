//! Work behind the pages. A job takes the site and what it works on; nothing here knows a slice.

use std::future::Future;

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
