//! Every rule has an example that must fire, and one beside it that must not.

use super::*;

fn file(path: &str, text: &str) -> File {
    File::new(path, text.as_bytes().to_vec())
}

/// The places that `check` finds in `files`, as `path:line`.
fn found(check: Check, files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<File> = files.iter().map(|(path, text)| file(path, text)).collect();
    let mut findings = check(&files);
    findings.sort();
    findings.iter().map(|finding| format!("{}:{}", finding.path, finding.line)).collect()
}

#[track_caller]
fn fires(check: Check, path: &str, text: &str, line: usize) {
    assert_eq!(found(check, &[(path, text)]), [format!("{path}:{line}")], "{text}");
}

#[track_caller]
fn rests(check: Check, path: &str, text: &str) {
    assert_eq!(found(check, &[(path, text)]), Vec::<String>::new(), "{text}");
}

const PAGES: &str = "crates/banyan/src/units/pages.rs";
const STORE: &str = "crates/banyan/src/units/store.rs";

#[test]
fn a_rust_file_opens_with_what_it_is_for() {
    fires(text::opening, PAGES, "use x;\n//! late\n", 1);
    rests(text::opening, PAGES, "//! Pages.\n");
    rests(text::opening, "assets/banyan.css", "b {}\n");
}

#[test]
fn no_white_space_at_the_end_of_a_line() {
    fires(text::trailing_space, "README.md", "a\nb \n", 2);
    fires(text::trailing_space, PAGES, "a\tb\t\n", 1);
    rests(text::trailing_space, "assets/vendor/x/1/x.css", "a \n");
}

#[test]
fn no_file_over_two_megabytes() {
    fires(text::too_large, "docs/film.bin", &"x".repeat(2_000_001), 1);
    rests(text::too_large, "docs/film.bin", &"x".repeat(2_000_000));
}

#[test]
fn no_path_of_one_machine() {
    fires(text::machine_paths, "README.md", concat!("\nsee /wo", "rk/main\n"), 2);
    fires(text::machine_paths, PAGES, concat!("let x = \"/ho", "me/an\";"), 1);
    rests(
        text::machine_paths,
        "README.md",
        concat!("see https://example.org/ho", "me/an and a/wo", "rk/b"),
    );
}

#[test]
fn a_file_is_named_for_an_idea() {
    fires(text::file_names, "crates/banyan/src/units/utils.rs", "", 1);
    fires(text::file_names, "crates/banyan-core/src/helpers/mod.rs", "", 1);
    rests(text::file_names, "crates/banyan-core/src/unit/mod.rs", "");
}

#[test]
fn errors_are_returned_outside_tests() {
    fires(text::banned_code, PAGES, "fn a() {\n b.unwrap();\n}", 2);
    fires(text::banned_code, PAGES, "fn a() { b.expect(\"c\"); }", 1);
    rests(
        text::banned_code,
        PAGES,
        "fn a() { b.unwrap_or(1); } // .unwrap()\n#[cfg(test)]\nmod tests { fn a() { b.unwrap(); } }",
    );
    rests(text::banned_code, "crates/banyan/src/units/tests.rs", "fn a() { b.unwrap(); }");
}

#[test]
fn nothing_is_left_unfinished() {
    for code in ["todo!()", "unimplemented!()", "dbg!(a)", "#[ignore]\nfn a() {}"] {
        fires(text::banned_code, "crates/banyan/src/units/tests.rs", code, 1);
    }
    fires(text::banned_code, PAGES, concat!("// FIX", "ME: later"), 1);
    rests(text::banned_code, PAGES, "my_todo!()");
}

#[test]
fn only_start_and_end() {
    for css in [
        "a { margin-left: 1px }",
        "a { text-align: right }",
        "a { left: 0 }",
        "a { margin: 0 1px 0 2px }",
    ] {
        fires(text::left_and_right, "assets/banyan.css", css, 1);
    }
    fires(text::left_and_right, PAGES, "p.x { \"a\" }\np class=\"text-right\" {}", 2);
    rests(
        text::left_and_right,
        "assets/banyan.css",
        "a { margin: 0 1px 0 1px; text-align: start; inset-inline-start: 0 }",
    );
}

#[test]
fn no_style_on_an_element() {
    fires(text::inline_style, PAGES, "html! {\n p style=\"color: red\" {} }", 2);
    fires(text::inline_style, PAGES, "html! { p style=(x) {} }", 1);
    fires(
        text::inline_style,
        "crates/banyan/src/web/map.rs",
        "write!(to, \"<path style=\\\"a\\\">\")",
        1,
    );
    rests(
        text::inline_style,
        PAGES,
        "let style = (1, 2); if style == (x) {} html! { svg font-style=\"x\" {} }",
    );
}

