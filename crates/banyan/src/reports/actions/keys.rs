//! Names of reports, and the keys under which people find what waits for them.

use banyan_core::access::{Filed, Key, Sharing, Subject};
use banyan_core::calendar::Period;
use banyan_core::report::Part;
use banyan_core::unit::{Network, UnitId};

/// The name of a report, the end of its address, too: regime, period and unit; behind the period the part, where a reform split it.
pub(in crate::reports) fn report_name(
    regime: &str,
    period: Period,
    unit: &UnitId,
    part: Part,
) -> String {
    match part {
        Part::Whole => format!("{regime}/{period}/{unit}"),
        Part::Days(_) => format!("{regime}/{period}.{part}/{unit}"),
    }
}

/// The keys of what waits for people at a unit: to be filled in, or to be decided. `owners` are the bodies on the regime's ladder.
pub(in crate::reports) fn keys_at(
    network: &Network,
    unit: &UnitId,
    regime: &str,
    owners: &[UnitId],
) -> Vec<Key> {
    let subject = Subject::Regime(regime.to_owned());
    let Some(unit) = network.find(unit) else { return Vec::new() };
    let filed = Filed { unit, subject: &subject, owners, sharing: Sharing::Upward };
    filed.keys_here(network).into_iter().collect()
}
