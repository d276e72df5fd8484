//! Every route, for everybody: what the router has is compared with one table, `rights.csv`, which says who sees what and who
//! may do what. A route without a line fails, and so does a line without a route.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use banyan_core::access::{Role, Subject};
use banyan_core::unit::Level;
use banyan_core::words::{Language, Moment};

use super::{Answer, House};
use crate::ledger::{self, LogKey, check_proof};
use crate::observations::tests::observed;
use crate::web::asset_path;

const TABLE: &str = include_str!("rights.csv");

/// Where a role is held, seen from what the table asks for, which is at the province 40.
const PLACES: [(&str, &str); 4] =
    [("own", "40"), ("ancestor", "VN"), ("sibling", "42"), ("stranger", "BTC")];

/// A report of a commune of the province that waits for a decision there, and what it says.
const REPORT: &str = "/reports/commune_month/2025-07/17110.2/send";
const WHOLE_REPORT: &str = "e.dossiers_received=4&e.dossiers_online=3&e.dossiers_settled=4&e.dossiers_late=0\
    &e.files_opened=1&e.files_online=1&e.files_share=100&e.teams=3&e.villages=9&e.villages_covered=9&e.villages_left=0";

/// A field of a form that says what its page showed.
const SEEN: &str = "name=\"seen\" value=\"";

/// One line of the table.
struct Line<'t> {
    method: &'t str,
    route: &'t str,
    address: &'t str,
    form: &'t str,
    /// By column: `nobody`, each role, `ministry`.
    cells: BTreeMap<&'t str, &'t str>,
}

fn lines() -> Vec<Line<'static>> {
    let mut rows = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let header: Vec<&str> = rows.next().unwrap().split(',').map(str::trim).collect();
    let line = |row: &'static str| {
        let cells: Vec<&str> = row.split(',').map(str::trim).collect();
        assert_eq!(cells.len(), header.len(), "{row}");
        Line {
            method: cells[0],
            route: cells[1],
            address: if cells[2].is_empty() { cells[1] } else { cells[2] },
            form: cells[3],
            cells: header.iter().copied().zip(cells.iter().copied()).skip(4).collect(),
        }
    };
    rows.map(line).collect()
}

/// Every `(method, route)` that the sources of the program put into a router.
fn routes() -> BTreeSet<(String, String)> {
    let mut routes = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "tests" {
                folders.push(path);
            } else if name.ends_with(".rs") && !name.contains("tests") {
                let source = std::fs::read_to_string(&path).unwrap();
                routes.extend(source.split(".route(").skip(1).flat_map(listed));
            }
        }
    }
    routes
}

/// The route that stands at the beginning of a piece of source, once for each method.
fn listed(rest: &str) -> Vec<(String, String)> {
    let Some(route) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next())
    else {
        return Vec::new();
    };
    // The call ends with its statement or where the next begins.
    let own = rest.split("\n        .").next().unwrap_or(rest);
    let has = |method: &str| own.contains(&format!("{method}("));
    ["get", "post"]
        .into_iter()
        .filter(|method| has(method))
        .map(|method| (method.to_uppercase(), route.to_owned()))
        .collect()
}

#[test]
fn every_route_has_a_line_and_every_line_a_route() {
    let routes = routes();
    assert!(routes.len() > 60, "{}", routes.len());
    let lines: BTreeSet<(String, String)> =
        lines().iter().map(|line| (line.method.to_owned(), line.route.to_owned())).collect();
    let missing: Vec<_> = routes.difference(&lines).collect();
    let without: Vec<_> = lines.difference(&routes).collect();
    assert!(
        missing.is_empty() && without.is_empty(),
        "without a line: {missing:?}; without a route: {without:?}"
    );
}

#[test]
fn every_route_for_programs_is_described() {
    let described = include_str!("../panels/openapi.json");
    let described: serde_json::Value = serde_json::from_str(described).unwrap();
    let paths = described["paths"].as_object().unwrap().iter();
    let told: BTreeSet<(String, String)> = paths
        .flat_map(|(path, own)| {
            let methods = own.as_object().unwrap().keys();
            methods.map(|method| (method.to_uppercase(), path.clone())).collect::<Vec<_>>()
        })
        .collect();
    let own: BTreeSet<_> =
        routes().into_iter().filter(|(_, route)| route.starts_with("/api/")).collect();
    assert_eq!(told, own);
}

fn login(role: Role, place: &str) -> String {
    format!("demo.{role}.{place}")
}

/// Everybody of the table: each role at each place.
async fn people(house: &House) {
    let roles =
        Role::ALL.into_iter().flat_map(|role| PLACES.map(|(place, unit)| (role, place, unit)));
    let logins: Vec<String> = roles.clone().map(|(role, place, _)| login(role, place)).collect();
    let people = logins.iter().zip(roles);
    let people: Vec<_> = people
        .map(|(login, (role, _, unit))| (login.as_str(), role, unit, Subject::Everything))
        .collect();
    house.join(&people).await;
}

