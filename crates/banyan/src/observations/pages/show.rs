//! One observation: its vintages, each with what it came with and its act, and what was found about them; and the form for a finding.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use banyan_core::access::{Action, Permit, Subject};
use banyan_core::observation::{Evidence, History, ObservationKey, REPORTED};
use banyan_core::unit::UnitId;
use banyan_core::words::Standing;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{self, Found};
use super::super::{Source, SourceKind, history};
use super::{address, cell, indicator_name, method, standing, value};
use crate::accounts;
use crate::ledger::{ActId, Call};
use crate::programmes::{Catalogue, Known};
use crate::units::{self, Networks};
use crate::web::{
    Argument, Fault, FormId, Receipt, Refusal, Refused, Site, Visit, fault, form_id, page,
};

/// What the path leaves open.
#[derive(Deserialize)]
pub(in crate::observations) struct Rest {
    #[serde(default)]
    cell: String,
    #[serde(default)]
    method: String,
}

/// Indicator, unit and period.
type Named = (String, String, String);

/// # Errors
/// [`Refusal::NotFound`] for a period that is none.
fn key_of(
    (indicator, unit, period): &Named,
    cell: &str,
    method: &str,
) -> Result<ObservationKey, Refusal> {
    Ok(ObservationKey {
        unit: UnitId(unit.clone()),
        indicator: indicator.clone(),
        cell: cell.to_owned(),
        method: if method.is_empty() { REPORTED } else { method }.to_owned(),
        period: period.parse().map_err(|_| Refusal::NotFound)?,
    })
}

pub(in crate::observations) async fn show(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Path(named): Path<Named>,
    Query(rest): Query<Rest>,
) -> Response {
    let known = catalogue.seen_by(&visit, &networks);
    let key = key_of(&named, &rest.cell, &rest.method);
    let shown = match key {
        Ok(key) => {
            shown(&visit, &site, &networks, &known, &key, (&FindingForm::default(), &[])).await
        }
        Err(refusal) => Err(refusal),
    };
    shown.unwrap_or_else(|refusal| refusal.shown(&visit))
}

/// The page of an observation that the reader sees.
///
/// # Errors
/// [`Refusal::NotFound`] where nothing was observed by the day that the reader looks at, or its programme is not shared.
async fn shown(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    known: &Known,
    key: &ObservationKey,
    sent: (&FindingForm, &[Fault]),
) -> Result<Response, Refusal> {
    known.indicator(&key.indicator).ok_or(Refusal::NotFound)?;
    let found = history(&mut site.store.read().await?, key).await?;
    let (history, origins) = found.ok_or(Refusal::NotFound)?;
    let observed = history.known_at(visit.known_at).ok_or(Refusal::NotFound)?;
    let (t, network) = (visit.words, networks.network_at(visit.known_at));
    let title = indicator_name(t, known, &key.indicator);
    let may_find = visit.known_at.is_none() && permit(visit, networks, known, key).is_ok();
    let main = html! {
        div.wrap {
            h1.mt-4 { a href={ "/indicators/" (key.indicator) } { (title) } }
            p.under {
                @if let Some(no) = network.find(&key.unit) { (units::unit_link(visit, &network, no, key.period.last())) }
                " · " bdi.num { (key.period) } " · " (cell(t, &key.cell)) " · " (method(t, &key.method))
            }
            p.mt-3 { b { (value(t, known, &key.indicator, observed.vintage.value)) } " " (standing(t, observed.standing)) }
            @if let Some(earlier) = observed.earlier {
                p.note { (t.with(&format!("observation-earlier-{}", earlier.standing()), &[("n", Argument::from(&t.number(i64::from(earlier.vintage()))))])) }
            }
            (vintages(visit, site, known, key, &history, &origins))
            (findings(visit, site, &history))
            @if may_find { (form(visit, key, observed.vintage.number, sent)) }
        }
    };
    Ok(page(visit, None, &title, main).into_response())
}

fn vintages(
    visit: &Visit,
    site: &Site,
    known: &Known,
    key: &ObservationKey,
    history: &History,
    origins: &[(String, Source)],
) -> Markup {
    let t = visit.words;
    let rows = history.vintages().iter().zip(origins);
    let rows = rows.filter(|(own, _)| visit.known_at.is_none_or(|limit| own.recorded_at <= limit));
    html! {
        section.section {
            h2 { (t.text("observation-vintages")) }
            div.scroll tabindex="0" { table.tab {
                thead { tr { th.n scope="col" { (t.text("observation-vintage")) } th.n scope="col" { (t.text("observation-value")) } th scope="col" { (t.text("recorded")) } th scope="col" { (t.text("observation-source")) } th scope="col" { (t.text("observation-reason")) } } }
                tbody { @for (own, (act, source)) in rows {
                    tr {
                        th.n scope="row" { (t.number(i64::from(own.number))) }
                        td.n { (value(t, known, &key.indicator, own.value)) }
                        td.nowrap { a href={ "/acts/" (act) } { (t.day(site.clock.day_of(own.recorded_at))) } }
                        td { @match source.kind {
                            SourceKind::Import => { (t.text("observation-source-import")) " " bdi { (source.name) } }
                            SourceKind::Report => { (t.text("observation-source-report")) " " bdi { (source.id) } }
                        } }
                        td { bdi { (source.reason) } }
                    }
                } }
            } }
        }
    }
}

