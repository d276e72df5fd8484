//! Rules between fields: the grammar and its errors, missing values, exactness, and a slow evaluator to compare with.

use proptest::prelude::*;

use super::{changed, coverage, document, found, read, told};
use crate::form::{ExpressionError, ExpressionFault, Form, FormDocument, ProblemKind, Reason};

/// Why an expression is refused; `None` where it is read, whatever its example.
fn fault(holds: &str) -> Option<ExpressionError> {
    let mut document = document();
    holds.clone_into(&mut document.rule[0].holds);
    match Form::new(document) {
        Ok(_) => None,
        Err(flaws) => match &flaws[0].reason {
            Reason::Expression(error) => Some(error.clone()),
            Reason::ExampleSilent | Reason::RuleWithoutFields => None,
            other => panic!("{holds}: {other}"),
        },
    }
}

fn check_fault(holds: &str, letter: usize, fault: ExpressionFault) {
    assert_eq!(self::fault(holds), Some(ExpressionError { at: letter, fault }), "{holds}");
}

#[test]
fn faults_name_their_letter() {
    use ExpressionFault::{
        End, NoCells, NoComparison, NoNumber, NoRows, NumberTooLong, OtherGroup, TooDeep, TooLong,
        Unexpected, UnknownCell, UnknownName,
    };
    check_fault("", 1, End);
    check_fault("found = ", 9, End);
    check_fault("found =", 8, End);
    check_fault("found covered", 7, NoComparison);
    check_fault("found == covered", 8, Unexpected('='));
    check_fault("found = covered left", 17, Unexpected('l'));
    check_fault("found = (covered + left", 24, End);
    check_fault("found = covered / left", 17, Unexpected('/'));
    check_fault("found = Đã", 9, Unexpected('Đ'));
    check_fault("found ≥ lost", 9, UnknownName("lost".to_owned()));
    check_fault("staff.old <= found", 7, UnknownCell("old".to_owned()));
    check_fault("staff. <= found", 7, UnknownCell(String::new()));
    check_fault("found = obstacles", 9, NoNumber("obstacles".to_owned()));
    check_fault("found = sum_cells(left)", 19, NoCells("left".to_owned()));
    check_fault("found = sum_rows(left)", 18, NoRows("left".to_owned()));
    check_fault("found = count_rows(spots)", 20, NoRows("spots".to_owned()));
    check_fault("found = 1.2.3", 14, End);
    check_fault("found = 1.2.3 + 4", 14, Unexpected(' '));
    check_fault("found = 1234567890123456789012", 9, NumberTooLong);
    check_fault(&format!("{}found = 1", "(".repeat(33)), 33, TooDeep);
    check_fault(&format!("{}found = 1", "-".repeat(40)), 33, TooDeep);
    check_fault(&"1+".repeat(600), 1001, TooLong);
    let mut two: FormDocument = document();
    two.section.push(crate::form::Section {
        code: "posts".to_owned(),
        rows: Some(crate::form::Rows { minimum: 0, maximum: 2, key: "posted".to_owned() }),
        field: vec![crate::form::Field {
            code: "posted".to_owned(),
            ..two.section[0].field[1].clone()
        }],
        ..two.section[0].clone()
    });
    "online = posted".clone_into(&mut two.rule[0].holds);
    let flaws = Form::new(two).unwrap_err();
    let fault = OtherGroup("villages".to_owned(), "posts".to_owned());
    assert_eq!(flaws[0].reason, Reason::Expression(ExpressionError { at: 10, fault }));
}

