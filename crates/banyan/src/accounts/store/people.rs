//! Lists of people.

use banyan_core::access::Key;

use super::account;
use crate::accounts::Account;
use crate::store::{StoreError, Tx, Value};

/// A person in a list.
pub(in crate::accounts) struct Listed {
    pub(in crate::accounts) account: Account,
    /// The name as it is searched and ordered.
    pub(in crate::accounts) folded: String,
    /// Whether the person has a way in: a password, a linked identity, or a click in the demonstration.
    pub(in crate::accounts) came: bool,
}

/// People who are filed under one of the keys, in the order of their names, behind `(folded, account)`.
pub(in crate::accounts) async fn list_people(
    tx: &mut Tx,
    keys: &[Key],
    search: &str,
    after: (&str, &str),
    most: i64,
) -> Result<Vec<Listed>, StoreError> {
    const PEOPLE: &str = "
        select now.account, now.version, now.login, now.name, now.email, now.language, now.state, now.folded,
          case
            when now.login like 'demo.%' then cast(1 as bigint)
            when exists (select 1 from credential own where own.account = now.account and own.password is not null) then cast(1 as bigint)
            when exists (select 1 from identity_now linked where linked.account = now.account) then cast(1 as bigint)
            else cast(0 as bigint) end
        from account_now now
        where (now.folded > $1 or (now.folded = $1 and now.account > $2))
          and (now.folded like $3 or now.login like $4)
          and exists (
            select 1
            from account_key filed
            where filed.account = now.account
              and filed.filed_key in ($list))
        order by now.folded, now.account
        limit $5";
    // The word begins the name, or follows a space in it; signs of the pattern are no letters of a name.
    let word = search.replace(['%', '_', '\\'], "");
    let binds = [
        after.0.into(),
        after.1.into(),
        format!("%{word}%").into(),
        format!("{word}%").into(),
        most.into(),
    ];
    let list: Vec<Value> = keys.iter().map(|key| key.as_str().into()).collect();
    let rows = tx.fetch_listed(PEOPLE, &binds, &list).await?;
    let listed = |row: &_| {
        Ok(Listed { account: account(row)?, folded: row.text(7)?, came: row.whole(8)? == 1 })
    };
    rows.iter().map(listed).collect()
}
