//! All acts, newest first; of a unit and what lies below it, of a person, on a thing, of a verb, of a day.

use std::collections::BTreeSet;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::Extensions;
use axum::response::{IntoResponse, Response};
use banyan_core::unit::{Network, UnitId, UnitNo};
use banyan_core::words::{Day, Moment};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::keys_within;
use super::{Names, VERBS, called, moment, verb_name};
use crate::accounts;
use crate::ledger::{self, Listed, Wanted};
use crate::units::{self, Networks};
use crate::web::{Argument, Refusal, Site, Visit, Words, page};

/// Acts on a page.
const SHOWN: usize = 50;

/// What a reader asks for. `date` is the last day shown; `before` is the key of the page before.
#[derive(Deserialize)]
pub(in crate::acts) struct Asked {
    /// A unit's code on the day that the reader looks at, or its identity.
    #[serde(default)]
    unit: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    on: String,
    #[serde(default)]
    verb: String,
    #[serde(default)]
    date: String,
    #[serde(default)]
    before: String,
}

impl Asked {
    /// The acts asked for; a day or a key that is none is ignored, as the form shows it empty.
    fn wanted(&self, visit: &Visit, site: &Site, networks: &Networks) -> Wanted {
        let day = self.date.parse::<Day>().ok();
        let latest = day.map(|day| site.clock.end_of(day)).into_iter().chain(visit.known_at).min();
        let latest = latest.map(|latest| (latest.plus(1), String::new()));
        let from = day.map(|day| site.clock.start_of(day));
        let before = key_of(&self.before);
        // The key of a page only ever narrows what the day allows.
        let before = before.into_iter().chain(latest).min();
        let own = |text: &str| text.trim().replace(char::is_control, "");
        let network = networks.network_at(visit.known_at);
        let keys = (!self.unit.trim().is_empty()).then(|| {
            let unit = self.unit(visit, &network).and_then(|no| network.unit(no));
            unit.map(|unit| keys_within(visit, networks, &unit.id)).unwrap_or_default()
        });
        let (actor, subject, verb) = (own(&self.by), own(&self.on), own(&self.verb));
        Wanted { actor, subject, verb, keys, from, before }
    }

    /// The unit that is asked for, where there is one.
    fn unit(&self, visit: &Visit, network: &Network) -> Option<UnitNo> {
        let named = self.unit.trim();
        network
            .find(&UnitId(named.to_owned()))
            .or_else(|| network.find(&units::bearer_on(network, named, visit.day)?))
    }

    /// The address of the page that begins behind an act.
    fn next(&self, last: &Listed) -> String {
        let key = format!("{}-{}", last.at.microseconds(), last.id);
        let pairs = [
            ("unit", self.unit.as_str()),
            ("by", &self.by),
            ("on", &self.on),
            ("verb", &self.verb),
            ("date", &self.date),
            ("before", &key),
        ];
        let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> =
            pairs.map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        format!("/acts?{}", query.join("&"))
    }
}

/// `MOMENT-IDENTIFIER`.
fn key_of(text: &str) -> Option<(Moment, String)> {
    let (at, id) = text.split_once('-')?;
    if id.contains(char::is_control) {
        return None;
    }
    Some((Moment::from_microseconds(at.parse().ok()?), id.to_owned()))
}

/// A value inside a query: every byte but letters, digits, `-`, `.` and `_` as `%` and two digits.
pub(super) fn escaped(value: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    };
    value.bytes().map(escape).collect()
}

