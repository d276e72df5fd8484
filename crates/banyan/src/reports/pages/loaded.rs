//! Everything that a report's page shows, read in one snapshot.

use std::sync::Arc;

use banyan_core::access::{Action, Permit, Subject};
use banyan_core::form::{Answers, Background, Form, Problem};
use banyan_core::report::{InForce, State};
use banyan_core::unit::UnitId;
use serde_json::Value as Json;

use super::super::Regimes;
use super::super::store::{self, Draft, Owed, Sent, Step};
use super::given::given;
use crate::accounts;
use crate::forms::{Forms, Given};
use crate::store::StoreError;
use crate::units::Networks;
use crate::web::{Refusal, Site, Visit};

/// The caches that pages of reports ask.
#[derive(Clone, Copy, Debug)]
pub(in crate::reports) struct Caches<'a> {
    pub networks: &'a Networks,
    pub forms: &'a Forms,
    pub regimes: &'a Regimes,
}

/// A report with all that belongs to it.
pub(in crate::reports) struct Loaded {
    pub owed: Owed,
    pub regime: InForce,
    /// The form that is filled in now: the last version.
    pub form: Arc<Form>,
    /// Every version that was sent.
    pub sent: Vec<Sent>,
    pub steps: Vec<Step>,
    pub draft: Option<Draft>,
    /// The last period's report of the same unit, with its name, read by the form of now.
    pub before: Option<(String, Answers)>,
    /// What another report has stated already, and this one uses.
    pub given: Vec<Given>,
    /// The permit to fill it in, where the reader has one.
    pub fills: Option<Permit>,
    /// The permit to decide its next step.
    pub decides: Option<Permit>,
}

impl Loaded {
    /// A report by the end of its address.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] where there is none or the reader does not see it; what the database says.
    pub(in crate::reports) async fn of(
        visit: &Visit,
        site: &Site,
        caches: Caches<'_>,
        name: &str,
    ) -> Result<Loaded, Refusal> {
        let mut tx = site.store.read().await?;
        let owed = store::load_owed(&mut tx, name).await?.ok_or(Refusal::NotFound)?;
        if !caches.regimes.seen(visit, caches.networks, &owed.regime, &owed.unit) {
            return Err(Refusal::NotFound);
        }
        let versions = caches.regimes.get(&owed.regime).ok_or(Refusal::NotFound)?;
        let regime =
            versions.in_force(owed.regime_version, &site.clock).ok_or(Refusal::NotFound)?;
        let form = caches.forms.last(&regime.document().form).ok_or(Refusal::NotFound)?;
        let sent = store::list_versions(&mut tx, name).await?;
        let steps = store::list_steps(&mut tx, name).await?;
        let draft = store::load_draft(&mut tx, name).await?;
        let earlier = store::list_last_of(&mut tx, &owed.unit, &owed.regime).await?;
        let earlier = earlier.into_iter().filter(|own| own.period.first() < owed.period.first());
        let before = earlier
            .max_by_key(|own| own.period.first())
            .map(|own| (own.period.to_string(), form.read_json(&own.answers).answers));
        let given = given(&mut tx, visit, caches, (&owed, &form)).await?;
        let permit = |action: Action, unit: &UnitId| {
            let subject = Subject::Regime(owed.regime.clone());
            let owners = caches.regimes.owners(&owed.regime, &caches.networks.network());
            accounts::permit_about(visit, caches.networks, action, unit, &subject, &owners).ok()
        };
        let fills = permit(Action::Report, &owed.holder);
        let decides = owed.waits_for.as_ref().and_then(|unit| permit(Action::Review, unit));
        Ok(Loaded { owed, regime, form, sent, steps, draft, before, given, fills, decides })
    }

    /// Whether the form is to be filled in: nothing was sent, it came back, or nobody has decided yet.
    pub(in crate::reports) fn open(&self) -> bool {
        matches!(self.owed.progress.state, State::Open | State::Returned)
    }

    /// The version that stands.
    pub(in crate::reports) fn last(&self) -> Option<&Sent> {
        self.sent.last()
    }

    /// The answers of a version, by the form under which it was sent.
    ///
    /// # Errors
    /// When that form is not there any more.
    pub(in crate::reports) fn answers(
        &self,
        forms: &Forms,
        sent: &Sent,
    ) -> Result<(Arc<Form>, Answers), StoreError> {
        let code = &self.regime.document().form;
        let form = forms.version(code, sent.form_version).ok_or_else(|| {
            StoreError::Unreadable(format!(
                "form {code} version {} is not there",
                sent.form_version
            ))
        })?;
        let answers = read(&form, &sent.answers);
        Ok((form, answers))
    }

    /// What is odd about answers beside the last period.
    pub(in crate::reports) fn odd(&self, form: &Form, answers: &Answers) -> Vec<Problem> {
        let before = self.before.as_ref().map(|(_, answers)| answers.clone());
        form.oddities(answers, &Background { before, ..Background::default() })
    }
}

fn read(form: &Form, answers: &Json) -> Answers {
    form.read_json(answers).answers
}
