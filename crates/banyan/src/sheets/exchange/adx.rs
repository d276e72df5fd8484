//! ADX, the XML of IHE: groups of values for a data set, unit and period. Every other attribute is a category with its option: of
//! a group an attribute, of a value a cell.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{ExchangeValue, Found, Raw, Schemes, read_adx_period};
use crate::sheets::markup;
use crate::sheets::place::Place;
use crate::sheets::problem::{FileProblem, FileProblemKind};

type Attributes = BTreeMap<String, String>;

/// What a group says of all its values.
#[derive(Default)]
struct Group {
    data_set: String,
    org_unit: String,
    period: String,
    attribute_option_combo: String,
    attributes: Attributes,
}

/// Where the reader stands.
struct Walk<'t, 'f> {
    text: &'t str,
    /// Up to where lines are counted, and how many ended there.
    counted: (usize, usize),
    found: &'f mut Found,
    schemes: Schemes,
    group: Option<Group>,
    /// The value that is open, and the words within its annotation.
    value: Option<ExchangeValue>,
    annotation: Option<String>,
    index: usize,
    root: bool,
}

pub(super) fn read(text: &str, found: &mut Found) -> Result<Schemes, FileProblem> {
    markup::guard(text).map_err(|kind| match kind {
        FileProblemKind::Broken => FileProblem::file(FileProblemKind::UnknownExchange),
        kind => FileProblem::file(kind),
    })?;
    let mut walk = Walk {
        text,
        counted: (0, 1),
        found,
        schemes: Schemes::default(),
        group: None,
        value: None,
        annotation: None,
        index: 0,
        root: false,
    };
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    loop {
        let event = reader.read_event();
        let line = walk.line(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
        let broken = || FileProblem::at(Place::Line(line), FileProblemKind::UnknownExchange);
        match event.map_err(|_| broken())? {
            Event::Start(tag) => walk.start(&tag, line)?,
            Event::End(tag) => walk.end(tag.local_name().as_ref())?,
            Event::Text(words) => walk.words(&words),
            Event::CData(words) => walk.words(&words),
            Event::GeneralRef(name) => {
                let letter = match name.resolve_char_ref().map_err(|_| broken())? {
                    Some(letter) => letter.to_string(),
                    None => {
                        quick_xml::escape::resolve_xml_entity(&name).ok_or_else(broken)?.to_owned()
                    }
                };
                walk.words(&letter);
            }
            Event::Eof if walk.root => return Ok(walk.schemes),
            Event::Eof => return Err(broken()),
            _ => {}
        }
    }
}

impl Walk<'_, '_> {
    fn line(&mut self, position: usize) -> usize {
        let (from, lines) = self.counted;
        let piece = self.text.as_bytes().get(from..position).unwrap_or_default();
        let more = piece.iter().filter(|byte| **byte == b'\n').count();
        self.counted = (position.max(from), lines.saturating_add(more));
        self.counted.1
    }

    fn start(&mut self, tag: &BytesStart<'_>, line: usize) -> Result<(), FileProblem> {
        let at = Place::Line(line);
        let name = tag.local_name().as_ref().to_owned();
        let own = attributes(tag).ok_or_else(|| {
            FileProblem::at(at.clone(), FileProblemKind::UnknownElement { name: name.clone() })
        })?;
        let inside = (self.root, self.group.is_some(), self.value.is_some());
        match (name.as_str(), inside) {
            ("adx", (false, ..)) => {
                self.root = true;
                self.schemes =
                    Schemes::read(|name| own.get(name).map(String::as_str)).map_err(|error| {
                        FileProblem::at(at, FileProblemKind::BadScheme { scheme: error.0 })
                    })?;
            }
            ("group", (true, false, _)) => self.group = Some(group(own)),
            ("dataValue", (true, true, false)) => self.open(own, at),
            ("annotation", (true, true, true)) => self.annotation = Some(String::new()),
            // The whole file is of another kind.
            (_, (false, ..)) => {
                return Err(FileProblem::at(at, FileProblemKind::UnknownExchange));
            }
            _ => {
                let kind = FileProblemKind::UnknownElement { name };
                self.found.note(FileProblem::at(at, kind));
            }
        }
        Ok(())
    }

    fn open(&mut self, mut own: Attributes, at: Place) {
        let Some(group) = &self.group else { return };
        let mut take = |name: &str| own.remove(name).unwrap_or_default();
        let (data_element, value) = (take("dataElement"), take("value"));
        let (comment, combo) = (take("comment"), take("categoryOptionCombo"));
        self.value = Some(ExchangeValue {
            data_set: group.data_set.clone(),
            data_element,
            org_unit: group.org_unit.clone(),
            category_option_combo: combo,
            attribute_option_combo: group.attribute_option_combo.clone(),
            categories: own,
            attributes: group.attributes.clone(),
            value,
            comment,
            index: self.index,
            at,
            ..ExchangeValue::default()
        });
        self.index = self.index.saturating_add(1);
    }

    fn words(&mut self, words: &str) {
        if let Some(annotation) = &mut self.annotation {
            annotation.push_str(words);
        }
    }

    /// An annotation is the value itself where that is a text, for which the attribute has only a number (ADX, dataValue).
    fn end(&mut self, name: &str) -> Result<(), FileProblem> {
        match name {
            "annotation" => {
                let words = self.annotation.take().unwrap_or_default();
                if let Some(value) = self.value.as_mut().filter(|_| !words.trim().is_empty()) {
                    value.value = words.trim().to_owned();
                }
                Ok(())
            }
            "dataValue" => {
                let (Some(value), Some(group)) = (self.value.take(), &self.group) else {
                    return Ok(());
                };
                let period = group.period.clone();
                self.found.take(Raw { value, period, read_period: read_adx_period })
            }
            "group" => {
                self.group = None;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

fn group(mut own: Attributes) -> Group {
    let mut take = |name: &str| own.remove(name).unwrap_or_default();
    let (data_set, org_unit, period) = (take("dataSet"), take("orgUnit"), take("period"));
    let attribute_option_combo = take("attributeOptionCombo");
    // What DHIS2 writes beside the dimensions.
    take("completeDate");
    take("comment");
    Group { data_set, org_unit, period, attribute_option_combo, attributes: own }
}

/// The attributes of an element, without those of namespaces; `None` where they cannot be read.
fn attributes(tag: &BytesStart<'_>) -> Option<Attributes> {
    let mut found = Attributes::new();
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let name: &str = attribute.key.as_ref();
        if name == "xmlns" || name.contains(':') {
            continue;
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        found.insert(name.to_owned(), value.into_owned());
    }
    Some(found)
}
