//! Settings: a TOML file, then the environment (`BANYAN_…`), then the command line; the later one wins. A key that is
//! not known is refused with its name, wherever it stands.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[cfg(test)]
mod tests;

/// What can be set. Every field may be left out.
#[derive(Clone, Default, PartialEq, Eq, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Folder of the embedded database.
    pub data: Option<PathBuf>,
    /// Address of a database instead: `postgres://USER@HOST/NAME`.
    pub database: Option<String>,
    /// Content folder; without it the built-in one.
    pub content: Option<PathBuf>,
    /// Address and port to listen on.
    pub listen: Option<SocketAddr>,
    /// `text` or `json`.
    pub log: Option<LogFormat>,
    /// How others reach the site: `https://banyan.example`. Links in letters begin with it.
    pub public: Option<String>,
    /// Whether a proxy before the site tells the reader's address in `X-Forwarded-For`.
    pub forwarded: Option<bool>,
    /// The server for letters: `smtps://USER:PASSWORD@HOST`. Without it they become files.
    pub mail: Option<String>,
    /// The sender of letters: `Banyan <banyan@example>`.
    pub mail_from: Option<String>,
    /// Who is asked to co-sign the checkpoints of the ledger; in the file only.
    #[serde(default)]
    pub witness: Vec<WitnessSetting>,
    /// Where else people can sign in (OpenID Connect); in the file only.
    #[serde(default)]
    pub identity: Vec<IdentitySetting>,
}

/// A provider of identities, and the rule by which its people get in.
#[derive(Clone, PartialEq, Eq, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct IdentitySetting {
    /// Names it in addresses: small letters, digits, hyphens.
    pub key: String,
    /// Names it on the sign-in page.
    pub name: String,
    /// `https://HOST/PATH`, exactly as the provider writes it.
    pub issuer: String,
    pub client_id: String,
    /// A file that holds the secret; none for a client without one.
    pub client_secret: Option<PathBuf>,
    /// What is asked for beside `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// The claim that is the login of an account. Without it people link their identity themselves, once signed in.
    pub login: Option<String>,
    /// What people get who have no account; without it they are refused.
    pub account: Option<NewAccountSetting>,
    /// Values of `acr` that count as a second factor; they are also asked for.
    #[serde(default)]
    pub second_factor_acr: Vec<String>,
    /// Values of `amr` that count as a second factor.
    #[serde(default)]
    pub second_factor_amr: Vec<String>,
}

/// What somebody gets who comes from a provider and has no account.
#[derive(Clone, PartialEq, Eq, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct NewAccountSetting {
    /// A role other than the administrator's.
    pub role: String,
    /// The claim that is the present code of a unit.
    pub unit: String,
}

/// A witness of the ledger.
#[derive(Clone, PartialEq, Eq, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct WitnessSetting {
    /// Where it answers, without `/add-checkpoint`: `https://HOST` or `http://HOST:PORT`.
    pub url: String,
    /// Its public key, as it shows it at its start.
    pub key: String,
}

/// How log lines are written.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    #[default]
    Text,
    Json,
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("the settings file `{0}` cannot be read: {1}")]
    File(PathBuf, std::io::Error),
    #[error("the settings file `{0}` is wrong: {1}")]
    Content(PathBuf, toml::de::Error),
    #[error(
        "the environment sets `{0}`, which is no setting; known are BANYAN_DATA, BANYAN_DATABASE, BANYAN_CONTENT, BANYAN_LISTEN, BANYAN_LOG, BANYAN_PUBLIC, BANYAN_FORWARDED, BANYAN_MAIL, BANYAN_MAIL_FROM"
    )]
    Unknown(String),
    #[error("the environment sets `{0}` to `{1}`, which cannot be read: {2}")]
    Value(String, String, String),
}

const PREFIX: &str = "BANYAN_";
/// Variables of the test harness, which the program itself does not read.
const TEST_PREFIX: &str = "BANYAN_TEST_";

impl Settings {
    /// The settings of a file.
    ///
    /// # Errors
    /// When the file is missing, is no TOML, or has a key that is not known.
    pub fn from_file(path: &Path) -> Result<Settings, SettingsError> {
        let text = std::fs::read_to_string(path)
            .map_err(|refusal| SettingsError::File(path.to_owned(), refusal))?;
        toml::from_str(&text).map_err(|refusal| SettingsError::Content(path.to_owned(), refusal))
    }

    /// The settings of environment variables, given as pairs.
    ///
    /// # Errors
    /// When one is not known or cannot be read.
    pub fn from_variables(
        variables: impl Iterator<Item = (String, String)>,
    ) -> Result<Settings, SettingsError> {
        let mut settings = Settings::default();
        for (name, value) in variables {
            let Some(key) = name.strip_prefix(PREFIX) else { continue };
            if name.starts_with(TEST_PREFIX) {
                continue;
            }
            let wrong = |reason: String| SettingsError::Value(name.clone(), value.clone(), reason);
            match key {
                "DATA" => settings.data = Some(PathBuf::from(&value)),
                "DATABASE" => settings.database = Some(value.clone()),
                "CONTENT" => settings.content = Some(PathBuf::from(&value)),
                "LISTEN" => {
                    let address: SocketAddr = value
                        .parse()
                        .map_err(|refusal: std::net::AddrParseError| wrong(refusal.to_string()))?;
                    settings.listen = Some(address);
                }
                "LOG" => {
                    settings.log = Some(match value.as_str() {
                        "text" => LogFormat::Text,
                        "json" => LogFormat::Json,
                        _ => return Err(wrong("write text or json".to_owned())),
                    });
                }
                "PUBLIC" => settings.public = Some(value.clone()),
                "FORWARDED" => {
                    settings.forwarded =
                        Some(value.parse().map_err(|_| wrong("write true or false".to_owned()))?);
                }
                "MAIL" => settings.mail = Some(value.clone()),
                "MAIL_FROM" => settings.mail_from = Some(value.clone()),
                _ => return Err(SettingsError::Unknown(name)),
            }
        }
        Ok(settings)
    }

    /// These settings, with what `other` says in its place.
    #[must_use]
    pub fn overridden_by(self, other: Settings) -> Settings {
        Settings {
            data: other.data.or(self.data),
            database: other.database.or(self.database),
            content: other.content.or(self.content),
            listen: other.listen.or(self.listen),
            log: other.log.or(self.log),
            public: other.public.or(self.public),
            forwarded: other.forwarded.or(self.forwarded),
            mail: other.mail.or(self.mail),
            mail_from: other.mail_from.or(self.mail_from),
            witness: if other.witness.is_empty() { self.witness } else { other.witness },
            identity: if other.identity.is_empty() { self.identity } else { other.identity },
        }
    }
}
