//! New versions of what is recorded: a directive whose content changed, and one that its content no longer brings. Nothing is
//! overwritten and nothing deleted: each change is a row of its own, and what people made is left as it is.

use std::collections::{BTreeMap, BTreeSet};

use banyan_core::access::Action;
use banyan_core::ledger::Hash;
use banyan_core::unit::{Network, UnitId};
use banyan_core::words::{Day, Moment};
use serde_json::{Value as Json, json};

use super::super::store::{self, Recorded};
use super::differences::{AdoptedActs, Change, Difference, Planned, compare, withdrawn};
use super::document::DirectiveDocument;
use super::parts::{HEAD, Part};
use super::{assignment, assignments, unit_of};
use crate::ledger::{self, Call, Facts};
use crate::store::{StoreError, Tx};
use crate::web::{Mandate, Refusal};

/// Where content comes from, as an act binds it: the files that were read, and the rows that say of which package they are.
#[derive(Clone, Default, Debug)]
pub struct Origin {
    pub files: Vec<(String, Hash)>,
    pub sources: Option<Facts>,
    /// On which a class is counted whose directive bears no day: the day of adoption.
    pub day: Option<Day>,
}

/// What adopting documents would change, and what of it is left to people: directive by directive in the order given, then
/// those of `gone`, which the content no longer brings. A directive that is not recorded at all is new with all its parts.
///
/// # Errors
/// What the database says.
pub async fn differences(
    tx: &mut Tx,
    documents: &[&DirectiveDocument],
    gone: &[String],
    adopted: &AdoptedActs,
) -> Result<Vec<Difference>, StoreError> {
    let recorded = store::load_recorded(tx).await?;
    let mut all = Vec::new();
    for document in documents {
        all.extend(compare(&recorded, document, adopted)?);
    }
    for directive in gone {
        all.extend(withdrawn(&recorded, directive, adopted));
    }
    Ok(all.into_iter().map(|planned| planned.difference).collect())
}

/// Code of every directive that has not ended, with the act of its last version.
///
/// # Errors
/// What the database says.
pub async fn standing_directives(tx: &mut Tx) -> Result<Vec<(String, String)>, StoreError> {
    let mut standing: BTreeMap<String, (i64, bool, String)> = BTreeMap::new();
    let recorded = store::load_recorded(tx).await?;
    for row in recorded.into_iter().filter(|row| row.key.kind == HEAD) {
        let last = standing.entry(row.directive).or_default();
        if row.version > last.0 {
            *last = (row.version, row.ended, row.act);
        }
    }
    let open = standing.into_iter().filter(|(_, (_, ended, _))| !ended);
    Ok(open.map(|(code, (_, _, act))| (code, act)).collect())
}

/// Records new versions of what a document says otherwise than the store; what people made last is left. Without such a
/// difference nothing changes and the answer is `None`.
///
/// # Errors
/// [`Refusal::NotAllowed`] without a mandate to adopt content; what the database says.
pub async fn record_changes(
    tx: &mut Tx,
    call: &Call,
    mandate: &Mandate,
    network: &Network,
    document: &DirectiveDocument,
    adopted: &AdoptedActs,
    origin: &Origin,
) -> Result<Option<Moment>, Refusal> {
    mandate.allows(&call.actor, Action::AdoptContent, None)?;
    let recorded = store::load_recorded(tx).await?;
    let planned = compare(&recorded, document, adopted)?;
    let code = document.directive.code.as_str();
    let mut changes = Changes::of(code, &recorded, planned)?;
    let old = store::load_assigned(tx, code).await?;
    changes.assign(network, document, origin.day, &old);
    if let Some(head) = changes.heads.first().filter(|head| !head.ended)
        && let Some(programme) = &document.programme
    {
        changes.programme = Some(ProgrammeVersion {
            directive: code.to_owned(),
            version: head.version,
            programme: programme.code.clone(),
            unit: unit_of(network, document, &programme.unit),
            visibility: programme.visibility.clone(),
        });
    }
    Ok(changes.record(tx, call, "revise_directive", document.programme_code(), origin).await?)
}

/// Ends a directive that its content no longer brings, with everything below it that people did not change.
///
/// # Errors
/// [`Refusal::NotAllowed`] without a mandate to adopt content; what the database says.
pub async fn end_directive(
    tx: &mut Tx,
    call: &Call,
    mandate: &Mandate,
    directive: &str,
    adopted: &AdoptedActs,
    origin: &Origin,
) -> Result<Option<Moment>, Refusal> {
    mandate.allows(&call.actor, Action::AdoptContent, None)?;
    let recorded = store::load_recorded(tx).await?;
    let planned = withdrawn(&recorded, directive, adopted);
    let changes = Changes::of(directive, &recorded, planned)?;
    Ok(changes.record(tx, call, "end_directive", None, origin).await?)
}

/// The rows of one act.
struct Changes {
    directive: String,
    heads: Vec<NewVersion>,
    definitions: Vec<NewVersion>,
    first_assignments: Vec<(String, UnitId)>,
    assignments: Vec<AssignmentChange>,
    programme: Option<ProgrammeVersion>,
}

