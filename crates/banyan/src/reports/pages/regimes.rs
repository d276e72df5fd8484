//! The rules of reporting, and how far each is in a period.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use banyan_core::access::Role;
use banyan_core::calendar::Period;
use banyan_core::report::{Cost, State as Stage, Step, Straddle, Timing, cost};
use banyan_core::unit::UnitId;
use banyan_core::words::{Day, Moment};
use maud::{Markup, html};

use super::super::actions::{Asking, fills_in};
use super::super::store::{self, Owed};
use super::super::{RegimeVersions, Regimes};
use super::parts::{cost_words, grace_hours, standing, timing, unit_cell};
use crate::accounts::{self, Contact};
use crate::calendars::Calendars;
use crate::forms::Forms;
use crate::units::Networks;
use crate::web::{Argument, Refusal, Section, Site, Visit, page};

/// Units in the list of a period, at most.
const SHOWN: usize = 200;

pub(in crate::reports) async fn list_regimes(
    visit: Visit,
    Extension(regimes): Extension<Regimes>,
    Extension(forms): Extension<Forms>,
) -> Response {
    let t = visit.words;
    let title = t.text("regimes-title");
    let all = regimes.all();
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.quiet.mt-2 { (t.text("regimes-under")) " " a href="/reports/load" { (t.text("load-title")) } }
            @if all.is_empty() { p.under { (t.text("regimes-none")) } } @else { div.scroll tabindex="0" { table.tab {
                thead { tr { th scope="col" { (t.text("report")) } th scope="col" { (t.text("regime-periodicity")) } th scope="col" { (t.text("regime-levels")) } th.n scope="col" { (t.text("regime-entries")) } } }
                tbody { @for versions in &all { @if let Some((regime, ended)) = versions.last() { tr {
                    th scope="row" { a href={ "/regimes/" (versions.code) } { (regime.document().name.words_in(t.language())) } @if ended { " " span.quiet { (t.text("regime-ended")) } } }
                    td { (t.text(&format!("recurrence-{}", regime.periodicity().key()))) }
                    td { (levels(&visit, versions)) }
                    td.n { @match forms.last(&regime.document().form) { Some(form) => { (t.size(form.entries_asked())) } None => { "–" } } }
                } } } }
            } } }
        }
    };
    page(&visit, Some(Section::Reports), &title, main).into_response()
}

fn levels(visit: &Visit, versions: &RegimeVersions) -> String {
    let t = visit.words;
    let levels = versions.last().map(|(regime, _)| regime.document().scope.levels.clone());
    let words = levels.unwrap_or_default().into_iter();
    let words: Vec<String> = words.map(|own| t.text(&format!("level-{}", own.key()))).collect();
    words.join(&t.text("list-comma"))
}

pub(in crate::reports) async fn show_regime(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(regimes): Extension<Regimes>,
    Extension(calendars): Extension<Calendars>,
    Extension(forms): Extension<Forms>,
    Path(code): Path<String>,
) -> Response {
    let Some(versions) = regimes.get(&code) else { return Refusal::NotFound.shown(&visit) };
    let cost = networks.tree_on(visit.day, None).ok().and_then(|tree| {
        let asking = Asking::of(&regimes, &forms, &site.clock);
        let asked = asking.on(&networks.network(), &tree);
        let own = asked.iter().find(|own| own.regime.code() == code)?;
        Some(cost(own, &asked))
    });
    let about = (&*versions, cost);
    match shown(&visit, &site, &networks, &regimes, &calendars, about).await {
        Ok((title, main)) => page(&visit, Some(Section::Reports), &title, main).into_response(),
        Err(refusal) => refusal.shown(&visit),
    }
}

