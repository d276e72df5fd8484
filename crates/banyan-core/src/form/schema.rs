//! The JSON Schema (draft 2020-12) of the answers to a form, as the API takes them.
//!
//! What it refuses [`Form::read_json`] refuses too. What it accepts can still have problems that a schema does not say: bounds
//! of numbers with decimals and of days, days that no calendar has, blank texts, line breaks, rows with one key, values that
//! are computed otherwise, rules.

use serde_json::{Map, Value as Json, json};

use super::checked::Form;
use super::definition::{Kind, Number};
use super::fields::FormField;
use super::header::bounds;
use super::json::whole_digits;
use super::limits;
use crate::words::Language;

impl Form {
    /// The schema of what is submitted, with titles and descriptions in a language.
    pub fn json_schema(&self, language: Language) -> Json {
        let mut schema = self.object(language, None);
        for section in self.document().section.iter().filter(|own| own.rows.is_some()) {
            let Some(rows) = &section.rows else { continue };
            let array = json!({
                "type": "array",
                "title": section.title.words_in(language),
                "items": self.object(language, Some(&section.code)),
                "minItems": rows.minimum,
                "maxItems": rows.maximum,
            });
            put(&mut schema, "properties", &section.code, array);
            if rows.minimum > 0
                && let Some(Json::Array(required)) = schema.get_mut("required")
            {
                required.push(Json::from(section.code.as_str()));
            }
        }
        schema.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
        schema.insert("title".to_owned(), self.document().title.words_in(language).into());
        Json::Object(schema)
    }

    /// The object of what does not repeat, or of one row of a group.
    fn object(&self, language: Language, group: Option<&str>) -> Map<String, Json> {
        let mut object = Map::new();
        object.insert("type".to_owned(), "object".into());
        object.insert("additionalProperties".to_owned(), false.into());
        object.insert("properties".to_owned(), json!({}));
        let mut required: Vec<Json> = Vec::new();
        for column in self.columns() {
            if column.field.group.as_deref() != group {
                continue;
            }
            let name = column.field.address(&column.cell, None).slot();
            let mut value = value_schema(column.field);
            value.insert("title".to_owned(), column.label(language).into());
            let help = &column.field.field.help;
            if help.pairs().next().is_some() {
                value.insert("description".to_owned(), help.words_in(language).into());
            }
            if column.locked {
                value.insert("readOnly".to_owned(), true.into());
            }
            if column.required {
                required.push(name.as_str().into());
            }
            put(&mut object, "properties", &name, Json::Object(value));
        }
        object.insert("required".to_owned(), required.into());
        object
    }
}

fn put(object: &mut Map<String, Json>, part: &str, name: &str, value: Json) {
    if let Some(Json::Object(part)) = object.get_mut(part) {
        part.insert(name.to_owned(), value);
    }
}

fn value_schema(field: &FormField) -> Map<String, Json> {
    let schema = match &field.field.kind {
        Kind::Number(number) => number_schema(number),
        Kind::Text { length_max, .. } => {
            json!({ "type": "string", "minLength": 1, "maxLength": length_max })
        }
        Kind::Day { .. } => {
            json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
        }
        Kind::Choice { option } => {
            let codes: Vec<&str> = option.iter().map(|own| own.code.as_str()).collect();
            json!({ "type": "string", "enum": codes })
        }
        Kind::YesNo {} => json!({ "type": "boolean" }),
        Kind::Unit {} => {
            let more = limits::CODE_LETTERS.saturating_sub(1);
            let pattern = format!("^[0-9A-Za-z][0-9A-Za-z._-]{{0,{more}}}$");
            json!({ "type": "string", "pattern": pattern })
        }
        Kind::Attachment { types, bytes_max } => json!({
            "type": "object",
            "additionalProperties": false,
            "required": ["bytes", "media_type", "name", "sha256"],
            "properties": {
                "bytes": { "type": "integer", "minimum": 1, "maximum": bytes_max },
                "media_type": { "type": "string", "enum": types },
                "name": {
                    "type": "string", "minLength": 1, "maxLength": limits::FILE_NAME_LETTERS,
                },
                "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
            },
        }),
    };
    match schema {
        Json::Object(schema) => schema,
        _ => Map::new(),
    }
}

fn number_schema(number: &Number) -> Json {
    if number.decimals == 0 {
        let (least, most) = bounds(number);
        return json!({ "type": "integer", "minimum": least.minor(), "maximum": most.minor() });
    }
    let pattern =
        format!("^-?[0-9]{{1,{}}}(\\.[0-9]{{1,{}}})?$", whole_digits(number), number.decimals);
    json!({ "type": "string", "pattern": pattern })
}
