//! What holds across the files of a folder: a code names one thing, and what is named in another file is there.

use std::collections::{BTreeMap, BTreeSet};

use super::Documents;
use crate::content::ContentError;

pub(super) fn check(documents: &Documents) -> Vec<ContentError> {
    let mut wrong = Vec::new();
    // Kind and code, with the edition of a definition: the file in which it was first seen.
    let mut seen: BTreeMap<(&str, &str, u32), &str> = BTreeMap::new();
    let mut indicators: BTreeSet<&str> = BTreeSet::new();
    for (path, document) in documents {
        indicators.extend(document.indicator.iter().map(|own| own.code.as_str()));
        let mut codes = vec![("directive", document.directive.code.as_str(), 1)];
        codes.extend(document.programme.iter().map(|own| ("programme", own.code.as_str(), 1)));
        codes.extend(document.phase.iter().map(|own| ("phase", own.code.as_str(), 1)));
        codes.extend(document.objective.iter().map(|own| ("objective", own.code.as_str(), 1)));
        codes.extend(
            document.indicator.iter().map(|own| ("indicator", own.code.as_str(), own.edition())),
        );
        codes.extend(document.target.iter().map(|own| ("target", own.code.as_str(), 1)));
        codes.extend(document.task.iter().map(|own| ("task", own.code.as_str(), 1)));
        codes.extend(document.baseline.iter().map(|own| ("baseline", own.code.as_str(), 1)));
        codes
            .extend(document.session_item.iter().map(|own| ("session_item", own.code.as_str(), 1)));
        for (kind, code, edition) in codes {
            let reason = match seen.insert((kind, code, edition), path) {
                None => continue,
                Some(other) if other == path => {
                    format!("the {kind} `{code}` stands more than once")
                }
                Some(other) => format!("the {kind} `{code}` stands in {other} already"),
            };
            wrong.push(ContentError::Unreadable { path: path.clone(), reason });
        }
    }
    for (path, document) in documents {
        for own in document.indicator.iter().filter(|own| own.merge_rule == "weighted") {
            let weight = own.weight.as_str();
            let reason = if weight.is_empty() {
                "the merge rule weighted needs a `weight`".to_owned()
            } else if !indicators.contains(weight) {
                format!("the weight `{weight}` is no indicator of this folder")
            } else {
                continue;
            };
            let reason = format!("indicator `{}`: {reason}", own.code);
            wrong.push(ContentError::Unreadable { path: path.clone(), reason });
        }
    }
    wrong
}
