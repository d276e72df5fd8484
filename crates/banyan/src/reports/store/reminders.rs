//! SQL on what is due on a day, and on who was reminded of it.

use std::collections::BTreeMap;

use banyan_core::calendar::Period;
use banyan_core::words::Day;

use super::obligations::{Known, Owed, known_of, owed, save_known_of};
use crate::store::{StoreError, Tx, Value};

/// Up to which day letters were written.
const REMINDED: &str = "reminded";

pub(in crate::reports) async fn reminded(tx: &mut Tx) -> Result<Option<Known>, StoreError> {
    known_of(tx, REMINDED).await
}

pub(in crate::reports) async fn save_reminded(tx: &mut Tx, known: Known) -> Result<(), StoreError> {
    save_known_of(tx, REMINDED, known).await
}

/// What is still to be sent and due on one of two days, by the unit that fills it in.
pub(in crate::reports) async fn list_due_on(
    tx: &mut Tx,
    days: [Day; 2],
) -> Result<Vec<Owed>, StoreError> {
    const DUE: &str = "
        select
            id, regime, regime_version, period, part, unit, holder, opens, closes, due, state, version, step,
            waits_for, since, sent_at, withdrawn
        from obligation
        where due in ($1, $2) and state in ('open', 'returned') and withdrawn = false
        order by holder, due, id";
    let binds: Vec<Value> = days.iter().map(|day| day.to_string().into()).collect();
    tx.fetch(DUE, &binds).await?.iter().map(owed).collect()
}

/// Remembers who is reminded of what on a day; what is remembered already stays.
pub(in crate::reports) async fn note_reminders(
    tx: &mut Tx,
    reminded: &[(&str, &str)],
    day: Day,
) -> Result<(), StoreError> {
    let row = |(obligation, account): &(&str, &str)| -> Vec<Value> {
        vec![(*obligation).into(), (*account).into(), day.to_string().into()]
    };
    let rows: Vec<Vec<Value>> = reminded.iter().map(row).collect();
    tx.insert_all("reminder", &["obligation", "account", "day"], &rows).await
}

/// The day on which somebody was last reminded of each report of a regime and a period.
pub(in crate::reports) async fn reminded_last(
    tx: &mut Tx,
    regime: &str,
    period: Period,
) -> Result<BTreeMap<String, Day>, StoreError> {
    const LAST: &str = "
        select reminder.obligation, max(reminder.day)
        from obligation
        join reminder on reminder.obligation = obligation.id
        where obligation.regime = $1 and obligation.period = $2
        group by reminder.obligation";
    let rows = tx.fetch(LAST, &[regime.into(), period.to_string().into()]).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.parsed(1)?))).collect()
}
