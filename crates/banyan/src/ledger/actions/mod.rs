//! What is done with acts: recording them, comparing them with the rows that they name, putting them in order and signing what
//! is reached, and proving that one stands in the log.

mod record;
#[cfg(test)]
pub(super) use record::content;
pub use record::{Facts, Recorded, record, recorded_before};

mod facts;
pub use facts::{Column, FactTable, Later};

mod bulk;
pub use bulk::{Bulk, record_bulk};

mod erase;
pub use erase::{Erasing, erasable, erase, erased_before, erasure_of};

mod sequence;
pub(in crate::ledger) use sequence::header;
pub use sequence::{LogError, LogKey, adopt_key, sequence, sequence_all};

mod sequencer;
pub use sequencer::{Sequencer, run_sequencer};

mod change_key;
pub use change_key::{KeyChanged, change_key};

mod witness;
pub use witness::{NotCosigned, WitnessDesk};

mod cosign;
#[cfg(test)]
pub(in crate::ledger) use cosign::{Accepted, accept, request};
pub use cosign::{Cosigning, NotWitnessed, Witness, run_cosigning};

mod prove;
pub use prove::{
    Content, Proven, Unproven, check_proof, checkpoint, log_keys, prove, prove_growth,
};

mod finding;
pub use finding::{Finding, Verified};

mod verify;
pub use verify::{check_derived, foreign_keys, verify};

mod rehearse;
pub use rehearse::{NotRehearsed, Rehearsal};

mod filing;
#[cfg(test)]
pub(crate) use filing::take_keys;
pub use filing::{file_acts, list_unfiled, rows_of};

mod versions;
pub use versions::{Kept, Versioned, list_versions, record_version, version_table};

mod reading;
pub use reading::{LogState, Witnessed, list_acts, load_act, log_state};
