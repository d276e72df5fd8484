//! The programmes of a content folder: one file a directive. Read and checked here; all problems at once.

use std::collections::BTreeSet;

use banyan_core::programme::{Direction, MergeRule, Recurrence, ScopeLevel, Trajectory};
use banyan_core::words::{Day, Quantity};

use super::{ContentError, Source};
use crate::programmes::DirectiveDocument;

/// Every directive of the folder with the file that it stands in, the earliest issued first.
///
/// # Errors
/// Every file of another shape, and every word, number, day and reference that is wrong in the others.
pub(super) fn load(source: &Source) -> Result<Vec<(String, DirectiveDocument)>, ContentError> {
    let (mut documents, mut wrong) = (Vec::new(), Vec::new());
    for name in source.list("programmes").into_iter().filter(|name| name.ends_with(".toml")) {
        let path = format!("programmes/{name}");
        match source.toml::<DirectiveDocument>(&path) {
            Ok(document) => {
                let reasons = Check::of(&document).0;
                wrong.extend(
                    reasons
                        .into_iter()
                        .map(|reason| ContentError::Unreadable { path: path.clone(), reason }),
                );
                documents.push((path, document));
            }
            Err(refusal) => wrong.push(refusal),
        }
    }
    documents
        .sort_by(|(_, one), (_, other)| one.directive.issued_on.cmp(&other.directive.issued_on));
    if wrong.is_empty() { Ok(documents) } else { Err(ContentError::Many(wrong)) }
}

/// What is wrong with one document, in sentences.
struct Check(Vec<String>);

impl Check {
    fn of(document: &DirectiveDocument) -> Check {
        let mut check = Check(Vec::new());
        let codes = |kind: &'static str, codes: Vec<&String>, check: &mut Check| {
            let mut seen = BTreeSet::new();
            for code in codes {
                if !seen.insert(code) {
                    check.0.push(format!("the {kind} `{code}` stands more than once"));
                }
            }
            seen.into_iter().cloned().collect::<BTreeSet<String>>()
        };
        check.day("directive", &document.directive.code, &document.directive.issued_on);
        let phases =
            codes("phase", document.phase.iter().map(|phase| &phase.code).collect(), &mut check);
        let objectives = codes(
            "objective",
            document.objective.iter().map(|own| &own.code).collect(),
            &mut check,
        );
        let indicators = codes(
            "indicator",
            document.indicator.iter().map(|own| &own.code).collect(),
            &mut check,
        );
        codes("target", document.target.iter().map(|own| &own.code).collect(), &mut check);
        codes("task", document.task.iter().map(|own| &own.code).collect(), &mut check);
        let baselines =
            codes("baseline", document.baseline.iter().map(|own| &own.code).collect(), &mut check);
        for objective in &document.objective {
            check.reference("objective", &objective.code, "phase", &objective.phase, &phases);
        }
        for indicator in &document.indicator {
            let code = &indicator.code;
            check.word::<Direction>("indicator", code, &indicator.direction);
            check.word::<MergeRule>("indicator", code, &indicator.merge_rule);
        }
        for target in &document.target {
            let code = &target.code;
            check.reference("target", code, "indicator", &target.indicator, &indicators);
            check.reference("target", code, "objective", &target.objective, &objectives);
            check.day("target", code, &target.due);
            check.number(code, &target.value);
            check.number(code, &target.value_max);
            if !target.trajectory.is_empty() {
                check.word::<Trajectory>("target", code, &target.trajectory);
            }
            for level in target.scope.level.iter().chain(&target.scope.levels) {
                check.word::<ScopeLevel>("target", code, level);
            }
        }
        for task in &document.task {
            check.reference("task", &task.code, "objective", &task.objective, &objectives);
            check.day("task", &task.code, &task.due);
            if !task.recurrence.is_empty() {
                check.word::<Recurrence>("task", &task.code, &task.recurrence);
            }
            for level in task.scope.iter().flat_map(|scope| scope.level.iter().chain(&scope.levels))
            {
                check.word::<ScopeLevel>("task", &task.code, level);
            }
        }
        for baseline in &document.baseline {
            check.number(&baseline.code, &baseline.value);
            check.reference("baseline", &baseline.code, "whole", &baseline.part_of, &baselines);
        }
        check
    }

    fn day(&mut self, kind: &str, code: &str, written: &str) {
        if !written.is_empty()
            && let Err(refusal) = written.parse::<Day>()
        {
            self.0.push(format!("{kind} `{code}`: {refusal}"));
        }
    }

    fn number(&mut self, code: &str, written: &str) {
        if !written.is_empty()
            && let Err(refusal) = written.parse::<Quantity>()
        {
            self.0.push(format!("`{code}`: {refusal}"));
        }
    }

    fn word<T: std::str::FromStr<Err: std::fmt::Display>>(
        &mut self,
        kind: &str,
        code: &str,
        word: &str,
    ) {
        if let Err(refusal) = word.parse::<T>() {
            self.0.push(format!("{kind} `{code}`: {refusal}"));
        }
    }

    fn reference(
        &mut self,
        kind: &str,
        code: &str,
        to: &str,
        named: &str,
        known: &BTreeSet<String>,
    ) {
        if !named.is_empty() && !known.contains(named) {
            self.0.push(format!("{kind} `{code}`: the {to} `{named}` is not there"));
        }
    }
}
