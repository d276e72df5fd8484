//! Erasing what an act says of people: what would go, asked for with a reason, and done.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use banyan_core::access::Action;
use maud::{Markup, html};
use serde::Deserialize;

use super::verb_name;
use crate::accounts::{self, Erasable};
use crate::ledger::{self, ActId, Call};
use crate::units::Networks;
use crate::web::{Argument, Mandate, Receipt, Refusal, Site, Visit, form_id, page};

/// Acts that the page lists one by one.
const ACTS_SHOWN: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::acts) struct Asked {
    call: String,
    /// What the form showed.
    seen: String,
    reason: String,
}

/// What would go.
pub(in crate::acts) async fn show(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path(id): Path<String>,
) -> Response {
    let shown = async {
        let (erasable, _) = asked_for(&visit, &site, &networks, &id).await?;
        form(&visit, &site, &id, &erasable, "", None).await
    };
    shown.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}

/// What goes with an act, for whoever administers everything that it concerns.
async fn asked_for(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    id: &str,
) -> Result<(Erasable, Vec<Mandate>), Refusal> {
    accounts::permit_somewhere(visit, networks, Action::Administer)?;
    if id.contains(char::is_control) {
        return Err(Refusal::NotFound);
    }
    let erasable = Erasable::of(&mut site.store.read().await?, id).await?;
    let mandates = erasable.mandates(visit, networks)?;
    erasable.check()?;
    Ok((erasable, mandates))
}

/// Whether the page of an act leads here for this reader.
pub(super) async fn offered(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    id: &str,
) -> Result<bool, Refusal> {
    match asked_for(visit, site, networks, id).await {
        Ok(_) => Ok(true),
        Err(Refusal::Store(refusal)) => Err(refusal.into()),
        Err(_) => Ok(false),
    }
}

async fn form(
    visit: &Visit,
    site: &Site,
    id: &str,
    erasable: &Erasable,
    typed: &str,
    problem: Option<&'static str>,
) -> Result<Response, Refusal> {
    let t = visit.words;
    let mut acts = Vec::new();
    for act in erasable.acts.iter().take(ACTS_SHOWN) {
        let (act, _) = ledger::load_act(&site.store, &act.0).await?.ok_or(Refusal::NotFound)?;
        acts.push(act);
    }
    let more = erasable.acts.len().saturating_sub(acts.len());
    let title = t.text("erase-title");
    let main = html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/acts" { (t.text("acts-title")) } " / " a.num href={ "/acts/" (id) } { (id) } }
            h1 { (title) }
            p.under { (t.text("erase-under")) }
            h2.mt-4 { (t.text("erase-of")) }
            ul { @for name in &erasable.names { li { bdi { (name) } } } }
            h2.mt-4 { (t.with("erase-acts", &[("n", Argument::from(erasable.acts.len()))])) }
            ul {
                @for act in &acts { li { a href={ "/acts/" (act.id) } { (verb_name(t, &act.verb)) } " " bdi.num.quiet dir="ltr" { (act.id) } } }
                @if more > 0 { li { (t.with("erase-more", &[("n", Argument::from(more))])) } }
            }
            form.mt-4 action={ "/acts/" (id) "/erase" } method="post" {
                (form_id(visit))
                input type="hidden" name="seen" value=(erasable.seen());
                (reason(visit, typed, problem))
                button.btn type="submit" { (t.text("erase-do")) }
            }
        }
    };
    let status = problem.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    Ok((status, page(visit, None, &title, main)).into_response())
}

fn reason(visit: &Visit, typed: &str, problem: Option<&'static str>) -> Markup {
    let t = visit.words;
    html! {
        div.w6 {
            label for="e-reason" { (t.text("erase-reason")) }
            @if let Some(problem) = problem { p.late { (t.text(problem)) } }
            input.form-control id="e-reason" name="reason" value=(typed) dir="auto" required
                aria-describedby="e-reason-under" aria-invalid=[problem.map(|_| "true")];
            p.small.quiet id="e-reason-under" { (t.text("erase-reason-under")) }
        }
    }
}

pub(in crate::acts) async fn erase(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path(id): Path<String>,
    Form(asked): Form<Asked>,
) -> Response {
    let done = async {
        visit.writing()?;
        let call = Call::of_form(visit.actor.clone(), site.clock.now(), &asked.call);
        let act = ActId(id.clone());
        if let Ok(call) = &call
            && visit.actor.person().is_some()
            && ledger::erased_before(&mut site.store.read().await?, call, &act).await?.is_some()
        {
            return Ok(Receipt::go_on(&call.id.0, &format!("/acts/{id}")));
        }
        let (erasable, by) = asked_for(&visit, &site, &networks, &id).await?;
        let call = call?;
        let reason = match accounts::read_reason(&asked.reason) {
            Ok(reason) => reason,
            Err(problem) => {
                return form(&visit, &site, &id, &erasable, &asked.reason, Some(problem)).await;
            }
        };
        let restating = call.beside("restated")?;
        let at = site.store.write(|tx| {
            let (call, restating, by) = (call.clone(), restating.clone(), by.clone());
            let (act, seen, reason) = (act.clone(), asked.seen.clone(), reason.clone());
            Box::pin(async move {
                accounts::erase_act(tx, &call, &restating, &by, &act, &seen, &reason).await
            })
        });
        site.clock.advance(at.await?);
        Ok::<_, Refusal>(Receipt::go_on(&call.id.0, &format!("/acts/{id}")))
    };
    done.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}
