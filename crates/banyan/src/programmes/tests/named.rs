//! What it gives a unit to be named as the lead of a task, in a programme of somebody else's, and what it does not.

use axum::http::StatusCode;
use banyan_core::access::{Role, Subject};
use banyan_core::words::{Day, Language};

use crate::directives::{ItemClass, load_draft};
use crate::tests::{House, words_of};

/// Who looks on: at the unit that is named, about everything and about its own; at others beside, below and above.
const PEOPLE: [(&str, Role, &str); 6] = [
    ("demo.named", Role::Planner, "BTC"),
    ("demo.named.observer", Role::Observer, "BTC"),
    ("demo.science", Role::Planner, "BKHCN"),
    ("demo.neighbour", Role::Planner, "42"),
    ("demo.below", Role::Planner, "17110"),
    ("demo.above", Role::Planner, "VN"),
];

/// A programme of Nghệ An of which the Ministry of Finance leads a task: its address, the task's, and that of another task,
/// which a department of the province leads.
async fn naming(visibility: &str) -> (House, [String; 3]) {
    let house = House::furnished().await;
    let people = PEOPLE.map(|(login, role, unit)| (login, role, unit, Subject::Everything));
    house.join(&people).await;
    house.join(&[("demo.named.own", Role::Reviewer, "BTC", Subject::Own)]).await;
    let house = house.signed_in_as("demo.planner").await;
    let path = house.post("/directives/samples/vi", "").await.location;
    let id = path.strip_prefix("/drafts/").unwrap();
    let draft = load_draft(&mut house.site.store.read().await.unwrap(), id).await.unwrap().unwrap();
    let leads = |item: &crate::directives::Item| {
        item.class == ItemClass::Task && item.laid_on.is_empty() && item.lead.contains("Sở Tài")
    };
    let number = draft.items.iter().position(leads).unwrap();
    let form = "do=keep&subject=Count+the+moons&lead=Bộ+Tài+chính";
    let changed = house.post(&format!("{path}/items/{number}"), form).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", words_of(&changed.body));
    let form = format!("visibility={visibility}");
    let adopted = house.post(&format!("/programmes/adopt/{id}"), &form).await;
    assert_eq!(adopted.status, StatusCode::SEE_OTHER, "{}", words_of(&adopted.body));
    let known = house.caches.catalogue.known(None);
    let code = adopted.location.strip_prefix("/programmes/").unwrap();
    let tasks = &known.entry(code).unwrap().document.task;
    let led = |is: fn(&str) -> bool| {
        let own = tasks.iter().find(|task| task.lead.iter().any(|lead| is(lead)));
        format!("/tasks/{}", own.unwrap().code)
    };
    let pages = [led(|lead| lead == "BTC"), led(|lead| lead.starts_with("40-"))];
    let [named, other] = pages;
    (house, [adopted.location, named, other])
}

async fn status(house: &House, path: &str) -> StatusCode {
    house.get(path, Language::English).await.status
}

#[tokio::test]
async fn unit_that_is_named_sees_what_is_shared_and_never_what_is_private() {
    // Shared in which way: the named unit, the unit below, the one above; the others only what is public.
    for (visibility, [named, below, above, others]) in [
        ("private", [false, false, false, false]),
        ("subtree", [true, true, false, false]),
        ("upward", [true, false, true, false]),
        ("public", [true, true, true, true]),
    ] {
        let (mut house, pages) = naming(visibility).await;
        house.file().await;
        for (login, sees) in [
            ("demo.named", named),
            ("demo.named.observer", named),
            ("demo.named.own", named),
            ("demo.below", below),
            ("demo.above", above),
            ("demo.science", others),
            ("demo.neighbour", others),
        ] {
            house = house.signed_in_as(login).await;
            let expected = if sees { StatusCode::OK } else { StatusCode::NOT_FOUND };
            for path in &pages {
                assert_eq!(status(&house, path).await, expected, "{visibility} {login} {path}");
            }
            for path in ["/units/BTC.2", "/tasks", "/search?q=count+moons"] {
                let shown = house.get(path, Language::English).await.body;
                let told = shown.contains("Count the moons");
                assert_eq!(told, sees, "{visibility} {login} {path}");
            }
            let acts = house.get("/acts?unit=BTC.2&verb=record_directive", Language::English).await;
            let found = acts.body.contains(pages[0].strip_prefix("/programmes/").unwrap());
            // Under a unit stands what is public, and to whom it is shared as the unit's own.
            let finds = visibility == "public" || (sees && login.starts_with("demo.named"));
            assert_eq!(found, finds, "{visibility} {login}");
        }
    }
}

