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
        "the environment sets `{0}`, which is no setting; known are BANYAN_DATA, BANYAN_DATABASE, BANYAN_CONTENT, BANYAN_LISTEN, BANYAN_LOG"
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
        }
    }
}
