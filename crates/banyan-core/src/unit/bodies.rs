//! Bodies below territories and below each other; each begins and ends on its own days.

use std::collections::HashMap;

use super::found::{sorted, unit};
use super::{BodyDraft, Class, End, Inconsistency, Network, Rows, UnitId, Version};
use crate::words::{Day, Moment};

/// The rows of bodies in a network whose territories, and their reforms, are all there.
///
/// What begins or ends on the day of a recorded reform was recorded with that reform.
///
/// # Errors
/// Every body whose parent is nowhere, and every code borne twice on one day.
pub fn place_bodies(
    network: &Network,
    bodies: &[BodyDraft],
    at: Moment,
) -> Result<Rows, Vec<Inconsistency>> {
    let mut found = Vec::new();
    let lives = lives(network, bodies, &mut found);
    let mut rows = Rows::default();
    let mut turns: HashMap<&str, usize> = HashMap::new();
    for body in bodies {
        let turn = turns.entry(&body.code).or_default();
        let own = lives.get(body.code.as_str()).and_then(|lives| lives.get(*turn));
        *turn = turn.saturating_add(1);
        let Some(own) = own else { continue };
        match parent(network, &lives, body) {
            Some(parent) => place(network, &lives, body, own.id.clone(), parent, at, &mut rows),
            None => {
                let (code, parent, day) = (body.code.clone(), body.parent_code.clone(), body.from);
                found.push(Inconsistency::DanglingParent { code, parent, day, line: 0 });
            }
        }
    }
    if found.is_empty() { Ok(rows) } else { Err(sorted(found)) }
}

struct Life {
    from: Day,
    until: Option<Day>,
    id: UnitId,
}

impl Life {
    fn holds(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|last| last >= day)
    }
}

type Lives<'a> = HashMap<&'a str, Vec<Life>>;

/// Each code's bodies in the order of the data, with the identity that each gets.
fn lives<'a>(
    network: &Network,
    bodies: &'a [BodyDraft],
    found: &mut Vec<Inconsistency>,
) -> Lives<'a> {
    let mut all: Lives<'a> = HashMap::new();
    for body in bodies {
        let lives = all.entry(&body.code).or_default();
        let overlaps = |life: &&Life| {
            body.until.is_none_or(|last| last >= life.from)
                && life.until.is_none_or(|last| last >= body.from)
        };
        if let Some(other) = lives.iter().find(overlaps) {
            let (code, day, other) = (body.code.clone(), body.from, other.from);
            found.push(Inconsistency::OverlappingDays { code, day, other, line: 0 });
        }
        let ordinal =
            network.bearers(&body.code).len().saturating_add(lives.len()).saturating_add(1);
        let id = UnitId::numbered(&body.code, ordinal);
        lives.push(Life { from: body.from, until: body.until, id });
    }
    all
}

/// The body or the territory that bears the parent's code on the body's first day.
fn parent(network: &Network, lives: &Lives<'_>, body: &BodyDraft) -> Option<UnitId> {
    let among_bodies = lives.get(body.parent_code.as_str()).and_then(|lives| {
        lives
            .iter()
            .find(|life| life.holds(body.from))
            .or(lives.first())
            .map(|life| life.id.clone())
    });
    among_bodies.or_else(|| {
        let no = network.unit_on(&body.parent_code, body.from, None)?;
        network.unit(no).map(|unit| unit.id.clone())
    })
}

fn place(
    network: &Network,
    lives: &Lives<'_>,
    body: &BodyDraft,
    id: UnitId,
    parent: UnitId,
    at: Moment,
    rows: &mut Rows,
) {
    let reform_on = |day: Day| network.reforms().iter().find(|reform| reform.on == day);
    let recorded_at = reform_on(body.from).map_or(at, |reform| reform.recorded_at);
    rows.units.push(unit(id.clone(), Class::Body, body.aliases.clone(), recorded_at));
    if let Some(last_day) = body.until {
        let reform = reform_on(last_day.next());
        let heir = body.custodian_code.as_deref().and_then(|code| lives.get(code));
        let heir = heir.and_then(|lives| lives.iter().find(|life| life.holds(last_day.next())));
        rows.ends.push(End {
            unit: id.clone(),
            last_day,
            reform: reform.map(|reform| reform.id.clone()),
            custodian: Some(heir.map_or_else(|| parent.clone(), |life| life.id.clone())),
            recorded_at: reform.map_or(at, |reform| reform.recorded_at),
        });
    }
    rows.versions.push(Version {
        unit: id,
        from: body.from,
        code: body.code.clone(),
        name: body.name.clone(),
        kind: body.kind.clone(),
        level: body.level,
        parent: Some(parent),
        recorded_at,
    });
}
