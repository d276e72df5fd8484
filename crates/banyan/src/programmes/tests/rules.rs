//! What becomes of a target's level that nobody holds any more.

use axum::http::StatusCode;
use banyan_core::words::Language;

use super::page;
use crate::content::tests::{Copy, target};
use crate::content::{Changes, Source};
use crate::ledger::count_acts;
use crate::tests::{House, words_of};

#[tokio::test]
async fn target_of_an_ended_level_asks_for_a_rule_and_keeps_the_one_given() {
    let house = House::furnished().await;
    assert!(page(&house, "/targets/R09-T09?on=2025-06-30").await.contains("20 districts"));
    assert!(page(&house, "/targets/R09-T09").await.contains("A rule is needed"));
    let wrong = house.post("/targets/R09-T09/rule", "rule=to-mars&reason=why").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let silent = house.post("/targets/R09-T09/rule", "rule=to-communes&reason=+").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let given =
        house.post("/targets/R09-T09/rule", "rule=to-communes&reason=they+took+the+work").await;
    assert_eq!(given.status, StatusCode::SEE_OTHER);
    assert!(page(&house, "/targets/R09-T09").await.contains("they took the work"));
    assert!(page(&house, "/").await.contains("1 target without a holder"));
    assert!(
        page(&house, "/targets/R09-T09").await.contains("130 communes"),
        "the rule hands it to the communes"
    );
    assert!(
        page(&house, "/targets/R09-T09?on=2025-06-30").await.contains("20 districts"),
        "while there were districts they held it"
    );
}

#[tokio::test]
async fn target_that_lost_one_of_two_levels_asks_for_a_rule_for_that_level() {
    let house = House::furnished().await;
    let before = page(&house, "/targets/R09-T05?on=2025-06-30").await;
    assert!(before.contains("20 districts") && !before.contains("A rule is needed"), "{before}");
    let after = page(&house, "/targets/R09-T05").await;
    for expected in ["1 province", "0 districts : no holder", "Without a holder: district level."] {
        assert!(after.contains(expected), "{expected}: {after}");
    }
    let programme = page(&house, "/programmes/R09").await;
    assert!(programme.contains("1 target has a level without a holder."), "{programme}");
    assert!(page(&house, "/programmes").await.contains("and 1 on one level"));
    let given = "rule=to-communes&reason=they+took+the+work";
    assert_eq!(house.post("/targets/R09-T05/rule", given).await.status, StatusCode::SEE_OTHER);
    let handed = page(&house, "/targets/R09-T05").await;
    assert!(handed.contains("1 province") && handed.contains("130 communes"), "{handed}");
    assert!(!page(&house, "/programmes/R09").await.contains("has a level without a holder"));
}

#[tokio::test]
async fn refused_rule_comes_back_with_what_was_typed_and_a_sentence_beside_its_field() {
    let house = House::furnished().await;
    let silent = house.post("/targets/R09-T09/rule", "rule=to-communes&reason=+").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words_of(&silent.body).contains("Reason Give the reason for the rule."));
    assert!(silent.body.contains("value=\"to-communes\" checked"), "{}", silent.body);
    let wrong = house.post("/targets/R09-T09/rule", "rule=to-mars&reason=it+is+%22near%22").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words_of(&wrong.body).contains("Choose a rule “to-mars” is no rule."));
    assert!(wrong.body.contains("value=\"it is &quot;near&quot;\""), "{}", wrong.body);
    let empty = words_of(&house.post("/targets/R09-T09/rule", "").await.body);
    assert!(
        empty.contains("Choose one of the three rules.") && empty.contains("Give the reason"),
        "every fault at once: {empty}"
    );
    let known = page(&house, "/targets/R09-T09").await;
    assert!(known.contains("A rule is needed"), "nothing was recorded: {known}");
}

#[tokio::test]
async fn unit_owes_what_a_rule_gave_it() {
    let house = House::furnished().await;
    let commune = "/units/17110.2";
    assert!(!house.get(commune, Language::English).await.body.contains("/targets/R09-T09"));
    house.post("/targets/R09-T09/rule", "rule=to-communes&reason=they+took+the+work").await;
    assert!(house.get(commune, Language::English).await.body.contains("/targets/R09-T09"));
    let target = page(&house, "/targets/R09-T09").await;
    assert!(target.contains("The rule that was given") && !target.contains("A rule is needed"));
    let thread = page(&house, "/").await;
    assert!(thread.contains("20 districts") && thread.contains("130 communes"), "{thread}");
}

#[tokio::test]
async fn rule_for_a_target_that_lost_nobody_is_refused() {
    let house = House::furnished().await;
    let before = count_acts(&house.site.store).await.unwrap();
    let refused = house.post("/targets/R09-T10/rule", "rule=to-province&reason=why+not").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(words_of(&refused.body).contains("No level of this target has lost its holder"));
    assert_eq!(count_acts(&house.site.store).await.unwrap(), before);
}

/// A house in which a target falls on districts and villages; of both there are none after the reform.
async fn with_two_levels_lost() -> House {
    let copy = Copy::new();
    let scope = "levels = [\"district\", \"village\"], within = \"40\"";
    copy.add("programmes/resolution-09-nghe-an.toml", &target("R09-T90", scope, ">=", "25", ""));
    let house = House::furnished_beside(&Source::BuiltIn).await;
    house.adopt_from(&copy.source(), Changes::Record).await;
    house
}

#[tokio::test]
async fn rule_answers_only_for_the_levels_that_it_was_given_for() {
    let house = with_two_levels_lost().await;
    let path = "/targets/R09-T90";
    let both = page(&house, path).await;
    assert!(both.contains("Without a holder: district level, village level."), "{both}");
    let first = "rule=to-communes&reason=they+took+the+work&levels=district";
    assert_eq!(house.post(&format!("{path}/rule"), first).await.status, StatusCode::SEE_OTHER);
    let one = page(&house, path).await;
    assert!(one.contains("130 communes") && one.contains("A rule is needed"), "{one}");
    assert!(one.contains("Without a holder: village level."), "{one}");
    let form = house.get(path, Language::English).await.body;
    assert!(form.contains("name=\"levels\" value=\"village\""), "{form}");
    let second = "rule=ended&reason=no+villages+are+listed&levels=village";
    assert_eq!(house.post(&format!("{path}/rule"), second).await.status, StatusCode::SEE_OTHER);
    let none = page(&house, path).await;
    assert!(none.contains("130 communes"), "the first rule still holds: {none}");
    assert!(!none.contains("A rule is needed"), "{none}");
    for reason in ["they took the work", "no villages are listed"] {
        assert!(none.contains(reason), "{reason}: {none}");
    }
    let third = house.post(&format!("{path}/rule"), "rule=ended&reason=x&levels=province").await;
    assert_eq!(third.status, StatusCode::UNPROCESSABLE_ENTITY, "it is not asked of provinces");
}

#[tokio::test]
async fn rule_that_another_one_replaced_is_shown_no_more() {
    let house = House::furnished().await;
    for rule in ["rule=to-province&reason=the+first", "rule=to-communes&reason=the+second"] {
        let given = house.post("/targets/R09-T09/rule", rule).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER);
    }
    let target = page(&house, "/targets/R09-T09").await;
    assert!(target.contains("the second") && !target.contains("the first"), "{target}");
    let list = page(&house, "/targets").await;
    assert!(list.contains("hand it to the communes") && !list.contains("hand it to the province"));
}
