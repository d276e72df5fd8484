//! A form checks itself: one flaw put into a sound definition is found at its place, and no other.

use super::{changed, coverage, document};
use crate::form::{Form, FormDocument, limits};
use crate::words::{Language, Words4};

fn flaws(document: FormDocument) -> Vec<(String, &'static str)> {
    let flaws = Form::new(document).err().unwrap_or_default();
    assert!(flaws.iter().all(|flaw| flaw.to_string().starts_with(&flaw.place)));
    flaws.into_iter().map(|flaw| (flaw.place, flaw.reason.key())).collect()
}

fn check(piece: &str, instead: &str, place: &str, key: &'static str) {
    assert_eq!(flaws(changed(piece, instead)), vec![(place.to_owned(), key)], "{instead}");
}

#[test]
fn a_sound_definition_is_stored_and_read_as_it_is() {
    let form = coverage();
    let stored = serde_json::to_string(form.document()).unwrap();
    let again: FormDocument = serde_json::from_str(&stored).unwrap();
    assert_eq!(&again, form.document());
    assert_eq!((form.code(), form.version()), ("coverage", 1));
    // 6 + 5 + 3 + 2 + 1 fields or cells outside the group and 9 in it, three of them computed.
    assert_eq!(form.entries_asked(), 5 + 4 + 3 + 2 + 9 + 1);
}

#[test]
fn what_a_document_does_not_know_is_refused() {
    for (piece, instead) in [
        ("kind = { is = \"unit\" }", "kind = { is = \"unit\", shape = 1 }"),
        ("kind = { is = \"unit\" }", "kind = { is = \"village\" }"),
        ("earliest = \"2020-01-01\"", "earliest = \"2020-02-30\""),
        ("minimum = \"-40\"", "minimum = \"-4e1\""),
        ("code = \"obstacles\"", "code = \"obstacles\"\ncolour = \"red\""),
    ] {
        let written = super::COVERAGE.replace(piece, instead);
        assert_ne!(written, super::COVERAGE);
        assert!(toml::from_str::<FormDocument>(&written).is_err(), "{instead}");
    }
}

#[test]
fn codes_words_and_references() {
    check("code = \"coverage\"", "code = \"Coverage\"", "code", "bad-code");
    check("version = 1", "version = 0", "version", "no-version");
    check("code = \"days\"", "code = \"people\"", "section", "duplicate-code");
    check("code = \"words\"", "code = \"found\"", "section", "duplicate-code");
    check(
        "label = { en = \"Lowest temperature\" }",
        "label = {}",
        "field.warmest.label",
        "no-words",
    );
    check("code = \"warmest\"", "code = \"2_left\"", "field.2_left", "bad-code");
    check("code = \"warmest\"", "code = \"sum_rows\"", "field.sum_rows", "reserved-code");
    check("{ code = \"male\"", "{ code = \"female\"", "category_set.sex", "duplicate-code");
    check(
        "by = [\"sex\", \"age\"]",
        "by = [\"sex\", \"old\"]",
        "field.trained.kind.by",
        "unknown-set",
    );
    check("key = \"village\"", "key = \"powered\"", "section.villages.rows.key", "bad-key");
    check("key = \"village\"", "key = \"found\"", "section.villages.rows.key", "bad-key");
    check("code = \"found_jump\"", "code = \"copied\"", "check", "duplicate-code");
    check("en = \"Hard\"", "en = \"Very  HARD\"", "field.zone.kind", "alike");
    check("en = \"Very hard\"", "en = \"easy\"", "field.zone.kind", "alike");
    check("\"image/png\"", "\"png\"", "field.photo.kind", "bad-media-type");
}

#[test]
fn bounds_and_sizes() {
    check("maximum = \"60\"", "maximum = \"-41\"", "field.warmest.kind", "bounds-crossed");
    check("minimum = \"-40\"", "minimum = \"-40.25\"", "field.warmest.kind.minimum", "bad-bound");
    check(
        "maximum = \"5000\"",
        "maximum = \"1000000000000000\"",
        "field.found.kind.maximum",
        "bad-bound",
    );
    check("decimals = 2", "decimals = 7", "field.balance.kind.decimals", "too-many");
    check(
        "latest = \"2030-12-31\"",
        "earliest = \"2030-12-31\", latest = \"2030-12-30\"",
        "field.done_on.kind",
        "bounds-crossed",
    );
    check(
        "minimum = 0, maximum = 6",
        "minimum = 7, maximum = 6",
        "section.villages.rows",
        "bounds-crossed",
    );
    check("maximum = 6", "maximum = 5001", "section.villages.rows.maximum", "size-out-of-range");
    check("length_max = 200", "length_max = 0", "field.obstacles.kind", "size-out-of-range");
    check("bytes_max = 2000000", "bytes_max = 0", "field.photo.kind", "size-out-of-range");
    check(
        "kind = { is = \"unit\" }",
        "kind = { is = \"choice\", option = [] }",
        "field.commune.kind",
        "nothing",
    );
    check(
        "total = \"computed\"",
        "computed = \"found\"",
        "field.trained.kind.computed",
        "computed-filled",
    );
    check(
        "by = [\"sex\"] }\n\n[[section]]",
        "total = \"computed\" }\n\n[[section]]",
        "field.staff.kind.total",
        "no-cells",
    );
}

