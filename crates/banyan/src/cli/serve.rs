//! `banyan serve`: the site for people who sign in. No demonstration, no content that was not asked for, the real day.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use super::Done;
use super::background::{Background, log_key};
use super::demo::{LISTEN, folder_of, log, open, stopped};
use crate::accounts;
use crate::config::Settings;
use crate::content::{self, Changes, Source};
use crate::jobs::machine_clock;
use crate::ledger;
use crate::router::{self, Caches};
use crate::store::{FILE, Store};
use crate::web::{Clock, Door, Progress, Site};

#[derive(Args)]
pub(super) struct ServeArgs {
    /// Folder of the embedded database; made when it is missing.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A database instead: postgres://USER@HOST/NAME.
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    database: Option<String>,
    /// Content folder to adopt what is new of it; without it nothing is adopted.
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// Address to listen on.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// How others reach this site, such as `https://banyan.example`; links in letters begin with it.
    #[arg(long, value_name = "URL")]
    public: Option<String>,
    /// Settings file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(super) fn serve(args: ServeArgs) -> Done {
    let file = args.config.as_deref().map(Settings::from_file).transpose()?.unwrap_or_default();
    let own = Settings {
        data: args.data,
        database: args.database,
        content: args.content,
        listen: args.listen,
        public: args.public,
        ..Settings::default()
    };
    let settings =
        file.overridden_by(Settings::from_variables(std::env::vars())?).overridden_by(own);
    log(settings.log.unwrap_or_default());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run(settings))
}

/// What has no administrator is not served.
fn without_administrator(settings: &Settings) -> anyhow::Error {
    let place = if settings.database.is_some() { "--database URL" } else { "--data DIR" };
    anyhow::anyhow!(
        "nobody administers this store yet; make the first account with: banyan account create {place} --login LOGIN --name NAME --unit VN --role administrator"
    )
}

async fn run(settings: Settings) -> Done {
    // A store that is not there would be made by opening it, and left behind empty.
    if settings.database.is_none() && !folder_of(&settings).join(FILE).is_file() {
        return Err(without_administrator(&settings));
    }
    let (store, kept_in) = open(&settings).await?;
    let source = Source::named(settings.content.as_deref());
    let (site, caches) = real_site(store, &source).await?;
    if settings.content.is_some() {
        content::adopt(&source, &site, &caches, Changes::Leave).await?;
    }
    let today = site.clock.today();
    if !accounts::has_administrator(&site.store, &caches.networks, today).await? {
        return Err(without_administrator(&settings));
    }
    let listen = settings.listen.unwrap_or(LISTEN);
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("`{listen}` is not free"))?;
    let address = listener.local_addr()?;
    let door = door(&settings, address);
    if readers_are_one(&settings) {
        tracing::warn!(
            "`public` is https, so a proxy stands before this site, and `forwarded` is not set: all readers count as one address, and one who guesses passwords makes all wait. Set `forwarded = true` when the proxy writes X-Forwarded-For, else `forwarded = false`"
        );
    }
    let metrics = metrics_exporter_prometheus::PrometheusBuilder::new().install_recorder().ok();
    let identities = accounts::Identities::new(&settings.identity)?;
    let service = router::router(site.clone(), door.clone(), caches, identities, metrics);
    let key = log_key(&settings, &site.store).await?;
    let background = Background::start(&settings, &site, &door.address, key).await?;
    {
        let mut out = std::io::stdout().lock();
        writeln!(out, "Banyan listens on http://{address} and is reached at {}", door.address)?;
        writeln!(out, "What is recorded is kept in {kept_in}. Stop with Ctrl-C.")?;
        out.flush()?;
    }
    axum::serve(listener, service.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(stopped())
        .await?;
    background.stop().await?;
    site.store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// How far the last act may lie ahead of the machine's clock, in microseconds: ten minutes. Every later act would stand behind it.
const AHEAD_MAX: i64 = 600_000_000;

/// A site by the machine's own day, with the caches of what is recorded.
pub(super) async fn real_site(store: Store, source: &Source) -> anyhow::Result<(Site, Caches)> {
    let offset = content::load_network(source)?.utc_offset_minutes;
    let clock = Clock::real(machine_clock, offset);
    if let Some(last) = ledger::last_moment(&store).await? {
        let ahead = last.microseconds().saturating_sub(machine_clock().microseconds());
        anyhow::ensure!(
            ahead <= AHEAD_MAX,
            "the last act was recorded on {}, and this machine's clock says {}: set the clock right, or restore a backup from before",
            last.day(offset),
            machine_clock().day(offset)
        );
        clock.advance(last);
    }
    let caches = content::caches(source)?;
    caches.renew(&store).await?;
    Ok((Site { store, clock, progress: Progress::default() }, caches))
}

/// Whether all readers may count as one address without anybody having meant it: others reach the site over TLS, which ends at a
/// proxy before it, and nothing says whether that proxy tells whom it speaks for.
fn readers_are_one(settings: &Settings) -> bool {
    let public = settings.public.as_deref().unwrap_or_default();
    public.starts_with("https://") && settings.forwarded.is_none()
}

/// The door of a site that is reached as the settings say; cookies go over TLS unless it is only this computer's.
pub(super) fn door(settings: &Settings, address: SocketAddr) -> Door {
    let public = settings.public.clone().unwrap_or_else(|| format!("http://{address}"));
    let mut door = Door::new(public.trim_end_matches('/').to_owned(), machine_clock);
    door.secure = door.secure || !address.ip().is_loopback();
    door.forwarded = settings.forwarded.unwrap_or_default();
    door
}

#[cfg(test)]
mod tests {
    use super::{Settings, readers_are_one};

    #[test]
    fn proxy_that_nothing_is_said_of_is_warned_of() {
        let check = |public: Option<&str>, forwarded, expected| {
            let public = public.map(str::to_owned);
            let settings = Settings { public, forwarded, ..Settings::default() };
            assert_eq!(readers_are_one(&settings), expected, "{settings:?}");
        };
        check(Some("https://banyan.example"), None, true);
        check(Some("https://banyan.example"), Some(true), false);
        check(Some("https://banyan.example"), Some(false), false);
        check(Some("http://127.0.0.1:8080"), None, false);
        check(None, None, false);
    }
}
