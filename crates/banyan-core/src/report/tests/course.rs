//! Ladders and courses: who is next, what may be done and why not, and what stays when a report goes back and forth.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::world::{World, day, timeline};
use crate::ledger::Hash;
use crate::report::{Course, Ladder, Outcome, Progress, Refusal, Rung, State, Taken, Timeline};
use crate::unit::{Tree, UnitNo};

const UP: [(&str, &str); 1] = [("ladder", r#"["above", "level province", "level central"]"#)];

/// A regime with its ladder, on a day of the small country.
struct Scene {
    world: World,
    timeline: Timeline,
    tree: Tree,
}

impl Scene {
    fn on(written: &str, changes: &[(&str, &str)]) -> Scene {
        let world = World::reformed();
        let tree = world.network.tree_on(day(written), None).unwrap();
        Scene { world, timeline: timeline(&[("2025-03-01", changes)]), tree }
    }

    fn unit(&self, code: &str, on: &str) -> UnitNo {
        self.world.network.unit_on(code, day(on), None).unwrap()
    }

    fn ladder(&self, reporting: UnitNo) -> Ladder<'_> {
        let version = &self.timeline.versions()[0];
        Ladder { version, network: &self.world.network, tree: &self.tree, reporting }
    }

    fn rungs(&self, reporting: UnitNo) -> Vec<&str> {
        let rungs = self.ladder(reporting).rungs();
        rungs.iter().map(|rung| self.world.code(rung.unit)).collect()
    }
}

fn hash(number: u8) -> Hash {
    [number; 32]
}

#[test]
fn steps_are_found_in_the_tree_of_the_day() {
    let (before, after) = (Scene::on("2025-06-30", &UP), Scene::on("2025-07-01", &UP));
    let old = before.unit("2", "2025-06-30");
    assert_eq!(before.rungs(old), ["D1", "P", "XX"]);
    assert_eq!(before.rungs(before.unit("D1", "2025-06-30")), ["P", "XX"]);
    assert_eq!(before.rungs(before.unit("P", "2025-06-30")), ["XX"]);
    // Without districts the province stands above, and accepts once.
    assert_eq!(after.rungs(after.unit("9", "2025-07-01")), ["P", "XX"]);
    // What closed units left is sent by their custodian: of commune 2 the new 1, of district D1 the province itself.
    assert_eq!(after.rungs(old), ["P", "XX"]);
    assert_eq!(after.rungs(after.unit("D1", "2025-06-30")), ["XX"]);
}

#[test]
fn units_that_are_named_are_followed_to_their_custodian() {
    let named = [("ladder", r#"["unit D1", "unit P"]"#)];
    let (before, after) = (Scene::on("2025-06-30", &named), Scene::on("2025-07-01", &named));
    assert_eq!(before.rungs(before.unit("3", "2025-06-30")), ["D1", "P"]);
    assert_eq!(after.rungs(after.unit("9", "2025-07-01")), ["P"]);
    // Nobody accepts its own report.
    assert_eq!(before.rungs(before.unit("P", "2025-06-30")), ["D1"]);
    assert_eq!(
        after.rungs(after.unit("P", "2025-07-01")),
        ["XX"],
        "no step finds anybody: the unit above"
    );
    assert!(after.rungs(after.unit("XX", "2025-07-01")).contains(&"P"));
    let only_above = Scene::on("2025-07-01", &[]);
    assert!(only_above.rungs(only_above.unit("XX", "2025-07-01")).is_empty());
}

#[test]
fn who_passed_a_report_before_the_reform_is_not_asked_again_and_nobody_else_is_left_out() {
    let (before, after) = (Scene::on("2025-06-30", &UP), Scene::on("2025-07-01", &UP));
    let old = before.unit("2", "2025-06-30");
    let course = Course::default();
    let course = course.clone().after(&course.submit(hash(1)).unwrap());
    let passed = course.accept(&before.ladder(old), before.unit("D1", "2025-06-30"), &hash(1));
    let course = course.after(&passed.unwrap());
    assert_eq!(course.state(), State::Submitted);
    // The district is gone; the province, its custodian, has still to accept for itself.
    let province = after.unit("P", "2025-07-01");
    assert_eq!(after.ladder(old).next(course.passed()).map(|rung| rung.unit), Some(province));
}

fn refused(step: Result<Taken, Refusal>) -> &'static str {
    step.unwrap_err().key()
}

#[test]
fn report_goes_up_the_ladder_back_and_up_again() {
    let scene = Scene::on("2025-08-01", &UP);
    let (own, province, country) = (
        scene.unit("9", "2025-08-01"),
        scene.unit("P", "2025-08-01"),
        scene.unit("XX", "2025-08-01"),
    );
    let ladder = scene.ladder(own);
    let mut course = Course::default();
    assert_eq!(refused(course.accept(&ladder, province, &hash(1))), "nothing-submitted");
    assert_eq!(refused(course.correct(hash(1), "why")), "nothing-accepted");
    let step = course.submit(hash(1)).unwrap();
    course = course.after(&step);
    assert_eq!((course.state(), course.version()), (State::Submitted, 1));
    assert_eq!(refused(course.correct(hash(2), "why")), "under-review");
    // Nobody has decided on it: another version takes its place.
    let replaced = course.clone().after(&course.submit(hash(2)).unwrap());
    assert_eq!((replaced.state(), replaced.version()), (State::Submitted, 2));
    assert_eq!(refused(replaced.accept(&ladder, province, &hash(1))), "changed");
    assert_eq!(refused(course.accept(&ladder, country, &hash(1))), "not-your-turn");
    assert_eq!(
        course.accept(&ladder, province, &hash(2)),
        Err(Refusal::Changed { version: 1, shown: hash(2), stands: hash(1) })
    );
    assert_eq!(refused(course.send_back(&ladder, province, &hash(1), &[" ", ""])), "no-reason");
    let step = course.send_back(&ladder, province, &hash(1), &["", "Line 3 is empty."]).unwrap();
    course = course.after(&step);
    assert_eq!(course.state(), State::Returned);
    assert_eq!(refused(course.accept(&ladder, province, &hash(1))), "sent-back");
    let step = course.submit(hash(2)).unwrap();
    course = course.after(&step);
    let step = course.accept(&ladder, province, &hash(2)).unwrap();
    assert!(matches!(step, Taken::Passed { .. }));
    course = course.after(&step);
    assert_eq!(refused(course.accept(&ladder, province, &hash(2))), "not-your-turn");
    assert_eq!(refused(course.submit(hash(3))), "under-review");
    let next = ladder.next(course.passed());
    assert_eq!(course.progress(next), Progress { state: State::Submitted, version: 2, step: 2 });
    let step = course.accept(&ladder, country, &hash(2)).unwrap();
    assert!(matches!(step, Taken::Accepted { .. }));
    course = course.after(&step);
    assert_eq!((course.state(), course.version()), (State::Accepted, 2));
    assert_eq!(refused(course.submit(hash(3))), "accepted-already");
    assert_eq!(refused(course.send_back(&ladder, country, &hash(2), &["why"])), "accepted-already");
    assert_eq!(refused(course.correct(hash(3), " ")), "no-reason");
    assert_eq!(refused(course.correct(hash(2), "why")), "nothing-changed");
    let step = course.correct(hash(3), "Two households were counted twice.").unwrap();
    course = course.after(&step);
    // Both stay: the accepted one counts until the correction is accepted in its turn.
    assert_eq!((course.state(), course.version()), (State::Submitted, 3));
    assert_eq!(course.accepted().unwrap().version, 2);
    assert_eq!(ladder.next(course.passed()).map(|rung| rung.unit), Some(province));
}

#[test]
fn outcomes_are_read_as_they_are_written() {
    for outcome in [Outcome::Accepted, Outcome::Returned] {
        assert_eq!(outcome.key().parse(), Ok(outcome));
    }
    assert!("open".parse::<Outcome>().is_err());
    assert_eq!(Course::default().progress(None), Progress::OPEN);
}

#[test]
fn report_above_which_nobody_stands_is_not_accepted() {
    let scene = Scene::on("2025-08-01", &[]);
    let country = scene.unit("XX", "2025-08-01");
    let course = Course::default();
    let course = course.clone().after(&course.submit(hash(1)).unwrap());
    let step = course.accept(&scene.ladder(country), country, &hash(1));
    assert_eq!(refused(step), "nobody-reviews");
}

#[derive(Clone, Debug)]
enum Try {
    Submit(u8),
    Correct(u8, bool),
    Accept(bool, u8),
    SendBack(bool, u8),
}

fn any_try() -> impl Strategy<Value = Try> {
    prop_oneof![
        (0_u8..4).prop_map(Try::Submit),
        (0_u8..4, any::<bool>()).prop_map(|(content, reason)| Try::Correct(content, reason)),
        (any::<bool>(), 0_u8..4).prop_map(|(province, shown)| Try::Accept(province, shown)),
        (any::<bool>(), 0_u8..4).prop_map(|(province, shown)| Try::SendBack(province, shown)),
    ]
}

proptest! {
    #[test]
    fn accepted_versions_are_never_edited_and_every_review_binds_what_stands(
        tries in proptest::collection::vec(any_try(), 0..60),
    ) {
        let scene = Scene::on("2025-08-01", &UP);
        let (province, country) = (scene.unit("P", "2025-08-01"), scene.unit("XX", "2025-08-01"));
        let ladder = scene.ladder(scene.unit("9", "2025-08-01"));
        let who = |first: bool| if first { province } else { country };
        let (mut course, mut steps) = (Course::default(), Vec::new());
        let mut contents: BTreeMap<u32, Hash> = BTreeMap::new();
        let mut accepted: BTreeMap<u32, Hash> = BTreeMap::new();
        for own in &tries {
            let step = match own {
                Try::Submit(content) => course.submit(hash(*content)),
                Try::Correct(content, reason) => course.correct(hash(*content), if *reason { "why" } else { "" }),
                Try::Accept(first, shown) => course.accept(&ladder, who(*first), &hash(*shown)),
                Try::SendBack(first, shown) => course.send_back(&ladder, who(*first), &hash(*shown), &["why"]),
            };
            let Ok(step) = step else { continue };
            if let Try::Accept(_, shown) | Try::SendBack(_, shown) = own {
                prop_assert_eq!(contents[&course.version()], hash(*shown), "what was shown stands");
            }
            match step {
                Taken::Submitted { version, content } => {
                    prop_assert_eq!(version, course.version() + 1);
                    prop_assert!(contents.insert(version, content).is_none());
                }
                Taken::Passed { rung, content } => {
                    prop_assert_eq!(rung, Rung { step: 0, unit: province });
                    prop_assert_eq!(contents[&course.version()], content);
                }
                Taken::Accepted { rung, content } => {
                    // Behind the province, which has seen the same.
                    prop_assert_eq!(rung, Rung { step: 2, unit: country });
                    let before = Taken::Passed { rung: Rung { step: 0, unit: province }, content };
                    prop_assert_eq!(steps.last(), Some(&before));
                    prop_assert_eq!(contents[&course.version()], content);
                    prop_assert!(accepted.insert(course.version(), content).is_none());
                }
                Taken::Returned { content, .. } => prop_assert_eq!(contents[&course.version()], content),
            }
            course = course.after(&step);
            steps.push(step);
            // What counts is the last version that was ever accepted, with what it said then.
            let last = accepted.iter().next_back().map(|(version, content)| (*version, *content));
            prop_assert_eq!(course.accepted().map(|own| (own.version, own.content)), last);
            let done = matches!(step, Taken::Accepted { .. });
            prop_assert_eq!(course.state() == State::Accepted, done);
        }
        prop_assert_eq!(Course::of(&steps), course);
    }
}
