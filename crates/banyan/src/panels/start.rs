//! The first page: paste a directive, one thread, what is there and missing, two days, what is asked.

use axum::Extension;
use axum::response::{IntoResponse, Response};
use banyan_core::unit::Level;
use maud::{Markup, html};

use super::days::two_days;
use crate::directives::{self, Samples};
use crate::programmes::{self, Catalogue};
use crate::units::Networks;
use crate::web::{Argument, Visit, page};

pub(super) async fn start(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Extension(samples): Extension<Samples>,
    Extension(catalogue): Extension<Catalogue>,
) -> Response {
    let main = html! {
        div.wrap {
            (directives::ask(&visit, &samples, "", None))
            (nothing_known(&visit, &networks))
            (programmes::thread(&visit, &networks, &catalogue.seen_by(&visit, &networks)))
            (there_and_missing(&visit, &networks, &catalogue))
            (two_days(&visit, &networks))
            (asks(&visit, &networks, &catalogue))
        }
    };
    page(&visit, None, &visit.words.text("start-title"), main).into_response()
}

/// Why a day that is looked back to shows nothing, where that is so.
fn nothing_known(visit: &Visit, networks: &Networks) -> Markup {
    let t = visit.words;
    let known = visit.known_at.is_none() || networks.tree_on(visit.day, visit.known_at).is_ok();
    html! {
        @if !known {
            section.section {
                h2 { (t.with("nothing-known-on", &[("day", Argument::from(visit.day))])) }
                p.under { (t.text("nothing-known-on-under")) " " a href="/day" { (t.text("look-back")) } }
            }
        }
    }
}

/// What is there, and what is missing, in the same size, counted now.
fn there_and_missing(visit: &Visit, networks: &Networks, catalogue: &Catalogue) -> Markup {
    let t = visit.words;
    let Ok(tree) = networks.tree_on(visit.day, visit.known_at) else { return html! {} };
    let tally =
        catalogue.seen_by(visit, networks).tally(&networks.network_at(visit.known_at), &tree);
    if tally.texts == 0 {
        return html! {};
    }
    let open = tree.root().map_or(0, |root| {
        tree.territories(root, Level::Province).count()
            + tree.territories(root, Level::Commune).count()
    });
    let names = programmes::level_names(t, tally.lost.levels.iter().copied());
    let levels = if names.is_empty() { names } else { format!(" ({names})") };
    let row = |number: usize, address: &str, words: String| html! { tr { td.n { (t.size(number)) } td { a href=(address) { (words) } } } };
    html! {
        section.section {
            h2 { (t.text("there-and-missing")) }
            p.under { (t.with("counted-now", &[("n", Argument::from(tally.texts))])) }
            div.pair {
                table.tally {
                    caption { (t.text("there")) }
                    tbody {
                        (row(tally.texts, "/programmes", t.with("there-texts", &[("n", Argument::from(tally.texts)), ("sessions", Argument::from(tally.sessions))])))
                        (row(tally.targets, "/targets", t.with("there-targets", &[("n", Argument::from(tally.targets))])))
                        (row(tally.tasks, "/tasks", t.with("there-tasks", &[("n", Argument::from(tally.tasks)), ("due", Argument::from(tally.tasks_with_due))])))
                        (row(tally.baselines, "/programmes", t.with("there-baselines", &[("n", Argument::from(tally.baselines))])))
                        (row(open, "/units", t.with("there-units", &[("n", Argument::from(open))])))
                    }
                }
                table.tally {
                    caption { (t.text("missing-head")) }
                    tbody {
                        (row(tally.lost.wholly, "/targets?missing=holder", format!("{}{levels}", t.with("missing-holder", &[("n", Argument::from(tally.lost.wholly))]))))
                        @if tally.lost.partly > 0 { (row(tally.lost.partly, "/targets?missing=level", format!("{}{levels}", t.with("missing-a-level", &[("n", Argument::from(tally.lost.partly))])))) }
                        (row(tally.tasks_without_due, "/tasks?missing=due", t.with("missing-due", &[("n", Argument::from(tally.tasks_without_due))])))
                        (row(tally.tasks_without_body, "/tasks?missing=body", t.with("missing-body", &[("n", Argument::from(tally.tasks_without_body))])))
                        (row(tally.tasks_without_person, "/tasks?missing=person", t.with("missing-person", &[("n", Argument::from(tally.tasks_without_person))])))
                        @if tally.targets_without_value > 0 { (row(tally.targets_without_value, "/targets?missing=value", t.with("missing-target-value", &[("n", Argument::from(tally.targets_without_value))]))) }
                        @if tally.baselines_without_value > 0 { (row(tally.baselines_without_value, "/programmes", t.with("missing-baseline-value", &[("n", Argument::from(tally.baselines_without_value))]))) }
                        (row(tally.targets_without_due, "/targets?missing=due", t.with("missing-target-due", &[("n", Argument::from(tally.targets_without_due))])))
                    }
                }
            }
        }
    }
}

/// What the directives ask, passage by passage, and the page that does it or "not yet".
fn asks(visit: &Visit, networks: &Networks, catalogue: &Catalogue) -> Markup {
    let t = visit.words;
    let known = catalogue.seen_by(visit, networks);
    let entries: Vec<_> = known.entries().filter(|entry| !entry.document.ask.is_empty()).collect();
    html! {
        @if !entries.is_empty() {
            section.section {
                h2 { (t.with("what-is-asked", &[("n", Argument::from(entries.len()))])) }
                p.under { (t.text("what-is-asked-under")) }
                div.scroll tabindex="0" { table.tab {
                    thead { tr { th scope="col" { (t.text("directive")) } th scope="col" { (t.text("asks")) } th scope="col" { (t.text("done-on")) } } }
                    tbody {
                        @for entry in entries { @for (number, ask) in entry.document.ask.iter().enumerate() {
                            tr {
                                @if number == 0 { th.strong scope="rowgroup" rowspan=(entry.document.ask.len()) { a href={ "/programmes/" (entry.document.directive.code) } { bdi { (programmes::cited(t, entry)) } } } }
                                td { (t.of_text(&ask.what.text())) }
                                td { @match (programmes::ask_link(visit, &ask.page), &ask.not_yet) {
                                    (Some(link), _) => { (link) }
                                    (None, Some(room)) => { span.quiet { (t.text("not-yet")) ": " (t.of_text(&room.text())) } }
                                    (None, None) => { span.quiet { (t.text("not-yet")) } }
                                } }
                            }
                        } }
                    }
                } }
            }
        }
    }
}
