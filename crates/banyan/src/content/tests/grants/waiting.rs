//! Grants that wait for a person: who is asked, what is offered, and that each is decided once.

use axum::http::StatusCode;
use banyan_core::access::Role;
use banyan_core::unit::UnitId;

use super::{Browser, Held, REFORM, holding, recorded, units, verified};
use crate::content::Source;
use crate::content::brought::Folder;
use crate::ledger::count_acts;
use crate::store::tests::{sqlite, stores};
use crate::tests::words_of;

impl Browser<'_> {
    /// The address of the form that decides the first grant of a role in the queue, and the units that it offers.
    async fn waiting(&self, login: &str) -> Option<(String, Vec<String>)> {
        let page = self.get("/people").await.body;
        let (_, queue) = page.split_once("id=\"waiting\"")?;
        let row = queue.split("<tr>").find(|row| row.contains(&format!("Person {login}<")))?;
        let path = row.split("action=\"").nth(1)?.split('"').next()?.to_owned();
        let offered = row.split("<option value=\"").skip(2);
        Some((path, offered.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()))
    }
}

#[tokio::test]
async fn waiting_grant_is_decided_once_before_the_day() {
    let folder = Folder::load(&Source::BuiltIn).unwrap();
    for store in stores().await {
        let (house, district) = recorded(store, &folder, "district").await;
        let one = Browser::of(&house, "demo.ad.one").await;
        let two = Browser::of(&house, "demo.ad.two").await;
        let reviewer = format!("demo.reviewer.{district}");
        let (path, offered) = one.waiting(&reviewer).await.unwrap();
        // The new communes in its place; the last, since nobody has anything there yet.
        let heirs: Vec<_> = offered.iter().rev().filter(|unit| *unit != "end").collect();
        assert!(heirs.len() > 1 && offered.last().unwrap() == "end", "{offered:?}");
        let acts = count_acts(&house.site.store).await.unwrap();
        let nothing = one.post(&path, &format!("reform={REFORM}")).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);

        // Two at once: one act, and a sentence for the second.
        let forms = [0, 1].map(|n| house.of_a_page(&format!("reform={REFORM}&to={}", heirs[n])));
        let (first, second) = tokio::join!(one.post(&path, &forms[0]), two.post(&path, &forms[1]));
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        let won = usize::from(first.status == StatusCode::CONFLICT);
        let late = if won == 1 { &first } else { &second };
        assert!(words_of(&late.body).contains("Somebody else has just decided this grant"));
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 1);

        // The same form once more, and the same id with another choice.
        let winner = [&one, &two][won];
        let again = winner.post(&path, &forms[won]).await;
        assert_eq!((again.status, again.location.as_str()), (StatusCode::SEE_OTHER, "/people"));
        let call = forms[won].rsplit_once("call=").unwrap().1;
        let other = format!("reform={REFORM}&to=end&call={call}");
        let otherwise = winner.post(&path, &other).await;
        assert_eq!(otherwise.status, StatusCode::CONFLICT);
        assert!(!words_of(&otherwise.body).contains("Somebody else"));
        assert_eq!(count_acts(&house.site.store).await.unwrap(), acts + 1);
        assert!(one.waiting(&reviewer).await.is_none());

        let holds = |grants: &Held, unit: &str| {
            grants.iter().any(|(_, own, role)| own.0 == unit && *role == Role::Reviewer)
        };
        assert!(!holds(&holding(&house, "2025-06-30").await, heirs[won]));
        assert!(holds(&holding(&house, REFORM).await, heirs[won]));
        assert!(!holds(&holding(&house, REFORM).await, heirs[1 - won]));
        verified(&house).await;
    }
}

