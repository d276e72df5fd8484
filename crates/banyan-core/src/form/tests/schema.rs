//! The JSON Schema against the reader, through a validator of the few keywords that the schema uses.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{changed, coverage, found, some_answers, told};
use crate::form::{Answers, Form, ProblemKind};
use crate::words::Language;

/// Whether a schema accepts a value; panics at a keyword that it does not know, so that none is passed over.
fn accepts(schema: &Json, value: &Json) -> bool {
    let mut words = schema.as_object().unwrap().iter();
    words.all(|(word, own)| keyword(schema, word, own, value))
}

fn keyword(schema: &Json, word: &str, own: &Json, value: &Json) -> bool {
    let bound = || usize::try_from(own.as_u64().unwrap()).unwrap();
    let letters = || value.as_str().map(|text| text.chars().count());
    let rows = || value.as_array().map(Vec::len);
    match word {
        "$schema" | "title" | "description" | "readOnly" | "format" => true,
        "type" => match own.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.as_number().is_some_and(|own| {
                own.is_i64() || own.is_u64() || own.as_f64().is_some_and(|own| own.fract() == 0.0)
            }),
            other => panic!("the type {other}"),
        },
        "minimum" => value.as_f64().is_none_or(|value| value >= own.as_f64().unwrap()),
        "maximum" => value.as_f64().is_none_or(|value| value <= own.as_f64().unwrap()),
        "minLength" => letters().is_none_or(|count| count >= bound()),
        "maxLength" => letters().is_none_or(|count| count <= bound()),
        "enum" => own.as_array().unwrap().contains(value),
        "pattern" => value.as_str().is_none_or(|value| matches(own.as_str().unwrap(), value)),
        "minItems" => rows().is_none_or(|count| count >= bound()),
        "maxItems" => rows().is_none_or(|count| count <= bound()),
        "items" => value.as_array().is_none_or(|rows| rows.iter().all(|row| accepts(own, row))),
        "required" => value.as_object().is_none_or(|object| {
            own.as_array().unwrap().iter().all(|name| object.contains_key(name.as_str().unwrap()))
        }),
        "additionalProperties" => {
            assert_eq!(own, &Json::Bool(false));
            let known = schema.get("properties").unwrap();
            value
                .as_object()
                .is_none_or(|object| object.keys().all(|name| known.get(name).is_some()))
        }
        "properties" => value.as_object().is_none_or(|object| {
            own.as_object()
                .unwrap()
                .iter()
                .all(|(name, own)| object.get(name).is_none_or(|value| accepts(own, value)))
        }),
        other => panic!("the keyword {other}"),
    }
}

/// The patterns that a schema of this form has, each told in another way; panics at any other.
fn matches(pattern: &str, text: &str) -> bool {
    let digits = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let decimal = |whole: usize, decimals: usize| {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        match unsigned.split_once('.') {
            None => digits(unsigned, 1, whole),
            Some((own, rest)) => digits(own, 1, whole) && digits(rest, 1, decimals),
        }
    };
    match pattern {
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => {
            let parts: Vec<&str> = text.split('-').collect();
            parts.len() == 3
                && parts.iter().zip([4, 2, 2]).all(|(part, own)| digits(part, own, own))
        }
        "^[0-9a-f]{64}$" => {
            text.len() == 64
                && text.chars().all(|own| own.is_ascii_digit() || ('a'..='f').contains(&own))
        }
        "^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$" => {
            (1..=40).contains(&text.len())
                && !text.starts_with(['.', '_', '-'])
                && text
                    .chars()
                    .all(|own| own.is_ascii_alphanumeric() || ['.', '_', '-'].contains(&own))
        }
        "^-?[0-9]{1,14}(\\.[0-9]{1,1})?$" => decimal(14, 1),
        "^-?[0-9]{1,13}(\\.[0-9]{1,2})?$" => decimal(13, 2),
        other => panic!("the pattern {other}"),
    }
}

/// What a schema can say.
fn of_schema(kind: &ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::UnknownField
            | ProblemKind::UnknownCell
            | ProblemKind::NotInRows
            | ProblemKind::RowNeeded
            | ProblemKind::WrongType
            | ProblemKind::NotANumber
            | ProblemKind::TooManyDecimals { .. }
            | ProblemKind::TooLarge
            | ProblemKind::NotADay
            | ProblemKind::NoSuchOption
            | ProblemKind::NotAUnitCode
            | ProblemKind::NotAnAttachment
            | ProblemKind::WrongMediaType { .. }
            | ProblemKind::TooManyBytes { .. }
            | ProblemKind::TooLong { .. }
            | ProblemKind::Missing
            | ProblemKind::TooFewRows { .. }
            | ProblemKind::TooManyRows { .. }
    )
}

