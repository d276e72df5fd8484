//! Laws of rights over random networks and reforms: no right without a grant, none outside its unit, subject and days,
//! lists and single pages agree, and a reform takes nothing away unseen.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    AccountId, Action, Actor, Filed, Followed, GivenOn, Grant, GrantId, Key, Place, Reach, Refusal,
    Role, Sharing, Subject, follow, gives, may,
};
use crate::unit::tests::laws::{after, random};
use crate::unit::{Network, Reform, ReformId, Tree, UnitNo};
use crate::words::{Day, Moment};

fn day(written: &str) -> Day {
    written.parse().unwrap()
}

/// A grant from 2025-06-01 on.
fn grant(role: Role, network: &Network, unit: UnitNo, subject: Subject) -> Grant {
    Grant {
        id: GrantId("g".to_owned()),
        account: AccountId("a".to_owned()),
        role,
        unit: network.unit(unit).unwrap().id.clone(),
        subject,
        from: day("2025-06-01"),
        until: None,
    }
}

fn actor(grants: Vec<Grant>) -> Actor {
    Actor { account: Some(AccountId("a".to_owned())), grants }
}

fn upward<'a>(unit: UnitNo, subject: &'a Subject) -> Filed<'a> {
    Filed { unit, subject, owners: &[], sharing: Sharing::Upward }
}

fn place(unit: UnitNo, subject: &Subject) -> Place<'_> {
    Place { unit, subject, owners: &[] }
}

fn inside(tree: &Tree, above: UnitNo, below: UnitNo) -> bool {
    match (tree.place(above), tree.place(below)) {
        (Some(above), Some(below)) => (above.first..=above.last).contains(&below.first),
        _ => false,
    }
}

/// A unit and all above it as the records say it, without a tree: an open unit stands below its parent, one that has ended below
/// its custodian.
fn line_slowly(network: &Network, unit: UnitNo, on: Day) -> Vec<UnitNo> {
    let mut line = vec![unit];
    loop {
        let no = line[line.len() - 1];
        let end = network.end(no, None).filter(|end| end.last_day < on);
        let above = match end {
            Some(end) => end.custodian.clone(),
            None => network.version_on(no, on, None).and_then(|version| version.parent.clone()),
        };
        match above.and_then(|id| network.find(&id)) {
            Some(above) => line.push(above),
            None => return line,
        }
    }
}

/// The rule of [`may()`] for one grant about everything, said as slowly and plainly as it can be.
fn may_slowly(
    (role, held): (Role, UnitNo),
    action: Action,
    asked: UnitNo,
    (network, on): (&Network, Day),
) -> Result<(), Refusal> {
    if !line_slowly(network, asked, on).contains(&held) {
        return Err(Refusal::NotSeen);
    }
    let ended = network.end(held, None).is_some_and(|end| end.last_day < on);
    let reads = action == Action::See;
    match (reads, ended) {
        (true, _) => Ok(()),
        (false, false) if role.actions().contains(&action) => Ok(()),
        (false, _) => Err(Refusal::NotAllowed),
    }
}

/// The unit of a tree at a random place.
fn unit_at(tree: &Tree, at: prop::sample::Index) -> UnitNo {
    tree.places()[at.index(tree.places().len())].unit
}

