//! Saving what is typed, and sending it.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use banyan_core::access::Permit;
use banyan_core::form::{Answers, Reading, blocking};

use super::super::Regimes;
use super::super::actions::{self, Ground, Sending};
use super::super::store::{self, Draft};
use super::given::give;
use super::loaded::{Caches, Loaded};
use super::show::{Typed, answer, main};
use crate::forms::{self, Forms};
use crate::ledger::{ActId, Call};
use crate::units::Networks;
use crate::web::{Argument, Receipt, Refusal, Site, Visit};

type Pairs = Vec<(String, String)>;

fn field<'p>(pairs: &'p Pairs, name: &str) -> &'p str {
    pairs.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str()).unwrap_or_default()
}

/// Remembers who opened a form that is still to be sent; those who only read it are left out.
pub(super) async fn note_opened(
    visit: &Visit,
    site: &Site,
    loaded: &Loaded,
) -> Result<(), Refusal> {
    // A device that keeps the page for later has not opened it.
    let kept = visit.asked().iter().any(|(name, _)| name == "keep");
    let opens = !kept && loaded.open() && visit.known_at.is_none();
    let Some(permit) = loaded.fills.as_ref().filter(|_| opens) else {
        return Ok(());
    };
    let (id, account) = (loaded.owed.id.clone(), permit.account().0.clone());
    let now = site.clock.now();
    let work = site.store.write(|tx| {
        let (id, account) = (id.clone(), account.clone());
        Box::pin(async move { store::note_opened(tx, &id, &account, now).await })
    });
    Ok(work.await?)
}

pub(in crate::reports) async fn save(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path((regime, period, unit)): Path<(String, String, String)>,
    Form(pairs): Form<Pairs>,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    let name = format!("{regime}/{period}/{unit}");
    let saved = async {
        visit.writing()?;
        let loaded = Loaded::of(&visit, &site, caches, &name).await?;
        let permit = permit(&visit, &loaded)?;
        let typed = Typed::from(&pairs);
        match keep(&site, &loaded, &permit, &typed, revision(&pairs)).await? {
            true => Ok(Redirect::to(&format!("/reports/{name}")).into_response()),
            false => overtaken(&visit, &site, caches, &loaded, typed).await,
        }
    };
    saved.await.unwrap_or_else(|refusal: Refusal| refusal.shown(&visit))
}

pub(in crate::reports) async fn send(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path((regime, period, unit)): Path<(String, String, String)>,
    Form(pairs): Form<Pairs>,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    let name = format!("{regime}/{period}/{unit}");
    let sent = async {
        visit.writing()?;
        let loaded = Loaded::of(&visit, &site, caches, &name).await?;
        let permit = permit(&visit, &loaded)?;
        let mut typed = Typed::from(&pairs);
        let (reading, wrong) = judged(&visit, &loaded, &mut typed);
        if wrong {
            typed.problems = reading.problems;
            // What was typed is kept before it is said what is wrong with it.
            let kept = keep(&site, &loaded, &permit, &typed, revision(&pairs)).await?;
            if !kept {
                return overtaken(&visit, &site, caches, &loaded, typed).await;
            }
            let loaded = Loaded::of(&visit, &site, caches, &name).await?;
            let main = main(&visit, &site, caches, &loaded, Some(&typed)).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, answer(&visit, main)).into_response());
        }
        let (act, receipt) =
            recorded(&visit, &site, caches, &loaded, (&permit, &typed, &reading.answers), &pairs)
                .await?;
        Ok(Receipt::go_on(&act.0, &format!("/receipts/{receipt}")))
    };
    sent.await.unwrap_or_else(|refusal: Refusal| refusal.shown(&visit))
}

fn permit(visit: &Visit, loaded: &Loaded) -> Result<Permit, Refusal> {
    let refusal =
        if visit.actor.person().is_none() { Refusal::SignIn } else { Refusal::NotAllowed };
    loaded.fills.clone().ok_or(refusal)
}

fn revision(pairs: &Pairs) -> i64 {
    field(pairs, "revision").parse().unwrap_or_default()
}

impl Typed {
    fn from(pairs: &Pairs) -> Typed {
        let (texts, explanations) = forms::typed(pairs);
        Typed {
            texts,
            explanations,
            reason: field(pairs, "reason").trim().to_owned(),
            ..Typed::default()
        }
    }
}

