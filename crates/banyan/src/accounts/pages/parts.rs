//! What these pages are made of: fields with their problems beside them, lists of roles, a picture of a link.

use banyan_core::access::{Grant, Role, Subject};
use banyan_core::unit::UnitId;
use banyan_core::words::Language;
use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

use super::super::actions::{Fields, Ground, Problem};
use crate::units::{self, Networks};
use crate::web::{Argument, Visit, Words};

/// A problem as a sentence.
pub(super) fn sentence(t: Words, problem: &Problem) -> String {
    t.with(problem.key, &[("input", Argument::from(&problem.input))])
}

/// The problems of one field, above it.
pub(super) fn problems_of(t: Words, problems: &[Problem], field: &str) -> Markup {
    html! {
        @for problem in problems.iter().filter(|problem| problem.field == field) {
            p.late { (sentence(t, problem)) }
        }
    }
}

/// One line of text with its label, half as wide as the form; `kind` is the type of the input.
pub(super) fn line(
    t: Words,
    (name, label): (&str, &str),
    kind: &str,
    value: &str,
    problems: &[Problem],
) -> Markup {
    let wrong = problems.iter().any(|problem| problem.field == name);
    html! {
        div.w3 {
            label for={ "f-" (name) } { (t.text(label)) }
            (problems_of(t, problems, name))
            input.form-control id={ "f-" (name) } name=(name) type=(kind) value=(value) dir="auto"
                aria-invalid=[wrong.then_some("true")];
        }
    }
}

/// A password or a code: never shown again, whatever was typed.
pub(super) fn secret(t: Words, name: &str, label: &str, autocomplete: &str) -> Markup {
    html! {
        div.w6 {
            label for={ "f-" (name) } { (t.text(label)) }
            input.form-control id={ "f-" (name) } name=(name) type="password" autocomplete=(autocomplete) required;
        }
    }
}

pub(super) fn language_choice(t: Words, chosen: &str, problems: &[Problem]) -> Markup {
    html! {
        div.w3 {
            label for="f-language" { (t.text("language")) }
            (problems_of(t, problems, "language"))
            select.form-select id="f-language" name="language" {
                @for language in Language::ALL {
                    option value=(language) selected[language.tag() == chosen] { (t.text(&format!("language-{language}"))) }
                }
            }
        }
    }
}

/// Role, unit, subject and days of a grant.
pub(super) fn grant_fields(
    t: Words,
    fields: &Fields,
    ground: &Ground,
    problems: &[Problem],
) -> Markup {
    let wrong = problems.iter().any(|problem| problem.field == "subject");
    html! {
        div.w3 {
            label for="f-role" { (t.text("role")) }
            (problems_of(t, problems, "role"))
            select.form-select id="f-role" name="role" {
                @for role in Role::ALL {
                    option value=(role) selected[role.key() == fields.role] { (role_name(t, role)) }
                }
            }
        }
        (line(t, ("unit", "unit-code"), "text", &fields.unit, problems))
        (line(t, ("from", "grant-from"), "date", &fields.from, problems))
        (line(t, ("until", "grant-until"), "date", &fields.until, problems))
        div.w6 {
            label for="f-subject" { (t.text("grant-subject")) }
            (problems_of(t, problems, "subject"))
            input.form-control id="f-subject" name="subject" type="text" value=(fields.subject) dir="ltr"
                list="f-subjects" aria-describedby="f-subject-under" aria-invalid=[wrong.then_some("true")];
            datalist id="f-subjects" { @for (subject, name) in &ground.subjects { option value=(subject) { (name) } } }
            p.quiet.small id="f-subject-under" { (t.text("grant-subject-under")) }
        }
    }
}

pub(super) fn role_name(t: Words, role: Role) -> String {
    t.text(&format!("role-{role}"))
}

pub(super) fn subject_name(t: Words, subject: &Subject) -> String {
    match subject {
        Subject::Everything => t.text("subject-everything"),
        Subject::Own => t.text("subject-own"),
        Subject::Programme(code) => t.with("subject-programme", &[("code", Argument::from(code))]),
        Subject::Regime(code) => t.with("subject-regime", &[("code", Argument::from(code))]),
        Subject::Register(code) => t.with("subject-register", &[("code", Argument::from(code))]),
    }
}

/// Grants, one below the other.
pub(super) fn grant_lines(visit: &Visit, networks: &Networks, grants: &[Grant]) -> Markup {
    html! { ul.plain { @for grant in grants { li { (grant_line(visit, networks, grant)) } } } }
}

/// A grant in one line: role, unit, what it is about where that is not everything, and its days where it has not begun or will end.
pub(super) fn grant_line(visit: &Visit, networks: &Networks, grant: &Grant) -> Markup {
    let t = visit.words;
    let about = Some(&grant.subject).filter(|subject| **subject != Subject::Everything);
    let coming = Some(grant.from).filter(|first| visit.today < *first);
    html! {
        (role_name(t, grant.role)) ", " (unit(visit, networks, &grant.unit))
        @if let Some(subject) = about { ", " (subject_name(t, subject)) }
        @if let Some(first) = coming { ", " (t.with("from-day", &[("day", Argument::from(first))])) }
        @if let Some(last) = grant.until { ", " (t.with("until-day", &[("day", Argument::from(last))])) }
    }
}

/// A link to a unit by its identity.
pub(super) fn unit(visit: &Visit, networks: &Networks, id: &UnitId) -> Markup {
    let network = networks.network();
    html! {
        @match network.find(id) {
            Some(no) => { (units::unit_link(visit, &network, no, visit.day)) }
            None => { (id) }
        }
    }
}

/// A picture of a text for a camera: one path, a square a module, four modules of silence around. Nothing where the text
/// is too long for one.
pub(super) fn picture(t: Words, text: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return html! {} };
    let width = code.width();
    let colors = code.to_colors();
    let mut path = String::new();
    for (row, modules) in colors.chunks(width.max(1)).enumerate() {
        let mut column = 0;
        while column < modules.len() {
            let rest = modules.get(column..).unwrap_or_default();
            let dark = rest.iter().take_while(|color| **color == Color::Dark).count();
            if dark > 0 {
                path.push_str(&format!("M{} {}h{dark}v1h-{dark}z", column + 4, row + 4));
            }
            column += dark.max(1);
        }
    }
    let side = width + 8;
    html! {
        svg.qr viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(t.text("picture-of-link")) {
            path.light d={ "M0 0h" (side) "v" (side) "h-" (side) "z" } {}
            path.dark d=(path) {}
        }
    }
}
