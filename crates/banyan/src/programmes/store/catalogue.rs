//! Everything that directives ask for, held in memory and renewed after every recorded change.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, RwLock};

use banyan_core::programme::{Clear, Holding, ScopeLevel, missing};
use banyan_core::unit::{Network, Tree};
use banyan_core::words::{Day, Moment, fold_words};

use super::super::actions::{DirectiveDocument, Indicator, MetDuty, Target, Task, Words4};
use crate::store::{Store, StoreError};

/// A directive with all that it asks for, as it stood after an act.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What holds; what ended stands in `former`.
    pub document: DirectiveDocument,
    /// When its first version was recorded.
    pub recorded_at: Moment,
    /// When the last act before this state was recorded.
    pub changed_at: Moment,
    /// When the whole directive ended, if it did.
    pub ended_at: Option<Moment>,
    pub former: Former,
    /// Kind and code of each definition that ended, with the moment.
    pub(super) ends: BTreeMap<(&'static str, String), Moment>,
    pub(super) editions: Vec<Edition>,
    pub(super) set_at: BTreeMap<String, Moment>,
}

/// Definitions with pages of their own that have ended, as they last stood.
#[derive(Clone, Default, Debug)]
pub struct Former {
    pub indicator: Vec<Indicator>,
    pub target: Vec<Target>,
    pub task: Vec<Task>,
}

/// One edition of an indicator's definition, and when it was first recorded.
#[derive(Clone, Debug)]
pub struct Edition {
    pub indicator: Indicator,
    pub recorded_at: Moment,
    pub ended: bool,
}

impl Entry {
    /// When a definition ended, if it did.
    pub fn ended(&self, kind: &'static str, code: &str) -> Option<Moment> {
        self.ends.get(&(kind, code.to_owned())).copied()
    }
}

/// A rule given to a target that had lost a holder.
#[derive(Clone, Debug)]
pub struct GivenRule {
    pub rule: String,
    pub reason: String,
    /// The levels that it was given for; `None` for every one.
    pub levels: Option<Vec<ScopeLevel>>,
    pub given_at: Moment,
}

impl GivenRule {
    /// Whether it was given for a level.
    pub fn covers(&self, level: ScopeLevel) -> bool {
        self.levels.as_ref().is_none_or(|own| own.contains(&level))
    }

    /// The level that it hands the target to, if it does.
    fn heir(&self) -> Option<ScopeLevel> {
        match self.rule.as_str() {
            "to-province" => Some(ScopeLevel::Province),
            "to-communes" => Some(ScopeLevel::Commune),
            _ => None,
        }
    }
}

#[derive(Default, Debug)]
struct Held {
    /// The states of each directive, the earliest first.
    states: Vec<Vec<Entry>>,
    /// By how many each task's assignments grew or shrank, and when.
    assignments: HashMap<String, Vec<(Moment, i64)>>,
    rules: HashMap<String, Vec<GivenRule>>,
    met: Vec<(MetDuty, Moment)>,
}

/// The catalogue as it stands in the store.
#[derive(Clone, Default, Debug)]
pub struct Catalogue(Arc<RwLock<Arc<Held>>>);

/// What a moment knows of the catalogue.
#[derive(Clone, Debug)]
pub struct Known {
    held: Arc<Held>,
    known_at: Option<Moment>,
    /// Codes of directives that the reader does not see.
    hidden: BTreeSet<String>,
}

/// What a search found: the address of a page, its name, and what it is.
#[derive(Clone, Debug)]
pub struct Hit {
    pub address: String,
    pub name: Words4,
    pub kind: &'static str,
    pub code: String,
}

impl Catalogue {
    /// Reads everything from the store again.
    ///
    /// # Errors
    /// What the database says.
    pub async fn renew(&self, store: &Store) -> Result<(), StoreError> {
        let mut tx = store.read().await?;
        let states = super::snapshots::of(&super::load_recorded(&mut tx).await?);
        let mut rules: HashMap<String, Vec<GivenRule>> = HashMap::new();
        for (target, rule) in super::load_rules(&mut tx).await? {
            rules.entry(target).or_default().push(rule);
        }
        let met = super::load_met_duties(&mut tx).await?;
        let mut assignments: HashMap<String, Vec<(Moment, i64)>> = HashMap::new();
        for (task, at, grown) in super::count_assignments(&mut tx).await? {
            assignments.entry(task).or_default().push((at, grown));
        }
        if let Ok(mut held) = self.0.write() {
            *held = Arc::new(Held { states, assignments, rules, met });
        }
        Ok(())
    }

    /// The whole catalogue as it was known at a moment; `None` is now. Pages ask [`Catalogue::seen_by`] instead.
    pub fn known(&self, known_at: Option<Moment>) -> Known {
        let held = self.0.read().map(|held| held.clone()).unwrap_or_default();
        Known { held, known_at, hidden: BTreeSet::new() }
    }
}

