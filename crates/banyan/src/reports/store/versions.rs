//! SQL on what was sent, and on what was decided about it.

use std::collections::BTreeMap;

use banyan_core::calendar::Period;
use banyan_core::report::{Outcome, Part};
use banyan_core::unit::UnitId;
use banyan_core::words::{Day, Moment};

use super::drafts::json;
use super::obligations::Owed;
use crate::store::{Row, StoreError, Tx, Value};

/// A version of a report as it was sent.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::reports) struct Sent {
    pub report: String,
    pub version: u32,
    pub regime: String,
    pub regime_version: i64,
    pub form_version: u32,
    pub period: Period,
    pub part: Part,
    pub unit: UnitId,
    pub sent_by: UnitId,
    /// Canonical JSON.
    pub answers: serde_json::Value,
    /// SHA-256 over form, version and answers, in hexadecimal digits.
    pub hash: String,
    /// Words of explanation by the name of a problem.
    pub explanations: BTreeMap<String, String>,
    /// Why an accepted version is corrected; empty for all others.
    pub reason: String,
    /// The time of the device on which it was sent; empty where it told none.
    pub device_at: String,
    pub receipt: String,
    pub act: String,
    /// When it arrived.
    pub at: Moment,
    pub actor: String,
}

/// What a step of the ladder decided on a version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::reports) struct Step {
    pub version: u32,
    /// Counted from 0.
    pub step: i64,
    pub outcome: Outcome,
    /// The unit at which it was decided.
    pub unit: UnitId,
    /// What was shown to who decided.
    pub hash: String,
    /// By entry; the whole report under an empty name.
    pub reasons: BTreeMap<String, String>,
    pub act: String,
    pub at: Moment,
    pub actor: String,
}

/// Every version of a report, the first one first.
pub(in crate::reports) async fn list_versions(
    tx: &mut Tx,
    report: &str,
) -> Result<Vec<Sent>, StoreError> {
    const VERSIONS: &str = "
        select
            own.report, own.version, own.regime, own.regime_version, own.form_version, own.period, own.part, own.unit,
            own.sent_by, own.answers, own.hash, own.explanations, own.reason, own.device_at, own.receipt, own.act,
            act.at, act.actor
        from report_version own
        join act on act.id = own.act
        where own.report = $1
        order by own.version";
    tx.fetch(VERSIONS, &[report.into()]).await?.iter().map(sent).collect()
}

/// The report that a receipt is for.
pub(in crate::reports) async fn by_receipt(
    tx: &mut Tx,
    receipt: &str,
) -> Result<Option<Sent>, StoreError> {
    const BY_RECEIPT: &str = "
        select
            own.report, own.version, own.regime, own.regime_version, own.form_version, own.period, own.part, own.unit,
            own.sent_by, own.answers, own.hash, own.explanations, own.reason, own.device_at, own.receipt, own.act,
            act.at, act.actor
        from report_version own
        join act on act.id = own.act
        where own.receipt = $1";
    tx.fetch_first(BY_RECEIPT, &[receipt.into()]).await?.as_ref().map(sent).transpose()
}

/// The last version of every report that a unit sent under a regime, the last period last.
pub(in crate::reports) async fn list_last_of(
    tx: &mut Tx,
    unit: &UnitId,
    regime: &str,
) -> Result<Vec<Sent>, StoreError> {
    const LAST: &str = "
        select
            own.report, own.version, own.regime, own.regime_version, own.form_version, own.period, own.part, own.unit,
            own.sent_by, own.answers, own.hash, own.explanations, own.reason, own.device_at, own.receipt, own.act,
            act.at, act.actor
        from report_version own
        join act on act.id = own.act
        where own.unit = $1 and own.regime = $2 and not exists (
            select 1 from report_version later
            where later.report = own.report and later.version > own.version)
        order by own.period, own.report";
    tx.fetch(LAST, &[unit.0.as_str().into(), regime.into()]).await?.iter().map(sent).collect()
}

/// The last version of each of these reports that was sent, by report.
pub(in crate::reports) async fn list_standing(
    tx: &mut Tx,
    reports: &[&str],
) -> Result<BTreeMap<String, Sent>, StoreError> {
    const STANDING: &str = "
        select
            own.report, own.version, own.regime, own.regime_version, own.form_version, own.period, own.part, own.unit,
            own.sent_by, own.answers, own.hash, own.explanations, own.reason, own.device_at, own.receipt, own.act,
            act.at, act.actor
        from report_version own
        join act on act.id = own.act
        where own.report in ($list)
        order by own.report, own.version";
    let list: Vec<Value> = reports.iter().map(|report| (*report).into()).collect();
    let rows = tx.fetch_listed(STANDING, &[], &list).await?;
    rows.iter().map(|row| sent(row).map(|own| (own.report.clone(), own))).collect()
}

