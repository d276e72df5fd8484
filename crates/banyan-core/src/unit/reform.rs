//! What a reform makes of a network: the dry run that lists every inconsistency, and the rows when there is none.
//! Identity is decided here.
//!
//! A unit that goes whole to one successor which takes nothing else keeps its identity (renamed, re-kinded or under a
//! new parent); every other transfer ends the old unit and begins a new one, even under the same code.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::found::{check_map, sorted, unit, version};
use super::{
    Class, DraftTransfer, End, Extent, Inconsistency, Network, Reform, ReformDraft, Rows, Rule,
    Share, Transfer, UnitId, UnitNo, Version,
};
use crate::words::Day;

/// What a reform adds to the facts, without writing anything: its dry run.
///
/// # Errors
/// Every inconsistency of the draft, against itself and against the network of the day before.
pub fn plan_reform(network: &Network, draft: &ReformDraft) -> Result<Rows, Vec<Inconsistency>> {
    let mut plan = Plan::new(network, draft);
    plan.check_codes();
    plan.check_shares();
    plan.decide_identities();
    plan.write_versions();
    plan.write_transfers();
    plan.write_ends();
    if plan.found.is_empty() { Ok(plan.rows) } else { Err(sorted(plan.found)) }
}

struct Plan<'a> {
    network: &'a Network,
    draft: &'a ReformDraft,
    eve: Day,
    outgoing: BTreeMap<&'a str, Vec<&'a DraftTransfer>>,
    incoming: BTreeMap<&'a str, Vec<&'a DraftTransfer>>,
    /// Identity of every code of the new map.
    identity: HashMap<&'a str, UnitId>,
    kept: BTreeSet<UnitNo>,
    rows: Rows,
    found: Vec<Inconsistency>,
}

