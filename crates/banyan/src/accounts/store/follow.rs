//! SQL on what reforms did to grants.

use std::collections::BTreeSet;

#[cfg(test)]
use banyan_core::access::Grant;
use banyan_core::access::{GrantId, Key};
use banyan_core::unit::{ReformId, UnitId};
use banyan_core::words::{Day, Moment};

use super::{Given, given, text};
use crate::ledger::{ActId, Column, FactTable};
use crate::store::{Row, StoreError, Tx, Value};

pub(in crate::accounts) const ACCESS_GRANT_FOLLOW: FactTable = FactTable {
    name: "access_grant_follow",
    columns: &[
        text("access_grant"),
        text("reform"),
        Column::Whole("number"),
        text("account"),
        text("outcome"),
        text("next_grant"),
    ],
    key: &["access_grant", "reform", "number"],
    later: &[],
};

/// A grant as a reform finds it.
#[derive(Clone, Debug)]
pub(in crate::accounts) struct Standing {
    pub(in crate::accounts) given: Given,
    pub(in crate::accounts) given_at: Moment,
    /// Whether a reform made it, by the rule.
    pub(in crate::accounts) by_rule: bool,
    pub(in crate::accounts) login: String,
}

/// Every grant that holds on a day or later, in the order of their identities.
pub(in crate::accounts) async fn list_standing(
    tx: &mut Tx,
    from: Day,
) -> Result<Vec<Standing>, StoreError> {
    const STANDING: &str = "
        select given.id, given.account, given.role, given.unit, given.subject, given.from_day, given.until_day,
               given.act, ended.last_day, led.reform, led.outcome, act.at, now.login
        from access_grant given
        join act on act.id = given.act
        join account_now now on now.account = given.account
        left join access_grant_ended ended on ended.access_grant = given.id
        left join access_grant_follow led on led.next_grant = given.id
        where (given.until_day is null or given.until_day >= $1)
          and (ended.last_day is null or ended.last_day >= $1)
        order by given.id";
    let standing = |row: &Row| {
        Ok(Standing {
            given: given(row)?,
            given_at: Moment::from_microseconds(row.whole(11)?),
            by_rule: row.maybe_text(10)?.as_deref() == Some("goes"),
            login: row.text(12)?,
        })
    };
    tx.fetch(STANDING, &[from.to_string().into()]).await?.iter().map(standing).collect()
}

/// Whether anything was ever granted.
pub(in crate::accounts) async fn has_grants(tx: &mut Tx) -> Result<bool, StoreError> {
    const ANY: &str = "select id from access_grant limit 1";
    Ok(tx.fetch_first(ANY, &[]).await?.is_some())
}

/// Which grants a reform has been applied to, with that reform.
pub(in crate::accounts) async fn list_followed(
    tx: &mut Tx,
) -> Result<BTreeSet<(GrantId, ReformId)>, StoreError> {
    const FOLLOWED: &str = "
        select access_grant, reform
        from access_grant_follow
        where number = 0";
    let pair = |row: &Row| Ok((GrantId(row.text(0)?), ReformId(row.text(1)?)));
    tx.fetch(FOLLOWED, &[]).await?.iter().map(pair).collect()
}

/// A grant that waits for a person to decide.
#[derive(Clone, Debug)]
pub(in crate::accounts) struct Queued {
    pub(in crate::accounts) given: Given,
    pub(in crate::accounts) reform: ReformId,
    pub(in crate::accounts) login: String,
    pub(in crate::accounts) name: String,
}

fn queued(row: &Row) -> Result<Queued, StoreError> {
    Ok(Queued {
        given: given(row)?,
        reform: ReformId(row.text(10)?),
        login: row.text(11)?,
        name: row.text(12)?,
    })
}

