//! What reporting asks of units: what two regimes ask alike, so that it is entered once; how many entries each unit has to make; what
//! a new regime would add.

use std::collections::{BTreeMap, BTreeSet};

use super::regime::Regime;
use super::timeline::InForce;
use crate::calendar::{Periodicity, Windows};
use crate::form::Form;
use crate::unit::{Network, Tree, UnitNo};
use crate::words::Quantity;

/// A regime with its form and those who report under it on a day.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    pub regime: &'a Regime,
    pub form: &'a Form,
    pub units: BTreeSet<UnitNo>,
}

/// An indicator and cell that two regimes ask of the same units for the same periods.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Overlap<'a> {
    pub indicator: &'a str,
    /// Empty for the total.
    pub cell: &'a str,
    /// The codes of the two regimes, in the order in which they were given.
    pub regimes: (&'a str, &'a str),
    /// How many units both ask.
    pub units: usize,
    /// Whether both count the same days. Where they do not, the two values may differ with good reason.
    pub same_days: bool,
}

/// What is asked of units that report under the same regimes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Load<'a> {
    pub units: Vec<UnitNo>,
    /// The codes of the regimes.
    pub regimes: Vec<&'a str>,
    /// Entries of one unit by programme; under the empty code what belongs to none.
    pub by_programme: BTreeMap<&'a str, Entries>,
    /// Of all entries, those that another regime has asked for already: they are made once and used by both.
    pub shared: Entries,
}

/// A number of entries, counted over a year so that different lengths of period add up: 12 months, 52 weeks, 365 days.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Entries {
    pub a_year: u64,
}

/// What a regime costs: entries × periods × units, over a year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cost {
    /// Of one unit, in each period.
    pub entries: usize,
    /// In a year.
    pub periods: u64,
    pub units: usize,
    /// For each unit.
    pub each: Entries,
    /// For all of them together.
    pub all: Entries,
    /// Of these, what they enter already under other regimes.
    pub shared: Entries,
}

impl<'a> Asked<'a> {
    /// A version with the open units of its scope in a tree.
    pub fn on(own: &'a InForce, form: &'a Form, network: &Network, tree: &Tree) -> Asked<'a> {
        let units = own.regime.scope(own.from).holders(network, tree).into_iter().collect();
        Asked { regime: &own.regime, form, units }
    }

    /// Entries of one unit; one row of each repeating group is counted.
    pub fn entries(&self) -> Entries {
        Entries::each(self.form.entries_asked(), self.regime.periodicity())
    }

    /// The indicators and cells that are entered, once for the unit and period: no computed ones, and none of repeating rows.
    fn entered(&self) -> BTreeSet<(&'a str, &'a str)> {
        let alone = self.form.fields().iter().filter(|field| field.group.is_none());
        let observed = alone.filter_map(|field| {
            let indicator = field.number().map(|number| number.indicator.as_str())?;
            (!indicator.is_empty()).then_some((field, indicator))
        });
        observed
            .flat_map(|(field, indicator)| {
                let entered = field.slots().filter(|cell| !field.computed(cell));
                entered.map(move |cell| (indicator, cell))
            })
            .collect()
    }
}

/// Everything that two regimes ask alike, pair by pair.
pub fn overlaps<'a>(asked: &[Asked<'a>], country: &Windows) -> Vec<Overlap<'a>> {
    let entered: Vec<BTreeSet<(&str, &str)>> = asked.iter().map(Asked::entered).collect();
    let mut overlaps = Vec::new();
    for ((one, of_one), place) in asked.iter().zip(&entered).zip(1..) {
        for (other, of_other) in asked.iter().zip(&entered).skip(place) {
            if one.regime.periodicity() != other.regime.periodicity() {
                continue;
            }
            let units = one.units.intersection(&other.units).count();
            if units == 0 {
                continue;
            }
            let same_days = one.regime.closing(country) == other.regime.closing(country);
            let regimes = (one.regime.code(), other.regime.code());
            let alike = of_one.intersection(of_other);
            overlaps.extend(alike.map(|(indicator, cell)| Overlap {
                indicator,
                cell,
                regimes,
                units,
                same_days,
            }));
        }
    }
    overlaps
}

