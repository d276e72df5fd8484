//! SQL on what is being typed, and on who opened a form.

use std::collections::BTreeMap;

use banyan_core::form::Texts;
use banyan_core::words::Moment;

use crate::store::{StoreError, Tx};

/// What is being typed into a report.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(in crate::reports) struct Draft {
    pub form_version: u32,
    /// Counts how often it was saved; who saves says which one was shown.
    pub revision: i64,
    pub texts: Texts,
    /// Words of explanation by the name of a problem.
    pub explanations: BTreeMap<String, String>,
    pub changed_at: i64,
    /// The account that typed last.
    pub changed_by: String,
}

pub(in crate::reports) async fn load_draft(
    tx: &mut Tx,
    report: &str,
) -> Result<Option<Draft>, StoreError> {
    const LOAD: &str = "
        select form_version, revision, texts, explanations, changed_at, changed_by
        from report_draft
        where report = $1";
    let Some(row) = tx.fetch_first(LOAD, &[report.into()]).await? else { return Ok(None) };
    let texts: BTreeMap<String, String> = json(&row.text(2)?)?;
    let texts = texts.into_iter().map(|(at, text)| Some((at.parse().ok()?, text)));
    Ok(Some(Draft {
        form_version: u32::try_from(row.whole(0)?).unwrap_or_default(),
        revision: row.whole(1)?,
        texts: texts.collect::<Option<Texts>>().ok_or_else(|| {
            StoreError::Unreadable(format!("a draft of {report} with an entry without address"))
        })?,
        explanations: json(&row.text(3)?)?,
        changed_at: row.whole(4)?,
        changed_by: row.text(5)?,
    }))
}

/// Keeps a draft over the one of revision `draft.revision - 1`; answers whether that was the one that stood.
pub(in crate::reports) async fn save_draft(
    tx: &mut Tx,
    report: &str,
    draft: &Draft,
) -> Result<bool, StoreError> {
    const SAVE: &str = "
        insert into report_draft
            (report, form_version, revision, texts, explanations, changed_at, changed_by)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (report) do update set
            form_version = excluded.form_version,
            revision = excluded.revision,
            texts = excluded.texts,
            explanations = excluded.explanations,
            changed_at = excluded.changed_at,
            changed_by = excluded.changed_by
        where report_draft.revision = excluded.revision - 1";
    let texts: BTreeMap<String, &String> =
        draft.texts.iter().map(|(at, text)| (at.to_string(), text)).collect();
    let binds = [
        report.into(),
        i64::from(draft.form_version).into(),
        draft.revision.into(),
        written(&texts)?.into(),
        written(&draft.explanations)?.into(),
        draft.changed_at.into(),
        draft.changed_by.as_str().into(),
    ];
    Ok(tx.execute(SAVE, &binds).await? > 0)
}

pub(in crate::reports) async fn forget_draft(tx: &mut Tx, report: &str) -> Result<(), StoreError> {
    tx.execute("delete from report_draft where report = $1", &[report.into()]).await.map(|_| ())
}

/// Remembers that an account has opened the form of a report; the first time holds.
pub(in crate::reports) async fn note_opened(
    tx: &mut Tx,
    report: &str,
    account: &str,
    at: Moment,
) -> Result<(), StoreError> {
    const NOTE: &str = "
        insert into report_opened (report, account, at)
        values ($1, $2, $3)
        on conflict (report, account) do nothing";
    let binds = [report.into(), account.into(), at.microseconds().into()];
    tx.execute(NOTE, &binds).await.map(|_| ())
}

/// When somebody opened each of the reports first; those that nobody opened are left out.
pub(in crate::reports) async fn opened_first(
    tx: &mut Tx,
    regime: &str,
    period: &str,
) -> Result<BTreeMap<String, Moment>, StoreError> {
    const OPENED: &str = "
        select report_opened.report, min(report_opened.at)
        from obligation
        join report_opened on report_opened.report = obligation.id
        where obligation.regime = $1 and obligation.period = $2
        group by report_opened.report";
    let rows = tx.fetch(OPENED, &[regime.into(), period.into()]).await?;
    rows.iter().map(|row| Ok((row.text(0)?, Moment::from_microseconds(row.whole(1)?)))).collect()
}

pub(super) fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|refusal| StoreError::Unreadable(refusal.to_string()))
}

fn written<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|refusal| StoreError::Unreadable(refusal.to_string()))
}
