//! The programmes of a content folder: one file a directive. Read and checked here; all problems at once, each with its file
//! and code.

mod document;
mod folder;
mod languages;
mod units;
mod vocabulary;

use std::collections::BTreeMap;

use banyan_core::unit::Network;

use super::{ContentError, Source};
use crate::programmes::DirectiveDocument;

/// A directive of the folder, and the file that it stands in.
pub(super) type Documents = Vec<(String, DirectiveDocument)>;

/// Every directive of the folder that has the right shape, the earliest issued first; and every file of another shape, and
/// everything that is wrong in the others: words, numbers, days, references, languages, and codes that no unit of the
/// network bore on the directive's day. Without a network, its codes are left out.
pub(super) fn load(source: &Source, network: Option<&Network>) -> (Documents, Vec<ContentError>) {
    let (documents, mut wrong) = read(source);
    wrong.extend(faults(&documents, network));
    (documents, wrong)
}

/// The decimals of every indicator, by its code.
pub(super) fn decimals(documents: &Documents) -> BTreeMap<String, u8> {
    let indicators = documents.iter().flat_map(|(_, document)| &document.indicator);
    indicators.map(|own| (own.code.clone(), own.decimals)).collect()
}

/// The files that have the right shape, the earliest issued first, and what is wrong with the others.
fn read(source: &Source) -> (Documents, Vec<ContentError>) {
    let (mut documents, mut wrong) = (Vec::new(), Vec::new());
    for name in source.list("programmes").into_iter().filter(|name| name.ends_with(".toml")) {
        let path = format!("programmes/{name}");
        match source.toml::<DirectiveDocument>(&path) {
            Ok(document) => documents.push((path, document)),
            Err(refusal) => wrong.push(refusal),
        }
    }
    documents
        .sort_by(|(_, one), (_, other)| one.directive.issued_on.cmp(&other.directive.issued_on));
    (documents, wrong)
}

fn faults(documents: &Documents, network: Option<&Network>) -> Vec<ContentError> {
    let mut wrong = Vec::new();
    for (path, document) in documents {
        let mut check = Check::default();
        document::check(document, &mut check);
        languages::check(document, &mut check);
        if let Some(network) = network {
            units::check(document, network, &mut check);
        }
        let fault = |reason| ContentError::Unreadable { path: path.clone(), reason };
        wrong.extend(check.0.into_iter().map(fault));
    }
    wrong.extend(folder::check(documents));
    wrong
}

/// What is wrong with one document, in sentences.
#[derive(Default)]
struct Check(Vec<String>);

impl Check {
    fn say(&mut self, kind: &str, code: &str, reason: impl std::fmt::Display) {
        self.0.push(format!("{kind} `{code}`: {reason}"));
    }
}
