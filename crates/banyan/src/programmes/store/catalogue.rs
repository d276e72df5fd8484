//! Everything that directives ask for, held in memory and renewed after every recorded change.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, RwLock};

use banyan_core::programme::{Clear, Holding, ScopeLevel, missing};
use banyan_core::unit::{Network, Tree};
use banyan_core::words::{Day, Moment, fold_words};

use super::super::actions::{
    Baseline, DirectiveDocument, Indicator, MetDuty, Objective, Target, Task, Words4,
};
use crate::store::{Store, StoreError};

/// A directive with all that it asks for, and when it was recorded.
#[derive(Clone, Debug)]
pub struct Entry {
    pub document: DirectiveDocument,
    pub recorded_at: Moment,
}

/// A rule given to a target that had lost its holder.
#[derive(Clone, Debug)]
pub struct GivenRule {
    pub rule: String,
    pub reason: String,
    pub given_at: Moment,
}

#[derive(Default, Debug)]
struct Held {
    entries: Vec<Entry>,
    assignments: HashMap<String, i64>,
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
}

/// Targets that lost their holders: wholly, or on one of several levels; and the levels that nobody holds.
#[derive(Clone, Default, Debug)]
pub struct Lost {
    pub wholly: usize,
    pub partly: usize,
    pub levels: BTreeSet<ScopeLevel>,
}

/// What is there and what is missing, counted on a day.
#[derive(Clone, Default, Debug)]
pub struct Tally {
    pub texts: usize,
    pub sessions: usize,
    pub targets: usize,
    pub tasks: usize,
    pub tasks_with_due: usize,
    pub baselines: usize,
    pub lost: Lost,
    pub tasks_without_due: usize,
    pub tasks_without_body: usize,
    pub tasks_without_person: usize,
    pub targets_without_due: usize,
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
        let mut entries: Vec<Entry> = super::load_directives(&mut tx)
            .await?
            .into_iter()
            .map(|(recorded_at, document)| Entry { document, recorded_at })
            .collect();
        for (kind, directive, text) in super::load_definitions(&mut tx).await? {
            let Some(entry) =
                entries.iter_mut().find(|entry| entry.document.directive.code == directive)
            else {
                continue;
            };
            let document = &mut entry.document;
            match kind.as_str() {
                "objective" => document.objective.push(super::definition::<Objective>(&text)?),
                "indicator" => document.indicator.push(super::definition::<Indicator>(&text)?),
                "target" => document.target.push(super::definition::<Target>(&text)?),
                "task" => document.task.push(super::definition::<Task>(&text)?),
                "baseline" => document.baseline.push(super::definition::<Baseline>(&text)?),
                other => {
                    return Err(StoreError::Unreadable(format!("a definition of kind `{other}`")));
                }
            }
        }
        let mut rules: HashMap<String, Vec<GivenRule>> = HashMap::new();
        for (target, rule, reason, given_at) in super::load_rules(&mut tx).await? {
            rules.entry(target).or_default().push(GivenRule { rule, reason, given_at });
        }
        let met = super::load_met_duties(&mut tx).await?;
        let assignments = super::count_assignments(&mut tx).await?.into_iter().collect();
        if let Ok(mut held) = self.0.write() {
            *held = Arc::new(Held { entries, assignments, rules, met });
        }
        Ok(())
    }

    /// The catalogue as it was known at a moment; `None` is now.
    pub fn known(&self, known_at: Option<Moment>) -> Known {
        let held = self.0.read().map(|held| held.clone()).unwrap_or_default();
        Known { held, known_at }
    }
}

