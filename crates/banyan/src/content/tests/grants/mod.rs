//! Grants in the reform of 1 July 2025, given before it was recorded: what the dry run lists is what happens, and what it cannot
//! map is decided once.

mod waiting;

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use banyan_core::access::{AccountId, Action, Actor, Grant, Place, Refusal, Role, Subject, may};
use banyan_core::unit::{Extent, Level, Network, UnitId};
use banyan_core::words::{Day, Language, Moment};

use super::Source;
use super::versions::brought;
use crate::accounts::{
    DemonstrationPerson, Fate, Outcome, has_administrator, list_holding, open_demonstration,
};
use crate::content::adopt::{By, record_steps, steps};
use crate::content::brought::Folder;
use crate::ledger::{self, LogKey, count_acts};
use crate::panels::fact_tables;
use crate::store::Store;
use crate::store::tests::{sqlite, stores};
use crate::tests::{Answer, House, words_of};

const REFORM: &str = "2025-07-01";

fn day(written: &str) -> Day {
    written.parse().unwrap()
}

/// A house that opens before the reform was recorded, with the network of that time.
async fn before_the_reform(store: Store, folder: &Folder, first: (i16, i8, i8)) -> House {
    let house = House::beginning(store, first);
    record(&house, folder, 0).await;
    house
}

/// Records every step before that of the reform, and `more` from it on.
async fn record(house: &House, folder: &Folder, more: usize) {
    let all = steps(folder);
    let reform = all.iter().position(|step| step.name.ends_with("network-2025-06-16")).unwrap();
    let (some, by) = (&all[..reform + more], By::program());
    record_steps(some, &by, &folder.package, &house.site, &house.caches).await.unwrap();
}

/// Units of every fate on the eve of the reform, by what they are.
fn units(network: &Network) -> BTreeMap<&'static str, UnitId> {
    let (eve, on) = (day("2025-06-30"), day(REFORM));
    let mut units = BTreeMap::new();
    for no in network.numbers().filter(|no| network.open_on(*no, eve, None)) {
        let level = network.version_on(no, eve, None).unwrap().level;
        let heirs = network.successors(no, None);
        let whole = heirs.len() == 1 && heirs[0].transfer.extent == Extent::Whole;
        let default = heirs.iter().any(|heir| heir.transfer.default_successor);
        let what = match (level, network.open_on(no, on, None), heirs.len()) {
            (Level::Commune, true, _) => "commune that stays",
            (Level::Commune, false, 1) if whole => "merged commune",
            (Level::Commune, false, 2..) if default => "divided commune",
            (Level::Commune, false, 2..) => "commune without an heir",
            (Level::District, false, 0) => "district",
            (Level::Province, true, _) => "province that stays",
            (Level::Province, false, _) => "merged province",
            _ => continue,
        };
        units.entry(what).or_insert_with(|| network.unit(no).unwrap().id.clone());
    }
    assert_eq!(units.len(), 7, "{units:?}");
    units
}

fn person(login: String, role: Role, unit: &str) -> DemonstrationPerson {
    let (name, language) = (format!("Person {login}"), Language::English);
    let subject = Subject::Everything;
    DemonstrationPerson { login, name, language, role, unit: unit.to_owned(), subject }
}

/// Two administrators of the country, and a person of every role at a unit of every fate.
async fn people(house: &House, network: &Network) -> BTreeMap<&'static str, UnitId> {
    let units = units(network);
    let mut people: Vec<_> = ["one", "two"]
        .map(|number| person(format!("demo.ad.{number}"), Role::Administrator, "VN"))
        .into();
    for (number, id) in units.values().enumerate() {
        let no = network.find(id).unwrap();
        let code = &network.version_on(no, day("2025-06-30"), None).unwrap().code;
        for role in Role::ALL {
            people.push(person(format!("demo.{role}.{number}"), role, code));
        }
    }
    open_demonstration(&house.site, &house.caches.networks, &people).await.unwrap();
    units
}

type Held = BTreeSet<(AccountId, UnitId, Role)>;

fn held(grant: &Grant) -> (AccountId, UnitId, Role) {
    (grant.account.clone(), grant.unit.clone(), grant.role)
}

