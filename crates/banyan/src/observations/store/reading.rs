//! SQL that reads observations as they were known at a moment: of each the last vintage until then, with what was found about it.

use banyan_core::observation::{Finding, History, ObservationKey, Vintage};
use banyan_core::unit::UnitId;
use banyan_core::words::Moment;

use super::super::{Observation, Source};
use super::{key, key_values, quantity, source};
use crate::store::{Row, StoreError, Tx, Value};

/// What is asked of one unit.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub unit: &'a UnitId,
    pub indicators: &'a [&'a str],
    /// The first and the last period, as they are written; both are in it.
    pub periods: (&'a str, &'a str),
}

/// What is asked of one indicator over all units.
#[derive(Clone, Copy, Debug)]
pub struct Across<'a> {
    pub indicator: &'a str,
    pub periods: (&'a str, &'a str),
}

/// What was known, from where on, and how much of it.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// None is now.
    pub known_at: Option<Moment>,
    /// The last observation of the page before.
    pub after: Option<&'a ObservationKey>,
    pub most: i64,
}

impl Page<'_> {
    /// The first page of what is known now.
    pub fn first(most: i64) -> Page<'static> {
        Page { known_at: None, after: None, most }
    }

    fn moment(&self) -> i64 {
        self.known_at.map_or(i64::MAX, Moment::microseconds)
    }
}

/// Observations of a unit by indicator, cell, method and period. Periods are compared as they are written, so those of one length
/// are in the order of their days.
///
/// # Errors
/// What the database says.
pub async fn list_of_unit(
    tx: &mut Tx,
    asked: Asked<'_>,
    page: Page<'_>,
) -> Result<Vec<Observation>, StoreError> {
    const OF_UNIT: &str = "
        select own.unit, own.indicator, own.cell, own.method, own.period,
               own.vintage, own.value, own.decimals, own.source, own.act, act.at,
               (select finding.standing
                from finding
                join act found on found.id = finding.act
                where finding.unit = own.unit and finding.indicator = own.indicator
                    and finding.cell = own.cell and finding.method = own.method
                    and finding.period = own.period and finding.vintage = own.vintage
                    and found.at <= $4
                order by found.at desc
                limit 1)
        from observation own
        join act on act.id = own.act
        where own.unit = $1 and own.period >= $2 and own.period <= $3 and act.at <= $4
            and (own.indicator, own.cell, own.method, own.period) > ($5, $6, $7, $8)
            and own.indicator in ($list)
            and not exists (
                select 1
                from observation later
                join act made on made.id = later.act
                where later.unit = own.unit and later.indicator = own.indicator
                    and later.cell = own.cell and later.method = own.method
                    and later.period = own.period and later.vintage > own.vintage
                    and made.at <= $4)
        order by own.indicator, own.cell, own.method, own.period
        limit $9";
    let (first, last) = asked.periods;
    let mut binds: Vec<Value> =
        vec![asked.unit.0.as_str().into(), first.into(), last.into(), page.moment().into()];
    match page.after {
        Some(after) => binds.extend(key_values(after).into_iter().skip(1)),
        None => binds.extend(std::iter::repeat_n(Value::from(""), 4)),
    }
    binds.push(page.most.into());
    let indicators: Vec<Value> = asked.indicators.iter().map(|own| Value::from(*own)).collect();
    let rows = tx.fetch_listed(OF_UNIT, &binds, &indicators).await?;
    rows.iter().map(observation).collect()
}

