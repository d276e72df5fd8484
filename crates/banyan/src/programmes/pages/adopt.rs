//! Adopting a draft. A second adoption of the same directive offers a comparison, not a duplicate.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use banyan_core::access::{Action, Permit, Sharing};
use banyan_core::unit::Network;
use banyan_core::words::Moment;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{self, DirectiveDocument, Ground, Origin};
use super::super::store::{Catalogue, Entry, Known};
use super::{asked, cited, due, figure};
use crate::accounts;
use crate::directives::{self, Draft};
use crate::ledger::Call;
use crate::units::Networks;
use crate::web::{Mandate, Receipt, Refusal, Section, Site, Visit, page};

#[derive(Deserialize)]
pub(in crate::programmes) struct AdoptForm {
    #[serde(default)]
    call: String,
    /// Of the draft when the form was shown, where it says so.
    revision: Option<u32>,
    /// With whom the programme is shared from its first day; with those above where the form does not say.
    #[serde(default)]
    visibility: String,
}

pub(in crate::programmes) async fn adopt(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Path(id): Path<String>,
    Form(form): Form<AdoptForm>,
) -> Response {
    match adopted(&visit, &site, &networks, &catalogue, &id, &form).await {
        Ok(response) => response,
        Err(refusal) => refusal.shown(&visit),
    }
}

async fn adopted(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    catalogue: &Catalogue,
    id: &str,
    form: &AdoptForm,
) -> Result<Response, Refusal> {
    visit.writing()?;
    if visit.actor.person().is_none() {
        return Err(Refusal::SignIn);
    }
    let draft = directives::load_draft(&mut site.store.read().await?, id)
        .await?
        .ok_or(Refusal::NotFound)?;
    directives::permit_on(visit, networks, &draft)?;
    if let Some(programme) = &draft.adopted_as {
        return Ok(Redirect::to(&format!("/programmes/{programme}")).into_response());
    }
    if form.revision.is_some_and(|revision| revision != draft.revision) {
        return Ok(directives::changed(visit, networks, &draft));
    }
    let sharing = sharing(form)?;
    let network = networks.network();
    let first = network.territories_known_from();
    let day = draft.day().unwrap_or(visit.today).max(first.unwrap_or(visit.today));
    let tree = networks.tree_on(day, None)?;
    let ground = Ground::of(&draft, &network, &tree);
    let unit = ground.unit().ok_or(Refusal::NotAllowed)?;
    let permit = accounts::permit(visit, networks, Action::Adopt, &unit)?;
    let call = Call::of_form(visit.actor.clone(), site.clock.now(), &form.call)?;
    let (known, all) = (catalogue.seen_by(visit, networks), catalogue.known(None));
    let code = free_code(&ground, sharing, &known, &all);
    let document = ground.document(&code, sharing);
    let before = actions::recorded_before(&mut site.store.read().await?, &call, &code).await?;
    if before.is_none()
        && let Some(entry) = same(&ground, &known)
    {
        return Ok(compared(visit, &known, entry, &document, &draft));
    }
    let taken_up = take_up(&permit, site, &call, &network, &document, &draft).await?;
    catalogue.renew(&site.store).await?;
    match taken_up {
        TakenUp::At(at) => {
            site.clock.advance(at);
            Ok(Receipt::go_on(&call.id.0, &format!("/programmes/{code}")))
        }
        TakenUp::As(code) => Ok(Redirect::to(&format!("/programmes/{code}")).into_response()),
        TakenUp::Before => {
            // Somebody adopted the same directive in the meantime.
            let known = catalogue.seen_by(visit, networks);
            let (status, key) = (StatusCode::CONFLICT, "adopted-meanwhile");
            let again = || Refusal::Sentence { status, key, input: draft.number.clone() };
            let entry = same(&ground, &known).ok_or_else(again)?;
            Ok(compared(visit, &known, entry, &document, &draft))
        }
        TakenUp::Changed(draft) => Ok(directives::changed(visit, networks, &draft)),
    }
}

/// With whom the form shares the programme.
fn sharing(form: &AdoptForm) -> Result<Sharing, Refusal> {
    let chosen = if form.visibility.is_empty() { "upward" } else { &form.visibility };
    chosen.parse().map_err(|_| Refusal::Sentence {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        key: "refusal-choice",
        input: chosen.chars().take(40).collect(),
    })
}

