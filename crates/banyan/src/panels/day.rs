//! The day: look at what was known on an earlier one, or move the demonstration forward.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form, http::StatusCode};
use banyan_core::access::Action;
use banyan_core::words::Day;
use maud::{Markup, html};
use serde::Deserialize;

use crate::accounts;
use crate::ledger::{self, ActId, Call, Recorded};
use crate::store::Tx;
use crate::units::Networks;
use crate::web::{Argument, Mandate, Receipt, Refusal, Site, Visit, form_id, page};

pub(super) async fn choose(visit: Visit) -> Response {
    chosen(&visit, &visit.today.next().to_string(), None).into_response()
}

/// The page, with the later day that was typed and why it was refused.
fn chosen(visit: &Visit, later: &str, refusal: Option<&str>) -> Markup {
    let t = visit.words;
    let title = t.text("day-page");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            section.section {
                h2 { (t.text("look-back")) }
                p.under { (t.with("look-back-under", &[("today", Argument::from(visit.today))])) }
                form.actions action="/" method="get" {
                    label for="back" { (t.text("earlier-day")) }
                    span { input.form-control type="date" id="back" name="day" max=(visit.today) value=(visit.day) required; }
                    button.btn type="submit" { (t.text("look")) }
                    @if visit.known_at.is_some() { a href={ "/?day=" (visit.today) } { (t.text("back-to-today")) } }
                }
            }
            @if visit.demonstration { section.section {
                h2 { (t.text("move-forward")) }
                p.under { (t.text("move-forward-under")) }
                @if let Some(refusal) = refusal { p.late id="refusal" role="alert" { (refusal) } }
                form.actions action="/day/forward" method="post" {
                    (form_id(visit))
                    label for="forward" { (t.text("later-day")) }
                    span { input.form-control type="date" id="forward" name="to" min=(visit.today.next()) value=(later) aria-describedby=[refusal.map(|_| "refusal")] required; }
                    button.btn type="submit" { (t.text("move")) }
                }
            } }
        }
    };
    page(visit, None, &title, main)
}

#[derive(Deserialize)]
pub(super) struct Forward {
    #[serde(default)]
    call: String,
    #[serde(default)]
    to: String,
}

pub(super) async fn forward(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Form(form): Form<Forward>,
) -> Response {
    let t = visit.words;
    let refusal = match moved(&visit, &site, &networks, &form).await {
        Ok(act) => return Receipt::go_on(&act.0, "/"),
        Err(refusal) => refusal,
    };
    let sentence = match &refusal {
        Refusal::Sentence { status, key, input } => {
            Some((*status, t.with(key, &[("input", Argument::from(input))])))
        }
        refusal => refusal.of_form_id(t),
    };
    match sentence {
        Some((status, sentence)) => {
            (status, chosen(&visit, &form.to, Some(&sentence))).into_response()
        }
        None => refusal.shown(&visit),
    }
}

/// Moving the day is an act of its own; the clock then stands where the act does.
async fn moved(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    form: &Forward,
) -> Result<ActId, Refusal> {
    visit.writing()?;
    if !visit.demonstration {
        return Err(Refusal::NotFound);
    }
    // Everybody who sees anything may: the demonstration is theirs alone.
    let permit = accounts::permit_somewhere(visit, networks, Action::See)?;
    let refusal =
        |key| Refusal::Sentence { status: StatusCode::BAD_REQUEST, key, input: form.to.clone() };
    let day: Day = form.to.parse().map_err(|_| refusal("refusal-day"))?;
    let call = Call::of_form(visit.actor.clone(), site.clock.start_of(day), &form.call)?;
    let not_later = (day <= visit.today).then(|| form.to.clone());
    let recorded = site
        .store
        .write(|tx| {
            let (call, day, not_later) = (call.clone(), day.to_string(), not_later.clone());
            let mandate = Mandate::from(permit.clone());
            Box::pin(async move { move_day(tx, &call, &mandate, &day, not_later).await })
        })
        .await?;
    site.clock.advance(recorded.at());
    Ok(call.id)
}

/// The same call again is answered as the first time, though its day is no later one any more.
async fn move_day(
    tx: &mut Tx,
    call: &Call,
    mandate: &Mandate,
    day: &str,
    not_later: Option<String>,
) -> Result<Recorded, Refusal> {
    mandate.allows(&call.actor, Action::See, None)?;
    let before = ledger::recorded_before(tx, call, "move_day", day).await?;
    if let (None, Some(input)) = (before, not_later) {
        let key = "refusal-day-not-later";
        return Err(Refusal::Sentence { status: StatusCode::BAD_REQUEST, key, input });
    }
    Ok(ledger::record(tx, call, "move_day", day, Vec::new(), &[]).await?)
}
