//! A task's page: its clears, stated or missing; on whom it is laid; when it falls due.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use banyan_core::access::{Action, Subject};
use banyan_core::programme::Clear;
use banyan_core::unit::{UnitId, UnitNo};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{self, MetDuty, Task};
use super::super::store;
use super::super::store::{Catalogue, Entry, Known};
use super::tasks::{body, next_days};
use super::{directive_link, due, ended_note, own};
use crate::accounts;
use crate::ledger::{ActId, Call};
use crate::units::{self, Networks};
use crate::web::{
    Argument, Fault, FormId, Receipt, Refusal, Refused, Section, Site, Visit, fault, fault_id,
    form_id, page,
};

#[derive(Deserialize)]
pub(in crate::programmes) struct After {
    #[serde(default)]
    after: String,
}

/// Assignments on one page.
const SHOWN: i64 = 50;

pub(in crate::programmes) async fn show_task(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Path(code): Path<String>,
    Query(after): Query<After>,
) -> Response {
    let known = catalogue.seen_by(&visit, &networks);
    let nothing = (&MetForm::default(), &[][..]);
    shown(&visit, &site, &networks, &known, (&code, &after.after), nothing).await
}

/// The page from an assignment on, with what was typed into its form and what is wrong with that.
async fn shown(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    known: &Known,
    (code, after): (&str, &str),
    sent: (&MetForm, &[Fault]),
) -> Response {
    let Some((entry, task)) = known.task(code) else { return Refusal::NotFound.shown(visit) };
    let units = async {
        let mut tx = site.store.read().await?;
        store::list_assignments(&mut tx, code, visit.known_at, after, SHOWN).await
    };
    let units: Vec<String> = match units.await {
        Ok(units) => units,
        Err(refusal) => return Refusal::Store(refusal).shown(visit),
    };
    let title = visit.words.of_text(&task.name.text()).to_owned();
    let ended_on = entry.ended("task", code).map(|at| site.clock.day_of(at));
    let main = html! {
        div.wrap {
            (ended_note(visit.words, ended_on))
            (about(visit, networks, known, entry, task, &title))
            (assignments(visit, networks, known, entry, task, &units))
            @if known.assignments(&task.code) > 0 { (meeting(visit, known, entry, task, sent)) }
        }
    };
    page(visit, Some(Section::Programmes), &title, main).into_response()
}

/// Where it stands in its directive, its clears, and when it falls due again.
fn about(
    visit: &Visit,
    networks: &Networks,
    known: &Known,
    entry: &Entry,
    task: &Task,
    title: &str,
) -> Markup {
    let t = visit.words;
    let missing = known.gaps(entry, task);
    // A name that stands for no unit is shown beside the gap that it leaves.
    let names_somebody = task.lead_words.is_some() || !task.lead.is_empty();
    let network = networks.network_at(visit.known_at);
    let said = |clear: Clear| match clear {
        Clear::Person => html! { @if let Some(person) = &task.person { bdi { (person) } } },
        Clear::Work => own(t, &task.name),
        Clear::Deadline => {
            html! { (due(t, task.due_day())) @if let Some(every) = task.returns() { " · " (t.text(&format!("recurrence-{}", every.key()))) } }
        }
        Clear::Responsibility => body(visit, &network, entry, task),
        Clear::Product => html! { @if let Some(product) = &task.product { (own(t, product)) } },
        Clear::Authority => {
            html! { @if let Some(authority) = &task.authority { (own(t, authority)) } }
        }
    };
    html! {
            nav.crumbs aria-label=(t.text("place")) { a href="/programmes" { (t.text("room-programmes")) } " / " (directive_link(t, entry)) " / " (task.code) }
            h1 { (title) }
            dl.facts {
                div { dt { (t.text("place-in-document-label")) } " " dd { (own(t, &task.place)) } }
                @if !entry.document.directive.publisher.is_empty() { div { dt { (t.text("publisher-label")) } " " dd { bdi { (entry.document.directive.publisher) } } } }
            }
            section.section {
                h2 { (t.text("clears")) }
                @if !missing.is_empty() { p.late { (t.with("cannot-start", &[("n", Argument::from(missing.len()))])) } }
                table.tab { tbody {
                    @for clear in Clear::asked(entry.document.directive.six_clears()) {
                        tr { th scope="row" { (t.text(&format!("clear-{}", clear.key()))) }
                            @if missing.contains(clear) { td.gap { span.late { (t.text("missing")) } @if *clear == Clear::Responsibility && names_somebody { " " (said(*clear)) } } } @else { td { (said(*clear)) } } }
                    }
                } }
            }
            @let days = next_days(task, visit.day);
            @if !days.is_empty() {
                section.section { h2 { (t.text("next-occurrences")) } ul.cols3 { @for day in days.iter().take(12) { li { (t.day(*day)) } } } }
            }
    }
}

