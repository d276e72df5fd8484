//! The projection of what units owe: computed by the core, compared with what stands, and put right. Run again it changes nothing.

use std::collections::BTreeMap;

use banyan_core::access::Key;
use banyan_core::report::{
    Country, InForce, Obligation, Progress, Rung, State, Timeline, obligations_on,
};
use banyan_core::unit::Network;
use banyan_core::words::Moment;

use super::super::store::{self, Known, Owed, Waits};
use super::super::{RegimeVersions, Regimes};
use super::keys::report_name;
use super::ladder::{Ground, ladder_of, refile, rung_of, waiting};
use crate::calendars::{Calendars, CountryCalendar};
use crate::store::{Store, StoreError, Tx};
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
    let Some(timeline) = versions.timeline(clock) else { return Ok(()) };
    let in_force: BTreeMap<i64, InForce> =
        versions.versions(clock).into_iter().map(|own| (i64::from(own.version), own)).collect();
    let mut wanted: BTreeMap<String, Owed> = wanted(&timeline, country, ground, clock)
        .into_iter()
        .map(|row| (row.id.clone(), row))
        .collect();
    let mut tx = store.read().await?;
    let stands = store::list_owed(&mut tx, &versions.code).await?;
    let passed = passed(&mut tx, &versions.code, ground).await?;
    drop(tx);
    let (mut withdrawn, mut moved) = (Vec::new(), Vec::new());
    for own in &stands {
        match (wanted.remove(&own.id), own.progress == Progress::OPEN) {
            (None, true) if own.withdrawn => {}
            (None, true) => withdrawn.push(own.id.clone()),
            // What has a version that was sent is never taken away: who sent it did so by what was known then.
            (wanted, _) => {
                let passed = passed.get(&own.id).map_or(&[][..], Vec::as_slice);
                moved.extend(put_right(own, wanted.as_ref(), (&in_force, passed), ground));
            }
        }
    }
    let keyed = |owed: Owed| {
        let keys = in_force.get(&owed.regime_version);
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
    (versions, passed): (&BTreeMap<i64, InForce>, &[Rung]),
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
    let regime = versions.get(&now.regime_version)?;
    if now.progress.state == State::Submitted {
        let next = ladder_of(regime, &now, ground)?.next(passed);
        now.progress.step = next.map_or(now.progress.step, |rung| rung.step);
        now.waits_for =
            next.and_then(|rung| ground.network.unit(rung.unit)).map(|unit| unit.id.clone());
    }
    if now == *stands {
        return None;
    }
    let waiting = waiting(&now, regime, ground.network);
    Some((now, waiting))
}

/// What is owed by now, as rows before anything was sent.
pub(in crate::reports) fn wanted(
    timeline: &Timeline,
    country: &CountryCalendar,
    ground: Ground<'_>,
    clock: &Clock,
) -> Vec<Owed> {
    let country = Country {
        network: ground.network,
        windows: &country.windows,
        due: &country.due,
        calendar: &country.calendar,
    };
    let owed = obligations_on(std::slice::from_ref(timeline), &country, clock.today());
    owed.iter().filter_map(|own| row(own, ground.network)).collect()
}

/// Who of the ladder has accepted each report that is on its way up.
async fn passed(
    tx: &mut Tx,
    regime: &str,
    ground: Ground<'_>,
) -> Result<BTreeMap<String, Vec<Rung>>, StoreError> {
    let mut passed: BTreeMap<String, Vec<Rung>> = BTreeMap::new();
    for (report, step, unit) in store::list_passed(tx, regime).await? {
        passed.entry(report).or_default().push(rung_of(step, &unit, ground.network)?);
    }
    Ok(passed)
}

fn row(own: &Obligation<'_>, network: &Network) -> Option<Owed> {
    let unit = network.unit(own.unit)?.id.clone();
    Some(Owed {
        id: report_name(own.regime, own.period, &unit, own.part),
        regime: own.regime.to_owned(),
        regime_version: i64::from(own.version),
        period: own.period,
        part: own.part,
        holder: network.unit(own.holder)?.id.clone(),
        unit,
        opens: own.opens,
        closes: own.window.last,
        due: own.due,
        progress: Progress::OPEN,
        waits_for: None,
        since: Moment::start_of(own.opens, 0),
        sent_at: None,
        withdrawn: false,
    })
}