/// The sides of a rule in the answers at hand; `None` where it holds or is not applied. Its own example is these answers, so that
/// a form is refused where it does not fire.
fn check(holds: &str, entries: &[(&str, &str)], expected: Option<(&str, &str)>) {
    let mut document = document();
    document.rule.truncate(1);
    holds.clone_into(&mut document.rule[0].holds);
    document.rule[0].fires = lines(entries);
    let fired = match Form::new(document) {
        Ok(form) => {
            let problems = read(&form, entries).problems;
            problems.into_iter().find_map(|problem| match problem.kind {
                ProblemKind::Rule { left, right, .. } => Some((left, right)),
                _ => None,
            })
        }
        Err(flaws) => {
            assert_eq!(flaws[0].reason, Reason::ExampleSilent, "{flaws:?}");
            None
        }
    };
    let sides = fired.as_ref().map(|(left, right)| (left.as_str(), right.as_str()));
    assert_eq!(sides, expected, "{holds}");
}

/// Entries as lines of a file.
fn lines(entries: &[(&str, &str)]) -> Vec<crate::form::Line> {
    let mut lines: Vec<crate::form::Line> = vec![crate::form::Line::new()];
    for (place, text) in entries {
        let place = super::at(place);
        let row = usize::try_from(place.row.as_ref().map_or(1, |row| row.number)).unwrap();
        lines.resize_with(lines.len().max(row), crate::form::Line::new);
        lines[row - 1].insert(place.column(), (*text).to_owned());
    }
    lines
}

#[test]
fn what_holds_and_what_does_not() {
    let ten = [("found", "10"), ("covered", "7"), ("left", "2"), ("lit", "33.3")];
    check("found = covered + left", &ten, Some(("10", "9")));
    check("found = covered + left + 1", &ten, None);
    check("found - covered - left = 1", &ten, None);
    check("found - (covered - left) = 1", &ten, Some(("5", "1")));
    check("covered + left * 2 = 11", &ten, None);
    check("-left + found = 8", &ten, None);
    check("found - -left = 12", &ten, None);
    check("lit * 3 = 99.9", &ten, None);
    check("lit * 3 = 99.90", &ten, None);
    check("lit * 0.5 < 16.65", &ten, Some(("16.65", "16.65")));
    check("lit*0.5≤16.65", &ten, None);
    check("found ≠ 10", &ten, Some(("10", "10")));
    check("found != 10", &ten, Some(("10", "10")));
    check("found > 10", &ten, Some(("10", "10")));
    check("found >= 10", &ten, None);
    check("found ≥ 10.1", &ten, Some(("10", "10.1")));
    check("left * 0.001 = 0", &ten, Some(("0.002", "0")));
}

#[test]
fn cells_rows_days_and_yes() {
    let staff = [("found", "9"), ("staff", "5"), ("staff.female", "2"), ("staff.male", "2")];
    check("sum_cells(staff) = staff", &staff, Some(("4", "5")));
    check("staff.female + staff.male <= staff", &staff, None);
    check("sum_cells(staff) = staff", &staff[..3], None);
    let rows = [
        ("found", "3"),
        ("villages#1.village", "A"),
        ("villages#1.online", "1"),
        ("villages#1.powered", "true"),
        ("villages#1.households.female", "4"),
        ("villages#2.village", "B"),
        ("villages#2.online", "4"),
        ("villages#2.powered", "false"),
        ("villages#2.households.female", "4"),
    ];
    check("sum_rows(online) <= found", &rows, Some(("5", "3")));
    check("count_rows(villages) = found", &rows, Some(("2", "3")));
    check("sum_rows(powered) = count_rows(villages)", &rows, Some(("1", "2")));
    check("sum_rows(households.female) = 8", &rows, None);
    // A row without the value leaves the sum unsaid; no row at all sums to nothing.
    check("sum_rows(households) = 8", &rows, None);
    check("sum_rows(online) = found", &rows[..1], Some(("0", "3")));
    // Row by row, beside what does not repeat and what is added up.
    check("online <= found", &rows, Some(("4", "3")));
    check("online * 2 <= sum_rows(online)", &rows, Some(("8", "5")));
    check("online <= households.female", &rows, None);
    let days = [("found", "1"), ("begun_on", "2025-07-01"), ("done_on", "2025-07-31")];
    check("done_on - begun_on <= 29", &days, Some(("30", "29")));
    check("done_on >= begun_on + 30", &days, None);
}

