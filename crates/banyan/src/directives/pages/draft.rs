//! A draft beside its text: doubtful items first, every line to be corrected, dropped or added; what was not taken up;
//! the gaps by clear; and its adoption.

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use banyan_core::access::{Action, Permit};
use banyan_core::unit::{Gazetteer, Level, Network, Place, Tree, UnitId, UnitNo};
use banyan_core::words::{Moment, fold_words};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::actions::DocumentWords;
use super::super::{Draft, Item, ItemClass, store};
use super::item::{Names, closed};
use super::list::{heading, language_key, made_by};
use super::open::open;
use super::sent::{Sent, document as document_fields};
use super::text::{is_in, key, letter, marked};
use crate::accounts;
use crate::units::{self, Networks};
use crate::web::{Argument, Refusal, Section, Site, Visit, fault, fault_id, form_id, page};

#[derive(Deserialize)]
pub(in crate::directives) struct Selected {
    item: Option<usize>,
    /// The text was read before, and a second reading came here.
    #[serde(default)]
    again: bool,
}

pub(in crate::directives) async fn show(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Path(id): Path<String>,
    Query(selected): Query<Selected>,
) -> Response {
    let found = async {
        let (draft, _) = load(&visit, &site, &networks, &id).await?;
        let note =
            if selected.again { read_before(&visit, &site, &draft).await? } else { String::new() };
        Ok::<_, Refusal>((draft, Sent { note, ..Sent::default() }))
    };
    match found.await {
        Ok((draft, sent)) => shown(&visit, &networks, &draft, selected.item, &sent).into_response(),
        Err(refusal) => refusal.shown(&visit),
    }
}

/// The page, with a form that was refused, if one was.
pub(super) fn shown(
    visit: &Visit,
    networks: &Networks,
    draft: &Draft,
    selected: Option<usize>,
    sent: &Sent,
) -> Markup {
    let title = heading(visit, draft);
    let main = main(visit, networks, draft, selected.or(sent.place()), &title, sent);
    page(visit, Some(Section::Directives), &title, main)
}

/// The answer to an adoption of a draft that was changed since it was shown: the draft as it stands, to be looked at again.
pub fn changed(visit: &Visit, networks: &Networks, draft: &Draft) -> Response {
    let note = visit.words.text("draft-changed-before-adoption");
    let sent = Sent { note, ..Sent::default() };
    (StatusCode::CONFLICT, shown(visit, networks, draft, None, &sent)).into_response()
}

/// When this text was read first, and by whom.
async fn read_before(visit: &Visit, site: &Site, draft: &Draft) -> Result<String, Refusal> {
    let t = visit.words;
    let day = Argument::from(site.clock.day_of(Moment::from_microseconds(draft.made_at)));
    let names =
        accounts::names_of(&mut site.store.read().await?, t, &[draft.made_by.as_str()]).await?;
    Ok(match names.get(&draft.made_by) {
        Some(name) => t.with("read-before-by", &[("day", day), ("actor", Argument::from(name))]),
        None => t.with("read-before", &[("day", day)]),
    })
}

/// A draft that the reader's day knows, with the permit by which the reader sees and corrects it.
pub(super) async fn load(
    visit: &Visit,
    site: &Site,
    networks: &Networks,
    id: &str,
) -> Result<(Draft, Permit), Refusal> {
    if visit.actor.person().is_none() {
        return Err(Refusal::SignIn);
    }
    let draft = store::load_draft(&mut site.store.read().await?, id).await?;
    let draft = draft.filter(|draft| made_by(visit, draft)).ok_or(Refusal::NotFound)?;
    let permit = permit_on(visit, networks, &draft)?;
    Ok((draft, permit))
}

/// The permit to adopt at a draft's unit. Nobody else sees the draft.
///
/// # Errors
/// [`Refusal::NotFound`] for everybody else.
pub fn permit_on(visit: &Visit, networks: &Networks, draft: &Draft) -> Result<Permit, Refusal> {
    let permit = match draft.unit.as_str() {
        "" => accounts::permit_of_country(visit, networks, Action::Adopt),
        unit => accounts::permit(visit, networks, Action::Adopt, &UnitId(unit.to_owned())),
    };
    permit.map_err(|_| Refusal::NotFound)
}