#[test]
fn sizes_that_multiply_are_bounded() {
    let mut many = document();
    let set = many.category_set.first().unwrap().clone();
    for code in 0..7 {
        many.category_set
            .push(crate::form::CategorySet { code: format!("s{code}"), ..set.clone() });
    }
    let codes: Vec<String> = many.category_set.iter().skip(1).map(|set| set.code.clone()).collect();
    let staff =
        many.section.iter_mut().flat_map(|own| &mut own.field).find(|own| own.code == "staff");
    match &mut staff.unwrap().kind {
        crate::form::Kind::Number(number) => number.by = codes,
        other => panic!("{other:?} is no number"),
    }
    // 2 to the 8th is more than the 200 cells that are kept.
    assert_eq!(flaws(many), vec![("field.staff.kind.by".to_owned(), "too-many")]);
    let mut wide = document();
    let field = wide.section[0].field[1].clone();
    for code in 0..=limits::FIELDS {
        wide.section[0]
            .field
            .push(crate::form::Field { code: format!("f{code}"), ..field.clone() });
    }
    assert_eq!(flaws(wide), vec![("field".to_owned(), "too-many")]);
    let mut long = document();
    let villages = long.section.iter_mut().find(|own| own.code == "villages").unwrap();
    for code in 0..20 {
        villages.field.push(crate::form::Field { code: format!("f{code}"), ..field.clone() });
    }
    villages.rows.as_mut().unwrap().maximum = 5_000;
    // 31 columns times 5,000 rows.
    assert_eq!(flaws(long), vec![("section.villages.rows".to_owned(), "too-many")]);
}

#[test]
fn computed_fields_and_expressions() {
    let computed = "field.balance.kind.computed";
    let sum = "found - (covered + left)";
    check(sum, "found - balance", computed, "circle");
    check(sum, "found -", computed, "expression");
    check(sum, "found - cover", computed, "expression");
    check(sum, "found - online", computed, "outside-rows");
    check(sum, "lit * lit * lit", computed, "computed-decimals");
    check(sum, "2 + 2", computed, "rule-without-fields");
    assert!(flaws(changed(sum, "sum_rows(offline) + sum_cells(trained)")).is_empty());
    check(
        "found = covered + left",
        "found = covered + obstacles",
        "rule.balance.holds",
        "expression",
    );
    check("found = covered + left", "found + covered", "rule.balance.holds", "expression");
    let circle = super::COVERAGE
        .replace(sum, "found + sum_rows(offline)")
        .replace("decimals = 2, ", "")
        .replace("households - online", "households - balance");
    let circle: FormDocument = toml::from_str(&circle).unwrap();
    let places: Vec<String> = flaws(circle).into_iter().map(|(place, _)| place).collect();
    assert_eq!(places, ["field.balance.kind.computed", "field.offline.kind.computed"]);
}

#[test]
fn a_rule_or_check_that_is_silent_on_its_example_is_refused() {
    check(
        "covered = \"7\", left = \"2\" }]",
        "covered = \"7\", left = \"3\" }]",
        "rule.balance.fires",
        "example-silent",
    );
    check(
        "covered = \"7\", left = \"2\" }]",
        "covered = \"7\" }]",
        "rule.balance.fires",
        "example-silent",
    );
    check(
        "covered = \"7\", left = \"2\" }]",
        "covered = \"7,5\", left = \"2\" }]",
        "rule.balance.fires",
        "example-unreadable",
    );
    check(
        "covered = \"7\", left = \"2\" }]",
        "covered = \"7\", lost = \"2\" }]",
        "rule.balance.fires",
        "example-unreadable",
    );
    check("found = \"16\"", "found = \"15\"", "check.found_jump.fires", "example-silent");
    check(
        "\"staff.male\" = \"2\"",
        "\"staff.male\" = \"3\"",
        "check.staff_whole.fires",
        "example-silent",
    );
    check("threshold = \"3.5\"", "threshold = \"0\"", "check.found_history.test", "bad-limit");
    check("rows_of = \"online\"", "rows_of = \"village\"", "check.covered_whole.test", "bad-parts");
    check(
        "rows_of = \"online\"",
        "rows_of = \"households.old\"",
        "check.covered_whole.test",
        "bad-parts",
    );
    check("field = \"staff\"", "field = \"trained\"", "check.staff_whole.field", "bad-check-field");
    check("field = \"staff\"", "field = \"online\"", "check.staff_whole.field", "bad-check-field");
}

#[test]
fn cells_have_codes_that_do_not_depend_on_the_order_in_which_they_are_shown() {
    let form = coverage();
    let codes = |form: &Form| -> Vec<String> {
        form.field("trained").unwrap().cells.iter().map(|cell| cell.code.clone()).collect()
    };
    let shown = ["under_15.female", "15_up.female", "under_15.male", "15_up.male"];
    assert_eq!(codes(&form), shown);
    let other = Form::new(changed("by = [\"sex\", \"age\"]", "by = [\"age\", \"sex\"]")).unwrap();
    let mut sorted = codes(&other);
    assert_eq!(sorted, ["under_15.female", "under_15.male", "15_up.female", "15_up.male"]);
    sorted.sort();
    let mut first = codes(&form);
    first.sort();
    assert_eq!(sorted, first);
    let trained = form.field("trained").unwrap();
    let label = |language| trained.label("under_15.female", language);
    assert_eq!(label(Language::English), "Trained: Women, under 15");
    assert_eq!(label(Language::Arabic), "المدرَّبون: نساء، دون 15");
    assert_eq!(trained.label("", Language::French), "Formés");
}

#[test]
fn every_word_of_a_form_has_a_place_of_its_own() {
    let document = document();
    let places: Vec<String> = document.words().into_iter().map(|(place, _)| place).collect();
    let mut unique = places.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), places.len());
    assert!(places.contains(&"field.zone.option.hard.name".to_owned()));
    let mut long = document.clone();
    long.title = Words4::in_one(Language::English, &"a".repeat(limits::WORDS_LETTERS + 1));
    assert_eq!(flaws(long), vec![("title".to_owned(), "words-too-long")]);
}
