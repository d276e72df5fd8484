//! What a device sends that was filled in without a line.

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use banyan_core::access::Action;
use banyan_core::words::Moment;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::Regimes;
use super::super::actions::{self, Arriving, Content, Ground, Sending};
use super::super::pages::{Caches, Loaded, difference, in_the_way, reading};
use super::super::store::{self, Command, CommandState};
use super::{refused, unreadable};
use crate::forms::Forms;
use crate::ledger::Call;
use crate::store::StoreError;
use crate::units::Networks;
use crate::web::{Refusal, Site, Visit};

/// What a device sends.
#[derive(Deserialize)]
pub(in crate::reports) struct Sent {
    /// The id that the device gave it: a UUID of version 7.
    #[serde(default)]
    command: String,
    #[serde(flatten)]
    content: Content,
}

/// Takes a report in under the id of its device. Sent: 200 with its receipt. Kept as a draft, because things have changed meanwhile: 409
/// with the reasons and the difference. The same again is answered as the first time; other content under the same id is 409 with both.
pub(in crate::reports) async fn submit(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path((regime, period, unit)): Path<(String, String, String)>,
    sent: Result<Json<Sent>, JsonRejection>,
) -> Response {
    let Ok(Json(sent)) = sent else { return unreadable(&visit) };
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    let name = format!("{regime}/{period}/{unit}");
    match arrived(&visit, &site, caches, &name, &sent).await {
        Ok(command) => answered(&visit, &command),
        Err(Refusal::Store(StoreError::OtherContent(_))) => {
            match both(&visit, &site, &sent).await {
                Ok(response) => response,
                Err(refusal) => refused(&visit, &refusal),
            }
        }
        Err(refusal) => refused(&visit, &refusal),
    }
}

async fn arrived(
    visit: &Visit,
    site: &Site,
    caches: Caches<'_>,
    name: &str,
    sent: &Sent,
) -> Result<Command, Refusal> {
    visit.writing()?;
    if visit.actor.person().is_none() {
        return Err(Refusal::SignIn);
    }
    let loaded = Loaded::of(visit, site, caches, name).await?;
    let call = Call::of_form(visit.actor.clone(), site.clock.now(), &sent.command)?;
    let mut content = sent.content.clone();
    content.device_at = actions::device_time(&content.device_at).to_owned();
    let read = reading(&loaded.form, &content);
    let problems = in_the_way(visit, &loaded, &content);
    let faulty = !problems.is_empty();
    let reporter = visit.actor.has_role_for(Action::Report, visit.today);
    let difference = json!(difference(visit, &loaded, &content));
    let problems = json!(problems);
    let (network, tree) = (caches.networks.network(), caches.networks.tree_on(visit.today, None)?);
    let work = site.store.write(|tx| {
        let (call, permit, name) = (call.clone(), loaded.fills.clone(), name.to_owned());
        let (network, tree, regime) = (network.clone(), tree.clone(), loaded.regime.clone());
        let (form, answers) = (loaded.form.clone(), read.answers.clone());
        let (content, difference) = (content.clone(), difference.clone());
        let problems = problems.clone();
        Box::pin(async move {
            let ground = Ground { network: &network, tree: &tree };
            let sending = Sending {
                regime: &regime,
                form: &form,
                answers: &answers,
                explanations: &content.explanations,
                reason: &content.reason,
                device_at: &content.device_at,
            };
            let arriving = Arriving {
                content: &content,
                faulty,
                reporter,
                difference: &difference,
                problems: &problems,
            };
            let what = (&sending, arriving);
            actions::arrive(tx, &call, permit.as_ref(), (&name, ground), what).await
        })
    });
    let command = work.await?;
    if command.state == CommandState::Sent {
        site.clock.advance(command.arrived_at);
    }
    Ok(command)
}

/// The first answer, with the sentences of its reasons in the reader's language.
fn answered(visit: &Visit, command: &Command) -> Response {
    let mut answer = first_answer(command);
    let kept = answer["state"] == "kept";
    answer["sentences"] = json!(sentences(visit, &answer));
    let status = if kept { StatusCode::CONFLICT } else { StatusCode::OK };
    (status, Json(answer)).into_response()
}

/// What was answered the first time, with what tells when and under what it arrived.
fn first_answer(command: &Command) -> Value {
    let mut answer: Value = serde_json::from_str(&command.answer).unwrap_or_default();
    let content: Content = serde_json::from_str(&command.content).unwrap_or_default();
    answer["command"] = json!(command.id);
    answer["report"] = json!(command.report);
    answer["hash"] = json!(command.hash);
    answer["device_at"] = json!(content.device_at);
    answer["arrived_at"] = json!(written(command.arrived_at));
    answer
}

fn sentences(visit: &Visit, answer: &Value) -> Vec<String> {
    let why = answer["why"].as_array().into_iter().flatten().filter_map(Value::as_str);
    why.map(|why| visit.words.text(&format!("offline-why-{why}"))).collect()
}

/// The answer where an id stands for other content already: what is under it, where that is the reader's own, and what came now.
async fn both(visit: &Visit, site: &Site, sent: &Sent) -> Result<Response, Refusal> {
    let first = store::load_command(&mut site.store.read().await?, &sent.command).await?;
    let first = first.filter(|own| own.account == visit.actor.key()).map(|own| {
        let content: Value = serde_json::from_str(&own.content).unwrap_or_default();
        json!({ "answer": first_answer(&own), "content": content })
    });
    let answer = json!({
        "state": "other-content", "error": visit.words.text("offline-other-content"), "first": first,
        "now": { "content": sent.content, "hash": sent.content.hash() },
    });
    Ok((StatusCode::CONFLICT, Json(answer)).into_response())
}

/// A moment as RFC 3339 writes it, to the second, in universal time.
fn written(at: Moment) -> String {
    let second = at.microseconds().div_euclid(1_000_000).rem_euclid(86_400);
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    format!("{}T{hours:02}:{minutes:02}:{seconds:02}Z", at.day(0))
}
