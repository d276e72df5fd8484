//! A target's page: what is asked, by when, on whom it falls on which day, and the rule that it needs when its level ended.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use banyan_core::access::Action;
use banyan_core::programme::ScopeLevel;
use banyan_core::unit::{Network, Tree};
use banyan_core::words::Day;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{self, RULES, Target};
use super::super::store::{Catalogue, Entry, Known};
use super::show::On;
use super::{asked, directive_link, due, ended_note, figure, level_names, own};
use crate::ledger::{ActId, Call};
use crate::units::{self, Networks};
use crate::web::{
    Argument, Fault, FormId, Receipt, Refusal, Refused, Section, Site, Visit, fault, fault_id,
    form_id, kept_inputs, page,
};

/// Units that are named one by one; more are counted, and listed on the target's own page.
const NAMED: usize = 3;
/// Units that a page lists.
const LISTED: usize = 100;

/// The cell that says on whom a target falls: how many of each level, and which level nobody holds.
pub(super) fn falls_on(
    visit: &Visit,
    known: &Known,
    network: &Network,
    tree: &Tree,
    entry: &Entry,
    target: &Target,
) -> Markup {
    let t = visit.words;
    let holdings = known.holdings(entry, target, network, tree);
    let lost = known.levels_lost(entry, target, network, tree);
    html! {
        td.gap[!lost.is_empty()] {
            @if holdings.is_empty() { span.quiet { (t.text("level-none")) } }
            @for (number, holding) in holdings.iter().enumerate() {
                @if number > 0 { " · " }
                @let count = t.with(&format!("holders-{}", holding.level.key()), &[("n", Argument::from(holding.units.len()))]);
                @if lost.contains(&holding.level) { (count) (t.text("colon")) a.late href={ "/targets/" (target.code) "#rule" } { (t.text("no-holder")) } }
                @else { a href={ "/targets/" (target.code) "?on=" (tree.day()) } { (count) } }
            }
            @for rule in known.rules(&target.code) { " " span.quiet { (t.text(&format!("rule-{}", rule.rule))) } }
        }
    }
}

pub(in crate::programmes) async fn show_target(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Path(code): Path<String>,
    Query(on): Query<On>,
) -> Response {
    let day = on.day(&visit);
    shown(&visit, &site, &networks, &catalogue, &code, day, (&RuleForm::default(), &[]))
}

/// The page, with what was typed into its form and what is wrong with that.
fn shown(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    catalogue: &Catalogue,
    code: &str,
    day: Day,
    sent: (&RuleForm, &[Fault]),
) -> Response {
    let known = catalogue.seen_by(visit, networks);
    let Some((entry, target)) = known.target(code) else { return Refusal::NotFound.shown(visit) };
    let tree = match networks.tree_on(day, visit.known_at) {
        Ok(tree) => tree,
        Err(refusal) => return refusal.shown(visit),
    };
    let t = visit.words;
    let measure = known.measure(entry, target);
    let name = measure.map(|indicator| t.of_text(&indicator.name.text()).to_owned());
    let title = name.unwrap_or_else(|| target.code.clone());
    let ended_on = entry.ended("target", code).map(|at| site.clock.day_of(at));
    let main = main(visit, networks, &known, entry, target, &tree, day, &title, sent);
    let main = html! { @if ended_on.is_some() { div.wrap { (ended_note(t, ended_on)) } } (main) };
    page(visit, Some(Section::Programmes), &title, main).into_response()
}