#[tokio::test]
async fn waiting_grant_that_is_let_end_ends_with_its_unit() {
    let folder = Folder::load(&Source::BuiltIn).unwrap();
    let (house, district) = recorded(sqlite().await, &folder, "district").await;
    let one = Browser::of(&house, "demo.ad.one").await;
    let leader = format!("demo.leader.{district}");
    let (path, _) = one.waiting(&leader).await.unwrap();
    let sent = one.post(&path, &format!("reform={REFORM}&to=end")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", words_of(&sent.body));
    assert!(one.waiting(&leader).await.is_none());
    let leaders = |held: Held| held.iter().filter(|(_, _, role)| *role == Role::Leader).count();
    let eve = leaders(holding(&house, "2025-06-30").await);
    // Every other leader goes on to an heir at least.
    let lost = |held: &Held, id: &UnitId| {
        !held.iter().any(|(_, own, role)| own == id && *role == Role::Leader)
    };
    let id = &units(&folder.known)["district"];
    assert!(lost(&holding(&house, REFORM).await, id));
    assert!(!lost(&holding(&house, "2025-06-30").await, id));
    assert!(leaders(holding(&house, REFORM).await) >= eve);
}

#[tokio::test]
async fn waiting_grant_with_a_planned_end_is_let_end_sooner_or_given_until_then() {
    let folder = Folder::load(&Source::BuiltIn).unwrap();
    let (house, district) = recorded(sqlite().await, &folder, "district").await;
    let one = Browser::of(&house, "demo.ad.one").await;
    let [planner, leader, steward] = ["planner", "leader", "steward"];
    let mut paths = Vec::new();
    for (role, last) in [(planner, "2025-12-31"), (leader, "2025-12-31"), (steward, "2025-06-30")] {
        let (path, offered) = one.waiting(&format!("demo.{role}.{district}")).await.unwrap();
        let end = path.replace("/decide", "/end");
        let planned = one.post(&end, &format!("last={last}")).await;
        assert_eq!(planned.status, StatusCode::SEE_OTHER, "{}", words_of(&planned.body));
        // Nobody has anything at the last one yet.
        let heir = offered.iter().rev().find(|unit| *unit != "end").unwrap();
        paths.push((path, heir.clone()));
    }
    // What ends with its unit anyway waits no more.
    assert!(one.waiting(&format!("demo.{steward}.{district}")).await.is_none());
    let over = one.post(&paths[2].0, &format!("reform={REFORM}&to=end")).await;
    assert_eq!(over.status, StatusCode::CONFLICT);
    assert!(words_of(&over.body).contains("its last day is 2025-06-30"), "{}", over.body);

    let (path, unit) = &paths[0];
    let sent = one.post(path, &format!("reform={REFORM}&to=end")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", words_of(&sent.body));
    let (path, _) = &paths[1];
    let sent = one.post(path, &format!("reform={REFORM}&to={unit}")).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", words_of(&sent.body));
    let id = &units(&folder.known)["district"];
    let holds = |held: &Held, unit: &str, role| {
        held.iter().any(|(_, own, has)| own.0 == unit && *has == role)
    };
    let eve = holding(&house, "2025-06-30").await;
    assert!(holds(&eve, &id.0, Role::Planner) && holds(&eve, &id.0, Role::Leader));
    let on = holding(&house, REFORM).await;
    assert!(!holds(&on, &id.0, Role::Planner) && holds(&on, unit, Role::Leader));
    let at_last = holding(&house, "2025-12-31").await;
    assert!(holds(&at_last, unit, Role::Leader));
    assert!(!holds(&holding(&house, "2026-01-01").await, unit, Role::Leader));
    verified(&house).await;
}

#[tokio::test]
async fn queue_is_for_who_administers_the_unit() {
    let folder = Folder::load(&Source::BuiltIn).unwrap();
    let (house, district) = recorded(sqlite().await, &folder, "district").await;
    let login = |what: &str, role: Role| {
        let number = units(&folder.known).keys().position(|own| *own == what).unwrap();
        format!("demo.{role}.{number}")
    };
    let waits = format!("demo.auditor.{district}");
    let centre = Browser::of(&house, "demo.ad.one").await;
    let (path, _) = centre.waiting(&waits).await.unwrap();
    let province = Browser::of(&house, &login("merged province", Role::Administrator)).await;
    assert!(province.waiting(&waits).await.is_none());
    let form = format!("reform={REFORM}&to=end");
    assert_eq!(province.post(&path, &form).await.status, StatusCode::NOT_FOUND);
    let steward = Browser::of(&house, &login("district", Role::Steward)).await;
    assert_eq!(steward.post(&path, &form).await.status, StatusCode::FORBIDDEN);
    // The custodian's administrator gives what is below the province from the day on; the district's own has nothing to give.
    let custodian = login("province that stays", Role::Administrator);
    let custodian = Browser::of(&house, &custodian).await;
    assert!(custodian.waiting(&waits).await.unwrap().1.len() > 2);
    let own = Browser::of(&house, &format!("demo.administrator.{district}")).await;
    assert_eq!(own.waiting(&waits).await.unwrap().1, ["end"]);
    // Nobody gives what is not theirs to give: the country, or a unit of another province.
    let elsewhere = units(&folder.known)["merged province"].clone();
    for unit in ["VN.1", &elsewhere.0] {
        let form = format!("reform={REFORM}&to={unit}");
        assert_eq!(own.post(&path, &form).await.status, StatusCode::FORBIDDEN, "{unit}");
    }
}
