//! The country's year: which days are worked and why not, and when the periods of a year close and are due.

use axum::Extension;
use axum::response::{IntoResponse, Response};
use banyan_core::calendar::{Period, Periodicity, Rule, Standing};
use banyan_core::words::{Day, Level};
use maud::{Markup, html};

use super::{Calendars, CountryCalendar};
use crate::web::{Argument, Visit, Words, page};

/// Years that can be asked for.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

pub(super) async fn show(visit: Visit, Extension(calendars): Extension<Calendars>) -> Response {
    let t = visit.words;
    let asked = visit.asked();
    let asked = asked.iter().find(|(name, _)| name == "year").and_then(|(_, own)| own.parse().ok());
    let year = asked.filter(|own| YEARS.contains(own)).unwrap_or_else(|| visit.day.year());
    let title = t.with("calendar-title", &[("year", Argument::from(year.to_string().as_str()))]);
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            @match calendars.now() {
                None => { p.under { (t.text("calendar-none")) } }
                Some(country) => { (shown(&visit, &country, year)) }
            }
        }
    };
    page(&visit, None, &title, main).into_response()
}

fn shown(visit: &Visit, country: &CountryCalendar, year: i16) -> Markup {
    let t = visit.words;
    let months = (1..=12).filter_map(|number| Period::numbered(year, Periodicity::Month, number));
    let months: Vec<Period> = months.collect();
    let link = |year: i16| html! { a href={ "/calendar?year=" (year) } { (year) } };
    html! {
        p { (link(year.saturating_sub(1))) " · " (link(year.saturating_add(1))) }
        section.section {
            h2 { (t.text("calendar-days-off")) }
            @let off = days_off(country, year);
            @if off.is_empty() { p.under { (t.text("calendar-no-days")) } } @else {
                div.scroll tabindex="0" { table.tab.dense {
                    thead { tr { th scope="col" { (t.text("day-label")) } th scope="col" { (t.text("calendar-rule")) } th scope="col" { (t.text("calendar-name")) } th scope="col" { (t.text("source")) } } }
                    tbody { @for (day, standing) in &off { (line(t, *day, standing)) } }
                } }
            }
        }
        section.section {
            h2 { (t.text("calendar-periods")) }
            p.under { (t.with("calendar-periods-under", &[("source", Argument::from(&country.source))])) }
            div.scroll tabindex="0" { table.tab.dense {
                thead { tr { th scope="col" { (t.text("period")) } th.n scope="col" { (t.text("calendar-worked")) } th scope="col" { (t.text("calendar-window")) }
                    @for level in [Level::Commune, Level::Province, Level::Central] { th scope="col" { (t.text("due-on")) ": " (t.text(&format!("level-{}", level.key()))) } } } }
                tbody { @for period in &months { (period_line(t, country, *period)) } }
            } }
        }
    }
}

/// The days of a year that are not what their weekday says, each with its rule.
fn days_off(country: &CountryCalendar, year: i16) -> Vec<(Day, Standing<'_>)> {
    let days = std::iter::successors(Day::new(year, 1, 1), |day| Some(day.next()));
    let days = days.take_while(|day| day.year() == year);
    let standings = days.map(|day| (day, country.calendar.standing(day)));
    standings.filter(|(_, own)| !matches!(own.rule, Rule::Weekday | Rule::Weekend)).collect()
}

fn line(t: Words, day: Day, standing: &Standing<'_>) -> Markup {
    html! {
        tr {
            th.nowrap scope="row" { (t.text(&format!("weekday-{}", day.weekday().key()))) ", " (t.day(day)) }
            td { (t.text(&format!("calendar-{}", standing.rule.key().replace('_', "-")))) @if standing.assumed { " " span.late { (t.text("calendar-assumed")) } } }
            td { @if let Some(entry) = standing.rule.entry() { (t.of_text(&entry.name)) } }
            td.quiet { @if let Some(entry) = standing.rule.entry() { bdi { (entry.source) } } }
        }
    }
}

fn period_line(t: Words, country: &CountryCalendar, period: Period) -> Markup {
    let window = country.windows.window(period);
    let worked = country.calendar.working_days_between(period.first(), period.last());
    html! {
        tr {
            th scope="row" { (t.code(&period.to_string())) }
            td.n { (t.number(i64::from(worked.days))) @if worked.assumed { " " span.late { "*" } } }
            td.nowrap { (t.day(window.first)) " – " (t.day(window.last)) }
            @for level in [Level::Commune, Level::Province, Level::Central] {
                @let due = country.due.due(level, window.last, &country.calendar);
                td { span.nowrap { (t.day(due.day)) } @for (day, rule) in &due.skipped {
                    @if let Some(entry) = rule.entry() { br; span.small.quiet { (t.day(*day)) ": " (t.of_text(&entry.name)) } }
                } }
            }
        }
    }
}
