//! The page of the content that the site runs with: what its folder has otherwise than the store, and the button that adopts it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Form, Router};
use banyan_core::access::{Action, Permit};
use maud::{Markup, html};
use serde::Deserialize;

use super::{AdoptionError, Brought, adopt_shown, differences};
use crate::accounts;
use crate::programmes::{Change, Difference, FieldChange};
use crate::reports::cost_words;
use crate::router::Caches;
use crate::web::{Argument, Receipt, Refusal, Site, Visit, page};

/// The pages of this room.
pub fn routes() -> Router<Site> {
    Router::new().route("/content", get(show)).route("/content/adopt", post(adopt_changes))
}

async fn show(
    visit: Visit,
    State(site): State<Site>,
    Extension(caches): Extension<Caches>,
) -> Response {
    if let Err(refusal) = permit(&visit, &caches) {
        return refusal.shown(&visit);
    }
    match told(&visit, &site, &caches).await {
        Ok((brought, queue)) => shown(&visit, &brought, &queue, None),
        Err(refusal) => refused(&visit, refusal),
    }
}

/// What adopting would change, and the grants that wait for the reader to decide.
async fn told(
    visit: &Visit,
    site: &Site,
    caches: &Caches,
) -> Result<(Brought, Markup), AdoptionError> {
    let brought = differences(&caches.source, &site.store).await?;
    let queue = accounts::queue(visit, site, &caches.networks).await?;
    Ok((brought, queue))
}

/// A folder is the whole country's: it is seen before its adoption, and adopted, by who may adopt at the root; for everybody
/// else there is no such page.
fn permit(visit: &Visit, caches: &Caches) -> Result<Permit, Refusal> {
    let permit = accounts::permit_of_country(visit, &caches.networks, Action::AdoptContent);
    permit.map_err(|refusal| match refusal {
        Refusal::NotAllowed => Refusal::NotFound,
        other => other,
    })
}

/// The differences, with what has to be said before they are adopted.
fn shown(visit: &Visit, brought: &Brought, queue: &Markup, said: Option<&str>) -> Response {
    let title = visit.words.text("content-title");
    page(visit, None, &title, main(visit, brought, queue, said)).into_response()
}

/// Which folder a person saw. The form needs no id of its own: a folder adopted twice records nothing the second time.
#[derive(Deserialize)]
struct Shown {
    #[serde(default)]
    digest: String,
}

async fn adopt_changes(
    visit: Visit,
    State(site): State<Site>,
    Extension(caches): Extension<Caches>,
    Form(seen): Form<Shown>,
) -> Response {
    if let Err(refusal) = visit.writing() {
        return refusal.shown(&visit);
    }
    if visit.progress.is_some() {
        let (status, key) = (StatusCode::CONFLICT, "refusal-content-filling");
        return Refusal::Sentence { status, key, input: String::new() }.shown(&visit);
    }
    let permit = match permit(&visit, &caches) {
        Ok(permit) => permit,
        Err(refusal) => return refusal.shown(&visit),
    };
    let by = (visit.actor.clone(), permit);
    match adopt_shown(&caches.source, &seen.digest, by, &site, &caches).await {
        Ok(Some(act)) => Receipt::go_on(&act.0, "/content"),
        Ok(None) => Redirect::to("/content").into_response(),
        Err(AdoptionError::FolderChanged) => match told(&visit, &site, &caches).await {
            Ok((brought, queue)) => {
                let said = visit.words.text("content-folder-changed");
                (StatusCode::CONFLICT, shown(&visit, &brought, &queue, Some(&said))).into_response()
            }
            Err(refusal) => refused(&visit, refusal),
        },
        Err(refusal) => refused(&visit, refusal),
    }
}

/// A folder with faults lists all of them; they are told in the words of `banyan content check`.
fn refused(visit: &Visit, refusal: AdoptionError) -> Response {
    let faults: Vec<String> = match refusal {
        AdoptionError::Store(refusal) => return Refusal::Store(refusal).shown(visit),
        AdoptionError::Refused(refusal) => return refusal.shown(visit),
        AdoptionError::Content(faults) => faults.apart().iter().map(ToString::to_string).collect(),
        AdoptionError::FolderChanged => vec![refusal.to_string()],
    };
    let t = visit.words;
    let title = t.text("content-faults");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.mt-2 { (t.text("content-faults-under")) }
            ul { @for fault in &faults { li lang="en" dir="ltr" { (fault) } } }
        }
    };
    (StatusCode::UNPROCESSABLE_ENTITY, page(visit, None, &title, main)).into_response()
}