#[test]
fn long_files_and_functions_are_held() {
    let function = format!("//! A.\nfn long() {{\n{}}}\n", "a;\n".repeat(70));
    fires(sizes::check, PAGES, &function, 2);
    fires(sizes::check, PAGES, &"// a\n".repeat(401), 1);
    rests(sizes::check, PAGES, &"// a\n".repeat(400));
}

#[test]
fn what_is_long_may_shrink_and_never_grow() {
    let long = "// a\n".repeat(450);
    let held = |size: usize| format!("[lines]\n\"{PAGES}\" = {size}\n");
    assert!(found(sizes::check, &[(PAGES, &long), (sizes::LIST, &held(450))]).is_empty());
    assert_eq!(found(sizes::check, &[(PAGES, &long), (sizes::LIST, &held(449))]).len(), 1);
    assert_eq!(found(sizes::check, &[(PAGES, &long), (sizes::LIST, &held(451))]).len(), 1);
    assert_eq!(found(sizes::check, &[(PAGES, ""), (sizes::LIST, &held(450))]).len(), 1);
    let huge = "// a\n".repeat(701);
    assert_eq!(found(sizes::check, &[(PAGES, &huge), (sizes::LIST, &held(701))]).len(), 1);
}

#[test]
fn recording_takes_the_smaller_size_and_nothing_new() {
    let list = format!("[lines]\n\"{PAGES}\" = 500\n");
    let files = [
        file(PAGES, &"// a\n".repeat(450)),
        file(STORE, &"// a\n".repeat(450)),
        file(sizes::LIST, &list),
    ];
    let recorded = sizes::shrunk(&files);
    assert!(recorded.ends_with(&format!("[lines]\n\"{PAGES}\" = 450\n")), "{recorded}");
}

#[test]
fn a_slice_uses_what_stands_to_its_left() {
    fires(rooms::application, PAGES, "\nuse crate::reports::list_due;", 2);
    fires(rooms::application, PAGES, "fn a() { crate::programmes::adopt() }", 1);
    fires(rooms::application, PAGES, "use crate::{\n web::Page,\n open::{Edition},\n};", 3);
    fires(rooms::application, PAGES, "use crate::router;", 1);
    fires(rooms::application, "crates/banyan/src/web/mod.rs", "use crate::units::Unit;", 1);
    fires(rooms::application, "crates/banyan/src/misc.rs", "", 1);
    rests(
        rooms::application,
        PAGES,
        "use crate::{ledger, store::Pool, units::store};\npub(crate) struct A;",
    );
    rests(rooms::application, "crates/banyan/src/router.rs", "use crate::{units::pages, open};");
    rests(rooms::application, "crates/banyan/src/units/tests.rs", "use crate::router;");
}

#[test]
fn a_slice_uses_only_what_the_other_offers() {
    let programmes = "crates/banyan/src/programmes/actions.rs";
    fires(rooms::application, programmes, "use crate::units::store::load;", 1);
    fires(rooms::application, programmes, "use crate::{units::{Unit, pages}};", 1);
    rests(rooms::application, programmes, "use crate::units::{Unit, load};");
}

#[test]
fn the_core_flows_left_to_right() {
    let unit = "crates/banyan-core/src/unit/tree.rs";
    fires(rooms::core, unit, "use crate::programme::Target;", 1);
    fires(rooms::core, "crates/banyan-core/src/words/day.rs", "use crate::{words::Text, unit};", 1);
    fires(rooms::core, "crates/banyan-core/src/other.rs", "", 1);
    rests(rooms::core, unit, "use crate::{calendar, unit::Unit, words::Day};");
}

#[test]
fn a_slice_has_the_same_files_and_no_others() {
    fires(rooms::files, "crates/banyan/src/units/tree.rs", "", 1);
    fires(rooms::files, "crates/banyan/src/units.rs", "", 1);
    rests(rooms::files, "crates/banyan/src/units/pages/life_line.rs", "");
    rests(rooms::files, "crates/banyan/src/web/parts.rs", "");
}

