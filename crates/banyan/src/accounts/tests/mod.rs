//! Accounts through HTTP, on every database that is there: a small network, people with passwords, browsers with cookies.

mod codes;
mod derived;
mod door;
mod erase;
pub(in crate::accounts) mod identity;
mod languages;
mod letters;
mod links;
mod once;
mod people;
mod roll;
mod throttle;

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode};
use banyan_core::access::Role;
use banyan_core::unit::{Class, Level, Rows, Unit, UnitId, Version};
use banyan_core::words::{Day, Language, Moment, Text};

use super::{FirstPerson, create_first};
use crate::ledger::Call;
use crate::store::tests::stores;
use crate::tests::{Answer, House};
use crate::units;
use crate::web::{Actor, Door, Mandate};

pub(super) const PASSWORD: &str = "a short sentence of mine";

/// What a form is sent as.
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// A house on each database, with the country, two provinces and a commune in each.
pub(super) async fn houses() -> Vec<House> {
    let mut houses = Vec::new();
    for store in stores().await {
        let house = House::serving(store);
        settle(&house).await;
        houses.push(house);
    }
    houses
}

pub(super) async fn settle(house: &House) {
    let rows = network();
    let call = Call::new(Actor::LocalPlanner, house.site.clock.now()).unwrap();
    let work = house.site.store.write(|tx| {
        let (call, rows) = (call.clone(), rows.clone());
        Box::pin(async move {
            units::record_network(tx, &call, &Mandate::Program, "small", &rows, &[], None).await
        })
    });
    house.site.clock.advance(work.await.unwrap());
    house.caches.renew(&house.site.store).await.unwrap();
}

fn network() -> Rows {
    let at = Moment::from_microseconds(0);
    let from = Day::new(2025, 7, 1).unwrap();
    let mut rows = Rows::default();
    for (code, level, parent) in [
        ("VN", Level::Central, None),
        ("40", Level::Province, Some("VN.1")),
        ("42", Level::Province, Some("VN.1")),
        ("17110", Level::Commune, Some("40.1")),
        ("18073", Level::Commune, Some("42.1")),
    ] {
        let id = UnitId(format!("{code}.1"));
        let class = Class::Territory;
        rows.units.push(Unit { id: id.clone(), class, aliases: Vec::new(), recorded_at: at });
        rows.versions.push(Version {
            unit: id,
            from,
            code: code.to_owned(),
            kind: "Place".to_owned(),
            level,
            parent: parent.map(|parent| UnitId(parent.to_owned())),
            name: Text::from_pairs([(Language::English, format!("Place {code}"))]).unwrap(),
            recorded_at: at,
        });
    }
    rows
}

/// Makes a person with the password of all tests.
pub(super) async fn person(house: &House, login: &str, unit: &str, role: Role) {
    let person = FirstPerson {
        login: login.to_owned(),
        name: format!("Person {login}"),
        email: String::new(),
        language: Language::English,
        unit: unit.to_owned(),
        role,
    };
    let door = Door::new("http://127.0.0.1:8080".to_owned(), || Moment::from_microseconds(0));
    let made =
        create_first(&house.site, &house.caches.networks, &door, &person, Some(PASSWORD)).await;
    assert_eq!(made, Ok(None), "{login}");
}

/// A browser of its own, somewhere.
pub(super) struct Browser<'h> {
    pub(super) house: &'h House,
    pub(super) cookies: BTreeMap<String, String>,
    pub(super) address: &'static str,
}

impl<'h> Browser<'h> {
    pub(super) fn of(house: &'h House) -> Browser<'h> {
        Browser::at(house, "192.0.2.1:4711")
    }

    pub(super) fn at(house: &'h House, address: &'static str) -> Browser<'h> {
        Browser { house, cookies: BTreeMap::new(), address }
    }

    pub(super) async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, "application/x-www-form-urlencoded", String::new()).await
    }

    pub(super) async fn post(&mut self, path: &str, form: &str) -> Answer {
        self.ask(Method::POST, path, FORM, self.house.of_a_page(form)).await
    }

    pub(super) async fn ask(
        &mut self,
        method: Method,
        path: &str,
        kind: &str,
        body: String,
    ) -> Answer {
        let mut cookies = vec!["lang=en".to_owned()];
        cookies.extend(self.cookies.iter().map(|(name, value)| format!("{name}={value}")));
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("cookie", cookies.join("; "))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", kind)
            .header("user-agent", "Mozilla/5.0 (X11; Linux) Firefox/140.0")
            .body(Body::from(body))
            .unwrap();
        let address: SocketAddr = self.address.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(address));
        let answer = self.house.answer(request).await;
        for (name, value) in &answer.cookies {
            if value.is_empty() {
                self.cookies.remove(name);
            } else if name != "lang" {
                self.cookies.insert(name.clone(), value.clone());
            }
        }
        answer
    }

    pub(super) async fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        let password = password.replace(' ', "+");
        self.post("/sign-in", &format!("login={login}&password={password}")).await
    }

    /// Signs in with the password, sets the second factor up and answers with its secret.
    pub(super) async fn set_up(&mut self, login: &str) -> String {
        let answer = self.sign_in(login, PASSWORD).await;
        assert_eq!(answer.location, "/sign-in/factor", "{login}: {}", answer.status);
        let secret = secret_of(&self.get("/sign-in/factor").await.body);
        let code = code_at(self.house, &secret, 0);
        let done = self.post("/sign-in/factor", &format!("code={code}")).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.body);
        secret
    }
}

/// The secret that a page shows in groups of four.
pub(super) fn secret_of(page: &str) -> String {
    let rest = page.split("<bdi class=\"num\" dir=\"ltr\">").nth(1).unwrap();
    rest.split('<').next().unwrap().replace(' ', "")
}

/// The code of a secret, so many seconds from the house's present.
pub(super) fn code_at(house: &House, secret: &str, seconds: i64) -> String {
    let now = house.machine().plus(seconds * 1_000_000);
    super::actions::factor::code_at(secret, now).unwrap()
}

/// One person of the demonstration, in a store that is not one.
pub(super) async fn populate(house: &House) {
    let person = super::DemonstrationPerson {
        login: "demo.central".to_owned(),
        name: "Nobody".to_owned(),
        language: Language::English,
        role: Role::Planner,
        unit: "VN".to_owned(),
        subject: banyan_core::access::Subject::Everything,
    };
    super::open_demonstration(&house.site, &house.caches.networks, &[person]).await.unwrap();
}
