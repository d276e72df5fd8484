//! The projection of what units owe, after whatever befalls the map, the rules and the calendar: its rows are what the core finds.

mod events;

use std::collections::BTreeMap;

use banyan_core::report::{
    Country, InForce, Obligation, Regime, Straddle, Timeline, obligations_on,
};
use banyan_core::unit::{
    DraftChange, Network, NetworkDraft, ReformDraft, Rows, found_network, plan_reform,
};
use banyan_core::words::{Day, Level, Moment};
use proptest::prelude::*;

use events::{
    Amendment, Event, any_amendment, any_event, calendar, document, merger, quiet, text, unit,
};

use super::super::actions::keys_at;
use super::super::store::{self, Owed, Waits};
use crate::calendars::{self, CountryCalendar};
use crate::ledger::{Call, Versioned, record_version};
use crate::reports;
use crate::store::Store;
use crate::store::tests::stores;
use crate::tests::House;
use crate::units::record_network;
use crate::web::{Actor, Mandate};

const CODE: &str = "monthly";

/// A house with what was recorded in it, kept beside it.
struct World {
    house: House,
    rows: Rows,
    versions: Vec<InForce>,
    calendar: CountryCalendar,
    reforms: usize,
}

impl World {
    /// A province of six communes since March 2025; the house opens in May.
    async fn over(store: Store) -> World {
        let house = House::beginning(store, (2025, 5, 5));
        let (closes, due) = ("last day", "3 working days");
        let mut world = World {
            house,
            rows: Rows::default(),
            versions: Vec::new(),
            calendar: calendar(closes, due).read().unwrap(),
            reforms: 0,
        };
        let communes = ["1", "2", "3", "4", "5", "6"].map(|code| unit(code, Level::Commune, "P"));
        let founding = NetworkDraft {
            country_code: "XX".into(),
            country_name: text("Country"),
            country_kind: "country".into(),
            country_from: "2000-01-01".parse().unwrap(),
            known_from: "2025-03-01".parse().unwrap(),
            units: std::iter::once(unit("P", Level::Province, "")).chain(communes).collect(),
            recorded_at: Moment::from_microseconds(1),
        };
        world.recorded("founding", found_network(&founding).unwrap()).await;
        world.befall(&Event::Calendar { closes, due }).await;
        world
    }

    fn today(&self) -> Day {
        self.house.site.clock.today()
    }

    async fn recorded(&mut self, step: &str, rows: Rows) {
        let call = Call::new(Actor::LocalPlanner, self.house.site.clock.now()).unwrap();
        let work = self.house.site.store.write(|tx| {
            let (call, rows, step) = (call.clone(), rows.clone(), step.to_owned());
            Box::pin(async move {
                record_network(tx, &call, &Mandate::Program, &step, &rows, &[], None).await
            })
        });
        self.house.site.clock.advance(work.await.unwrap());
        self.rows.append(rows);
    }

    /// Records a version, or the end, of a document; the day on which it was, where it is one more.
    async fn version(&self, of: Versioned, code: &str, document: Option<String>) -> Option<Day> {
        let call = Call::new(Actor::LocalPlanner, self.house.site.clock.now()).unwrap();
        let work = self.house.site.store.write(|tx| {
            let (call, code, document) = (call.clone(), code.to_owned(), document.clone());
            Box::pin(async move {
                let what = (code.as_str(), document.as_deref());
                record_version(tx, &call, &Mandate::Program, of, what, (None, &[])).await
            })
        });
        let at = work.await.unwrap()?;
        self.house.site.clock.advance(at);
        Some(self.house.site.clock.day_of(at))
    }

    /// The codes of the communes that stand on a day.
    fn communes(&self, on: Day) -> Vec<String> {
        let network = Network::new(self.rows.clone());
        let Ok(tree) = network.tree_on(on, None) else { return Vec::new() };
        let open = tree.places().iter().filter(|own| own.open && own.level == Level::Commune);
        open.map(|own| network.version_on(own.unit, on, None).unwrap().code.clone()).collect()
    }

    /// Records a reform where it can be: a commune that a later reform ends is left alone.
    async fn reform(&mut self, draft: ReformDraft) {
        if let Ok(rows) = plan_reform(&Network::new(self.rows.clone()), &draft) {
            self.recorded(&draft.id.0, rows).await;
        }
    }

    async fn befall(&mut self, event: &Event) {
        let clock = self.house.site.clock.clone();
        self.reforms += 1;
        let name = self.reforms.to_string();
        match event {
            Event::Pass { days } => clock.advance(clock.start_of(self.today().plus_days(*days))),
            Event::Merge { one, other, after } => {
                let on = self.today().plus_days(*after);
                let communes = self.communes(on.previous());
                let Some(draft) = merger(&name, on, &communes, (*one, *other)) else { return };
                self.reform(draft).await;
            }
            Event::Ward { commune, after } => {
                let on = self.today().plus_days(*after);
                let communes = self.communes(on);
                let Some(code) = communes.get(commune % communes.len().max(1)) else { return };
                let mut draft = quiet(&name, on);
                draft.changes = vec![DraftChange {
                    code: code.clone(),
                    name: text("Ward"),
                    kind: "ward".into(),
                    line: 2,
                }];
                self.reform(draft).await;
            }
            Event::Amend(amendment) => {
                let document = document(amendment);
                let written = serde_json::to_string(&document).unwrap();
                if let Some(from) = self.version(reports::VERSIONED, CODE, Some(written)).await {
                    let version = u32::try_from(self.versions.len() + 1).unwrap();
                    let regime = Regime::new(document).unwrap();
                    self.versions.push(InForce { version, regime, from, ended: false });
                }
            }
            Event::End => {
                if let Some(from) = self.version(reports::VERSIONED, CODE, None).await {
                    let last = self.versions.last().unwrap().clone();
                    let version = last.version + 1;
                    self.versions.push(InForce { version, from, ended: true, ..last });
                }
            }
            Event::Calendar { closes, due } => {
                let document = calendar(closes, due);
                let written = serde_json::to_string(&document).unwrap();
                self.version(calendars::VERSIONED, "country", Some(written)).await;
                self.calendar = document.read().unwrap();
            }
            Event::Forget => {
                let store = &self.house.site.store;
                let work = store.write(|tx| Box::pin(async move { store::forget_known(tx).await }));
                work.await.unwrap();
            }
        }
    }