impl<'a> Plan<'a> {
    fn new(network: &'a Network, draft: &'a ReformDraft) -> Plan<'a> {
        let (mut outgoing, mut incoming): (BTreeMap<&str, Vec<_>>, BTreeMap<&str, Vec<_>>) =
            Default::default();
        for transfer in &draft.transfers {
            outgoing.entry(transfer.old_code.as_str()).or_default().push(transfer);
            incoming.entry(transfer.new_code.as_str()).or_default().push(transfer);
        }
        let eve = draft.on.previous();
        let (identity, kept, mut rows, found) = Default::default();
        let rows_of: &mut Rows = &mut rows;
        rows_of.reforms.push(Reform {
            id: draft.id.clone(),
            on: draft.on,
            name: draft.name.clone(),
            decree: draft.decree.clone(),
            divided: draft.divided,
            without_default: draft.without_default,
            recorded_at: draft.recorded_at,
        });
        Plan { network, draft, eve, outgoing, incoming, identity, kept, rows, found }
    }

    /// A reform of bodies brings transfers only: each body has its own first and last day.
    fn of_bodies(&self) -> bool {
        self.draft.units.is_empty() && self.draft.changes.is_empty() && self.draft.ends.is_empty()
    }

    fn old(&self, code: &str) -> Option<UnitNo> {
        self.network.unit_on(code, self.eve, None)
    }

    fn check_codes(&mut self) {
        let day = self.draft.on;
        let country = self.network.numbers().next().and_then(|no| self.network.first_version(no));
        let country_code = country.map_or("", |version| version.code.as_str());
        let ending: BTreeSet<&str> = self
            .outgoing
            .keys()
            .copied()
            .chain(self.draft.ends.iter().map(|end| end.code.as_str()))
            .collect();
        let network = self.network;
        let eve = self.eve;
        check_map(&self.draft.units, country_code, day, &mut self.found, |parent| {
            !ending.contains(parent) && network.unit_on(parent, eve, None).is_some()
        });
        let new_codes: BTreeSet<&str> =
            self.draft.units.iter().map(|row| row.code.as_str()).collect();
        let mut pairs = BTreeSet::new();
        for transfer in &self.draft.transfers {
            let (old, new, line) =
                (transfer.old_code.clone(), transfer.new_code.clone(), transfer.line);
            if !pairs.insert((&transfer.old_code, &transfer.new_code)) {
                self.found.push(Inconsistency::DuplicateTransfer {
                    old: old.clone(),
                    new: new.clone(),
                    line,
                });
            }
            let there = if self.of_bodies() {
                self.network.unit_on(&new, day, None).is_some()
            } else {
                new_codes.contains(new.as_str())
            };
            if !there {
                self.found.push(Inconsistency::DanglingNew { code: new, line });
            }
            self.check_old(&old, line);
        }
        for row in &self.draft.units {
            let origin = self.incoming.contains_key(row.code.as_str());
            if !origin && self.old(&row.code).is_none() {
                self.found
                    .push(Inconsistency::WithoutOrigin { code: row.code.clone(), line: row.line });
            }
        }
        let changed: Vec<_> =
            self.draft.changes.iter().map(|change| (change.code.clone(), change.line)).collect();
        changed.iter().for_each(|(code, line)| self.check_old(code, *line));
        for end in &self.draft.ends {
            self.check_old(&end.code, end.line);
            if self.outgoing.contains_key(end.code.as_str()) {
                self.found.push(Inconsistency::EndsAndGoesOn { code: end.code.clone() });
            }
        }
    }

    /// The code names a unit on the eve, and nothing recorded of it starts on or after the reform's day.
    fn check_old(&mut self, code: &str, line: usize) {
        let Some(no) = self.old(code) else {
            let later = self
                .network
                .bearers(code)
                .iter()
                .filter_map(|no| self.network.end(*no, None))
                .next();
            let finding = match later {
                Some(end) => Inconsistency::OverlappingDays {
                    code: code.to_owned(),
                    day: self.draft.on,
                    other: end.last_day.next(),
                    line,
                },
                None => Inconsistency::DanglingOld { code: code.to_owned(), day: self.eve, line },
            };
            self.found.push(finding);
            return;
        };
        if self.of_bodies() {
            return;
        }
        let later = self
            .network
            .versions(no)
            .iter()
            .map(|version| version.from)
            .find(|from| *from >= self.draft.on);
        let ends = self.network.end(no, None).map(|end| end.last_day.next());
        if let Some(other) = later.or(ends) {
            let (code, day) = (code.to_owned(), self.draft.on);
            self.found.push(Inconsistency::OverlappingDays { code, day, other, line });
        }
    }

    fn check_shares(&mut self) {
        for (code, transfers) in &self.outgoing {
            let code = || (*code).to_owned();
            let whole =
                transfers.iter().filter(|transfer| transfer.extent == Extent::Whole).count();
            if whole > 0 && transfers.len() > 1 {
                self.found.push(Inconsistency::WholeAndMore { code: code() });
            }
            let shares: Vec<_> = transfers.iter().filter_map(|transfer| transfer.share).collect();
            if !shares.is_empty() && (shares.len() == transfers.len() || whole == 0) {
                let sum =
                    shares.iter().map(|share| share.billionths()).fold(0_i64, i64::saturating_add);
                if sum != Share::WHOLE_BILLIONTHS {
                    self.found.push(Inconsistency::SharesNotOne { code: code(), sum });
                }
            }
            if whole == 0 && shares.len() < transfers.len() {
                let defaults =
                    transfers.iter().filter(|transfer| transfer.default_successor).count();
                if defaults > 1 {
                    self.found.push(Inconsistency::ManyDefaults { code: code() });
                }
                let needs_default =
                    |rule: &Rule| *rule != Rule::DefaultSuccessor && *rule != Rule::GivenShare;
                let ruled = match defaults {
                    0 => self.draft.without_default.filter(needs_default),
                    _ => self.draft.divided.filter(|rule| *rule != Rule::GivenShare),
                };
                if ruled.is_none() {
                    self.found.push(Inconsistency::DividedWithoutRule { code: code() });
                }
            }
        }
    }

    fn decide_identities(&mut self) {
        for row in &self.draft.units {
            let origins = self.incoming.get(row.code.as_str()).map_or(&[][..], Vec::as_slice);
            let heir = match origins {
                [] => {
                    self.old(&row.code).filter(|_| !self.outgoing.contains_key(row.code.as_str()))
                }
                [only] if only.extent == Extent::Whole => self.old(&only.old_code).filter(|_| {
                    self.outgoing
                        .get(only.old_code.as_str())
                        .is_some_and(|transfers| transfers.len() == 1)
                }),
                _ => None,
            };
            let kept = heir.and_then(|no| self.network.unit(no)).map(|unit| unit.id.clone());
            let id = kept.unwrap_or_else(|| self.fresh_id(&row.code));
            self.kept.extend(heir);
            self.identity.insert(&row.code, id);
        }
    }

    /// An identity that no bearer of the code has: the next ordinal.
    fn fresh_id(&self, code: &str) -> UnitId {
        let mut ordinal = self.network.bearers(code).len().saturating_add(1);
        while self.network.find(&UnitId::numbered(code, ordinal)).is_some() {
            ordinal = ordinal.saturating_add(1);
        }
        UnitId::numbered(code, ordinal)
    }

    /// The identity behind a code on the reform's day: of the new map, else of what goes on unchanged.
    fn identity_after(&self, code: &str) -> Option<UnitId> {
        let unchanged = || {
            let no = self.network.unit_on(code, self.draft.on, None)?;
            (!self.ends(no, code))
                .then(|| self.network.unit(no).map(|unit| unit.id.clone()))
                .flatten()
        };
        self.identity.get(code).cloned().or_else(unchanged)
    }

    fn ends(&self, no: UnitNo, code: &str) -> bool {
        let listed = self.draft.ends.iter().any(|end| end.code == code);
        let transferred = self.outgoing.contains_key(code) && !self.draft.units.is_empty();
        (listed || transferred) && !self.kept.contains(&no)
    }

    fn write_versions(&mut self) {
        let root = self
            .network
            .numbers()
            .next()
            .and_then(|no| self.network.unit(no))
            .map(|unit| unit.id.clone());
        for row in &self.draft.units {
            let Some(id) = self.identity.get(row.code.as_str()).cloned() else { continue };
            let parent = if row.parent_code.is_empty() {
                root.clone()
            } else {
                self.identity_after(&row.parent_code)
            };
            let Some(parent) = parent else { continue };
            let next = version(row, id.clone(), parent, self.draft.on, self.draft.recorded_at);
            match self.network.find(&id) {
                None => {
                    self.rows.units.push(unit(
                        id,
                        Class::Territory,
                        Vec::new(),
                        self.draft.recorded_at,
                    ));
                    self.rows.versions.push(next);
                }
                Some(no) => {
                    let before = self.network.version_on(no, self.eve, None);
                    if before.is_none_or(|before| differs(before, &next)) {
                        self.rows.versions.push(next);
                    }
                }
            }
        }
        for change in &self.draft.changes {
            let before =
                self.old(&change.code).and_then(|no| self.network.version_on(no, self.eve, None));
            let Some(mut next) = before.cloned() else { continue };
            next.from = self.draft.on;
            next.name = change.name.clone();
            next.kind.clone_from(&change.kind);
            next.recorded_at = self.draft.recorded_at;
            self.rows.versions.push(next);
        }
    }

    fn write_transfers(&mut self) {
        for transfer in &self.draft.transfers {
            let from = self
                .old(&transfer.old_code)
                .and_then(|no| self.network.unit(no))
                .map(|unit| unit.id.clone());
            let (Some(from), Some(to)) = (from, self.identity_after(&transfer.new_code)) else {
                continue;
            };
            self.rows.transfers.push(Transfer {
                reform: self.draft.id.clone(),
                from,
                to,
                share: transfer.share,
                extent: transfer.extent,
                default_successor: transfer.default_successor,
                recorded_at: self.draft.recorded_at,
            });
        }
    }

    /// Custodian of a divided or merged unit: its whole or default successor, else the successor with the lowest code.
    fn write_ends(&mut self) {
        let ends: Vec<(&str, Option<UnitId>)> = self
            .outgoing
            .iter()
            .filter(|_| !self.draft.units.is_empty())
            .map(|(code, transfers)| {
                let chosen = transfers.iter().find(|transfer| {
                    transfer.default_successor || transfer.extent == Extent::Whole
                });
                let chosen =
                    chosen.or_else(|| transfers.iter().min_by_key(|transfer| &transfer.new_code));
                (*code, chosen.and_then(|transfer| self.identity_after(&transfer.new_code)))
            })
            .collect();
        for (code, custodian) in ends {
            self.write_end(code, custodian);
        }
        for end in &self.draft.ends {
            let custodian = self.identity_after(&end.custodian_code);
            if custodian.is_none() && !end.custodian_code.is_empty() {
                let (code, custodian, day) =
                    (end.code.clone(), end.custodian_code.clone(), self.draft.on);
                self.found.push(Inconsistency::DanglingCustodian {
                    code,
                    custodian,
                    day,
                    line: end.line,
                });
            } else {
                self.write_end(&end.code, custodian);
            }
        }
        self.check_forgotten();
    }

    fn write_end(&mut self, code: &str, custodian: Option<UnitId>) {
        let Some(no) = self.old(code).filter(|no| !self.kept.contains(no)) else { return };
        let Some(unit) = self.network.unit(no) else { return };
        if custodian.is_none() {
            self.found.push(Inconsistency::ClosedWithoutCustodian { code: code.to_owned() });
        }
        self.rows.ends.push(End {
            unit: unit.id.clone(),
            last_day: self.eve,
            reform: Some(self.draft.id.clone()),
            custodian,
            recorded_at: self.draft.recorded_at,
        });
    }

    /// Territories whose parent ends and which the draft does not mention would hang in the air.
    fn check_forgotten(&mut self) {
        let ended: BTreeSet<&UnitId> = self.rows.ends.iter().map(|end| &end.unit).collect();
        let placed: BTreeSet<&UnitId> = self.identity.values().collect();
        let mut forgotten = Vec::new();
        for no in self.network.numbers().filter(|no| self.network.open_on(*no, self.eve, None)) {
            let Some(unit) = self.network.unit(no).filter(|unit| unit.class == Class::Territory)
            else {
                continue;
            };
            let Some(version) = self.network.version_on(no, self.eve, None) else { continue };
            let orphan = version.parent.as_ref().is_some_and(|parent| ended.contains(parent));
            if orphan && !ended.contains(&unit.id) && !placed.contains(&unit.id) {
                forgotten
                    .push(Inconsistency::ClosedWithoutCustodian { code: version.code.clone() });
            }
        }
        self.found.extend(forgotten);
    }
}

fn differs(before: &Version, next: &Version) -> bool {
    (&before.code, &before.name, &before.kind, before.level, &before.parent)
        != (&next.code, &next.name, &next.kind, next.level, &next.parent)
}
