//! All programmes: what each asks for, and what is missing in it, through the lenses of sector and pillar.

use axum::Extension;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::super::actions::{Target, Task};
use super::super::store::{Catalogue, Entry, Lost};
use super::lens::{Lens, of_entry, of_target, of_task};
use super::overlaps::overlaps;
use super::{cited, due, level_names, own};
use crate::units::Networks;
use crate::web::{Argument, Section, Visit, page};

pub(in crate::programmes) async fn list(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
) -> Response {
    let t = visit.words;
    let known = catalogue.seen_by(&visit, &networks);
    let network = networks.network_at(visit.known_at);
    let tree = networks.tree_on(visit.day, visit.known_at).ok();
    let lens = Lens::of(&visit);
    let targets = |entry: &'_ Entry| -> Vec<Target> {
        let kept = |target: &&Target| lens.keeps(of_target(&known, entry, target));
        entry.document.target.iter().filter(kept).cloned().collect()
    };
    let lost = |entry: &Entry, targets: &[Target]| {
        let Some(tree) = tree.as_ref() else { return Lost::default() };
        known.lost(targets.iter().map(|target| (entry, target)), &network, tree)
    };
    let seen =
        |entry: &&Entry| !lens.chosen() || of_entry(&known, entry).any(|facets| lens.keeps(facets));
    let title = t.text("programmes-title");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.quiet.mt-2 { (t.text("programmes-under")) }
            (lens.form(&visit, known.entries().flat_map(|entry| of_entry(&known, entry))))
            div.scroll tabindex="0" { table.tab {
                thead { tr {
                    th scope="col" { (t.text("directive")) } th scope="col" { (t.text("programme")) } th scope="col" { (t.text("issued")) }
                    th.n scope="col" { (t.text("targets")) } th.n scope="col" { (t.text("tasks")) } th.n scope="col" { (t.text("baselines")) }
                    th.n scope="col" { (t.text("without-holder")) } th.n scope="col" { (t.text("tasks-cannot-start")) }
                } }
                tbody {
                    @for entry in known.entries().filter(seen) {
                        @let document = &entry.document;
                        @let targets = targets(entry);
                        @let tasks: Vec<&Task> = document.task.iter().filter(|task| lens.keeps(of_task(entry, task))).collect();
                        @let stuck = tasks.iter().filter(|task| !known.gaps(entry, task).is_empty()).count();
                        tr {
                            th.nowrap scope="row" { a href=(lens.kept(&format!("/programmes/{}", document.directive.code))) { bdi { (cited(t, entry)) } } }
                            td { (own(t, document.programme.as_ref().map_or(&document.directive.title, |programme| &programme.name)))
                                @if document.programme.is_none() { " " span.sim { (t.text("session-record")) } } }
                            td.nowrap { (due(t, document.directive.day())) }
                            td.n { (t.size(targets.len())) } td.n { (t.size(tasks.len())) } td.n { (t.size(document.baseline.len())) }
                            (lost_cell(&visit, &lost(entry, &targets)))
                            td.n { @if stuck > 0 { span.late { (t.size(stuck)) } } @else { (t.size(0)) } }
                        }
                    }
                }
            } }
            p.mt-3 {
                a href=(lens.kept("/indicators")) { (t.text("all-indicators")) } " · "
                a href=(lens.kept("/targets")) { (t.text("all-targets-by-due")) } " · "
                a href=(lens.kept("/tasks")) { (t.text("all-tasks-by-due")) }
            }
            (overlaps(&visit, &known))
        }
    };
    page(&visit, Some(Section::Programmes), &title, main).into_response()
}

/// How many targets have no holder; those that lost one level of several are counted apart.
fn lost_cell(visit: &Visit, lost: &Lost) -> Markup {
    let t = visit.words;
    html! {
        td.n {
            @if lost.wholly > 0 { span.late { (t.size(lost.wholly)) } } @else { (t.size(0)) }
            @if lost.partly > 0 { br; span.late.small { (t.with("and-in-part", &[("n", Argument::from(lost.partly))])) } }
            @if !lost.levels.is_empty() { br; span.quiet.small { (level_names(t, lost.levels.iter().copied())) } }
        }
    }
}