fn main(visit: &Visit, brought: &Brought, queue: &Markup, said: Option<&str>) -> Markup {
    let t = visit.words;
    let count = brought.count();
    let (kept, changes): (Vec<&Difference>, Vec<&Difference>) =
        brought.differences.iter().partition(|own| own.change == Change::Kept);
    html! {
        div.wrap {
            h1.mt-4 { (t.text("content-title")) }
            dl.facts {
                div { dt { (t.text("content-package")) } " " dd { bdi { (brought.package.package) " " (brought.package.version) } } }
            }
            section.section {
                h2 { (t.text("content-changes")) }
                @if let Some(said) = said { p.late role="alert" { (said) } }
                @if changes.is_empty() && brought.steps.is_empty() { p.under { (t.text("content-same")) } } @else {
                    p.under { (t.with("content-changes-count", &[("n", Argument::from(count))])) }
                    @if !brought.steps.is_empty() { ul { @for step in &brought.steps { li { (t.with("content-step-new", &[("step", Argument::from(step))])) } } } }
                    @if !changes.is_empty() { (table(visit, &changes)) }
                    @if !brought.costs.is_empty() {
                        h3 { (t.text("content-costs")) }
                        ul { @for own in &brought.costs { li { bdi { (own.code) } ": " (cost_words(t, &own.cost)) } } }
                    }
                    form.actions.mt-3 action="/content/adopt" method="post" {
                        input type="hidden" name="digest" value=(brought.digest);
                        button.btn.main type="submit" disabled[visit.known_at.is_some()] { (t.text("content-adopt")) }
                    }
                }
            }
            @if !brought.files_changed.is_empty() {
                ul { @for path in &brought.files_changed { li { (t.with("content-file-changed", &[("path", Argument::from(path))])) } } }
            }
            @for fates in &brought.fates { (accounts::moved(visit, &brought.network, fates)) }
            @if !brought.undecided.is_empty() { p { (t.with("content-undecided", &[("n", Argument::from(brought.undecided.len()))])) } }
            (queue)
            @if !kept.is_empty() {
                section.section {
                    h2 { (t.text("content-kept")) }
                    p.under { (t.text("content-kept-under")) }
                    (table(visit, &kept))
                }
            }
        }
    }
}

fn table(visit: &Visit, differences: &[&Difference]) -> Markup {
    let t = visit.words;
    html! {
        div.scroll tabindex="0" { table.tab.dense {
            thead { tr { th scope="col" { (t.text("content-part")) } th scope="col" { (t.text("content-change")) } th scope="col" { (t.text("content-field")) } th scope="col" { (t.text("content-recorded")) } th scope="col" { (t.text("content-brought")) } } }
            tbody { @for own in differences {
                @let rows = own.fields.len().max(1);
                tr {
                    th scope="row" rowspan=(rows) { (t.text(&format!("content-part-{}", own.kind))) " " (link(own)) }
                    td rowspan=(rows) { (t.text(&format!("content-change-{}", own.change.key()))) }
                    @match own.fields.first() { Some(field) => { (cells(visit, field)) } None => { td colspan="3" { span.quiet { (t.text("content-whole")) } } } }
                }
                @for field in own.fields.iter().skip(1) { tr { (cells(visit, field)) } }
            } }
        } }
    }
}

fn cells(visit: &Visit, field: &FieldChange) -> Markup {
    let t = visit.words;
    let value = |value: &Option<String>| {
        html! { td { @match value { Some(value) => { bdi { (value) } } None => { span.quiet { (t.text("not-stated")) } } } } }
    };
    html! { td { code dir="ltr" { (field.field) } } (value(&field.recorded)) (value(&field.brought)) }
}

/// The code of a part, as a link where it is recorded and has a page of its own.
fn link(own: &Difference) -> Markup {
    let room = match own.kind {
        "directive" => "programmes",
        "indicator" => "indicators",
        "target" => "targets",
        "task" => "tasks",
        "form" => "forms",
        "regime" => "regimes",
        _ => "",
    };
    html! {
        @if room.is_empty() || own.change == Change::New { bdi { (own.code) } }
        @else { a href={ "/" (room) "/" (own.code) } { bdi { (own.code) } } }
    }
}
