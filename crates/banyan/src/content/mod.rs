//! What a country brings, as files: its network, its programmes, its map, its samples.
//!
//! A content folder is read and checked here, and adopted by one verb, step by step in the order in which its parts
//! were recorded. Another country is another folder; no rule of a country stands in the program.

mod adopt;
mod bodies;
mod gazette;
mod network;
mod samples;
mod source;

pub use adopt::{AdoptionError, adopt};
pub use gazette::load as load_gazette;
pub use network::{NetworkContent, check_reform, load as load_network};
pub use samples::load as load_samples;
pub use source::{ContentError, Source};
