//! A typed answer, and its two plain forms: text with a point and ISO days, and canonical JSON.

use std::fmt;
use std::str::FromStr;

use serde_json::{Value as Json, json};

use super::limits;
use crate::words::{Day, Quantity};

/// What stands in one entry.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Value {
    /// With the decimals of its field.
    Number(Quantity),
    /// Never blank.
    Text(String),
    Day(Day),
    /// The code of an option.
    Choice(String),
    YesNo(bool),
    /// The code of a unit.
    Unit(String),
    Attachment(Attachment),
}

/// A file that is kept elsewhere under its hash. As text: hash, bytes, media type and name with a space between.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Attachment {
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    pub bytes: u64,
    pub media_type: String,
    pub name: String,
}

/// Why a text is no attachment.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is no attachment; write SHA-256, bytes, media type and name")]
pub struct AttachmentError(pub String);

impl Attachment {
    /// Whether hash and name have the right form.
    pub(super) fn whole(&self) -> bool {
        let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let name = self.name.chars();
        self.sha256.len() == 64
            && self.sha256.bytes().all(hexadecimal)
            && self.bytes > 0
            && !self.name.trim().is_empty()
            && self.name.trim() == self.name
            && name.clone().count() <= limits::FILE_NAME_LETTERS
            && !name.clone().any(|letter| letter.is_control() || matches!(letter, '/' | '\\'))
    }
}

impl fmt::Display for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.sha256, self.bytes, self.media_type, self.name)
    }
}

impl FromStr for Attachment {
    type Err = AttachmentError;

    fn from_str(written: &str) -> Result<Attachment, AttachmentError> {
        let refusal = || AttachmentError(written.to_owned());
        let mut parts = written.splitn(4, ' ');
        let mut part = || parts.next().ok_or_else(refusal);
        let (sha256, bytes, media_type, name) = (part()?, part()?, part()?, part()?);
        let attachment = Attachment {
            sha256: sha256.to_owned(),
            bytes: bytes.parse().map_err(|_| refusal())?,
            media_type: media_type.to_owned(),
            name: name.to_owned(),
        };
        Some(attachment).filter(Attachment::whole).ok_or_else(refusal)
    }
}

impl Value {
    /// As files have it: a point before the decimals, ISO days, codes, `true` and `false`.
    pub fn plain(&self) -> String {
        match self {
            Value::Number(number) => number.to_string(),
            Value::Text(words) | Value::Choice(words) | Value::Unit(words) => words.clone(),
            Value::Day(day) => day.to_string(),
            Value::YesNo(yes) => yes.to_string(),
            Value::Attachment(attachment) => attachment.to_string(),
        }
    }

    /// As JSON has it: a whole number as an integer; one with decimals as text, because a double would round it.
    pub fn json(&self) -> Json {
        match self {
            Value::Number(number) if number.decimals() == 0 => Json::from(number.minor()),
            Value::YesNo(yes) => Json::from(*yes),
            Value::Attachment(own) => json!({
                "bytes": own.bytes, "media_type": own.media_type, "name": own.name, "sha256": own.sha256,
            }),
            other => Json::from(other.plain()),
        }
    }
}
