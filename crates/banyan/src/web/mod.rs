//! What every page shares: the visit (language, day, who), the frame, the words, refusals, assets. It knows no slice.

mod actor;
pub use actor::{Actor, Mandate, Person};

mod assets;
pub use assets::{asset, asset_path, worker};

mod clock;
pub use clock::Clock;

mod door;
pub use door::Door;

mod encoded;
pub use encoded::encoded;

mod fault;
pub use fault::{Fault, Refused, fault, fault_id};

mod form_id;
pub use form_id::{FormId, form_id};

mod frame;
pub use frame::{Section, kept_inputs, page};

mod line;

mod receipt;
pub use receipt::Receipt;

mod refusal;
pub use refusal::{Refusal, fall_back};

mod site;
pub use site::{Progress, Site};

mod visit;
pub use visit::{Visit, cookie, remember_choices};

mod words;
pub use words::{Argument, Words};

mod security;
pub use security::{finish_writes, same_origin_only, security_headers};

#[cfg(test)]
pub(crate) mod tests;
