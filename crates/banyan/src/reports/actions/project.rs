//! The projection of what units owe: computed by the core, compared with what stands, and put right. Run again it changes nothing.

use std::collections::BTreeMap;

use banyan_core::access::Key;
use banyan_core::report::{Obligation, Progress, Rules, obligations};
use banyan_core::words::Moment;

use super::super::store::{self, Known, Owed, Waits};
use super::super::{RegimeVersions, Regimes};
use super::keys::report_name;
use super::ladder::{Ground, refile, waiting, waits_at};
use crate::calendars::{Calendars, CountryCalendar};
use crate::store::{Store, StoreError};
use crate::units::Networks;
use crate::web::Clock;

/// What obligations rest on, as it is known now.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    pub networks: &'a Networks,
    pub calendars: &'a Calendars,
    pub regimes: &'a Regimes,
    pub clock: &'a Clock,
    /// The moment of the last act that these sources have read.
    pub at: Moment,
}

/// Rows that one transaction writes at most, so that no verb waits long behind it.
const ROWS_AT_ONCE: usize = 1000;

/// Brings the projection up to today and to what is recorded; does nothing where it is. Without a calendar nothing is owed yet.
///
/// # Errors
/// What the database says; what was written before stays, and the next run goes on.
pub async fn project(store: &Store, sources: Sources<'_>) -> Result<(), StoreError> {
    let now = Known { day: sources.clock.today(), at: sources.at };
    if store::known(&mut store.read().await?).await? == Some(now) {
        return Ok(());
    }
    let Some(calendar) = sources.calendars.now() else { return Ok(()) };
    let Ok(tree) = sources.networks.tree_on(now.day, None) else { return Ok(()) };
    let network = sources.networks.network();
    let ground = Ground { network: &network, tree: &tree };
    for versions in sources.regimes.all() {
        of_regime(store, &versions, &calendar, ground, sources.clock).await?;
    }
    store.write(|tx| Box::pin(async move { store::save_known(tx, now).await })).await
}

async fn of_regime(
    store: &Store,
    versions: &RegimeVersions,
    country: &CountryCalendar,
    ground: Ground<'_>,
    clock: &Clock,
) -> Result<(), StoreError> {
    let rules = Rules { windows: &country.windows, due: &country.due, calendar: &country.calendar };
    let all = versions.versions(clock);
    let first = all.first().map_or(clock.today(), |own| own.regime.from().first().plus_days(-366));
    let owed = obligations(&all, ground.network, rules, (first, clock.today()));
    let mut wanted: BTreeMap<String, Owed> = owed
        .iter()
        .filter_map(|own| row(versions, own, ground))
        .map(|row| (row.id.clone(), row))
        .collect();
    let stands = store::list_owed(&mut store.read().await?, &versions.code).await?;
    let (mut withdrawn, mut moved) = (Vec::new(), Vec::new());
    for own in &stands {
        match (wanted.remove(&own.id), own.progress == Progress::OPEN) {
            (None, true) if own.withdrawn => {}
            (None, true) => withdrawn.push(own.id.clone()),
            // What has a version that was sent is never taken away: who sent it did so by what was known then.
            (wanted, _) => moved.extend(put_right(own, wanted.as_ref(), versions, ground)),
        }
    }
    let keyed = |owed: Owed| {
        let keys = versions.regime(owed.regime_version);
        let keys = keys.and_then(|regime| waiting(&owed, regime, ground.network));
        (owed, keys.map(|(_, keys)| keys).unwrap_or_default())
    };
    let new: Vec<(Owed, Vec<Key>)> = wanted.into_values().map(keyed).collect();
    write(store, new, withdrawn, moved).await
}

/// A row as it should stand, and who has to do something about it.
type Moved = (Owed, Option<(Waits, Vec<Key>)>);

/// Writes some rows at a time, so that no verb waits long behind them. What a verb changed meanwhile is left; the next run sees it.
async fn write(
    store: &Store,
    new: Vec<(Owed, Vec<Key>)>,
    withdrawn: Vec<String>,
    moved: Vec<Moved>,
) -> Result<(), StoreError> {
    for some in new.chunks(ROWS_AT_ONCE) {
        let work = store.write(|tx| {
            let some = some.to_vec();
            Box::pin(async move { store::write_owed(tx, &some, Waits::Due).await })
        });
        work.await?;
    }
    for some in withdrawn.chunks(ROWS_AT_ONCE) {
        let work = store.write(|tx| {
            let some = some.to_vec();
            Box::pin(async move {
                for id in &some {
                    store::withdraw_owed(tx, id).await?;
                }
                Ok::<_, StoreError>(())
            })
        });
        work.await?;
    }
    for some in moved.chunks(ROWS_AT_ONCE) {
        let work = store.write(|tx| {
            let some = some.to_vec();
            Box::pin(async move {
                for (now, waiting) in some {
                    let stands = store::load_owed(tx, &now.id).await?;
                    if stands.is_some_and(|own| own.progress == now.progress) {
                        refile(tx, &now, waiting).await?;
                    }
                }
                Ok::<_, StoreError>(())
            })
        });
        work.await?;
    }
    Ok(())
}

/// A row as it should stand, where that is otherwise than it stands.
fn put_right(
    stands: &Owed,
    wanted: Option<&Owed>,
    versions: &RegimeVersions,
    ground: Ground<'_>,
) -> Option<Moved> {
    let mut now = stands.clone();
    if let Some(wanted) = wanted {
        (now.opens, now.closes, now.due) = (wanted.opens, wanted.closes, wanted.due);
        now.holder = wanted.holder.clone();
        now.withdrawn = false;
        if stands.progress == Progress::OPEN {
            now.regime_version = wanted.regime_version;
        }
    }
    let regime = versions.regime(now.regime_version)?;
    now.waits_for = waits_at(regime, &now, ground);
    if now == *stands {
        return None;
    }
    let waiting = waiting(&now, regime, ground.network);
    Some((now, waiting))
}

fn row(versions: &RegimeVersions, own: &Obligation, ground: Ground<'_>) -> Option<Owed> {
    let unit = ground.network.unit(own.unit)?.id.clone();
    let holder = banyan_core::report::holder(own.unit, ground.tree).unwrap_or(own.unit);
    Some(Owed {
        id: report_name(&versions.code, own.period, &unit, own.part),
        regime: versions.code.clone(),
        regime_version: i64::from(own.version),
        period: own.period,
        part: own.part,
        holder: ground.network.unit(holder)?.id.clone(),
        unit,
        opens: own.opens,
        closes: own.days.last,
        due: own.due,
        progress: Progress::OPEN,
        waits_for: None,
        since: Moment::start_of(own.opens, 0),
        sent_at: None,
        withdrawn: false,
    })
}
