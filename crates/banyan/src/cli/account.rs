//! `banyan account create`: an account that nobody invites, such as the first administrator's.

use std::io::{BufRead, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use banyan_core::access::Role;
use banyan_core::words::Language;
use clap::Args;

use super::Done;
use super::demo::{LISTEN, open};
use super::serve::{door, real_site};
use crate::accounts::{self, FirstPerson};
use crate::config::Settings;
use crate::content::{self, Changes, Source};

#[derive(Args)]
pub(super) struct CreateArgs {
    /// Folder of the embedded database; made when it is missing.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A database instead: postgres://USER@HOST/NAME.
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    database: Option<String>,
    /// Content folder for a store that has no units yet; without it, the built-in one.
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// The name to sign in with.
    #[arg(long)]
    login: String,
    /// The person's name.
    #[arg(long)]
    name: String,
    /// E-mail address.
    #[arg(long, default_value = "")]
    email: String,
    /// vi, fr, ar or en.
    #[arg(long, default_value = "vi")]
    language: Language,
    /// Code of the unit, such as VN.
    #[arg(long)]
    unit: String,
    /// What the account may be there.
    #[arg(long)]
    role: Role,
    /// Read the password from standard input; without it, a link is printed by which the person sets one.
    #[arg(long)]
    password_stdin: bool,
    /// How others reach the site, such as `https://banyan.example`; the link begins with it.
    #[arg(long, value_name = "URL")]
    public: Option<String>,
    /// Settings file.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(super) fn create(args: CreateArgs) -> Done {
    let file = args.config.as_deref().map(Settings::from_file).transpose()?.unwrap_or_default();
    let own = Settings {
        data: args.data.clone(),
        database: args.database.clone(),
        content: args.content.clone(),
        public: args.public.clone(),
        ..Settings::default()
    };
    let settings =
        file.overridden_by(Settings::from_variables(std::env::vars())?).overridden_by(own);
    let password = if args.password_stdin { Some(first_line()?) } else { None };
    let person = FirstPerson {
        login: args.login,
        name: args.name,
        email: args.email,
        language: args.language,
        unit: args.unit,
        role: args.role,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(created(&settings, &person, password.as_deref()))
}

/// A password is a line, without its end.
fn first_line() -> std::io::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

async fn created(settings: &Settings, person: &FirstPerson, password: Option<&str>) -> Done {
    let (store, _) = open(settings).await?;
    let source = Source::named(settings.content.as_deref());
    let (site, caches) = real_site(store, &source).await?;
    if caches.networks.network().is_empty() {
        writeln!(std::io::stderr(), "banyan: the store has no units yet; adopting the content")?;
        content::adopt(&source, &site, &caches, Changes::Leave).await?;
    }
    let address: SocketAddr = settings.listen.unwrap_or(LISTEN);
    let door = door(settings, address);
    let made = accounts::create_first(&site, &caches.networks, &door, person, password).await;
    site.store.close().await;
    let mut out = std::io::stdout().lock();
    match made {
        Ok(Some(link)) => {
            writeln!(out, "{link}")?;
            writeln!(
                std::io::stderr(),
                "banyan: whoever opens this link within 14 days sets the password of `{}`; it opens once",
                person.login
            )?;
        }
        Ok(None) => writeln!(out, "{}", person.login)?,
        Err(sentences) => anyhow::bail!("{}", sentences.join("\n")),
    }
    Ok(ExitCode::SUCCESS)
}