/// What was typed, read and checked, with what is stated elsewhere; and whether anything stands in the way of sending it.
fn judged(visit: &Visit, loaded: &Loaded, typed: &mut Typed) -> (Reading, bool) {
    let t = visit.words;
    let otherwise = give(t, (&loaded.form, &loaded.given), &mut typed.texts);
    if !otherwise.is_empty() {
        let labels: Vec<String> =
            otherwise.iter().map(|at| forms::label_at(t, &loaded.form, at)).collect();
        let labels = labels.join(&t.text("list-comma"));
        typed.said =
            Some(t.with("report-given-otherwise", &[("entries", Argument::from(&labels))]));
    }
    let mut reading = loaded.form.read_texts(&typed.texts, forms::notation(visit.words));
    reading.problems.extend(loaded.odd(&loaded.form, &reading.answers));
    let wrong =
        !otherwise.is_empty() || !blocking(&reading.problems, &typed.explanations).is_empty();
    (reading, wrong)
}

/// Keeps what is typed as the next revision of the draft; answers whether the one that was shown still stood.
async fn keep(
    site: &Site,
    loaded: &Loaded,
    permit: &Permit,
    typed: &Typed,
    shown: i64,
) -> Result<bool, Refusal> {
    let draft = Draft {
        form_version: loaded.form.version(),
        revision: shown + 1,
        texts: typed.texts.clone(),
        explanations: typed.explanations.clone(),
        changed_at: site.clock.now().microseconds(),
        changed_by: permit.account().0.clone(),
    };
    let stood = loaded.draft.as_ref().map_or(0, |own| own.revision);
    if stood != shown {
        return Ok(false);
    }
    let id = loaded.owed.id.clone();
    let work = site.store.write(|tx| {
        let (id, draft) = (id.clone(), draft.clone());
        Box::pin(async move { store::save_draft(tx, &id, &draft).await })
    });
    Ok(work.await?)
}

/// Somebody else has saved the draft meanwhile: what was typed stands on the page, with a sentence, over what is stored now.
async fn overtaken(
    visit: &Visit,
    site: &Site,
    caches: Caches<'_>,
    loaded: &Loaded,
    typed: Typed,
) -> Result<Response, Refusal> {
    let said = Some(visit.words.text("report-draft-overtaken"));
    let typed = Typed { said, ..typed };
    let loaded = Loaded::of(visit, site, caches, &loaded.owed.id).await?;
    let main = main(visit, site, caches, &loaded, Some(&typed)).await?;
    Ok((StatusCode::CONFLICT, answer(visit, main)).into_response())
}

async fn recorded(
    visit: &Visit,
    site: &Site,
    caches: Caches<'_>,
    loaded: &Loaded,
    (permit, typed, answers): (&Permit, &Typed, &Answers),
    pairs: &Pairs,
) -> Result<(ActId, String), Refusal> {
    let call = Call::of_form(visit.actor.clone(), site.clock.now(), field(pairs, "call"))?;
    let (network, tree) = (caches.networks.network(), caches.networks.tree_on(visit.today, None)?);
    let explanations: BTreeMap<String, String> = typed.explanations.clone();
    let device_at = actions::device_time(field(pairs, "device_at")).to_owned();
    let work = site.store.write(|tx| {
        let (call, permit, id) = (call.clone(), permit.clone(), loaded.owed.id.clone());
        let (network, tree, regime) = (network.clone(), tree.clone(), loaded.regime.clone());
        let (form, answers) = (loaded.form.clone(), answers.clone());
        let (explanations, reason) = (explanations.clone(), typed.reason.clone());
        let device_at = device_at.clone();
        Box::pin(async move {
            let ground = Ground { network: &network, tree: &tree };
            let sending = Sending {
                regime: &regime,
                form: &form,
                answers: &answers,
                explanations: &explanations,
                reason: &reason,
                device_at: &device_at,
            };
            actions::send(tx, &call, &permit, (&id, ground), &sending).await
        })
    });
    let receipted = work.await?;
    site.clock.advance(receipted.at);
    Ok((call.id, receipted.receipt))
}
