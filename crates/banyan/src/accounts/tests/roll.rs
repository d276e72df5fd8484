//! A list of people: every problem of every line at once, nothing half done, sheets with fresh links.

use axum::http::{Method, StatusCode};
use banyan_core::access::Role;

use super::{Browser, houses, person};
use crate::ledger;
use crate::tests::{Answer, words_of};
use crate::web::FormId;

const HEADER: &str = "login,name,email,language,unit,role,subject,from,until";

async fn send(browser: &mut Browser<'_>, text: &str, what: &str) -> Answer {
    let id = FormId::fresh(browser.house.site.clock.now()).unwrap().to_string();
    send_under(browser, &id, text, what).await
}

async fn send_under(browser: &mut Browser<'_>, id: &str, text: &str, what: &str) -> Answer {
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let fields = [part("text", text), part("do", what), part("call", id)].concat();
    let body = format!("{fields}--b--\r\n");
    browser.ask(Method::POST, "/people/roll", "multipart/form-data; boundary=b", body).await
}

#[tokio::test]
async fn dry_run_tells_every_problem_by_its_line_and_records_nothing() {
    for house in houses().await {
        person(&house, "ad.one", "40", Role::Administrator).await;
        let mut browser = Browser::of(&house);
        browser.set_up("ad.one").await;
        let acts = ledger::count_acts(&house.site.store).await.unwrap();
        let text = format!(
            "{HEADER}\n\
             lan,Lan,lan@example.org,vi,17110,reporter,,,\n\
             x,,no address,de,99999,king,moon,today,\n\
             minh,Minh,,vi,18073,reporter,,,\n\
             lan,Lan again,,vi,17110,reporter,,2025-08-01,2025-07-01\n\
             lan,Lan once more,,vi,17110,reporter,,,\n\
             kim,Kim,,vi,17110,reporter,programme:99-XX,,\n\
             short,line\n"
        );
        for what in ["check", "invite"] {
            let answer = send(&mut browser, &text, what).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            let words = words_of(&answer.body);
            for expected in [
                "3 login “x” cannot be a login.",
                "3 name The name is missing.",
                "3 email “no address” is no e-mail address.",
                "3 language “de” is none of vi, fr, ar, en.",
                "3 role “king” is no role.",
                "3 subject “moon” does not fit.",
                "3 unit “99999” is no code of a unit",
                "3 from “today” is no day.",
                "4 unit You do not administer the unit “18073”.",
                "5 until The last day “2025-07-01” is before the first.",
                "6 login This login stands on line 2 already.",
                "7 subject There is no “programme:99-XX” that you can see.",
                "8 Cells in this line: 2;",
            ] {
                assert!(words.contains(expected), "{expected}: {words}");
            }
            assert!(answer.body.contains("lan@example.org"), "what was typed is there");
        }
        for (text, expected) in [
            ("", "The column “login” is missing."),
            ("login;name;mail\n", "There is no column “mail”."),
            (HEADER, "There is no line under the header."),
        ] {
            let words = words_of(&send(&mut browser, text, "invite").await.body);
            assert!(words.contains(expected), "{expected}: {words}");
        }
        // A column that is missing hides nothing of the others, nor does a bad line a login that is taken or stands twice.
        let text = "login,name,email,language,unit,subject,from,until\n\
            ad.one,Taken,,vi,17110,,,\n\
            lan,Lan,,de,17110,,,\n\
            lan,Lan,,vi,17110,,,\n";
        let words = words_of(&send(&mut browser, text, "check").await.body);
        for expected in [
            "1 The column “role” is missing.",
            "2 login The login “ad.one” is taken",
            "3 language “de” is none of vi, fr, ar, en.",
            "4 login This login stands on line 3 already.",
        ] {
            assert!(words.contains(expected), "{expected}: {words}");
        }
        assert!(!words.contains("is no role"), "{words}");
        assert_eq!(ledger::count_acts(&house.site.store).await.unwrap(), acts);
    }
}

#[tokio::test]
async fn good_list_is_one_act_and_a_second_time_tells_the_taken_logins() {
    for house in houses().await {
        person(&house, "ad.one", "VN", Role::Administrator).await;
        let mut browser = Browser::of(&house);
        browser.set_up("ad.one").await;
        let lines: Vec<String> =
            (0..1200).map(|n| format!("p{n:04};Person {n};;ar;17110;reporter;;;")).collect();
        let text = format!("\u{feff}{}\n{}\n", HEADER.replace(',', ";"), lines.join("\n"));
        let acts = ledger::count_acts(&house.site.store).await.unwrap();
        let checked = send(&mut browser, &text, "check").await;
        assert!(words_of(&checked.body).contains("The list is good; people: 1,200"));
        assert_eq!(ledger::count_acts(&house.site.store).await.unwrap(), acts);
        let done = send(&mut browser, &text, "invite").await;
        assert_eq!(done.status, StatusCode::OK, "{}", words_of(&done.body));
        assert_eq!(ledger::count_acts(&house.site.store).await.unwrap(), acts + 1);
        let twice = send(&mut browser, &text, "invite").await;
        let words = words_of(&twice.body);
        assert!(words.contains("Errors to mend: 1,200"), "{words}");
        // The first 500 are shown: lines 2 to 501.
        assert!(words.contains("501 login The login “p0499” is taken."), "{words}");
        let set = done.body.split("name=\"accounts\" value=\"").nth(1).unwrap();
        let ids: Vec<&str> = set.split('"').next().unwrap().split(' ').take(3).collect();
        let sheets = browser.post("/people/sheets", &format!("accounts={}", ids.join("+"))).await;
        assert_eq!(
            sheets.body.matches("<article class=\"sheet\" lang=\"ar\" dir=\"rtl\">").count(),
            3
        );
        assert_eq!(sheets.body.matches("<svg class=\"qr\"").count(), 3);
        let link = super::links::link_of(&sheets.body);
        let mut person = Browser::of(&house);
        assert_eq!(person.get(&link).await.status, StatusCode::OK);
        // Who has a password by now gets no sheet, and the password stays.
        let chosen = "password=a+sentence+of+mine&again=a+sentence+of+mine";
        assert_eq!(person.post(&link, chosen).await.status, StatusCode::SEE_OTHER);
        let wanted = format!("accounts={}", ids.join("+"));
        let sheets = browser.post("/people/sheets", &wanted).await;
        assert_eq!(sheets.body.matches("<svg class=\"qr\"").count(), 2);
        assert!(words_of(&sheets.body).contains("so get no sheet: 1."), "{}", sheets.body);
        assert_eq!(person.get("/me").await.status, StatusCode::OK);
        let sheets = browser.post("/people/sheets", &format!("accounts={}", ids[0])).await;
        assert!(words_of(&sheets.body).contains("so get no sheet: 1."), "{}", sheets.body);
        // Paged by name.
        let first = browser.get("/people?q=person").await.body;
        assert_eq!(first.matches("<a href=\"/people/0").count(), 50);
    }
}
