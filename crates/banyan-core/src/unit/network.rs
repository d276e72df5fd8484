//! All that is recorded of units, held in memory and asked by day.

use std::collections::{BTreeSet, HashMap};

use super::{Class, End, Reform, Transfer, Unit, UnitId, Version};
use crate::words::{Day, Moment};

/// The place of a unit in [`Network`]; means nothing outside it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct UnitNo(pub(super) usize);

/// Every fact row of units, in any order.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Rows {
    pub units: Vec<Unit>,
    pub versions: Vec<Version>,
    pub ends: Vec<End>,
    pub reforms: Vec<Reform>,
    pub transfers: Vec<Transfer>,
}

impl Rows {
    /// Adds the rows of `other` behind these.
    pub fn append(&mut self, other: Rows) {
        self.units.extend(other.units);
        self.versions.extend(other.versions);
        self.ends.extend(other.ends);
        self.reforms.extend(other.reforms);
        self.transfers.extend(other.transfers);
    }
}

/// One flow between two units, as a life line shows it.
#[derive(Clone, Copy, Debug)]
pub struct Stream<'a> {
    /// The other unit: a predecessor or a successor, as asked.
    pub unit: UnitNo,
    pub transfer: &'a Transfer,
    pub reform: Option<&'a Reform>,
}

/// The network through time: an index over [`Rows`]. Rows that name a unit which is not there are left out.
#[derive(Clone, Default, Debug)]
pub struct Network {
    units: Vec<Entry>,
    by_id: HashMap<UnitId, UnitNo>,
    bearers: HashMap<String, Vec<UnitNo>>,
    reforms: Vec<Reform>,
    transfers: Vec<Transfer>,
    territories_known_from: Option<Day>,
}

#[derive(Clone, Debug)]
struct Entry {
    unit: Unit,
    versions: Vec<Version>,
    ends: Vec<End>,
    outgoing: Vec<usize>,
    incoming: Vec<usize>,
}

impl Network {
    pub fn new(rows: Rows) -> Network {
        let mut network = Network::default();
        for unit in rows.units {
            network.by_id.insert(unit.id.clone(), UnitNo(network.units.len()));
            let (versions, ends, outgoing, incoming) = Default::default();
            network.units.push(Entry { unit, versions, ends, outgoing, incoming });
        }
        rows.versions.into_iter().for_each(|version| network.add_version(version));
        for end in rows.ends {
            if let Some(entry) = network.entry_mut(&end.unit) {
                entry.ends.push(end);
            }
        }
        rows.transfers.into_iter().for_each(|transfer| network.add_transfer(transfer));
        for entry in &mut network.units {
            entry.versions.sort_by_key(|version| (version.from, version.recorded_at));
        }
        network.reforms = rows.reforms;
        network.reforms.sort_by_key(|reform| reform.on);
        network.territories_known_from = network
            .units
            .iter()
            .filter(|entry| entry.unit.class == Class::Territory)
            .flat_map(|entry| entry.versions.iter().filter(|version| version.parent.is_some()))
            .map(|version| version.from)
            .min();
        network
    }

    fn add_version(&mut self, version: Version) {
        let Some(no) = self.by_id.get(&version.unit).copied() else { return };
        let bearers = self.bearers.entry(version.code.clone()).or_default();
        if !bearers.contains(&no) {
            bearers.push(no);
        }
        if let Some(entry) = self.units.get_mut(no.0) {
            entry.versions.push(version);
        }
    }

    fn add_transfer(&mut self, transfer: Transfer) {
        let row = self.transfers.len();
        let (Some(from), Some(to)) = (self.by_id.get(&transfer.from), self.by_id.get(&transfer.to))
        else {
            return;
        };
        let (from, to) = (*from, *to);
        if let Some(entry) = self.units.get_mut(from.0) {
            entry.outgoing.push(row);
        }
        if let Some(entry) = self.units.get_mut(to.0) {
            entry.incoming.push(row);
        }
        self.transfers.push(transfer);
    }

    fn entry_mut(&mut self, id: &UnitId) -> Option<&mut Entry> {
        let no = self.by_id.get(id)?;
        self.units.get_mut(no.0)
    }

    /// The network as it was known at a moment: nothing that was recorded later is in it. Its unit numbers are its own.
    pub fn as_known_at(&self, known_at: Moment) -> Network {
        let mut rows = Rows::default();
        for entry in self.units.iter().filter(|entry| entry.unit.recorded_at <= known_at) {
            rows.units.push(entry.unit.clone());
            let versions = entry.versions.iter().filter(|row| row.recorded_at <= known_at);
            rows.versions.extend(versions.cloned());
            let ends = entry.ends.iter().filter(|row| row.recorded_at <= known_at);
            rows.ends.extend(ends.cloned());
        }
        let reforms = self.reforms.iter().filter(|row| row.recorded_at <= known_at);
        rows.reforms = reforms.cloned().collect();
        let transfers = self.transfers.iter().filter(|row| row.recorded_at <= known_at);
        rows.transfers = transfers.cloned().collect();
        Network::new(rows)
    }

