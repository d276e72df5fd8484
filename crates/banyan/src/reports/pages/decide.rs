//! Accepting a report, or sending it back.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use banyan_core::form::{self, Address, Answers, Value};
use banyan_core::observation::{ObservationKey, REPORTED};
use banyan_core::report::Outcome;

use super::super::Regimes;
use super::super::actions::{self, Decision, Ground, NotDecided};
use super::super::store::Owed;
use super::loaded::{Caches, Loaded};
use super::show::{Typed, answer, main};
use crate::forms::Forms;
use crate::ledger::{ActId, Call};
use crate::observations::Stated;
use crate::units::Networks;
use crate::web::{Receipt, Refusal, Site, Visit};

type Pairs = Vec<(String, String)>;

pub(in crate::reports) async fn decide(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path((regime, period, unit)): Path<(String, String, String)>,
    Form(pairs): Form<Pairs>,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    let name = format!("{regime}/{period}/{unit}");
    match decided(&visit, &site, caches, &name, &pairs).await {
        Ok(act) => Receipt::go_on(&act.0, &format!("/reports/{name}")),
        Err(NotDecided::Refused(refusal)) => refusal.shown(&visit),
        Err(NotDecided::Changed(_)) => {
            let shown = async {
                let loaded = Loaded::of(&visit, &site, caches, &name).await?;
                let said = Some(visit.words.text("report-changed-meanwhile"));
                let typed = Typed { said, ..Typed::default() };
                main(&visit, &site, caches, &loaded, Some(&typed)).await
            };
            match shown.await {
                Ok(main) => (StatusCode::CONFLICT, answer(&visit, main)).into_response(),
                Err(refusal) => refusal.shown(&visit),
            }
        }
    }
}

async fn decided(
    visit: &Visit,
    site: &Site,
    caches: Caches<'_>,
    name: &str,
    pairs: &Pairs,
) -> Result<ActId, NotDecided> {
    visit.writing()?;
    let field = |name: &str| {
        let found = pairs.iter().find(|(own, _)| own == name);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let loaded = Loaded::of(visit, site, caches, name).await?;
    let permit = match (&loaded.decides, visit.actor.person()) {
        (Some(permit), _) => permit.clone(),
        (None, None) => return Err(Refusal::SignIn.into()),
        (None, Some(_)) if loaded.owed.waits_for.is_none() => {
            return Err(NotDecided::Changed(Box::new(loaded.owed)));
        }
        (None, Some(_)) => return Err(Refusal::NotAllowed.into()),
    };
    let reasons = pairs.iter().filter(|(_, text)| !text.trim().is_empty());
    let reasons: BTreeMap<String, String> = reasons
        .filter_map(|(name, text)| {
            Some((name.strip_prefix("why.")?.to_owned(), text.trim().to_owned()))
        })
        .collect();
    let outcome = field("outcome").parse().unwrap_or(Outcome::Returned);
    let (version, step) = (field("version"), field("step"));
    let (version, step) = (version.parse().unwrap_or_default(), step.parse().unwrap_or_default());
    let hash = field("seen");
    let values = values(&loaded, caches.forms)?;
    let call = Call::of_form(visit.actor.clone(), site.clock.now(), &field("call"))?;
    let (network, tree) = (caches.networks.network(), caches.networks.tree_on(visit.today, None)?);
    let work = site.store.write(|tx| {
        let (call, permit, name) = (call.clone(), permit.clone(), name.to_owned());
        let (network, tree, regime) = (network.clone(), tree.clone(), loaded.regime.clone());
        let (reasons, hash, values) = (reasons.clone(), hash.clone(), values.clone());
        Box::pin(async move {
            let ground = Ground { network: &network, tree: &tree };
            let decision = Decision {
                report: &name,
                version,
                step,
                hash: &hash,
                outcome,
                reasons: &reasons,
                values: &values,
            };
            actions::decide(tx, &call, &permit, (&regime, ground), &decision).await
        })
    });
    site.clock.advance(work.await?);
    Ok(call.id)
}

/// What the version that stands says of indicators.
fn values(loaded: &Loaded, forms: &Forms) -> Result<Vec<Stated>, Refusal> {
    let Some(last) = loaded.last() else { return Ok(Vec::new()) };
    let (form, answers) = loaded.answers(forms, last)?;
    Ok(stated(&loaded.owed, &form, &answers))
}

/// The answers of a report which are observations of an indicator; rows of a group are none.
pub(super) fn stated(owed: &Owed, form: &form::Form, answers: &Answers) -> Vec<Stated> {
    let stated = |(at, value): (&Address, &Value)| {
        let number = form.field(&at.field)?.number()?;
        let Value::Number(quantity) = value else { return None };
        (at.row.is_none() && !number.indicator.is_empty()).then(|| Stated {
            key: ObservationKey {
                unit: owed.unit.clone(),
                indicator: number.indicator.clone(),
                cell: at.cell.clone(),
                method: REPORTED.to_owned(),
                period: owed.period,
            },
            value: *quantity,
        })
    };
    answers.iter().filter_map(stated).collect()
}
