//! SQL on obligations, reports and drafts of them.

mod commands;
pub(super) use commands::{
    Command, CommandState, insert_command, list_kept, load_command, load_secret, secret_of,
    settle_command,
};

mod drafts;
pub(super) use drafts::{Draft, forget_draft, load_draft, note_opened, opened_first, save_draft};

mod obligations;
pub(super) use obligations::{
    Known, Owed, Waits, file, known, list_owed, list_owed_of_period, list_waiting, load_owed,
    ruled_at, save_known, set_owed, unfile, withdraw_owed, write_owed,
};

#[cfg(test)]
pub(super) use obligations::forget_known;

mod regimes;
pub use regimes::{RegimeVersions, Regimes, read};

mod reminders;
pub(super) use reminders::{list_due_on, note_reminders, reminded, reminded_last, save_reminded};

mod versions;
pub(super) use versions::{
    Beside, Sent, Step, by_receipt, list_beside, list_last_of, list_passed, list_standing,
    list_steps, list_versions,
};

use crate::ledger::{self, Column, FactTable};

const fn text(name: &'static str) -> Column {
    Column::Text(name)
}

const fn whole(name: &'static str) -> Column {
    Column::Whole(name)
}

/// The fact tables of this room.
pub(super) const FACTS: [&FactTable; 3] = [&REGIME_VERSION, &REPORT_VERSION, &REPORT_STEP];

pub(super) const REGIME_VERSION: FactTable = ledger::version_table("regime_version");

pub(super) const REPORT_VERSION: FactTable = FactTable {
    name: "report_version",
    columns: &[
        text("report"),
        whole("version"),
        text("regime"),
        whole("regime_version"),
        whole("form_version"),
        text("period"),
        text("part"),
        text("unit"),
        text("sent_by"),
        text("answers"),
        text("hash"),
        text("explanations"),
        text("reason"),
        text("device_at"),
        text("receipt"),
    ],
    key: &["report", "version"],
    later: &[],
};

pub(super) const REPORT_STEP: FactTable = FactTable {
    name: "report_step",
    columns: &[
        text("report"),
        whole("version"),
        whole("step"),
        text("outcome"),
        text("unit"),
        text("hash"),
        text("reasons"),
    ],
    key: &["report", "version", "step"],
    later: &[],
};
