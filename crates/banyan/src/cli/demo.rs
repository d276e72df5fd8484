//! `banyan demo`: the whole product on this computer, with a business day of its own.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use banyan_core::words::Day;
use clap::Args;

use super::Done;
use super::background::{Background, log_key};
use crate::config::{LogFormat, Settings};
use crate::content::{self, Changes, Source};
use crate::router::{self, Caches};
use crate::store::{Store, private};
use crate::web::{Clock, Door, Progress, Site};
use crate::{accounts, jobs, ledger};

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
pub(super) const LISTEN: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

pub(super) fn demo(args: DemoArgs) -> Done {
    let file = args.config.as_deref().map(Settings::from_file).transpose()?.unwrap_or_default();
    let own = Settings {
        data: args.data,
        database: args.database,
        content: args.content,
        listen: args.listen,
        ..Settings::default()
    };
    let settings =
        file.overridden_by(Settings::from_variables(std::env::vars())?).overridden_by(own);
    log(settings.log.unwrap_or_default());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(settings))
}

pub(super) fn log(format: LogFormat) {
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
        "the demonstration lets anybody in and listens on this computer only; `{listen}` is open to others: use 127.0.0.1"
    );
    let (store, kept_in) = open(&settings).await?;
    let source = Source::named(settings.content.as_deref());
    let (site, caches) = prepare(store, &source).await?;
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("`{listen}` is not free"))?;
    let address = listener.local_addr()?;
    let metrics = metrics_exporter_prometheus::PrometheusBuilder::new().install_recorder().ok();
    let mut door = Door::new(format!("http://{address}"), jobs::machine_clock);
    door.demonstration = true;
    // Its people sign in with one click; identities of real people have no place in it.
    let identities = accounts::Identities::default();
    let key = log_key(&settings, &site.store).await?;
    // The demonstration shows what somebody with the key could do.
    let reached = door.address.clone();
    let service = router::router(site.clone(), door, caches.clone(), identities, metrics)
        .layer(axum::Extension(key.clone()));
    let background = Background::start(&settings, &site, &reached, key).await?;
    // Until the content is looked through, pages say that they are not complete.
    site.progress.state(0, 1);
    let filled = site.clone();
    jobs::run("fill in", async move {
        content::adopt(&source, &filled, &caches, Changes::Leave).await?;
        let people = content::people(&source)?;
        accounts::open_demonstration(&filled, &caches.networks, &people).await?;
        Ok::<(), anyhow::Error>(())
    });
    announce(address, kept_in)?;
    axum::serve(listener, service.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(stopped())
        .await?;
    background.stop().await?;
    site.store.close().await;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// The folder of the embedded database, of letters and of the log's key.
pub(super) fn folder_of(settings: &Settings) -> PathBuf {
    settings.data.clone().unwrap_or_else(|| PathBuf::from("banyan-data"))
}

/// Opens the store that the settings name; answers where it is kept, too.
pub(super) async fn open(settings: &Settings) -> anyhow::Result<(Store, String)> {
    let folder = folder_of(settings);
    let shown = folder.display().to_string();
    private::make_folder(&folder)
        .with_context(|| format!("the folder `{shown}` cannot be made"))?;
    let store = match &settings.database {
        Some(address) => Store::open_address(address).await?,
        None => Store::open_folder(&folder)
            .await
            .with_context(|| format!("the store in `{shown}` cannot be opened"))?,
    };
    Ok((store, settings.database.clone().unwrap_or(shown)))
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
pub(super) async fn stopped() {
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