/// Bounds of whole numbers are in the schema, those of others are not.
fn refused(form: &Form, body: &Json) -> bool {
    form.read_json(body).problems.iter().any(|problem| {
        let whole = form
            .field(&problem.at.field)
            .and_then(|field| field.number())
            .is_some_and(|number| number.decimals == 0);
        // A begun sum asks for its other cells; that is no matter of one property.
        let begun = problem.kind == ProblemKind::Missing && problem.at.field == "trained";
        let bound = matches!(
            problem.kind,
            ProblemKind::Negative
                | ProblemKind::BelowMinimum { .. }
                | ProblemKind::AboveMaximum { .. }
        );
        (of_schema(&problem.kind) || bound && whole) && !begun
    })
}

fn check(body: &Json, accepted: bool) {
    let form = coverage();
    let schema = form.json_schema(Language::English);
    assert_eq!(accepts(&schema, body), accepted, "the schema, {body}");
    assert_eq!(
        !refused(&form, body),
        accepted,
        "the reader, {body}: {:?}",
        told(&form.read_json(body).problems)
    );
}

#[test]
fn what_the_schema_accepts_is_read() {
    check(&json!({ "found": 12 }), true);
    check(&json!({ "found": 12.0 }), true);
    check(
        &json!({ "found": 0, "lit": "38.3", "warmest": "-5", "obstacles": "a\nb", "begun_on": "2025-07-01" }),
        true,
    );
    check(&json!({ "found": 1, "villages": [] }), true);
    let row =
        json!({ "village": "A", "households": 2, "households.female": 1, "households.male": 1 });
    check(&json!({ "found": 1, "villages": [row] }), true);
    let photo = json!({ "sha256": "0f".repeat(32), "bytes": 5, "media_type": "image/png", "name": "a.png" });
    let mut whole = row.clone();
    whole["photo"] = photo;
    whole["commune"] = json!("00727");
    whole["powered"] = json!(false);
    whole["zone"] = json!("hard");
    check(&json!({ "found": 1, "villages": [whole] }), true);
}

#[test]
fn what_the_schema_refuses_is_a_problem() {
    for body in [
        json!(null),
        json!([]),
        json!("found"),
        json!({}),
        json!({ "found": "12" }),
        json!({ "found": 12.5 }),
        json!({ "found": -1 }),
        json!({ "found": 5001 }),
        json!({ "found": 1e30 }),
        json!({ "found": 1e-9 }),
        json!({ "found": null }),
        json!({ "found": true }),
        json!({ "found": 1, "covered": 1_000_000_000_000_000_i64 }),
        json!({ "found": 1, "lit": 38.3 }),
        json!({ "found": 1, "lit": "38,3" }),
        json!({ "found": 1, "lit": "38.30" }),
        json!({ "found": 1, "lit": "1234567890123456" }),
        json!({ "found": 1, "lit": ".5" }),
        json!({ "found": 1, "lit": "" }),
        json!({ "found": 1, "obstacles": "" }),
        json!({ "found": 1, "obstacles": "a".repeat(201) }),
        json!({ "found": 1, "begun_on": "1/7/2025" }),
        json!({ "found": 1, "begun_on": 20_250_701 }),
        json!({ "found": 1, "lost": 1 }),
        json!({ "found": 1, "staff.old": 1 }),
        json!({ "found": 1, "staff.": 1 }),
        json!({ "found": 1, "online": 1 }),
        json!({ "found": 1, "villages": {} }),
        json!({ "found": 1, "villages": [1] }),
        json!({ "found": 1, "villages": [{}] }),
        json!({ "found": 1, "villages": [{ "found": 1 }] }),
        json!({ "found": 1, "villages": [{ "village": "A" }] }),
    ] {
        check(&body, false);
    }
    let row = |field: &str, value: Json| {
        let mut row = json!({ "village": "A", "households": 2, "households.female": 1, "households.male": 1 });
        row[field] = value;
        json!({ "found": 1, "villages": [row] })
    };
    check(&row("zone", json!("Hard")), false);
    check(&row("powered", json!("true")), false);
    check(&row("commune", json!("a b")), false);
    check(&row("commune", json!("a".repeat(41))), false);
    for (name, value) in [
        ("sha256", json!("0F".repeat(32))),
        ("bytes", json!(0)),
        ("bytes", json!(2_000_001)),
        ("media_type", json!("image/gif")),
        ("name", json!("")),
        ("more", json!(1)),
    ] {
        let mut photo = json!({ "sha256": "0f".repeat(32), "bytes": 5, "media_type": "image/png", "name": "a.png" });
        photo[name] = value;
        check(&row("photo", photo), false);
    }
    let many: Vec<Json> = (0..7)
        .map(|name| json!({ "village": name.to_string(), "households": 2, "households.female": 1, "households.male": 1 }))
        .collect();
    check(&json!({ "found": 9, "villages": many }), false);
}

