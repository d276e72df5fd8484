//! A file of observations: CSV with the header `indicator,cell,unit,period,method,value`. Everything that is wrong with it is told at
//! once; nothing is stored here.

use std::collections::{BTreeSet, HashMap};

use banyan_core::form::Notation;
use banyan_core::observation::{Entered, Entry, Measure, Misread, Reader};
use banyan_core::unit::Network;
use banyan_core::words::Day;

use super::super::api::ADDED;
use crate::programmes::Known;

/// The columns, in any order; those for cell and method may be missing, and those that an export adds may be there.
const COLUMNS: [&str; 6] = ["indicator", "cell", "unit", "period", "method", "value"];
/// Lines between two words on how far it is.
const STEP: u64 = 10_000;

/// Why a file was not read. Each sentence says where and what to do.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    #[error("the first line names no column `{0}`; write indicator,cell,unit,period,method,value")]
    NoColumn(&'static str),
    #[error(
        "the first line names the column `{0}`, which observations do not have or have once; write indicator,cell,unit,period,method,value"
    )]
    StrangeColumn(String),
    #[error("line {line}: {reason}")]
    Malformed { line: u64, reason: String },
    #[error("there is no line below the header")]
    Empty,
    /// By line.
    #[error("{} lines cannot be taken", .0.len())]
    Lines(Vec<Misread>),
}

/// The values of a file in the order of their keys, and the codes of the programmes whose indicators they are of. `known` says which
/// indicators there are for who imports; `told` is called now and then with the number of bytes that are read.
///
/// # Errors
/// [`NotRead`]: a header that is none, a line that is no CSV, or everything that is wrong with any line.
pub fn read_file(
    bytes: &[u8],
    known: &Known,
    network: &Network,
    (notation, today): (Notation, Day),
    mut told: impl FnMut(u64),
) -> Result<(Vec<Entered>, String), NotRead> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut file = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let places = places(file.headers().map_err(|refusal| malformed(&refusal))?)?;
    let mut programmes: HashMap<String, String> = HashMap::new();
    let mut measures = HashMap::new();
    for entry in known.entries() {
        for own in &entry.document.indicator {
            let (decimals, unit_of_measure) = (own.decimals, own.unit_of_measure.clone());
            measures.insert(own.code.clone(), Measure { decimals, unit_of_measure });
            programmes.insert(own.code.clone(), entry.document.directive.code.clone());
        }
    }
    let mut reader = Reader::new(network, measures, notation, today);
    let mut record = csv::StringRecord::new();
    let mut lines: u64 = 0;
    while file.read_record(&mut record).map_err(|refusal| malformed(&refusal))? {
        let line = record.position().map_or(0, csv::Position::line);
        let [indicator, cell, unit, period, method, value] =
            places.map(|place| place.and_then(|place| record.get(place)).unwrap_or_default());
        reader.line(line, &Entry { indicator, cell, unit, period, method, value });
        lines += 1;
        if lines.is_multiple_of(STEP) {
            told(file.position().byte());
        }
    }
    if lines == 0 {
        return Err(NotRead::Empty);
    }
    let entered = reader.finish().map_err(NotRead::Lines)?;
    let mut indicators: BTreeSet<&str> = BTreeSet::new();
    for own in &entered {
        if !indicators.contains(own.key.indicator.as_str()) {
            indicators.insert(&own.key.indicator);
        }
    }
    let subjects: BTreeSet<&str> =
        indicators.iter().filter_map(|own| programmes.get(*own)).map(String::as_str).collect();
    let subject = subjects.into_iter().collect::<Vec<_>>().join(" ");
    Ok((entered, subject))
}

/// Where each column stands; cell and method may stand nowhere.
fn places(header: &csv::StringRecord) -> Result<[Option<usize>; 6], NotRead> {
    let mut places = [None; 6];
    for (place, name) in header.iter().enumerate() {
        if ADDED.iter().any(|own| own.eq_ignore_ascii_case(name)) {
            continue;
        }
        let own = COLUMNS.iter().position(|own| own.eq_ignore_ascii_case(name));
        let free = own.and_then(|own| places.get_mut(own)).filter(|place| place.is_none());
        match free {
            Some(free) => *free = Some(place),
            None => return Err(NotRead::StrangeColumn(name.chars().take(40).collect())),
        }
    }
    let missing = COLUMNS
        .iter()
        .zip(&places)
        .find(|(name, place)| place.is_none() && !matches!(**name, "cell" | "method"));
    missing.map_or(Ok(places), |(name, _)| Err(NotRead::NoColumn(name)))
}

fn malformed(refusal: &csv::Error) -> NotRead {
    let line = refusal.position().map_or(1, csv::Position::line);
    let reason = match refusal.kind() {
        csv::ErrorKind::Utf8 { .. } => {
            "the letters are not UTF-8; save the file as CSV UTF-8".to_owned()
        }
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!(
                "{len} values stand under {expected_len} columns; put a value that has a comma between quotation marks"
            )
        }
        _ => refusal.to_string(),
    };
    NotRead::Malformed { line, reason }
}
