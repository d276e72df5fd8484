//! What holds within one document: words, numbers, days and references.

use std::collections::BTreeSet;

use banyan_core::programme::{Direction, MergeRule, Recurrence, ScopeLevel, Trajectory};
use banyan_core::words::{Day, Quantity};

use super::Check;
use super::vocabulary::{
    COMPARATOR, GRAIN, KIND, PAGE, PERIODICITY, PILLAR, SOURCE, UNIT_OF_MEASURE, VISIBILITY,
};
use crate::programmes::{DirectiveDocument, ScopeRecord};

pub(super) fn check(document: &DirectiveDocument, check: &mut Check) {
    head(document, check);
    indicators(document, check);
    targets(document, check);
    tasks(document, check);
    baselines(document, check);
}

fn head(document: &DirectiveDocument, check: &mut Check) {
    let own = &document.directive;
    check.day("directive", &own.code, &own.issued_on);
    check.fault("directive", &own.code, KIND.needed(&own.kind));
    if own.clears.is_some_and(|clears| clears != 5 && clears != 6) {
        check.say("directive", &own.code, "`clears` is 5 or 6, or left out");
    }
    for implemented in &own.implements {
        check.day("directive", &own.code, &implemented.issued_on);
    }
    if let Some(programme) = &document.programme {
        check.fault("programme", &programme.code, VISIBILITY.needed(&programme.visibility));
    }
    for phase in &document.phase {
        check.day("phase", &phase.code, &phase.from);
        check.day("phase", &phase.code, &phase.until);
    }
    let phases = codes(document.phase.iter().map(|phase| &phase.code));
    for objective in &document.objective {
        check.reference("objective", &objective.code, "phase", &objective.phase, &phases);
        check.fault("objective", &objective.code, PILLAR.fault(&objective.pillar));
    }
    for (number, ask) in document.ask.iter().enumerate() {
        let kind = ask.page.split(':').next().unwrap_or_default();
        check.fault("ask", &number.saturating_add(1).to_string(), PAGE.fault(kind));
    }
}

fn indicators(document: &DirectiveDocument, check: &mut Check) {
    for own in &document.indicator {
        let code = &own.code;
        check.word::<Direction>("indicator", code, &own.direction);
        check.word::<MergeRule>("indicator", code, &own.merge_rule);
        let words = [
            UNIT_OF_MEASURE.needed(&own.unit_of_measure),
            SOURCE.needed(&own.source),
            PERIODICITY.fault(&own.periodicity),
            GRAIN.fault(&own.grain),
            PILLAR.fault(&own.pillar),
        ];
        words.into_iter().for_each(|fault| check.fault("indicator", code, fault));
        if let Some(superseded) = &own.superseded {
            check.part_of_day("indicator", code, &superseded.since);
        }
    }
}

fn targets(document: &DirectiveDocument, check: &mut Check) {
    let objectives = codes(document.objective.iter().map(|own| &own.code));
    let indicators = codes(document.indicator.iter().map(|own| &own.code));
    for own in &document.target {
        let code = &own.code;
        check.reference("target", code, "indicator", &own.indicator, &indicators);
        check.reference("target", code, "objective", &own.objective, &objectives);
        check.day("target", code, &own.due);
        check.fault("target", code, COMPARATOR.needed(&own.comparator));
        let value = check.number("target", code, &own.value);
        let most = check.number("target", code, &own.value_max);
        if value.zip(most).is_some_and(|(value, most)| value.compare(most).is_gt()) {
            let reason = format!("the range {} to {} runs backwards", own.value, own.value_max);
            check.say("target", code, reason);
        }
        if let Some(baseline) = &own.baseline {
            check.number("target", code, &baseline.value);
            check.part_of_day("target", code, &baseline.as_of);
        }
        if !own.trajectory.is_empty() {
            check.word::<Trajectory>("target", code, &own.trajectory);
        }
        check.scope("target", code, &own.scope);
        let edition = own.definition_version;
        let mut editions = document.indicator.iter();
        let there = |indicator: &crate::programmes::Indicator| {
            indicator.code == own.indicator && indicator.edition() == edition
        };
        if edition > 0 && !editions.any(there) {
            let reason = format!("`{}` has no definition {edition}", own.indicator);
            check.say("target", code, reason);
        }
    }
}