async fn holding(house: &House, on: &str) -> Held {
    list_holding(&house.site.store, day(on)).await.iter().map(held).collect()
}

/// What the dry run says that accounts get beside what they have.
fn gained(fates: &[Fate]) -> Held {
    let next = fates.iter().filter_map(|fate| match &fate.outcome {
        Outcome::Goes(next) => Some(next),
        Outcome::Waits => None,
    });
    next.flatten().map(held).collect()
}

async fn verified(house: &House) {
    let key = LogKey::fresh().unwrap();
    ledger::adopt_key(&house.site.store, &key).await.unwrap();
    let now = || Moment::from_microseconds(1);
    ledger::sequence_all(&house.site.store, &key, "test", now).await.unwrap();
    let verified = ledger::verify(&house.site.store, &fact_tables(), None).await.unwrap();
    assert_eq!(verified.findings, []);
}

#[tokio::test]
async fn nobody_gains_or_loses_but_as_the_dry_run_lists() {
    let folder = Folder::load(&Source::BuiltIn).unwrap();
    for store in stores().await {
        let house = before_the_reform(store, &folder, (2025, 6, 20)).await;
        let units = people(&house, &folder.known).await;
        let before = holding(&house, "2025-06-30").await;
        let told = brought(&house, &Source::BuiltIn).await;
        let fates = told.fates.iter().find(|fates| fates.reform.id.0 == REFORM).unwrap();
        // Two at the country, and a person of every role at the two units that stay.
        assert_eq!(fates.stays, 2 + 2 * Role::ALL.len());
        assert_eq!((fates.going(), fates.waiting()), (3 * Role::ALL.len(), 2 * Role::ALL.len()));

        record(&house, &folder, 1).await;
        assert_eq!(holding(&house, "2025-06-30").await, before, "nothing before the day");
        let after = holding(&house, REFORM).await;
        let expected: Held = before.union(&gained(&fates.moved)).cloned().collect();
        assert_eq!(after, expected);
        let waiting = |fate: &&Fate| fate.outcome == Outcome::Waits;
        let mut waits: Vec<_> = fates.moved.iter().filter(waiting).map(|own| &own.grant).collect();
        let told = brought(&house, &Source::BuiltIn).await;
        let mut undecided: Vec<_> = told.undecided.iter().map(|own| &own.grant).collect();
        waits.sort_by_key(|grant| &grant.id);
        undecided.sort_by_key(|grant| &grant.id);
        assert_eq!(waits, undecided);

        let acts = count_acts(&house.site.store).await.unwrap();
        record(&house, &folder, 1).await;
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts, "once");
        seen_after(&house, &units, day(REFORM)).await;
        verified(&house).await;
    }
}

/// What each fate opens on the day of the reform: what the unit left, the heir, and to read the others.
async fn seen_after(house: &House, units: &BTreeMap<&'static str, UnitId>, on: Day) {
    let network = house.caches.networks.network();
    let tree = house.caches.networks.tree_on(on, None).unwrap();
    let grants = list_holding(&house.site.store, on).await;
    let everything = Subject::Everything;
    for (what, id) in units {
        let planner = |grant: &&Grant| grant.unit == *id && grant.role == Role::Planner;
        let account = grants.iter().find(planner).unwrap().account.clone();
        let own = grants.iter().filter(|grant| grant.account == account).cloned().collect();
        let actor = Actor { account: Some(account), grants: own };
        let answer = |action, unit| {
            let place = Place { unit, subject: &everything, owners: &[] };
            may(&actor, action, &place, on, &network, &tree).map(|_| ())
        };
        let no = network.find(id).unwrap();
        assert_eq!(answer(Action::See, no), Ok(()), "{what}: what it left");
        let heirs = network.successors(no, None);
        // Who has the role at its custodian acts there; who had it at the unit alone reads.
        let acts = !matches!(*what, "district" | "commune without an heir");
        let expected = if acts { Ok(()) } else { Err(Refusal::NotAllowed) };
        assert_eq!(answer(Action::Adopt, no), expected, "{what}");
        for heir in &heirs {
            let adopts = answer(Action::Adopt, heir.unit);
            if *what == "commune without an heir" {
                assert_eq!(adopts, Err(Refusal::NotSeen), "{what}");
            } else if heir.transfer.default_successor || heirs.len() == 1 {
                assert_eq!(adopts, Ok(()), "{what}");
            } else {
                assert_eq!(adopts, Err(Refusal::NotAllowed), "{what}");
                assert_eq!(answer(Action::See, heir.unit), Ok(()), "{what}");
            }
        }
    }
}

