//! `banyan demo`: the whole product on this computer, with a business day of its own.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use banyan_core::words::Day;
use clap::Args;

use super::Done;
use crate::config::{LogFormat, Settings};
use crate::content::{self, Changes, Source};
use crate::router::{self, Caches};
use crate::store::Store;
use crate::web::{Clock, Progress, Site};
use crate::{jobs, ledger};

#[derive(Args)]
pub(super) struct DemoArgs {
    /// Folder of the embedded database; made when it is missing.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A database instead: postgres://USER@HOST/NAME.
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    database: Option<String>,
    /// Content folder; without it, the built-in one.
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// Address on this computer to listen on.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// Settings file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// The first business day of a new demonstration.
const FIRST_DAY: (i16, i8, i8) = (2025, 7, 14);
const LISTEN: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

pub(super) fn demo(args: DemoArgs) -> Done {
    let file = args.config.as_deref().map(Settings::from_file).transpose()?.unwrap_or_default();
    let own = Settings {
        data: args.data,
        database: args.database,
        content: args.content,
        listen: args.listen,
        log: None,
    };
    let settings =
        file.overridden_by(Settings::from_variables(std::env::vars())?).overridden_by(own);
    log(settings.log.unwrap_or_default());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(settings))
}

fn log(format: LogFormat) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,sqlx=warn,tower_http=info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match format {
        LogFormat::Text => lines.init(),
        LogFormat::Json => lines.json().init(),
    }
}

async fn serve(settings: Settings) -> Done {
    let listen = settings.listen.unwrap_or(LISTEN);
    anyhow::ensure!(
        listen.ip().is_loopback(),
        "the demonstration has no accounts and listens on this computer only; `{listen}` is open to others: use 127.0.0.1"
    );
    let folder = settings.data.clone().unwrap_or_else(|| PathBuf::from("banyan-data"));
    let store = match &settings.database {
        Some(address) => Store::open_address(address).await?,
        None => {
            let shown = folder.display();
            std::fs::create_dir_all(&folder)
                .with_context(|| format!("the folder `{shown}` cannot be made"))?;
            Store::open_folder(&folder)
                .await
                .with_context(|| format!("the store in `{shown}` cannot be opened"))?
        }
    };
    let source = Source::named(settings.content.as_deref());
    let (site, caches) = prepare(store, &source).await?;
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("`{listen}` is not free"))?;
    let address = listener.local_addr()?;
    let metrics = metrics_exporter_prometheus::PrometheusBuilder::new().install_recorder().ok();
    let service = router::router(site.clone(), caches.clone(), metrics);
    // Until the content is looked through, pages say that they are not complete.
    site.progress.state(0, 1);
    let filled = (site.clone(), caches);
    jobs::run("fill in", async move {
        content::adopt(&source, &filled.0, &filled.1, Changes::Leave).await
    });
    announce(
        address,
        settings.database.as_deref().map_or(folder.display().to_string(), str::to_owned),
    )?;
    axum::serve(listener, service).with_graceful_shutdown(stopped()).await?;
    site.store.close().await;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// A site over a store: the clock stands at its last act, and the caches hold what is recorded.
pub(super) async fn prepare(store: Store, source: &Source) -> anyhow::Result<(Site, Caches)> {
    let (year, month, day) = FIRST_DAY;
    let first = Day::new(year, month, day).context("the demonstration's first day")?;
    let offset = content::load_network(source)?.utc_offset_minutes;
    let clock = Clock::starting(first, offset);
    if let Some(last) = ledger::last_moment(&store).await? {
        clock.advance(last);
    }
    let caches = content::caches(source)?;
    caches.renew(&store).await?;
    let site = Site { store, clock, progress: Progress::default() };
    Ok((site, caches))
}

fn announce(address: SocketAddr, kept_in: String) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "Banyan runs at http://{address}")?;
    writeln!(out, "Open first:")?;
    writeln!(
        out,
        "  http://{address}/                     paste a directive, and one thread through it"
    )?;
    writeln!(out, "  http://{address}/units?on=2025-06-30  the network a day before the reform")?;
    writeln!(
        out,
        "  http://{address}/programmes           what the directives ask, and who owes it"
    )?;
    writeln!(out, "What you do is kept in {kept_in}. Stop with Ctrl-C.")?;
    out.flush()
}

/// Ends when the program is asked to stop; what is being answered is answered first.
async fn stopped() {
    let interrupted = async {
        // Without a handler the default one ends the program, which is what was asked.
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! { () = interrupted => {}, () = terminated => {} }
}
