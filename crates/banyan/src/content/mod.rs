//! What a country brings, as files: its network, its programmes, its map, its samples.
//!
//! A content folder is read and checked here, and adopted by one verb, step by step in the order in which its parts
//! were recorded. Another country is another folder; no rule of a country stands in the program.

mod adopt;
mod bodies;
mod brought;
mod costs;
mod gazette;
mod network;
mod package;
mod pages;
mod people;
mod programmes;
mod reporting;
mod samples;
mod source;
mod store;

#[cfg(test)]
pub(crate) mod tests;

pub use adopt::{AdoptionError, Changes, adopt, adopt_shown};
pub use brought::{Brought, differences};
pub use costs::RegimeCost;
pub use network::{NetworkContent, check_reform, load as load_network};
pub use package::Package;
pub use pages::routes;
pub use people::people;
pub use source::{ContentError, Source};

use banyan_core::unit::Network;

use crate::calendars::Calendars;
use crate::directives::Samples;
use crate::forms::Forms;
use crate::ledger::FactTable;
use crate::programmes::Catalogue;
use crate::reports::Regimes;
use crate::router::Caches;
use crate::units::Networks;

/// The fact tables that the adoption owns.
pub const FACTS: &[&FactTable] = &[&store::SOURCE];

/// The caches of a site, with the words, outlines and samples of a content folder and nothing recorded yet.
///
/// # Errors
/// When a file of the folder is of another shape.
pub fn caches(source: &Source) -> Result<Caches, ContentError> {
    let networks = Networks::with_gazette(gazette::load(source)?);
    let samples = Samples(std::sync::Arc::new(samples::load(source)?));
    Ok(Caches {
        networks,
        samples,
        calendars: Calendars::default(),
        forms: Forms::default(),
        catalogue: Catalogue::default(),
        regimes: Regimes::default(),
        source: source.clone(),
    })
}

/// Everything that is wrong with a folder, each fault by itself; nothing when it can be adopted. Needs no store.
pub fn check(source: &Source) -> Vec<ContentError> {
    let mut wrong = Vec::new();
    wrong.extend(package::Package::load(source).err());
    let network = network::load(source).map_err(|refusal| wrong.push(refusal)).ok();
    wrong.extend(gazette::load(source).err());
    wrong.extend(samples::load(source).err());
    let known = network.map(|own| Network::new(own.rows));
    let (documents, faults) = programmes::load(source, known.as_ref());
    wrong.extend(faults);
    let reporting = reporting::load(source, known.as_ref(), &programmes::decimals(&documents));
    wrong.extend(reporting.err().into_iter().flatten());
    wrong.into_iter().flat_map(ContentError::apart).collect()
}
