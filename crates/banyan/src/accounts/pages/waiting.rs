//! What a reform does to grants, as a table before it is recorded; and the queue of those that wait for a person to decide, each
//! with its form.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::{Extension, Form};
use banyan_core::access::{GrantId, Role};
use banyan_core::unit::{Network, Reform, ReformId, UnitId};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{
    self, Choice, Decision, Fates, Outcome, administered, outlasts, permit_over, suggested,
};
use super::super::store::{self, Queued};
use super::parts::{role_name, subject_name, unit};
use super::people::opened;
use super::person::seen;
use crate::ledger::Call;
use crate::units::{self, Networks};
use crate::web::{Argument, Receipt, Refusal, Site, Visit, form_id};

/// Grants in one list.
const SHOWN: i64 = 200;
/// What a form says for a grant that is to end.
const END: &str = "end";

/// The grants that wait for the person of a visit to decide, each with its form; nothing where there are none.
///
/// # Errors
/// What the database says.
pub async fn queue(visit: &Visit, site: &Site, networks: &Networks) -> Result<Markup, Refusal> {
    let grants = administered(visit, networks);
    if grants.is_empty() {
        return Ok(html! {});
    }
    let keys = opened(visit, networks, &grants)?;
    let mut tx = site.store.read().await?;
    let mut queued = store::list_queued(&mut tx, &keys, visit.today, SHOWN).await?;
    let network = networks.network();
    let own = |own: &Queued| {
        let grant = &own.given.grant;
        let reform = network.reforms().iter().find(|reform| reform.id == own.reform);
        reform.is_none_or(|reform| outlasts(&own.given, reform, visit.today))
            && permit_over(visit, networks, &grant.unit, grant.from).is_ok()
    };
    queued.retain(own);
    let t = visit.words;
    Ok(html! {
        @if !queued.is_empty() {
            section.section id="waiting" {
                h2 { (t.text("waiting-title")) }
                p.under { (t.text("waiting-under")) }
                div.scroll tabindex="0" { table.tab {
                    thead { tr { th scope="col" { (t.text("name")) } th scope="col" { (t.text("role")) } th scope="col" { (t.text("unit")) } th scope="col" { (t.text("grant-subject")) } th scope="col" { (t.text("reform")) } th scope="col" { (t.text("waiting-decision")) } } }
                    tbody { @for own in &queued {
                        @let grant = &own.given.grant;
                        tr {
                            th scope="row" { a href={ "/people/" (grant.account.0) } { bdi { (own.name) } } }
                            td { (role_name(t, grant.role)) }
                            td { (unit(visit, networks, &grant.unit)) }
                            td { (subject_name(t, &grant.subject)) }
                            @if let Some(reform) = network.reforms().iter().find(|reform| reform.id == own.reform) {
                                td { a href={ "/reforms/" (reform.id.0) } { (t.day(reform.on)) } }
                                td { (form(visit, networks, &network, own, reform)) }
                            }
                        }
                    } }
                } }
            }
        }
    })
}

