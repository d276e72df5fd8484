//! What two rules ask alike is entered once: figures that another report has stated of the same unit and the same days, and that this
//! one uses. The report whose first version arrived first states them; while it is sent back, nothing is used of it.

use std::collections::BTreeMap;

use banyan_core::form::{Address, Answers, Form, FormField, Texts, Value};
use banyan_core::words::Quantity;

use super::super::Regimes;
use super::super::store::{self, Beside, Owed};
use super::loaded::Caches;
use crate::forms::{self, Forms, Given};
use crate::store::{StoreError, Tx};
use crate::web::{Visit, Words};

/// The figures of a form that another report has stated already, as far as the reader sees that report.
///
/// # Errors
/// What the database says.
pub(super) async fn given(
    tx: &mut Tx,
    visit: &Visit,
    caches: Caches<'_>,
    (owed, form): (&Owed, &Form),
) -> Result<Vec<Given>, StoreError> {
    if observed(form).next().is_none() {
        return Ok(Vec::new());
    }
    let mut stated: BTreeMap<(String, String), (Quantity, Given)> = BTreeMap::new();
    for other in store::list_beside(tx, owed).await? {
        let earlier = owed.sent_at.is_none_or(|own| other.sent_at < own);
        let sees = || caches.regimes.seen(visit, caches.networks, &other.sent.regime, &owed.unit);
        if other.closes == owed.closes && earlier && sees() {
            for (key, given) in figures(&other, caches.regimes, caches.forms) {
                stated.entry(key).or_insert((given.value, given));
            }
        }
    }
    let mut all = Vec::new();
    for (field, cell, indicator) in observed(form).filter(|(field, cell, _)| !field.computed(cell))
    {
        let Some((value, given)) = stated.get(&(indicator.to_owned(), cell.to_owned())) else {
            continue;
        };
        let decimals = field.number().map_or(0, |number| number.decimals);
        if let Some(value) = value.with_decimals(decimals) {
            all.push(Given { at: field.address(cell, None), value, ..given.clone() });
        }
    }
    Ok(all)
}

/// The entries of a form that become observations: field, cell and indicator.
fn observed(form: &Form) -> impl Iterator<Item = (&FormField, &str, &str)> {
    form.fields().iter().filter(|field| field.group.is_none()).flat_map(|field| {
        let indicator = field.number().map_or("", |number| number.indicator.as_str());
        let slots = field.slots().filter(move |_| !indicator.is_empty());
        slots.map(move |cell| (field, cell, indicator))
    })
}

/// What another report states, by indicator and cell.
fn figures(other: &Beside, regimes: &Regimes, forms: &Forms) -> Vec<((String, String), Given)> {
    let sent = &other.sent;
    let versions = regimes.get(&sent.regime);
    let regime = versions.as_ref().and_then(|own| own.regime(sent.regime_version));
    let form = regime.and_then(|own| forms.version(own.form(), sent.form_version));
    let Some((regime, form)) = regime.zip(form) else { return Vec::new() };
    let answers = form.read_json(&sent.answers).answers;
    let figure = |(field, cell, indicator): (&FormField, &str, &str)| {
        let at = field.address(cell, None);
        let Some(Value::Number(value)) = answers.get(&at) else { return None };
        let (place, address) = (regime.name().clone(), format!("/reports/{}", sent.report));
        let given = Given { at, value: *value, place, address };
        Some(((indicator.to_owned(), cell.to_owned()), given))
    };
    observed(&form).filter_map(figure).collect()
}

/// Puts what is stated elsewhere into what was typed, and answers which entries said something else.
pub(super) fn give(t: Words, (form, given): (&Form, &[Given]), texts: &mut Texts) -> Vec<Address> {
    let typed: Answers = form.read_texts(texts, forms::notation(t)).answers;
    let mut otherwise = Vec::new();
    for own in given {
        let written = forms::as_typed(t, &Value::Number(own.value));
        let before = texts.insert(own.at.clone(), written);
        if before.is_some() && !same(typed.get(&own.at), own.value) {
            otherwise.push(own.at.clone());
        }
    }
    otherwise
}

/// Whether an answer is that figure.
pub(super) fn same(answer: Option<&Value>, figure: Quantity) -> bool {
    matches!(answer, Some(Value::Number(number)) if number.compare(figure).is_eq())
}
