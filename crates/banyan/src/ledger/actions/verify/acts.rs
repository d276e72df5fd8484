//! A window of acts against the rows that carry their ids, and against what the log committed to.

use std::collections::BTreeSet;

use banyan_core::ledger::{act_leaf, commitment, from_hex, hex, leaf_hash};
use serde_json::Map;

use super::super::finding::{Finding, Verified};
use super::super::sequence::Header;
use super::difference::first_difference;
use super::shape::{Shape, Standing, Wording, content_of};
use super::{Window, files_of};
use crate::ledger::store::erased::ERASE;
use crate::ledger::store::log::act_column::{
    ACTOR, AT, COMMITMENT, CONTENT, ID, LEAF, POSITION, SALT, SUBJECT, VERB, WAITING,
};
use crate::store::{PackedRow, StoreError};

/// The rows of one table in a window, by act and key, and how far they were taken.
struct Table<'p> {
    shape: &'p Shape,
    rows: Vec<PackedRow<'p>>,
    taken: usize,
}

impl<'p> Table<'p> {
    fn of(shape: &'p Shape, rows: Vec<PackedRow<'p>>) -> Result<Table<'p>, StoreError> {
        let key = |row: PackedRow<'p>| Ok::<_, StoreError>((row.text(0)?, shape.key(row)?));
        let mut keyed = rows
            .iter()
            .map(|row| Ok((key(*row)?, *row)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        keyed.sort_by(|(own, _), (other, _)| own.cmp(other));
        let rows = keyed.into_iter().map(|(_, row)| row).collect();
        Ok(Table { shape, rows, taken: 0 })
    }

    /// Takes the rows of an act; those before it are of acts that are not there.
    fn take(&mut self, act: &str, missing: &mut BTreeSet<String>) -> std::ops::Range<usize> {
        let own = |row: &PackedRow<'p>| row.maybe_text(0).unwrap_or_default();
        while let Some(row) = self.rows.get(self.taken).filter(|row| own(row) < act) {
            missing.insert(own(row).to_owned());
            self.taken += 1;
        }
        let first = self.taken;
        while self.rows.get(self.taken).is_some_and(|row| own(row) == act) {
            self.taken += 1;
        }
        first..self.taken
    }
}

/// Checks every act of a window; answers what was found and how many rows of each table there were.
pub(super) fn check(
    window: &Window,
    shapes: &[Shape],
    erased: &BTreeSet<String>,
) -> Result<(Verified, Vec<u64>), StoreError> {
    let mut verified = Verified::default();
    let acts = window.acts.rows().map(|act| Ok((act.text(ID)?, act)));
    let mut acts = acts.collect::<Result<Vec<_>, StoreError>>()?;
    acts.retain(|(id, _)| window.upto.as_deref().is_none_or(|upto| *id <= upto));
    acts.sort_by_key(|(id, _)| *id);
    let mut tables = Vec::with_capacity(shapes.len());
    for (shape, facts) in shapes.iter().zip(&window.facts) {
        tables.push(Table::of(shape, facts.rows().collect())?);
    }
    let counts = tables.iter().map(|table| table.rows.len() as u64).collect();
    let (mut missing, mut content) = (BTreeSet::new(), Vec::new());
    for (id, act) in acts {
        verified.acts += 1;
        let taken: Vec<_> = tables.iter_mut().map(|table| table.take(id, &mut missing)).collect();
        let standing = tables.iter().zip(taken).filter_map(|(table, taken)| {
            table.rows.get(taken).filter(|rows| !rows.is_empty()).map(|rows| (table.shape, rows))
        });
        let standing: Vec<Standing<'_>> = standing.collect();
        check_place(act, &mut verified)?;
        check_content(act, &standing, erased, &mut content, &mut verified)?;
    }
    let left = tables.iter().flat_map(|table| table.rows.get(table.taken..).unwrap_or_default());
    missing.extend(left.filter_map(|row| row.maybe_text(0)).map(ToOwned::to_owned));
    for act in missing {
        verified.add(Finding::ActMissing { act });
    }
    Ok((verified, counts))
}

/// An act waits or stands in the log, there with the leaf that its header and its commitment give.
fn check_place(own: PackedRow<'_>, verified: &mut Verified) -> Result<(), StoreError> {
    let act = own.text(ID)?;
    let position = own.maybe_whole(POSITION)?;
    match (position, own.maybe_text(WAITING).is_some()) {
        (None, true) => verified.waiting += 1,
        (Some(position), false) if position >= 0 => {}
        (Some(_), true) => verified.add(Finding::Twice { act: act.to_owned() }),
        _ => verified.add(Finding::NotSequenced { act: act.to_owned() }),
    }
    let Some(position) = position else { return Ok(()) };
    let unread = |text: &str| StoreError::Unreadable(format!("`{text}` is no hash"));
    let committed = own.text(COMMITMENT)?;
    let committed = from_hex(committed).ok_or_else(|| unread(committed))?;
    let header = Header {
        act,
        actor: own.text(ACTOR)?,
        at: own.whole(AT)?,
        subject: own.text(SUBJECT)?,
        verb: own.text(VERB)?,
    };
    if hex(&leaf_hash(&act_leaf(&header.bytes(), &committed))) != own.text(LEAF)? {
        let position = u64::try_from(position).unwrap_or_default();
        verified.add(Finding::Leaf { act: act.to_owned(), position });
    }
    Ok(())
}

/// What an act says is what was committed to and what stands.
fn check_content(
    own: PackedRow<'_>,
    standing: &[Standing<'_>],
    erased: &BTreeSet<String>,
    written: &mut Vec<u8>,
    verified: &mut Verified,
) -> Result<(), StoreError> {
    let id = own.text(ID)?;
    let act = || id.to_owned();
    let (content, salt) = match (own.maybe_text(CONTENT), own.maybe_text(SALT)) {
        (Some(content), Some(salt)) => (content, salt),
        (None, None) => {
            check_erased(id, own.text(VERB)?, standing, erased, verified);
            return Ok(());
        }
        _ => {
            verified.add(Finding::HalfErased { act: act() });
            return Ok(());
        }
    };
    if erased.contains(id) {
        verified.add(Finding::NotErased { act: act() });
    }
    let committed = commitment(salt.as_bytes(), content.as_bytes());
    if own.maybe_text(COMMITMENT).is_some_and(|stands| stands != hex(&committed)) {
        verified.add(Finding::Commitment { act: act() });
        return Ok(());
    }
    // Files stand first in a content, and most acts name none.
    let files =
        if content.starts_with("{\"files\":") { files_of(content) } else { Some(Map::new()) };
    let Some(files) = files else {
        verified.add(Finding::Content { act: act() });
        return Ok(());
    };
    for wording in [Wording::Full, Wording::Before] {
        content_of(standing, &files, wording, written)?;
        if written.as_slice() == content.as_bytes() {
            return Ok(());
        }
    }
    let finding = match files_of(content) {
        Some(_) => {
            content_of(standing, &files, Wording::Full, written)?;
            Finding::Rows { act: act(), place: first_difference(content, written) }
        }
        None => Finding::Content { act: act() },
    };
    verified.add(finding);
    Ok(())
}

/// An act without content: another says so, nothing of it is left, and it is not one of those that say so.
fn check_erased(
    id: &str,
    verb: &str,
    standing: &[Standing<'_>],
    erased: &BTreeSet<String>,
    verified: &mut Verified,
) {
    let act = || id.to_owned();
    if verb == ERASE {
        verified.add(Finding::ErasedErasure { act: act() });
    } else if !erased.contains(id) {
        verified.add(Finding::Erased { act: act() });
    }
    if !standing.is_empty() {
        verified.add(Finding::ErasedRows { act: act() });
    }
}
