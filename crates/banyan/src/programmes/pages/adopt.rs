//! Adopting a draft. A second adoption of the same directive offers a comparison, not a duplicate.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use banyan_core::access::{Action, Permit, Sharing};
use banyan_core::unit::{Gazetteer, Level, Network, Tree, UnitId, UnitNo};
use banyan_core::words::{Moment, fold_words};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{self, DirectiveDocument, Origin, Setting, document_of};
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
    let network = networks.network();
    let first = network.territories_known_from();
    let day = draft.day().unwrap_or(visit.today).max(first.unwrap_or(visit.today));
    let tree = networks.tree_on(day, None)?;
    let mut document = drafted(&network, &tree, &draft);
    if let Some(programme) = &mut document.programme {
        let sharing = if form.visibility.is_empty() { "upward" } else { &form.visibility };
        sharing.parse::<Sharing>().map_err(|_| Refusal::Sentence {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            key: "refusal-choice",
            input: sharing.chars().take(40).collect(),
        })?;
        sharing.clone_into(&mut programme.visibility);
    }
    let unit = unit_of(&network, &tree, &draft).ok_or(Refusal::NotAllowed)?;
    let permit = accounts::permit(visit, networks, Action::Adopt, &unit)?;
    let call = Call::of_form(visit.actor.clone(), site.clock.now(), &form.call)?;
    let code = document.directive.code.clone();
    let before = actions::recorded_before(&mut site.store.read().await?, &call, &code).await?;
    let (known, all) = (catalogue.seen_by(visit, networks), catalogue.known(None));
    if before.is_none()
        && let Some(entry) = taken(&all, &draft, &document)
    {
        return compared(visit, &known, entry, &document, &draft);
    }
    let taken_up = take_up(&permit, site, &call, &network, &document, &draft).await?;
    catalogue.renew(&site.store).await?;
    match taken_up {
        TakenUp::At(at) => {
            site.clock.advance(at);
            Ok(Receipt::go_on(&call.id.0, &format!("/programmes/{code}")))
        }
        TakenUp::Before => {
            // Somebody adopted the same directive in the meantime.
            let (known, all) = (catalogue.seen_by(visit, networks), catalogue.known(None));
            let entry = all.entry(&code).ok_or(Refusal::NotFound)?;
            compared(visit, &known, entry, &document, &draft)
        }
        TakenUp::Changed(draft) => Ok(directives::changed(visit, networks, &draft)),
    }
}

/// What came of an adoption.
enum TakenUp {
    At(Moment),
    /// The directive is recorded already.
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
                if stands.revision != draft.revision {
                    return Ok(TakenUp::Changed(Box::new(stands)));
                }
                let origin = Origin { day: Some(today), ..Origin::default() };
                let at =
                    actions::record_directive(tx, &call, &mandate, &network, &document, &origin)
                        .await?;
                let Some(at) = at else { return Ok(TakenUp::Before) };
                directives::mark_adopted(tx, &draft.id, &document.directive.code).await?;
                Ok::<_, Refusal>(TakenUp::At(at))
            })
        })
        .await
}

/// The draft's document, with its names read in the tree of its day.
fn drafted(network: &Network, tree: &Tree, draft: &Draft) -> DirectiveDocument {
    let within = directives::territory(network, tree, draft);
    let version = within.and_then(|no| network.version_on(no, tree.day(), None));
    let country = country_code(network, tree);
    let territory = version.map_or_else(|| country.clone(), |version| version.code.clone());
    let gazetteer = Gazetteer::of(network, tree);
    let lead = |words: &str| lead_code(network, tree, &gazetteer, words, within);
    let setting =
        Setting { territory: &territory, unit: &territory, country: &country, lead: &lead };
    document_of(draft, &setting)
}

/// The territory of which the draft speaks, else the country: who adopts it needs a role there.
fn unit_of(network: &Network, tree: &Tree, draft: &Draft) -> Option<UnitId> {
    let no =
        directives::territory(network, tree, draft).or_else(|| tree.root().map(|root| root.unit));
    no.and_then(|no| network.unit(no)).map(|unit| unit.id.clone())
}

/// What is recorded under the draft's number, under its code, or under a code of one of its parts.
fn taken<'k>(known: &'k Known, draft: &Draft, document: &DirectiveDocument) -> Option<&'k Entry> {
    let same = |entry: &&Entry| {
        fold_words(&entry.document.directive.number) == fold_words(&draft.number)
            && !draft.number.is_empty()
    };
    let part = || {
        let indicators = document.indicator.iter().find_map(|own| known.indicator(&own.code));
        let targets = || document.target.iter().find_map(|own| known.target(&own.code));
        let tasks = || document.task.iter().find_map(|own| known.task(&own.code));
        indicators
            .map(|(entry, _)| entry)
            .or_else(|| targets().map(|(entry, _)| entry))
            .or_else(|| tasks().map(|(entry, _)| entry))
    };
    known.entries().find(same).or_else(|| known.entry(&document.directive.code)).or_else(part)
}

/// The code of the one unit that words name on the tree's day. Every province has a department of that name: only namesakes
/// that lie within the draft's territory as the unit does leave it open who is meant, and then none is chosen. Nor is one that
/// had ended by then: the words stay, and responsibility is missing.
fn lead_code(
    network: &Network,
    tree: &Tree,
    gazetteer: &Gazetteer<'_>,
    words: &str,
    within: Option<UnitNo>,
) -> Option<String> {
    let found = gazetteer.resolve(words, within).filter(|found| found.open)?;
    let territory = within.and_then(|no| tree.place(no));
    let inside = |no: UnitNo| {
        territory
            .zip(tree.place(no))
            .is_some_and(|(outer, own)| outer.first <= own.first && own.last <= outer.last)
    };
    let alike = |no: &&UnitNo| inside(**no) == inside(found.unit);
    let only = found.namesakes.iter().find(alike).is_none().then_some(found.unit)?;
    network.version_on(only, tree.day(), None).map(|version| version.code.clone())
}

/// What is recorded already, beside the draft; of what the reader does not see, only that it is.
fn compared(
    visit: &Visit,
    known: &Known,
    entry: &Entry,
    document: &DirectiveDocument,
    draft: &Draft,
) -> Result<Response, Refusal> {
    if known.entry(&entry.document.directive.code).is_none() {
        let (status, key) = (StatusCode::CONFLICT, "adopted-elsewhere");
        return Err(Refusal::Sentence { status, key, input: draft.number.clone() });
    }
    let main = comparison(visit, known, entry, document, draft);
    let whole = page(visit, Some(Section::Programmes), &cited(visit.words, entry), main);
    Ok((StatusCode::CONFLICT, whole).into_response())
}

fn country_code(network: &Network, tree: &Tree) -> String {
    let root = tree.root().filter(|root| root.level == Level::Central);
    root.and_then(|root| network.version_on(root.unit, tree.day(), None))
        .map_or_else(String::new, |version| version.code.clone())
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
