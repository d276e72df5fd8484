//! Accepting together what waits of a regime and a period: every figure that is accepted stands on the page.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form as Fields};
use banyan_core::access::{Action, Permit, Subject};
use banyan_core::calendar::Period;
use banyan_core::form::{Address, Answers, Background, Form, FormField, Problem};
use banyan_core::report::{InForce, Outcome, Part, State as Stage};
use banyan_core::unit::UnitId;
use maud::{Markup, html};

use super::super::store::{self, Owed, Sent};
use super::super::{RegimeVersions, Regimes};
use super::decide::stated;
use super::loaded::Caches;
use super::parts::unit_cell;
use super::values::shown as value;
use crate::accounts;
use crate::forms::Forms;
use crate::ledger::{ActId, Call};
use crate::reports::actions::{self, Decision, Ground, NotDecided, report_name};
use crate::units::Networks;
use crate::web::{Argument, Receipt, Refusal, Section, Site, Visit, form_id, page};

/// Reports on a page.
const SHOWN: usize = 100;

/// A report that waits for the reader's decision.
struct Waiting {
    owed: Owed,
    regime: InForce,
    sent: Sent,
    form: Arc<Form>,
    answers: Answers,
    odd: Vec<Problem>,
    permit: Permit,
}

/// What waits for the reader of a regime and a period, and how many of it are not on the page.
struct Together {
    versions: Arc<RegimeVersions>,
    period: Period,
    waiting: Vec<Waiting>,
    more: usize,
}

/// What a row showed, as its form sends it back.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Seen {
    version: u32,
    step: usize,
    hash: String,
}

impl Seen {
    fn of(waiting: &Waiting) -> Seen {
        let progress = waiting.owed.progress;
        Seen { version: progress.version, step: progress.step, hash: waiting.sent.hash.clone() }
    }

    fn read(text: &str) -> Option<Seen> {
        let mut parts = text.splitn(3, ':');
        let mut part = || parts.next();
        Some(Seen {
            version: part()?.parse().ok()?,
            step: part()?.parse().ok()?,
            hash: part()?.to_owned(),
        })
    }

    fn text(&self) -> String {
        format!("{}:{}:{}", self.version, self.step, self.hash)
    }
}

pub(in crate::reports) async fn show_waiting(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path((regime, period)): Path<(String, String)>,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    match Together::load(&visit, &site, caches, &regime, &period).await {
        Ok(together) => together.page(&visit, caches, &BTreeMap::new()).into_response(),
        Err(refusal) => refusal.shown(&visit),
    }
}

pub(in crate::reports) async fn accept_waiting(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path((regime, period)): Path<(String, String)>,
    Fields(pairs): Fields<Vec<(String, String)>>,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    let done = async {
        visit.writing()?;
        let together = Together::load(&visit, &site, caches, &regime, &period).await?;
        match accepted(&visit, &site, caches, &together, &pairs).await {
            Ok(act) => Ok(Receipt::go_on(&act.0, &format!("/regimes/{regime}?period={period}"))),
            Err(NotDecided::Refused(refusal)) => Err(refusal),
            Err(NotDecided::Changed(_)) => {
                let now = Together::load(&visit, &site, caches, &regime, &period).await?;
                let page = now.page(&visit, caches, &seen(&pairs));
                Ok((StatusCode::CONFLICT, page).into_response())
            }
        }
    };
    done.await.unwrap_or_else(|refusal: Refusal| refusal.shown(&visit))
}

/// What the form says that it showed of each report that was ticked.
fn seen(pairs: &[(String, String)]) -> BTreeMap<String, Option<Seen>> {
    let ticked = pairs.iter().filter(|(name, _)| name == "report");
    let seen = |report: &String| {
        let name = format!("seen.{report}");
        let found = pairs.iter().find(|(own, _)| *own == name);
        found.and_then(|(_, text)| Seen::read(text))
    };
    ticked.map(|(_, report)| (report.clone(), seen(report))).collect()
}