fn assignments(
    visit: &Visit,
    networks: &Networks,
    known: &Known,
    entry: &Entry,
    task: &Task,
    units: &[String],
) -> Markup {
    let t = visit.words;
    let network = networks.network_at(visit.known_at);
    let all = known.assignments(&task.code);
    let state = if known.gaps(entry, task).is_empty() {
        "assignment-ready"
    } else {
        "assignment-cannot-start"
    };
    html! {
        section.section {
            h2 { (t.text("assignments")) }
            @if all == 0 { p.under { (t.text("unassigned")) } } @else {
                p.under { (t.with("assignments-count", &[("n", Argument::Count(all))])) }
                div.scroll tabindex="0" { table.tab.dense {
                    thead { tr { th scope="col" { (t.text("unit")) } th scope="col" { (t.text("today-held-by-head")) } th scope="col" { (t.text("state")) } } }
                    tbody { @for id in units {
                        @if let Some(no) = network.find(&UnitId(id.clone())) {
                            tr {
                                th scope="row" { (units::unit_link(visit, &network, no, visit.day)) }
                                td {
                                    @if network.open_on(no, visit.day, visit.known_at) { (t.text("itself")) }
                                    @else { @for (number, stream) in network.successors(no, visit.known_at).iter().take(3).enumerate() { @if number > 0 { (t.text("list-comma")) } (units::unit_link(visit, &network, stream.unit, visit.day)) }
                                        @if network.successors(no, visit.known_at).is_empty() { @if let Some(custodian) = network.end(no, visit.known_at).and_then(|end| end.custodian.as_ref()).and_then(|id| network.find(id)) { (units::unit_link(visit, &network, custodian, visit.day)) } } }
                                }
                                td { @match known.met_by(&task.code, id) {
                                    Some(met) if known.entry(&met.programme).is_some() => { (t.text("met-by")) " " a href={ "/programmes/" (met.programme) } { (met.programme) } ": " bdi { (met.justification) } }
                                    Some(_) => { (t.text("met-by-unseen")) }
                                    None => { (t.text(state)) }
                                } }
                            }
                        }
                    } }
                } }
                @if let (Some(last), true) = (units.last(), i64::try_from(units.len()).is_ok_and(|shown| shown == SHOWN)) {
                    p.mt-2 { a href={ "/tasks/" (task.code) "?after=" (last) } { (t.text("more")) } }
                }
            }
        }
    }
}

/// The form that says that a unit's duty is met by a programme that is there.
fn meeting(
    visit: &Visit,
    known: &Known,
    entry: &Entry,
    task: &Task,
    (typed, faults): (&MetForm, &[Fault]),
) -> Markup {
    let t = visit.words;
    let own = entry.document.directive.code.as_str();
    html! {
        section.section {
            h2 { (t.text("met-by-programme")) }
            p.under { (t.text("met-by-under")) }
            form action={ "/tasks/" (task.code) "/met" } method="post" {
                (form_id(visit))
                (fault(faults, FormId::FIELD))
                div.fields {
                    div.w3 { label.small for="m-unit" { (t.text("unit-code")) } (fault(faults, "unit")) input.form-control id="m-unit" name="unit" value=(typed.unit) aria-describedby=[fault_id(faults, "unit")] required; }
                    div.w3 { label.small for="m-programme" { (t.text("programme")) } (fault(faults, "programme"))
                        select.form-select id="m-programme" name="programme" aria-describedby=[fault_id(faults, "programme")] {
                            @for other in known.entries().filter(|other| other.document.programme.is_some() && other.document.directive.code != own) {
                                option value=(other.document.directive.code) selected[other.document.directive.code == typed.programme] { (super::cited(t, other)) }
                            }
                        }
                    }
                    div.w6 { label.small for="m-why" { (t.text("justification")) } (fault(faults, "justification")) input.form-control id="m-why" name="justification" dir="auto" value=(typed.justification) aria-describedby=[fault_id(faults, "justification")] required; }
                }
                button.btn type="submit" { (t.text("say-it-is-met")) }
            }
        }
    }
}

