//! Who is to be written to at a unit.

use banyan_core::access::{AccountId, Role, Subject};
use banyan_core::unit::UnitId;
use banyan_core::words::{Day, Language};

use crate::store::{Row, StoreError, Tx, Value};

/// Somebody who holds a role at a unit on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contact {
    pub unit: UnitId,
    pub account: AccountId,
    pub name: String,
    pub email: Option<String>,
    pub language: Language,
    pub subject: Subject,
}

/// Open accounts that hold a role at one of these units itself on a day, by unit and name.
///
/// # Errors
/// What the database says, and [`StoreError::Unreadable`] for more units than fit into a statement.
pub async fn contacts(
    tx: &mut Tx,
    role: Role,
    units: &[&UnitId],
    day: Day,
) -> Result<Vec<Contact>, StoreError> {
    const CONTACTS: &str = "
        select given.unit, now.account, now.name, now.email, now.language, given.subject
        from access_grant given
        join account_now now on now.account = given.account
        left join access_grant_ended ended on ended.access_grant = given.id
        where given.role = $1
          and now.state = 'open'
          and given.from_day <= $2
          and (given.until_day is null or given.until_day >= $2)
          and (ended.last_day is null or ended.last_day >= $2)
          and given.unit in ($list)
        order by given.unit, now.folded, now.account";
    let binds = [role.key().into(), day.to_string().into()];
    let list: Vec<Value> = units.iter().map(|unit| unit.0.as_str().into()).collect();
    let contact = |row: &Row| {
        Ok(Contact {
            unit: UnitId(row.text(0)?),
            account: AccountId(row.text(1)?),
            name: row.text(2)?,
            email: row.maybe_text(3)?,
            language: row.parsed(4)?,
            subject: row.parsed(5)?,
        })
    };
    tx.fetch_listed(CONTACTS, &binds, &list).await?.iter().map(contact).collect()
}
