//! What is there and what is missing, counted live: the first page and the lists of programmes say it.

use std::collections::BTreeSet;

use banyan_core::programme::{Clear, ScopeLevel};
use banyan_core::unit::{Network, Tree};

use super::super::actions::Target;
use super::catalogue::{Entry, Known};

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
    pub targets_without_value: usize,
    pub baselines_without_value: usize,
}

impl Known {
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
            tally.targets_without_value +=
                document.target.iter().filter(|target| target.value.is_empty()).count();
            tally.baselines_without_value +=
                document.baseline.iter().filter(|baseline| baseline.value.is_empty()).count();
            for task in &document.task {
                tally.tasks += 1;
                tally.tasks_with_due += usize::from(!task.due.is_empty());
                tally.tasks_without_due += usize::from(task.due.is_empty());
                tally.tasks_without_body += usize::from(!self.has_body(task));
                tally.tasks_without_person +=
                    usize::from(self.gaps(entry, task).contains(&Clear::Person));
            }
        }
        tally
    }
}
