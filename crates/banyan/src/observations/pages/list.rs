//! Observations of a unit, or of an indicator over all units, page after page.

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::Extensions;
use axum::response::{IntoResponse, Response};
use banyan_core::observation::ObservationKey;
use banyan_core::unit::{Network, UnitId};
use banyan_core::words::Day;
use maud::{Markup, html};
use serde::Deserialize;

use super::super::{Across, Asked as OfUnit, EVERY_PERIOD, Observation, Page};
use super::super::{list_across, list_of_unit};
use super::{address, cell, indicator_name, method, standing, value};
use crate::programmes::{Catalogue, Known};
use crate::units::{self, Networks};
use crate::web::{Refusal, Site, Visit, Words, encoded, page};

/// Observations on a page.
const SHOWN: usize = 100;

/// What a reader asks for; a unit or an indicator at least.
#[derive(Deserialize)]
pub(in crate::observations) struct Asked {
    #[serde(default)]
    indicator: String,
    /// A unit's code on the day that the reader looks at, or its identity.
    #[serde(default)]
    unit: String,
    #[serde(default)]
    period: String,
    /// The key of the last observation of the page before.
    #[serde(default)]
    after: String,
    /// `csv` or `json`, for programs.
    #[serde(default)]
    pub(in crate::observations) format: String,
}

/// A page of observations, and whether there are more.
type Found = (Vec<Observation>, bool);

impl Asked {
    /// What the reader may see of what is asked for; `None` where neither a unit nor an indicator is named.
    pub(in crate::observations) async fn find(
        &self,
        visit: &Visit,
        site: &Site,
        (known, network): (&Known, &Network),
        shown: usize,
    ) -> Result<Option<Found>, Refusal> {
        let (indicator, unit) = (self.indicator.trim(), self.unit.trim());
        if indicator.is_empty() && unit.is_empty() {
            return Ok(None);
        }
        let all = known.entries().flat_map(|entry| &entry.document.indicator);
        let indicators: Vec<&str> = if indicator.is_empty() {
            all.map(|own| own.code.as_str()).collect()
        } else {
            known.indicator(indicator).map(|(_, own)| own.code.as_str()).into_iter().collect()
        };
        let period = self.period.trim();
        let periods = if period.is_empty() { EVERY_PERIOD } else { (period, period) };
        let after = key_of(&self.after);
        let most = i64::try_from(shown).unwrap_or(i64::MAX).saturating_add(1);
        let page = Page { known_at: visit.known_at, after: after.as_ref(), most };
        let mut tx = site.store.read().await?;
        let mut found = match (self.unit(visit, network), indicators.as_slice()) {
            (_, []) => Vec::new(),
            (Some(unit), own) => {
                let asked = OfUnit { unit: &unit, indicators: own, periods };
                list_of_unit(&mut tx, asked, page).await?
            }
            (None, [own]) if unit.is_empty() => {
                list_across(&mut tx, Across { indicator: own, periods }, page).await?
            }
            (None, _) => Vec::new(),
        };
        let more = found.len() > shown;
        found.truncate(shown);
        Ok(Some((found, more)))
    }

    fn unit(&self, visit: &Visit, network: &Network) -> Option<UnitId> {
        let named = UnitId(self.unit.trim().to_owned());
        network
            .find(&named)
            .map(|_| named.clone())
            .or_else(|| units::bearer_on(network, &named.0, visit.day))
    }

    /// The address of the page that begins behind an observation.
    pub(in crate::observations) fn next(&self, path: &str, last: &Observation) -> String {
        let key = written(&last.key);
        let pairs = [
            ("indicator", self.indicator.as_str()),
            ("unit", &self.unit),
            ("period", &self.period),
            ("format", &self.format),
            ("after", &key),
        ];
        let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> =
            pairs.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        format!("{path}?{}", query.join("&"))
    }
}

/// `UNIT INDICATOR CELL METHOD PERIOD`, with a bar between.
fn written(key: &ObservationKey) -> String {
    let period = key.period.to_string();
    [&key.unit.0, &key.indicator, &key.cell, &key.method, &period].map(String::as_str).join("|")
}

