//! A form that has been checked: the only way from a definition to anything that is derived from it.

use std::collections::BTreeSet;

use super::checks::Check;
use super::definition::{FormDocument, Rows};
use super::expression::{Expression, Slot, expression};
use super::fields::{Fields, FormField};
use super::flaw::{Flaw, Reason};
use super::problem::{Problem, ProblemKind};
use super::rules::Rule;
use super::shape;

/// A form whose codes are unique, whose references are known, whose computed fields go round in no circle, whose size is
/// bounded, and whose rules and checks fire on their examples.
#[derive(Clone, Debug)]
pub struct Form {
    document: FormDocument,
    pub(super) fields: Fields,
    pub(super) computed: Vec<Computed>,
    pub(super) rules: Vec<Rule>,
    pub(super) checks: Vec<Check>,
}

/// A total or field that is computed.
#[derive(Clone, Debug)]
pub(super) struct Computed {
    pub(super) field: String,
    pub(super) expression: Expression,
}

impl Form {
    /// Checks a definition.
    ///
    /// # Errors
    /// Every flaw with its place, never just the first.
    pub fn new(document: FormDocument) -> Result<Form, Vec<Flaw>> {
        let mut flaws = shape::flaws(&document);
        if !flaws.is_empty() {
            return Err(flaws);
        }
        let fields = Fields::of(&document);
        let computed = computed(&fields, &mut flaws);
        let rules = rules(&document, &fields, &mut flaws);
        let checks = document
            .check
            .iter()
            .filter_map(|own| Check::read(own, &fields).map_err(|flaw| flaws.push(flaw)).ok())
            .collect();
        if !flaws.is_empty() {
            return Err(flaws);
        }
        let form = Form { document, fields, computed, rules, checks };
        let flaws = form.silent_examples();
        if flaws.is_empty() { Ok(form) } else { Err(flaws) }
    }

    pub fn code(&self) -> &str {
        &self.document.code
    }

    pub fn version(&self) -> u32 {
        self.document.version
    }

    /// What is stored.
    pub fn document(&self) -> &FormDocument {
        &self.document
    }

    /// All fields in their order.
    pub fn fields(&self) -> &[FormField] {
        self.fields.all()
    }

    pub fn field(&self, code: &str) -> Option<&FormField> {
        self.fields.get(code)
    }

    /// How a group repeats; `None` for a section that does not.
    pub fn group(&self, code: &str) -> Option<&Rows> {
        self.fields.groups.get(code)
    }

    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// How many entries it asks for, one row of each group counted: its load on who fills it in.
    pub fn entries_asked(&self) -> usize {
        let asked = |field: &FormField| field.slots().filter(|cell| !field.computed(cell)).count();
        self.fields().iter().map(asked).sum()
    }
}

fn rules(document: &FormDocument, fields: &Fields, flaws: &mut Vec<Flaw>) -> Vec<Rule> {
    let mut rules = Vec::new();
    for own in &document.rule {
        let place = format!("rule.{}.holds", own.code);
        match Rule::read(own, fields) {
            Ok(rule) if rule.fields().next().is_none() => {
                flaws.push(Flaw::at(place, Reason::RuleWithoutFields));
            }
            Ok(rule) => rules.push(rule),
            Err(error) => flaws.push(Flaw::at(place, Reason::Expression(error))),
        }
    }
    rules
}

/// Everything that is computed, each behind what it is computed from.
fn computed(fields: &Fields, flaws: &mut Vec<Flaw>) -> Vec<Computed> {
    let mut open: Vec<Computed> = Vec::new();
    for field in fields.all().iter().filter(|field| field.computed("")) {
        let Some(number) = field.number() else { continue };
        let place = format!("field.{}.kind.computed", field.code());
        let expression = if number.computed.is_empty() {
            Ok(Expression::sum_of_cells(field))
        } else {
            expression(&number.computed, fields)
        };
        match expression {
            Err(error) => flaws.push(Flaw::at(place, Reason::Expression(error))),
            Ok(expression) if expression.slots.is_empty() => {
                flaws.push(Flaw::at(place, Reason::RuleWithoutFields));
            }
            Ok(expression) if expression.group.is_some() && expression.group != field.group => {
                flaws.push(Flaw::at(place, Reason::OutsideRows));
            }
            Ok(expression) if expression.decimals() > u32::from(number.decimals) => {
                let decimals = expression.decimals();
                flaws.push(Flaw::at(place, Reason::ComputedDecimals { decimals }));
            }
            Ok(expression) => open.push(Computed { field: field.code().to_owned(), expression }),
        }
    }
    in_order(open, flaws)
}

/// Takes whatever waits for nothing, again and again; what is left waits for itself.
fn in_order(mut open: Vec<Computed>, flaws: &mut Vec<Flaw>) -> Vec<Computed> {
    let mut ordered = Vec::new();
    loop {
        let waiting: BTreeSet<Slot> =
            open.iter().map(|own| (own.field.clone(), String::new())).collect();
        let (late, ready): (Vec<Computed>, Vec<Computed>) = open
            .into_iter()
            .partition(|own| own.expression.slots.iter().any(|slot| waiting.contains(slot)));
        open = late;
        if ready.is_empty() {
            break;
        }
        ordered.extend(ready);
    }
    flaws.extend(
        open.into_iter()
            .map(|own| Flaw::at(format!("field.{}.kind.computed", own.field), Reason::Circle)),
    );
    ordered
}

impl Form {
    /// Rules and checks that are silent on their own example.
    fn silent_examples(&self) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        for rule in &self.rules {
            let place = format!("rule.{}.fires", rule.document().code);
            let problems =
                self.example(&rule.document().fires).map(|own| rule.problems(&self.fields, &own));
            let fires = |own: &Problem| matches!(own.kind, ProblemKind::Rule { .. });
            match problems {
                Err(reason) => flaws.push(Flaw::at(place, reason)),
                Ok(problems) if !problems.iter().any(fires) => {
                    flaws.push(Flaw::at(place, Reason::ExampleSilent));
                }
                Ok(_) => {}
            }
        }
        for check in &self.checks {
            let place = format!("check.{}.fires", check.document().code);
            flaws.extend(self.silent_check(check).err().map(|reason| Flaw::at(place, reason)));
        }
        flaws
    }

    fn silent_check(&self, check: &Check) -> Result<(), Reason> {
        let example = &check.document().fires;
        let now = self.example(&example.now)?;
        let before = self.example(&example.before)?;
        if check.fires_on(self, &now, &before, &example.others) {
            Ok(())
        } else {
            Err(Reason::ExampleSilent)
        }
    }
}