/// What is asked of every unit, units of the same load together, the heaviest first.
pub fn loads<'a>(asked: &[Asked<'a>]) -> Vec<Load<'a>> {
    let mut under: BTreeMap<UnitNo, Vec<usize>> = BTreeMap::new();
    for (place, own) in asked.iter().enumerate() {
        for unit in &own.units {
            under.entry(*unit).or_default().push(place);
        }
    }
    let mut alike: BTreeMap<Vec<usize>, Vec<UnitNo>> = BTreeMap::new();
    for (unit, places) in under {
        alike.entry(places).or_default().push(unit);
    }
    let mut loads: Vec<Load<'a>> = alike
        .into_iter()
        .map(|(places, units)| {
            let regimes: Vec<&Asked<'a>> =
                places.iter().filter_map(|place| asked.get(*place)).collect();
            let mut by_programme: BTreeMap<&str, Entries> = BTreeMap::new();
            for own in &regimes {
                by_programme.entry(own.regime.programme()).or_default().add(own.entries());
            }
            let shared = shared(&regimes);
            let regimes = regimes.iter().map(|own| own.regime.code()).collect();
            Load { units, regimes, by_programme, shared }
        })
        .collect();
    loads.sort_by_key(|load| std::cmp::Reverse(load.all()));
    loads
}

/// What a regime adds to those that are there.
pub fn cost(new: &Asked<'_>, there: &[Asked<'_>]) -> Cost {
    let entered = new.entered();
    let alike: Vec<(&Asked<'_>, BTreeSet<(&str, &str)>)> = there
        .iter()
        .filter(|own| own.regime.periodicity() == new.regime.periodicity())
        .filter(|own| own.regime.code() != new.regime.code())
        .map(|own| (own, own.entered().intersection(&entered).copied().collect()))
        .collect();
    let (mut all, mut shared) = (Entries::default(), Entries::default());
    for unit in &new.units {
        let of_unit = alike.iter().filter(|(own, _)| own.units.contains(unit));
        let already: BTreeSet<&(&str, &str)> = of_unit.flat_map(|(_, alike)| alike).collect();
        shared.add(Entries::each(already.len(), new.regime.periodicity()));
        all.add(new.entries());
    }
    let (entries, periods) = (new.form.entries_asked(), Entries::each(1, new.regime.periodicity()));
    Cost {
        entries,
        periods: periods.a_year,
        units: new.units.len(),
        each: new.entries(),
        all,
        shared,
    }
}

/// The entries that more than one of these regimes asks for, each counted once less than it is asked.
fn shared(regimes: &[&Asked<'_>]) -> Entries {
    let mut met = BTreeSet::new();
    let mut shared = Entries::default();
    for own in regimes {
        let periodicity = own.regime.periodicity();
        let again = own.entered().into_iter().filter(|slot| !met.insert((periodicity, *slot)));
        shared.add(Entries::each(again.count(), periodicity));
    }
    shared
}

impl Load<'_> {
    /// All entries that are asked of one unit.
    pub fn all(&self) -> Entries {
        let mut all = Entries::default();
        self.by_programme.values().for_each(|own| all.add(*own));
        all
    }

    /// What one unit has to enter, what is asked twice once.
    pub fn entered(&self) -> Entries {
        self.all().without(self.shared)
    }
}

impl Entries {
    /// So many entries in every period of a length.
    pub fn each(entries: usize, periodicity: Periodicity) -> Entries {
        let periods = match periodicity {
            Periodicity::Year => 1,
            Periodicity::HalfYear => 2,
            Periodicity::Quarter => 4,
            Periodicity::Month => 12,
            Periodicity::Week => 52,
            Periodicity::Day => 365,
        };
        Entries { a_year: u64::try_from(entries).unwrap_or(u64::MAX).saturating_mul(periods) }
    }

    /// Entries a month, with one decimal, half rounded up.
    pub fn a_month(self) -> Quantity {
        // Tenths of a twelfth: (10 n + 6) ÷ 12.
        let tenths = self.a_year.saturating_mul(10).saturating_add(6) / 12;
        let minor = i64::try_from(tenths).unwrap_or(i64::MAX);
        Quantity::new(minor, 1).unwrap_or(Quantity::ZERO)
    }

    fn without(self, fewer: Entries) -> Entries {
        Entries { a_year: self.a_year.saturating_sub(fewer.a_year) }
    }

    fn add(&mut self, more: Entries) {
        self.a_year = self.a_year.saturating_add(more.a_year);
    }
}