proptest! {
    #[test]
    fn rights_end_where_the_unit_the_role_and_the_days_end(
        (founding, draft) in random(), at in any::<prop::sample::Index>(), of in any::<prop::sample::Index>(),
        role in prop::sample::select(&Role::ALL), action in prop::sample::select(&Action::ALL),
    ) {
        let (_, network) = after(&founding, &draft);
        let tree = network.tree_on(draft.on, None).unwrap();
        let (held, asked) = (unit_at(&tree, of), unit_at(&tree, at));
        let own = actor(vec![grant(role, &network, held, Subject::Everything)]);
        let everything = Subject::Everything;
        let answer = may(&own, action, &place(asked, &everything), tree.day(), &network, &tree);
        let expected = may_slowly((role, held), action, asked, (&network, tree.day()));
        prop_assert_eq!(answer.map(|_| ()), expected);
        // A tree is shared by the days of its span; the grant began on one of them.
        let before = network.tree_on(day("2025-05-31"), None).unwrap();
        let first = network.tree_on(day("2025-06-01"), None).unwrap();
        if before.place(asked).is_some() {
            let on = |day, tree| may(&own, action, &place(asked, &everything), day, &network, tree).map(|permit| permit.day());
            prop_assert_eq!(on(day("2025-05-31"), &before), Err(Refusal::NotSeen));
            let expected = if first.place(held).is_some() {
                may_slowly((role, held), action, asked, (&network, day("2025-06-01")))
            } else {
                Err(Refusal::NotSeen)
            };
            prop_assert_eq!(on(day("2025-06-01"), &first), expected.map(|()| day("2025-06-01")));
            let opened = |day, tree| Reach::of(&own.grants, day, &network, tree, None);
            prop_assert_eq!(opened(day("2025-05-31"), &before), Reach::of_nobody());
            prop_assert_eq!(opened(day("2025-06-01"), &first) == Reach::of_nobody(), first.place(held).is_none());
        }
        prop_assert_eq!(
            may(&Actor::nobody(), action, &place(asked, &everything), tree.day(), &network, &tree),
            Err(Refusal::NotSignedIn)
        );
    }

    #[test]
    fn who_held_an_ended_unit_reads_it_and_its_custodian_does_what_the_role_gives(
        (founding, draft) in random(), role in prop::sample::select(&Role::ALL), action in prop::sample::select(&Action::ALL),
    ) {
        let (_, network) = after(&founding, &draft);
        let today = network.tree_on(draft.on, None).unwrap();
        let eve = network.tree_on(draft.on.previous(), None).unwrap();
        let (everything, allowed) = (Subject::Everything, role.actions().contains(&action));
        let asks = |held: UnitNo, asked: UnitNo, tree: &Tree| {
            let own = actor(vec![grant(role, &network, held, Subject::Everything)]);
            may(&own, action, &place(asked, &everything), tree.day(), &network, tree).map(|_| ())
        };
        let wanted = |allowed| if allowed { Ok(()) } else { Err(Refusal::NotAllowed) };
        for ended in today.places().iter().filter(|place| !place.open) {
            prop_assert_eq!(asks(ended.unit, ended.unit, &eve), wanted(allowed), "while it was open");
            prop_assert_eq!(asks(ended.unit, ended.unit, &today), wanted(action == Action::See));
            for above in line_slowly(&network, ended.unit, draft.on).into_iter().skip(1) {
                let open = network.open_on(above, draft.on, None);
                prop_assert_eq!(asks(above, ended.unit, &today), wanted(if open { allowed } else { action == Action::See }));
            }
        }
    }

    #[test]
    fn list_of_what_one_may_act_on_has_what_one_may(
        (founding, draft) in random(), at in any::<prop::sample::Index>(),
        held in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(&Role::ALL)), 1..4),
        action in prop::sample::select(&Action::ALL),
    ) {
        let (_, network) = after(&founding, &draft);
        let tree = network.tree_on(draft.on, None).unwrap();
        let asked = unit_at(&tree, at);
        let given = |(of, role): (prop::sample::Index, Role)| grant(role, &network, unit_at(&tree, of), Subject::Everything);
        let grants: Vec<Grant> = held.into_iter().map(given).collect();
        let acting: Vec<Grant> =
            grants.iter().filter(|grant| gives(grant, action, &network, &tree)).cloned().collect();
        let reach = Reach::of(&acting, tree.day(), &network, &tree, None);
        let listed = reach.sees(&upward(asked, &Subject::Everything).keys(&network, &tree));
        let may = may(&actor(grants), action, &place(asked, &Subject::Everything), tree.day(), &network, &tree);
        prop_assert_eq!(listed, may.is_ok());
    }

    #[test]
    fn lists_show_what_single_pages_show(
        (founding, draft) in random(), at in any::<prop::sample::Index>(), of in any::<prop::sample::Index>(),
        narrow in any::<bool>(), other in any::<bool>(),
    ) {
        let (_, network) = after(&founding, &draft);
        let tree = network.tree_on(draft.on, None).unwrap();
        let (held, asked) = (unit_at(&tree, of), unit_at(&tree, at));
        let programme = |code: &str| Subject::Programme(code.to_owned());
        let granted = if narrow { programme("P1") } else { Subject::Everything };
        let subject = programme(if other { "P2" } else { "P1" });
        let grants = vec![grant(Role::Observer, &network, held, granted)];
        let reach = Reach::of(&grants, tree.day(), &network, &tree, None);
        let listed = reach.sees(&upward(asked, &subject).keys(&network, &tree));
        let single = may(&actor(grants), Action::See, &place(asked, &subject), tree.day(), &network, &tree).is_ok();
        prop_assert_eq!(listed, single);
    }

    #[test]
    fn what_lies_below_a_unit_today_is_seen_whenever_it_was_filed(
        (founding, draft) in random(), at in any::<prop::sample::Index>(), of in any::<prop::sample::Index>(),
    ) {
        let (_, network) = after(&founding, &draft);
        let today = network.tree_on(draft.on, None).unwrap();
        let then = network.tree_on(draft.on.previous(), None).unwrap();
        let (held, filed) = (unit_at(&today, of), unit_at(&then, at));
        let keys = upward(filed, &Subject::Everything).keys(&network, &then);
        let grants = [grant(Role::Observer, &network, held, Subject::Everything)];
        let seen = Reach::of(&grants, today.day(), &network, &today, None).sees(&keys);
        // Who keeps a unit keeps what was filed under it: one of those above the filed unit, then, lies within today.
        let chain = then.ancestors(then.place(filed).unwrap());
        let mut chain = chain.into_iter().map(|above| above.unit).chain([filed]);
        prop_assert_eq!(seen, chain.any(|unit| inside(&today, held, unit)));
        prop_assert!(!inside(&today, held, filed) || seen);
    }

    #[test]
    fn narrower_sharing_is_seen_by_fewer(
        (founding, draft) in random(), at in any::<prop::sample::Index>(), of in any::<prop::sample::Index>(),
    ) {
        let (_, network) = after(&founding, &draft);
        let tree = network.tree_on(draft.on, None).unwrap();
        let (held, own) = (unit_at(&tree, of), unit_at(&tree, at));
        let grants = [grant(Role::Observer, &network, held, Subject::Everything)];
        let reach = Reach::of(&grants, tree.day(), &network, &tree, None);
        let seen = |sharing| {
            let filed = Filed { unit: own, subject: &Subject::Everything, owners: &[], sharing };
            reach.sees(&filed.keys(&network, &tree))
        };
        prop_assert_eq!(seen(Sharing::Private), held == own);
        prop_assert_eq!(seen(Sharing::Subtree), inside(&tree, own, held));
        prop_assert_eq!(seen(Sharing::Upward), inside(&tree, held, own));
        prop_assert!(seen(Sharing::Public));
        let nobody = Reach::of_nobody();
        let keys = |sharing| Filed { unit: own, subject: &Subject::Everything, owners: &[], sharing }.keys(&network, &tree);
        prop_assert!(!nobody.sees(&keys(Sharing::Upward)) && nobody.sees(&keys(Sharing::Public)));
    }

    #[test]
    fn who_asks_for_a_unit_finds_there_what_is_seen_and_nothing_beside_it(
        (founding, draft) in random(), at in any::<prop::sample::Index>(), of in any::<prop::sample::Index>(),
        asked in any::<prop::sample::Index>(), narrow in any::<bool>(), later in any::<bool>(),
        sharing in prop::sample::select(&[Sharing::Private, Sharing::Subtree, Sharing::Upward, Sharing::Public]),
    ) {
        let (_, network) = after(&founding, &draft);
        let today = network.tree_on(draft.on, None).unwrap();
        let then = network.tree_on(if later { draft.on } else { draft.on.previous() }, None).unwrap();
        let (held, stands, asked) = (unit_at(&today, of), unit_at(&then, at), unit_at(&today, asked));
        let subject = Subject::Programme("P1".to_owned());
        let granted = if narrow { subject.clone() } else { Subject::Everything };
        let grants = [grant(Role::Auditor, &network, held, granted)];
        let filed = Filed { unit: stands, subject: &subject, owners: &[], sharing };
        let keys = filed.found_under(&network, &then);
        let within = |grants: &[Grant]| Reach::within(asked, grants, today.day(), &network, &today, None);
        let seen = Reach::of(&grants, today.day(), &network, &today, None).sees(&filed.keys(&network, &then));
        // It stands there today, or one that stood above it then does: who keeps that unit keeps what was filed under it.
        let chain = then.ancestors(then.place(stands).unwrap()).into_iter().map(|above| above.unit);
        let own = inside(&today, asked, stands);
        let there = own || (matches!(sharing, Sharing::Upward | Sharing::Public)
            && { chain }.any(|unit| inside(&today, asked, unit)));
        let found = within(&grants).sees(&keys);
        prop_assert!(!found || (there && seen));
        // What was filed below the held unit, and lies under another today, is seen for having been filed there: it is found by
        // who asks for the held unit, and not by who asks for the one that took it.
        let left = sharing == Sharing::Upward && !inside(&today, held, stands);
        prop_assert!(found || left || !(own && seen));
        if sharing == Sharing::Upward {
            let by_held = Reach::within(held, &grants, today.day(), &network, &today, None);
            prop_assert_eq!(by_held.sees(&keys), seen);
        }
        prop_assert_eq!(within(&[]).sees(&keys), there && sharing == Sharing::Public);
        // What was recorded on accounts is found by roles that read it, and by no other.
        let of_accounts: BTreeSet<Key> = keys.iter().map(Key::of_accounts).collect();
        prop_assert_eq!(within(&grants).sees(&of_accounts), found && !narrow && sharing != Sharing::Public);
        let reader = [grant(Role::Leader, &network, held, Subject::Everything)];
        prop_assert!(!within(&reader).sees(&of_accounts));
    }

    #[test]
    fn nobody_silently_loses_or_gains_in_a_reform((founding, draft) in random(), of in any::<prop::sample::Index>()) {
        let (_, network) = after(&founding, &draft);
        let before = network.tree_on(draft.on.previous(), None).unwrap();
        let today = network.tree_on(draft.on, None).unwrap();
        let held = unit_at(&before, of);
        let old = grant(Role::Reviewer, &network, held, Subject::Everything);
        let goes_on = network.open_on(held, draft.on, None);
        match follow(&old, GivenOn::OpenUnit, reform_of(&network, &draft.id), &network) {
            Followed::Stays => prop_assert!(goes_on),
            Followed::Waits => prop_assert!(!goes_on),
            Followed::Goes { to } => {
                prop_assert!(!goes_on);
                let units: BTreeSet<_> = to.iter().map(|(unit, _)| unit.clone()).collect();
                let heirs = network.successors(held, None);
                let heirs: BTreeSet<_> = heirs.iter().map(|heir| network.unit(heir.unit).unwrap().id.clone()).collect();
                prop_assert_eq!(units, heirs);
                prop_assert_eq!(to.iter().filter(|(_, role)| *role == Role::Reviewer).count(), 1);
                prop_assert!(to.iter().all(|(_, role)| matches!(role, Role::Reviewer | Role::Observer)));
            }
        }
        // Whatever was decided, what the unit left is still read by the one who could read it.
        let keys = upward(held, &Subject::Everything).keys(&network, &before);
        prop_assert!(Reach::of(&[old], today.day(), &network, &today, None).sees(&keys));
    }
}