fn main(
    visit: &Visit,
    networks: &Networks,
    draft: &Draft,
    selected: Option<usize>,
    title: &str,
    sent: &Sent,
) -> Markup {
    let t = visit.words;
    let network = networks.network_at(visit.known_at);
    let first = network.territories_known_from();
    let asked = draft.day().unwrap_or(visit.day);
    let older_than_known = first.is_some_and(|first| asked < first);
    let tree = networks.tree_on(first.map_or(asked, |first| asked.max(first)), visit.known_at).ok();
    let territory = tree.as_ref().and_then(|tree| territory(&network, tree, draft));
    let tree_today = networks.tree_on(visit.day, visit.known_at).ok();
    let names = Names {
        network: &network,
        tree: tree.as_deref(),
        gazetteer: tree.as_deref().map(|tree| Gazetteer::of(&network, tree)),
        territory,
        today: visit.day,
        tree_today: tree_today.as_deref(),
        older_than_known,
    };
    // An earlier day is read only, and does not know under which programme the draft was adopted later.
    let adopted = draft.adopted_as.is_some() || visit.known_at.is_some();
    html! {
        div.wrap data-draft=(draft.id) {
            nav.crumbs aria-label=(t.text("place")) { a href="/directives" { (t.text("room-directives")) } " / " (t.text("read-a-text")) }
            h1 { bdi { (title) } }
            (sent.above(visit, draft))
            (document(visit, draft, &names, sent))
            p.mt-2.mb-4.mw-100 {
                (t.with("found-summary", &[("targets", Argument::from(draft.count(ItemClass::Target))), ("tasks", Argument::from(draft.count(ItemClass::Task))), ("baselines", Argument::from(draft.count(ItemClass::Baseline))), ("passages", Argument::from(draft.undecided().count()))]))
                @if !adopted { " " (t.text("nothing-kept-yet")) }
                @else if let (Some(programme), None) = (&draft.adopted_as, visit.known_at) { " " a href={ "/programmes/" (programme) } { (t.text("adopted")) } }
            }
            div.reading.section {
                section.text aria-labelledby="text-heading" {
                    h2 id="text-heading" { (t.text("the-text")) }
                    (key(visit))
                    (marked(visit, draft, selected))
                    (not_taken_up(visit, draft, sent))
                }
                section aria-labelledby="draft-heading" {
                    h2 id="draft-heading" { (t.text("the-draft")) }
                    (lines(visit, draft, &names, selected.filter(|_| !adopted), sent))
                    @if !adopted { (adding(visit, draft, sent)) }
                }
            }
            (gaps(visit, draft))
            @if !adopted { (adoption(visit, draft)) }
        }
    }
}

/// The province that the issuer or the beginning of the text names; the whole country otherwise.
pub fn territory(network: &Network, tree: &Tree, draft: &Draft) -> Option<UnitNo> {
    let root = tree.root()?;
    let beginning: String = draft.text.chars().take(800).collect();
    let told = format!(
        " {} ",
        fold_words(&format!("{} {} {beginning}", draft.issuer, draft.title)).join(" ")
    );
    let at = |place: &Place| {
        let version = network.version_on(place.unit, tree.day(), None)?;
        let names = version
            .name
            .pairs()
            .map(|(_, name)| fold_words(&units::short_name(name, &version.kind)).join(" "));
        let found = names
            .filter(|name| !name.is_empty())
            .filter_map(|name| told.find(&format!(" {name} ")))
            .min();
        found.map(|at| (at, place.unit))
    };
    tree.territories(root, Level::Province).filter_map(at).min().map(|(_, unit)| unit)
}

