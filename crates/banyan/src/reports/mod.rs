//! Reports: from what is due to what is accepted.
//!
//! This room owns the rules of reporting (regimes), what was sent under them and what was decided on that; and, derived from those, what
//! each unit owes. It offers the cache of regimes, the projection of obligations, and what a unit owes for its page.

mod actions;
mod api;
mod pages;
mod store;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::http::Extensions;
use axum::routing::{get, post};
use banyan_core::access::{Filed, Reach, Sharing, Subject};
use banyan_core::unit::{Network, Tree, UnitId};
use banyan_core::words::{Day, Moment};
use serde_json::Value as Json;

use crate::accounts;
use crate::acts::{Rows, Stands};
use crate::ledger::{Act, FactTable, Listed, Versioned};
use crate::store::{Store, StoreError};
use crate::units::Networks;
use crate::web::{Site, Visit};

pub use actions::{Sources, project, remind};
pub use pages::cost_words;
pub use store::{RegimeVersions, Regimes, read};

/// The fact tables of this room.
pub const FACTS: &[&FactTable] = &store::FACTS;

/// The tables of the rules by which units report.
pub const RULES: &[&FactTable] = &[&store::REGIME_VERSION];

/// How versions of a regime are recorded.
pub const VERSIONED: Versioned = Versioned { table: &store::REGIME_VERSION, verb: "record_regime" };

/// The moment of the last act on which obligations rest: one on the network, the calendar or a regime. The first of all moments where
/// there is none.
///
/// # Errors
/// What the database says.
pub async fn ruled_at(of: &Store) -> Result<Moment, StoreError> {
    store::ruled_at(&mut of.read().await?).await
}

/// Where what an act wrote stands: a report at its unit, for those above it and for the bodies on its regime's ladder.
pub fn places(extensions: &Extensions, _: &Act, _: Day, rows: &Rows) -> Vec<Stands> {
    let Some((networks, regimes)) = extensions.get::<Networks>().zip(extensions.get::<Regimes>())
    else {
        return Vec::new();
    };
    let network = networks.network();
    let named = rows.iter().filter(|(table, _)| table.name == store::REPORT_VERSION.name);
    let sent = named.flat_map(|(_, rows)| rows).filter_map(|row| {
        let text = |column: &str| row.get(column).and_then(Json::as_str).map(str::to_owned);
        Some((text("regime")?, UnitId(text("unit")?)))
    });
    let decided = rows.iter().filter(|(table, _)| table.name == store::REPORT_STEP.name);
    let decided = decided.flat_map(|(_, rows)| rows).filter_map(|row| {
        let (regime, unit) = of_report(row.get("report")?.as_str()?)?;
        Some((regime.to_owned(), unit))
    });
    let stands = |(regime, unit): (String, UnitId)| Stands {
        unit,
        owners: regimes.owners(&regime, &network),
        subject: Subject::Regime(regime),
        sharing: Sharing::Upward,
    };
    sent.chain(decided).map(stands).collect()
}

/// Whether a reader may see what an act wrote here: regimes are public, reports are for those who reach their unit.
pub fn opens(extensions: &Extensions, visit: &Visit, act: &Listed) -> bool {
    let Some((networks, regimes)) = extensions.get::<Networks>().zip(extensions.get::<Regimes>())
    else {
        return false;
    };
    match of_report(&act.subject) {
        None => true,
        Some((regime, unit)) => regimes.seen(visit, networks, regime, &unit),
    }
}

/// Regime and unit of a report's name.
fn of_report(name: &str) -> Option<(&str, UnitId)> {
    let (regime, rest) = name.split_once('/')?;
    let (_, unit) = rest.split_once('/')?;
    Some((regime, UnitId(unit.to_owned())))
}

/// What a reader sees of the reports under one regime.
struct Seer {
    network: Arc<Network>,
    tree: Arc<Tree>,
    reach: Reach,
    subject: Subject,
    owners: Vec<UnitId>,
}

impl Regimes {
    /// What a reader sees under a regime; nothing before any network is known.
    fn seer(&self, visit: &Visit, networks: &Networks, regime: &str) -> Option<Seer> {
        let network = networks.network();
        Some(Seer {
            tree: networks.tree_on(visit.today, None).ok()?,
            reach: accounts::reach(visit, networks),
            subject: Subject::Regime(regime.to_owned()),
            owners: self.owners(regime, &network),
            network,
        })
    }

    /// Whether a reader sees the reports of a unit under a regime.
    fn seen(&self, visit: &Visit, networks: &Networks, regime: &str, unit: &UnitId) -> bool {
        self.seer(visit, networks, regime).is_some_and(|seer| seer.sees(unit))
    }
}

impl Seer {
    /// Whether the reports of a unit are seen: a report is shared with its unit, with all above it, and with the bodies on its ladder.
    fn sees(&self, unit: &UnitId) -> bool {
        let Some(unit) = self.network.find(unit) else { return false };
        let (subject, owners) = (&self.subject, self.owners.as_slice());
        let filed = Filed { unit, subject, owners, sharing: Sharing::Upward };
        self.reach.sees(filed.keys(&self.network, &self.tree).iter())
    }
}

/// The regimes in force, as subjects of grants.
pub fn subjects(extensions: &Extensions, visit: &Visit) -> Vec<(Subject, String)> {
    let Some(regimes) = extensions.get::<Regimes>() else { return Vec::new() };
    let regimes = regimes.all().into_iter().filter_map(|versions| {
        let (regime, ended) = versions.last()?;
        let name = regime.document().name.words_in(visit.words.language()).to_owned();
        (!ended).then(|| (Subject::Regime(versions.code.clone()), name))
    });
    regimes.collect()
}

/// The pages of this room.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/reports", get(pages::list))
        .route("/reports/load", get(pages::show_load))
        .route("/reports/{regime}/{period}/{unit}", get(pages::show))
        .route("/reports/{regime}/{period}/{unit}/draft", post(pages::save))
        .route("/reports/{regime}/{period}/{unit}/send", post(pages::send))
        .route("/reports/{regime}/{period}/{unit}/decide", post(pages::decide))
        .route("/reports/{regime}/{period}/{unit}/template", get(pages::template))
        .route("/reports/{regime}/{period}/{unit}/sheet", post(pages::take))
        .route("/regimes/{regime}/{period}/template", get(pages::template_of_many))
        .route("/regimes/{regime}/{period}/sheet", post(pages::take_many))
        .route("/reports/{regime}/{period}/{unit}/kept", post(pages::settle))
        .route("/offline", get(pages::offline))
        .route("/api/reports/device", post(api::unlock))
        .route("/api/dataValueSets", post(api::take_values))
        .route("/api/reports/{regime}/{period}/{unit}", post(api::submit))
        .route("/receipts", get(pages::find_receipt))
        .route("/receipts/{receipt}", get(pages::show_receipt))
        .route("/regimes", get(pages::list_regimes))
        .route("/regimes/{regime}", get(pages::show_regime))
        .route(
            "/regimes/{regime}/{period}/decide",
            get(pages::show_waiting).post(pages::accept_waiting),
        )
}
