//! Every problem of a form has a sentence, and what was typed is read back.

use banyan_core::form::{Address, Against, Oddity, ProblemKind};
use banyan_core::words::{Day, Language, Quantity};

use super::typed;
use crate::tests::House;
use crate::web::Words;

fn kinds() -> Vec<ProblemKind> {
    let number = Quantity::new(1, 0).unwrap();
    let day = Day::new(2025, 7, 1).unwrap();
    let text = || "x".to_owned();
    let against = [Against::History, Against::Peers];
    let outlier = |against| Oddity::Outlier { against, median: text(), others: 1 };
    let odd = |oddity| ProblemKind::Odd { check: text(), oddity };
    let mut kinds = vec![
        ProblemKind::UnknownField,
        ProblemKind::UnknownCell,
        ProblemKind::NotInRows,
        ProblemKind::RowNeeded,
        ProblemKind::WrongType,
        ProblemKind::NotANumber,
        ProblemKind::Ambiguous { one: text(), other: text() },
        ProblemKind::TooManyDecimals { decimals: 1 },
        ProblemKind::TooLarge,
        ProblemKind::Negative,
        ProblemKind::BelowMinimum { minimum: number },
        ProblemKind::AboveMaximum { maximum: number },
        ProblemKind::TooLong { letters: 1, length_max: 1 },
        ProblemKind::LineBreak,
        ProblemKind::ControlCharacter,
        ProblemKind::NotADay,
        ProblemKind::BeforeEarliest { earliest: day },
        ProblemKind::AfterLatest { latest: day },
        ProblemKind::NoSuchOption,
        ProblemKind::NotYesNo,
        ProblemKind::NotAUnitCode,
        ProblemKind::NotAnAttachment,
        ProblemKind::WrongMediaType { types: vec![text()] },
        ProblemKind::TooManyBytes { bytes_max: 1 },
        ProblemKind::Missing,
        ProblemKind::TooFewRows { rows: 1, minimum: 1 },
        ProblemKind::TooManyRows { rows: 1, maximum: 1 },
        ProblemKind::DuplicateRow { first: 1 },
        ProblemKind::Computed { computed: Some(number) },
        ProblemKind::Computed { computed: None },
        ProblemKind::ComputedOverflow,
        ProblemKind::Rule { code: text(), left: text(), right: text() },
        ProblemKind::RuleOverflow { code: text() },
        ProblemKind::OddOverflow { check: text() },
        odd(Oddity::Jump { before: number }),
        odd(Oddity::Copy { figures: 1 }),
        odd(Oddity::Whole { sum: number }),
    ];
    kinds.extend(against.map(|own| odd(outlier(own))));
    kinds
}

#[test]
fn every_problem_has_a_sentence_in_every_language() {
    for language in Language::ALL {
        let t = Words::of(language);
        for kind in kinds() {
            assert!(t.has(&format!("problem-{}", kind.key())), "{language} {}", kind.key());
        }
    }
}

#[test]
fn what_was_typed_is_read_by_its_address_and_explanations_by_their_problem() {
    let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let sent = [
        pair("e.women.female", "12"),
        pair("e.obstacles#2.what", "Line"),
        pair("e.blank", "  "),
        pair("e.not an address##", "x"),
        pair("why.women:jump:jumps", " a new centre "),
        pair("call", "0"),
    ];
    let (texts, why) = typed(&sent);
    let addresses: Vec<String> = texts.keys().map(Address::to_string).collect();
    assert_eq!(addresses, ["women.female", "obstacles#2.what"]);
    assert_eq!(why.into_iter().collect::<Vec<_>>(), [pair("women:jump:jumps", "a new centre")]);
}

#[tokio::test]
async fn form_is_shown_with_its_rules_columns_and_schema() {
    let house = House::furnished().await;
    let page = house.get("/forms/commune_month", Language::English).await.body;
    for words in [
        "Dossiers received",
        "villages_covered + villages_left = villages",
        "trained.female",
        "requests.subject",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(house.get("/forms", Language::Arabic).await.body.contains("التقرير الشهري"));
    let schema = house.get("/forms/commune_month/schema.json", Language::English).await.body;
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    assert!(schema["properties"]["dossiers_received"].is_object(), "{schema}");
}