/// Accepts all that was ticked, each by an act of its own, in one transaction: when one is not what was shown any more, none is
/// accepted.
async fn accepted(
    visit: &Visit,
    site: &Site,
    caches: Caches<'_>,
    together: &Together,
    pairs: &[(String, String)],
) -> Result<ActId, NotDecided> {
    let form = pairs.iter().find(|(name, _)| name == "call").map_or("", |(_, id)| id.as_str());
    let ticked = seen(pairs);
    if ticked.is_empty() {
        let (status, key) = (StatusCode::UNPROCESSABLE_ENTITY, "bulk-choose");
        return Err(Refusal::Sentence { status, key, input: String::new() }.into());
    }
    let call =
        |report: &str| Call::of_form_part(visit.actor.clone(), site.clock.now(), form, report);
    // The same form again has the first answer; all of it was one transaction, so one report tells of all.
    if let Some((report, _)) = ticked.first_key_value() {
        let call = call(report)?;
        let mut tx = site.store.read().await?;
        if actions::accepted_before(&mut tx, &call, report).await? {
            return Ok(call.id);
        }
    }
    let mut chosen = Vec::new();
    for (report, seen) in ticked {
        let Some(own) = together.waiting.iter().find(|own| own.owed.id == report) else {
            return Err(gone(visit, site, caches, &report).await);
        };
        let seen = seen.filter(|seen| *seen == Seen::of(own));
        let seen = seen.ok_or_else(|| NotDecided::Changed(Box::new(own.owed.clone())))?;
        chosen.push((call(&report)?, own, seen, stated(&own.owed, &own.form, &own.answers)));
    }
    let (network, tree) = (caches.networks.network(), caches.networks.tree_on(visit.today, None)?);
    let work = site.store.write(|tx| {
        let chosen: Vec<_> = chosen
            .iter()
            .map(|(call, own, seen, values)| {
                let (id, permit, regime) =
                    (own.owed.id.clone(), own.permit.clone(), own.regime.clone());
                (call.clone(), id, permit, regime, seen.clone(), values.clone())
            })
            .collect();
        let (network, tree) = (network.clone(), tree.clone());
        Box::pin(async move {
            let ground = Ground { network: &network, tree: &tree };
            let mut last = None;
            for (call, id, permit, regime, seen, values) in chosen {
                let decision = Decision {
                    report: &id,
                    version: seen.version,
                    step: seen.step,
                    hash: &seen.hash,
                    outcome: Outcome::Accepted,
                    reasons: &BTreeMap::new(),
                    values: &values,
                };
                let at = actions::decide(tx, &call, &permit, (&regime, ground), &decision).await?;
                last = Some((call.id, at));
            }
            Ok::<_, NotDecided>(last)
        })
    });
    let (act, at) = work.await?.ok_or(Refusal::NotFound)?;
    site.clock.advance(at);
    Ok(act)
}

/// Why a report that was ticked is not among those that wait for the reader.
async fn gone(visit: &Visit, site: &Site, caches: Caches<'_>, report: &str) -> NotDecided {
    let found = async {
        let owed = store::load_owed(&mut site.store.read().await?, report).await?;
        let owed = owed.ok_or(Refusal::NotFound)?;
        if !caches.regimes.seen(visit, caches.networks, &owed.regime, &owed.unit) {
            return Err(Refusal::NotFound);
        }
        match &owed.waits_for {
            Some(_) => Err(Refusal::NotAllowed),
            None => Ok(owed),
        }
    };
    match found.await {
        Ok(owed) => NotDecided::Changed(Box::new(owed)),
        Err(refusal) => NotDecided::Refused(refusal),
    }
}