pub(in crate::acts) async fn list(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Query(asked): Query<Asked>,
) -> Response {
    let found = async {
        let wanted = asked.wanted(&visit, &site, &networks);
        let mut tx = site.store.read().await?;
        let acts = ledger::list_acts(&mut tx, &wanted, SHOWN).await?;
        // The reader with them, so that an empty list asks no less than a full one.
        let people = acts.0.iter().flat_map(|act| [act.actor.as_str(), act.subject.as_str()]);
        let people = people.chain([visit.actor.key()]).collect::<BTreeSet<_>>();
        let people: Vec<&str> = people.into_iter().collect();
        let names = accounts::names_known(&mut tx, &visit, &networks, &people).await?;
        Ok::<_, Refusal>((acts, names))
    };
    match found.await {
        Ok(((acts, more), names)) => {
            let next = acts.last().filter(|_| more).map(|last| asked.next(last));
            let title = visit.words.text("acts-title");
            let main = html! {
                div.wrap {
                    h1.mt-4 { (title) }
                    p.under { (visit.words.text("acts-under")) " " a href="/ledger" { (visit.words.text("ledger-how")) } }
                    (choices(visit.words, &asked))
                    (within(&visit, &networks, &asked))
                    (table(&visit, &site, &acts, &names))
                    @if let Some(next) = next { p.mt-3 { a href=(next) rel="next" { (visit.words.text("acts-older")) } } }
                }
            };
            page(&visit, None, &title, main).into_response()
        }
        Err(refusal) => refusal.shown(&visit),
    }
}

/// Which unit the acts are of, and which of them its filter finds.
fn within(visit: &Visit, networks: &Networks, asked: &Asked) -> Markup {
    let network = networks.network_at(visit.known_at);
    html! {
        @if let Some(no) = asked.unit(visit, &network) {
            h2 { (visit.words.text("acts-of-unit")) ": " (units::unit_link(visit, &network, no, visit.day)) }
            p.under { (visit.words.text("acts-of-unit-under")) }
        }
    }
}

/// The way from a unit's page to its acts.
pub fn of_unit(_: &Extensions, visit: &Visit, unit: &UnitId, _: Day) -> Option<Markup> {
    let address = format!("/acts?unit={}", escaped(&unit.0));
    Some(html! { p { a href=(address) { (visit.words.text("acts-of-unit")) } } })
}

fn choices(t: Words, asked: &Asked) -> Markup {
    html! {
        form.actions.mb-3 action="/acts" method="get" {
            div.choice {
                label for="a-verb" { (t.text("act-verb")) }
                select.form-select id="a-verb" name="verb" {
                    option value="" { (t.text("acts-any")) }
                    @for verb in VERBS { option value=(verb) selected[verb == asked.verb] { (verb_name(t, verb)) } }
                }
            }
            div.choice { label for="a-unit" { (t.text("unit")) } input.form-control type="text" id="a-unit" name="unit" value=(asked.unit) maxlength="60"; }
            div.choice { label for="a-on" { (t.text("act-subject")) } input.form-control type="text" id="a-on" name="on" value=(asked.on) maxlength="200"; }
            div.choice { label for="a-by" { (t.text("act-actor")) } input.form-control type="text" id="a-by" name="by" value=(asked.by) maxlength="200"; }
            div.choice { label for="a-date" { (t.text("act-day")) } input.form-control type="date" id="a-date" name="date" value=(asked.date); }
            button.btn type="submit" { (t.text("acts-show")) }
            a href="/acts" { (t.text("acts-all")) }
        }
    }
}

fn table(visit: &Visit, site: &Site, acts: &[Listed], names: &Names) -> Markup {
    let t = visit.words;
    html! {
        @if acts.is_empty() { p { (t.text("acts-none")) } } @else {
            div.scroll tabindex="0" { table.tab.dense {
                thead { tr {
                    th scope="col" { (t.text("act-at")) } th scope="col" { (t.text("act-verb")) } th scope="col" { (t.text("act-subject")) }
                    th scope="col" { (t.text("act-actor")) } th.n scope="col" { (t.text("act-position")) }
                } }
                tbody { @for act in acts {
                    tr {
                        td { (moment(t, &site.clock, act.at)) }
                        th.named scope="row" { a href={ "/acts/" (act.id) } { (verb_name(t, &act.verb)) } }
                        td { a href={ "/acts?on=" (escaped(&act.subject)) } title=(t.with("acts-of", &[("name", Argument::from(&act.subject))])) { bdi { (called(names, &act.subject)) } } }
                        td.named { a href={ "/acts?by=" (escaped(&act.actor)) } { bdi { (called(names, &act.actor)) } } }
                        td.n { @match act.position { Some(position) => { (t.number(position)) } None => { span.quiet { (t.text("act-waiting")) } } } }
                    }
                } }
            } }
        }
    }
}
