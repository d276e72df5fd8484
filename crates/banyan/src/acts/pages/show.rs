//! One act: who, when, what, on what; its place in the log with the proof to take away; what it wrote.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::Value as Json;

use super::erase::offered;
use super::list::escaped;
use super::{Names, called, verb_name, zoned};
use crate::accounts;
use crate::acts::actions::content_is_open;
use crate::ledger::{self, ActId, Content, Listed, LogState};
use crate::units::Networks;
use crate::web::{Argument, Refusal, Site, Visit, Words, page};

/// Rows of a table that the page shows; the proof has all.
const ROWS_SHOWN: usize = 100;
/// Letters of a value that the page shows.
const LETTERS_SHOWN: usize = 240;

pub(in crate::acts) async fn show(
    visit: Visit,
    State(site): State<Site>,
    Path(id): Path<String>,
    parts: Parts,
) -> Response {
    let shown = async {
        let (act, content, log) = found(&visit, &site, &parts.extensions, &id).await?;
        let networks = parts.extensions.get::<Networks>().cloned().unwrap_or_default();
        let offers = offered(&visit, &site, &networks, &id).await?;
        let title = verb_name(visit.words, &act.verb);
        let people = [act.actor.as_str(), act.subject.as_str()];
        let mut tx = site.store.read().await?;
        let names = accounts::names_known(&mut tx, &visit, &networks, &people).await?;
        let view = View { visit: &visit, site: &site, act: &act, log: &log, names: &names, offers };
        let main = view.main(&title, &content);
        Ok::<_, Refusal>(page(&visit, None, &title, main).into_response())
    };
    shown.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}

/// What a reader gets of the content of an act.
enum Written {
    Open(String),
    /// Its rooms do not show it to this reader.
    Withheld,
    /// By which act, and why.
    Erased(Option<(ActId, String)>),
}

/// The act, unless it was recorded after the day that the reader looks at.
async fn found(
    visit: &Visit,
    site: &Site,
    extensions: &Extensions,
    id: &str,
) -> Result<(Listed, Written, LogState), Refusal> {
    if id.contains(char::is_control) {
        return Err(Refusal::NotFound);
    }
    let (act, content) = ledger::load_act(&site.store, id).await?.ok_or(Refusal::NotFound)?;
    if visit.known_at.is_some_and(|known_at| act.at > known_at) {
        return Err(Refusal::NotFound);
    }
    let written = match content {
        None => Written::Erased(ledger::erasure_of(&site.store, id).await?),
        Some(content) => {
            let mut tx = site.store.read().await?;
            let open = content_is_open(&mut tx, extensions, visit, &act, &content).await?;
            if open { Written::Open(content) } else { Written::Withheld }
        }
    };
    let log = ledger::log_state(&site.store).await;
    Ok((act, written, log.map_err(|refusal| Refusal::Failure(refusal.to_string()))?))
}

/// The proof as a file, with the content where the reader may see that, for `banyan verify`.
pub(in crate::acts) async fn proof(
    visit: Visit,
    State(site): State<Site>,
    Path(id): Path<String>,
    parts: Parts,
) -> Response {
    let proof = async {
        let (act, written, _) = found(&visit, &site, &parts.extensions, &id).await?;
        let content = match written {
            Written::Open(_) => Content::Shown,
            Written::Withheld | Written::Erased(_) => Content::Withheld,
        };
        let proof = ledger::prove(&site.store, &act.id, content).await;
        let proof = proof.map_err(|refusal| Refusal::Failure(refusal.to_string()))?;
        let waits = Refusal::Sentence {
            status: StatusCode::CONFLICT,
            key: "act-waits",
            input: act.id.clone(),
        };
        Ok::<_, Refusal>((act.id, proof.ok_or(waits)?))
    };
    match proof.await {
        Ok((id, proof)) => {
            let name = format!("attachment; filename=\"act-{id}.proof\"");
            let kind = "text/plain; charset=utf-8".to_owned();
            ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], proof.to_string()).into_response()
        }
        Err(refusal) => refusal.shown(&visit),
    }
}

struct View<'a> {
    visit: &'a Visit,
    site: &'a Site,
    act: &'a Listed,
    log: &'a LogState,
    names: &'a Names,
    /// Whether the reader may ask for its erasure.
    offers: bool,
}