impl Together {
    async fn load(
        visit: &Visit,
        site: &Site,
        caches: Caches<'_>,
        regime: &str,
        period: &str,
    ) -> Result<Together, Refusal> {
        if visit.actor.person().is_none() {
            return Err(Refusal::SignIn);
        }
        let versions = caches.regimes.get(regime).ok_or(Refusal::NotFound)?;
        let period: Period = period.parse().map_err(|_| Refusal::NotFound)?;
        let mut tx = site.store.read().await?;
        let mut permits: BTreeMap<UnitId, Option<Permit>> = BTreeMap::new();
        let owners = caches.regimes.owners(regime, &caches.networks.network());
        let mut decides = |unit: &UnitId| {
            let ask = || {
                let subject = Subject::Regime(regime.to_owned());
                let (action, networks) = (Action::Review, caches.networks);
                accounts::permit_about(visit, networks, action, unit, &subject, &owners).ok()
            };
            permits.entry(unit.clone()).or_insert_with(ask).clone()
        };
        let owed = store::list_owed_of_period(&mut tx, regime, period).await?;
        let owed = owed.into_iter().filter(|own| own.progress.state == Stage::Submitted);
        let mut owed: Vec<(Owed, Permit)> = owed
            .filter_map(|own| Some((own.waits_for.as_ref().and_then(&mut decides)?, own)))
            .map(|(permit, own)| (own, permit))
            .collect();
        let more = owed.len().saturating_sub(SHOWN);
        owed.truncate(SHOWN);
        let reports: Vec<&str> = owed.iter().map(|(own, _)| own.id.as_str()).collect();
        let mut sent = store::list_standing(&mut tx, &reports).await?;
        let before = |own: &Owed| {
            let previous = own.period.previous()?;
            Some(report_name(regime, previous, &own.unit, Part::Whole))
        };
        let earlier: Vec<String> = owed.iter().filter_map(|(own, _)| before(own)).collect();
        let earlier: Vec<&str> = earlier.iter().map(String::as_str).collect();
        let earlier = store::list_standing(&mut tx, &earlier).await?;
        let mut waiting = Vec::new();
        for (owed, permit) in owed {
            let regime = versions.in_force(owed.regime_version, &site.clock);
            let regime = regime.ok_or(Refusal::NotFound)?;
            let Some(sent) = sent.remove(&owed.id) else { continue };
            let form = caches.forms.version(&regime.document().form, sent.form_version);
            let form = form.ok_or(Refusal::NotFound)?;
            let answers = form.read_json(&sent.answers).answers;
            let before = before(&owed).and_then(|name| earlier.get(&name));
            let before = before.map(|own| form.read_json(&own.answers).answers);
            let odd = form.oddities(&answers, &Background { before, ..Background::default() });
            waiting.push(Waiting { owed, regime, sent, form, answers, odd, permit });
        }
        Ok(Together { versions, period, waiting, more })
    }

    /// The page; `seen` is what was ticked on one that was refused, since something on it has changed.
    fn page(
        &self,
        visit: &Visit,
        caches: Caches<'_>,
        seen: &BTreeMap<String, Option<Seen>>,
    ) -> Response {
        let (t, code) = (visit.words, &self.versions.code);
        let title = t.text("bulk-title");
        let name = self.versions.last().map(|(own, _)| own.document().name.words_in(t.language()));
        let main = html! {
            div.wrap {
                nav.crumbs aria-label=(t.text("place")) { a href="/reports" { (t.text("room-reports")) } " / " a href={ "/regimes/" (code) "?period=" (self.period) } { (code) } }
                h1 { (title) }
                p.sum { (name.unwrap_or_default()) ", " (t.code(&self.period.to_string())) }
                @if !seen.is_empty() { p.late id="refusal" role="alert" { (t.text("bulk-changed")) } (self.gone(visit, seen)) }
                @if self.waiting.is_empty() { p.under { (t.text("bulk-none")) } } @else {
                    p.under { (t.text("bulk-under")) }
                    form action={ "/regimes/" (code) "/" (self.period) "/decide" } method="post" {
                        (form_id(visit))
                        (self.table(visit, caches, seen))
                        @if self.more > 0 { p.under { (t.with("bulk-more", &[("n", Argument::from(self.more))])) } }
                        div.actions.mt-3 { button.btn.main type="submit" { (t.text("bulk-accept")) } }
                        p.under { (t.text("bulk-accept-under")) }
                    }
                }
            }
        };
        page(visit, Some(Section::Reports), &title, main).into_response()
    }

