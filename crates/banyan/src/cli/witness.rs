//! `banyan witness`: an inspector's machine, or another unit's, signs what it saw of a log.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::http::StatusCode;
use banyan_core::ledger::NoteKey;
use clap::Args;
use tower_http::timeout::TimeoutLayer;

use super::{Done, demo};
use crate::config::LogFormat;
use crate::jobs;
use crate::ledger::{WitnessDesk, witness_routes};

#[derive(Args)]
pub(super) struct WitnessArgs {
    /// Address and port to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// Folder of the witness's key and of the last checkpoint of each log; made when it is missing. Keep it.
    #[arg(long, value_name = "DIR")]
    state: PathBuf,
    /// Public keys of the logs to watch, as their `/ledger/keys` shows them; more may follow.
    #[arg(long, value_name = "VKEY", num_args = 1.., required = true)]
    log_key: Vec<NoteKey>,
    /// Name under which a new key signs, such as a host name.
    #[arg(long, value_name = "NAME", default_value = "banyan-witness")]
    name: String,
}

/// Longest time that a request may take.
const SECONDS_MAX: u64 = 20;

pub(super) fn witness(args: WitnessArgs) -> Done {
    demo::log(LogFormat::default());
    let desk = Arc::new(WitnessDesk::open(&args.state, &args.name, args.log_key)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(args.listen, desk))
}

async fn serve(listen: SocketAddr, desk: Arc<WitnessDesk>) -> Done {
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("`{listen}` is not free"))?;
    announce(listener.local_addr()?, &desk.public())?;
    let service = witness_routes(desk, jobs::machine_clock).layer(TimeoutLayer::with_status_code(
        StatusCode::SERVICE_UNAVAILABLE,
        Duration::from_secs(SECONDS_MAX),
    ));
    axum::serve(listener, service).with_graceful_shutdown(demo::stopped()).await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

fn announce(address: SocketAddr, key: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "The witness answers at http://{address}/add-checkpoint")?;
    writeln!(out, "Its public key, for the log's settings and for those who verify:")?;
    writeln!(out, "{key}")?;
    out.flush()
}
