//! People and grants: who may administer whom, hostile names, two administrators at once, leaving.

use axum::http::StatusCode;
use banyan_core::access::Role;

use super::{Browser, PASSWORD, houses, person};
use crate::ledger;
use crate::tests::{House, words_of};

/// The identity of a person as the list of people links to it.
pub(super) async fn account_of(browser: &mut Browser<'_>, login: &str) -> String {
    let page = browser.get(&format!("/people?q={login}")).await.body;
    let rest = page
        .split("<a href=\"/people/")
        .skip(1)
        .find(|rest| rest.contains(&format!("Person {login}<")));
    rest.unwrap().split('"').next().unwrap().to_owned()
}

pub(super) async fn administrator<'h>(house: &'h House, login: &str, unit: &str) -> Browser<'h> {
    person(house, login, unit, Role::Administrator).await;
    let mut browser = Browser::of(house);
    browser.set_up(login).await;
    browser
}

#[tokio::test]
async fn pages_of_people_are_for_administrators() {
    for house in houses().await {
        person(&house, "lan", "17110", Role::Reporter).await;
        let mut nobody = Browser::of(&house);
        let mut lan = Browser::of(&house);
        lan.sign_in("lan", PASSWORD).await;
        for path in ["/people", "/people/invite", "/people/roll", "/people/x"] {
            let answer = nobody.get(path).await;
            assert_eq!(answer.location, format!("/sign-in?back={path}"));
            assert_eq!(lan.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        let typed = nobody.post("/people/invite", "login=x").await;
        assert_eq!(typed.status, StatusCode::UNAUTHORIZED);
        assert!(words_of(&typed.body).contains("What you typed is still in the browser."));
    }
}

#[tokio::test]
async fn province_administers_its_own_subtree_only() {
    for house in houses().await {
        let mut centre = administrator(&house, "ad.centre", "VN").await;
        let mut province = administrator(&house, "ad.province", "40").await;
        person(&house, "lan", "17110", Role::Reporter).await;
        person(&house, "minh", "18073", Role::Reporter).await;
        let list = words_of(&province.get("/people").await.body);
        assert!(list.contains("Person lan") && !list.contains("Person minh"), "{list}");
        assert!(!list.contains("Person ad.centre"), "{list}");
        assert!(words_of(&centre.get("/people").await.body).contains("Person minh"));
        let (lan, minh) =
            (account_of(&mut centre, "lan").await, account_of(&mut centre, "minh").await);
        assert_eq!(province.get(&format!("/people/{minh}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(province.get("/people?unit=42.1").await.status, StatusCode::FORBIDDEN);
        let elsewhere = "login=new&name=New&language=en&role=reporter&unit=18073";
        let refused = province.post("/people/invite", elsewhere).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(words_of(&refused.body).contains("You do not administer the unit “18073”."));
        let above = "role=administrator&unit=VN";
        let refused = province.post(&format!("/people/{lan}/grants"), above).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        // Who also has a grant elsewhere is not the province's to change, or to let in anew.
        let given = centre.post(&format!("/people/{lan}/grants"), "role=planner&unit=VN").await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", words_of(&given.body));
        for path in ["link", "close", "details"] {
            let form = "version=1&name=Taken&language=en";
            let answer = province.post(&format!("/people/{lan}/{path}"), form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert!(words_of(&centre.get(&format!("/people/{lan}")).await.body).contains("Person lan"));
    }
}

#[tokio::test]
async fn hostile_names_are_refused_or_shown_as_they_are() {
    for house in houses().await {
        let mut centre = administrator(&house, "ad.centre", "VN").await;
        let invite = |login: &str, name: &str| {
            format!("login={login}&name={name}&language=en&role=reporter&unit=17110")
        };
        let long = "x".repeat(121);
        let huge = "x".repeat(100_000);
        for (name, sentence) in [
            ("A%00B", "hidden signs"),
            ("A%0D%0ABcc:%20x@example.org", "hidden signs"),
            ("%E2%80%AEnimda", "hidden signs"),
            ("A%E2%81%A6B", "hidden signs"),
            ("A%E2%80%8BB", "hidden signs"),
            (long.as_str(), "longer than 120"),
            (huge.as_str(), "longer than 120"),
            ("%20", "The name is missing."),
        ] {
            let answer = centre.post("/people/invite", &invite("x.one", name)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
            assert!(words_of(&answer.body).contains(sentence), "{sentence}");
            assert!(answer.body.contains("value=\"x.one\""), "what was typed is there");
        }
        for login in ["a", "has+space", "%3Cb%3E", "demo.mine", "n%C3%A0y", "ad.centre"] {
            let answer = centre.post("/people/invite", &invite(login, "Fine")).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{login}");
        }
        let markup = "%3Cscript%3Ealert(1)%3C/script%3E%22%27";
        let answer = centre.post("/people/invite", &invite("mark", markup)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", words_of(&answer.body));
        assert!(
            answer.body.contains("&lt;script&gt;alert(1)")
                && !answer.body.contains("<script>alert")
        );
        let list = centre.get("/people?q=%25_%3Cscript").await;
        assert!(!list.body.contains("<script>alert"), "{}", list.body);
        // Zero-width joiners belong to Persian and Arabic names.
        let joined = centre
            .post(
                "/people/invite",
                &invite("joined", "%D8%B9%D9%84%DB%8C%E2%80%8C%D8%B1%D8%B6%D8%A7"),
            )
            .await;
        assert_eq!(joined.status, StatusCode::OK, "{}", words_of(&joined.body));
    }
}

#[tokio::test]
async fn of_two_administrators_at_once_the_second_gets_a_clear_answer() {
    for house in houses().await {
        let mut first = administrator(&house, "ad.first", "VN").await;
        let mut second = administrator(&house, "ad.second", "VN").await;
        person(&house, "lan", "17110", Role::Reporter).await;
        let lan = account_of(&mut first, "lan").await;
        let page = first.get(&format!("/people/{lan}")).await.body;
        let end = page.split("action=\"").find(|rest| rest.contains("/end\"")).unwrap();
        let path = end.split('"').next().unwrap().to_owned();
        let acts = ledger::count_acts(&house.site.store).await.unwrap();
        let form = format!("last={}", house.site.clock.today());
        let (one, two) = tokio::join!(first.post(&path, &form), second.post(&path, &form));
        let mut statuses = [one.status, two.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        let late = if one.status == StatusCode::CONFLICT { &one } else { &two };
        assert!(words_of(&late.body).contains("This grant was ended already"), "{}", late.body);
        assert_eq!(ledger::count_acts(&house.site.store).await.unwrap(), acts + 1);

        let give = "role=planner&unit=17110";
        let path = format!("/people/{lan}/grants");
        let (one, two) = tokio::join!(first.post(&path, give), second.post(&path, give));
        let mut statuses = [one.status, two.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        assert_eq!(ledger::count_acts(&house.site.store).await.unwrap(), acts + 2);

        let change = |name: &str| format!("version=1&name={name}&email=&language=en");
        let path = format!("/people/{lan}/details");
        let (forms, path) = ([change("One"), change("Two")], path.as_str());
        let (one, two) = tokio::join!(first.post(path, &forms[0]), second.post(path, &forms[1]));
        let mut statuses = [one.status, two.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    }
}

#[tokio::test]
async fn closed_account_has_nothing_left_and_its_acts_stay() {
    for house in houses().await {
        let mut centre = administrator(&house, "ad.centre", "VN").await;
        person(&house, "lan", "17110", Role::Reporter).await;
        let mut lan = Browser::of(&house);
        lan.sign_in("lan", PASSWORD).await;
        let id = account_of(&mut centre, "lan").await;
        let look = centre.get(&format!("/people/{id}/close")).await;
        assert!(
            words_of(&look.body).contains("Grants that end today Reporter, Place 17110"),
            "{}",
            words_of(&look.body)
        );
        let stale = centre.post(&format!("/people/{id}/close"), "version=7").await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert_eq!(
            centre.post(&format!("/people/{id}/close"), "version=1").await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(lan.get("/me").await.status, StatusCode::SEE_OTHER);
        assert_eq!(lan.sign_in("lan", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
        let page = words_of(&centre.get(&format!("/people/{id}")).await.body);
        assert!(page.contains("Login lan") && page.contains("closed"), "{page}");
        let again = centre.post(&format!("/people/{id}/link"), "").await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        // The last administrator stays.
        let own = account_of(&mut centre, "ad.centre").await;
        let last = centre.post(&format!("/people/{own}/close"), "version=1").await;
        assert_eq!(last.status, StatusCode::CONFLICT);
        assert!(words_of(&last.body).contains("Nobody would be left to administer."));
    }
}

#[tokio::test]
async fn grant_that_ended_opens_nothing_in_the_next_request() {
    for house in houses().await {
        let mut centre = administrator(&house, "ad.centre", "VN").await;
        let mut province = administrator(&house, "ad.province", "40").await;
        let id = account_of(&mut centre, "ad.province").await;
        let page = centre.get(&format!("/people/{id}")).await.body;
        let end = page.split("action=\"").find(|rest| rest.contains("/end\"")).unwrap();
        let path = end.split('"').next().unwrap().to_owned();
        for (last, status) in [("yesterday", 422), ("2025-07-13", 422), ("2025-07-14", 303)] {
            let answer = centre.post(&path, &format!("last={last}")).await;
            assert_eq!(answer.status.as_u16(), status, "{last}");
        }
        assert_eq!(province.get("/people").await.status, StatusCode::OK, "its last day is today");
        let tomorrow = house.site.clock.start_of(house.site.clock.today().next());
        house.site.clock.advance(tomorrow);
        assert_eq!(province.get("/people").await.status, StatusCode::FORBIDDEN);
    }
}

/// Where the form leads to that ends the only grant of a person.
async fn way_to_end(browser: &mut Browser<'_>, id: &str) -> String {
    let page = browser.get(&format!("/people/{id}")).await.body;
    let end = page.split("action=\"").find(|rest| rest.contains("/end\"")).unwrap();
    end.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn grant_with_a_planned_end_is_taken_away_sooner_and_never_prolonged() {
    for house in houses().await {
        let mut centre = administrator(&house, "ad.centre", "VN").await;
        person(&house, "lan", "17110", Role::Reporter).await;
        let id = account_of(&mut centre, "lan").await;
        let path = way_to_end(&mut centre, &id).await;
        for (last, status) in [
            ("2025-09-30", 303),
            ("2025-09-30", 409),
            ("2025-10-01", 409),
            ("2025-08-31", 303),
            ("2025-09-15", 409),
        ] {
            let answer = centre.post(&path, &format!("last={last}")).await;
            assert_eq!(answer.status.as_u16(), status, "{last}: {}", words_of(&answer.body));
        }
        let page = centre.get(&format!("/people/{id}")).await.body;
        assert_eq!(
            page.matches(&path).count(),
            1,
            "one row of the grant, which can still be ended"
        );
        assert!(words_of(&page).contains("31 August 2025"), "{}", words_of(&page));
        // Closing the account ends it at once.
        assert_eq!(
            centre.post(&format!("/people/{id}/close"), "version=1").await.status,
            StatusCode::SEE_OTHER
        );
        let page = words_of(&centre.get(&format!("/people/{id}")).await.body);
        assert!(!page.contains("31 August 2025"), "{page}");
        let found = ledger::verify(&house.site.store, &crate::panels::fact_tables(), None).await;
        assert!(found.unwrap().findings.is_empty());
    }
}

#[tokio::test]
async fn who_administers_a_part_or_later_or_only_today_is_nobody_to_leave_the_country_to() {
    for house in houses().await {
        let mut centre = administrator(&house, "ad.centre", "VN").await;
        person(&house, "ad.province", "40", Role::Administrator).await;
        for (login, days) in [("later", "&from=2025-08-01"), ("today", "&until=2025-07-14")] {
            person(&house, login, "17110", Role::Reporter).await;
            let id = account_of(&mut centre, login).await;
            let form = format!("role=administrator&unit=VN{days}");
            let given = centre.post(&format!("/people/{id}/grants"), &form).await;
            assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", words_of(&given.body));
        }
        let own = account_of(&mut centre, "ad.centre").await;
        let end = way_to_end(&mut centre, &own).await;
        let close = format!("/people/{own}/close");
        for (path, form) in [(&end, "last=2025-07-14"), (&close, "version=1")] {
            let refused = centre.post(path, form).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{path}");
            assert!(words_of(&refused.body).contains("Nobody would be left to administer."));
        }
        // A part may be given up: the country is administered.
        let province = account_of(&mut centre, "ad.province").await;
        let closed = centre.post(&format!("/people/{province}/close"), "version=1").await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", words_of(&closed.body));
        let ended = centre.post(&end, "last=2025-07-31").await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "the other begins on the day after");
    }
}
