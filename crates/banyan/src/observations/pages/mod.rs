//! Pages of observations: lists by unit and indicator, and one with its vintages and findings.

mod list;
pub use list::of_unit;
pub(super) use list::{Asked, list};

mod show;
pub(super) use show::{find, show};

use banyan_core::observation::ObservationKey;
use banyan_core::words::{Quantity, Standing};
use maud::{Markup, html};

use crate::programmes::Known;
use crate::web::{Words, encoded};

/// The address of the page of an observation.
fn address(key: &ObservationKey) -> String {
    let path = [&key.indicator, &key.unit.0, &key.period.to_string()].map(|part| encoded(part));
    let (cell, method) = (encoded(&key.cell), encoded(&key.method));
    format!("/observations/{}?cell={cell}&method={method}", path.join("/"))
}

/// A value in the indicator's unit of measure.
fn value(t: Words, known: &Known, indicator: &str, value: Quantity) -> String {
    let percent = known
        .indicator(indicator)
        .is_some_and(|(_, indicator)| indicator.unit_of_measure == "percent");
    if percent { t.percent(value) } else { t.quantity(value) }
}

/// The name of an indicator, or its code where it has none any more.
fn indicator_name(t: Words, known: &Known, code: &str) -> String {
    let name = known.indicator(code).map(|(_, own)| own.name.words_in(t.language()));
    name.unwrap_or_else(|| code.to_owned())
}

fn standing(t: Words, standing: Standing) -> Markup {
    let words = t.text(&format!("standing-{standing}"));
    html! {
        @match standing {
            Standing::Contradicted => { span.late { (words) } }
            Standing::Declared => { span.quiet { (words) } }
            Standing::Verified => { (words) }
        }
    }
}

/// The cell in the words of its codes; the total in the reader's.
fn cell(t: Words, cell: &str) -> Markup {
    html! { @if cell.is_empty() { (t.text("observation-total")) } @else { bdi { (cell) } } }
}

/// The method; what units report themselves in the reader's words.
fn method(t: Words, method: &str) -> Markup {
    let key = format!("method-{method}");
    html! { @if t.has(&key) { (t.text(&key)) } @else { bdi { (method) } } }
}
