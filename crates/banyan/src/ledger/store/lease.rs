//! SQL on `lease`: who sequences or asks witnesses now.

use banyan_core::words::Moment;

use crate::store::{StoreError, Tx};

/// Takes or keeps the lease of that name until a moment; false when another holds it. A lease that lasts longer than
/// anyone could have taken it was left by a clock that ran ahead, and holds nobody up.
pub(in crate::ledger) async fn hold_lease(
    tx: &mut Tx,
    name: &str,
    holder: &str,
    now: Moment,
    until: Moment,
) -> Result<bool, StoreError> {
    const HOLD: &str = "
        insert into lease (name, holder, until_at)
        values ($1, $2, $3)
        on conflict (name) do update
        set holder = excluded.holder, until_at = excluded.until_at
        where lease.holder = excluded.holder or lease.until_at < $4 or lease.until_at > $5";
    let (now, until) = (now.microseconds(), until.microseconds());
    let beyond = until.saturating_add(until.saturating_sub(now));
    let binds = [name.into(), holder.into(), until.into(), now.into(), beyond.into()];
    Ok(tx.execute(HOLD, &binds).await? == 1)
}

/// Gives the lease of that name back, if this holder has it.
pub(in crate::ledger) async fn give_back_lease(
    tx: &mut Tx,
    name: &str,
    holder: &str,
) -> Result<(), StoreError> {
    const GIVE_BACK: &str = "delete from lease where name = $1 and holder = $2";
    tx.execute(GIVE_BACK, &[name.into(), holder.into()]).await.map(|_| ())
}
