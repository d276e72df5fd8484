//! A programme's page: its directive, its objectives and targets, its tasks by due day, on whom it falls, what is missing.

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use banyan_core::programme::{Clear, falls_below};
use banyan_core::unit::{Network, Tree};
use banyan_core::words::Day;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{Objective, Phase, Target, Task};
use super::super::store::{Catalogue, Entry, Known, due_order};
use super::lens::{Lens, of_entry, of_target, of_task};
use super::path::{Size, drawing, in_words, series};
use super::seen::bearer;
use super::tasks::task_table;
use super::{asked, cited, directive_link, due, ended_note, figure, indicator_name, own, word};
use crate::units::{self, Networks};
use crate::web::{Argument, Refusal, Section, Site, Visit, Words, kept_inputs, page};

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
    let known = catalogue.seen_by(&visit, &networks);
    let Some(entry) = known.entry(&code) else { return Refusal::NotFound.shown(&visit) };
    let day = on.day(&visit);
    let tree = match networks.tree_on(day, visit.known_at) {
        Ok(tree) => tree,
        Err(refusal) => return refusal.shown(&visit),
    };
    let network = networks.network_at(visit.known_at);
    let lens = Lens::of(&visit);
    let view =
        View { visit: &visit, known: &known, network: &network, tree: &tree, day, entry, lens };
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
    lens: Lens,
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
                @if document.target.len() + document.task.len() > 0 { div.mt-4 { (self.lens.form(self.visit, of_entry(self.known, self.entry))) } }
                @if !document.objective.is_empty() { (self.objectives()) }
                @if !document.target.is_empty() { (self.targets()) (self.paths()) }
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
        let named_on = directive.day().max(self.network.territories_known_from());
        let owner = programme.and_then(|programme| {
            let on_its_day =
                named_on.and_then(|day| self.network.unit_on(&programme.unit, day, None));
            on_its_day.or_else(|| self.network.bearers(&programme.unit).first().copied())
        });
        html! {
            dl.facts {
                div { dt { (t.text("date-label")) } " " dd { (due(t, directive.day())) } }
                div { dt { (t.text("issuer-label")) } " " dd { (own(t, &directive.issuer_name)) } }
                @if let Some(owner) = owner { div { dt { (t.text("belongs-to-label")) } " " dd { (units::unit_link(self.visit, self.network, owner, self.day)) } } }
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
            .filter(|entry| self.lies_within(&entry.document.directive.territory))
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

    /// Whether the directive is of a territory or of one below it. Every province numbers its documents for itself, and what this one
    /// implements is of its own or of one above.
    fn lies_within(&self, territory: &str) -> bool {
        let place = |code| self.tree.place(bearer(code, self.network, self.tree)?);
        let pair = place(territory).zip(place(&self.entry.document.directive.territory));
        pair.is_none_or(|(outer, own)| (outer.first..=outer.last).contains(&own.first))
    }

    fn keeps(&self, target: &Target) -> bool {
        self.lens.keeps(of_target(self.known, self.entry, target))
    }

    fn kept_tasks(&self) -> impl Iterator<Item = &Task> {
        let tasks = self.entry.document.task.iter();
        tasks.filter(|task| self.lens.keeps(of_task(self.entry, task)))
    }

    /// Objectives under their phases and pillars, each with how much it asks; those of no phase last.
    fn objectives(&self) -> Markup {
        let t = self.visit.words;
        let document = &self.entry.document;
        let phases = document.phase.iter().map(Some).chain([None]);
        let of = |phase: Option<&Phase>| {
            let code = phase.map_or("", |phase| phase.code.as_str());
            let mut own: Vec<&Objective> =
                document.objective.iter().filter(|objective| objective.phase == code).collect();
            own.sort_by_key(|objective| objective.pillar.as_str());
            own
        };
        let targets = |code: &str| {
            let own = document.target.iter().filter(|target| target.objective == code);
            own.filter(|target| self.keeps(target)).count()
        };
        let tasks = |code: &str| self.kept_tasks().filter(|task| task.objective == code).count();
        html! {
            section.section {
                h2 { (t.text("objectives")) }
                div.scroll tabindex="0" { table.tab.dense {
                    thead { tr { th scope="col" { (t.text("objective")) } th scope="col" { (t.text("pillar")) } th.n scope="col" { (t.text("targets")) } th.n scope="col" { (t.text("tasks")) } } }
                    @for phase in phases {
                        @let own_objectives = of(phase);
                        @if !own_objectives.is_empty() {
                            tbody {
                                @if !document.phase.is_empty() { tr { th.strong colspan="4" scope="rowgroup" {
                                    @match phase { Some(phase) => { (own(t, &phase.name)) (span_of(t, phase)) } None => { (t.text("no-phase")) } }
                                } } }
                                @for objective in own_objectives {
                                    tr {
                                        th scope="row" { (own(t, &objective.name)) }
                                        td { (word(t, "pillar", &objective.pillar)) }
                                        td.n { @if targets(&objective.code) > 0 { a href={ "#" (objective.code) } { (t.size(targets(&objective.code))) } } @else { (t.size(0)) } }
                                        td.n { (t.size(tasks(&objective.code))) }
                                    }
                                }
                            }
                        }
                    }
                } }
            }
        }
    }

    fn targets(&self) -> Markup {
        let t = self.visit.words;
        let document = &self.entry.document;
        let targets = document.target.iter().filter(|target| self.keeps(target));
        let lost =
            self.known.lost(targets.map(|target| (self.entry, target)), self.network, self.tree);
        html! {
            section.section {
                h2 { (t.text("targets-and-holders")) }
                p.under { (t.with("falls-on-day", &[("day", Argument::from(self.day))])) }
                form.actions.mb-3 action={ "/programmes/" (document.directive.code) } method="get" {
                    (kept_inputs(self.visit, &["on"]))
                    label for="on" { (t.text("day-of-map")) }
                    span { input.form-control type="date" id="on" name="on" value=(self.day) required; }
                    button.btn type="submit" { (t.text("show")) }
                }
                (super::lost_words(t, &lost))
                @for (objective, targets) in self.by_objective() {
                    @if let Some(objective) = objective { h3.group id=(objective.code) { (own(t, &objective.name)) @if !objective.pillar.is_empty() { " · " span.quiet { (t.text(&format!("pillar-{}", objective.pillar))) } } } }
                    (self.target_table(&targets))
                }
            }
        }
    }

    /// Every indicator with its target path, drawn small and said in words.
    fn paths(&self) -> Markup {
        let t = self.visit.words;
        let document = &self.entry.document;
        let kept: Vec<&Target> =
            document.target.iter().filter(|target| self.keeps(target)).collect();
        let mut codes: Vec<&str> = kept.iter().map(|target| target.indicator.as_str()).collect();
        let mut seen = std::collections::BTreeSet::new();
        codes.retain(|code| seen.insert(*code));
        html! {
            section.section {
                h2 { (t.text("indicators-and-paths")) }
                p.under { (t.text("target-path-under")) }
                div.scroll tabindex="0" { table.tab.dense.lines {
                    thead { tr { th scope="col" { (t.text("indicator")) } th scope="col" { (t.text("target-path")) } th scope="col" { (t.text("path-in-words")) } th scope="col" { (t.text("trajectory")) } } }
                    tbody { @for code in codes {
                        @let own_targets: Vec<(&Entry, &Target)> = kept.iter().filter(|target| target.indicator == code).map(|target| (self.entry, *target)).collect();
                        @let all = series(&own_targets);
                        tr {
                            th scope="row" { a href={ "/indicators/" (code) } {
                                @match own_targets.first() { Some((_, target)) => { (indicator_name(t, self.known, target)) } None => { (code) } }
                            } }
                            td { (drawing(self.visit, self.known, &all, Size::SMALL)) }
                            td { @for (number, own) in all.iter().enumerate() { @if number > 0 { br; } (in_words(t, self.known, own)) } }
                            td { @if let Some((_, target)) = own_targets.first() { (super::trajectory(t, target)) } }
                        }
                    } }
                } }
            }
        }
    }

    /// Targets under their objectives, in the order of the objectives; those without one last.
    fn by_objective(&self) -> Vec<(Option<&Objective>, Vec<&Target>)> {
        let document = &self.entry.document;
        let of = |code: &str| {
            let own = document.target.iter().filter(|target| target.objective == code);
            own.filter(|target| self.keeps(target)).collect::<Vec<_>>()
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

    fn target_table(&self, targets: &[&Target]) -> Markup {
        let t = self.visit.words;
        html! {
            div.scroll tabindex="0" { table.tab.dense.lines {
                thead { tr { th scope="col" { (t.text("indicator")) } th.n scope="col" { (t.text("asked")) } th scope="col" { (t.text("due")) } th scope="col" { (t.text("falls-on")) } } }
                tbody {
                    @for target in targets {
                        tr {
                            th scope="row" {
                                a href={ "/targets/" (target.code) } {
                                    (indicator_name(t, self.known, target))
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
            self.kept_tasks().map(|task| (self.entry, task)).collect();
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
                p.under.quiet { (t.text(match document.directive.clears { Some(6) => "six-clears-asked", Some(_) => "five-clears-asked", None => "no-clears-asked" })) }
                div.scroll tabindex="0" { table.tab.dense.clears {
                    thead { tr { th scope="col" { (t.text("task")) } @for clear in asked { th.c scope="col" { (t.text(&format!("clear-{}", clear.key()))) } } } }
                    tbody {
                        @for task in self.kept_tasks() {
                            @let missing = self.known.gaps(self.entry, task);
                            tr {
                                th scope="row" { a href={ "/tasks/" (task.code) } { (own(t, &task.name)) } }
                                @for clear in asked { @if missing.contains(clear) { td.c.no-clear { (t.text("missing")) } } @else { td.c { (t.text("stated")) } } }
                            }
                        }
                        tr.total {
                            th scope="row" { (t.with("missing-of", &[("n", Argument::from(self.kept_tasks().count()))])) }
                            @for clear in asked { td.c { (t.size(self.kept_tasks().filter(|task| self.known.gaps(self.entry, task).contains(clear)).count())) } }
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
                            td.n.late[baseline.value.is_empty()] { (figure(t, "=", &baseline.value, "", &baseline.unit_of_measure)) }
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

/// From when until when a phase runs, as far as that is stated.
fn span_of(t: Words, phase: &Phase) -> Markup {
    let (from, until) = (phase.from.parse::<Day>().ok(), phase.until.parse::<Day>().ok());
    html! {
        @if let Some(from) = from { span.quiet { " · " (t.with("from-day", &[("day", Argument::from(from))])) } }
        @if let Some(until) = until { span.quiet { " · " (t.with("until", &[("day", Argument::from(until))])) } }
    }
}
