//! Observations on every database that is there: vintages, what was known when, imports, findings, and who sees them.

mod file;
mod import;
mod pages;
mod vintages;

use std::sync::Arc;

use banyan_core::ledger::Hash;
use banyan_core::observation::{Entered, ObservationKey, REPORTED};
use banyan_core::unit::UnitId;
use banyan_core::words::{Moment, Quantity};

use super::{Imported, Importing, Source, SourceKind, Stated};
use super::{accept, import as import_file};
use crate::ledger::{self, Call, file_hash};
use crate::store::{Store, StoreError};
use crate::tests::House;
use crate::web::{Actor, Mandate, Refusal};

fn at(second: i64) -> Moment {
    Moment::from_microseconds(second * 1_000_000)
}

fn call(second: i64) -> Call {
    Call::new(Actor::LocalPlanner, at(second)).unwrap()
}

/// `unit indicator period value`, a total that was reported.
fn stated(written: &str) -> Stated {
    let parts: Vec<&str> = written.split(' ').collect();
    let [unit, indicator, period, value] = *parts.as_slice() else { panic!("{written}") };
    let key = ObservationKey {
        unit: UnitId(unit.to_owned()),
        indicator: indicator.to_owned(),
        cell: String::new(),
        method: REPORTED.to_owned(),
        period: period.parse().unwrap(),
    };
    let value: Quantity = value.parse().unwrap();
    Stated { key, value }
}

fn source(id: &str) -> Source {
    let (name, reason) = (String::new(), "Counted again".to_owned());
    let (id, hash) = (id.to_owned(), Hash::default());
    Source { id, kind: SourceKind::Report, name, hash, reason }
}

/// Accepts values in an act of its own, as a room on the right does.
async fn accepted(store: &Store, second: i64, id: &str, values: &[&str]) -> Result<(), StoreError> {
    let (call, source) = (call(second), source(id));
    let values: Vec<Stated> = values.iter().map(|own| stated(own)).collect();
    let work = store.write(|tx| {
        let (call, source, values) = (call.clone(), source.clone(), values.clone());
        Box::pin(async move {
            let facts = accept(tx, &source, &values).await?;
            ledger::record(tx, &call, "accept_report", &source.id, facts, &[]).await
        })
    });
    work.await.map(|recorded| assert!(recorded.anew()))
}

/// The lines of a file in the order of their keys.
fn importing(name: &str, reason: &str, values: &[&str]) -> Importing {
    let mut values: Vec<Stated> = values.iter().map(|own| stated(own)).collect();
    values.sort_by(|one, other| one.key.cmp(&other.key));
    let entered = values.into_iter().map(|own| Entered { line: 2, key: own.key, value: own.value });
    Importing {
        name: name.to_owned(),
        hash: file_hash(name.as_bytes()),
        reason: reason.to_owned(),
        subject: "R09".to_owned(),
        values: Arc::new(entered.collect()),
    }
}

async fn imported(
    store: &Store,
    call: &Call,
    by: &[Mandate],
    file: &Importing,
) -> Result<Imported, Refusal> {
    let work = store.write(|tx| {
        let (call, by, file) = (call.clone(), by.to_vec(), file.clone());
        Box::pin(async move { import_file(tx, &call, &by, &file).await })
    });
    work.await
}

/// Imports one value of an indicator, as the operator of a house does.
pub(crate) async fn observed(
    house: &House,
    indicator: &str,
    unit: &str,
    period: &str,
    value: &str,
) -> Imported {
    let known = house.caches.catalogue.known(None);
    let (entry, own) = known.indicator(indicator).unwrap();
    let mut file =
        importing("file.csv", "Counted again", &[&format!("{unit} {indicator} {period} {value}")]);
    let mut values = (*file.values).clone();
    values[0].value = values[0].value.with_decimals(own.decimals).unwrap();
    file.values = Arc::new(values);
    file.subject.clone_from(&entry.document.directive.code);
    let call = Call::new(Actor::LocalPlanner, house.site.clock.now()).unwrap();
    let done = imported(&house.site.store, &call, &[Mandate::Program], &file).await.unwrap();
    house.site.clock.advance(done.at);
    done
}