#[test]
fn a_rule_is_not_applied_while_a_value_is_missing() {
    let form = coverage();
    let problems = read(&form, &[("found", "10"), ("covered", "11")]).problems;
    assert_eq!(told(&problems), []);
    let problems = read(&form, &[("found", "10"), ("covered", "x"), ("left", "1")]).problems;
    assert_eq!(told(&problems), [("covered".to_owned(), "not-a-number")]);
}

#[test]
fn a_rule_about_rows_names_each_row() {
    let form = coverage();
    let entries: Vec<(String, String)> = [("1", "5"), ("2", "1"), ("3", "6")]
        .into_iter()
        .flat_map(|(row, online)| {
            [
                ("village", row),
                ("households", "4"),
                ("households.female", "2"),
                ("households.male", "2"),
                ("online", online),
            ]
            .map(|(field, text)| (format!("villages#{row}.{field}"), text.to_owned()))
        })
        .chain([("found".to_owned(), "9".to_owned())])
        .collect();
    let entries: Vec<(&str, &str)> =
        entries.iter().map(|(place, text)| (place.as_str(), text.as_str())).collect();
    let problems = read(&form, &entries).problems;
    assert_eq!(
        told(&problems),
        [("villages#1.online".to_owned(), "rule"), ("villages#3.online".to_owned(), "rule")]
    );
    let sides = |left: &str| ProblemKind::Rule {
        code: "online_at_most".to_owned(),
        left: left.to_owned(),
        right: "4".to_owned(),
    };
    assert_eq!(found(&problems, "villages#3.online"), [sides("6")]);
}

#[test]
fn what_is_too_large_is_said() {
    let large = changed(
        "holds = \"found = covered + left\"",
        "holds = \"found + 1 = covered * left * left\"",
    );
    let form = Form::new(large.clone()).unwrap();
    let most = "999999999999999";
    let problems = read(&form, &[("found", "1"), ("covered", most), ("left", most)]).problems;
    let overflow = ProblemKind::RuleOverflow { code: "balance".to_owned() };
    // Fifteen digits three times are forty-five; an i128 holds thirty-eight.
    assert_eq!(found(&problems, "found"), [overflow]);
    // An example that is too large does not show that the rule fires.
    let mut silent = large;
    silent.rule[0].fires = lines(&[("found", "1"), ("covered", most), ("left", most)]);
    assert_eq!(Form::new(silent).unwrap_err()[0].reason, Reason::ExampleSilent);
}

/// An expression as the tests know it.
#[derive(Clone, Debug)]
enum Tree {
    Constant(i64, u32),
    Field(&'static str),
    Operation(Box<Tree>, char, Box<Tree>),
    Negative(Box<Tree>),
}

const FIELDS: [(&str, i64, u32); 4] =
    [("found", 4321, 0), ("covered", 87, 0), ("lit", 333, 1), ("warmest", -125, 1)];

fn tree() -> BoxedStrategy<Tree> {
    let leaf = prop_oneof![
        (0..5000_i64, 0..=2_u32).prop_map(|(minor, decimals)| Tree::Constant(minor, decimals)),
        prop::sample::select(FIELDS.map(|(name, _, _)| name).to_vec()).prop_map(Tree::Field),
    ];
    leaf.prop_recursive(4, 10, 2, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!['+', '-', '*']), inner.clone())
                .prop_map(|(one, sign, two)| Tree::Operation(Box::new(one), sign, Box::new(two))),
            inner.prop_map(|one| Tree::Negative(Box::new(one))),
        ]
    })
    .boxed()
}