/// Grants that wait on a day and do not end by it, of open accounts that are filed under one of the keys: by reform, then by name.
pub(in crate::accounts) async fn list_queued(
    tx: &mut Tx,
    keys: &[Key],
    today: Day,
    most: i64,
) -> Result<Vec<Queued>, StoreError> {
    const QUEUED: &str = "
        select given.id, given.account, given.role, given.unit, given.subject, given.from_day, given.until_day,
               given.act, ended.last_day, led.reform, waits.reform, now.login, now.name
        from access_grant_follow waits
        join access_grant given on given.id = waits.access_grant
        join account_now now on now.account = given.account
        left join access_grant_ended ended on ended.access_grant = given.id
        left join access_grant_follow led on led.next_grant = given.id
        where waits.outcome = 'waits'
          and now.state = 'open'
          and (ended.last_day is null or ended.last_day > $1)
          and (given.until_day is null or given.until_day >= $1)
          and not exists (
            select 1
            from access_grant_follow decided
            where decided.access_grant = waits.access_grant
              and decided.reform = waits.reform
              and decided.number > 0)
          and exists (
            select 1
            from account_key filed
            where filed.account = given.account
              and filed.filed_key in ($list))
        order by waits.reform, now.folded, given.id
        limit $2";
    let list: Vec<Value> = keys.iter().map(|key| key.as_str().into()).collect();
    let binds = [today.to_string().into(), most.into()];
    tx.fetch_listed(QUEUED, &binds, &list).await?.iter().map(queued).collect()
}

/// Grants that wait of every open account in the country, whatever the day; those that nobody has ended.
pub(in crate::accounts) async fn list_all_queued(
    tx: &mut Tx,
    most: i64,
) -> Result<Vec<Queued>, StoreError> {
    const QUEUED: &str = "
        select given.id, given.account, given.role, given.unit, given.subject, given.from_day, given.until_day,
               given.act, ended.last_day, led.reform, waits.reform, now.login, now.name
        from access_grant_follow waits
        join access_grant given on given.id = waits.access_grant
        join account_now now on now.account = given.account
        left join access_grant_ended ended on ended.access_grant = given.id
        left join access_grant_follow led on led.next_grant = given.id
        where waits.outcome = 'waits'
          and now.state = 'open'
          and ended.last_day is null
          and not exists (
            select 1
            from access_grant_follow decided
            where decided.access_grant = waits.access_grant
              and decided.reform = waits.reform
              and decided.number > 0)
        order by waits.reform, now.folded, given.id
        limit $1";
    tx.fetch(QUEUED, &[most.into()]).await?.iter().map(queued).collect()
}

/// What a reform did to one grant, in order: the outcome, the unit of the new grant, the act.
pub(in crate::accounts) async fn list_outcomes(
    tx: &mut Tx,
    grant: &GrantId,
    reform: &ReformId,
) -> Result<Vec<(String, Option<UnitId>, ActId)>, StoreError> {
    const OUTCOMES: &str = "
        select done.outcome, next.unit, done.act
        from access_grant_follow done
        left join access_grant next on next.id = done.next_grant
        where done.access_grant = $1
          and done.reform = $2
        order by done.number
        limit 1000";
    let outcome =
        |row: &Row| Ok((row.text(0)?, row.maybe_text(1)?.map(UnitId), ActId(row.text(2)?)));
    let binds = [grant.0.as_str().into(), reform.0.as_str().into()];
    tx.fetch(OUTCOMES, &binds).await?.iter().map(outcome).collect()
}

/// The grants that reforms made of one, each with the act that ended it.
pub(in crate::accounts) async fn list_next(
    tx: &mut Tx,
    grant: &GrantId,
) -> Result<Vec<(Given, Option<ActId>)>, StoreError> {
    const NEXT: &str = "
        select given.id, given.account, given.role, given.unit, given.subject, given.from_day, given.until_day,
               given.act, ended.last_day, led.reform, ended.act
        from access_grant_follow led
        join access_grant given on given.id = led.next_grant
        left join access_grant_ended ended on ended.access_grant = given.id
        where led.access_grant = $1
        order by given.id
        limit 1000";
    let next = |row: &Row| Ok((given(row)?, row.maybe_text(10)?.map(ActId)));
    tx.fetch(NEXT, &[grant.0.as_str().into()]).await?.iter().map(next).collect()
}

/// Every grant that holds on a day.
#[cfg(test)]
pub(in crate::accounts) async fn list_holding(
    tx: &mut Tx,
    day: Day,
) -> Result<Vec<Grant>, StoreError> {
    let standing = list_standing(tx, day).await?.into_iter().map(|own| own.given.grant);
    Ok(standing.filter(|grant| grant.holds_on(day)).collect())
}