#[test]
fn units_that_lead_or_issued_something_see_it_wherever_it_stands() {
    let (founding, draft) = (crate::unit::tests::founding(), crate::unit::tests::reform());
    let (_, network) = after(&founding, &draft);
    let tree = network.tree_on(day("2025-06-30"), None).unwrap();
    let no = |code: &str| network.unit_on(code, tree.day(), None).unwrap();
    let ministry = network.unit(no("D1")).unwrap().id.clone();
    let own = actor(vec![grant(Role::Reviewer, &network, no("D1"), Subject::Own)]);
    let reach = Reach::of(&own.grants, tree.day(), &network, &tree, None);
    let everything = Subject::Everything;
    let led = Filed { owners: std::slice::from_ref(&ministry), ..upward(no("3"), &everything) };
    assert!(reach.sees(&led.keys(&network, &tree)));
    assert!(!reach.sees(&upward(no("3"), &everything).keys(&network, &tree)));
    // Naming a unit shares what is shared; it does not open what its maker keeps.
    for (sharing, seen) in
        [(Sharing::Private, false), (Sharing::Subtree, true), (Sharing::Public, true)]
    {
        let filed = Filed { sharing, ..led };
        assert_eq!(reach.sees(&filed.keys(&network, &tree)), seen, "{sharing:?}");
        let own = &own.grants;
        let found = Reach::within(no("D1"), own, tree.day(), &network, &tree, None);
        assert_eq!(found.sees(&filed.found_under(&network, &tree)), seen, "{sharing:?}");
    }
    assert!(
        !reach.sees(&upward(no("1"), &everything).keys(&network, &tree)),
        "its own subtree was not granted"
    );
    let at = Place { unit: no("3"), subject: &everything, owners: std::slice::from_ref(&ministry) };
    assert!(may(&own, Action::See, &at, tree.day(), &network, &tree).is_ok());
    assert_eq!(
        may(&own, Action::See, &place(no("3"), &everything), tree.day(), &network, &tree),
        Err(Refusal::NotSeen)
    );
}

