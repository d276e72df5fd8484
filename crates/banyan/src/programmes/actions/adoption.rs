//! A draft as a directive with its programme. Nothing is added to what the draft says: a target without an indicator brings its
//! own, a task without a body has none, and every gap stays one.

use banyan_core::words::Language;

use super::document::{
    Baseline, DirectiveDocument, DirectiveRecord, Implemented, Indicator, ProgrammeRecord,
    ScopeRecord, Target, Task, Words4,
};
use crate::directives::{Draft, Item, ItemClass, ItemState};

/// What a draft does not say of itself.
pub(super) struct Setting<'a> {
    /// The code under which it is adopted.
    pub code: &'a str,
    /// Code of the territory that the draft speaks of.
    pub territory: &'a str,
    /// Code of the unit that adopts it.
    pub unit: &'a str,
    /// Code of the country, which alone holds what is asked at the national level.
    pub country: &'a str,
    /// With whom the programme is shared.
    pub sharing: &'a str,
    /// The code of the one unit that words name on the draft's day.
    pub lead: &'a dyn Fn(&str) -> Option<String>,
}

/// The document of a draft.
pub(super) fn document_of(draft: &Draft, setting: &Setting<'_>) -> DirectiveDocument {
    let made = Made {
        draft,
        setting,
        territory: setting.territory,
        language: draft.language().unwrap_or(Language::English),
        code: setting.code,
    };
    let title = if draft.title.is_empty() { &draft.number } else { &draft.title };
    let name = made.words(title);
    let programme = ProgrammeRecord {
        code: setting.code.to_owned(),
        unit: setting.unit.to_owned(),
        visibility: setting.sharing.to_owned(),
        name: name.clone(),
    };
    DirectiveDocument {
        directive: made.directive(name),
        programme: Some(programme),
        phase: Vec::new(),
        objective: Vec::new(),
        indicator: made.indicators(),
        target: made.targets(),
        task: made.tasks(),
        baseline: made.baselines(),
        session_item: Vec::new(),
        ask: Vec::new(),
    }
}

/// What everything made of one draft shares.
struct Made<'a> {
    draft: &'a Draft,
    setting: &'a Setting<'a>,
    territory: &'a str,
    language: Language,
    code: &'a str,
}

impl Made<'_> {
    fn words(&self, text: &str) -> Words4 {
        Words4::in_one(self.language, text)
    }

    fn quote(&self, item: &Item) -> Words4 {
        self.words(self.draft.quote(item.start, item.end))
    }

    fn number(&self, letter: char, place: usize) -> String {
        format!("{}-{letter}{:02}", self.code, place + 1)
    }

    /// The items of a class that are in, with their places among them.
    fn kept(&self, class: ItemClass) -> impl Iterator<Item = (usize, &Item)> {
        let items = self.draft.items.iter();
        items
            .filter(move |item| item.class == class && item.state != ItemState::Dropped)
            .enumerate()
    }

    fn directive(&self, title: Words4) -> DirectiveRecord {
        let draft = self.draft;
        DirectiveRecord {
            code: self.code.to_owned(),
            kind: if draft.kind.is_empty() { "other".to_owned() } else { draft.kind.clone() },
            number: draft.number.clone(),
            issued_on: draft.date.clone(),
            issuer: String::new(),
            territory: self.territory.to_owned(),
            publisher: draft.source.clone(),
            title,
            issuer_name: self.words(&draft.issuer),
            clears: Some(draft.clears).filter(|clears| *clears > 0),
            implements: draft.implements.iter().map(|number| implemented(number)).collect(),
        }
    }

    /// A target that is tied to no indicator brings its own.
    fn indicators(&self) -> Vec<Indicator> {
        let untied = self.kept(ItemClass::Target).filter(|(_, item)| item.indicator.is_empty());
        untied
            .map(|(place, item)| {
                indicator(self.number('I', place), item, self.words(&item.subject))
            })
            .collect()
    }

    fn targets(&self) -> Vec<Target> {
        let made = |(place, item): (usize, &Item)| {
            let tied = Some(item.indicator.clone()).filter(|code| !code.is_empty());
            let indicator = tied.unwrap_or_else(|| self.number('I', place));
            let within =
                if item.level == "national" { self.setting.country } else { self.territory };
            target(self.number('T', place), indicator, item, within, self.quote(item))
        };
        self.kept(ItemClass::Target).map(made).collect()
    }

    fn tasks(&self) -> Vec<Task> {
        let quote = |item: &Item| self.draft.quote(item.start, item.end);
        let made = |(place, item): (usize, &Item)| {
            let own =
                task(self.number('K', place), item, self.territory, self.language, quote(item));
            self.led(own, item)
        };
        self.kept(ItemClass::Task).map(made).collect()
    }

    /// The body that a task names, as a unit where one bears the name on the draft's day. Where none does, and the duty is laid
    /// on no class, the words stay and responsibility is missing.
    fn led(&self, mut task: Task, item: &Item) -> Task {
        if task.scope.is_none() && !item.lead.is_empty() {
            task.lead = (self.setting.lead)(&item.lead).into_iter().collect();
            task.lead_unresolved = task.lead.is_empty();
        }
        task
    }

    fn baselines(&self) -> Vec<Baseline> {
        let made = |(place, item): (usize, &Item)| Baseline {
            code: self.number('B', place),
            name: self.words(&item.subject),
            value: item.value.clone(),
            unit_of_measure: unit_of_measure(item),
            as_of: item.as_of.clone(),
            part_of: self.whole(item),
            level: item.level.clone(),
            territory: self.territory.to_owned(),
            place: self.quote(item),
        };
        self.kept(ItemClass::Baseline).map(made).collect()
    }

    /// The code of the baseline that this one is a part of, if that one is in.
    fn whole(&self, item: &Item) -> String {
        let whole = item.part_of.and_then(|place| self.draft.items.get(place));
        let place = whole
            .and_then(|whole| self.kept(ItemClass::Baseline).find(|(_, other)| *other == whole));
        place.map_or_else(String::new, |(place, _)| self.number('B', place))
    }
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
        definition_version: 0,
        objective: String::new(),
        scope: ScopeRecord {
            level: Some(item.level.clone()).filter(|level| !level.is_empty()),
            levels: Vec::new(),
            kinds: Vec::new(),
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
            kinds: Vec::new(),
            within: territory.to_owned(),
        })
        .filter(|scope| !scope.levels.is_empty()),
        lead_words: stated(&item.lead),
        lead_unresolved: false,
        co_operating: Vec::new(),
        person: Some(item.person.clone()).filter(|person| !person.is_empty()),
        product: stated(&item.product),
        authority: stated(&item.authority),
        place: Words4::in_one(language, quote),
    }
}