fn form(
    visit: &Visit,
    networks: &Networks,
    network: &Network,
    own: &Queued,
    reform: &Reform,
) -> Markup {
    let t = visit.words;
    let grant = &own.given.grant;
    let eve = networks.tree_on(reform.on.previous(), None).ok();
    let mine = |id: &UnitId| permit_over(visit, networks, id, reform.on).is_ok();
    let units = suggested(network, eve.as_deref(), &grant.unit, reform);
    html! {
        form.actions action={ "/people/" (grant.account.0) "/grants/" (grant.id.0) "/decide" } method="post" {
            (form_id(visit))
            input type="hidden" name="reform" value=(reform.id.0);
            label.visually-hidden for={ "to-" (grant.id.0) } { (t.text("waiting-decision")) }
            select.form-select id={ "to-" (grant.id.0) } name="to" required {
                option value="" { (t.text("waiting-choose")) }
                @for no in units {
                    @if let (Some(id), Some(version)) = (network.unit(no).map(|unit| &unit.id).filter(|id| mine(id)), network.version_on(no, reform.on, None)) {
                        option value=(id) { (t.with("waiting-goes", &[("unit", Argument::from(units::unit_name(t, version)))])) }
                    }
                }
                option value=(END) { (t.text("waiting-ends")) }
            }
            button.btn.lite type="submit" disabled[visit.known_at.is_some()] { (t.text("waiting-do")) }
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::accounts) struct Decided {
    call: String,
    reform: String,
    to: String,
}

pub(in crate::accounts) async fn decide(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path((id, grant)): Path<(String, String)>,
    Form(decided): Form<Decided>,
) -> Response {
    let done = async {
        visit.writing()?;
        let seen = seen(&visit, &site, &networks, &id).await?;
        let grant = GrantId(grant);
        let old = seen.grants.iter().map(|given| &given.grant).find(|own| own.id == grant);
        let old = old.ok_or(Refusal::NotFound)?;
        let network = networks.network();
        let reform = network.reforms().iter().find(|own| own.id.0 == decided.reform);
        let reform = reform.ok_or(Refusal::NotFound)?;
        let mut permits = vec![permit_over(&visit, &networks, &old.unit, old.from)?];
        let choice = match decided.to.as_str() {
            "" => return Err(sentence("waiting-choose-one", "")),
            END => Choice::LetEnd,
            to => {
                let unit = UnitId(to.chars().take(40).collect());
                network.find(&unit).ok_or_else(|| sentence("problem-unit", &unit.0))?;
                permits.push(permit_over(&visit, &networks, &unit, reform.on)?);
                Choice::Give(unit)
            }
        };
        let decision = Decision { grant, reform: ReformId(decided.reform.clone()), choice };
        let call = Call::of_form(visit.actor.clone(), site.clock.now(), &decided.call)?;
        let today = visit.today;
        let at = site.store.write(|tx| {
            let (call, permits) = (call.clone(), permits.clone());
            let (decision, network) = (decision.clone(), network.clone());
            Box::pin(async move {
                actions::decide(tx, &call, &permits, &decision, &network, today).await
            })
        });
        site.clock.advance(at.await?);
        Ok::<_, Refusal>(Receipt::go_on(&call.id.0, "/people"))
    };
    done.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}

fn sentence(key: &'static str, input: &str) -> Refusal {
    let (status, input) = (StatusCode::UNPROCESSABLE_ENTITY, input.to_owned());
    Refusal::Sentence { status, key, input }
}

/// Grants that a reform moves in the same way: unit, role, and where to; nowhere when they wait.
type Alike<'f> = (&'f UnitId, Role, Option<Vec<(&'f UnitId, Role)>>);

/// What a reform that is not recorded yet would do to grants, in the `network` that it makes: how many go where. Names of
/// persons are for who administers them, and not told here.
pub fn moved(visit: &Visit, network: &Network, fates: &Fates) -> Markup {
    let t = visit.words;
    let mut alike: BTreeMap<Alike<'_>, usize> = BTreeMap::new();
    for fate in &fates.moved {
        let to = match &fate.outcome {
            Outcome::Waits => None,
            Outcome::Goes(next) => Some(next.iter().map(|own| (&own.unit, own.role)).collect()),
        };
        let own = alike.entry((&fate.grant.unit, fate.grant.role, to)).or_default();
        *own = own.saturating_add(1);
    }
    let more = alike.len().saturating_sub(GROUPS_SHOWN);
    let day = fates.reform.on;
    let name = |id: &UnitId, day| {
        let version = network.find(id).and_then(|no| network.version_on(no, day, None));
        html! { bdi { (version.map_or(id.0.as_str(), |version| units::unit_name(t, version))) } }
    };
    let counts = [
        ("day", Argument::from(day)),
        ("stays", Argument::from(fates.stays)),
        ("goes", Argument::from(fates.going())),
        ("waits", Argument::from(fates.waiting())),
    ];
    html! {
        section.section {
            h2 { (t.with("moved-title", &[("reform", Argument::from(t.of_text(&fates.reform.name)))])) }
            p.under { (t.with("moved-counts", &counts)) }
            @if !alike.is_empty() {
                p.under { (t.text("moved-rule")) }
                div.scroll tabindex="0" { table.tab.dense {
                    thead { tr { th scope="col" { (t.text("unit")) } th scope="col" { (t.text("role")) } th.n scope="col" { (t.text("moved-grants")) } th scope="col" { (t.text("moved-to")) } } }
                    tbody { @for ((unit, role, to), count) in alike.iter().take(GROUPS_SHOWN) {
                        tr {
                            th scope="row" { (name(unit, day.previous())) }
                            td { (role_name(t, *role)) }
                            td.n { (t.number(i64::try_from(*count).unwrap_or(i64::MAX))) }
                            td {
                                @match to {
                                    None => { span.late { (t.text("moved-waits")) } }
                                    Some(to) => { @for (place, (unit, role)) in to.iter().enumerate() { @if place > 0 { " · " } (name(unit, day)) " (" (role_name(t, *role)) ")" } }
                                }
                            }
                        }
                    } }
                } }
                @if more > 0 { p { (t.with("moved-more", &[("n", Argument::from(more))])) } }
            }
        }
    }
}

/// Kinds of moves on one page; the command line lists every grant.
const GROUPS_SHOWN: usize = 200;
