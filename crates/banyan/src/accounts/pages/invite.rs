//! Inviting one person.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use banyan_core::access::Permit;
use maud::html;

use super::super::Account;
use super::super::actions::{self, Fields, Ground, Link, NewPerson, Problem, read_person};
use super::parts::{grant_fields, language_choice, line, problems_of};
use super::people::administering;
use super::sheets::{sheet, shown_before};
use super::{Visitor, person};
use crate::ledger::Call;
use crate::units::Networks;
use crate::web::{Receipt, Refusal, Site, Visit, form_id, page};

pub(in crate::accounts) async fn invite(
    visit: Visit,
    Extension(networks): Extension<Networks>,
    ground: Ground,
) -> Response {
    if let Err(refusal) = administering(&visit, &networks) {
        return refusal.shown(&visit);
    }
    let fields = Fields {
        language: visit.words.language().tag().to_owned(),
        role: "reporter".to_owned(),
        ..Fields::default()
    };
    form(&visit, &fields, &ground, &[])
}

fn form(visit: &Visit, fields: &Fields, ground: &Ground, problems: &[Problem]) -> Response {
    let t = visit.words;
    let title = t.text("invite-one");
    let main = html! {
        div.wrap {
            nav.crumbs aria-label=(t.text("place")) { a href="/people" { (t.text("people-title")) } }
            h1 { (title) }
            p.under { (t.text("invite-under")) }
            (problems_of(t, problems, ""))
            form action="/people/invite" method="post" {
                (form_id(visit))
                div.fields {
                    (line(t, ("login", "login"), "text", &fields.login, problems))
                    (line(t, ("name", "name"), "text", &fields.name, problems))
                    (line(t, ("email", "email"), "email", &fields.email, problems))
                    (language_choice(t, &fields.language, problems))
                    (grant_fields(t, fields, ground, problems))
                }
                div.actions.mt-2 { button.btn.main type="submit" { (t.text("invite-do")) } }
            }
        }
    };
    let status =
        if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    (status, page(visit, None, &title, main)).into_response()
}

/// Invites, and shows the link this once: it is the answer itself, since only its hash is kept.
pub(in crate::accounts) async fn invite_one(
    visit: Visit,
    visitor: Visitor,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    mut ground: Ground,
    Form(fields): Form<Fields>,
) -> Response {
    let done = async {
        visit.writing()?;
        administering(&visit, &networks)?;
        let person = match read_person(&fields, &visit, &networks, &mut ground) {
            Ok(person) => person,
            Err(problems) => return Ok(form(&visit, &fields, &ground, &problems)),
        };
        let permits = ground.permits.values().cloned().collect();
        let call = Call::of_form(visit.actor.clone(), site.clock.now(), &fields.call)?;
        let today = (&visit, &networks);
        let invited = invited(&call, &site, today, &visitor, permits, vec![person]);
        let invited = match invited.await {
            Ok(invited) => invited,
            Err(Refusal::Sentence { key: "problem-login-taken", input, .. }) => {
                let problem = Problem::new("login", "problem-login-taken", &input);
                return Ok(form(&visit, &fields, &ground, &[problem]));
            }
            Err(refusal) => return Err(refusal),
        };
        if invited.links.is_empty() {
            return Ok(shown_before(&visit, &invited.accounts));
        }
        let (links, letters) = (&invited.links, invited.letters);
        let t = visit.words;
        let main = html! {
            div.wrap {
                nav.crumbs aria-label=(t.text("place")) { a href="/people" { (t.text("people-title")) } }
                h1 { (t.text("invited-title")) }
                (Receipt::fresh(&call.id.0).line(t))
                p.under { (t.text("link-once")) }
                @if letters > 0 { p { (person::sent(&visit, letters)) } }
                @for link in links {
                    (sheet(&visit, &site, link))
                    p { a href={ "/people/" (link.account.id.0) } { bdi { (link.account.name) } } }
                }
            }
        };
        Ok::<_, Refusal>(page(&visit, None, &t.text("invited-title"), main).into_response())
    };
    done.await.unwrap_or_else(|refusal| refusal.shown(&visit))
}

/// Who was invited, with the links of this call that still open. A call that is made again writes no letters.
pub(super) struct Invited {
    pub(super) accounts: Vec<Account>,
    pub(super) links: Vec<Link>,
    pub(super) letters: usize,
}

/// Makes the accounts, their links and the letters to those who have an address, in one transaction.
pub(super) async fn invited(
    call: &Call,
    site: &Site,
    (visit, networks): (&Visit, &Networks),
    visitor: &Visitor,
    permits: Vec<Permit>,
    people: Vec<NewPerson>,
) -> Result<Invited, Refusal> {
    let network = networks.network();
    let tree = networks.tree_on(visit.today, None)?;
    let (maker, now) = (visitor.link_maker(visit), visitor.door.now());
    let work = site.store.write(|tx| {
        let (call, permits, people) = (call.clone(), permits.clone(), people.clone());
        let (network, tree, maker) = (network.clone(), tree.clone(), maker.clone());
        Box::pin(async move {
            let (recorded, accounts) =
                actions::invite_people(tx, &call, &permits, &people, &network, &tree).await?;
            let links =
                actions::links_of_call(tx, &call.id, recorded, &accounts, &maker, now).await?;
            let letters = match recorded.anew() {
                true => actions::write_invitations(tx, &links, now).await?,
                false => 0,
            };
            Ok::<_, Refusal>((recorded.at(), Invited { accounts, links, letters }))
        })
    });
    let (at, invited) = work.await?;
    site.clock.advance(at);
    Ok(invited)
}
