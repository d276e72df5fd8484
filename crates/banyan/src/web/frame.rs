//! The frame of every page: strip, masthead with search, main part. Start and end, never left and right.

use banyan_core::access::Action;
use banyan_core::words::{Direction, Language};
use maud::{DOCTYPE, Markup, html};

use super::{Argument, Visit, asset_path};

/// The rooms in the masthead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    Directives,
    Programmes,
    Reports,
    Units,
}

/// A whole page around its main part.
pub fn page(visit: &Visit, section: Option<Section>, title: &str, main: Markup) -> Markup {
    let t = visit.words;
    let rtl = t.language().direction() == Direction::RightToLeft;
    html! {
        (DOCTYPE)
        html lang=(t.language()) dir=(if rtl { "rtl" } else { "ltr" }) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Banyan" }
                @let sheet = if rtl { "vendor/tabler/1.6.1/tabler.rtl.min.css" } else { "vendor/tabler/1.6.1/tabler.min.css" };
                link rel="stylesheet" href=(asset_path(sheet));
                link rel="stylesheet" href=(asset_path("banyan.css"));
                link rel="icon" href=(asset_path("banyan.svg")) type="image/svg+xml";
                script src=(asset_path("banyan.js")) defer {}
                @if visit.actor.person().is_some() { script src=(asset_path("offline.js")) defer {} }
            }
            body {
                a.visually-hidden-focusable href="#content" { (t.text("skip")) }
                (strip(visit))
                (masthead(visit, section))
                @if visit.actor.person().is_some() { (super::line::state(visit.words)) }
                main id="content" tabindex="-1" {
                    @if let Some(receipt) = &visit.receipt { div.wrap { (receipt.line(t)) } }
                    (main)
                }
                footer.foot { div.wrap { a href="/acts" { (t.text("acts-title")) } a href="/ledger" { (t.text("ledger-link")) } } }
            }
        }
    }
}

/// What the address asks beside the fields of a form, so that sending the form keeps it.
pub fn kept_inputs(visit: &Visit, own: &[&str]) -> Markup {
    let asked = visit.asked();
    let others = asked.iter().filter(|(name, value)| {
        !own.contains(&name.as_str()) && !value.is_empty() && name != "after"
    });
    html! { @for (name, value) in others { input type="hidden" name=(name) value=(value); } }
}

fn strip(visit: &Visit) -> Markup {
    let t = visit.words;
    html! {
        div.strip role="region" aria-label=(t.text("strip-label")) {
            div.wrap {
                @if visit.demonstration { b { (t.text("demonstration")) } }
                span {
                    (t.text("day-label")) " " b.num { (t.day(visit.day)) }
                    " (" a href="/day" { (t.text("another-day")) } ")"
                    @if visit.known_at.is_some() { " " span.late { (t.text("read-only")) } }
                }
                (who(visit))
                @if let Some((done, all)) = visit.progress {
                    span role="status" { (t.with("filling-in", &[("done", Argument::from(done)), ("all", Argument::from(all))])) }
                }
                @if visit.differences > 0 && visit.actor.has_role_for(Action::AdoptContent, visit.today) {
                    a href="/content" { (t.with("content-differs", &[("n", Argument::from(visit.differences))])) }
                }
                nav.push aria-label=(t.text("language")) {
                    @for language in Language::ALL {
                        a href=(with_choice(&visit.address, language)) lang=(language) hreflang=(language)
                            aria-current=[(language == t.language()).then_some("true")] { (own_name(language)) }
                    }
                }
            }
        }
    }
}

/// Who reads the page, and the way out; or the way in.
fn who(visit: &Visit) -> Markup {
    let t = visit.words;
    html! {
        @match visit.actor.person() {
            Some(person) => {
                span { (t.text("you-are")) " " a href="/me" { bdi { (person.name) } } }
                form.inline action="/sign-out" method="post" { button.link type="submit" { (t.text("sign-out")) } }
            }
            None => { a href="/sign-in" { (t.text("sign-in")) } }
        }
    }
}

/// A language in its own words.
fn own_name(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => "Tiếng Việt",
        Language::French => "Français",
        Language::Arabic => "العربية",
        Language::English => "English",
    }
}

/// The same page in another language.
fn with_choice(address: &str, language: Language) -> String {
    let separator = if address.contains('?') { '&' } else { '?' };
    format!("{address}{separator}lang={language}")
}

fn masthead(visit: &Visit, section: Option<Section>) -> Markup {
    let t = visit.words;
    let rooms = [
        (Section::Directives, "/directives", t.text("room-directives")),
        (Section::Programmes, "/programmes", t.text("room-programmes")),
        (Section::Reports, "/reports", t.text("room-reports")),
        (Section::Units, "/units", t.text("room-units")),
    ];
    let find = t.text("find-label");
    html! {
        header.mast {
            div.wrap {
                a.name href="/" { "Banyan" }
                nav aria-label=(t.text("main-menu")) {
                    @for (room, address, name) in rooms {
                        a href=(address) aria-current=[(section == Some(room)).then_some("page")] { (name) }
                    }
                }
                form role="search" action="/search" method="get" {
                    input.form-control type="search" name="q" aria-label=(find) placeholder=(find);
                }
            }
        }
    }
}