fn document(visit: &Visit, draft: &Draft, names: &Names<'_>, sent: &Sent) -> Markup {
    let t = visit.words;
    let typed = sent.document();
    let stands = DocumentWords::of(draft);
    let words = typed.unwrap_or(&stands);
    let faults = if typed.is_some() { &sent.faults[..] } else { &[] };
    let stated = |words: &str| html! { @if words.is_empty() { span.late { (t.text("not-stated")) } } @else { bdi { (words) } } };
    html! {
        dl.facts {
            div { dt { (t.text("number-label")) } " " dd { (stated(&draft.number)) } }
            div { dt { (t.text("date-label")) } " " dd { @match draft.day() { Some(day) => { (t.day(day)) } None => { (stated("")) } } } }
            div { dt { (t.text("issuer-label")) } " " dd { (stated(&draft.issuer)) } }
            div { dt { (t.text("language-label")) } " " dd { @match draft.language() { Some(language) => { (t.text(language_key(language))) ", " (t.text("recognised")) } None => { (t.text("language-unknown")) } } } }
            @if let Some(territory) = names.territory { div { dt { (t.text("territory-label")) } " " dd { (units::unit_link(visit, names.network, territory, names.today)) } } }
            @if !draft.implements.is_empty() { div { dt { (t.text("implements-label")) } " " dd { bdi { (draft.implements.join(", ")) } } } }
        }
        @if draft.adopted_as.is_none() {
            details id="document" open[typed.is_some()] {
                summary { (t.text("correct-document")) }
                form action={ "/drafts/" (draft.id) "/document" } method="post" {
                    input type="hidden" name="revision" value=(words.revision) autocomplete="off";
                    div.fields {
                        @for (name, value) in document_fields(words) {
                            @let (width, kind) = if name == "date" { ("w3", "date") } else { ("w6", "text") };
                            div class=(width) {
                                label.small for={ "d-" (name) } { (t.text(&format!("document-field-{name}"))) }
                                input.form-control type=(kind) id={ "d-" (name) } name=(name) value=(value) dir="auto" aria-describedby=[fault_id(faults, name)];
                                (fault(faults, name))
                            }
                        }
                        div.w3 { label.small for="d-clears" { (t.text("clears-asked")) }
                            select.form-select id="d-clears" name="clears" {
                                option value="0" selected[words.clears == 0] { (t.text("clears-none")) }
                                option value="5" selected[words.clears == 5] { (t.text("clears-five")) }
                                option value="6" selected[words.clears == 6] { (t.text("clears-six")) }
                            }
                        }
                    }
                    button.btn.lite type="submit" { (t.text("keep")) }
                }
            }
        }
    }
}

fn lines(
    visit: &Visit,
    draft: &Draft,
    names: &Names<'_>,
    selected: Option<usize>,
    sent: &Sent,
) -> Markup {
    let t = visit.words;
    let ordered = draft.in_order();
    let doubtful = ordered.iter().filter(|(_, item)| item.doubtful()).count();
    let line = |shown: usize, place: usize, item: &Item| {
        if selected == Some(place) {
            open(visit, draft, shown, place, item, sent)
        } else {
            closed(visit, draft, names, shown, place, item)
        }
    };
    // A line that somebody dropped meanwhile stands in no list any more, but the form that was sent of it does.
    let dropped = sent.place().filter(|own| selected == Some(*own)).and_then(|place| {
        let listed = ordered.iter().any(|(other, _)| *other == place);
        draft.items.get(place).filter(|_| !listed).map(|item| (place, item))
    });
    html! {
        @if let Some((place, item)) = dropped { ol.draft { (open(visit, draft, ordered.len() + 1, place, item, sent)) } }
        @if ordered.is_empty() { p { (t.text("nothing-found")) } }
        @if doubtful > 0 {
            h3.group.late { (t.with("doubtful", &[("n", Argument::from(doubtful))])) }
            ol.draft { @for (shown, (place, item)) in ordered.iter().enumerate().take(doubtful) { (line(shown + 1, *place, item)) } }
        }
        @if ordered.len() > doubtful {
            h3.group { (t.with("clear-items", &[("n", Argument::from(ordered.len() - doubtful))])) }
            ol.draft { @for (shown, (place, item)) in ordered.iter().enumerate().skip(doubtful) { (line(shown + 1, *place, item)) } }
        }
    }
}

fn adding(visit: &Visit, draft: &Draft, sent: &Sent) -> Markup {
    let t = visit.words;
    let typed = sent.quote();
    let faults = if typed.is_some() { &sent.faults[..] } else { &[] };
    html! {
        details.mt-3 id="add" open[typed.is_some()] {
            summary { (t.text("add-an-item")) }
            form action={ "/drafts/" (draft.id) "/items" } method="post" {
                p.small.quiet { (t.text("add-under")) }
                label for="quote" { (t.text("passage")) }
                (fault(faults, "quote"))
                textarea.form-control id="quote" name="quote" dir="auto" required aria-describedby=[fault_id(faults, "quote")] { (typed.unwrap_or_default()) }
                div.actions.mt-2 {
                    @for class in ["target", "task", "baseline"] {
                        button.btn.lite type="submit" name="class" value=(class) { (t.text(&format!("make-{class}"))) }
                    }
                }
            }
        }
    }
}