/// A browser that is signed in as somebody.
struct Browser<'h>(&'h House, String);

impl<'h> Browser<'h> {
    async fn of(house: &'h House, login: &str) -> Browser<'h> {
        let answer = house.post(&format!("/sign-in/as/{login}"), "").await;
        let session = answer.cookies.iter().find(|(name, _)| name == "session").unwrap();
        Browser(house, format!("lang=en; session={}", session.1))
    }

    async fn ask(&self, method: &str, path: &str, form: String) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("cookie", &self.1)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        self.0.answer(request.body(Body::from(form)).unwrap()).await
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, String::new()).await
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        self.ask("POST", path, self.0.of_a_page(form)).await
    }
}

/// A house in which the reform is recorded before its day, and the number of the unit of a fate.
async fn recorded(store: Store, folder: &Folder, what: &str) -> (House, usize) {
    let house = before_the_reform(store, folder, (2025, 6, 20)).await;
    let units = people(&house, &folder.known).await;
    record(&house, folder, 1).await;
    (house, units.keys().position(|own| *own == what).unwrap())
}

#[tokio::test]
async fn grant_given_between_the_record_and_the_day_goes_the_same_way_and_ends_with_its_end() {
    let folder = Folder::load(&Source::BuiltIn).unwrap();
    let (house, _) = recorded(sqlite().await, &folder, "district").await;
    let one = Browser::of(&house, "demo.ad.one").await;
    let network = house.caches.networks.network();
    let unit = units(&folder.known)["merged commune"].clone();
    let no = network.find(&unit).unwrap();
    let code = &network.version_on(no, day("2025-06-30"), None).unwrap().code;
    let heir = network.unit(network.successors(no, None)[0].unit).unwrap().id.clone();
    let invited = "login=new.person&name=New&language=en&role=leader&unit=";
    let sent = one.post("/people/invite", &format!("{invited}{code}")).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", words_of(&sent.body));
    let page = one.get("/people?q=new.person").await.body;
    let row = page.split("<tr>").find(|row| row.contains(">new.person<")).unwrap();
    let account = row.split("<a href=\"/people/").nth(1).unwrap().split('"').next().unwrap();
    let own = |held: Held| -> Vec<UnitId> {
        held.into_iter().filter(|(own, _, _)| own.0 == account).map(|(_, unit, _)| unit).collect()
    };
    let mut both = vec![unit.clone(), heir];
    both.sort();
    assert_eq!(own(holding(&house, "2025-06-30").await), [unit]);
    assert_eq!(own(holding(&house, REFORM).await), both);
    let page = one.get(&format!("/people/{account}")).await.body;
    assert!(words_of(&page).contains("through the reform 2025-07-01"), "{page}");

    // What is ended before the day does not come back on it.
    let first = list_holding(&house.site.store, day("2025-06-30")).await;
    let first = first.iter().find(|grant| grant.account.0 == account).unwrap();
    let path = format!("/people/{account}/grants/{}/end", first.id.0);
    let form = house.of_a_page("last=2025-06-20");
    for _ in 0..2 {
        let ended = one.post(&path, &form).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", words_of(&ended.body));
    }
    assert_eq!(own(holding(&house, REFORM).await), []);
    verified(&house).await;
}