/// The letter of an answer, as the table explains them.
fn letter(answer: &Answer) -> char {
    match answer.status {
        StatusCode::SEE_OTHER if answer.location.starts_with("/sign-in") => 's',
        StatusCode::UNAUTHORIZED | StatusCode::TOO_MANY_REQUESTS => 's',
        StatusCode::NOT_FOUND => 'n',
        StatusCode::FORBIDDEN => 'f',
        StatusCode::UNPROCESSABLE_ENTITY => 'p',
        StatusCode::BAD_REQUEST => 'i',
        StatusCode::CONFLICT => 'c',
        StatusCode::OK if withheld(answer) => 'h',
        StatusCode::OK | StatusCode::SEE_OTHER => 'y',
        _ => '?',
    }
}

/// Whether a page or a proof tells that an act happened, and not what it wrote.
fn withheld(answer: &Answer) -> bool {
    let page = answer.body.contains("What it wrote is open to those");
    page || check_proof(&answer.body, &[]).is_ok_and(|proven| proven.content.is_none())
}

/// Asks as a browser does from a page that it has just opened: with a fresh id in every form.
async fn ask(house: &House, line: &Line<'_>, address: &str, form: &str) -> Answer {
    let parts = form.strip_prefix("multipart ");
    let json = form.strip_prefix("json ");
    let kind = if parts.is_some() {
        "multipart/form-data; boundary=b"
    } else if json.is_some() {
        "application/json"
    } else {
        "application/x-www-form-urlencoded"
    };
    let body = match parts {
        Some(fields) => in_parts(&house.of_a_page(fields)),
        None if json.is_some() => json.unwrap_or_default().to_owned(),
        None if line.method == "POST" => house.of_a_page(form),
        None => String::new(),
    };
    let request = Request::builder()
        .method(line.method)
        .uri(address)
        .header("cookie", "lang=en")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", kind);
    house.answer(request.body(Body::from(body)).unwrap()).await
}

/// The fields of a form, each as a part of its own.
fn in_parts(form: &str) -> String {
    let part = |field: &str| {
        let (name, value) = field.split_once('=').unwrap();
        let value = value.replace("%0A", "\n");
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    form.split('&').map(part).collect::<String>() + "--b--\r\n"
}

/// What stands between two marks of a page.
fn between(page: &str, before: &str, after: &str) -> String {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("{before}: {page}"));
    rest.split(after).next().unwrap().to_owned()
}

async fn last_act(house: &House, query: &str) -> String {
    let list = house.get(&format!("/acts?{query}"), Language::English).await.body;
    between(&list, "<a href=\"/acts/", "\"")
}

/// A draft and a programme that is shared upward, made by the planner of the province.
async fn made_by_planner(house: &House, things: &mut BTreeMap<&'static str, String>) {
    let draft = house.post("/directives/samples/vi", "").await.location;
    let draft = draft.strip_prefix("/drafts/").unwrap();
    let adopted = house.post(&format!("/programmes/adopt/{draft}"), "visibility=upward").await;
    let programme = adopted.location.strip_prefix("/programmes/").unwrap().to_owned();
    let kept = house.post("/directives/samples/fr", "").await.location;
    let text = "Tỉnh Nghệ An\n1. Sở Nội vụ báo cáo kết quả trước ngày 30/9/2025.";
    let own = house.upload("", b"", text).await.location;
    things.insert("{own draft}", own.strip_prefix("/drafts/").unwrap().to_owned());
    things.insert("{draft}", kept.strip_prefix("/drafts/").unwrap().to_owned());
    things.insert("{act}", last_act(house, "verb=record_directive").await);
    let known = house.caches.catalogue.known(None);
    let task = known.task(&format!("{programme}-K01")).unwrap().1;
    things.insert("{lead}", task.lead[0].clone());
    // The second target is laid on districts, which are no more.
    for (mark, part) in [("{target}", "T02"), ("{indicator}", "I01"), ("{task}", "K01")] {
        things.insert(mark, format!("{programme}-{part}"));
    }
    things.insert("{programme}", programme);
}

/// An account at the province, a grant of its own, and the act that gave it.
async fn made_by_administrator(house: &House, things: &mut BTreeMap<&'static str, String>) {
    let login = login(Role::Reporter, "own");
    let list = house.get(&format!("/people?q={login}"), Language::English).await.body;
    let list = &list[list.find("<tbody>").unwrap()..];
    let account = between(list, "<a href=\"/people/", "\"");
    let path = format!("/people/{account}/grants");
    let given = house.post(&path, "role=observer&unit=40").await;
    assert_eq!(given.status, StatusCode::SEE_OTHER);
    let act = last_act(house, &format!("on={account}&verb=give_grant")).await;
    things.insert("{grant}", act.clone());
    things.insert("{act on account}", act);
    things.insert("{account}", account);
}

/// A directive that an issuer gave to a unit, which shares it upward.
async fn issued(house: &House, code: &str, issuer: &str, unit: &str) {
    let mut bare = house.bare("R09", code);
    bare.directive.number = format!("{code}/QĐ");
    issuer.clone_into(&mut bare.directive.issuer);
    let programme = bare.programme.as_mut().unwrap();
    unit.clone_into(&mut programme.unit);
    "upward".clone_into(&mut programme.visibility);
    house.record(&bare).await;
}