#[expect(
    clippy::too_many_arguments,
    reason = "one page over what it shows; a struct would be named once"
)]
fn main(
    visit: &Visit,
    networks: &Networks,
    known: &Known,
    entry: &Entry,
    target: &Target,
    tree: &Tree,
    day: Day,
    title: &str,
    sent: (&RuleForm, &[Fault]),
) -> Markup {
    let t = visit.words;
    let network = networks.network_at(visit.known_at);
    let holdings = known.holdings(entry, target, &network, tree);
    let lost = known.levels_lost(entry, target, &network, tree);
    let unit = known
        .indicator(&target.indicator)
        .map_or("", |(_, indicator)| indicator.unit_of_measure.as_str());
    html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/programmes" { (t.text("room-programmes")) } " / " (directive_link(t, entry)) " / " (target.code) }
            h1 { (title) }
            p.value.mt-2 { (asked(t, known, entry, target)) }
            dl.facts {
                div { dt { (t.text("due-label")) } " " dd { (due(t, target.due_day())) } }
                div { dt { (t.text("trajectory-label")) } " " dd { (super::trajectory(t, target)) } }
                @if let Some(from) = &target.baseline { div { dt { (t.text("baseline-label")) } " " dd { (figure(t, "=", &from.value, "", unit)) " (" span.num { (from.as_of) } ")" } } }
                div { dt { (t.text("indicator-label")) } " " dd { a href={ "/indicators/" (target.indicator) } { (target.indicator) } } }
                @if known.editions(&target.indicator).len() > 1 { @if let Some(measure) = known.measure(entry, target) { div { dt { (t.text("set-under-definition-label")) } " " dd { (t.number(i64::from(measure.edition()))) } } } }
                @if !target.scope.kinds.is_empty() { div { dt { (t.text("kinds-of-unit-label")) } " " dd { bdi { (target.scope.kinds.join(", ")) } } } }
                div { dt { (t.text("place-in-document-label")) } " " dd { (own(t, &target.place)) } }
                @if !entry.document.directive.publisher.is_empty() { div { dt { (t.text("publisher-label")) } " " dd { bdi { (entry.document.directive.publisher) } } } }
            }
            section.section {
                h2 { (t.with("falls-on-day", &[("day", Argument::from(day))])) }
                form.actions.mb-3 action={ "/targets/" (target.code) } method="get" {
                    (kept_inputs(visit, &["on"]))
                    label for="on" { (t.text("day-of-map")) }
                    span { input.form-control type="date" id="on" name="on" value=(day) required; }
                    button.btn type="submit" { (t.text("show")) }
                }
                @for holding in &holdings {
                    p {
                        strong { (t.with(&format!("holders-{}", holding.level.key()), &[("n", Argument::from(holding.units.len()))])) }
                        @if lost.contains(&holding.level) { (t.text("colon")) a.late href="#rule" { (t.text("no-holder")) } }
                    }
                    @if !holding.units.is_empty() {
                        ul.cols3 { @for no in holding.units.iter().take(LISTED) { li { (units::unit_link(visit, &network, *no, day)) } } }
                        @if holding.units.len() > LISTED { p.quiet { (t.with("and-more-units", &[("n", Argument::from(holding.units.len() - LISTED))])) } }
                    }
                }
            }
            @if !lost.is_empty() || !known.rules(&target.code).is_empty() || !sent.1.is_empty() { (rule(visit, known, target, &network, &lost, sent)) }
        }
    }
}

/// The rule that a level without a holder needs. The other levels of the target stay as they are.
fn rule(
    visit: &Visit,
    known: &Known,
    target: &Target,
    network: &Network,
    lost: &[ScopeLevel],
    (typed, faults): (&RuleForm, &[Fault]),
) -> Markup {
    let t = visit.words;
    let partly = target.scope.levels().len() > 1;
    let given = known.rules(&target.code);
    let label = |choice: &str| {
        let key = format!("rule-{choice}");
        if choice == "ended" && partly { t.text("rule-ended-level") } else { t.text(&key) }
    };
    let ended = network
        .reforms()
        .iter()
        .rev()
        .find(|reform| reform.on <= visit.day && reform.divided.is_some());
    html! {
        section.section id="rule" {
            h2 { (t.text(match (lost.is_empty(), given.is_empty()) { (false, _) => "needs-a-rule", (true, false) => "rule-given", (true, true) => "choose-a-rule" })) }
            @if !lost.is_empty() { p.late { (t.with("levels-without-holder", &[("n", Argument::from(lost.len())), ("levels", Argument::from(&level_names(t, lost.iter().copied())))])) } }
            @if partly && !lost.is_empty() { p.under { (t.text("rule-for-level-only")) } }
            @if let Some(reform) = ended { p.under { (t.with("level-ended", &[("day", Argument::from(reform.on)), ("n", Argument::Count(i64::from(reform.on.days_until(visit.day))))])) } }
            @for own in &given { p { strong { (label(&own.rule)) } @if let Some(levels) = &own.levels { " (" (level_names(t, levels.iter().copied())) ")" } ". " (t.text("reason")) ": " bdi { (own.reason) } } }
            @if lost.is_empty() && faults.is_empty() { details { summary { (t.text("another-rule")) } (rule_form(visit, target, lost, label, (typed, faults))) } }
            @else { (rule_form(visit, target, lost, label, (typed, faults))) }
        }
    }
}

