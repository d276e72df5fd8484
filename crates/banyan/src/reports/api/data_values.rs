//! Values as other systems exchange them: DHIS2 data value sets in JSON or CSV, and ADX. A data set is a regime, a data element an entry
//! of its form or the indicator of one, a category option combination the cell of an entry. What is sent becomes the drafts of the
//! reports that its sender fills in: all of it, or none.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use banyan_core::access::Permit;
use banyan_core::calendar::Period;
use banyan_core::form::{Address, Form, FormField, Notation, ProblemKind, Severity, Texts};
use banyan_core::unit::{Network, UnitId};

use super::super::Regimes;
use super::super::pages::{Caches, Mine, keep_drafts, texts_of};
use super::super::store;
use super::refused;
use crate::forms::Forms;
use crate::sheets::{
    Conflict, Exchange, ExchangeValue, FileProblem, ImportCount, Scheme, Schemes, Summary,
    read_exchange,
};
use crate::units::Networks;
use crate::web::{Argument, Refusal, Site, Visit};

/// Takes values in. Answers as DHIS2 does: an import summary, 409 where something stands in the way.
pub(in crate::reports) async fn take_values(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(forms): Extension<Forms>,
    Extension(regimes): Extension<Regimes>,
    Query(asked): Query<BTreeMap<String, String>>,
    bytes: Bytes,
) -> Response {
    let caches = Caches { networks: &networks, forms: &forms, regimes: &regimes };
    match taken(&visit, &site, caches, &asked, &bytes).await {
        Ok(summary) => {
            let message = summary.message();
            let status = StatusCode::from_u16(message.http_status_code);
            (status.unwrap_or(StatusCode::CONFLICT), Json(message)).into_response()
        }
        Err(refusal) => refused(&visit, &refusal),
    }
}

async fn taken(
    visit: &Visit,
    site: &Site,
    caches: Caches<'_>,
    asked: &BTreeMap<String, String>,
    bytes: &[u8],
) -> Result<Summary, Refusal> {
    visit.writing()?;
    if visit.actor.person().is_none() {
        return Err(Refusal::SignIn);
    }
    let t = visit.words;
    let exchange = match read_exchange(bytes) {
        Ok(exchange) => exchange,
        Err(problems) => return Ok(unread(visit, &problems)),
    };
    let stated = Schemes::read(|name| asked.get(name).map(String::as_str));
    let stated = stated.map_err(|refusal| Refusal::Sentence {
        status: StatusCode::BAD_REQUEST,
        key: "values-scheme",
        input: refusal.0,
    })?;
    let mut reading = Reading::of(visit, caches, &exchange, stated);
    let groups = reading.groups(&exchange, asked.get("dataSet").map(String::as_str));
    let mut drafts = Vec::new();
    for ((regime, period), values) in groups {
        let mine = Mine::load(visit, site, caches, (&regime, &period.to_string())).await;
        match mine {
            Ok(mine) => drafts.extend(reading.drafts(&mine, &values)),
            Err(Refusal::NotFound) => {
                reading.refuse_all(&values, "dataSet", &regime, "values-data-set")
            }
            Err(Refusal::NotAllowed) => {
                reading.refuse_all(&values, "period", &period.to_string(), "values-nothing-owed");
            }
            Err(refusal) => return Err(refusal),
        }
    }
    let all = exchange.values.len();
    if !reading.conflicts.is_empty() {
        let count = ImportCount { ignored: all, ..ImportCount::default() };
        return Ok(Summary::of(count, reading.conflicts, &t.text("values-refused")));
    }
    let count = counted(site, &drafts).await?;
    let dry = asked.get("dryRun").is_some_and(|own| own == "true");
    if !dry {
        for (form, some) in by_form(drafts) {
            keep_drafts(site, &form, &some).await?;
        }
    }
    let said = t.text(if dry { "values-would-be" } else { "values-taken" });
    Ok(Summary::of(count, Vec::new(), &said))
}

/// What a report gets: its name, who may, and the texts.
type Given = (String, Permit, Texts);

/// The same with the form under which it was read.
type Draft = (Arc<Form>, Given);

fn by_form(drafts: Vec<Draft>) -> Vec<(Arc<Form>, Vec<Given>)> {
    let mut forms: BTreeMap<String, (Arc<Form>, Vec<Given>)> = BTreeMap::new();
    for (form, draft) in drafts {
        let code = form.code().to_owned();
        forms.entry(code).or_insert_with(|| (form, Vec::new())).1.push(draft);
    }
    forms.into_values().collect()
}

/// How many values are new, and how many take the place of others.
async fn counted(site: &Site, drafts: &[Draft]) -> Result<ImportCount, Refusal> {
    let mut count = ImportCount::default();
    let mut tx = site.store.read().await?;
    for (_, (report, _, texts)) in drafts {
        let stands = store::load_draft(&mut tx, report).await?.unwrap_or_default();
        let known = texts.keys().filter(|at| stands.texts.contains_key(at)).count();
        count.updated += known;
        count.imported += texts.len() - known;
    }
    Ok(count)
}

/// A file of which nothing can be taken.
fn unread(visit: &Visit, problems: &[FileProblem]) -> Summary {
    let conflict = |problem: &FileProblem| Conflict {
        object: String::new(),
        objects: BTreeMap::new(),
        value: problem.sentence(visit.words),
        error_code: String::new(),
        property: "file".to_owned(),
        indexes: Vec::new(),
    };
    let conflicts = problems.iter().map(conflict).collect();
    Summary::of(ImportCount::default(), conflicts, &visit.words.text("values-refused"))
}

