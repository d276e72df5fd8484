//! By what things are named: identifier, code, name, or an attribute.

use std::fmt;
use std::str::FromStr;

use super::ExchangeFormat;

/// By what things of one kind are named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scheme {
    Uid,
    Code,
    Name,
    /// The attribute with this identifier.
    Attribute(String),
}

/// Why a text is no scheme.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is none of uid, code, name, attribute:ID")]
pub struct SchemeError(pub String);

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scheme::Uid => f.write_str("uid"),
            Scheme::Code => f.write_str("code"),
            Scheme::Name => f.write_str("name"),
            Scheme::Attribute(id) => write!(f, "attribute:{id}"),
        }
    }
}

impl FromStr for Scheme {
    type Err = SchemeError;

    /// Whatever the case; `id` is `uid`.
    fn from_str(written: &str) -> Result<Scheme, SchemeError> {
        let refusal = || SchemeError(written.to_owned());
        match written.to_ascii_lowercase().as_str() {
            "uid" | "id" => Ok(Scheme::Uid),
            "code" => Ok(Scheme::Code),
            "name" => Ok(Scheme::Name),
            lower if lower.starts_with("attribute:") => {
                let id = written.get("attribute:".len()..).filter(|id| !id.is_empty());
                Ok(Scheme::Attribute(id.ok_or_else(refusal)?.to_owned()))
            }
            _ => Err(refusal()),
        }
    }
}

/// The schemes that a file or a request states.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Schemes {
    /// For everything that has none of its own.
    pub general: Option<Scheme>,
    pub data_element: Option<Scheme>,
    pub org_unit: Option<Scheme>,
    pub category_option_combo: Option<Scheme>,
    pub data_set: Option<Scheme>,
    pub category: Option<Scheme>,
    pub category_option: Option<Scheme>,
}

impl Schemes {
    /// Reads the parameters `idScheme`, `dataElementIdScheme` and so on, from wherever they stand. Attribute option combos are
    /// named as category option combos are.
    ///
    /// # Errors
    /// The first that is no scheme.
    pub fn read<'v>(stated: impl Fn(&str) -> Option<&'v str>) -> Result<Schemes, SchemeError> {
        let scheme = |name: &str| stated(name).map(str::parse).transpose();
        Ok(Schemes {
            general: scheme("idScheme")?,
            data_element: scheme("dataElementIdScheme")?,
            org_unit: scheme("orgUnitIdScheme")?,
            category_option_combo: scheme("categoryOptionComboIdScheme")?,
            data_set: scheme("dataSetIdScheme")?,
            category: scheme("categoryIdScheme")?,
            category_option: scheme("categoryOptionIdScheme")?,
        })
    }

    /// What stands where neither file nor request says anything: codes in ADX, identifiers in all else.
    pub fn of(format: ExchangeFormat) -> Schemes {
        let general = match format {
            ExchangeFormat::Adx => Scheme::Code,
            ExchangeFormat::Json | ExchangeFormat::Csv => Scheme::Uid,
        };
        Schemes { general: Some(general), ..Schemes::default() }
    }

    /// These, completed by others: those of a file by those of its request, and both by those of the format.
    #[must_use]
    pub fn or(self, others: Schemes) -> Schemes {
        Schemes {
            general: self.general.or(others.general),
            data_element: self.data_element.or(others.data_element),
            org_unit: self.org_unit.or(others.org_unit),
            category_option_combo: self.category_option_combo.or(others.category_option_combo),
            data_set: self.data_set.or(others.data_set),
            category: self.category.or(others.category),
            category_option: self.category_option.or(others.category_option),
        }
    }

    /// The scheme for things of one kind: their own, else the general one.
    pub fn for_kind(&self, own: Option<&Scheme>) -> Scheme {
        own.or(self.general.as_ref()).cloned().unwrap_or(Scheme::Uid)
    }
}
