//! Where acts on observations are found: at the units of the programmes whose indicators they state, and where all of these are
//! public, at the units that were observed.

use axum::http::Extensions;
use banyan_core::access::Sharing;
use banyan_core::words::Day;

use super::VERBS;
use crate::acts::{self, Rows, Stands};
use crate::ledger::Act;
use crate::programmes::{self, Catalogue};

/// Where an act of this room is found, as the catalogue was known then. Of an act in which a room on the right accepts values, that
/// room says it.
pub fn places(extensions: &Extensions, act: &Act, day: Day, rows: &Rows) -> Vec<Stands> {
    if !VERBS.contains(&act.verb.as_str()) {
        return Vec::new();
    }
    let Some(catalogue) = extensions.get::<Catalogue>() else { return Vec::new() };
    let known = catalogue.known(Some(act.at));
    let mut stands = Vec::new();
    for code in act.subject.split(' ') {
        let of_indicator = || known.indicator(code).map(|(entry, _)| entry);
        let Some(entry) = known.entry(code).or_else(of_indicator) else { continue };
        let of_programme = Act { subject: entry.document.directive.code.clone(), ..act.clone() };
        stands.extend(programmes::places(extensions, &of_programme, day, &[]));
    }
    let public = |own: &Stands| own.sharing == Sharing::Public;
    if !stands.is_empty() && stands.iter().all(public) {
        stands.extend(acts::named_in(rows, NAMING).into_iter().map(Stands::open));
    }
    stands
}

/// The columns in which rows of this room name units.
const NAMING: &[(&str, &str)] = &[("observation", "unit"), ("finding", "unit")];