#[test]
fn what_a_schema_cannot_say_is_left_to_the_reader() {
    let form = coverage();
    let only_read = |body: Json, place: &str, key: &str| {
        assert!(accepts(&form.json_schema(Language::English), &body), "{body}");
        let keys: Vec<&str> =
            found(&form.read_json(&body).problems, place).iter().map(ProblemKind::key).collect();
        assert_eq!(keys, [key], "{body}");
    };
    only_read(json!({ "found": 1, "lit": "100.1" }), "lit", "above-maximum");
    only_read(json!({ "found": 1, "begun_on": "2025-02-29" }), "begun_on", "not-a-day");
    only_read(json!({ "found": 1, "obstacles": " " }), "obstacles", "missing");
    only_read(json!({ "found": 1, "balance": "3.00" }), "balance", "computed-from-parts");
    only_read(json!({ "found": 1, "covered": 1, "left": 1 }), "found", "rule");
}

#[test]
fn a_schema_speaks_the_language_that_is_asked_for() {
    let least = Form::new(changed("minimum = 0, maximum = 6", "minimum = 1, maximum = 6")).unwrap();
    let schema = least.json_schema(Language::Arabic);
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["title"], "التغطية");
    assert_eq!(schema["required"], json!(["found", "villages"]));
    assert_eq!(schema["properties"]["trained.15_up.female"]["title"], "المدرَّبون: نساء، 15 فما فوق");
    assert_eq!(schema["properties"]["trained"]["readOnly"], true);
    assert_eq!(
        schema["properties"]["found"]["description"],
        "Counted on the last day of the window."
    );
    assert!(!accepts(&schema, &json!({ "found": 1 })));
}

/// A body that is nearly right.
fn body() -> BoxedStrategy<Json> {
    let value = || {
        prop_oneof![
            Just(json!(null)),
            Just(json!(true)),
            (-3_i64..9000).prop_map(Json::from),
            Just(json!(1.5)),
            "[a-z0-9.-]{0,5}".prop_map(Json::from),
            "-?[0-9]{1,3}\\.[0-9]".prop_map(Json::from),
            Just(json!("2025-07-01")),
            Just(json!("hard")),
            Just(json!([])),
            Just(json!({})),
        ]
    };
    let names = vec![
        "found",
        "covered",
        "lit",
        "warmest",
        "trained.15_up.male",
        "staff",
        "staff.female",
        "begun_on",
        "obstacles",
        "village",
        "households",
        "zone",
        "commune",
        "powered",
        "photo",
        "lost",
        "villages",
    ];
    let object =
        move || prop::collection::btree_map(prop::sample::select(names.clone()), value(), 0..5);
    (object(), prop::collection::vec(object(), 0..8), any::<bool>(), any::<bool>())
        .prop_map(|(own, rows, found, villages)| {
            let mut body: serde_json::Map<String, Json> =
                own.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            if found {
                body.insert("found".to_owned(), json!(1));
            }
            if villages {
                body.insert("villages".to_owned(), json!(rows));
            }
            Json::Object(body)
        })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn schema_and_reader_refuse_the_same(body in body()) {
        let form = coverage();
        let accepted = accepts(&form.json_schema(Language::French), &body);
        prop_assert_eq!(accepted, !refused(&form, &body), "{}: {:?}", body, told(&form.read_json(&body).problems));
        // Whatever was sent is kept: each value of the body and of its rows.
        let sent = body.as_object().unwrap().iter().map(|(name, value)| match value {
            Json::Array(rows) if name == "villages" => {
                rows.iter().map(|row| row.as_object().unwrap().len()).sum()
            }
            _ => 1,
        });
        prop_assert_eq!(form.read_json(&body).raw.len(), sent.sum::<usize>());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn canonical_answers_are_accepted_unless_something_is_missing(answers in some_answers(&coverage())) {
        let form = coverage();
        let json = answers.canonical();
        let missing = form.judge(&answers).iter().any(|own| own.kind == ProblemKind::Missing && own.at.field != "trained");
        prop_assert_eq!(accepts(&form.json_schema(Language::English), &json), !missing);
        prop_assert_eq!(form.read_json(&json).answers == Answers::new(), answers.is_empty());
    }
}