impl Changes {
    fn of(
        directive: &str,
        recorded: &[Recorded],
        planned: Vec<Planned>,
    ) -> Result<Changes, StoreError> {
        let mut last: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for row in recorded {
            let known = last.entry((row.key.kind, row.key.code.as_str())).or_default();
            *known = row.version.max(*known);
        }
        let mut changes = Changes {
            directive: directive.to_owned(),
            heads: Vec::new(),
            definitions: Vec::new(),
            first_assignments: Vec::new(),
            assignments: Vec::new(),
            programme: None,
        };
        let mut next: BTreeMap<(&'static str, String), i64> = BTreeMap::new();
        for own in planned.iter().filter(|own| own.difference.change != Change::Kept) {
            let Difference { kind, code, change, .. } = &own.difference;
            let before = last.get(&(*kind, code.as_str())).copied().unwrap_or_default();
            let version = next.entry((kind, code.clone())).or_insert(before);
            *version = version.saturating_add(1);
            let row = NewVersion {
                kind,
                code: code.clone(),
                version: *version,
                document: own.part.json()?,
                ended: *change == Change::Ended,
            };
            match own.part {
                Part::Head(_) => changes.heads.push(row),
                _ => changes.definitions.push(row),
            }
        }
        Ok(changes)
    }

    /// Gives and takes back what the new versions of tasks ask for.
    fn assign(
        &mut self,
        network: &Network,
        document: &DirectiveDocument,
        day: Option<Day>,
        old: &[(String, UnitId)],
    ) {
        let tasks: BTreeMap<&str, i64> = self
            .definitions
            .iter()
            .filter(|own| own.kind == "task" && !own.ended)
            .map(|own| (own.code.as_str(), own.version))
            .collect();
        let wanted: BTreeSet<(String, UnitId)> = assignments(network, document, day)
            .into_iter()
            .filter(|(task, _)| tasks.contains_key(task.as_str()))
            .collect();
        let held: BTreeSet<(String, UnitId)> =
            old.iter().filter(|(task, _)| tasks.contains_key(task.as_str())).cloned().collect();
        let pairs = wanted
            .difference(&held)
            .map(|pair| (pair, true))
            .chain(held.difference(&wanted).map(|pair| (pair, false)));
        for ((task, unit), assigned) in pairs {
            match tasks.get(task.as_str()).copied() {
                Some(1) => self.first_assignments.push((task.clone(), unit.clone())),
                Some(version) => self.assignments.push(AssignmentChange {
                    task: task.clone(),
                    unit: unit.clone(),
                    version,
                    assigned,
                }),
                None => {}
            }
        }
    }

    async fn record(
        self,
        tx: &mut Tx,
        call: &Call,
        verb: &'static str,
        programme: Option<&str>,
        origin: &Origin,
    ) -> Result<Option<Moment>, StoreError> {
        if self.heads.is_empty() && self.definitions.is_empty() {
            return Ok(None);
        }
        let facts = self.facts(programme).into_iter().chain(origin.sources.clone()).collect();
        let recorded =
            ledger::record(tx, call, verb, &self.directive, facts, &origin.files).await?;
        Ok(Some(recorded.at()))
    }

    fn facts(&self, programme: Option<&str>) -> [Facts; 5] {
        let head = |own: &NewVersion| {
            json!({
                "directive": own.code, "version": own.version, "document": own.document.to_string(),
                "ended": own.ended,
            })
        };
        let belongs = self.programme.iter().map(|own| {
            json!({
                "directive": own.directive, "version": own.version, "programme": own.programme,
                "unit": own.unit.as_ref().map(|unit| &unit.0), "visibility": own.visibility,
            })
        });
        let definition = |own: &NewVersion| own.definition(&self.directive, programme);
        let first = self.first_assignments.iter().map(|(task, unit)| assignment(task, unit));
        let later = self.assignments.iter().map(|own| {
            json!({
                "task": own.task, "unit": own.unit.0, "version": own.version, "assigned": own.assigned,
            })
        });
        [
            Facts { table: &store::DIRECTIVE_VERSION, rows: self.heads.iter().map(head).collect() },
            Facts { table: &store::PROGRAMME_VERSION, rows: belongs.collect() },
            Facts {
                table: &store::DEFINITION,
                rows: self.definitions.iter().map(definition).collect(),
            },
            Facts { table: &store::ASSIGNMENT, rows: first.collect() },
            Facts { table: &store::ASSIGNMENT_VERSION, rows: later.collect() },
        ]
    }
}

/// A new version of a directive's head or of a definition.
#[derive(Debug)]
pub(in crate::programmes) struct NewVersion {
    pub kind: &'static str,
    pub code: String,
    pub version: i64,
    pub document: Json,
    pub ended: bool,
}

impl NewVersion {
    /// The row of a definition.
    pub(in crate::programmes) fn definition(
        &self,
        directive: &str,
        programme: Option<&str>,
    ) -> Json {
        json!({
            "kind": self.kind, "code": self.code, "version": self.version, "programme": programme,
            "directive": directive, "document": self.document.to_string(), "ended": self.ended,
        })
    }
}

/// Whom a programme belongs to under a later version of its directive.
#[derive(Debug)]
struct ProgrammeVersion {
    directive: String,
    version: i64,
    programme: String,
    unit: Option<UnitId>,
    visibility: String,
}

/// What a later version of a task gives a unit, or takes back from it.
#[derive(Debug)]
struct AssignmentChange {
    task: String,
    unit: UnitId,
    version: i64,
    assigned: bool,
}

/// The parts of a document as first versions, its head aside; an indicator with several editions has a version for each.
///
/// # Errors
/// When a part cannot be written as JSON.
pub(super) fn first_versions(document: &DirectiveDocument) -> Result<Vec<NewVersion>, StoreError> {
    let mut last: BTreeMap<(&'static str, String), i64> = BTreeMap::new();
    let mut rows = Vec::new();
    for part in Part::all_of(document).iter().filter(|part| part.key().kind != HEAD) {
        let key = part.key();
        let version = last.entry((key.kind, key.code.clone())).or_default();
        *version = version.saturating_add(1);
        let (kind, code, version) = (key.kind, key.code, *version);
        rows.push(NewVersion { kind, code, version, document: part.json()?, ended: false });
    }
    Ok(rows)
}