/// Observations of one indicator by period, unit, cell and method.
///
/// # Errors
/// What the database says.
pub async fn list_across(
    tx: &mut Tx,
    across: Across<'_>,
    page: Page<'_>,
) -> Result<Vec<Observation>, StoreError> {
    const ACROSS: &str = "
        select own.unit, own.indicator, own.cell, own.method, own.period,
               own.vintage, own.value, own.decimals, own.source, own.act, act.at,
               (select finding.standing
                from finding
                join act found on found.id = finding.act
                where finding.unit = own.unit and finding.indicator = own.indicator
                    and finding.cell = own.cell and finding.method = own.method
                    and finding.period = own.period and finding.vintage = own.vintage
                    and found.at <= $4
                order by found.at desc
                limit 1)
        from observation own
        join act on act.id = own.act
        where own.indicator = $1 and own.period >= $2 and own.period <= $3 and act.at <= $4
            and (own.period, own.unit, own.cell, own.method) > ($5, $6, $7, $8)
            and not exists (
                select 1
                from observation later
                join act made on made.id = later.act
                where later.unit = own.unit and later.indicator = own.indicator
                    and later.cell = own.cell and later.method = own.method
                    and later.period = own.period and later.vintage > own.vintage
                    and made.at <= $4)
        order by own.period, own.unit, own.cell, own.method
        limit $9";
    let (first, last) = across.periods;
    let mut binds: Vec<Value> =
        vec![across.indicator.into(), first.into(), last.into(), page.moment().into()];
    match page.after {
        Some(after) => binds.extend([
            after.period.to_string().into(),
            after.unit.0.as_str().into(),
            after.cell.as_str().into(),
            after.method.as_str().into(),
        ]),
        None => binds.extend(std::iter::repeat_n(Value::from(""), 4)),
    }
    binds.push(page.most.into());
    tx.fetch(ACROSS, &binds).await?.iter().map(observation).collect()
}

fn observation(row: &Row) -> Result<Observation, StoreError> {
    Ok(Observation {
        key: key(row)?,
        vintage: vintage(row)?,
        standing: row.maybe_parsed(11)?.unwrap_or_default(),
        act: row.text(9)?,
    })
}

/// The vintage in columns 5 to 8 and 10 of a row.
fn vintage(row: &Row) -> Result<Vintage, StoreError> {
    let number = row.whole(5)?;
    Ok(Vintage {
        number: small(number)?,
        value: quantity(row, 6)?,
        source: row.text(8)?,
        recorded_at: Moment::from_microseconds(row.whole(10)?),
    })
}

fn small(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| StoreError::Unreadable(format!("vintage {number}")))
}

/// All vintages of an observation, each with its act and what it came with, and all findings; `None` where there is no such one.
///
/// # Errors
/// What the database says; vintages or findings that are no history.
pub async fn history(
    tx: &mut Tx,
    key: &ObservationKey,
) -> Result<Option<(History, Vec<(String, Source)>)>, StoreError> {
    const VINTAGES: &str = "
        select own.unit, own.indicator, own.cell, own.method, own.period,
               own.vintage, own.value, own.decimals, own.source, own.act, act.at,
               origin.id, origin.kind, origin.name, origin.hash, origin.reason
        from observation own
        join act on act.id = own.act
        join observation_source origin on origin.id = own.source
        where own.unit = $1 and own.indicator = $2 and own.cell = $3 and own.method = $4
            and own.period = $5
        order by own.vintage
        limit 10000";
    let rows = tx.fetch(VINTAGES, &key_values(key)).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let vintages = rows.iter().map(vintage).collect::<Result<Vec<_>, _>>()?;
    let origin = |row: &Row| Ok((row.text(9)?, source(row, 11)?));
    let origins = rows.iter().map(origin).collect::<Result<Vec<_>, StoreError>>()?;
    let findings = list_findings(tx, key).await?;
    let history = History::new(vintages, findings);
    let history = history.map_err(|refusal| StoreError::Unreadable(refusal.to_string()))?;
    Ok(Some((history, origins)))
}

async fn list_findings(tx: &mut Tx, key: &ObservationKey) -> Result<Vec<Finding>, StoreError> {
    const FINDINGS: &str = "
        select finding.vintage, finding.standing, finding.evidence, finding.name, finding.words, act.at
        from finding
        join act on act.id = finding.act
        where finding.unit = $1 and finding.indicator = $2 and finding.cell = $3
            and finding.method = $4 and finding.period = $5
        order by act.at
        limit 10000";
    let finding = |row: &Row| {
        let at = Moment::from_microseconds(row.whole(5)?);
        let name = row.text(3)?;
        let by = (row.parsed(2)?, name.as_str());
        let made = Finding::new(small(row.whole(0)?)?, row.parsed(1)?, by, &row.text(4)?, at);
        made.map_err(|refusal| StoreError::Unreadable(refusal.to_string()))
    };
    tx.fetch(FINDINGS, &key_values(key)).await?.iter().map(finding).collect()
}