impl Known {
    /// Every directive, in the order in which they were recorded.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        let known_at = self.known_at;
        self.held
            .entries
            .iter()
            .filter(move |entry| known_at.is_none_or(|limit| entry.recorded_at <= limit))
    }

    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.entries().find(|entry| entry.document.directive.code == code)
    }

    pub fn target(&self, code: &str) -> Option<(&Entry, &Target)> {
        self.entries().find_map(|entry| {
            Some((entry, entry.document.target.iter().find(|target| target.code == code)?))
        })
    }

    pub fn task(&self, code: &str) -> Option<(&Entry, &Task)> {
        self.entries().find_map(|entry| {
            Some((entry, entry.document.task.iter().find(|task| task.code == code)?))
        })
    }

    pub fn indicator(&self, code: &str) -> Option<(&Entry, &Indicator)> {
        self.entries().find_map(|entry| {
            Some((entry, entry.document.indicator.iter().find(|indicator| indicator.code == code)?))
        })
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
        self.held.assignments.get(task).copied().unwrap_or_default()
    }

    /// The rule that holds for a target, if one was given.
    pub fn rule(&self, target: &str) -> Option<&GivenRule> {
        let known = |rule: &&GivenRule| self.known_at.is_none_or(|limit| rule.given_at <= limit);
        self.held.rules.get(target)?.iter().rev().find(known)
    }

    /// What meets a unit's duty, if it was said that something does.
    pub fn met_by(&self, task: &str, unit: &str) -> Option<&MetDuty> {
        let known = |at: &Moment| self.known_at.is_none_or(|limit| *at <= limit);
        let own =
            |met: &&(MetDuty, Moment)| met.0.task == task && met.0.unit == unit && known(&met.1);
        self.held.met.iter().rev().find(own).map(|(met, _)| met)
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
        let heir = match self.rule(&target.code).map(|given| given.rule.as_str()) {
            Some("to-province") => ScopeLevel::Province,
            Some("to-communes") => ScopeLevel::Commune,
            _ => return own,
        };
        if own.iter().all(|holding| !holding.units.is_empty()) {
            return own;
        }
        scope.levels.clear();
        for holding in &own {
            let level = if holding.units.is_empty() { heir } else { holding.level };
            if !scope.levels.contains(&level) {
                scope.levels.push(level);
            }
        }
        scope.holdings(network, tree)
    }

    /// The levels of a target that nobody holds in this tree, while no rule says what becomes of them.
    pub fn levels_lost(
        &self,
        entry: &Entry,
        target: &Target,
        network: &Network,
        tree: &Tree,
    ) -> Vec<ScopeLevel> {
        if self.rule(&target.code).is_some() {
            return Vec::new();
        }
        let holdings = self.holdings(entry, target, network, tree);
        let empty = holdings.into_iter().filter(|holding| holding.units.is_empty());
        empty.map(|holding| holding.level).collect()
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

    /// How many targets lost every level, how many lost one of several, and which levels those are.
    pub fn lost<'a>(
        &self,
        targets: impl Iterator<Item = (&'a Entry, &'a Target)>,
        network: &Network,
        tree: &Tree,
    ) -> Lost {
        let mut lost = Lost::default();
        for (entry, target) in targets {
            let levels = self.levels_lost(entry, target, network, tree);
            if levels.is_empty() {
                continue;
            }
            if levels.len() == target.scope.levels().len() {
                lost.wholly += 1;
            } else {
                lost.partly += 1;
            }
            lost.levels.extend(levels);
        }
        lost
    }

    /// What is there and what is missing.
    pub fn tally(&self, network: &Network, tree: &Tree) -> Tally {
        let targets = self
            .entries()
            .flat_map(|entry| entry.document.target.iter().map(move |target| (entry, target)));
        let lost = self.lost(targets, network, tree);
        let mut tally = Tally { lost, ..Tally::default() };
        for entry in self.entries() {
            let document = &entry.document;
            tally.texts += 1;
            tally.sessions += usize::from(document.programme.is_none());
            tally.targets += document.target.len();
            tally.baselines += document.baseline.len();
            tally.targets_without_due +=
                document.target.iter().filter(|target| target.due.is_empty()).count();
            for task in &document.task {
                tally.tasks += 1;
                tally.tasks_with_due += usize::from(!task.due.is_empty());
                tally.tasks_without_due += usize::from(task.due.is_empty());
                tally.tasks_without_body += usize::from(!task.has_body());
                tally.tasks_without_person +=
                    usize::from(gaps(entry, task).contains(&Clear::Person));
            }
        }
        tally
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

/// The clears that a task lacks of those that its directive asks for.
pub(in crate::programmes) fn gaps(entry: &Entry, task: &Task) -> Vec<Clear> {
    missing(task.stated(), entry.document.directive.six_clears())
}

/// The day on which a target or task is due, for lists: those without one come last.
pub(in crate::programmes) fn due_order(due: Option<Day>) -> (bool, Option<Day>) {
    (due.is_none(), due)
}