fn tasks(document: &DirectiveDocument, check: &mut Check) {
    let objectives = codes(document.objective.iter().map(|own| &own.code));
    for own in &document.task {
        let code = &own.code;
        check.reference("task", code, "objective", &own.objective, &objectives);
        check.day("task", code, &own.due);
        check.fault("task", code, PILLAR.fault(&own.pillar));
        if !own.recurrence.is_empty() {
            check.word::<Recurrence>("task", code, &own.recurrence);
        }
        if let Some(scope) = &own.scope {
            check.scope("task", code, scope);
        }
        if own.lead_unresolved {
            check.say(
                "task",
                code,
                "`lead_unresolved` belongs to drafts; write `lead_words` alone",
            );
        }
    }
}

fn baselines(document: &DirectiveDocument, check: &mut Check) {
    let baselines = codes(document.baseline.iter().map(|own| &own.code));
    for own in &document.baseline {
        let code = &own.code;
        check.fault("baseline", code, UNIT_OF_MEASURE.needed(&own.unit_of_measure));
        check.part_of_day("baseline", code, &own.as_of);
        if !own.level.is_empty() {
            check.word::<ScopeLevel>("baseline", code, &own.level);
        }
        check.reference("baseline", code, "whole", &own.part_of, &baselines);
        let Some(whole) = check.number("baseline", code, &own.value) else { continue };
        let parts = document.baseline.iter().filter(|part| {
            part.part_of == *code
                && part.unit_of_measure == own.unit_of_measure
                && part.level == own.level
        });
        let values: Vec<Quantity> = parts.filter_map(|part| part.value.parse().ok()).collect();
        if sum_exceeds(&values, whole) {
            let reason = format!("its parts sum to more than the whole, {}", own.value);
            check.say("baseline", code, reason);
        }
    }
}

/// Whether quantities of any decimals sum to more than a whole. A sum that no number here can hold is more too.
fn sum_exceeds(parts: &[Quantity], whole: Quantity) -> bool {
    let decimals = parts.iter().chain([&whole]).map(|own| own.decimals()).max().unwrap_or_default();
    let scaled = |own: &Quantity| {
        let power = 10_i128.checked_pow(u32::from(decimals.saturating_sub(own.decimals())))?;
        i128::from(own.minor()).checked_mul(power)
    };
    let sum = parts.iter().try_fold(0_i128, |sum, part| sum.checked_add(scaled(part)?));
    sum.zip(scaled(&whole)).is_none_or(|(sum, whole)| sum > whole)
}

fn codes<'a>(codes: impl Iterator<Item = &'a String>) -> BTreeSet<&'a str> {
    codes.map(String::as_str).collect()
}

impl Check {
    fn fault(&mut self, kind: &str, code: &str, fault: Option<String>) {
        if let Some(fault) = fault {
            self.say(kind, code, fault);
        }
    }

    fn day(&mut self, kind: &str, code: &str, written: &str) {
        if !written.is_empty()
            && let Err(refusal) = written.parse::<Day>()
        {
            self.say(kind, code, refusal);
        }
    }

    /// A day, a month or a year.
    fn part_of_day(&mut self, kind: &str, code: &str, written: &str) {
        let whole = match written.len() {
            4 => format!("{written}-01-01"),
            7 => format!("{written}-01"),
            _ => written.to_owned(),
        };
        if !written.is_empty() && whole.parse::<Day>().is_err() {
            let reason = format!("`{written}` is no day; write 2024, 2024-04 or 2024-04-30");
            self.say(kind, code, reason);
        }
    }

    fn number(&mut self, kind: &str, code: &str, written: &str) -> Option<Quantity> {
        if written.is_empty() {
            return None;
        }
        match written.parse() {
            Ok(quantity) => Some(quantity),
            Err(refusal) => {
                self.say(kind, code, refusal);
                None
            }
        }
    }

    fn word<T: std::str::FromStr<Err: std::fmt::Display>>(
        &mut self,
        kind: &str,
        code: &str,
        word: &str,
    ) {
        if let Err(refusal) = word.parse::<T>() {
            self.say(kind, code, refusal);
        }
    }

    fn reference(&mut self, kind: &str, code: &str, to: &str, named: &str, known: &BTreeSet<&str>) {
        if !named.is_empty() && !known.contains(named) {
            self.say(kind, code, format!("the {to} `{named}` is not there"));
        }
    }

    fn scope(&mut self, kind: &str, code: &str, scope: &ScopeRecord) {
        let mut levels = scope.level.iter().chain(&scope.levels).peekable();
        if levels.peek().is_none() {
            self.say(kind, code, "the scope names no level");
        }
        for level in levels {
            self.word::<ScopeLevel>(kind, code, level);
        }
    }
}