/// The directive of a draft, where it is recorded already and the reader sees it. Another unit's of the same number is another
/// one; and what is not shared with the reader is not there.
fn same<'k>(ground: &Ground<'_>, known: &'k Known) -> Option<&'k Entry> {
    known.entries_and_ended().find(|entry| ground.tells_of(&entry.document.directive))
}

/// The first of a draft's codes that no other directive bears.
fn free_code(ground: &Ground<'_>, sharing: Sharing, known: &Known, all: &Known) -> String {
    let own = same(ground, known).map(|entry| entry.document.directive.code.as_str());
    let free = |code: &String| own == Some(code.as_str()) || all.entry(code).is_none();
    let codes = ground.codes(sharing);
    codes.iter().find(|code| free(code)).or(codes.last()).cloned().unwrap_or_default()
}

/// What came of an adoption.
enum TakenUp {
    At(Moment),
    /// Somebody adopted this very draft in the meantime, under a code.
    As(String),
    /// Somebody recorded a directive under this code in the meantime.
    Before,
    /// The draft is not what its document was made of any more.
    Changed(Box<Draft>),
}

/// Records the document of a draft and marks the draft, if it is still the one that the document was made of.
async fn take_up(
    permit: &Permit,
    site: &Site,
    call: &Call,
    network: &Arc<Network>,
    document: &DirectiveDocument,
    draft: &Draft,
) -> Result<TakenUp, Refusal> {
    site.store
        .write(|tx| {
            let (call, network) = (call.clone(), network.clone());
            let (document, draft) = (document.clone(), draft.clone());
            let (today, mandate) = (permit.day(), Mandate::from(permit.clone()));
            Box::pin(async move {
                let stands = directives::load_draft(tx, &draft.id).await?;
                let stands = stands.ok_or(Refusal::NotFound)?;
                let code = document.directive.code.as_str();
                let mine = actions::recorded_before(tx, &call, code).await?.is_some();
                if let Some(code) = stands.adopted_as.clone().filter(|_| !mine) {
                    return Ok(TakenUp::As(code));
                }
                if stands.revision != draft.revision {
                    return Ok(TakenUp::Changed(Box::new(stands)));
                }
                let origin = Origin { day: Some(today), ..Origin::default() };
                let at =
                    actions::record_directive(tx, &call, &mandate, &network, &document, &origin)
                        .await?;
                let Some(at) = at else { return Ok(TakenUp::Before) };
                directives::mark_adopted(tx, &draft.id, code).await?;
                Ok::<_, Refusal>(TakenUp::At(at))
            })
        })
        .await
}

/// What is recorded already, beside the draft.
fn compared(
    visit: &Visit,
    known: &Known,
    entry: &Entry,
    document: &DirectiveDocument,
    draft: &Draft,
) -> Response {
    let main = comparison(visit, known, entry, document, draft);
    let whole = page(visit, Some(Section::Programmes), &cited(visit.words, entry), main);
    (StatusCode::CONFLICT, whole).into_response()
}

/// What is recorded beside what the draft says; nothing is recorded twice.
fn comparison(
    visit: &Visit,
    known: &Known,
    entry: &Entry,
    document: &DirectiveDocument,
    draft: &Draft,
) -> Markup {
    let t = visit.words;
    html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href={ "/drafts/" (draft.id) } { (t.text("back-to-draft")) } }
            h1 { (t.text("already-adopted")) }
            p.sum.mt-2 { a href={ "/programmes/" (entry.document.directive.code) } { bdi { (cited(t, entry)) } } ". " (t.text("already-adopted-under")) }
            div.pair {
                (side(visit, &t.text("recorded"), entry.document.target.iter().map(|target| (asked(t, known, entry, target), target.due_day()))))
                (side(visit, &t.text("this-draft"), document.target.iter().map(|target| {
                    let unit = document.indicator.iter().find(|indicator| indicator.code == target.indicator).map_or("percent", |indicator| indicator.unit_of_measure.as_str());
                    (figure(t, &target.comparator, &target.value, &target.value_max, unit), target.due_day())
                })))
            }
        }
    }
}

fn side(
    visit: &Visit,
    caption: &str,
    targets: impl Iterator<Item = (String, Option<banyan_core::words::Day>)>,
) -> Markup {
    let t = visit.words;
    html! {
        table.tab.dense {
            caption { (caption) }
            thead { tr { th.n scope="col" { (t.text("mark-target")) } th scope="col" { (t.text("due")) } } }
            tbody { @for (value, day) in targets { tr { td.n { (value) } td { (due(t, day)) } } } }
        }
    }
}
