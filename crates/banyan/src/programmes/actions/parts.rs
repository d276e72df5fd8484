//! The parts of a directive that have versions of their own: its head, and each definition below it.

use serde_json::Value as Json;

use super::document::{Baseline, DirectiveDocument, Indicator, Objective, Target, Task};
use crate::store::StoreError;

/// The kind under which the head of a directive is compared.
pub(super) const HEAD: &str = "directive";

/// One part, as it stands in a file or in the store.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::programmes) enum Part {
    /// Everything but the definitions.
    Head(Box<DirectiveDocument>),
    Objective(Objective),
    Indicator(Indicator),
    Target(Target),
    Task(Box<Task>),
    Baseline(Baseline),
}

impl Part {
    /// A stored part.
    ///
    /// # Errors
    /// When the kind is none of ours, or the text is of another shape.
    pub(in crate::programmes) fn read(kind: &str, text: &str) -> Result<Part, StoreError> {
        Ok(match kind {
            HEAD => Part::Head(Box::new(read(text)?)),
            "objective" => Part::Objective(read(text)?),
            "indicator" => Part::Indicator(read(text)?),
            "target" => Part::Target(read(text)?),
            "task" => Part::Task(Box::new(read(text)?)),
            "baseline" => Part::Baseline(read(text)?),
            other => {
                return Err(StoreError::Unreadable(format!("a definition of kind `{other}`")));
            }
        })
    }

    /// Everything of a directive but its definitions.
    pub(in crate::programmes) fn head_of(document: &DirectiveDocument) -> Part {
        Part::Head(Box::new(DirectiveDocument {
            objective: Vec::new(),
            indicator: Vec::new(),
            target: Vec::new(),
            task: Vec::new(),
            baseline: Vec::new(),
            ..document.clone()
        }))
    }

    /// Every part of a document, the head first.
    pub(in crate::programmes) fn all_of(document: &DirectiveDocument) -> Vec<Part> {
        let mut parts = vec![Part::head_of(document)];
        parts.extend(document.objective.iter().cloned().map(Part::Objective));
        let mut indicators = document.indicator.clone();
        indicators.sort_by_key(|indicator| indicator.definition_version);
        parts.extend(indicators.into_iter().map(Part::Indicator));
        parts.extend(document.target.iter().cloned().map(Part::Target));
        parts.extend(document.task.iter().cloned().map(Box::new).map(Part::Task));
        parts.extend(document.baseline.iter().cloned().map(Part::Baseline));
        parts
    }

    pub(in crate::programmes) fn key(&self) -> PartKey {
        let (kind, code, edition) = match self {
            Part::Head(own) => (HEAD, &own.directive.code, 1),
            Part::Objective(own) => ("objective", &own.code, 1),
            Part::Indicator(own) => ("indicator", &own.code, own.edition()),
            Part::Target(own) => ("target", &own.code, 1),
            Part::Task(own) => ("task", &own.code, 1),
            Part::Baseline(own) => ("baseline", &own.code, 1),
        };
        PartKey { kind, code: code.clone(), edition }
    }

    /// As it is stored.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub(in crate::programmes) fn json(&self) -> Result<Json, StoreError> {
        let written = match self {
            Part::Head(own) => serde_json::to_value(own),
            Part::Objective(own) => serde_json::to_value(own),
            Part::Indicator(own) => serde_json::to_value(own),
            Part::Target(own) => serde_json::to_value(own),
            Part::Task(own) => serde_json::to_value(own),
            Part::Baseline(own) => serde_json::to_value(own),
        };
        written.map_err(|refusal| StoreError::Unreadable(refusal.to_string()))
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|refusal| StoreError::Unreadable(refusal.to_string()))
}

/// What makes a part the same one in two versions. An indicator may stand in several editions of its definition beside
/// each other; everything else has the edition 1.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::programmes) struct PartKey {
    pub kind: &'static str,
    pub code: String,
    pub edition: u32,
}