impl Tree {
    /// With every pair of parentheses, or only those that are needed.
    fn written(&self, full: bool) -> String {
        match self {
            Tree::Constant(minor, 0) => minor.to_string(),
            Tree::Constant(minor, decimals) => {
                let scale = 10_i64.pow(*decimals);
                let width = usize::try_from(*decimals).unwrap();
                format!("{}.{:0width$}", minor / scale, minor % scale)
            }
            Tree::Field(name) => (*name).to_owned(),
            Tree::Negative(one) => format!("-({})", one.written(full)),
            Tree::Operation(one, sign, two) => {
                let side = |side: &Tree, behind: bool| match side {
                    Tree::Operation(_, inner, _)
                        if full
                            || *sign == '*' && (*inner != '*' || behind)
                            || behind && *sign == '-' && *inner != '*' =>
                    {
                        format!("({})", side.written(full))
                    }
                    _ if full => format!("({})", side.written(full)),
                    _ => side.written(full),
                };
                format!("{} {sign} {}", side(one, false), side(two, true))
            }
        }
    }

    /// The value as a fraction over a power of ten, the slow and obvious way: numerator and zeros of the denominator.
    fn slow(&self) -> (i128, u32) {
        let widened = |(top, zeros): (i128, u32), to: u32| top * 10_i128.pow(to - zeros);
        match self {
            Tree::Constant(minor, decimals) => (i128::from(*minor), *decimals),
            Tree::Field(name) => {
                let (_, minor, decimals) = FIELDS.into_iter().find(|own| own.0 == *name).unwrap();
                (i128::from(minor), decimals)
            }
            Tree::Negative(one) => (-one.slow().0, one.slow().1),
            Tree::Operation(one, sign, two) => {
                let (one, two) = (one.slow(), two.slow());
                let zeros = one.1.max(two.1);
                match sign {
                    '+' => (widened(one, zeros) + widened(two, zeros), zeros),
                    '-' => (widened(one, zeros) - widened(two, zeros), zeros),
                    _ => (one.0 * two.0, one.1 + two.1),
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_slow_evaluator_agrees(tree in tree(), full: bool) {
        let ((top, zeros), written) = (tree.slow(), tree.written(full));
        let places = usize::try_from(zeros).unwrap();
        let mut document = document();
        document.rule.truncate(1);
        document.check.clear();
        let line: crate::form::Line = FIELDS
            .into_iter()
            .map(|(name, minor, decimals)| (name.to_owned(), Tree::Constant(minor.abs(), decimals).written(false)))
            .map(|(name, text)| if name == "warmest" { (name, format!("-{text}")) } else { (name, text) })
            .collect();
        document.rule[0].fires = vec![line.clone()];
        // A rule that is off by one in its last decimal fires, and says the slow value on its left; `found` makes it about a field.
        let unit = format!("0.{}1", "0".repeat(places.saturating_sub(1)));
        let unit = if zeros == 0 { "1" } else { unit.as_str() };
        prop_assume!(zeros <= 9);
        document.rule[0].holds = format!("{written} + 0 * found = {written} + {unit}");
        let form = Form::new(document).unwrap();
        let problems = form.read_lines(&[line], crate::form::Notation::Plain).problems;
        let left = problems.iter().find_map(|problem| match &problem.kind {
            ProblemKind::Rule { left, .. } => Some(left.clone()),
            _ => None,
        });
        let digits = format!("{:0>width$}", top.unsigned_abs(), width = places + 1);
        let (whole, rest) = digits.split_at(digits.len() - places);
        let sign = if top < 0 { "-" } else { "" };
        let plain = format!("{sign}{whole}.{rest}");
        prop_assert_eq!(left.as_deref(), Some(plain.trim_end_matches('0').trim_end_matches('.')), "{}", written);
    }

    #[test]
    fn any_letters_are_read_or_refused_at_a_letter_of_theirs(
        holds in "[a-z_. ()+*<>=!0-9≤≥≠-]{0,40}|(found|left|sum_rows|sum_cells|staff|online|villages|[()+*=-]| ){0,12}",
    ) {
        let mut document = document();
        document.rule[0].holds.clone_from(&holds);
        if let Err(flaws) = Form::new(document) {
            for flaw in flaws {
                if let Reason::Expression(error) = flaw.reason {
                    prop_assert!((1..=holds.chars().count() + 1).contains(&error.at), "{} {}", holds, error);
                }
            }
        }
    }
}