#[derive(Default, Deserialize)]
pub(in crate::programmes) struct MetForm {
    #[serde(default)]
    call: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    programme: String,
    #[serde(default)]
    justification: String,
}

pub(in crate::programmes) async fn meet(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Path(code): Path<String>,
    Form(form): Form<MetForm>,
) -> Response {
    match met(&visit, &site, &networks, &catalogue, &code, &form).await {
        Ok(act) => Receipt::go_on(&act.0, &format!("/tasks/{code}")),
        Err(refused) => match refused.faults(visit.words) {
            Ok((status, faults)) => {
                let known = catalogue.seen_by(&visit, &networks);
                let sent = (&form, &faults[..]);
                let page = shown(&visit, &site, &networks, &known, (&code, ""), sent).await;
                (status, page).into_response()
            }
            Err(refusal) => refusal.shown(&visit),
        },
    }
}

/// The duty that the form speaks of.
///
/// # Errors
/// Every fault of the form.
fn duty(
    visit: &Visit,
    networks: &Networks,
    known: &Known,
    code: &str,
    form: &MetForm,
    assigned: &[String],
) -> Result<MetDuty, Vec<Fault>> {
    let t = visit.words;
    let mut faults = Vec::new();
    let mut wrong = |field: &'static str, key: &str, input: &str| {
        faults.push(Fault { field, sentence: t.with(key, &[("input", Argument::from(input))]) });
    };
    let network = networks.network_at(visit.known_at);
    let typed = form.unit.trim();
    // Only who has the duty can meet it: of all that ever bore the code, the one that it was laid on, an open one first.
    let laid_on = assigned.iter().filter_map(|id| network.find(&UnitId(id.clone())));
    let bears = |no: &UnitNo| {
        network.unit(*no).is_some_and(|unit| unit.id.0 == typed)
            || network.versions(*no).iter().any(|version| version.code == typed)
    };
    let unit = laid_on
        .filter(bears)
        .min_by_key(|no| !network.open_on(*no, visit.today, None))
        .and_then(|no| network.unit(no));
    let programme = known.entry(&form.programme);
    if form.unit.trim().is_empty() {
        wrong("unit", "refusal-no-unit", "");
    } else if unit.is_none() {
        wrong("unit", "refusal-unit", form.unit.trim());
    }
    if programme.is_none() {
        wrong("programme", "refusal-programme", &form.programme);
    }
    if form.justification.trim().is_empty() {
        wrong("justification", "refusal-justification", "");
    }
    match (unit, programme) {
        (Some(unit), Some(programme)) if faults.is_empty() => Ok(MetDuty {
            task: code.to_owned(),
            unit: unit.id.0.clone(),
            programme: programme.document.directive.code.clone(),
            justification: form.justification.trim().to_owned(),
        }),
        _ => Err(faults),
    }
}

async fn met(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    catalogue: &Catalogue,
    code: &str,
    form: &MetForm,
) -> Result<ActId, Refused> {
    visit.writing()?;
    let known = catalogue.seen_by(visit, networks);
    let (entry, _) = known.task(code).ok_or(Refusal::NotFound)?;
    let assigned = async {
        let mut tx = site.store.read().await?;
        store::list_assignments(&mut tx, code, None, "", i64::MAX).await
    };
    let assigned = assigned.await.map_err(Refusal::Store)?;
    let duty = duty(visit, networks, &known, code, form, &assigned).map_err(Refused::Fields)?;
    let subject = Subject::Programme(entry.document.directive.code.clone());
    let unit = UnitId(duty.unit.clone());
    let permit = accounts::permit_about(visit, networks, Action::MeetDuty, &unit, &subject, &[])?;
    let call = Call::of_form(visit.actor.clone(), site.clock.now(), &form.call)?;
    let recorded = site
        .store
        .write(|tx| {
            let (call, permit, duty) = (call.clone(), permit.clone(), duty.clone());
            Box::pin(async move { actions::meet_by(tx, &call, &permit, &duty).await })
        })
        .await?;
    site.clock.advance(recorded.at());
    catalogue.renew(&site.store).await?;
    Ok(call.id)
}
