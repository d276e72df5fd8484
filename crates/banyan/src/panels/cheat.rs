//! Try to cheat: on a copy of the demonstration's store a recorded figure is changed, and verifying says which act it belongs to;
//! then the whole log is signed anew with the true key, and the witness who saw the old one does not sign.

use axum::Extension;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;
use tokio::runtime::Handle;
use tokio::sync::Mutex;

use super::fact_tables;
use crate::jobs::machine_clock;
use crate::ledger::{Finding, LogKey, NotRehearsed, Rehearsal, Verified};
use crate::programmes::{Falsified, falsify_target};
use crate::store::StoreError;
use crate::web::{Argument, FormId, Refusal, Site, Visit, page};

/// One copy at a time: it takes as much room as the store.
static ONE: Mutex<()> = Mutex::const_new(());

/// How far the cheat goes.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
enum Means {
    /// A figure is changed in the database.
    Hand,
    /// And everything that would show it is signed anew.
    Key,
}

#[derive(Deserialize)]
pub(super) struct Cheat {
    means: Means,
}

/// What came of it.
struct Outcome {
    means: Means,
    changed: Falsified,
    /// What verifying the copy alone finds.
    alone: Verified,
    /// The same with the checkpoint that was kept elsewhere.
    remembering: Verified,
    /// What the witness answers, when it is asked to sign the copy.
    witness: Option<String>,
}

pub(super) async fn show(visit: Visit) -> Response {
    if !visit.demonstration {
        return Refusal::NotFound.shown(&visit);
    }
    shown(&visit, &html! {})
}

pub(super) async fn cheat(
    visit: Visit,
    State(site): State<Site>,
    key: Option<Extension<LogKey>>,
    Form(form): Form<Cheat>,
) -> Response {
    let Some(Extension(key)) = key.filter(|_| visit.demonstration) else {
        return Refusal::NotFound.shown(&visit);
    };
    // A witness works with files: not on a thread that serves others.
    let rehearsal = move || Handle::current().block_on(rehearsed(&site, &key, form.means));
    let outcome = match tokio::task::spawn_blocking(rehearsal).await {
        Ok(outcome) => outcome,
        Err(failed) => return Refusal::Failure(failed.to_string()).shown(&visit),
    };
    match outcome {
        Ok(Some(outcome)) => shown(&visit, &told(&visit, &outcome)),
        Ok(None) => {
            let (status, key) = (StatusCode::CONFLICT, "cheat-nothing");
            Refusal::Sentence { status, key, input: String::new() }.shown(&visit)
        }
        Err(refusal) => Refusal::Failure(refusal.to_string()).shown(&visit),
    }
}

/// Cheats on a copy; nothing when there is nothing recorded yet that could be changed.
async fn rehearsed(
    site: &Site,
    key: &LogKey,
    means: Means,
) -> Result<Option<Outcome>, NotRehearsed> {
    let _one = ONE.lock().await;
    let name = FormId::fresh(site.clock.now()).map(|id| id.to_string()).unwrap_or_default();
    let folder = std::env::temp_dir().join(format!("banyan-rehearsal-{name}"));
    let mut rehearsal = Rehearsal::begin(&site.store, &folder, key).await?;
    if !rehearsal.has_history() {
        return Ok(None);
    }
    let changing = rehearsal.copy().write(|tx| Box::pin(falsify_target(tx)));
    let changed: Result<Option<Falsified>, StoreError> = changing.await;
    let Some(changed) = changed? else { return Ok(None) };
    let tables = fact_tables();
    let mut witness = None;
    if means == Means::Key {
        rehearsal.sign_anew(&tables, &changed.act, key, machine_clock).await?;
    }
    let alone = rehearsal.verify(&tables, false).await?;
    let remembering = rehearsal.verify(&tables, true).await?;
    if means == Means::Key {
        witness = rehearsal.show_witness().await.err().map(|refusal| refusal.to_string());
    }
    rehearsal.copy().close().await;
    Ok(Some(Outcome { means, changed, alone, remembering, witness }))
}

fn shown(visit: &Visit, outcome: &Markup) -> Response {
    let t = visit.words;
    let title = t.text("cheat-title");
    let button = |means: &str, label: &str| {
        html! {
            form action="/ledger/cheat" method="post" {
                input type="hidden" name="means" value=(means);
                button.btn.main type="submit" { (t.text(label)) }
            }
        }
    };
    let main = html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/ledger" { (t.text("ledger-title")) } }
            h1 { (title) }
            p.sum { (t.text("cheat-under")) }
            section.section {
                h2 { (t.text("cheat-hand")) }
                p.under { (t.text("cheat-hand-under")) }
                (button("hand", "cheat-hand-do"))
            }
            section.section {
                h2 { (t.text("cheat-key")) }
                p.under { (t.text("cheat-key-under")) }
                (button("key", "cheat-key-do"))
            }
            (outcome)
        }
    };
    page(visit, None, &title, main).into_response()
}

fn told(visit: &Visit, outcome: &Outcome) -> Markup {
    let t = visit.words;
    let Falsified { target, act, before, after } = &outcome.changed;
    let finding = |verified: &Verified| verified.findings.first().map(Finding::to_string);
    html! {
        section.section id="outcome" role="status" {
            h2 { (t.text(match outcome.means { Means::Hand => "cheat-outcome-hand", Means::Key => "cheat-outcome-key" })) }
            p { (t.with("cheat-changed", &[("before", Argument::from(before)), ("after", Argument::from(after))])) " " a href={ "/targets/" (target) } { bdi { (target) } } " · " a href={ "/acts/" (act) } { (t.text("cheat-act")) } }
            dl.facts {
                div { dt { (t.text("cheat-alone")) } " " dd { (verdict(visit, finding(&outcome.alone))) } }
                div { dt { (t.text("cheat-remembering")) } " " dd { (verdict(visit, finding(&outcome.remembering))) } }
                @if outcome.means == Means::Key { div { dt { (t.text("cheat-witness")) } " " dd { @match &outcome.witness { Some(refusal) => { strong { (t.text("cheat-not-signed")) } pre lang="en" dir="ltr" tabindex="0" { (refusal) } } None => { (t.text("cheat-signed")) } } } } }
            }
            p.under { (t.text(match outcome.means { Means::Hand => "cheat-lesson-hand", Means::Key => "cheat-lesson-key" })) }
        }
    }
}

/// What verifying says: the sentence of `banyan verify`, which is English wherever it is run.
fn verdict(visit: &Visit, finding: Option<String>) -> Markup {
    let t = visit.words;
    html! {
        @match finding {
            Some(finding) => { strong.late { (t.text("cheat-found")) } pre lang="en" dir="ltr" tabindex="0" { "does not hold: " (finding) } }
            None => { strong { (t.text("cheat-not-found")) } pre lang="en" dir="ltr" tabindex="0" { "everything holds" } }
        }
    }
}