    /// Every moment at which anything was recorded, the earliest first.
    pub fn recorded_moments(&self) -> Vec<Moment> {
        let units = self.units.iter().flat_map(|entry| {
            let versions = entry.versions.iter().map(|row| row.recorded_at);
            let ends = entry.ends.iter().map(|row| row.recorded_at);
            versions.chain(ends).chain([entry.unit.recorded_at])
        });
        let reforms = self.reforms.iter().map(|row| row.recorded_at);
        let transfers = self.transfers.iter().map(|row| row.recorded_at);
        let moments: BTreeSet<Moment> = units.chain(reforms).chain(transfers).collect();
        moments.into_iter().collect()
    }

    /// How many units it ever knew.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    pub fn numbers(&self) -> impl Iterator<Item = UnitNo> + use<> {
        (0..self.units.len()).map(UnitNo)
    }

    /// The first day on which territories below the country are known; `None` when none are.
    pub fn territories_known_from(&self) -> Option<Day> {
        self.territories_known_from
    }

    pub fn find(&self, id: &UnitId) -> Option<UnitNo> {
        self.by_id.get(id).copied()
    }

    pub fn unit(&self, no: UnitNo) -> Option<&Unit> {
        self.units.get(no.0).map(|entry| &entry.unit)
    }

    /// Every unit that ever bore `code`, the first recorded one first.
    pub fn bearers(&self, code: &str) -> &[UnitNo] {
        self.bearers.get(code).map_or(&[], Vec::as_slice)
    }

    /// The unit that bears `code` on a day, as known at a moment (`None`: as known now).
    pub fn unit_on(&self, code: &str, day: Day, known_at: Option<Moment>) -> Option<UnitNo> {
        self.bearers(code).iter().copied().find(|no| {
            self.open_on(*no, day, known_at)
                && self.version_on(*no, day, known_at).is_some_and(|version| version.code == code)
        })
    }

    /// Every version of a unit, the earliest first.
    pub fn versions(&self, no: UnitNo) -> &[Version] {
        self.units.get(no.0).map_or(&[], |entry| &entry.versions)
    }

    /// The version that holds on a day, or the last one before it when the unit has ended; `None` before its first day.
    pub fn version_on(&self, no: UnitNo, day: Day, known_at: Option<Moment>) -> Option<&Version> {
        self.versions(no)
            .iter()
            .rev()
            .find(|version| version.from <= day && known(version.recorded_at, known_at))
    }

    /// The first version of a unit.
    pub fn first_version(&self, no: UnitNo) -> Option<&Version> {
        self.versions(no).first()
    }

    /// The last version of a unit: how it was called when it was last seen.
    pub fn last_version(&self, no: UnitNo) -> Option<&Version> {
        self.versions(no).last()
    }

    /// How a unit ended, if that was recorded.
    pub fn end(&self, no: UnitNo, known_at: Option<Moment>) -> Option<&End> {
        let ends = &self.units.get(no.0)?.ends;
        ends.iter().filter(|end| known(end.recorded_at, known_at)).min_by_key(|end| end.last_day)
    }

    /// Whether a unit exists on a day.
    pub fn open_on(&self, no: UnitNo, day: Day, known_at: Option<Moment>) -> bool {
        let started = self.version_on(no, day, known_at).is_some();
        started && self.end(no, known_at).is_none_or(|end| end.last_day >= day)
    }

    pub fn reforms(&self) -> &[Reform] {
        &self.reforms
    }

    /// What this unit was made of, in the order of the data.
    pub fn predecessors(&self, no: UnitNo, known_at: Option<Moment>) -> Vec<Stream<'_>> {
        let rows = self.units.get(no.0).map_or(&[][..], |entry| &entry.incoming);
        self.streams(rows, known_at, no, |transfer| &transfer.from)
    }

    /// What became of this unit, the default successor first.
    pub fn successors(&self, no: UnitNo, known_at: Option<Moment>) -> Vec<Stream<'_>> {
        let rows = self.units.get(no.0).map_or(&[][..], |entry| &entry.outgoing);
        let mut streams = self.streams(rows, known_at, no, |transfer| &transfer.to);
        streams.sort_by_key(|stream| !stream.transfer.default_successor);
        streams
    }

    /// Flows to or from others; a unit that goes on as itself has none.
    fn streams(
        &self,
        rows: &[usize],
        known_at: Option<Moment>,
        own: UnitNo,
        other: fn(&Transfer) -> &UnitId,
    ) -> Vec<Stream<'_>> {
        rows.iter()
            .filter_map(|row| self.transfers.get(*row))
            .filter(|transfer| known(transfer.recorded_at, known_at))
            .filter_map(|transfer| {
                let unit = self.find(other(transfer)).filter(|unit| *unit != own)?;
                let reform = self.reforms.iter().find(|reform| reform.id == transfer.reform);
                Some(Stream { unit, transfer, reform })
            })
            .collect()
    }

    /// The first day of the span around `day` in which nobody's place changes: every day of a span has one tree.
    pub fn span_start(&self, day: Day, known_at: Option<Moment>) -> Option<Day> {
        let starts = self.units.iter().flat_map(|entry| {
            let versions = entry.versions.iter().map(|version| (version.from, version.recorded_at));
            versions.chain(entry.ends.iter().map(|end| (end.last_day.next(), end.recorded_at)))
        });
        starts.filter(|(from, at)| *from <= day && known(*at, known_at)).map(|(from, _)| from).max()
    }
}

/// Whether something recorded at a moment was known at another; `None` is now.
pub(super) fn known(recorded_at: Moment, known_at: Option<Moment>) -> bool {
    known_at.is_none_or(|limit| recorded_at <= limit)
}
