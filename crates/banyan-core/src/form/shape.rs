//! The check of a definition: codes, words, references, bounds and sizes. Expressions, circles and examples are checked behind
//! it, in [`super::Form::new`].

use std::collections::BTreeSet;

use super::definition::{CategorySet, Field, FormDocument, Kind, Number, Section, Total};
use super::fields::{Fields, cell_count};
use super::flaw::{Flaw, Reason};
use super::limits;
use super::read::{alike, options_read};
use crate::words::Quantity;

/// Every flaw of the shape, in the order of the document.
pub(super) fn flaws(document: &FormDocument) -> Vec<Flaw> {
    let mut shape = Shape { flaws: Vec::new() };
    shape.code("code", &document.code);
    if document.version == 0 {
        shape.add("version", Reason::NoVersion);
    }
    shape.words(document);
    shape.at_most("category_set", document.category_set.len(), limits::CATEGORY_SETS);
    shape.unique("category_set", document.category_set.iter().map(|set| set.code.as_str()));
    document.category_set.iter().for_each(|set| shape.category_set(set));
    shape.filled("section", document.section.len(), limits::SECTIONS);
    let fields = || document.section.iter().flat_map(|section| &section.field);
    shape.at_most("field", fields().count(), limits::FIELDS);
    let sections = document.section.iter().map(|section| section.code.as_str());
    shape.unique("section", sections.chain(fields().map(|field| field.code.as_str())));
    for section in &document.section {
        shape.section(section);
        section.field.iter().for_each(|field| shape.field(field, &document.category_set));
    }
    for (place, codes) in [
        ("rule", document.rule.iter().map(|own| own.code.as_str()).collect::<Vec<&str>>()),
        ("check", document.check.iter().map(|own| own.code.as_str()).collect()),
    ] {
        shape.at_most(place, codes.len(), limits::RULES);
        codes.iter().for_each(|code| shape.code(place, code));
        shape.unique(place, codes.into_iter());
    }
    // Sizes multiply, so they are looked at only where each alone is right.
    if shape.flaws.is_empty() {
        shape.sizes(&Fields::of(document));
    }
    shape.flaws
}

struct Shape {
    flaws: Vec<Flaw>,
}

impl Shape {
    fn add(&mut self, place: impl Into<String>, reason: Reason) {
        self.flaws.push(Flaw::at(place, reason));
    }

    fn code(&mut self, place: &str, code: &str) {
        if !is_code(code) || code.starts_with(|first: char| !first.is_ascii_lowercase()) {
            self.add(place, Reason::BadCode(code.to_owned()));
        }
    }

