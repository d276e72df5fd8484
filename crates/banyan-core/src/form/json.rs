//! Answers from the JSON of the API, the same that [`super::Answers::canonical`] writes and [`super::Form::json_schema`] describes.
//!
//! Whole numbers are integers, numbers with decimals text, because a double rounds them; days are ISO, choices and units codes.

use serde_json::{Map, Value as Json};

use super::address::Address;
use super::checked::Form;
use super::definition::{Kind, Number};
use super::fields::FormField;
use super::limits;
use super::number::iso;
use super::problem::ProblemKind;
use super::read::{Entered, Reading, Texts, is_unit_code, with_decimals_of};
use super::value::{Attachment, Value};
use crate::words::Quantity;

impl Form {
    /// Reads a JSON body. Raw texts are the JSON of each value.
    pub fn read_json(&self, body: &Json) -> Reading {
        let mut entered = Entered::default();
        let mut raw = Texts::new();
        let Json::Object(body) = body else {
            entered.stray(&Address::default(), ProblemKind::WrongType);
            raw.insert(Address::default(), body.to_string());
            return self.settle(entered, raw);
        };
        for (name, value) in body {
            match (self.group(name), value) {
                (Some(_), Json::Array(rows)) => self.read_rows(name, rows, &mut entered, &mut raw),
                (Some(_), _) => {
                    raw.insert(Address::of(name), value.to_string());
                    entered.stray(&Address::of(name), ProblemKind::WrongType);
                }
                (None, _) => self.read_entry(Address::of_slot(name), value, &mut entered, &mut raw),
            }
        }
        self.settle(entered, raw)
    }

    fn read_rows(&self, group: &str, rows: &[Json], entered: &mut Entered, raw: &mut Texts) {
        let Some(own) = self.group(group) else { return };
        for (number, row) in (1_u32..).zip(rows) {
            let nothing = Map::new();
            let (object, fault) = match row {
                Json::Object(object) if object.is_empty() => (object, Some(ProblemKind::Missing)),
                Json::Object(object) => (object, None),
                _ => (&nothing, Some(ProblemKind::WrongType)),
            };
            if number > own.maximum {
                entered.unread.surplus(group);
            } else if let Some(fault) = fault {
                let key = Address::of(&own.key).row(group, number);
                entered.take(&key, Err(fault));
            }
            if !row.is_object() {
                raw.insert(Address::of(&own.key).row(group, number), row.to_string());
            }
            for (name, value) in object {
                let at = Address::of_slot(name).row(group, number);
                if number > own.maximum {
                    raw.insert(at, value.to_string());
                } else {
                    self.read_entry(at, value, entered, raw);
                }
            }
        }
    }

    fn read_entry(&self, at: Address, value: &Json, entered: &mut Entered, raw: &mut Texts) {
        match self.fields.locate(&at) {
            Err(kind) => entered.stray(&at, kind),
            Ok(field) => entered.take(&at, read_value(field, value)),
        }
        raw.insert(at, value.to_string());
    }
}

fn read_value(field: &FormField, value: &Json) -> Result<Value, ProblemKind> {
    match (&field.field.kind, value) {
        (Kind::Number(number), Json::Number(written)) if number.decimals == 0 => {
            whole(number, &written.to_string()).map(Value::Number)
        }
        (Kind::Number(number), Json::String(written)) if number.decimals > 0 => {
            decimal(number, written).map(Value::Number)
        }
        (Kind::Text { length_max, .. }, Json::String(words)) => {
            let letters = words.chars().count();
            if words.trim().is_empty() {
                Err(ProblemKind::Missing)
            } else if u32::try_from(letters).map_or(true, |letters| letters > *length_max) {
                Err(ProblemKind::TooLong { letters, length_max: *length_max })
            } else {
                Ok(Value::Text(words.trim().replace("\r\n", "\n")))
            }
        }
        (Kind::Day { .. }, Json::String(day)) if iso(day) => {
            day.parse().map(Value::Day).map_err(|_| ProblemKind::NotADay)
        }
        (Kind::Day { .. }, Json::String(_)) => Err(ProblemKind::NotADay),
        (Kind::Choice { option }, Json::String(code)) => {
            let known = option.iter().any(|own| own.code == *code);
            known.then(|| Value::Choice(code.clone())).ok_or(ProblemKind::NoSuchOption)
        }
        (Kind::YesNo {}, Json::Bool(yes)) => Ok(Value::YesNo(*yes)),
        (Kind::Unit {}, Json::String(code)) => {
            let whole = is_unit_code(code).then(|| Value::Unit(code.clone()));
            whole.ok_or(ProblemKind::NotAUnitCode)
        }
        (Kind::Attachment { .. }, Json::Object(file)) => attachment(file).map(Value::Attachment),
        _ => Err(ProblemKind::WrongType),
    }
}

/// `12` and `12.0` are whole in JSON Schema alike.
fn whole(number: &Number, written: &str) -> Result<Quantity, ProblemKind> {
    let digits = written.strip_suffix(".0").unwrap_or(written);
    match digits.parse::<Quantity>() {
        Ok(read) => with_decimals_of(number, read),
        // An exponent: serde_json writes one for what has more digits than are kept, or for a small fraction.
        Err(_) if digits.contains("e-") => {
            Err(ProblemKind::TooManyDecimals { decimals: number.decimals })
        }
        Err(_) => Err(ProblemKind::TooLarge),
    }
}

/// Digits, a point and at most the field's decimals; together no more digits than are kept.
fn decimal(number: &Number, written: &str) -> Result<Quantity, ProblemKind> {
    let unsigned = written.strip_prefix('-').unwrap_or(written);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) {
        return Err(ProblemKind::NotANumber);
    }
    if decimals.len() > usize::from(number.decimals) {
        return Err(ProblemKind::TooManyDecimals { decimals: number.decimals });
    }
    if whole.len() > whole_digits(number) {
        return Err(ProblemKind::TooLarge);
    }
    let read = written.parse::<Quantity>().map_err(|_| ProblemKind::TooLarge)?;
    with_decimals_of(number, read)
}

/// Digits before the point: fifteen less the decimals.
pub(super) fn whole_digits(number: &Number) -> usize {
    let digits = usize::try_from(limits::MINOR.ilog10()).unwrap_or(0).saturating_add(1);
    digits.saturating_sub(usize::from(number.decimals))
}

fn attachment(file: &Map<String, Json>) -> Result<Attachment, ProblemKind> {
    let text = |name: &str| file.get(name).and_then(Json::as_str).map(str::to_owned);
    let read = || {
        Some(Attachment {
            sha256: text("sha256")?,
            bytes: file.get("bytes").and_then(Json::as_u64)?,
            media_type: text("media_type")?,
            name: text("name")?,
        })
    };
    read().filter(|own| own.whole() && file.len() == 4).ok_or(ProblemKind::NotAnAttachment)
}
