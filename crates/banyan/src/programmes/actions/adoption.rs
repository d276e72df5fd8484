//! A draft as a directive with its programme. Nothing is added to what the draft says: a target without an indicator brings its
//! own, a task without a body has none, and every gap stays one.

use banyan_core::words::{Language, fold_words};

use super::document::{
    Baseline, DirectiveDocument, DirectiveRecord, Implemented, Indicator, ProgrammeRecord,
    ScopeRecord, Target, Task, Words4,
};
use crate::directives::{Draft, Item, ItemClass, ItemState};

/// The document of a draft. `territory` is the code of the territory that it speaks of, `unit` that of the unit that adopts it.
pub fn document_of(draft: &Draft, territory: &str, unit: &str) -> DirectiveDocument {
    let language = draft.language().unwrap_or(Language::English);
    let words = |text: &str| Words4::in_one(language, text);
    let code = code_of(draft);
    let kept = |class: ItemClass| {
        draft
            .items
            .iter()
            .filter(move |item| item.class == class && item.state != ItemState::Dropped)
    };
    let number = |letter: char, number: usize| format!("{code}-{letter}{:02}", number + 1);
    let title = if draft.title.is_empty() { draft.number.clone() } else { draft.title.clone() };
    let targets: Vec<&Item> = kept(ItemClass::Target).collect();
    let own_indicator = |place: usize, item: &Item| {
        if item.indicator.is_empty() { number('I', place) } else { item.indicator.clone() }
    };
    DirectiveDocument {
        directive: DirectiveRecord {
            code: code.clone(),
            kind: if draft.kind.is_empty() { "other".to_owned() } else { draft.kind.clone() },
            number: draft.number.clone(),
            issued_on: draft.date.clone(),
            issuer: String::new(),
            territory: territory.to_owned(),
            publisher: draft.source.clone(),
            title: words(&title),
            issuer_name: words(&draft.issuer),
            clears: Some(draft.clears),
            implements: draft.implements.iter().map(|number| implemented(number)).collect(),
        },
        programme: Some(ProgrammeRecord {
            code: code.clone(),
            unit: unit.to_owned(),
            visibility: "private".to_owned(),
            name: words(&title),
        }),
        phase: Vec::new(),
        objective: Vec::new(),
        indicator: targets
            .iter()
            .enumerate()
            .filter(|(_, item)| item.indicator.is_empty())
            .map(|(place, item)| indicator(number('I', place), item, words(&item.subject)))
            .collect(),
        target: targets
            .iter()
            .enumerate()
            .map(|(place, item)| {
                let place_in_text = words(draft.quote(item.start, item.end));
                target(
                    number('T', place),
                    own_indicator(place, item),
                    item,
                    territory,
                    place_in_text,
                )
            })
            .collect(),
        task: kept(ItemClass::Task)
            .enumerate()
            .map(|(place, item)| {
                task(
                    number('K', place),
                    item,
                    territory,
                    language,
                    draft.quote(item.start, item.end),
                )
            })
            .collect(),
        baseline: kept(ItemClass::Baseline)
            .enumerate()
            .map(|(place, item)| Baseline {
                code: number('B', place),
                name: words(&item.subject),
                value: item.value.clone(),
                unit_of_measure: unit_of_measure(item),
                as_of: item.as_of.clone(),
                part_of: String::new(),
                level: item.level.clone(),
                territory: territory.to_owned(),
                place: words(draft.quote(item.start, item.end)),
            })
            .collect(),
        session_item: Vec::new(),
        ask: Vec::new(),
    }
}

/// A code from the directive's number: `118/KH-UBND` becomes `118-KH-UBND`; without a number, from the draft's own id.
fn code_of(draft: &Draft) -> String {
    let words = fold_words(&draft.number);
    if words.is_empty() {
        let own: String = draft.id.chars().rev().take(6).collect();
        return format!("T-{}", own.to_uppercase());
    }
    words.join("-").to_uppercase()
}

fn implemented(number: &str) -> Implemented {
    Implemented {
        kind: String::new(),
        number: number.to_owned(),
        issued_on: String::new(),
        place: String::new(),
    }
}

fn unit_of_measure(item: &Item) -> String {
    if item.unit == "%" { "percent".to_owned() } else { item.unit.clone() }
}

fn indicator(code: String, item: &Item, name: Words4) -> Indicator {
    let decimals = item.value.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    Indicator {
        code,
        name,
        definition: Words4::default(),
        unit_of_measure: unit_of_measure(item),
        decimals: u8::try_from(decimals).unwrap_or_default(),
        direction: if item.unit == "rank" { "down".to_owned() } else { "up".to_owned() },
        periodicity: String::new(),
        grain: item.level.clone(),
        source: "stated".to_owned(),
        formula: String::new(),
        merge_rule: "none".to_owned(),
        weight: String::new(),
        sector: String::new(),
        pillar: String::new(),
        definition_version: 1,
        superseded: None,
    }
}

fn target(code: String, indicator: String, item: &Item, territory: &str, place: Words4) -> Target {
    Target {
        code,
        indicator,
        objective: String::new(),
        scope: ScopeRecord {
            level: Some(item.level.clone()).filter(|level| !level.is_empty()),
            levels: Vec::new(),
            within: territory.to_owned(),
        },
        comparator: item.comparator.clone(),
        value: item.value.clone(),
        value_max: item.value_max.clone(),
        due: item.due.clone(),
        trajectory: "none".to_owned(),
        baseline: None,
        place,
    }
}

fn task(code: String, item: &Item, territory: &str, language: Language, quote: &str) -> Task {
    let stated = |text: &str| Some(Words4::in_one(language, text)).filter(|_| !text.is_empty());
    let levels: &[&str] = match item.laid_on.as_str() {
        "ministries" => &["ministry"],
        "ministries_and_provinces" => &["ministry", "province"],
        "provinces" => &["province"],
        "districts" => &["district"],
        "communes" => &["commune"],
        _ => &[],
    };
    Task {
        code,
        objective: String::new(),
        pillar: String::new(),
        sector: String::new(),
        name: Words4::in_one(language, &item.subject),
        due: item.due.clone(),
        recurrence: item.recurrence.clone(),
        recurrence_day: item.recurrence_day,
        lead: Vec::new(),
        scope: Some(ScopeRecord {
            level: None,
            levels: levels.iter().map(|level| (*level).to_owned()).collect(),
            within: territory.to_owned(),
        })
        .filter(|scope| !scope.levels.is_empty()),
        lead_words: stated(&item.lead),
        co_operating: Vec::new(),
        person: Some(item.person.clone()).filter(|person| !person.is_empty()),
        product: stated(&item.product),
        authority: stated(&item.authority),
        place: Words4::in_one(language, quote),
    }
}
