//! A programme's page: its directive, its objectives and targets, its tasks by due day, on whom it falls, what is missing.

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use banyan_core::programme::{Clear, falls_below};
use banyan_core::unit::{Network, Tree};
use banyan_core::words::Day;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{Objective, Target, Task};
use super::super::store::{Catalogue, Entry, Known, due_order};
use super::list::task_table;
use super::{asked, cited, directive_link, due, ended_note, figure, own};
use crate::units::{self, Networks};
use crate::web::{Argument, Refusal, Section, Site, Visit, page};

#[derive(Deserialize)]
pub(in crate::programmes) struct On {
    on: Option<String>,
}

impl On {
    pub(super) fn day(&self, visit: &Visit) -> Day {
        self.on.as_deref().and_then(|day| day.parse().ok()).unwrap_or(visit.day)
    }
}

pub(in crate::programmes) async fn show(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Path(code): Path<String>,
    Query(on): Query<On>,
) -> Response {
    let known = catalogue.known(visit.known_at);
    let Some(entry) = known.entry(&code) else { return Refusal::NotFound.shown(&visit) };
    let day = on.day(&visit);
    let tree = match networks.tree_on(day, visit.known_at) {
        Ok(tree) => tree,
        Err(refusal) => return refusal.shown(&visit),
    };
    let network = networks.network();
    let view = View { visit: &visit, known: &known, network: &network, tree: &tree, day, entry };
    let title = cited(visit.words, entry);
    let ended_on = entry.ended_at.map(|at| site.clock.day_of(at));
    let note = ended_note(visit.words, ended_on);
    let main = html! { @if ended_on.is_some() { div.wrap { (note) } } (view.main(&title)) };
    page(&visit, Some(Section::Programmes), &title, main).into_response()
}

struct View<'a> {
    visit: &'a Visit,
    known: &'a Known,
    network: &'a Network,
    tree: &'a Tree,
    day: Day,
    entry: &'a Entry,
}

