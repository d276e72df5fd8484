//! All acts, newest first; of a person, on a thing, of a verb, from a day on.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use banyan_core::words::{Day, Moment};
use maud::{Markup, html};
use serde::Deserialize;

use super::{actor_name, moment, verb_name};
use crate::ledger::{self, Listed, Wanted};
use crate::web::{Argument, Refusal, Site, Visit, Words, page};

/// Acts on a page.
const SHOWN: usize = 50;

/// What a reader asks for. `date` is the last day shown; `before` is the key of the page before.
#[derive(Deserialize)]
pub(in crate::acts) struct Asked {
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
    fn wanted(&self, visit: &Visit, site: &Site) -> Wanted {
        let day = self.date.parse::<Day>().ok();
        let latest = day.map(|day| site.clock.end_of(day)).into_iter().chain(visit.known_at).min();
        let latest = latest.map(|latest| (latest.plus(1), String::new()));
        let from = day.map(|day| site.clock.start_of(day));
        let before = key_of(&self.before);
        // The key of a page only ever narrows what the day allows.
        let before = before.into_iter().chain(latest).min();
        let own = |text: &str| text.trim().replace(char::is_control, "");
        Wanted { actor: own(&self.by), subject: own(&self.on), verb: own(&self.verb), from, before }
    }

    /// The address of the page that begins behind an act.
    fn next(&self, last: &Listed) -> String {
        let key = format!("{}-{}", last.at.microseconds(), last.id);
        let pairs = [
            ("by", self.by.as_str()),
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
    Query(asked): Query<Asked>,
) -> Response {
    let found = async {
        let wanted = asked.wanted(&visit, &site);
        let acts = ledger::list_acts(&site.store, &wanted, SHOWN).await?;
        Ok::<_, Refusal>((acts, ledger::list_verbs(&site.store).await?))
    };
    match found.await {
        Ok(((acts, more), verbs)) => {
            let next = acts.last().filter(|_| more).map(|last| asked.next(last));
            let title = visit.words.text("acts-title");
            let main = html! {
                div.wrap {
                    h1.mt-4 { (title) }
                    p.under { (visit.words.text("acts-under")) " " a href="/ledger" { (visit.words.text("ledger-how")) } }
                    (choices(visit.words, &asked, &verbs))
                    (table(&visit, &site, &acts))
                    @if let Some(next) = next { p.mt-3 { a href=(next) rel="next" { (visit.words.text("acts-older")) } } }
                }
            };
            page(&visit, None, &title, main).into_response()
        }
        Err(refusal) => refusal.shown(&visit),
    }
}

fn choices(t: Words, asked: &Asked, verbs: &[String]) -> Markup {
    html! {
        form.actions.mb-3 action="/acts" method="get" {
            div.choice {
                label for="a-verb" { (t.text("act-verb")) }
                select.form-select id="a-verb" name="verb" {
                    option value="" { (t.text("acts-any")) }
                    @for verb in verbs { option value=(verb) selected[*verb == asked.verb] { (verb_name(t, verb)) } }
                }
            }
            div.choice { label for="a-on" { (t.text("act-subject")) } input.form-control type="text" id="a-on" name="on" value=(asked.on) maxlength="200"; }
            div.choice { label for="a-by" { (t.text("act-actor")) } input.form-control type="text" id="a-by" name="by" value=(asked.by) maxlength="200"; }
            div.choice { label for="a-date" { (t.text("act-day")) } input.form-control type="date" id="a-date" name="date" value=(asked.date); }
            button.btn type="submit" { (t.text("acts-show")) }
            a href="/acts" { (t.text("acts-all")) }
        }
    }
}

fn table(visit: &Visit, site: &Site, acts: &[Listed]) -> Markup {
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
                        td { a href={ "/acts?on=" (escaped(&act.subject)) } title=(t.with("acts-of", &[("name", Argument::from(&act.subject))])) { bdi { (act.subject) } } }
                        td.named { a href={ "/acts?by=" (escaped(&act.actor)) } { bdi { (actor_name(t, &act.actor)) } } }
                        td.n { @match act.position { Some(position) => { (t.number(position)) } None => { span.quiet { (t.text("act-waiting")) } } } }
                    }
                } }
            } }
        }
    }
}