/// What was decided on a report, the first step first.
pub(in crate::reports) async fn list_steps(
    tx: &mut Tx,
    report: &str,
) -> Result<Vec<Step>, StoreError> {
    const STEPS: &str = "
        select
            own.version, own.step, own.outcome, own.unit, own.hash, own.reasons, own.act, act.at, act.actor
        from report_step own
        join act on act.id = own.act
        where own.report = $1
        order by own.version, own.step";
    let step = |row: &Row| {
        Ok(Step {
            version: u32::try_from(row.whole(0)?).unwrap_or_default(),
            step: row.whole(1)?,
            outcome: row.parsed(2)?,
            unit: UnitId(row.text(3)?),
            hash: row.text(4)?,
            reasons: json(&row.text(5)?)?,
            act: row.text(6)?,
            at: Moment::from_microseconds(row.whole(7)?),
            actor: row.text(8)?,
        })
    };
    tx.fetch(STEPS, &[report.into()]).await?.iter().map(step).collect()
}

/// A report of another rule about the same unit and period.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::reports) struct Beside {
    /// Its last version.
    pub sent: Sent,
    pub closes: Day,
    /// When its first version arrived.
    pub sent_at: Moment,
}

/// What was sent under other rules about the unit, the period and the part of a report, and has not come back; the first that arrived
/// first.
pub(in crate::reports) async fn list_beside(
    tx: &mut Tx,
    owed: &Owed,
) -> Result<Vec<Beside>, StoreError> {
    const BESIDE: &str = "
        select
            own.report, own.version, own.regime, own.regime_version, own.form_version, own.period, own.part, own.unit,
            own.sent_by, own.answers, own.hash, own.explanations, own.reason, own.device_at, own.receipt, own.act,
            act.at, act.actor, obligation.closes, obligation.sent_at
        from report_version own
        join obligation on obligation.id = own.report and obligation.version = own.version
        join act on act.id = own.act
        where own.unit = $1 and own.period = $2 and own.part = $3 and own.regime <> $4
            and obligation.state in ('submitted', 'accepted')
        order by obligation.sent_at, own.report";
    let binds = [
        owed.unit.0.as_str().into(),
        owed.period.to_string().into(),
        owed.part.to_string().into(),
        owed.regime.as_str().into(),
    ];
    let beside = |row: &Row| {
        let sent_at = row.maybe_whole(19)?.unwrap_or_default();
        Ok(Beside {
            sent: sent(row)?,
            closes: row.parsed(18)?,
            sent_at: Moment::from_microseconds(sent_at),
        })
    };
    tx.fetch(BESIDE, &binds).await?.iter().map(beside).collect()
}

/// Who has accepted the version that is on its way up the ladder: report, step and unit, in the order of the steps.
pub(in crate::reports) async fn list_passed(
    tx: &mut Tx,
    regime: &str,
) -> Result<Vec<(String, i64, UnitId)>, StoreError> {
    const PASSED: &str = "
        select own.report, own.step, own.unit
        from obligation
        join report_step own on own.report = obligation.id and own.version = obligation.version
        where obligation.regime = $1 and obligation.state = 'submitted'
        order by own.report, own.step";
    let rows = tx.fetch(PASSED, &[regime.into()]).await?;
    rows.iter().map(|row| Ok((row.text(0)?, row.whole(1)?, UnitId(row.text(2)?)))).collect()
}

fn sent(row: &Row) -> Result<Sent, StoreError> {
    Ok(Sent {
        report: row.text(0)?,
        version: u32::try_from(row.whole(1)?).unwrap_or_default(),
        regime: row.text(2)?,
        regime_version: row.whole(3)?,
        form_version: u32::try_from(row.whole(4)?).unwrap_or_default(),
        period: row.parsed(5)?,
        part: row.parsed(6)?,
        unit: UnitId(row.text(7)?),
        sent_by: UnitId(row.text(8)?),
        answers: json(&row.text(9)?)?,
        hash: row.text(10)?,
        explanations: json(&row.text(11)?)?,
        reason: row.text(12)?,
        device_at: row.text(13)?,
        receipt: row.text(14)?,
        act: row.text(15)?,
        at: Moment::from_microseconds(row.whole(16)?),
        actor: row.text(17)?,
    })
}