impl View<'_> {
    fn main(&self, title: &str) -> Markup {
        let t = self.visit.words;
        let document = &self.entry.document;
        html! {
            div.wrap {
                nav.crumbs aria-label=(t.text("place")) { a href="/programmes" { (t.text("room-programmes")) } " / " bdi { (title) } }
                h1 { bdi { (title) } @if document.programme.is_none() { " " span.sim { (t.text("session-record")) } } }
                p.sum.mt-2 { (own(t, &document.directive.title)) }
                (self.facts())
                @if !document.target.is_empty() { (self.targets()) }
                @if !document.task.is_empty() { (self.tasks()) (self.gaps()) }
                @if !document.baseline.is_empty() { (self.baselines()) }
                @if !document.session_item.is_empty() { (self.session()) }
            }
        }
    }

    fn facts(&self) -> Markup {
        let t = self.visit.words;
        let directive = &self.entry.document.directive;
        let programme = self.entry.document.programme.as_ref();
        let owner =
            programme.and_then(|programme| self.network.bearers(&programme.unit).first().copied());
        html! {
            dl.facts {
                div { dt { (t.text("date-label")) } " " dd { (due(t, directive.day())) } }
                div { dt { (t.text("issuer-label")) } " " dd { (own(t, &directive.issuer_name)) } }
                @if let Some(owner) = owner { div { dt { (t.text("belongs-to-label")) } " " dd { (units::unit_link(t, self.network, owner, self.day)) } } }
                @if let Some(programme) = programme { div { dt { (t.text("visibility-label")) } " " dd { (t.text(&format!("visibility-{}", programme.visibility))) } } }
                @if !directive.publisher.is_empty() { div { dt { (t.text("publisher-label")) } " " dd { bdi { (directive.publisher) } } } }
                @if directive.clears.is_some() { div { dt { (t.text("clears-asked-label")) } " " dd { (t.text(if directive.six_clears() { "clears-six" } else { "clears-five" })) } } }
                @for implemented in &directive.implements { div { dt { (t.text("implements-label")) } " " dd { bdi { (implemented.number) } } } }
            }
            (self.below_parent())
        }
    }

    /// Where targets ask less than those of the directive that this one implements.
    fn below_parent(&self) -> Markup {
        let t = self.visit.words;
        let document = &self.entry.document;
        let numbers: Vec<&str> = document
            .directive
            .implements
            .iter()
            .map(|implemented| implemented.number.as_str())
            .collect();
        let parents: Vec<&Entry> = self
            .known
            .entries()
            .filter(|entry| numbers.contains(&entry.document.directive.number.as_str()))
            .collect();
        let mut weaker: Vec<(&Target, &Entry, &Target)> = Vec::new();
        for parent in &parents {
            for target in &document.target {
                for above in parent.document.target.iter().filter(|above| {
                    above.indicator == target.indicator
                        && above.scope.levels() == target.scope.levels()
                }) {
                    let direction = self
                        .known
                        .indicator(&target.indicator)
                        .and_then(|(_, indicator)| indicator.direction.parse().ok());
                    let values = target.quantity().zip(above.quantity()).zip(direction);
                    let below = values.is_some_and(|((own, other), direction)| {
                        falls_below((target.due_day(), own), (above.due_day(), other), direction)
                    });
                    if below {
                        weaker.push((target, parent, above));
                    }
                }
            }
        }
        html! {
            @if !parents.is_empty() {
                div.note {
                    @for parent in &parents { (t.text("implements-label")) " " (directive_link(t, parent)) ". " }
                    @if weaker.is_empty() { (t.text("no-target-below-parent")) }
                    @for (target, parent, above) in &weaker {
                        span.late { a href={ "/targets/" (target.code) } { (asked(t, self.known, self.entry, target)) } " – " (cited(t, parent)) ": " (asked(t, self.known, parent, above)) "." } " "
                    }
                }
            }
        }
    }

    fn targets(&self) -> Markup {
        let t = self.visit.words;
        let document = &self.entry.document;
        let lost = document.target.iter().filter(|target| self.lost(target)).count();
        html! {
            section.section {
                h2 { (t.text("targets-and-holders")) }
                p.under { (t.with("falls-on-day", &[("day", Argument::from(self.day))])) }
                form.actions.mb-3 action={ "/programmes/" (document.directive.code) } method="get" {
                    label for="on" { (t.text("day-of-map")) }
                    span { input.form-control type="date" id="on" name="on" value=(self.day) required; }
                    button.btn type="submit" { (t.text("show")) }
                }
                @if lost > 0 { p.late { (t.with("targets-without-holder", &[("n", Argument::from(lost))])) } }
                @for (objective, targets) in self.by_objective() {
                    @if let Some(objective) = objective { h3.group { (own(t, &objective.name)) @if !objective.pillar.is_empty() { " · " span.quiet { (t.text(&format!("pillar-{}", objective.pillar))) } } } }
                    (self.target_table(&targets))
                }
            }
        }
    }

    /// Targets under their objectives, in the order of the objectives; those without one last.
    fn by_objective(&self) -> Vec<(Option<&Objective>, Vec<&Target>)> {
        let document = &self.entry.document;
        let of = |code: &str| {
            document.target.iter().filter(|target| target.objective == code).collect::<Vec<_>>()
        };
        let mut groups: Vec<_> = document
            .objective
            .iter()
            .map(|objective| (Some(objective), of(&objective.code)))
            .collect();
        groups.push((None, of("")));
        groups.retain(|(_, targets)| !targets.is_empty());
        groups
    }

    fn lost(&self, target: &Target) -> bool {
        self.known.without_holder(self.entry, target, self.network, self.tree)
    }

    fn target_table(&self, targets: &[&Target]) -> Markup {
        let t = self.visit.words;
        html! {
            div.scroll tabindex="0" { table.tab.dense {
                thead { tr { th scope="col" { (t.text("indicator")) } th.n scope="col" { (t.text("asked")) } th scope="col" { (t.text("due")) } th scope="col" { (t.text("falls-on")) } } }
                tbody {
                    @for target in targets {
                        tr {
                            th scope="row" {
                                a href={ "/targets/" (target.code) } {
                                    @match self.known.indicator(&target.indicator) { Some((_, indicator)) => { (own(t, &indicator.name)) } None => { (target.code) } }
                                }
                            }
                            td.n { (asked(t, self.known, self.entry, target)) }
                            td.nowrap { (due(t, target.due_day())) }
                            (super::target::falls_on(self.visit, self.known, self.network, self.tree, self.entry, target))
                        }
                    }
                }
            } }
        }
    }

    fn tasks(&self) -> Markup {
        let t = self.visit.words;
        let mut tasks: Vec<(&Entry, &Task)> =
            self.entry.document.task.iter().map(|task| (self.entry, task)).collect();
        tasks.sort_by_key(|(_, task)| due_order(task.due_day()));
        html! { section.section { h2 { (t.text("tasks-by-due")) } (task_table(self.visit, self.known, self.network, &tasks)) } }
    }

    fn gaps(&self) -> Markup {
        let t = self.visit.words;
        let document = &self.entry.document;
        let six = document.directive.six_clears();
        let asked = Clear::asked(six);
        html! {
            section.section {
                h2 { (t.text("gaps-by-clear")) }
                p.under.quiet { (t.text(if six { "six-clears-asked" } else { "five-clears-asked" })) }
                div.scroll tabindex="0" { table.tab.dense.clears {
                    thead { tr { th scope="col" { (t.text("task")) } @for clear in asked { th.c scope="col" { (t.text(&format!("clear-{}", clear.key()))) } } } }
                    tbody {
                        @for task in &document.task {
                            @let missing = self.known.gaps(self.entry, task);
                            tr {
                                th scope="row" { a href={ "/tasks/" (task.code) } { (own(t, &task.name)) } }
                                @for clear in asked { @if missing.contains(clear) { td.c.no-clear { (t.text("missing")) } } @else { td.c { (t.text("stated")) } } }
                            }
                        }
                        tr.total {
                            th scope="row" { (t.with("missing-of", &[("n", Argument::from(document.task.len()))])) }
                            @for clear in asked { td.c { (t.size(document.task.iter().filter(|task| self.known.gaps(self.entry, task).contains(clear)).count())) } }
                        }
                    }
                } }
            }
        }
    }

    fn baselines(&self) -> Markup {
        let t = self.visit.words;
        let baselines = &self.entry.document.baseline;
        html! {
            section.section {
                h2 { (t.text("baselines")) }
                div.scroll tabindex="0" { table.tab {
                    thead { tr { th scope="col" { (t.text("name")) } th.n scope="col" { (t.text("field-value")) } th scope="col" { (t.text("field-as-of")) } th scope="col" { (t.text("part-of")) } } }
                    tbody { @for baseline in baselines {
                        tr id=(baseline.code) {
                            th scope="row" { (own(t, &baseline.name)) }
                            td.n { (figure(t, "=", &baseline.value, "", &baseline.unit_of_measure)) }
                            td.num { (baseline.as_of) }
                            td { @if let Some(whole) = baselines.iter().find(|whole| whole.code == baseline.part_of) { (own(t, &whole.name)) } }
                        }
                    } }
                } }
            }
        }
    }

    fn session(&self) -> Markup {
        let t = self.visit.words;
        html! {
            section.section {
                h2 { (t.text("session-record")) }
                ul { @for item in &self.entry.document.session_item { li { (own(t, &item.what)) } } }
            }
        }
    }
}
