//! A form as data, as content files have it and as it is stored: one document a version. Nothing here is checked but the
//! types; [`super::Form::new`] checks the rest and is the only way to use a definition.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::problem::Severity;
use crate::words::{Day, Quantity, Words4};

/// A version of a form. Codes are lower-case letters, digits and `_`; those of sections and fields are unique together.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct FormDocument {
    pub code: String,
    /// From 1.
    pub version: u32,
    pub title: Words4,
    /// What numbers may be broken down by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub category_set: Vec<CategorySet>,
    pub section: Vec<Section>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rule: Vec<RuleDocument>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub check: Vec<CheckDocument>,
}

/// Categories that exclude each other and leave nobody out: sex, age groups.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct CategorySet {
    pub code: String,
    pub name: Words4,
    pub category: Vec<Category>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Category {
    pub code: String,
    pub name: Words4,
}

/// Fields that stand together under a heading; with `rows`, a table that is filled once for each thing. A section whose one
/// field is a text of many lines is a text section.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub code: String,
    pub title: Words4,
    #[serde(default, skip_serializing_if = "no_words")]
    pub help: Words4,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<Rows>,
    pub field: Vec<Field>,
}

/// How often a group repeats, and by which of its fields its rows are told apart. A row always needs its key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    #[serde(default)]
    pub minimum: u32,
    pub maximum: u32,
    pub key: String,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub code: String,
    pub label: Words4,
    #[serde(default, skip_serializing_if = "no_words")]
    pub help: Words4,
    /// Whether what is submitted needs it, in every cell and every row.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    pub kind: Kind,
}

/// What a field takes. In a document: `kind = { is = "day" }`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    Number(Number),
    Text {
        /// Letters.
        length_max: u32,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        many_lines: bool,
    },
    Day {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        earliest: Option<Day>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        latest: Option<Day>,
    },
    Choice {
        option: Vec<Category>,
    },
    YesNo {},
    /// The code of a unit; which units there are on the day, the network says and not the form.
    Unit {},
    Attachment {
        /// Media types, such as `application/pdf`.
        types: Vec<String>,
        bytes_max: u64,
    },
}

/// A fixed-point number; without decimals a whole one.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Number {
    #[serde(default)]
    pub decimals: u8,
    /// Least value; where none is stated 0, so that a count is never negative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Quantity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Quantity>,
    /// In the words of the indicators: `count`, `percent` …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit_of_measure: String,
    /// The code of the indicator that the value is an observation of.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub indicator: String,
    /// Codes of category sets; each combination of their categories is a cell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
    /// Where there are cells: whether their total is entered or computed.
    #[serde(default, skip_serializing_if = "Total::entered")]
    pub total: Total,
    /// An expression over other fields; such a field is not entered.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub computed: String,
}

impl Number {
    /// The least value that is taken.
    pub fn least(&self) -> Quantity {
        self.minimum.unwrap_or(Quantity::ZERO)
    }
}

/// Where the total of a broken-down number comes from.
#[derive(Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum Total {
    /// It is asked for beside the cells; that they add up is a check of its own.
    #[default]
    Entered,
    /// It is the sum of all cells, and missing while one of them is.
    Computed,
}

impl Total {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    fn entered(&self) -> bool {
        *self == Total::Entered
    }
}

/// One line of a file or an example: what stands under each column, blanks left out.
pub type Line = BTreeMap<String, String>;

/// What must hold between fields, such as `covered + left = found`; see [`super::Rule`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct RuleDocument {
    pub code: String,
    pub holds: String,
    #[serde(default)]
    pub severity: Severity,
    /// What is wrong and what to do, where it does not hold.
    pub message: Words4,
    /// Answers in which the rule does not hold, as lines of a file.
    pub fires: Vec<Line>,
}

/// What is odd about a figure beside others; see [`super::Test`].
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct CheckDocument {
    pub code: String,
    /// The number that is looked at; [`super::Test::Copy`] looks at all and names none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
    #[serde(default = "Severity::warning")]
    pub severity: Severity,
    pub test: super::Test,
    pub fires: CheckExample,
}

/// Answers of this period and the last one as lines of a file, and the figures to compare with, in which a check fires.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct CheckExample {
    pub now: Vec<Line>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Line>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Quantity>,
}

impl FormDocument {
    /// All words of the form with the place where they stand, such as `field.found.label`.
    pub fn words(&self) -> Vec<(String, &Words4)> {
        let mut words = vec![("title".to_owned(), &self.title)];
        for set in &self.category_set {
            let place = format!("category_set.{}", set.code);
            words.push((format!("{place}.name"), &set.name));
            words.extend(
                set.category.iter().map(|own| (format!("{place}.{}.name", own.code), &own.name)),
            );
        }
        for section in &self.section {
            words.push((format!("section.{}.title", section.code), &section.title));
            words.push((format!("section.{}.help", section.code), &section.help));
            for field in &section.field {
                let place = format!("field.{}", field.code);
                words.push((format!("{place}.label"), &field.label));
                words.push((format!("{place}.help"), &field.help));
                if let Kind::Choice { option } = &field.kind {
                    let options = option.iter();
                    words.extend(
                        options.map(|own| (format!("{place}.option.{}.name", own.code), &own.name)),
                    );
                }
            }
        }
        let rules = self.rule.iter();
        words.extend(rules.map(|rule| (format!("rule.{}.message", rule.code), &rule.message)));
        words
    }
}

fn no_words(words: &Words4) -> bool {
    *words == Words4::default()
}