impl Known {
    /// Every directive that holds, in the order in which they were recorded, each as it then stood.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries_and_ended().filter(|entry| entry.ended_at.is_none())
    }

    /// The same without some directives and all that they ask for.
    pub(in crate::programmes) fn without(self, hidden: BTreeSet<String>) -> Known {
        Known { hidden, ..self }
    }

    /// The same as it was known at a moment.
    pub(in crate::programmes) fn at(self, known_at: Option<Moment>) -> Known {
        Known { known_at, ..self }
    }

    /// Those that ended too.
    pub(in crate::programmes) fn entries_and_ended(&self) -> impl Iterator<Item = &Entry> {
        let known_at = self.known_at;
        let known = move |entry: &&Entry| known_at.is_none_or(|limit| entry.changed_at <= limit);
        let found =
            self.held.states.iter().filter_map(move |states| states.iter().rev().find(known));
        found.filter(|entry| !self.hidden.contains(&entry.document.directive.code))
    }

    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.entries_and_ended().find(|entry| entry.document.directive.code == code)
    }

    /// A target that holds, or one that ended.
    pub fn target(&self, code: &str) -> Option<(&Entry, &Target)> {
        self.entries_and_ended().find_map(|entry| {
            let mut targets = entry.document.target.iter().chain(&entry.former.target);
            Some((entry, targets.find(|target| target.code == code)?))
        })
    }

    /// A task that holds, or one that ended.
    pub fn task(&self, code: &str) -> Option<(&Entry, &Task)> {
        self.entries_and_ended().find_map(|entry| {
            let mut tasks = entry.document.task.iter().chain(&entry.former.task);
            Some((entry, tasks.find(|task| task.code == code)?))
        })
    }

    /// An indicator under its last definition; one that ended as it last stood.
    pub fn indicator(&self, code: &str) -> Option<(&Entry, &Indicator)> {
        self.entries_and_ended().find_map(|entry| {
            let mut all = entry.document.indicator.iter().chain(&entry.former.indicator);
            Some((entry, all.find(|indicator| indicator.code == code)?))
        })
    }

    /// Every edition of an indicator's definition, the first one first.
    pub fn editions(&self, code: &str) -> Vec<&Edition> {
        let all = self.entries_and_ended().flat_map(|entry| &entry.editions);
        let mut own: Vec<&Edition> = all.filter(|own| own.indicator.code == code).collect();
        own.sort_by_key(|own| own.indicator.edition());
        own
    }

    /// The indicator of a target under the definition that the target was set under: the one it states, else the one that
    /// was known when it was recorded and not yet superseded on its directive's day.
    pub fn measure(&self, entry: &Entry, target: &Target) -> Option<&Indicator> {
        let editions = self.editions(&target.indicator);
        let stated = editions
            .iter()
            .find(|own| own.indicator.edition() == target.definition_version)
            .filter(|_| target.definition_version > 0);
        let set_at = entry.set_at.get(&target.code).copied().unwrap_or(entry.recorded_at);
        let known = || editions.iter().filter(|own| own.recorded_at <= set_at);
        let day = entry.document.directive.issued_on.as_str();
        let in_force = |own: &&&Edition| {
            let since = own.indicator.superseded.as_ref().map(|by| by.since.as_str());
            since.is_none_or(|since| !day.is_empty() && since > day)
        };
        let found = stated
            .or_else(|| known().find(in_force))
            .or_else(|| known().next_back())
            .or_else(|| editions.last());
        found.map(|own| &own.indicator)
    }

    /// Every target on an indicator, whichever directive asks for it.
    pub fn targets_on<'a>(
        &'a self,
        indicator: &'a str,
    ) -> impl Iterator<Item = (&'a Entry, &'a Target)> {
        self.entries().flat_map(move |entry| {
            let targets =
                entry.document.target.iter().filter(move |target| target.indicator == indicator);
            targets.map(move |target| (entry, target))
        })
    }

    /// How many units a task is assigned to.
    pub fn assignments(&self, task: &str) -> i64 {
        let grown = self.held.assignments.get(task).into_iter().flatten();
        let known = |at: Moment| self.known_at.is_none_or(|limit| at <= limit);
        grown.filter(|(at, _)| known(*at)).map(|(_, grown)| grown).sum()
    }

    /// The rules that hold for a target, the last one first: each is the last one of some level.
    pub fn rules(&self, target: &str) -> Vec<&GivenRule> {
        let mut holding: Vec<&GivenRule> = Vec::new();
        for rule in self.given(target) {
            let newer = |level: &ScopeLevel| holding.iter().any(|own| own.covers(*level));
            let levels = rule.levels.as_deref().unwrap_or(&ScopeLevel::ALL);
            if !levels.iter().all(newer) {
                holding.push(rule);
            }
        }
        holding
    }

    /// Every rule that was given for a target, the last one first.
    fn given(&self, target: &str) -> impl Iterator<Item = &GivenRule> {
        let known = |rule: &&GivenRule| self.known_at.is_none_or(|limit| rule.given_at <= limit);
        self.held.rules.get(target).into_iter().flatten().rev().filter(known)
    }

    /// The rule that holds for a level of a target, if one was given.
    fn rule_for(&self, target: &str, level: ScopeLevel) -> Option<&GivenRule> {
        self.given(target).find(|rule| rule.covers(level))
    }

    /// What meets a unit's duty, if it was said that something does.
    pub fn met_by(&self, task: &str, unit: &str) -> Option<&MetDuty> {
        let known = |at: &Moment| self.known_at.is_none_or(|limit| *at <= limit);
        let own =
            |met: &&(MetDuty, Moment)| met.0.task == task && met.0.unit == unit && known(&met.1);
        self.held.met.iter().rev().find(own).map(|(met, _)| met)
    }

    /// What the act of a moment said about a duty that is met.
    pub(in crate::programmes) fn met_at(&self, at: Moment) -> Option<&MetDuty> {
        self.held.met.iter().find(|(_, own)| *own == at).map(|(met, _)| met)
    }

    /// Who holds a target in a tree, level by level; a rule that was given hands what a level without a holder held to
    /// another level, or to nobody.
    pub fn holdings(
        &self,
        entry: &Entry,
        target: &Target,
        network: &Network,
        tree: &Tree,
    ) -> Vec<Holding> {
        let day = entry.document.directive.day().unwrap_or(tree.day());
        let mut scope = target.scope.scope(day);
        let own = scope.holdings(network, tree);
        scope.levels.clear();
        for holding in &own {
            let rule =
                self.rule_for(&target.code, holding.level).filter(|_| holding.units.is_empty());
            let level = rule.and_then(GivenRule::heir).unwrap_or(holding.level);
            if !scope.levels.contains(&level) {
                scope.levels.push(level);
            }
        }
        let same = own.iter().map(|holding| holding.level).eq(scope.levels.iter().copied());
        if same { own } else { scope.holdings(network, tree) }
    }

    /// The levels of a target that nobody holds in this tree, while no rule says what becomes of them.
    pub fn levels_lost(
        &self,
        entry: &Entry,
        target: &Target,
        network: &Network,
        tree: &Tree,
    ) -> Vec<ScopeLevel> {
        let holdings = self.holdings(entry, target, network, tree);
        let empty = holdings.into_iter().filter(|holding| holding.units.is_empty());
        let open = |level: &ScopeLevel| self.rule_for(&target.code, *level).is_none();
        empty.map(|holding| holding.level).filter(open).collect()
    }

    /// Whether nobody at all holds a target: every one of its levels is lost.
    pub fn without_holder(
        &self,
        entry: &Entry,
        target: &Target,
        network: &Network,
        tree: &Tree,
    ) -> bool {
        let lost = self.levels_lost(entry, target, network, tree);
        !lost.is_empty() && lost.len() == target.scope.levels().len()
    }

    /// Whether a task has a responsible body: a class, or leads that are all units, or words that stand for somebody.
    pub fn has_body(&self, task: &Task) -> bool {
        let leads = i64::try_from(task.lead.len()).unwrap_or(i64::MAX);
        task.has_body() && (task.scope.is_some() || self.assignments(&task.code) >= leads)
    }

    /// The clears that a task lacks of those that its directive asks for.
    pub fn gaps(&self, entry: &Entry, task: &Task) -> Vec<Clear> {
        let stated = task.stated(self.has_body(task));
        missing(stated, entry.document.directive.six_clears())
    }

    /// Programmes, indicators, targets and tasks whose name has every word that is looked for.
    pub fn find(&self, query: &str, most: usize) -> Vec<Hit> {
        let words = fold_words(query);
        if words.is_empty() {
            return Vec::new();
        }
        let fits = |name: &Words4, code: &str| {
            let own: Vec<String> = name
                .text()
                .pairs()
                .flat_map(|(_, words)| fold_words(words))
                .chain(fold_words(code))
                .collect();
            words.iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
        };
        let hits = self.entries().flat_map(|entry| {
            let document = &entry.document;
            let hit = |kind: &'static str, room: &str, code: &str, name: &Words4| Hit {
                address: format!("/{room}/{code}"),
                name: name.clone(),
                kind,
                code: code.to_owned(),
            };
            let programme = document.directive.code.as_str();
            let mut hits =
                vec![hit("programme", "programmes", programme, &document.directive.title)];
            hits.extend(
                document
                    .indicator
                    .iter()
                    .map(|own| hit("indicator", "indicators", &own.code, &own.name)),
            );
            hits.extend(document.task.iter().map(|own| hit("task", "tasks", &own.code, &own.name)));
            hits
        });
        hits.filter(|hit| fits(&hit.name, &hit.code)).take(most).collect()
    }
}

/// The day on which a target or task is due, for lists: those without one come last.
pub(in crate::programmes) fn due_order(due: Option<Day>) -> (bool, Option<Day>) {
    (due.is_none(), due)
}