    /// What was ticked and does not wait here any more.
    fn gone(&self, visit: &Visit, seen: &BTreeMap<String, Option<Seen>>) -> Markup {
        let here = |report: &&String| self.waiting.iter().any(|own| own.owed.id == **report);
        let gone: Vec<&String> = seen.keys().filter(|report| !here(report)).collect();
        html! {
            @if !gone.is_empty() {
                p { (visit.words.text("bulk-gone")) }
                ul { @for report in gone { li { a href={ "/reports/" (report) } { bdi dir="ltr" { (report) } } } } }
            }
        }
    }

    fn table(
        &self,
        visit: &Visit,
        caches: Caches<'_>,
        seen: &BTreeMap<String, Option<Seen>>,
    ) -> Markup {
        let t = visit.words;
        let newest = self.waiting.iter().max_by_key(|own| own.form.version());
        let columns = newest.map(|own| columns(&own.form)).unwrap_or_default();
        html! {
            div.scroll tabindex="0" { table.tab.dense.figures.lines {
                thead { tr {
                    th scope="col" { (t.text("bulk-accepts")) } th scope="col" { (t.text("unit")) }
                    @for (field, cell) in &columns { th.n scope="col" { (field.label(cell, t.language())) } }
                    th scope="col" { (t.text("bulk-beside")) }
                } }
                tbody { @for own in &self.waiting {
                    @let shown = seen.get(&own.owed.id);
                    @let changed = shown.is_some_and(|seen| seen.as_ref() != Some(&Seen::of(own)));
                    tr {
                        td {
                            input type="hidden" name={ "seen." (own.owed.id) } value=(Seen::of(own).text());
                            input type="checkbox" name="report" value=(own.owed.id) checked[own.odd.is_empty() && !changed]
                                aria-labelledby={ "u-" (own.owed.id) };
                        }
                        th.named scope="row" id={ "u-" (own.owed.id) } {
                            (unit_cell(visit, caches.networks, &own.owed.unit))
                            @if changed { br; span.late.small { (t.text("bulk-row-changed")) } }
                            br; a.small href={ "/reports/" (own.owed.id) } { (t.text("report-open")) }
                        }
                        @for (field, cell) in &columns {
                            @let at = field.address(cell, None);
                            td.n data-label=(field.label(cell, t.language())) { (value(t, field, own.answers.get(&at))) }
                        }
                        td { (beside(visit, own, &columns)) }
                    }
                } }
            } }
        }
    }
}

/// The entries that have a column: all but those of groups of rows.
fn columns(form: &Form) -> Vec<(&FormField, &str)> {
    let single = form.document().section.iter().filter(|section| section.rows.is_none());
    let fields = single.flat_map(|section| &section.field);
    let fields = fields.filter_map(|own| form.field(&own.code));
    fields.flat_map(|field| field.slots().map(move |cell| (field, cell))).collect()
}

/// What a report says that has no column, what is unusual about it, and how that was explained.
fn beside(visit: &Visit, own: &Waiting, columns: &[(&FormField, &str)]) -> Markup {
    let t = visit.words;
    let label = |at: &Address| crate::forms::label_at(t, &own.form, at);
    let has_column =
        |at: &Address| columns.iter().any(|(field, cell)| field.address(cell, None) == *at);
    let rest = own.answers.iter().filter(|(at, _)| !has_column(at));
    html! {
        @for (at, answer) in rest {
            @if let Some(field) = own.form.field(&at.field) { p.mb-1 { (label(at)) ": " (value(t, field, Some(answer))) } }
        }
        @for problem in &own.odd {
            p.late.small.mb-1 { (label(&problem.at)) ": " (crate::forms::sentence(t, &own.form, problem)) }
        }
        @for words in own.sent.explanations.values() { p.small.mb-1 { bdi dir="auto" { (words) } } }
    }
}