/// The form for the levels that wait for a rule; where none waits, another rule takes the place of those given.
fn rule_form(
    visit: &Visit,
    target: &Target,
    lost: &[ScopeLevel],
    label: impl Fn(&str) -> String,
    (typed, faults): (&RuleForm, &[Fault]),
) -> Markup {
    let t = visit.words;
    html! {
            form action={ "/targets/" (target.code) "/rule" } method="post" {
                (form_id(visit))
                (fault(faults, FormId::FIELD))
                input type="hidden" name="levels" value=(lost.iter().map(|level| level.key()).collect::<Vec<_>>().join(" "));
                fieldset {
                    legend.label { (t.text("choose-a-rule")) }
                    (fault(faults, "rule"))
                    @for choice in RULES { p.mb-0 { input type="radio" id={ "r-" (choice) } name="rule" value=(choice) checked[typed.rule == choice] aria-describedby=[fault_id(faults, "rule")] required; " " label.d-inline for={ "r-" (choice) } { (label(choice)) } } }
                }
                label.mt-2 for="why" { (t.text("reason")) }
                (fault(faults, "reason"))
                input.form-control id="why" name="reason" dir="auto" value=(typed.reason) aria-describedby=[fault_id(faults, "reason")] required;
                div.actions.mt-2 { button.btn.main type="submit" { (t.text("give-the-rule")) } }
            }
    }
}

#[derive(Default, Deserialize)]
pub(in crate::programmes) struct RuleForm {
    #[serde(default)]
    call: String,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    reason: String,
    /// The levels that the form was shown for, as their keys with spaces between; empty for all that nobody holds.
    #[serde(default)]
    levels: String,
}

pub(in crate::programmes) async fn give_rule(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Path(code): Path<String>,
    Form(form): Form<RuleForm>,
) -> Response {
    match given(&visit, &site, &networks, &catalogue, &code, &form).await {
        Ok(act) => Receipt::go_on(&act.0, &format!("/targets/{code}")),
        Err(refused) => match refused.faults(visit.words) {
            Ok((status, faults)) => {
                let sent = (&form, &faults[..]);
                let page = shown(&visit, &site, &networks, &catalogue, &code, visit.day, sent);
                (status, page).into_response()
            }
            Err(refusal) => refusal.shown(&visit),
        },
    }
}

/// What is wrong with the form.
fn faults_of(visit: &Visit, form: &RuleForm) -> Vec<Fault> {
    let t = visit.words;
    let mut faults = Vec::new();
    if form.rule.is_empty() {
        faults.push(Fault { field: "rule", sentence: t.text("refusal-no-rule") });
    } else if !RULES.contains(&form.rule.as_str()) {
        let sentence = t.with("refusal-rule", &[("input", Argument::from(&form.rule))]);
        faults.push(Fault { field: "rule", sentence });
    }
    if form.reason.trim().is_empty() {
        faults.push(Fault { field: "reason", sentence: t.text("refusal-reason-for-rule") });
    }
    faults
}

async fn given(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    catalogue: &Catalogue,
    code: &str,
    form: &RuleForm,
) -> Result<ActId, Refused> {
    visit.writing()?;
    let known = catalogue.seen_by(visit, networks);
    let (entry, target) = known.target(code).ok_or(Refusal::NotFound)?;
    let permit = super::permit_on(visit, networks, entry, Action::GiveRule)?;
    let mut faults = faults_of(visit, form);
    let (network, tree) = (networks.network(), networks.tree_on(visit.today, None)?);
    let named_on = entry.document.directive.day().unwrap_or(visit.today);
    let holdings = target.scope.scope(named_on).holdings(&network, &tree);
    let mut levels = known.levels_lost(entry, target, &network, &tree);
    for holding in holdings.iter().filter(|holding| holding.units.is_empty()) {
        if !levels.contains(&holding.level) {
            levels.push(holding.level);
        }
    }
    if !form.levels.is_empty() {
        let asked = |level: &ScopeLevel| form.levels.split(' ').any(|key| key == level.key());
        levels.retain(asked);
    }
    levels.sort_unstable();
    if levels.is_empty() {
        let sentence = visit.words.text("refusal-nothing-lost");
        faults.push(Fault { field: "rule", sentence });
    }
    if !faults.is_empty() {
        return Err(Refused::Fields(faults));
    }
    let call = Call::of_form(visit.actor.clone(), site.clock.now(), &form.call)?;
    let (target, rule, reason) =
        (code.to_owned(), form.rule.clone(), form.reason.trim().to_owned());
    let recorded = site
        .store
        .write(|tx| {
            let (call, target, levels) = (call.clone(), target.clone(), levels.clone());
            let (rule, reason, permit) = (rule.clone(), reason.clone(), permit.clone());
            Box::pin(async move {
                actions::give_rule(tx, &call, &permit, &target, (&rule, &reason), &levels).await
            })
        })
        .await?;
    site.clock.advance(recorded.at());
    catalogue.renew(&site.store).await?;
    Ok(call.id)
}

/// The first few units by name, for a sentence.
pub(super) fn some_named(
    visit: &Visit,
    network: &Network,
    units_held: &[banyan_core::unit::UnitNo],
    day: Day,
) -> Markup {
    html! { @for (number, no) in units_held.iter().take(NAMED).enumerate() { @if number > 0 { (visit.words.text("list-comma")) } (units::unit_link(visit, network, *no, day)) } }
}
