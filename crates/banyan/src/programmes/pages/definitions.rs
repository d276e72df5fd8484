//! All indicators, and all targets by due day, through the lenses of sector and pillar.

use axum::Extension;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::{Indicator, Target};
use super::super::store::{Catalogue, Entry, due_order};
use super::lens::{Lens, of_indicator, of_target};
use super::{asked, directive_link, due, indicator_name, own, word};
use crate::units::Networks;
use crate::web::{Argument, Section, Visit, page};

pub(in crate::programmes) async fn list_indicators(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
) -> Response {
    let t = visit.words;
    let known = catalogue.seen_by(&visit, &networks);
    let all: Vec<(&Entry, &Indicator)> = known
        .entries()
        .flat_map(|entry| entry.document.indicator.iter().map(move |own| (entry, own)))
        .collect();
    let lens = Lens::of(&visit);
    let shown: Vec<_> =
        all.iter().filter(|(_, indicator)| lens.keeps(of_indicator(indicator))).collect();
    let title = t.text("all-indicators");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.quiet.mt-2 { (t.with("indicators-shown", &[("n", Argument::from(shown.len())), ("all", Argument::from(all.len()))])) }
            (lens.form(&visit, all.iter().map(|(_, indicator)| of_indicator(indicator))))
            div.scroll tabindex="0" { table.tab.dense.lines {
                thead { tr { th scope="col" { (t.text("code")) } th scope="col" { (t.text("indicator")) } th scope="col" { (t.text("sector")) } th scope="col" { (t.text("pillar")) } th.n scope="col" { (t.text("targets")) } th scope="col" { (t.text("directive")) } } }
                tbody { @for (entry, indicator) in shown {
                    tr {
                        td.num { (indicator.code) }
                        th scope="row" { a href={ "/indicators/" (indicator.code) } { (own(t, &indicator.name)) } }
                        td { (word(t, "sector", &indicator.sector)) }
                        td { (word(t, "pillar", &indicator.pillar)) }
                        td.n { (t.size(known.targets_on(&indicator.code).count())) }
                        td.nowrap { (directive_link(t, entry)) }
                    }
                } }
            } }
        }
    };
    page(&visit, Some(Section::Programmes), &title, main).into_response()
}

#[derive(Deserialize)]
pub(in crate::programmes) struct Wanted {
    missing: Option<String>,
}

pub(in crate::programmes) async fn list_targets(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let t = visit.words;
    let known = catalogue.seen_by(&visit, &networks);
    let network = networks.network_at(visit.known_at);
    let tree = networks.tree_on(visit.day, visit.known_at).ok();
    let all: Vec<(&Entry, &Target)> = known
        .entries()
        .flat_map(|entry| entry.document.target.iter().map(move |target| (entry, target)))
        .collect();
    let lens = Lens::of(&visit);
    let lacks = |entry: &Entry, target: &Target| {
        let lost = || {
            let tree = tree.as_ref();
            tree.map_or(0, |tree| known.levels_lost(entry, target, &network, tree).len())
        };
        let levels = target.scope.levels().len();
        match wanted.missing.as_deref() {
            Some("due") => target.due.is_empty(),
            Some("value") => target.value.is_empty(),
            Some("holder") => lost() == levels && levels > 0,
            Some("level") => (1..levels).contains(&lost()),
            _ => true,
        }
    };
    let mut shown: Vec<(&Entry, &Target)> = all
        .iter()
        .copied()
        .filter(|(entry, target)| lens.keeps(of_target(&known, entry, target)))
        .filter(|(entry, target)| lacks(entry, target))
        .collect();
    shown.sort_by_key(|(_, target)| (due_order(target.due_day()), target.code.clone()));
    let title = t.text("all-targets-by-due");
    let rows: Markup = html! {
        @for (entry, target) in &shown {
            tr {
                td.nowrap { (due(t, target.due_day())) }
                th scope="row" { a href={ "/targets/" (target.code) } { (indicator_name(t, &known, target)) } }
                td.n { (asked(t, &known, entry, target)) }
                @match &tree { Some(tree) => { (super::target::falls_on(&visit, &known, &network, tree, entry, target)) } None => { td {} } }
                td.nowrap { (directive_link(t, entry)) }
            }
        }
    };
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.quiet.mt-2 { (t.with("targets-shown", &[("n", Argument::from(shown.len())), ("all", Argument::from(all.len()))])) }
            (lens.form(&visit, all.iter().map(|(entry, target)| of_target(&known, entry, target))))
            div.scroll tabindex="0" { table.tab.dense.lines {
                thead { tr { th scope="col" { (t.text("due")) } th scope="col" { (t.text("indicator")) } th.n scope="col" { (t.text("asked")) } th scope="col" { (t.with("falls-on-day", &[("day", Argument::from(visit.day))])) } th scope="col" { (t.text("directive")) } } }
                tbody { (rows) }
            } }
        }
    };
    page(&visit, Some(Section::Programmes), &title, main).into_response()
}