    fn unique<'c>(&mut self, place: &str, codes: impl Iterator<Item = &'c str>) {
        let mut met = BTreeSet::new();
        for code in codes.filter(|code| !met.insert(*code)) {
            self.add(place, Reason::DuplicateCode(code.to_owned()));
        }
    }

    fn at_most(&mut self, place: &str, count: usize, most: usize) {
        if count > most {
            self.add(place, Reason::TooMany { count, most });
        }
    }

    fn filled(&mut self, place: &str, count: usize, most: usize) {
        if count == 0 {
            self.add(place, Reason::Nothing);
        }
        self.at_most(place, count, most);
    }

    /// Help may be left out; everything else has words in some language.
    fn words(&mut self, document: &FormDocument) {
        for (place, words) in document.words() {
            if words.pairs().next().is_none() && !place.ends_with(".help") {
                self.add(place.clone(), Reason::NoWords);
            }
            if words.pairs().any(|(_, own)| own.chars().count() > limits::WORDS_LETTERS) {
                self.add(place, Reason::WordsTooLong);
            }
        }
    }

    fn category_set(&mut self, set: &CategorySet) {
        let place = format!("category_set.{}", set.code);
        self.code(&place, &set.code);
        self.filled(&place, set.category.len(), limits::CATEGORIES);
        self.unique(&place, set.category.iter().map(|own| own.code.as_str()));
        for category in &set.category {
            if !is_code(&category.code) {
                self.add(place.clone(), Reason::BadCode(category.code.clone()));
            }
        }
    }

    fn section(&mut self, section: &Section) {
        let place = format!("section.{}", section.code);
        self.code(&place, &section.code);
        if section.field.is_empty() {
            self.add(place.clone(), Reason::Nothing);
        }
        let Some(rows) = &section.rows else { return };
        let most = u64::from(limits::ROWS);
        if rows.maximum == 0 || rows.maximum > limits::ROWS {
            self.add(format!("{place}.rows.maximum"), Reason::SizeOutOfRange(most));
        } else if rows.minimum > rows.maximum {
            self.add(format!("{place}.rows"), Reason::BoundsCrossed);
        }
        let key = section.field.iter().find(|field| field.code == rows.key);
        let tells_apart = key.is_some_and(|field| match &field.kind {
            Kind::Number(number) => number.by.is_empty() && number.computed.is_empty(),
            Kind::Text { many_lines, .. } => !many_lines,
            Kind::Day { .. } | Kind::Choice { .. } | Kind::Unit {} => true,
            Kind::YesNo {} | Kind::Attachment { .. } => false,
        });
        if !tells_apart {
            self.add(format!("{place}.rows.key"), Reason::BadKey(rows.key.clone()));
        }
    }

    fn field(&mut self, field: &Field, sets: &[CategorySet]) {
        let place = format!("field.{}", field.code);
        self.code(&place, &field.code);
        if ["sum_cells", "sum_rows", "count_rows"].contains(&field.code.as_str()) {
            self.add(place.clone(), Reason::ReservedCode(field.code.clone()));
        }
        let kind = format!("{place}.kind");
        match &field.kind {
            Kind::Number(number) => {
                self.number(&kind, number, sets);
                if field.required && !number.computed.is_empty() {
                    self.add(place, Reason::ComputedFilled);
                }
            }
            Kind::Text { length_max, .. } => {
                self.size(&kind, u64::from(*length_max), u64::from(limits::TEXT_LETTERS));
            }
            Kind::Day { earliest, latest } => {
                if earliest.zip(*latest).is_some_and(|(earliest, latest)| earliest > latest) {
                    self.add(kind, Reason::BoundsCrossed);
                }
            }
            Kind::Choice { option } => {
                self.filled(&kind, option.len(), limits::OPTIONS);
                self.unique(&kind, option.iter().map(|own| own.code.as_str()));
                for own in option.iter().filter(|own| !is_code(&own.code)) {
                    self.add(kind.clone(), Reason::BadCode(own.code.clone()));
                }
                if let Some((one, other)) = alike(&options_read(option)) {
                    self.add(kind, Reason::Alike { one, other });
                }
            }
            Kind::Attachment { types, bytes_max } => {
                self.size(&kind, *bytes_max, limits::ATTACHMENT_BYTES);
                self.filled(&kind, types.len(), limits::OPTIONS);
                for media_type in types.iter().filter(|own| !is_media_type(own)) {
                    self.add(kind.clone(), Reason::BadMediaType(media_type.clone()));
                }
            }
            Kind::YesNo {} | Kind::Unit {} => {}
        }
    }

    fn number(&mut self, place: &str, number: &Number, sets: &[CategorySet]) {
        if number.decimals > limits::DECIMALS {
            let (count, most) = (number.decimals.into(), limits::DECIMALS.into());
            self.add(format!("{place}.decimals"), Reason::TooMany { count, most });
            return;
        }
        for (name, bound) in [("minimum", number.minimum), ("maximum", number.maximum)] {
            let fits = |bound: Quantity| {
                bound
                    .with_decimals(number.decimals)
                    .is_some_and(|bound| (-limits::MINOR..=limits::MINOR).contains(&bound.minor()))
            };
            if bound.is_some_and(|bound| !fits(bound)) {
                self.add(format!("{place}.{name}"), Reason::BadBound);
            }
        }
        if number.maximum.is_some_and(|maximum| number.least().compare(maximum).is_gt()) {
            self.add(place, Reason::BoundsCrossed);
        }
        self.unique(place, number.by.iter().map(String::as_str));
        let known = |code: &String| sets.iter().find(|set| set.code == *code);
        for code in number.by.iter().filter(|code| known(code).is_none()) {
            self.add(format!("{place}.by"), Reason::UnknownSet(code.clone()));
        }
        let by: Vec<&CategorySet> = number.by.iter().filter_map(known).collect();
        if cell_count(&by).is_none() {
            let count =
                by.iter().fold(1_usize, |count, set| count.saturating_mul(set.category.len()));
            self.add(format!("{place}.by"), Reason::TooMany { count, most: limits::CELLS });
        }
        if number.by.is_empty() && number.total == Total::Computed {
            self.add(format!("{place}.total"), Reason::NoCells);
        }
        if !number.by.is_empty() && !number.computed.is_empty() {
            self.add(format!("{place}.computed"), Reason::ComputedFilled);
        }
    }

    fn size(&mut self, place: &str, size: u64, most: u64) {
        if size == 0 || size > most {
            self.add(place, Reason::SizeOutOfRange(most));
        }
    }

    fn sizes(&mut self, fields: &Fields) {
        for (group, columns) in fields.columns_by_group() {
            match fields.groups.get(group) {
                None => self.at_most("field", columns, limits::COLUMNS),
                Some(rows) => {
                    let rows = usize::try_from(rows.maximum).unwrap_or(usize::MAX);
                    let entries = columns.saturating_mul(rows);
                    self.at_most(&format!("section.{group}.rows"), entries, limits::ENTRIES);
                }
            }
        }
    }
}

/// Small letters, digits and `_`, at most [`limits::CODE_LETTERS`].
pub(crate) fn is_code(code: &str) -> bool {
    let belongs = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (1..=limits::CODE_LETTERS).contains(&code.len()) && code.bytes().all(belongs)
}

fn is_media_type(written: &str) -> bool {
    let part = |part: &str| {
        let belongs = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-')
        };
        !part.is_empty() && part.bytes().all(belongs)
    };
    written.split_once('/').is_some_and(|(kind, own)| part(kind) && part(own))
}