/// Values on the way to drafts, and what stands in their way.
struct Reading<'a> {
    visit: &'a Visit,
    network: Arc<Network>,
    schemes: Schemes,
    conflicts: Vec<Conflict>,
}

impl<'a> Reading<'a> {
    fn of(visit: &'a Visit, caches: Caches<'_>, exchange: &Exchange, stated: Schemes) -> Self {
        let schemes = exchange.schemes.clone().or(stated).or(Schemes::of(exchange.format));
        let network = caches.networks.network();
        Reading { visit, network, schemes, conflicts: Vec::new() }
    }

    fn refuse(&mut self, values: &[usize], (property, object): (&str, &str), sentence: String) {
        self.conflicts.push(Conflict {
            object: object.to_owned(),
            objects: BTreeMap::from([(property.to_owned(), object.to_owned())]),
            value: sentence,
            error_code: String::new(),
            property: property.to_owned(),
            indexes: values.to_vec(),
        });
    }

    fn refuse_all(&mut self, values: &[ExchangeValue], property: &str, object: &str, key: &str) {
        let indexes: Vec<usize> = values.iter().map(|own| own.index).collect();
        let sentence = self.visit.words.with(key, &[("input", Argument::from(object))]);
        self.refuse(&indexes, (property, object), sentence);
    }

    /// The values by regime and period.
    fn groups(
        &mut self,
        exchange: &Exchange,
        stated: Option<&str>,
    ) -> BTreeMap<(String, Period), Vec<ExchangeValue>> {
        let mut groups: BTreeMap<(String, Period), Vec<ExchangeValue>> = BTreeMap::new();
        for own in &exchange.values {
            let regime =
                if own.data_set.is_empty() { stated.unwrap_or_default() } else { &own.data_set };
            match own.period {
                Some(period) => {
                    groups.entry((regime.to_owned(), period)).or_default().push(own.clone());
                }
                None => {
                    self.refuse_all(std::slice::from_ref(own), "period", "", "values-no-period")
                }
            }
        }
        groups
    }

    /// The unit that a value names: by identity, or by the code that it bore on the period's last day.
    fn unit(&self, own: &ExchangeValue, period: Period) -> Option<UnitId> {
        let named = UnitId(own.org_unit.clone());
        match self.schemes.for_kind(self.schemes.org_unit.as_ref()) {
            Scheme::Name | Scheme::Attribute(_) => None,
            Scheme::Uid | Scheme::Code if self.network.find(&named).is_some() => Some(named),
            Scheme::Uid | Scheme::Code => {
                let no = self.network.unit_on(&own.org_unit, period.last(), None)?;
                self.network.unit(no).map(|unit| unit.id.clone())
            }
        }
    }

    /// The drafts that values of one regime and period make.
    fn drafts(&mut self, mine: &Mine, values: &[ExchangeValue]) -> Vec<Draft> {
        let mut texts: BTreeMap<usize, (Texts, BTreeMap<Address, usize>)> = BTreeMap::new();
        for own in values {
            let one = std::slice::from_ref(own);
            let unit = self.unit(own, mine.period);
            let place = mine.owed.iter().position(|(owed, _)| Some(&owed.unit) == unit.as_ref());
            let Some(place) = place else {
                self.refuse_all(one, "orgUnit", &own.org_unit, "values-unit");
                continue;
            };
            let Some(at) = entry(&mine.form, own) else {
                let (element, cell) = (&own.data_element, &own.category_option_combo);
                let object =
                    if cell.is_empty() { element.clone() } else { format!("{element}.{cell}") };
                self.refuse_all(one, "dataElement", &object, "values-element");
                continue;
            };
            let (texts, indexes) = texts.entry(place).or_default();
            texts.insert(at.clone(), if own.deleted { String::new() } else { own.value.clone() });
            indexes.insert(at, own.index);
        }
        let mut drafts = Vec::new();
        for (place, (texts, indexes)) in texts {
            let read = mine.form.read_texts(&texts, Notation::Plain);
            for problem in &read.problems {
                let whole =
                    problem.severity != Severity::Error || problem.kind == ProblemKind::Missing;
                if let (Some(index), false) = (indexes.get(&problem.at), whole) {
                    let sentence = crate::forms::sentence(self.visit.words, &mine.form, problem);
                    self.refuse(&[*index], ("value", &problem.at.to_string()), sentence);
                }
            }
            if let Some((owed, permit)) = mine.owed.get(place) {
                let own = texts_of(self.visit, &mine.form, &read.answers);
                drafts.push((mine.form.clone(), (owed.id.clone(), permit.clone(), own)));
            }
        }
        drafts
    }
}

/// The entry that a value is for: by the entry's code or the indicator's, and the cell by its option or, in ADX, by its categories.
fn entry(form: &Form, own: &ExchangeValue) -> Option<Address> {
    let of_indicator = |field: &&FormField| {
        field.number().is_some_and(|number| number.indicator == own.data_element)
    };
    let field = form.field(&own.data_element);
    let field = field.or_else(|| form.fields().iter().find(of_indicator))?;
    let cell = match own.category_option_combo.as_str() {
        "" | "default" if own.categories.is_empty() => "",
        "" | "default" => {
            let options = own.categories.values();
            let fits = |cell: &&str| {
                let parts: Vec<&str> = cell.split('.').collect();
                parts.len() == own.categories.len()
                    && options.clone().all(|option| parts.contains(&option.as_str()))
            };
            field.slots().find(fits)?
        }
        cell => cell,
    };
    let fits = field.slots().any(|slot| slot == cell) && !field.computed(cell);
    fits.then(|| field.address(cell, None))
}
