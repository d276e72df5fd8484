//! DHIS2 `dataValueSets` as JSON: data set, period, unit and attribute option combo once at the top, or with each value.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{ExchangeValue, Found, Raw, Schemes, VALUES_MOST, read_dhis2_period};
use crate::sheets::place::Place;
use crate::sheets::problem::{FileProblem, FileProblemKind};

/// A text, number, or truth value as text. Other systems write a value in all three ways.
#[derive(Default)]
enum Scalar {
    #[default]
    Absent,
    Text(String),
    /// An array or object, where neither belongs.
    Other,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Set {
    data_set: Scalar,
    period: Scalar,
    org_unit: Scalar,
    attribute_option_combo: Scalar,
    id_scheme: Scalar,
    data_element_id_scheme: Scalar,
    org_unit_id_scheme: Scalar,
    category_option_combo_id_scheme: Scalar,
    data_set_id_scheme: Scalar,
    data_values: Option<Values>,
}

/// As many values as are read, and whether there are more.
#[derive(Default)]
struct Values {
    values: Vec<Value>,
    more: bool,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Value {
    data_element: Scalar,
    period: Scalar,
    org_unit: Scalar,
    category_option_combo: Scalar,
    attribute_option_combo: Scalar,
    value: Scalar,
    stored_by: Scalar,
    comment: Scalar,
    deleted: Scalar,
}

/// Reads a set of values. What is not asked for is passed over, however deep it goes.
pub(super) fn read(text: &str, found: &mut Found) -> Result<Schemes, FileProblem> {
    let Object(set): Object<Set> = serde_json::from_str(text).map_err(unreadable)?;
    let top = |scalar: Scalar, name: &'static str, found: &mut Found| {
        scalar.text(name, || Place::Pointer(format!("/{name}")), found)
    };
    let data_set = top(set.data_set, "dataSet", found);
    let period = top(set.period, "period", found);
    let org_unit = top(set.org_unit, "orgUnit", found);
    let attribute = top(set.attribute_option_combo, "attributeOptionCombo", found);
    let schemes = [
        ("idScheme", set.id_scheme),
        ("dataElementIdScheme", set.data_element_id_scheme),
        ("orgUnitIdScheme", set.org_unit_id_scheme),
        ("categoryOptionComboIdScheme", set.category_option_combo_id_scheme),
        ("dataSetIdScheme", set.data_set_id_scheme),
    ]
    .map(|(name, scalar)| (name, top(scalar, name, found)));
    let schemes = Schemes::read(|wanted| {
        let stated = schemes.iter().find(|(name, _)| *name == wanted);
        stated.map(|(_, own)| own.as_str()).filter(|own| !own.is_empty())
    })
    .map_err(|error| FileProblem::file(FileProblemKind::BadScheme { scheme: error.0 }))?;
    let Some(Values { values, more }) = set.data_values else {
        return Err(FileProblem::file(FileProblemKind::Missing { name: "dataValues" }));
    };
    if more {
        return Err(FileProblem::file(FileProblemKind::TooManyValues { most: VALUES_MOST }));
    }
    let top = Top { data_set, period, org_unit, attribute };
    for (index, value) in values.into_iter().enumerate() {
        let raw = value.raw(&top, index, found);
        found.take(raw)?;
    }
    Ok(schemes)
}

fn unreadable(error: serde_json::Error) -> FileProblem {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        serde_json::error::Category::Data => FileProblem::at(
            Place::Line(line),
            FileProblemKind::WrongShape { expected: "{\"dataValues\": [{…}]}" },
        ),
        _ => FileProblem::file(FileProblemKind::BadSyntax { line, column }),
    }
}

/// What is said once for all values.
struct Top {
    data_set: String,
    period: String,
    org_unit: String,
    attribute: String,
}

impl Value {
    fn raw(self, top: &Top, index: usize, found: &mut Found) -> Raw {
        let at = |name: &str| {
            let name = if name.is_empty() { String::new() } else { format!("/{name}") };
            Place::Pointer(format!("/dataValues/{index}{name}"))
        };
        let mut text =
            |scalar: Scalar, name: &'static str| scalar.text(name, || at(name), &mut *found);
        let own = |own: String, top: &str| if own.is_empty() { top.to_owned() } else { own };
        Raw {
            period: own(text(self.period, "period"), &top.period),
            read_period: read_dhis2_period,
            value: ExchangeValue {
                data_set: top.data_set.clone(),
                data_element: text(self.data_element, "dataElement"),
                org_unit: own(text(self.org_unit, "orgUnit"), &top.org_unit),
                category_option_combo: text(self.category_option_combo, "categoryOptionCombo"),
                attribute_option_combo: own(
                    text(self.attribute_option_combo, "attributeOptionCombo"),
                    &top.attribute,
                ),
                value: text(self.value, "value"),
                stored_by: text(self.stored_by, "storedBy"),
                comment: text(self.comment, "comment"),
                deleted: text(self.deleted, "deleted") == "true",
                index,
                at: at(""),
                ..ExchangeValue::default()
            },
        }
    }
}

impl Scalar {
    fn text(self, name: &'static str, at: impl Fn() -> Place, found: &mut Found) -> String {
        match self {
            Scalar::Absent => String::new(),
            Scalar::Text(text) => text,
            Scalar::Other => {
                let kind = FileProblemKind::WrongShape { expected: name };
                found.note(FileProblem::at(at(), kind));
                String::new()
            }
        }
    }
}

/// An object, and not the array of its fields that would do as well.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Object<T>, D::Error> {
        deserializer.deserialize_map(AnyObject(PhantomData))
    }
}

struct AnyObject<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for AnyObject<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Object)
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Values, D::Error> {
        deserializer.deserialize_seq(AnyValues)
    }
}

struct AnyValues;

impl<'de> Visitor<'de> for AnyValues {
    type Value = Values;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rest: A) -> Result<Values, A::Error> {
        let mut found = Values::default();
        while found.values.len() < VALUES_MOST {
            match rest.next_element::<Object<Value>>()? {
                Some(value) => found.values.push(value.0),
                None => return Ok(found),
            }
        }
        while rest.next_element::<IgnoredAny>()?.is_some() {
            found.more = true;
        }
        Ok(found)
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Scalar, D::Error> {
        deserializer.deserialize_any(AnyScalar)
    }
}

struct AnyScalar;

impl<'de> Visitor<'de> for AnyScalar {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number or a truth value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Scalar, E> {
        Ok(Scalar::Text(yes.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar::Text(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
        Ok(Scalar::Text(number.to_string()))
    }

    /// The shortest digits that mean the same double, which are those that were written where there are at most fifteen.
    fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar::Text(number.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Absent)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rest: A) -> Result<Scalar, A::Error> {
        while rest.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut rest: A) -> Result<Scalar, A::Error> {
        while rest.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Other)
    }
}