#[test]
fn sql_stands_in_the_store() {
    for sql in [
        "select id from unit",
        "SELECT 1",
        "insert into unit (id) values ($1)",
        "update unit set name = $1",
        "delete from unit",
        "with recursive up (id) as (select 1) select id from up",
        "with due as (select 1) select * from due",
    ] {
        fires(sql::places, PAGES, &format!("\nlet a = \"{sql}\";"), 2);
        rests(sql::places, STORE, &format!("let a = \"{sql}\";"));
    }
    for words in
        ["Select a unit from the list.", "update", "with regard to it", "insert a row", "selected"]
    {
        rests(sql::places, PAGES, &format!("let a = \"{words}\";"));
    }
    rests(
        sql::places,
        "crates/banyan/src/units/store/places.rs",
        "let a = \"select id from unit\";",
    );
}

#[test]
fn one_door_for_assembled_sql() {
    fires(sql::assertions, STORE, "sqlx::query(AssertSqlSafe(text))", 1);
    rests(
        sql::assertions,
        "crates/banyan/src/store/dialect.rs",
        "sqlx::query(AssertSqlSafe(text))",
    );
}

#[test]
fn a_table_has_a_class() {
    let path = "migrations/0001_units.sql";
    fires(sql::migrations, path, "\ncreate table unit (id blob);", 2);
    fires(sql::migrations, path, "-- class: thing\ncreate table unit (id blob);", 2);
    fires(sql::migrations, path, "-- class: fact\ncreate trigger a before update on b;", 2);
    rests(
        sql::migrations,
        path,
        "-- class: fact\ncreate table unit (id blob); -- no trigger\n-- class: desk\n\ncreate table draft (id blob);",
    );
}

fn texts(key_and_text: &str) -> Vec<(String, String)> {
    ["vi", "fr", "ar", "en"]
        .iter()
        .map(|language| {
            (format!("locales/{language}/units.ftl"), format!("# Units\n{key_and_text}\n"))
        })
        .collect()
}

fn locale_places(texts: &[(String, String)], code: &str) -> Vec<String> {
    let mut files: Vec<(&str, &str)> =
        texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push((PAGES, code));
    found(locales::check, &files)
}

#[test]
fn every_text_stands_in_four_languages() {
    let mut texts = texts("unit-name = Name");
    let code = "t.text(\"unit-name\")";
    assert!(locale_places(&texts, code).is_empty());
    texts[2].1.clear();
    assert_eq!(locale_places(&texts, code), ["locales/en/units.ftl:2"]);
    texts[2].1.push_str("unit-name = a\nunit-name = b\n");
    assert_eq!(locale_places(&texts, code), ["locales/ar/units.ftl:2"]);
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let texts = texts("unit-name = Name\nunit-code = Code");
    let code = "t.text(\"unit-name\");\nt.with(\"unit-day\", args);\nt.text(if a { \"unit-code\" } else { \"x\" });";
    assert_eq!(locale_places(&texts, code), [format!("{PAGES}:2"), format!("{PAGES}:3")]);
}

#[test]
fn every_text_is_used() {
    let texts = texts(
        "unit-name = Name\nstate-open = Open\nkind-ward = { part }\n    of a = b\npart = Part",
    );
    assert_eq!(
        locale_places(&texts, "t.text(\"unit-name\"); t.text(&format!(\"state-{state}\"));"),
        ["locales/ar/units.ftl:4"],
        "kind-ward is used by nobody, part by kind-ward"
    );
}

#[test]
fn parts_from_outside_are_what_was_fetched() {
    let hash = crate::assets::hash(b"body{}");
    let list = |hash: &str| {
        format!(
            "[[part]]\nname = \"x\"\nversion = \"1\"\nlicence = \"MIT\"\n[part.sha256]\nLICENSE = \"{hash}\"\n\"x.css\" = \"{hash}\"\n"
        )
    };
    let good = list(&hash);
    let css = "assets/vendor/x/1/x.css";
    let licence = "assets/vendor/x/1/LICENSE";
    let files = |text: &'static str| {
        [("assets/vendor.toml", good.as_str()), (licence, "body{}"), (css, text)]
    };
    assert!(found(vendor::check, &files("body{}")).is_empty());
    assert_eq!(found(vendor::check, &files("body{ }")), [format!("{css}:1")]);
    assert_eq!(found(vendor::check, &files("body{}")[..2]), ["assets/vendor.toml:1"]);
    assert_eq!(found(vendor::check, &[(css, "body{}")]), [format!("{css}:1")]);
    let silent = good.replace("MIT", "");
    assert_eq!(
        found(
            vendor::check,
            &[("assets/vendor.toml", &silent), (licence, "body{}"), (css, "body{}")]
        ),
        ["assets/vendor.toml:1"]
    );
}