#[tokio::test]
async fn code_of_a_named_unit_that_ended_opens_nothing_to_who_bears_it_now() {
    let mut house = House::furnished().await;
    let network = house.caches.networks.network();
    let (then, now) = (Day::new(2025, 3, 12).unwrap(), house.site.clock.today());
    // A commune that ended, its heir, and one that got less of it and bears its code now.
    let reused = network.numbers().find_map(|heir| {
        let heir_code = &network.version_on(heir, now, None)?.code;
        let streams = network.predecessors(heir, None).into_iter();
        let mut ended = streams.filter(|own| own.transfer.default_successor).map(|own| own.unit);
        let code = ended.find_map(|old| {
            let code = &network.version_on(old, then, None)?.code;
            let bearer = network.unit_on(code, now, None)?;
            (bearer != heir && bearer != old).then(|| code.clone())
        });
        Some((code?, heir_code.clone()))
    });
    let (code, heir) = reused.unwrap();
    house.join(&[("demo.bearer", Role::Planner, &code, Subject::Everything)]).await;
    house.join(&[("demo.heir", Role::Planner, &heir, Subject::Everything)]).await;
    let known = house.caches.catalogue.known(None);
    let mut task = known.entry("KH02").unwrap().document.task[0].clone();
    "NAMED-K01".clone_into(&mut task.code);
    (task.objective, task.scope, task.lead) = (String::new(), None, vec![code]);
    let mut document = house.bare("KH02", "NAMED");
    "2025-03-12".clone_into(&mut document.directive.issued_on);
    "upward".clone_into(&mut document.programme.as_mut().unwrap().visibility);
    document.task = vec![task];
    house.record(&document).await;
    house.caches.catalogue.renew(&house.site.store).await.unwrap();
    for (login, expected) in [("demo.heir", StatusCode::OK), ("demo.bearer", StatusCode::NOT_FOUND)]
    {
        house = house.signed_in_as(login).await;
        assert_eq!(status(&house, "/tasks/NAMED-K01").await, expected, "{login}");
    }
}

#[tokio::test]
async fn unit_that_is_named_says_how_its_own_duty_is_met_and_does_nothing_else() {
    let (house, [programme, named, other]) = naming("upward").await;
    let code = programme.strip_prefix("/programmes/").unwrap();
    let lead = {
        let known = house.caches.catalogue.known(None);
        known.task(other.strip_prefix("/tasks/").unwrap()).unwrap().1.lead[0].clone()
    };
    let met = |unit: &str| format!("unit={unit}&programme=R09&justification=covers+it");
    let rule = format!("/targets/{code}-T01/rule");
    let (of_named, of_other) = (format!("{named}/met"), format!("{other}/met"));
    let tries = [
        (of_other.as_str(), met(&lead)),
        (rule.as_str(), "rule=ended&reason=x".to_owned()),
        (of_named.as_str(), met("BTC")),
    ];
    // By the program's rules: who it is, and what becomes of each try.
    let mut house = house;
    for (login, expected) in [
        ("demo.named.own", [403, 403, 403]),
        ("demo.named.observer", [403, 403, 403]),
        ("demo.science", [404, 404, 404]),
        ("demo.named", [403, 403, 303]),
    ] {
        house = house.signed_in_as(login).await;
        for ((path, form), expected) in tries.iter().zip(expected) {
            let answer = house.post(path, form).await;
            assert_eq!(
                answer.status.as_u16(),
                expected,
                "{login} {path}: {}",
                words_of(&answer.body)
            );
        }
    }
    // It cannot adopt for the province, and does not see its drafts.
    let drafts = house.get("/directives", Language::English).await.body;
    assert!(!drafts.contains("href=\"/drafts/"), "{drafts}");
    let own = house.post("/directives/samples/vi", "").await.location;
    let adopt = own.replace("/drafts/", "/programmes/adopt/");
    assert_eq!(house.post(&adopt, "").await.status, StatusCode::FORBIDDEN);
}
