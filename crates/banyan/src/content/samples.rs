//! Samples: one text a language, written for the demonstration and the tests.

use banyan_core::words::{Language, Text};
use serde::Deserialize;

use super::network::{FourTexts, parsed};
use super::{ContentError, Source};
use crate::directives::Sample;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SamplesFile {
    #[serde(default)]
    sample: Vec<SampleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SampleEntry {
    file: String,
    #[serde(deserialize_with = "parsed")]
    language: Language,
    kind: String,
    title: FourTexts,
    #[serde(rename = "note")]
    _note: FourTexts,
}

/// The samples of a content folder; none where it has no `samples/samples.toml`.
///
/// # Errors
/// When a file that the list names is missing, or the list is of another shape.
pub(super) fn load(source: &Source) -> Result<Vec<Sample>, ContentError> {
    let path = "samples/samples.toml";
    if !source.has(path) {
        return Ok(Vec::new());
    }
    let file: SamplesFile = source.toml(path)?;
    let sample = |entry: SampleEntry| {
        let text = source.text(&format!("samples/{}", entry.file))?;
        let name = entry.file.trim_end_matches(".txt").to_owned();
        let title =
            entry.title.text().unwrap_or_else(|| Text::in_one(entry.language, name.clone()));
        Ok(Sample { name, language: entry.language, kind: entry.kind, title, text })
    };
    file.sample.into_iter().map(sample).collect()
}
