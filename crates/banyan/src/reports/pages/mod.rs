//! The pages of reports: what waits for a person, a report to fill in, to decide and to read, receipts, and the rules of reporting.

mod decide;
pub(super) use decide::decide;

mod fill;
pub(super) use fill::{save, send};

mod list;
pub(super) use list::list;

mod loaded;

mod parts;

mod receipts;
pub(super) use receipts::{find_receipt, show_receipt};

mod regimes;
pub(super) use regimes::{list_regimes, show_regime};

mod show;
pub(super) use show::show;

mod values;
