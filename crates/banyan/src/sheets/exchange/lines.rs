//! DHIS2 `dataValueSets` as CSV: a value a line under a header. Columns go by the names that DHIS2 has given them over the years.

use std::collections::BTreeMap;

use super::{ExchangeValue, Found, Raw, read_dhis2_period};
use crate::sheets::place::Place;
use crate::sheets::problem::{FileProblem, FileProblemKind};
use crate::sheets::separated::Separated;

/// Each column by all its names, in small letters without marks.
const COLUMNS: [(&str, &[&str]); 9] = [
    ("dataelement", &["dataelement"]),
    ("period", &["period"]),
    ("orgunit", &["orgunit"]),
    ("categoryoptioncombo", &["categoryoptioncombo", "catoptcombo"]),
    ("attributeoptioncombo", &["attributeoptioncombo", "attroptcombo"]),
    ("value", &["value"]),
    ("storedby", &["storedby", "strby"]),
    ("comment", &["comment", "cmt"]),
    ("deleted", &["deleted"]),
];

/// The columns without which there are no values.
const NEEDED: [&str; 3] = ["dataelement", "orgunit", "period"];

pub(super) fn read(text: &Separated, found: &mut Found) -> Result<(), FileProblem> {
    let mut columns: Option<BTreeMap<&'static str, usize>> = None;
    let mut index = 0_usize;
    let mut width = 0_usize;
    text.each(|line, record| {
        let at = Place::Line(line);
        let Some(columns) = &columns else {
            let read = header(record);
            if NEEDED.iter().any(|name| !read.contains_key(name)) {
                return Err(FileProblem::at(at, FileProblemKind::UnknownExchange));
            }
            width = record.len();
            columns = Some(read);
            return Ok(());
        };
        if record.iter().all(|field| field.trim().is_empty()) {
            return Ok(());
        }
        if record.len() > width {
            let kind = FileProblemKind::Ragged { cells: record.len(), columns: width };
            found.note(FileProblem::at(at.clone(), kind));
        }
        // DHIS2 itself leaves out empty fields at the end of a line.
        let field = |name: &str| {
            let place = columns.get(name).copied();
            place.and_then(|place| record.get(place)).unwrap_or_default().trim().to_owned()
        };
        let raw = Raw {
            period: field("period"),
            read_period: read_dhis2_period,
            value: ExchangeValue {
                data_element: field("dataelement"),
                org_unit: field("orgunit"),
                category_option_combo: field("categoryoptioncombo"),
                attribute_option_combo: field("attributeoptioncombo"),
                value: field("value"),
                stored_by: field("storedby"),
                comment: field("comment"),
                deleted: field("deleted").eq_ignore_ascii_case("true"),
                index,
                at,
                ..ExchangeValue::default()
            },
        };
        index = index.saturating_add(1);
        found.take(raw)
    })
}

/// Where each column stands; the first of a name.
fn header(record: &csv::StringRecord) -> BTreeMap<&'static str, usize> {
    let plain = |name: &str| {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        letters.collect::<String>().to_lowercase()
    };
    let mut columns = BTreeMap::new();
    for (place, name) in record.iter().enumerate() {
        let name = plain(name);
        let known = COLUMNS.iter().find(|(_, names)| names.contains(&name.as_str()));
        if let Some((column, _)) = known {
            columns.entry(*column).or_insert(place);
        }
    }
    columns
}
