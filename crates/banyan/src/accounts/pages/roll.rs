//! Inviting many: a list as CSV, first a dry run that tells every problem of every line, then one confirmation.

use axum::Extension;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::super::actions::{
    self, Ground, NewPerson, Problem, ROLL_LINES_MAX, Roll, read_roll as read,
};
use super::super::store;
use super::invite::invited;
use super::parts::{role_name, sentence, subject_name, unit};
use super::people::administering;
use super::{Visitor, person};
use crate::ledger::Call;
use crate::units::Networks;
use crate::web::{Argument, FormId, Receipt, Refusal, Site, Visit, form_id, page};

/// Problems shown at once; the rest is counted.
const SHOWN: usize = 500;
/// People on one set of sheets.
const SHEETS: usize = 200;

pub(in crate::accounts) async fn roll(
    visit: Visit,
    Extension(networks): Extension<Networks>,
) -> Response {
    match administering(&visit, &networks) {
        Ok(_) => form(&visit, "", StatusCode::OK, &html! {}),
        Err(refusal) => refusal.shown(&visit),
    }
}

fn form(visit: &Visit, text: &str, status: StatusCode, found: &Markup) -> Response {
    let t = visit.words;
    let title = t.text("invite-many");
    let main = html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/people" { (t.text("people-title")) } }
            h1 { (title) }
            p.under { (t.with("roll-under", &[("n", Argument::from(ROLL_LINES_MAX))])) }
            pre dir="ltr" tabindex="0" { "login,name,email,language,unit,role,subject,from,until" }
            (found)
            form action="/people/roll" method="post" enctype="multipart/form-data" {
                p { label for="f-text" { (t.text("roll-text")) } textarea.form-control id="f-text" name="text" rows="10" dir="ltr" { (text) } }
                p { label for="f-file" { (t.text("or-a-file")) } input.form-control id="f-file" name="file" type="file" accept=".csv,text/csv"; }
                button.btn.main type="submit" name="do" value="check" { (t.text("roll-check")) }
            }
        }
    };
    (status, page(visit, None, &title, main)).into_response()
}

/// What was sent: the text or the file, and whether to do it.
struct Sent {
    text: String,
    confirmed: bool,
    /// The id of the form that confirms.
    call: String,
}

async fn sent(mut parts: Multipart) -> Result<Sent, Refusal> {
    let broken = |_| Refusal::Sentence {
        status: StatusCode::BAD_REQUEST,
        key: "roll-broken",
        input: String::new(),
    };
    let mut sent = Sent { text: String::new(), confirmed: false, call: String::new() };
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(broken)?;
        let text = || {
            String::from_utf8(bytes.to_vec()).map_err(|_| Refusal::Sentence {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                key: "roll-encoding",
                input: String::new(),
            })
        };
        match name.as_str() {
            FormId::FIELD => sent.call = text()?,
            "do" => sent.confirmed = text()? == "invite",
            "text" | "file" if !bytes.is_empty() => sent.text = text()?,
            _ => {}
        }
    }
    Ok(sent)
}

pub(in crate::accounts) async fn read_roll(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    mut ground: Ground,
    parts: Multipart,
) -> Response {
    let done = async {
        visit.writing()?;
        administering(&visit, &networks)?;
        let sent = sent(parts).await?;
        let mut roll = read(&sent.text, &visit, &networks, &mut ground);
        let call = match sent.confirmed {
            true => Some(Call::of_form(visit.actor.clone(), site.clock.now(), &sent.call)?),
            false => None,
        };
        let done = match &call {
            Some(call) => actions::invited_before(&mut site.store.read().await?, call).await?,
            None => false,
        };
        if !done {
            roll.problems.extend(taken(&site, &roll).await?);
        }
        if !roll.problems.is_empty() {
            roll.problems.sort_by_key(|problem| problem.line);
            let found = problem_list(&visit, &roll.problems);
            return Ok(form(&visit, &sent.text, StatusCode::UNPROCESSABLE_ENTITY, &found));
        }
        let people = roll.people;
        let Some(call) = call else {
            let found = preview(&visit, &networks, &sent.text, &people);
            return Ok(form(&visit, &sent.text, StatusCode::OK, &found));
        };
        let permits = ground.permits.into_values().collect();
        let invited = invited(&call, &site, (&visit, &networks), &visitor, permits, people).await?;
        let ids: Vec<String> = invited.accounts.into_iter().map(|account| account.id.0).collect();
        Ok::<_, Refusal>(finished(&visit, &call, &ids, invited.letters))
    };
    done.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}

