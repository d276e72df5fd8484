//! What two regimes ask alike, what is asked of each unit, what a new regime would add.

use std::collections::BTreeSet;

use super::regime;
use super::world::World;
use crate::calendar::Windows;
use crate::form::Form;
use crate::report::{Asked, Entries, Regime, cost, loads, overlaps};
use crate::unit::UnitNo;

/// A form of numbers: `field indicator`, broken down by sex where a `+` stands behind; the last one repeats.
fn form(fields: &[&str]) -> Form {
    let mut file = String::from(
        r#"
        code = "form"
        version = 1
        title.en = "Form"
        [[category_set]]
        code = "sex"
        name.en = "Sex"
        category = [{ code = "female", name.en = "Women" }, { code = "male", name.en = "Men" }]
        [[section]]
        code = "numbers"
        title.en = "Numbers"
        "#,
    );
    for field in fields {
        let (name, by) = field
            .strip_suffix('+')
            .map_or((*field, ""), |name| (name, r#", by = ["sex"], total = "computed""#));
        let field = format!(
            "[[section.field]]\ncode = \"{}\"\nlabel.en = \"Field\"\nkind = {{ is = \"number\", indicator = \"{name}\"{by} }}\n",
            name.to_lowercase(),
        );
        file.push_str(&field);
    }
    file.push_str(
        r#"
        [[section]]
        code = "villages"
        title.en = "Villages"
        rows = { maximum = 5, key = "village" }
        [[section.field]]
        code = "village"
        label.en = "Village"
        kind = { is = "text", length_max = 50 }
        [[section.field]]
        code = "people"
        label.en = "People"
        kind = { is = "number", indicator = "A" }
        "#,
    );
    Form::new(toml::from_str(&file).unwrap()).unwrap()
}

fn asked<'a>(regime: &'a Regime, form: &'a Form, units: &[UnitNo]) -> Asked<'a> {
    Asked { regime, form, units: units.iter().copied().collect() }
}

fn entries(a_year: u64) -> Entries {
    Entries { a_year }
}

#[test]
fn overlap_is_an_indicator_and_cell_that_two_regimes_enter_for_the_same_unit_and_period() {
    let units: Vec<UnitNo> = World::reformed().network.numbers().collect();
    let monthly = regime(&[]);
    let other = regime(&[("code", "\"other\""), ("closes", "\"day 14\"")]);
    let yearly =
        regime(&[("code", "\"yearly\""), ("periodicity", "\"year\""), ("from", "\"2025\"")]);
    let (one, two) = (form(&["A", "B+", "C"]), form(&["B+", "C", "D"]));
    let asked = [
        asked(&monthly, &one, &units[..4]),
        asked(&other, &two, &units[2..6]),
        asked(&yearly, &one, &units),
    ];
    let found = overlaps(&asked, &Windows::default());
    let told: Vec<(&str, &str)> = found.iter().map(|own| (own.indicator, own.cell)).collect();
    // The total of B is computed, and A stands in rows in the second form.
    assert_eq!(told, [("B", "female"), ("B", "male"), ("C", "")]);
    assert!(found.iter().all(|own| own.regimes == ("monthly", "other") && own.units == 2));
    assert!(found.iter().all(|own| !own.same_days));
    let apart = [asked[0].clone(), Asked { units: BTreeSet::from([units[5]]), ..asked[1].clone() }];
    assert!(overlaps(&apart, &Windows::default()).is_empty());
    let alike = Windows::new([(monthly.periodicity(), "day 14".parse().unwrap())]).unwrap();
    assert!(overlaps(&asked, &alike).iter().all(|own| own.same_days));
}

#[test]
fn load_is_counted_for_each_unit_by_programme() {
    let units: Vec<UnitNo> = World::reformed().network.numbers().collect();
    let monthly = regime(&[("programme", "\"KH02\"")]);
    let other = regime(&[("code", "\"other\"")]);
    let yearly = regime(&[
        ("code", "\"yearly\""),
        ("periodicity", "\"year\""),
        ("from", "\"2025\""),
        ("programme", "\"KH02\""),
    ]);
    // Three fields and a row of two; with B, whose total is computed, four and a row.
    let (one, two) = (form(&["A", "C", "D"]), form(&["A", "B+", "C"]));
    let asked = [
        asked(&monthly, &one, &units[..3]),
        asked(&other, &two, &units[1..3]),
        asked(&yearly, &one, &units[..3]),
    ];
    let loads = loads(&asked);
    assert_eq!(loads.len(), 2);
    let heavy = &loads[0];
    assert_eq!(
        (heavy.units.as_slice(), heavy.regimes.as_slice()),
        (&units[1..3], &["monthly", "other", "yearly"][..])
    );
    assert_eq!(heavy.by_programme, [("", entries(6 * 12)), ("KH02", entries(5 * 12 + 5))].into());
    assert_eq!(heavy.all(), entries(137));
    assert_eq!(
        heavy.shared,
        entries(2 * 12),
        "A and C, every month; the yearly ones are other periods"
    );
    assert_eq!(heavy.entered(), entries(137 - 24));
    assert_eq!((loads[1].units.as_slice(), loads[1].all()), (&units[..1], entries(65)));
    assert_eq!(loads[1].shared, entries(0));
}

#[test]
fn entries_a_month_have_one_decimal() {
    let month = |a_year| entries(a_year).a_month().to_string();
    assert_eq!(
        [month(0), month(12), month(65), month(5), month(6)],
        ["0.0", "1.0", "5.4", "0.4", "0.5"]
    );
    assert_eq!(Entries::each(3, "week".parse().unwrap()), entries(156));
}

#[test]
fn new_regime_shows_its_cost_and_what_is_entered_already() {
    let units: Vec<UnitNo> = World::reformed().network.numbers().collect();
    let (monthly, other) = (regime(&[]), regime(&[("code", "\"other\"")]));
    let new = regime(&[("code", "\"new\"")]);
    let amended = regime(&[]);
    let (one, two) = (form(&["A", "C", "D"]), form(&["A", "B+", "C"]));
    let there = [asked(&monthly, &one, &units[..3]), asked(&other, &one, &units[2..3])];
    let found = cost(&asked(&new, &two, &units[..5]), &there);
    assert_eq!((found.entries, found.periods, found.units), (6, 12, 5));
    assert_eq!((found.each, found.all), (entries(72), entries(360)));
    // A and C of three units, counted once where two regimes ask for them.
    assert_eq!(found.shared, entries(3 * 2 * 12));
    // A version that takes the place of another shares nothing with it.
    let found = cost(&asked(&amended, &two, &units[..3]), &there);
    assert_eq!(found.shared, entries(2 * 12));
}