#[tokio::test]
async fn reform_recorded_behind_its_day_moves_what_was_given_since() {
    let folder = Folder::load(&Source::BuiltIn).unwrap();
    let house = before_the_reform(sqlite().await, &folder, (2025, 7, 14)).await;
    let units = people(&house, &folder.known).await;
    let before = holding(&house, "2025-07-14").await;
    let told = brought(&house, &Source::BuiltIn).await;
    let fates = told.fates.iter().find(|fates| fates.reform.id.0 == REFORM).unwrap();
    record(&house, &folder, 1).await;
    let expected: Held = before.union(&gained(&fates.moved)).cloned().collect();
    assert_eq!(holding(&house, "2025-07-14").await, expected);
    assert_eq!(holding(&house, "2025-07-13").await, Held::new(), "nothing before it was given");
    seen_after(&house, &units, day("2025-07-14")).await;

    // Who gives a grant on a closed unit now gives what it left: it goes nowhere, and waits for nobody.
    let one = Browser::of(&house, "demo.ad.one").await;
    let id = &units["merged commune"];
    let people = holding(&house, "2025-07-14").await;
    let (account, _, _) =
        people.iter().find(|(_, own, role)| own == id && *role == Role::Auditor).unwrap();
    let form = format!("role=observer&unit={id}&from=2025-06-01");
    let given = one.post(&format!("/people/{}/grants", account.0), &form).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", words_of(&given.body));
    let with = holding(&house, "2025-07-14").await;
    assert_eq!(with.len(), people.len() + 1);
    record(&house, &folder, 1).await;
    house.adopt().await;
    assert_eq!(holding(&house, "2025-07-14").await, with);
}

#[tokio::test]
async fn nobody_acts_for_a_unit_that_has_ended() {
    let folder = Folder::load(&Source::BuiltIn).unwrap();
    let house = before_the_reform(sqlite().await, &folder, (2025, 6, 20)).await;
    let district = &units(&folder.known)["district"];
    let no = folder.known.find(district).unwrap();
    let code = &folder.known.version_on(no, day("2025-06-30"), None).unwrap().code;
    let own = [("demo.keeper", Role::Administrator), ("demo.maker", Role::Planner)]
        .map(|(login, role)| person(login.to_owned(), role, code));
    open_demonstration(&house.site, &house.caches.networks, &own).await.unwrap();
    record(&house, &folder, 1).await;
    let administered = async |on| {
        has_administrator(&house.site.store, &house.caches.networks, day(on)).await.unwrap()
    };
    assert!(administered("2025-06-30").await);
    assert!(!administered(REFORM).await, "nobody administers what is open");

    let keeper = Browser::of(&house, "demo.keeper").await;
    let maker = Browser::of(&house, "demo.maker").await;
    assert_eq!(keeper.get("/people").await.status, StatusCode::OK);
    let draft = maker.post("/directives/samples/vi", "").await;
    assert!(draft.location.starts_with("/drafts/"), "{}", draft.location);
    let forward = maker.post("/day/forward", &format!("to={REFORM}")).await;
    assert_eq!(forward.status, StatusCode::SEE_OTHER, "{}", words_of(&forward.body));
    assert_eq!(house.site.clock.today(), day(REFORM));
    for path in ["/people", "/people/invite", "/people/roll"] {
        assert_eq!(keeper.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert!(!keeper.get("/me").await.body.contains("href=\"/people\""));
    let again = maker.post("/directives/samples/fr", "").await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    assert_eq!(maker.get(&draft.location).await.status, StatusCode::NOT_FOUND);
    let shelf = maker.get("/directives").await.body;
    assert!(!shelf.contains(&draft.location), "a list of what one may adopt");
}

#[tokio::test]
async fn page_of_the_content_tells_where_grants_go_without_names() {
    let folder = Folder::load(&Source::BuiltIn).unwrap();
    let house = before_the_reform(sqlite().await, &folder, (2025, 6, 20)).await;
    people(&house, &folder.known).await;
    let steward = person("demo.keeper".to_owned(), Role::Steward, "VN");
    open_demonstration(&house.site, &house.caches.networks, &[steward]).await.unwrap();
    let keeper = Browser::of(&house, "demo.keeper").await;
    let page = words_of(&keeper.get("/content").await.body);
    assert!(page.contains("19 stay, 24 go on to other units, 16 wait for a decision"), "{page}");
    assert!(
        page.contains("waits for a decision") && !page.contains("Person demo.reviewer"),
        "{page}"
    );
    record(&house, &folder, 1).await;
    let page = words_of(&keeper.get("/content").await.body);
    assert!(page.contains("16 grants wait for a decision since a reform"), "{page}");
}