/// Logins that accounts have already, each with the line that names it.
async fn taken(site: &Site, roll: &Roll) -> Result<Vec<Problem>, Refusal> {
    let logins: Vec<String> = roll.logins.iter().map(|(_, login)| login.clone()).collect();
    let taken = store::list_taken(&mut site.store.read().await?, &logins).await?;
    let problem = |(line, login): &(usize, String)| {
        let problem = Problem::new("login", "problem-login-taken", login);
        taken.contains(login).then_some(Problem { line: *line, ..problem })
    };
    Ok(roll.logins.iter().filter_map(problem).collect())
}

fn problem_list(visit: &Visit, problems: &[Problem]) -> Markup {
    let t = visit.words;
    html! {
        section.section role="alert" {
            h2 { (t.with("roll-problems", &[("n", Argument::from(problems.len()))])) }
            p.under { (t.text("roll-problems-under")) }
            div.scroll tabindex="0" { table.tab.dense {
                thead { tr { th.n scope="col" { (t.text("line")) } th scope="col" { (t.text("column")) } th scope="col" { (t.text("problem")) } } }
                tbody { @for problem in problems.iter().take(SHOWN) {
                    tr { td.n { (t.size(problem.line)) } td { bdi dir="ltr" { (problem.field) } } td { (sentence(t, problem)) } }
                } }
            } }
        }
    }
}

/// The people of the list as they would be, and the button that does it.
fn preview(visit: &Visit, networks: &Networks, text: &str, people: &[NewPerson]) -> Markup {
    let t = visit.words;
    html! {
        section.section {
            h2 { (t.with("roll-good", &[("n", Argument::from(people.len()))])) }
            p.under { (t.text("roll-good-under")) }
            form action="/people/roll" method="post" enctype="multipart/form-data" {
                (form_id(visit))
                textarea.visually-hidden name="text" aria-hidden="true" tabindex="-1" readonly { (text) }
                button.btn.main type="submit" name="do" value="invite" { (t.text("roll-invite")) }
            }
            div.scroll tabindex="0" { table.tab.dense {
                thead { tr { th scope="col" { (t.text("login")) } th scope="col" { (t.text("name")) } th scope="col" { (t.text("role")) } th scope="col" { (t.text("unit")) } th scope="col" { (t.text("grant-subject")) } th scope="col" { (t.text("grant-from")) } th scope="col" { (t.text("grant-until")) } } }
                tbody { @for person in people.iter().take(SHOWN) {
                    tr {
                        td { bdi dir="ltr" { (person.login) } }
                        th scope="row" { bdi { (person.details.name) } }
                        td { (role_name(t, person.grant.role)) }
                        td { (unit(visit, networks, &person.grant.unit)) }
                        td { (subject_name(t, &person.grant.subject)) }
                        td { (t.day(person.grant.from)) }
                        td { @if let Some(last) = person.grant.until { (t.day(last)) } }
                    }
                } }
            } }
        }
    }
}

/// All are invited; the sheets are made in sets, each with fresh links.
fn finished(visit: &Visit, call: &Call, ids: &[String], letters: usize) -> Response {
    let t = visit.words;
    let title = t.with("roll-done", &[("n", Argument::from(ids.len()))]);
    let main = html! {
        div.wrap {
            h1.mt-4 { (title) }
            (Receipt::fresh(&call.id.0).line(t))
            @if letters > 0 { p { (person::sent(visit, letters)) } }
            p.under { (t.text("sheets-under")) }
            @for (number, set) in ids.chunks(SHEETS).enumerate() {
                form.mt-2 action="/people/sheets" method="post" target="_blank" {
                    (form_id(visit))
                    input type="hidden" name="accounts" value=(set.join(" "));
                    button.btn type="submit" { (t.with("sheets-make", &[("from", Argument::from(number * SHEETS + 1)), ("to", Argument::from(number * SHEETS + set.len()))])) }
                }
            }
            p.mt-4 { a href="/people" { (t.text("people-title")) } }
        }
    };
    page(visit, None, &title, main).into_response()
}
