//! Everything that rules of reporting ask for now, to be counted: each regime with its form and those who report under it.

use std::sync::Arc;

use banyan_core::form::Form;
use banyan_core::report::{Asked, InForce};
use banyan_core::unit::{Network, Tree};

use super::super::Regimes;
use crate::forms::Forms;
use crate::web::Clock;

/// The last version of every regime that has not ended, with the form that it asks for.
#[derive(Clone, Debug)]
pub(in crate::reports) struct Asking(Vec<(InForce, Arc<Form>)>);

impl Asking {
    pub(in crate::reports) fn of(regimes: &Regimes, forms: &Forms, clock: &Clock) -> Asking {
        let last = regimes.all().into_iter().filter_map(|own| own.versions(clock).pop());
        let standing = last.filter(|own| !own.ended);
        let with_form = standing.filter_map(|own| forms.last(own.form()).map(|form| (own, form)));
        Asking(with_form.collect())
    }

    /// Each with the units that report under it in a tree.
    pub(in crate::reports) fn on(&self, network: &Network, tree: &Tree) -> Vec<Asked<'_>> {
        self.0.iter().map(|(own, form)| Asked::on(own, form, network, tree)).collect()
    }
}
