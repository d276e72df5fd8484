//! What was filled in without a line: what a form carries for it, what could not be sent as things stood, and what the reader does with
//! that.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use banyan_core::form::{Address, Form as Engine, Notation, Reading, Texts, blocking};
use banyan_core::words::Language;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::super::Regimes;
use super::super::actions::{self, Content};
use super::super::store::{self, Command, Draft};
use super::loaded::{Caches, Loaded};
use super::parts::period_words;
use super::show::Typed;
use crate::accounts;
use crate::forms::{self, Forms};
use crate::units::Networks;
use crate::web::{Argument, Refusal, Section, Site, Visit, page};

/// The fields by which a device knows what it fills in: in every form of a report.
pub(super) fn marks(visit: &Visit, loaded: &Loaded) -> Markup {
    let name = loaded.regime.document().name.words_in(visit.words.language());
    let title = format!("{name}, {}", period_words(visit.words, &loaded.owed));
    html! {
        input type="hidden" name="form_version" value=(loaded.form.version());
        input type="hidden" name="based_on" value=(loaded.owed.progress.version);
        input type="hidden" name="language" value=(visit.words.language());
        input type="hidden" name="title" value=(title);
        input type="hidden" name="device_at";
    }
}

/// One entry that differs: what was filled in, and what stands.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub(in crate::reports) struct Line {
    pub entry: String,
    pub label: String,
    pub yours: String,
    pub stands: String,
}

/// What was typed, by address; what no address names is left to the content itself.
fn texts(content: &Content) -> Texts {
    let entries = content.entries.iter();
    entries.filter_map(|(at, text)| Some((at.parse::<Address>().ok()?, text.clone()))).collect()
}

/// What was filled in, read by a form.
pub(in crate::reports) fn reading(form: &Engine, content: &Content) -> Reading {
    let notation = match content.language.parse::<Language>() {
        Ok(language) => Notation::Typed(language),
        Err(_) => Notation::Plain,
    };
    form.read_texts(&texts(content), notation)
}

/// What stands in the way of sending: the entry, and what to do in the reader's words.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub(in crate::reports) struct InTheWay {
    pub entry: String,
    pub label: String,
    pub sentence: String,
}

/// Every error, and every warning without a word of explanation.
pub(in crate::reports) fn in_the_way(
    visit: &Visit,
    loaded: &Loaded,
    content: &Content,
) -> Vec<InTheWay> {
    let mut reading = reading(&loaded.form, content);
    reading.problems.extend(loaded.odd(&loaded.form, &reading.answers));
    let t = visit.words;
    blocking(&reading.problems, &content.explanations)
        .into_iter()
        .map(|problem| InTheWay {
            entry: problem.at.to_string(),
            label: forms::label_at(t, &loaded.form, &problem.at),
            sentence: forms::sentence(t, &loaded.form, problem),
        })
        .collect()
}

/// What was filled in as the reader would type it; what cannot be read stays letter by letter.
fn as_typed(visit: &Visit, loaded: &Loaded, content: &Content) -> Texts {
    let reading = reading(&loaded.form, content);
    let text = |(at, text): (Address, String)| match reading.answers.get(&at) {
        Some(value) => (at, forms::as_typed(visit.words, value)),
        None => (at, text),
    };
    reading.raw.clone().into_iter().map(text).collect()
}

/// Every entry in which what was filled in differs from what stands: the draft, else the last version.
pub(in crate::reports) fn difference(
    visit: &Visit,
    loaded: &Loaded,
    content: &Content,
) -> Vec<Line> {
    let (yours, stands) = (as_typed(visit, loaded, content), Typed::of(visit, loaded).texts);
    let all: BTreeSet<&Address> = yours.keys().chain(stands.keys()).collect();
    let text = |texts: &Texts, at: &Address| texts.get(at).cloned().unwrap_or_default();
    all.into_iter()
        .filter(|at| text(&yours, at).trim() != text(&stands, at).trim())
        .map(|at| Line {
            entry: at.to_string(),
            label: forms::label_at(visit.words, &loaded.form, at),
            yours: text(&yours, at),
            stands: text(&stands, at),
        })
        .collect()
}

/// What waits for a person of the unit: each with its reasons and its difference.
pub(super) async fn notes(visit: &Visit, site: &Site, loaded: &Loaded) -> Result<Markup, Refusal> {
    let mut tx = site.store.read().await?;
    let kept = store::list_kept(&mut tx, &loaded.owed.id).await?;
    let own = |command: &&Command| loaded.fills.is_some() || command.account == visit.actor.key();
    let kept: Vec<&Command> = kept.iter().filter(own).collect();
    let actors: Vec<&str> = kept.iter().map(|own| own.account.as_str()).collect();
    let names = accounts::names_of(&mut tx, visit.words, &actors).await?;
    Ok(html! {
        @for command in kept {
            @let name = names.get(&command.account).unwrap_or(&command.account);
            (note(visit, site, loaded, (command, name)))
        }
    })
}