/// Puts what was recorded into the log, as the running site does behind its pages.
async fn sequenced(house: &House, key: &LogKey) {
    let now = || Moment::from_microseconds(1);
    ledger::sequence_all(&house.site.store, key, "test", now).await.unwrap();
}

#[tokio::test]
async fn reviewer_of_a_ministry_sees_her_own_in_all_provinces_and_nothing_else() {
    let house = House::furnished().await;
    let network = house.caches.networks.network();
    let today = house.site.clock.today();
    let tree = house.caches.networks.tree_on(today, None).unwrap();
    let root = tree.root().unwrap();
    let provinces = tree.territories(root, Level::Province);
    let codes: Vec<String> = provinces
        .filter_map(|place| network.version_on(place.unit, today, None))
        .map(|version| version.code.clone())
        .collect();
    assert_eq!(codes.len(), 34);
    for code in &codes {
        issued(&house, &format!("M{code}"), "BKHCN", code).await;
        issued(&house, &format!("P{code}"), "BTC", code).await;
    }
    house.caches.catalogue.renew(&house.site.store).await.unwrap();
    let house = house.signed_in_as("demo.ministry").await;
    let list = house.get("/programmes", Language::English).await.body;
    for code in &codes {
        assert!(list.contains(&format!("/programmes/M{code}\"")), "{code}");
        assert!(!list.contains(&format!("/programmes/P{code}\"")), "{code}");
        let path = format!("/programmes/P{code}");
        assert_eq!(house.get(&path, Language::English).await.status, StatusCode::NOT_FOUND);
    }
    let house = house.signed_in_as("demo.province").await;
    let list = house.get("/programmes", Language::English).await.body;
    for code in &codes {
        assert_eq!(list.contains(&format!("/programmes/M{code}\"")), code == "40", "{code}");
    }
}

#[tokio::test]
async fn everybody_gets_what_the_table_says() {
    let house = House::furnished().await;
    people(&house).await;
    issued(&house, "M40", "BKHCN", "40").await;
    let mut things = BTreeMap::from([("{style}", asset_path("banyan.css").to_owned())]);
    let house = house.signed_in_as("demo.commune").await;
    assert_eq!(house.post(REPORT, WHOLE_REPORT).await.status, StatusCode::SEE_OTHER);
    let house = house.signed_in_as(&login(Role::Planner, "own")).await;
    made_by_planner(&house, &mut things).await;
    let house = house.signed_in_as("demo.administrator").await;
    made_by_administrator(&house, &mut things).await;
    for indicator in ["R09-08", &things["{indicator}"]] {
        observed(&house, indicator, "40.1", "2025-06", "7").await;
    }
    let key = LogKey::fresh().unwrap();
    ledger::adopt_key(&house.site.store, &key).await.unwrap();
    sequenced(&house, &key).await;
    let size = ledger::count_acts(&house.site.store).await.unwrap();
    things.insert("{tile}", format!("0/000.p/{size}"));
    let fill = |text: &str| {
        things.iter().fold(text.to_owned(), |text, (mark, own)| text.replace(mark, own))
    };

    let mut everybody = vec![("nobody".to_owned(), String::new())];
    for role in Role::ALL {
        everybody.extend(PLACES.map(|(place, _)| (role.key().to_owned(), login(role, place))));
    }
    everybody.push(("ministry".to_owned(), "demo.ministry".to_owned()));
    let lines = lines();
    let mut found: Vec<BTreeMap<String, String>> = lines.iter().map(|_| BTreeMap::new()).collect();
    let closed = house.closed().await;
    for (column, login) in &everybody {
        // What one person does is not there for the next.
        let mut house = closed.copy().await;
        let mut seen = String::new();
        for (line, found) in lines.iter().zip(&mut found).filter(|(line, _)| line.address != "-") {
            // Some of the answers end the session.
            if house.cookies.is_empty() && !login.is_empty() {
                house = house.signed_in_as(login).await;
            }
            if line.route.ends_with("/erase") {
                sequenced(&house, &key).await;
            }
            let form = fill(line.form).replace("{seen}", &seen);
            let answer = ask(&house, line, &fill(line.address), &form).await;
            if answer.body.contains(SEEN) {
                seen = between(&answer.body, SEEN, "\"");
            }
            if answer.cookies.iter().any(|(name, _)| name == "session") {
                house.cookies = String::new();
            }
            found.entry(column.clone()).or_default().push(letter(&answer));
        }
        house.torn_down().await;
    }
    let mut wrong = Vec::new();
    for (line, found) in lines.iter().zip(&found).filter(|(line, _)| line.address != "-") {
        let differs: Vec<String> = line
            .cells
            .iter()
            .filter(|(column, cell)| found.get(**column).is_none_or(|own| own != *cell))
            .map(|(column, cell)| format!("{column}: {:?} and not {cell}", found.get(*column)))
            .collect();
        if !differs.is_empty() {
            wrong.push(format!("{} {}: {}", line.method, line.address, differs.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
