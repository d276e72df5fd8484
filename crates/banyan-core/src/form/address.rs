//! Where an entry of a form stands: field, cell, row. The same name serves page, file, API, problems and differences.

use std::fmt;
use std::str::FromStr;

/// A place in the answers to a form, written `women`, `women.female`, `villages#2.households.female`. A cell is named by its
/// categories; without one it is the total. Its order is that of canonical answers: rows behind all else.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Address {
    pub row: Option<Row>,
    /// A field; of what concerns a whole group, the group.
    pub field: String,
    /// Empty is the total.
    pub cell: String,
}

/// A row of a group, counted from 1 as it was entered; rows between may be blank. Without a group it is a line of a file on
/// which something stands that does not repeat: `#3.found`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Row {
    pub group: String,
    pub number: u32,
}

/// Why a text is no address.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` names no entry; write field, field.cell or group#row.field")]
pub struct AddressError(pub String);

impl Address {
    /// A field that does not repeat.
    pub fn of(field: &str) -> Address {
        Address { field: field.to_owned(), ..Address::default() }
    }

    /// From field and cell as [`Address::slot`] writes them. What only looks like one is a field that no form has.
    pub(super) fn of_slot(slot: &str) -> Address {
        match slot.split_once('.') {
            Some((field, cell)) if !cell.is_empty() => Address::of(field).cell(cell),
            _ => Address::of(slot),
        }
    }

    /// The same field's cell.
    #[must_use]
    pub fn cell(&self, cell: &str) -> Address {
        Address { cell: cell.to_owned(), ..self.clone() }
    }

    /// The same field in a row.
    #[must_use]
    pub fn row(&self, group: &str, number: u32) -> Address {
        Address { row: Some(Row { group: group.to_owned(), number }), ..self.clone() }
    }

    /// Field and cell without the row: `women.female`, the key of a value in JSON.
    pub fn slot(&self) -> String {
        if self.cell.is_empty() {
            self.field.clone()
        } else {
            format!("{}.{}", self.field, self.cell)
        }
    }

    /// The column of the entry in a file, the same for every row: `villages.households.female`.
    pub fn column(&self) -> String {
        let slot = self.slot();
        self.row.as_ref().map_or(slot.clone(), |row| format!("{}.{slot}", row.group))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(row) = &self.row {
            write!(f, "{}#{}.", row.group, row.number)?;
        }
        f.write_str(&self.slot())
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(written: &str) -> Result<Address, AddressError> {
        let refusal = || AddressError(written.to_owned());
        let (row, slot) = match written.split_once('#') {
            None => (None, written),
            Some((group, rest)) => {
                let (number, slot) = rest.split_once('.').ok_or_else(refusal)?;
                let digits = number.bytes().all(|byte| byte.is_ascii_digit());
                let number = number.parse().ok().filter(|number| *number > 0 && digits);
                let number = number.ok_or_else(refusal)?;
                (Some(Row { group: group.to_owned(), number }), slot)
            }
        };
        let (field, cell) = slot.split_once('.').unwrap_or((slot, ""));
        let whole = !slot.is_empty() && !slot.ends_with('.') && !slot.contains('#');
        if field.is_empty() || !whole {
            return Err(refusal());
        }
        Ok(Address { row, field: field.to_owned(), cell: cell.to_owned() })
    }
}