    /// What the core finds from what was recorded, without the store; and what stands there.
    async fn compared(&self) -> (Vec<String>, Vec<String>) {
        self.house.file().await;
        let network = Network::new(self.rows.clone());
        let country = Country {
            network: &network,
            windows: &self.calendar.windows,
            due: &self.calendar.due,
            calendar: &self.calendar.calendar,
        };
        let timeline = Timeline::new(self.versions.clone()).ok();
        let owed = obligations_on(timeline.as_slice(), &country, self.today());
        let id = |no| network.unit(no).unwrap().id.0.clone();
        let line = |own: &Obligation<'_>| {
            let Obligation { version, period, part, opens, due, .. } = own;
            let (unit, holder, closes) = (id(own.unit), id(own.holder), own.window.last);
            format!("{version} {period} {part} {unit} {holder} {opens} {closes} {due}")
        };
        let mut found: Vec<String> = owed.iter().map(line).collect();
        let stored = self.stored().await;
        let line = |own: &Owed| {
            let Owed { regime_version, period, part, unit, holder, opens, closes, due, .. } = own;
            format!("{regime_version} {period} {part} {unit} {holder} {opens} {closes} {due}")
        };
        let mut stands: Vec<String> = stored.iter().map(line).collect();
        found.sort();
        stands.sort();
        (found, stands)
    }

    async fn stored(&self) -> Vec<Owed> {
        store::list_owed(&mut self.house.site.store.read().await.unwrap(), CODE).await.unwrap()
    }

    /// By whom each row is found in the lists: those who hold it, and nobody else of the communes.
    async fn found_by_holders(&self) {
        let network = Network::new(self.rows.clone());
        let stored = self.stored().await;
        let mut by_holder: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for own in &stored {
            by_holder.entry(own.holder.clone()).or_default().push(own.id.clone());
        }
        for (holder, mut ids) in by_holder {
            let keys = keys_at(&network, &holder, CODE, &[]);
            let mut tx = self.house.site.store.read().await.unwrap();
            let listed = store::list_waiting(&mut tx, Waits::Due, &keys, None, 1000).await.unwrap();
            let mut listed: Vec<String> = listed.into_iter().map(|own| own.id).collect();
            ids.sort();
            listed.sort();
            assert_eq!(listed, ids, "{holder}");
        }
    }
}

/// The rows that stand in the end on each of the stores.
async fn projection_follows(events: &[Event], stores: Vec<Store>) -> Vec<Vec<String>> {
    let mut last = Vec::new();
    for store in stores {
        let mut world = World::over(store).await;
        let mut rows = Vec::new();
        for (number, event) in events.iter().enumerate() {
            world.befall(event).await;
            let (found, stands) = world.compared().await;
            assert_eq!(stands, found, "after event {number} of {events:#?}");
            rows = stands;
        }
        world.found_by_holders().await;
        world.house.site.store.close().await;
        last.push(rows);
    }
    last
}

#[tokio::test]
async fn projection_is_what_the_core_finds_on_both_databases() {
    let first = Amendment {
        from: 5,
        until: None,
        closes: Some("day 14"),
        due: None,
        straddle: Straddle::Split,
        kinds: Vec::new(),
        ladder: "above",
    };
    let amended = Amendment { straddle: Straddle::Whole, closes: None, ..first.clone() };
    let events = [
        Event::Amend(first),
        Event::Pass { days: 30 },
        Event::Merge { one: 0, other: 1, after: 20 },
        Event::Pass { days: 25 },
        Event::Amend(amended),
        Event::Ward { commune: 2, after: -3 },
        Event::Calendar { closes: "day 20", due: "5 days" },
        Event::Pass { days: 40 },
        Event::Forget,
        Event::End,
        Event::Pass { days: 44 },
    ];
    for rows in projection_follows(&events, stores().await).await {
        // The first two communes and the one that replaced them owe the days of July on which they stood, the others all of them.
        let count = |part: &str| rows.iter().filter(|row| row.contains(part)).count();
        let july =
            (count(" 2025-07 whole "), count(" 2025-07 2025-06-15_"), count("_2025-07-14 m"));
        assert_eq!(july, (4, 2, 1), "{rows:#?}");
        assert!(rows.iter().any(|row| row.starts_with("2 ")));
        assert!(!rows.iter().any(|row| row.starts_with("3 ")), "what has ended asks for nothing");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 64, ..ProptestConfig::default() })]

    #[test]
    fn projection_is_what_the_core_finds_whatever_befalls(
        first in any_amendment(), then in proptest::collection::vec(any_event(), 6..14)
    ) {
        let events: Vec<Event> = std::iter::once(first).chain(then).collect();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            projection_follows(&events, vec![crate::store::tests::sqlite().await]).await;
        });
    }
}