fn key_of(text: &str) -> Option<ObservationKey> {
    let parts: Vec<&str> = text.split('|').collect();
    let [unit, indicator, cell, method, period] = *parts.as_slice() else { return None };
    if text.contains(char::is_control) {
        return None;
    }
    Some(ObservationKey {
        unit: UnitId(unit.to_owned()),
        indicator: indicator.to_owned(),
        cell: cell.to_owned(),
        method: method.to_owned(),
        period: period.parse().ok()?,
    })
}

pub(in crate::observations) async fn list(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    Query(asked): Query<Asked>,
) -> Response {
    let known = catalogue.seen_by(&visit, &networks);
    let network = networks.network_at(visit.known_at);
    let found = match asked.find(&visit, &site, (&known, &network), SHOWN).await {
        Ok(found) => found,
        Err(refusal) => return refusal.shown(&visit),
    };
    let t = visit.words;
    let title = t.text("observations");
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            p.under { (t.text("observations-under")) }
            (choices(t, &known, &asked))
            @match &found {
                None => { p { (t.text("observations-choose")) } }
                Some((found, _)) if found.is_empty() => { p { (t.text("observations-none")) } }
                Some((found, more)) => {
                    (table(&visit, &known, &network, found))
                    @if let Some(last) = found.last().filter(|_| *more) {
                        p.mt-3 { a href=(asked.next("/observations", last)) rel="next" { (t.text("observations-more")) } }
                    }
                }
            }
        }
    };
    page(&visit, None, &title, main).into_response()
}

fn choices(t: Words, known: &Known, asked: &Asked) -> Markup {
    let all = known.entries().flat_map(|entry| &entry.document.indicator);
    html! {
        form.actions.mb-3 action="/observations" method="get" {
            div.choice {
                label for="o-indicator" { (t.text("indicator")) }
                select.form-select id="o-indicator" name="indicator" {
                    option value="" { (t.text("observations-any")) }
                    @for own in all { option value=(own.code) selected[own.code == asked.indicator] { (own.name.words_in(t.language())) } }
                }
            }
            div.choice { label for="o-unit" { (t.text("unit")) } input.form-control type="text" id="o-unit" name="unit" value=(asked.unit) maxlength="60"; }
            div.choice { label for="o-period" { (t.text("observation-period")) } input.form-control type="text" id="o-period" name="period" value=(asked.period) maxlength="10" placeholder="2025-07"; }
            button.btn type="submit" { (t.text("observations-show")) }
        }
    }
}

fn table(visit: &Visit, known: &Known, network: &Network, found: &[Observation]) -> Markup {
    let t = visit.words;
    html! {
        div.scroll tabindex="0" { table.tab.dense {
            thead { tr {
                th scope="col" { (t.text("indicator")) } th scope="col" { (t.text("unit")) } th scope="col" { (t.text("observation-period")) }
                th scope="col" { (t.text("observation-cell")) } th.n scope="col" { (t.text("observation-value")) } th scope="col" { (t.text("observation-standing")) }
                th scope="col" { (t.text("observation-method")) }
            } }
            tbody { @for own in found {
                tr {
                    th.named scope="row" { a href=(address(&own.key)) { (indicator_name(t, known, &own.key.indicator)) } }
                    td.named { @match network.find(&own.key.unit) { Some(no) => { (units::unit_link(visit, network, no, own.key.period.last())) } None => { (own.key.unit) } } }
                    td.nowrap { bdi.num { (own.key.period) } }
                    td { (cell(t, &own.key.cell)) }
                    td.n { (value(t, known, &own.key.indicator, own.vintage.value)) }
                    td { (standing(t, own.standing)) }
                    td { (method(t, &own.key.method)) }
                }
            } }
        } }
    }
}

/// The way from a unit's page to its figures.
pub fn of_unit(_: &Extensions, visit: &Visit, unit: &UnitId, _: Day) -> Option<Markup> {
    let address = format!("/observations?unit={}", encoded(&unit.0));
    Some(html! { p { a href=(address) { (visit.words.text("observations-of-unit")) } } })
}
