//! The pages of reports: what waits for a person, a report to fill in, to decide and to read, receipts, and the rules of reporting.

mod bulk;
pub(super) use bulk::{accept_waiting, show_waiting};

mod decide;
pub(super) use decide::decide;

mod fill;
pub(super) use fill::{save, send};

mod given;

mod kept;
pub(super) use kept::{difference, in_the_way, offline, reading, settle};

mod list;
pub(super) use list::{due, list};

mod load;
pub(super) use load::show_load;

mod loaded;
pub(super) use loaded::{Caches, Loaded};

mod parts;
pub use parts::cost_words;

mod receipts;
pub(super) use receipts::{find_receipt, show_receipt};

mod regimes;
pub(super) use regimes::{list_regimes, show_regime};

mod sheet;
pub(super) use sheet::{
    Mine, keep as keep_drafts, take, take_many, template, template_of_many, texts as texts_of,
};

mod show;
pub(super) use show::show;

mod values;