fn note(
    visit: &Visit,
    site: &Site,
    loaded: &Loaded,
    (command, name): (&Command, &String),
) -> Markup {
    let t = visit.words;
    let content: Content = serde_json::from_str(&command.content).unwrap_or_default();
    let answer: serde_json::Value = serde_json::from_str(&command.answer).unwrap_or_default();
    let why = answer["why"].as_array().into_iter().flatten();
    let lines = difference(visit, loaded, &content);
    let revision = loaded.draft.as_ref().map_or(0, |draft| draft.revision);
    let arrived = site.clock.day_of(command.arrived_at);
    let words = [("name", Argument::from(name)), ("day", Argument::from(arrived))];
    html! {
        section.note aria-labelledby={ "kept-" (command.id) } {
            h2 id={ "kept-" (command.id) } { (t.text("offline-kept")) }
            p { (t.with("offline-kept-from", &words)) @if !content.device_at.is_empty() { " " (t.text("receipt-device")) ": " bdi.num dir="ltr" { (content.device_at) } } }
            ul { @for why in why.filter_map(|own| own.as_str()) { li { (t.text(&format!("offline-why-{why}"))) } } }
            @let wrong = in_the_way(visit, loaded, &content);
            @if !wrong.is_empty() { ul { @for own in &wrong { li { (own.label) ": " (own.sentence) } } } }
            @if lines.is_empty() { p { (t.text("offline-no-difference")) } } @else {
                div.scroll tabindex="0" { table.tab.dense {
                    thead { tr { th scope="col" { (t.text("entry")) } th scope="col" { (t.text("offline-yours")) } th scope="col" { (t.text("offline-stands")) } } }
                    tbody { @for line in &lines { tr { th scope="row" { (line.label) } td { bdi dir="auto" { (line.yours) } } td { bdi dir="auto" { (line.stands) } } } } }
                } }
            }
            @if loaded.fills.is_some() && visit.known_at.is_none() {
                form.actions action={ "/reports/" (loaded.owed.id) "/kept" } method="post" {
                    input type="hidden" name="command" value=(command.id);
                    input type="hidden" name="revision" value=(revision);
                    button.btn type="submit" name="to" value="draft" { (t.text("offline-take")) }
                    button.btn type="submit" name="to" value="leave" { (t.text("offline-leave")) }
                }
            }
        }
    }
}

#[derive(Deserialize)]
pub(in crate::reports) struct Settling {
    #[serde(default)]
    command: String,
    #[serde(default)]
    revision: i64,
    #[serde(default)]
    to: String,
}

/// Takes what was kept into the draft, or leaves it.
pub(in crate::reports) async fn settle(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path((regime, period, unit)): Path<(String, String, String)>,
    Form(settling): Form<Settling>,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    let name = format!("{regime}/{period}/{unit}");
    match settled(&visit, &site, caches, &name, &settling).await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(refusal) => refusal.shown(&visit),
    }
}

async fn settled(
    visit: &Visit,
    site: &Site,
    caches: Caches<'_>,
    name: &str,
    settling: &Settling,
) -> Result<String, Refusal> {
    visit.writing()?;
    let loaded = Loaded::of(visit, site, caches, name).await?;
    let nobody =
        || if visit.actor.person().is_none() { Refusal::SignIn } else { Refusal::NotAllowed };
    let permit = loaded.fills.as_ref().ok_or_else(nobody)?;
    let kept = store::load_command(&mut site.store.read().await?, &settling.command).await?;
    let kept = kept.filter(|own| own.report == name).ok_or(Refusal::NotFound)?;
    let content: Content = serde_json::from_str(&kept.content).unwrap_or_default();
    let draft = (settling.to == "draft").then(|| Draft {
        form_version: loaded.form.version(),
        revision: settling.revision + 1,
        texts: as_typed(visit, &loaded, &content),
        explanations: content.explanations.clone(),
        changed_at: site.clock.now().microseconds(),
        changed_by: permit.account().0.clone(),
    });
    let stood = loaded.draft.as_ref().map_or(0, |own| own.revision);
    if draft.is_some() && stood != settling.revision {
        // The page says which draft it showed; another one is shown first.
        return Ok(format!("/reports/{name}"));
    }
    let work = site.store.write(|tx| {
        let (id, draft) = (kept.id.clone(), draft.clone());
        let name = name.to_owned();
        Box::pin(async move { actions::settle(tx, &name, &id, draft.as_ref()).await })
    });
    work.await?;
    let correcting = if draft.is_some() && !loaded.open() { "?correct=1" } else { "" };
    Ok(format!("/reports/{name}{correcting}"))
}

/// What a device shows in place of a page that it does not keep.
pub(in crate::reports) async fn offline(visit: Visit) -> Response {
    let t = visit.words;
    let title = t.text("offline-title");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.mt-2 { (t.text("offline-page")) }
            p { (t.text("offline-page-typed")) }
            p { a href="/reports" { (t.text("room-reports")) } }
        }
    };
    page(&visit, Some(Section::Reports), &title, main).into_response()
}