fn not_taken_up(visit: &Visit, draft: &Draft, sent: &Sent) -> Markup {
    let t = visit.words;
    // An earlier day is read only, and does not know under which programme the draft was adopted later.
    let adopted = draft.adopted_as.is_some() || visit.known_at.is_some();
    let open: Vec<_> = draft.undecided().collect();
    html! {
        div.nots {
            h2 { (t.with("not-taken-up", &[("n", Argument::from(open.len()))])) }
            p.under.quiet { (t.text("not-taken-up-under")) }
            ol.draft {
                @for (number, passage) in open {
                    @let typed = sent.reason(number);
                    @let faults = if typed.is_some() { &sent.faults[..] } else { &[] };
                    li id={ "passage-" (number) } {
                        span.no.late { (letter(number)) }
                        div {
                            div dir="auto" { bdi { (draft.quote(passage.start, passage.end)) } }
                            div.meta { @for (place, reason) in passage.reasons.iter().enumerate() { @if place > 0 { (t.text("list-comma")) } (t.text(&format!("sign-{reason}"))) } }
                            @if !adopted {
                                form.actions.mt-2 action={ "/drafts/" (draft.id) "/passages/" (number) } method="post" {
                                    button.btn.lite type="submit" name="do" value="target" { (t.text("make-target")) }
                                    button.btn.lite type="submit" name="do" value="task" { (t.text("make-task")) }
                                    span { label.small.visually-hidden for={ "why-" (number) } { (t.text("reason")) } input.form-control id={ "why-" (number) } name="reason" dir="auto" value=[typed] placeholder=(t.text("reason")) aria-describedby=[fault_id(faults, "reason")]; }
                                    button.btn.lite type="submit" name="do" value="leave" { (t.text("leave-out")) }
                                }
                                (fault(faults, "reason"))
                            }
                        }
                    }
                }
            }
        }
    }
}

const CLEARS: [&str; 6] = ["person", "work", "deadline", "responsibility", "product", "authority"];

fn gaps(visit: &Visit, draft: &Draft) -> Markup {
    let t = visit.words;
    let asked = &CLEARS[..usize::from(draft.clears).clamp(5, CLEARS.len())];
    let tasks: Vec<(usize, &Item)> = draft
        .in_order()
        .into_iter()
        .enumerate()
        .map(|(shown, (_, item))| (shown + 1, item))
        .filter(|(_, item)| item.class == ItemClass::Task)
        .collect();
    html! {
        @if !tasks.is_empty() {
            section.section {
                h2 { (t.text("gaps-by-clear")) }
                p.under.quiet { (t.text(match draft.clears { 6 => "six-clears-asked", 5 => "five-clears-asked", _ => "no-clears-asked" })) }
                div.scroll tabindex="0" { table.tab.dense.clears {
                    thead { tr { th scope="col" { (t.text("task")) } @for clear in asked { th.c scope="col" { (t.text(&format!("clear-{clear}"))) } } } }
                    tbody {
                        @for (shown, item) in &tasks {
                            @let missing = item.missing(draft.clears);
                            tr {
                                th scope="row" { span.strong { (t.size(*shown)) } " " bdi { (item.subject.chars().take(90).collect::<String>()) } }
                                @for clear in asked { @if missing.contains(clear) { td.c.no-clear { (t.text("missing")) } } @else { td.c { (t.text("stated")) } } }
                            }
                        }
                        tr.total {
                            th scope="row" { (t.with("missing-of", &[("n", Argument::from(tasks.len()))])) }
                            @for clear in asked { td.c { (t.size(tasks.iter().filter(|(_, item)| item.missing(draft.clears).contains(clear)).count())) } }
                        }
                    }
                } }
            }
        }
    }
}

fn adoption(visit: &Visit, draft: &Draft) -> Markup {
    let t = visit.words;
    let in_draft = || draft.items.iter().filter(|item| is_in(item.state));
    let without_value = |class: ItemClass| {
        in_draft().filter(|item| item.class == class && item.lacks_value()).count()
    };
    let without_person =
        in_draft().filter(|item| item.class == ItemClass::Task && item.person.is_empty()).count();
    let gaps = [
        ("adopted-without-person", without_person),
        ("adopted-targets-without-value", without_value(ItemClass::Target)),
        ("adopted-baselines-without-value", without_value(ItemClass::Baseline)),
    ];
    html! {
        div.end {
            form.actions action={ "/programmes/adopt/" (draft.id) } method="post" {
                (form_id(visit))
                input type="hidden" name="revision" value=(draft.revision) autocomplete="off";
                label.small for="visibility" { (t.text("visibility-label")) }
                select.form-select id="visibility" name="visibility" {
                    @for sharing in ["upward", "private", "subtree", "public"] { option value=(sharing) { (t.text(&format!("visibility-{sharing}"))) } }
                }
                button.btn.main type="submit" { (t.text("adopt")) }
                a.btn href="/directives" { (t.text("keep-the-draft")) }
            }
            @for (key, count) in gaps { @if count > 0 { p.small.late.mt-2.mb-0 { (t.with(key, &[("n", Argument::from(count))])) } } }
        }
    }
}