impl View<'_> {
    fn main(&self, title: &str, written: &Written) -> Markup {
        let t = self.visit.words;
        let act = self.act;
        html! {
            div.wrap {
                nav.crumbs aria-label=(t.text("place")) { a href="/acts" { (t.text("acts-title")) } " / " span.num { (act.id) } }
                h1 { (title) }
                dl.facts {
                    div { dt { (t.text("act-at")) } " " dd { (zoned(t, &self.site.clock, act.at)) } }
                    div { dt { (t.text("act-subject")) } " " dd { a href={ "/acts?on=" (escaped(&act.subject)) } { bdi { (called(self.names, &act.subject)) } } } }
                    div { dt { (t.text("act-actor")) } " " dd { a href={ "/acts?by=" (escaped(&act.actor)) } { bdi { (called(self.names, &act.actor)) } } } }
                }
                @if let Written::Open(content) = written { @if brings_content(content) { p.under { (t.text("act-of-content")) } } }
                (self.place())
                section.section {
                    h2 { (t.text("act-wrote")) }
                    @match written {
                        Written::Open(content) => { (tables(t, content)) }
                        Written::Withheld => { p.under { (t.text("act-withheld")) } }
                        Written::Erased(by) => {
                            p.under { (t.text("act-erased")) }
                            @if let Some((act, reason)) = by {
                                p { (t.text("erase-reason")) ": " bdi { (reason) } " " a href={ "/acts/" (act.0) } { (t.text("act-erased-by")) } }
                            }
                        }
                    }
                    @if self.offers { p { a href={ "/acts/" (act.id) "/erase" } { (t.text("erase-look")) } } }
                }
            }
        }
    }

    fn place(&self) -> Markup {
        let t = self.visit.words;
        html! {
            section.section {
                h2 { (t.text("act-place")) }
                @match self.act.position {
                    None => { p.under { (t.text("act-waits")) } }
                    Some(position) => {
                        p.under { (t.with("act-stands", &[("position", Argument::Count(position)), ("size", Argument::Count(i64::try_from(self.log.size).unwrap_or(i64::MAX)))])) }
                        p { a.btn.main href={ "/acts/" (self.act.id) "/proof" } download { (t.text("act-proof")) } }
                        p.small.quiet { (t.text("act-proof-under")) " " a href="/ledger" { (t.text("ledger-how")) } }
                        @if let Some(note) = &self.log.note {
                            details {
                                summary { (t.text("ledger-checkpoint")) }
                                pre dir="ltr" tabindex="0" { (note) }
                            }
                        }
                        (super::state::witnesses(t, &self.site.clock, self.log))
                    }
                }
            }
        }
    }
}

/// Whether an act took in content: it names the files that this was read from.
fn brings_content(content: &str) -> bool {
    let content: Json = serde_json::from_str(content).unwrap_or_default();
    content.get("files").and_then(Json::as_object).is_some_and(|files| !files.is_empty())
}

/// What an act wrote, as tables; canonical JSON of `written` and `files`.
fn tables(t: Words, content: &str) -> Markup {
    let content: Json = serde_json::from_str(content).unwrap_or_default();
    let part = |name: &str| content.get(name).and_then(Json::as_object);
    html! {
        @if part("written").is_none_or(serde_json::Map::is_empty) { p.under { (t.text("act-no-rows")) } }
        @for (table, rows) in part("written").into_iter().flatten() {
            h3.mt-3 { code { (table) } }
            @match rows.as_array() {
                Some(rows) => { (rows_of(t, rows)) }
                None => {
                    @let count = rows.get("rows").and_then(Json::as_i64).unwrap_or_default();
                    p { (t.with("act-rows-rooted", &[("n", Argument::Count(count))])) " " code { (value(t, rows.get("root"))) } }
                }
            }
        }
        @if let Some(files) = part("files") {
            h3.mt-3 { (t.text("act-files")) }
            div.scroll tabindex="0" { table.tab.dense {
                thead { tr { th scope="col" { (t.text("act-file")) } th scope="col" { "SHA-256" } } }
                tbody { @for (path, hash) in files { tr { th scope="row" { bdi { (path) } } td { code { (value(t, Some(hash))) } } } } }
            } }
        }
    }
}

fn rows_of(t: Words, rows: &[Json]) -> Markup {
    let columns: Vec<&String> =
        rows.iter().find_map(Json::as_object).map(|row| row.keys().collect()).unwrap_or_default();
    html! {
        div.scroll tabindex="0" { table.tab.dense {
            caption { (t.with("act-rows", &[("n", Argument::from(rows.len()))])) }
            thead { tr { @for column in &columns { th scope="col" { (column) } } } }
            tbody { @for row in rows.iter().take(ROWS_SHOWN) {
                tr { @for column in &columns { td { bdi { (value(t, row.get(column.as_str()))) } } } }
            } }
        } }
        @if rows.len() > ROWS_SHOWN { p.small.quiet { (t.with("act-rows-more", &[("n", Argument::from(rows.len() - ROWS_SHOWN))])) } }
    }
}

/// A value as it stands there, cut where it is very long; of a text in several languages the reader's, or else the first.
fn value(t: Words, value: Option<&Json>) -> String {
    let text = match value {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(Json::Object(texts)) if in_languages(texts) => {
            let own = texts.get(t.language().tag()).or_else(|| texts.values().next());
            own.and_then(Json::as_str).unwrap_or_default().to_owned()
        }
        Some(other) => other.to_string(),
    };
    let mut shown: String = text.chars().take(LETTERS_SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

fn in_languages(texts: &serde_json::Map<String, Json>) -> bool {
    let language = |tag: &String| tag.parse::<banyan_core::words::Language>().is_ok();
    !texts.is_empty() && texts.iter().all(|(tag, text)| language(tag) && text.is_string())
}