fn reform_of<'n>(network: &'n Network, id: &ReformId) -> &'n Reform {
    network.reforms().iter().find(|reform| reform.id == *id).unwrap()
}

#[test]
fn grants_of_another_reform_stay() {
    let (founding, draft) = (crate::unit::tests::founding(), crate::unit::tests::reform());
    let (_, network) = after(&founding, &draft);
    let unit = network.unit_on("2", day("2025-06-30"), None).unwrap();
    let old = grant(Role::Reporter, &network, unit, Subject::Everything);
    let reform = reform_of(&network, &draft.id);
    let fate = |grant: &Grant, reform: &Reform| follow(grant, GivenOn::OpenUnit, reform, &network);
    let goes = fate(&old, reform);
    assert!(matches!(goes, Followed::Goes { to } if to.len() == 1 && to[0].1 == Role::Reporter));
    // On the same day, and on the next.
    let other = Reform { id: ReformId("other".to_owned()), ..reform.clone() };
    assert_eq!(fate(&old, &other), Followed::Stays);
    let later = Reform { on: reform.on.next(), ..reform.clone() };
    assert_eq!(fate(&old, &later), Followed::Stays);
    let over = Grant { until: Some(reform.on.previous()), ..old.clone() };
    assert_eq!(fate(&over, reform), Followed::Stays);
    let last = Grant { until: Some(reform.on), ..old.clone() };
    assert_ne!(fate(&last, reform), Followed::Stays);
}

