//! The file of one report.

use axum::Extension;
use axum::extract::{Multipart, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use banyan_core::access::Permit;
use banyan_core::form::Answers;

use super::super::super::Regimes;
use super::super::loaded::{Caches, Loaded};
use super::{Asked, Wanted, called, file, keep, refused, sent, taken};
use crate::forms::{self, Forms};
use crate::sheets::{Template, TemplateUnit};
use crate::units::Networks;
use crate::web::{Argument, Refusal, Site, Visit};

pub(in crate::reports) async fn template(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path((regime, period, unit)): Path<(String, String, String)>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    let name = format!("{regime}/{period}/{unit}");
    let made = async {
        let loaded = Loaded::of(&visit, &site, caches, &name).await?;
        fills(&visit, &loaded)?;
        let known = match (&loaded.draft, loaded.last()) {
            (Some(draft), _) => {
                loaded.form.read_texts(&draft.texts, forms::notation(visit.words)).answers
            }
            (None, Some(last)) => loaded.form.read_json(&last.answers).answers,
            (None, None) => Answers::new(),
        };
        let called = called(&visit, caches, &loaded.owed.unit);
        let unit = TemplateUnit {
            code: &loaded.owed.unit.0,
            name: &called,
            before: loaded.before.as_ref().map(|(_, answers)| answers),
            known: Some(&known),
        };
        let template = Template {
            form: &loaded.form,
            regime: &loaded.owed.regime,
            period: loaded.owed.period,
            language: visit.words.language(),
            units: &[unit],
        };
        file(&template, &name, &wanted)
    };
    made.await.unwrap_or_else(|refusal: Refusal| refusal.shown(&visit))
}

fn fills(visit: &Visit, loaded: &Loaded) -> Result<Permit, Refusal> {
    let refusal =
        if visit.actor.person().is_none() { Refusal::SignIn } else { Refusal::NotAllowed };
    loaded.fills.clone().ok_or(refusal)
}

pub(in crate::reports) async fn take(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Path((regime, period, unit)): Path<(String, String, String)>,
    parts: Multipart,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    let name = format!("{regime}/{period}/{unit}");
    let done = async {
        visit.writing()?;
        let loaded = Loaded::of(&visit, &site, caches, &name).await?;
        let permit = fills(&visit, &loaded)?;
        let owed = &loaded.owed;
        let asked = Asked { regime: &owed.regime, period: owed.period, form: &loaded.form };
        let mut taken = taken(&visit, caches, &asked, &sent(parts).await?);
        for (unit, _) in &taken.answers {
            if let Some(other) = unit.as_ref().filter(|unit| **unit != owed.unit) {
                let input = [("input", Argument::from(&other.0))];
                taken.problems.push(visit.words.with("sheet-other-unit", &input));
            }
        }
        let back = format!("/reports/{name}");
        if !taken.problems.is_empty() {
            return Ok(refused(&visit, &taken.problems, &back));
        }
        let drafts: Vec<_> = taken
            .answers
            .into_iter()
            .map(|(_, texts)| (owed.id.clone(), permit.clone(), texts))
            .collect();
        keep(&site, &loaded.form, &drafts).await?;
        Ok(Redirect::to(&back).into_response())
    };
    done.await.unwrap_or_else(|refusal: Refusal| refusal.shown(&visit))
}
