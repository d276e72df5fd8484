//! Rules between fields: what must hold, what holds in the answers at hand, and the example in which it does not.
//!
//! A rule is not applied while a value that it names is missing: that something is missing is said by the field itself.

use super::address::Address;
use super::answers::Answers;
use super::definition::RuleDocument;
use super::exact::{Exact, Overflow};
use super::expression::{Expression, ExpressionError, Relation, comparison};
use super::fields::Fields;
use super::problem::{Problem, ProblemKind};

/// A rule as it is applied.
#[derive(Clone, Debug)]
pub struct Rule {
    document: RuleDocument,
    left: Expression,
    relation: Relation,
    right: Expression,
}

/// What becomes of a rule in the answers at hand.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Outcome {
    NotApplied,
    Holds,
    Fires(Exact, Exact),
}

impl Rule {
    pub(super) fn read(document: &RuleDocument, fields: &Fields) -> Result<Rule, ExpressionError> {
        let (left, relation, right) = comparison(&document.holds, fields)?;
        Ok(Rule { document: document.clone(), left, relation, right })
    }

    /// Code, severity, message and example.
    pub fn document(&self) -> &RuleDocument {
        &self.document
    }

    /// Every field that the rule names, in the order of their naming.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.left.slots.iter().map(|(field, _)| field.as_str())
    }

    /// Where the rule does not hold: once, or once for each row of the group that it is about.
    pub(super) fn problems(&self, fields: &Fields, answers: &Answers) -> Vec<Problem> {
        let rows: Vec<Option<u32>> = match &self.left.group {
            None => vec![None],
            Some(group) => answers.rows(group).into_iter().map(Some).collect(),
        };
        let sides = self.left.settled(answers).and_then(|left| {
            let right = self.right.settled(answers)?;
            Ok(left.zip(right))
        });
        let (left, right) = match sides {
            Ok(Some(sides)) => sides,
            Ok(None) => return Vec::new(),
            Err(Overflow) => return vec![self.problem(self.overflow(), fields, None)],
        };
        let apply = |row: Option<u32>| {
            let kind = match self.outcome(&left, &right, answers, row) {
                Ok(Outcome::NotApplied | Outcome::Holds) => return None,
                Ok(Outcome::Fires(left, right)) => ProblemKind::Rule {
                    code: self.document.code.clone(),
                    left: left.to_string(),
                    right: right.to_string(),
                },
                Err(Overflow) => self.overflow(),
            };
            Some(self.problem(kind, fields, row))
        };
        rows.into_iter().filter_map(apply).collect()
    }

    fn outcome(
        &self,
        left: &Expression,
        right: &Expression,
        answers: &Answers,
        row: Option<u32>,
    ) -> Result<Outcome, Overflow> {
        let (left, right) = (left.value(answers, row)?, right.value(answers, row)?);
        let Some((left, right)) = left.zip(right) else { return Ok(Outcome::NotApplied) };
        let holds = self.relation.allows(left.compare(right)?);
        Ok(if holds { Outcome::Holds } else { Outcome::Fires(left, right) })
    }

    fn overflow(&self) -> ProblemKind {
        ProblemKind::RuleOverflow { code: self.document.code.clone() }
    }

    fn problem(&self, kind: ProblemKind, fields: &Fields, row: Option<u32>) -> Problem {
        Problem { at: self.place(fields, row), kind, severity: self.document.severity }
    }

    /// The first entry that it names: in the row, else outside groups, else the group that it adds up.
    fn place(&self, fields: &Fields, row: Option<u32>) -> Address {
        let named = || {
            let slots = self.left.slots.iter();
            slots.filter_map(|(code, cell)| Some((fields.get(code)?, cell)))
        };
        let own = named().find(|(field, _)| field.group.is_some() == row.is_some());
        match (own, named().next()) {
            (Some((field, cell)), _) => field.address(cell, row),
            (None, Some((field, _))) => Address::of(&field.section),
            (None, None) => Address::default(),
        }
    }
}