async fn shown(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    regimes: &Regimes,
    calendars: &Calendars,
    (versions, cost): (&RegimeVersions, Option<Cost>),
) -> Result<(String, Markup), Refusal> {
    let t = visit.words;
    let (regime, _) = versions.last().ok_or(Refusal::NotFound)?;
    let asked = visit.asked();
    let wanted =
        asked.iter().find(|(name, _)| name == "period").and_then(|(_, own)| own.parse().ok());
    let period: Option<Period> =
        wanted.or_else(|| Period::containing(visit.day, regime.periodicity()));
    let window = period
        .zip(calendars.now())
        .map(|(period, country)| regime.window(period, &country.windows));
    let (mut owed, mut opened, mut reminded) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    if let Some(period) = period {
        let mut tx = site.store.read().await?;
        owed = store::list_owed_of_period(&mut tx, &versions.code, period).await?;
        opened = store::opened_first(&mut tx, &versions.code, &period.to_string()).await?;
        reminded = store::reminded_last(&mut tx, &versions.code, period).await?;
    }
    let all = owed.len();
    let seer = regimes.seer(visit, networks, &versions.code);
    owed.retain(|own| seer.as_ref().is_some_and(|seer| seer.sees(&own.unit)));
    let holders: Vec<&UnitId> = owed.iter().take(SHOWN).map(|own| &own.holder).collect();
    let mut tx = site.store.read().await?;
    let contacts = accounts::contacts(&mut tx, Role::Reporter, &holders, visit.today).await?;
    drop(tx);
    let seen = Known { opened, reminded, contacts };
    let title = regime.document().name.words_in(t.language());
    let main = html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/reports" { (t.text("room-reports")) } " / " a href="/regimes" { (t.text("regimes-title")) } }
            h1 { (title) }
            dl.facts {
                div { dt { (t.text("regime-form")) } " " dd { a href={ "/forms/" (regime.document().form) } { (regime.document().form) } } }
                div { dt { (t.text("regime-periodicity")) } " " dd { (t.text(&format!("recurrence-{}", regime.periodicity().key()))) } }
                div { dt { (t.text("regime-levels")) } " " dd { (levels(visit, versions)) } }
                div { dt { (t.text("regime-ladder")) } " " dd { @for (number, step) in regime.ladder().iter().enumerate() { @if number > 0 { (t.text("list-comma")) } @match step { Step::Above => { (t.text("regime-above")) } Step::Level(level) => { (t.text(&format!("level-{}", level.key()))) } Step::Unit(code) => { bdi { (code) } } } } } }
                div { dt { (t.text("regime-grace")) } " " dd { (t.with("regime-hours", &[("n", Argument::Count(i64::from(regime.document().grace_hours)))])) } }
                div { dt { (t.text("regime-straddle")) } " " dd { (t.text(match regime.document().straddle { Straddle::Whole => "regime-whole", Straddle::Split => "regime-split" })) } }
                @if !regime.programme().is_empty() { div { dt { (t.text("programme")) } " " dd { bdi { (regime.programme()) } } } }
                @if let Some(cost) = cost { div { dt { (t.text("regime-cost")) } " " dd { (cost_words(t, &cost)) " · " a href="/reports/load" { (t.text("load-title")) } } } }
                @if !regime.document().source.is_empty() { div { dt { (t.text("source")) } " " dd { bdi { (regime.document().source) } } } }
            }
            @if let (Some(period), Some(window)) = (period, window) {
                section.section {
                    h2 { (t.text("period")) " " (t.code(&period.to_string())) }
                    p.under { (t.with("regime-window", &[("first", Argument::from(window.first)), ("last", Argument::from(window.last))])) }
                    p { @for other in [period.previous(), period.next()].into_iter().flatten() { a href={ "/regimes/" (versions.code) "?period=" (other) } { (t.code(&other.to_string())) } " " } }
                    (counts(visit, site, regimes, &owed))
                    @if owed.is_empty() { p.under { (t.text(if all == 0 { "regime-nobody" } else { "regime-none-yours" })) } } @else { (units(visit, site, (networks, regimes), &owed, &seen)) }
                }
            }
        }
    };
    Ok((title, main))
}

/// How many are in which state; what is missing first.
fn counts(visit: &Visit, site: &Site, regimes: &Regimes, owed: &[Owed]) -> Markup {
    let t = visit.words;
    let of = |stage: Stage| owed.iter().filter(|own| own.progress.state == stage).count();
    let late = owed.iter().filter(|own| {
        own.progress.state == Stage::Open
            && matches!(
                timing(&site.clock, own, grace_hours(regimes, own)).timing,
                Timing::Late { .. }
            )
    });
    let late = late.count();
    html! {
        @if !owed.is_empty() {
            dl.facts {
                div { dt { (t.text("report-missing")) } " " dd { (t.size(of(Stage::Open))) @if late > 0 { " (" span.late { (t.with("report-missing-late", &[("n", Argument::from(late))])) } ")" } } }
                div { dt { (t.text("report-submitted")) } " " dd { (t.size(of(Stage::Submitted))) } }
                div { dt { (t.text("report-returned")) } " " dd { (t.size(of(Stage::Returned))) } }
                div { dt { (t.text("report-accepted")) } " " dd { (t.size(of(Stage::Accepted))) } }
            }
        }
    }
}

/// What is known of the people at what is owed.
struct Known {
    /// When somebody opened the form first, by report.
    opened: BTreeMap<String, Moment>,
    /// The day of the last letter, by report.
    reminded: BTreeMap<String, Day>,
    contacts: Vec<Contact>,
}

/// Who fills a report in, and how to reach them.
fn fill_in(visit: &Visit, known: &Known, own: &Owed) -> Markup {
    let fills =
        |contact: &&Contact| contact.unit == own.holder && fills_in(&contact.subject, &own.regime);
    let people: Vec<&Contact> = known.contacts.iter().filter(fills).collect();
    html! {
        @if people.is_empty() { span.late { (visit.words.text("report-nobody-fills")) } }
        @for contact in people {
            div { bdi { (contact.name) } @if let Some(email) = &contact.email { " " a href={ "mailto:" (email) } { bdi dir="ltr" { (email) } } } }
        }
    }
}

fn units(
    visit: &Visit,
    site: &Site,
    (networks, regimes): (&Networks, &Regimes),
    owed: &[Owed],
    known: &Known,
) -> Markup {
    let t = visit.words;
    html! {
        div.scroll tabindex="0" { table.tab.dense {
            thead { tr { th scope="col" { (t.text("unit")) } th scope="col" { (t.text("due-on")) } th scope="col" { (t.text("state")) } th scope="col" { (t.text("report-opened")) } th scope="col" { (t.text("report-contact")) } th scope="col" { (t.text("report-reminded")) } th scope="col" { (t.text("report")) } } }
            tbody { @for own in owed.iter().take(SHOWN) { tr {
                th scope="row" { (unit_cell(visit, networks, &own.unit)) }
                td.nowrap { (t.day(own.due)) }
                td { (standing(visit, &site.clock, own, grace_hours(regimes, own))) }
                td.nowrap { @match known.opened.get(&own.id) { Some(at) => { (t.day(site.clock.day_of(*at))) } None => { span.quiet { (t.text("report-not-opened")) } } } }
                td { (fill_in(visit, known, own)) }
                td.nowrap { @if let Some(day) = known.reminded.get(&own.id) { (t.day(*day)) } }
                td { a href={ "/reports/" (own.id) } { (t.text("report-open")) } }
            } } }
        } }
        @if owed.len() > SHOWN { p.under { (t.with("regime-more", &[("shown", Argument::from(SHOWN)), ("all", Argument::from(owed.len()))])) } }
    }
}