#[test]
fn grant_on_a_unit_that_was_known_to_have_ended_is_on_what_it_left() {
    let (founding, draft) = (crate::unit::tests::founding(), crate::unit::tests::reform());
    let (_, network) = after(&founding, &draft);
    let unit = network.unit_on("2", day("2025-06-30"), None).unwrap();
    let old = grant(Role::Reporter, &network, unit, Subject::Everything);
    let reform = reform_of(&network, &draft.id);
    let begins = Moment::start_of(reform.on, 0);
    let fate = |given: Moment, reform: &Reform| {
        follow(&old, GivenOn::at(given, reform, begins), reform, &network)
    };
    let early = Reform { recorded_at: begins.plus(-9), ..reform.clone() };
    assert_ne!(fate(begins.plus(-1), &early), Followed::Stays, "known, and still open");
    assert_eq!(fate(begins, &early), Followed::Stays);
    let late = Reform { recorded_at: begins.plus(9), ..reform.clone() };
    assert_ne!(fate(begins.plus(8), &late), Followed::Stays, "closed, and not known");
    assert_eq!(fate(begins.plus(9), &late), Followed::Stays);
}

#[test]
fn words_of_rights_are_read_as_they_are_written() {
    for role in Role::ALL {
        assert_eq!(role.key().parse(), Ok(role));
        assert!(role.actions().contains(&Action::See));
    }
    for subject in ["everything", "own", "programme:R09", "regime:M1", "register:villages"] {
        assert_eq!(subject.parse::<Subject>().unwrap().to_string(), subject);
    }
    for wrong in ["", "programme:", "programme", "Everything", "unit:1"] {
        assert!(wrong.parse::<Subject>().is_err(), "{wrong}");
    }
}