fn findings(visit: &Visit, site: &Site, history: &History) -> Markup {
    let t = visit.words;
    let seen = |at| visit.known_at.is_none_or(|limit| at <= limit);
    let found: Vec<_> = history.findings().iter().filter(|own| seen(own.recorded_at())).collect();
    html! {
        section.section {
            h2 { (t.text("observation-findings")) }
            @if found.is_empty() { p.quiet { (t.text("observation-findings-none")) } } @else {
                div.scroll tabindex="0" { table.tab {
                    thead { tr { th.n scope="col" { (t.text("observation-vintage")) } th scope="col" { (t.text("observation-standing")) } th scope="col" { (t.text("finding-by")) } th scope="col" { (t.text("finding-words")) } th scope="col" { (t.text("recorded")) } } }
                    tbody { @for own in found {
                        tr {
                            th.n scope="row" { (t.number(i64::from(own.vintage()))) }
                            td { (standing(t, own.standing())) }
                            td { (t.text(&format!("evidence-{}", own.evidence()))) ": " bdi { (own.name()) } }
                            td { bdi { (own.words()) } }
                            td.nowrap { (t.day(site.clock.day_of(own.recorded_at()))) }
                        }
                    } }
                } }
            }
        }
    }
}

#[derive(Default, Deserialize)]
pub(in crate::observations) struct FindingForm {
    #[serde(default)]
    call: String,
    #[serde(default)]
    cell: String,
    #[serde(default)]
    method: String,
    #[serde(default)]
    vintage: u32,
    #[serde(default)]
    standing: String,
    #[serde(default)]
    evidence: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    words: String,
}

/// The form for a finding on the vintage that the page shows.
fn form(
    visit: &Visit,
    key: &ObservationKey,
    vintage: u32,
    (typed, faults): (&FindingForm, &[Fault]),
) -> Markup {
    let t = visit.words;
    let action = address(key);
    let action = action.split('?').next().unwrap_or_default();
    html! {
        section.section {
            h2 { (t.text("finding-attach")) }
            form method="post" action={ (action) "/findings" } {
                (form_id(visit)) (fault(faults, FormId::FIELD)) (fault(faults, "finding"))
                input type="hidden" name="cell" value=(key.cell); input type="hidden" name="method" value=(key.method);
                input type="hidden" name="vintage" value=(vintage);
                div.fields {
                    div.w3 { label.small for="f-standing" { (t.text("observation-standing")) }
                        select.form-select id="f-standing" name="standing" {
                            @for own in [Standing::Verified, Standing::Contradicted] { option value=(own) selected[typed.standing == own.key()] { (t.text(&format!("standing-{own}"))) } }
                        } }
                    div.w3 { label.small for="f-evidence" { (t.text("finding-by")) }
                        select.form-select id="f-evidence" name="evidence" {
                            @for own in Evidence::ALL { option value=(own) selected[typed.evidence == own.key()] { (t.text(&format!("evidence-{own}"))) } }
                        } }
                    div.w6 { label.small for="f-name" { (t.text("finding-name")) } input.form-control id="f-name" name="name" dir="auto" value=(typed.name) maxlength="300" required; }
                    div.w6 { label.small for="f-words" { (t.text("finding-words")) } textarea.form-control id="f-words" name="words" dir="auto" maxlength="4000" required { (typed.words) } }
                }
                button.btn type="submit" { (t.text("finding-attach")) }
            }
        }
    }
}

/// The permit to attach a finding, at the unit and on the programme of the indicator.
///
/// # Errors
/// [`Refusal::NotFound`] for an indicator that the reader does not see; as [`accounts::permit_about`].
fn permit(
    visit: &Visit,
    networks: &Networks,
    known: &Known,
    key: &ObservationKey,
) -> Result<Permit, Refusal> {
    let (entry, _) = known.indicator(&key.indicator).ok_or(Refusal::NotFound)?;
    let subject = Subject::Programme(entry.document.directive.code.clone());
    accounts::permit_about(visit, networks, Action::Find, &key.unit, &subject, &[])
}

pub(in crate::observations) async fn find(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Path(named): Path<Named>,
    Form(form): Form<FindingForm>,
) -> Response {
    let key = match key_of(&named, &form.cell, &form.method) {
        Ok(key) => key,
        Err(refusal) => return refusal.shown(&visit),
    };
    let known = catalogue.seen_by(&visit, &networks);
    match found(&visit, &site, &networks, &known, &key, &form).await {
        Ok(act) => Receipt::go_on(&act.0, &address(&key)),
        Err(refused) => match refused.faults(visit.words) {
            Ok((status, faults)) => {
                let page = shown(&visit, &site, &networks, &known, &key, (&form, &faults)).await;
                page.map_or_else(
                    |refusal| refusal.shown(&visit),
                    |page| (status, page).into_response(),
                )
            }
            Err(refusal) => refusal.shown(&visit),
        },
    }
}

async fn found(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    known: &Known,
    key: &ObservationKey,
    form: &FindingForm,
) -> Result<ActId, Refused> {
    visit.writing()?;
    let permit = permit(visit, networks, known, key)?;
    let fault = |key: &str| {
        let sentence = visit.words.text(key);
        Refused::Fields(vec![Fault { field: "finding", sentence }])
    };
    let found = Found {
        key: key.clone(),
        vintage: form.vintage,
        standing: form.standing.parse().map_err(|_| fault("finding-declares"))?,
        evidence: form.evidence.parse().map_err(|_| fault("finding-unnamed"))?,
        name: form.name.clone(),
        words: form.words.clone(),
    };
    let call = Call::of_form(visit.actor.clone(), site.clock.now(), &form.call)?;
    let work = site.store.write(|tx| {
        let (call, permit, found) = (call.clone(), permit.clone(), found.clone());
        Box::pin(async move { actions::find(tx, &call, &permit, &found).await })
    });
    let recorded = work.await.map_err(|refusal| match refusal {
        Refusal::Sentence { key, .. } => fault(key),
        other => Refused::Whole(other),
    })?;
    site.clock.advance(recorded.at());
    Ok(call.id)
}
