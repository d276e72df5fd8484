//! One file for all units for which somebody fills in.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Extension;
use axum::extract::{Multipart, Path, Query, State};
use axum::response::{IntoResponse, Response};
use banyan_core::access::{Action, Permit, Subject};
use banyan_core::calendar::Period;
use banyan_core::form::Form;
use banyan_core::report::{Part, State as Stage};
use banyan_core::unit::UnitId;
use maud::html;

use super::super::super::Regimes;
use super::super::super::store::{self, Owed};
use super::super::loaded::Caches;
use super::super::parts::unit_cell;
use super::{Asked, Wanted, called, file, keep, refused, sent, taken};
use crate::accounts;
use crate::forms::Forms;
use crate::sheets::{Template, TemplateUnit};
use crate::units::Networks;
use crate::web::{Argument, Refusal, Section, Site, Visit, page};

/// Units in one file.
const UNITS_MOST: usize = 1000;

/// What somebody fills in for a regime and a period: units that have not sent, each with the permit.
pub(in crate::reports) struct Mine {
    pub(in crate::reports) form: Arc<Form>,
    pub(in crate::reports) period: Period,
    pub(in crate::reports) owed: Vec<(Owed, Permit)>,
}

impl Mine {
    pub(in crate::reports) async fn load(
        visit: &Visit,
        site: &Site,
        caches: Caches<'_>,
        (regime, period): (&str, &str),
    ) -> Result<Mine, Refusal> {
        if visit.actor.person().is_none() {
            return Err(Refusal::SignIn);
        }
        let versions = caches.regimes.get(regime).ok_or(Refusal::NotFound)?;
        let (last, _) = versions.last().ok_or(Refusal::NotFound)?;
        let form = caches.forms.last(&last.document().form).ok_or(Refusal::NotFound)?;
        let period: Period = period.parse().map_err(|_| Refusal::NotFound)?;
        let owners = caches.regimes.owners(regime, &caches.networks.network());
        let subject = Subject::Regime(regime.to_owned());
        let permit = |unit: &UnitId| {
            let networks = caches.networks;
            accounts::permit_about(visit, networks, Action::Report, unit, &subject, &owners).ok()
        };
        let mut tx = site.store.read().await?;
        let owed = store::list_owed_of_period(&mut tx, regime, period).await?;
        let open = |own: &Owed| {
            matches!(own.progress.state, Stage::Open | Stage::Returned)
                && !own.withdrawn
                && own.part == Part::Whole
        };
        let owed: Vec<(Owed, Permit)> = owed
            .into_iter()
            .filter(open)
            .filter_map(|own| permit(&own.holder).map(|permit| (own, permit)))
            .take(UNITS_MOST)
            .collect();
        if owed.is_empty() { Err(Refusal::NotAllowed) } else { Ok(Mine { form, period, owed }) }
    }
}

pub(in crate::reports) async fn template_of_many(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path((regime, period)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    let made = async {
        let mine = Mine::load(&visit, &site, caches, (&regime, &period)).await?;
        let names: Vec<String> =
            mine.owed.iter().map(|(own, _)| called(&visit, caches, &own.unit)).collect();
        let units = mine.owed.iter().zip(&names).map(|((own, _), name)| TemplateUnit {
            code: &own.unit.0,
            name,
            before: None,
            known: None,
        });
        let units: Vec<TemplateUnit<'_>> = units.collect();
        let template = Template {
            form: &mine.form,
            regime: &regime,
            period: mine.period,
            language: visit.words.language(),
            units: &units,
        };
        file(&template, &format!("{regime}-{period}"), &wanted)
    };
    made.await.unwrap_or_else(|refusal: Refusal| refusal.shown(&visit))
}

pub(in crate::reports) async fn take_many(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path((regime, period)): Path<(String, String)>,
    parts: Multipart,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    let done = async {
        visit.writing()?;
        let mine = Mine::load(&visit, &site, caches, (&regime, &period)).await?;
        let asked = Asked { regime: &regime, period: mine.period, form: &mine.form };
        let mut taken = taken(&visit, caches, &asked, &sent(parts).await?);
        let here: BTreeMap<&UnitId, &(Owed, Permit)> =
            mine.owed.iter().map(|own| (&own.0.unit, own)).collect();
        let mut drafts = Vec::new();
        for (unit, texts) in &taken.answers {
            match unit.as_ref().and_then(|unit| here.get(unit)) {
                Some((owed, permit)) => drafts.push((owed, permit, texts)),
                None => {
                    let unit = unit.as_ref().map_or("", |unit| unit.0.as_str());
                    let input = [("input", Argument::from(unit))];
                    taken.problems.push(visit.words.with("sheet-other-unit", &input));
                }
            }
        }
        if !taken.problems.is_empty() {
            return Ok(refused(&visit, &taken.problems, &format!("/regimes/{regime}/{period}")));
        }
        let kept: Vec<_> = drafts
            .iter()
            .map(|(owed, permit, texts)| (owed.id.clone(), (*permit).clone(), (*texts).clone()))
            .collect();
        keep(&site, &mine.form, &kept).await?;
        let kept: Vec<&Owed> = drafts.iter().map(|(owed, _, _)| *owed).collect();
        Ok(told(&visit, caches, &kept, taken.blank))
    };
    done.await.unwrap_or_else(|refusal: Refusal| refusal.shown(&visit))
}

/// Which drafts a file has become.
fn told(visit: &Visit, caches: Caches<'_>, kept: &[&Owed], blank: usize) -> Response {
    let t = visit.words;
    let title = t.with("sheet-taken", &[("n", Argument::from(kept.len()))]);
    let main = html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/reports" { (t.text("room-reports")) } }
            h1 { (title) }
            p.under { (t.text("sheet-taken-under")) }
            @if blank > 0 { p { (t.with("sheet-blank", &[("n", Argument::from(blank))])) } }
            ul { @for own in kept { li { (unit_cell(visit, caches.networks, &own.unit)) ": " a href={ "/reports/" (own.id) } { (t.text("report-open")) } } } }
        }
    };
    page(visit, Some(Section::Reports), &title, main).into_response()
}
