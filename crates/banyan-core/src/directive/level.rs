//! Whose level is measured: the one that the clause names, else the headings', else the text's.

use super::clause::Clause;
use super::draft::{Doubt, Level};
use super::figure::Figure;
use super::lexicon::Tag;
use super::measure::Setting;
use super::scope::{Scope, level_of, levels};
use super::sheet::Sheet;
use crate::words::Language;

pub(super) fn level_of_figure(
    sheet: &Sheet<'_>,
    clause: &Clause,
    figure: &Figure,
    scope: &Scope,
    setting: &Setting,
    doubts: &mut Vec<Doubt>,
) -> Option<Level> {
    let whole = scope.level.or(setting.level);
    let floor = whole.unwrap_or(Level::Central);
    let marks = || levels(sheet, clause.own_first, clause.own_end);
    let ministries = marks().any(|mark| mark.value == 1);
    // "cities under the central government" beside ministries names the ministries' level
    let named = marks()
        .filter(|mark| mark.value > 0 || !ministries)
        .filter_map(|mark| level_of(mark.value))
        .filter(|level| *level >= floor && *level != Level::Village)
        .min();
    // "province, district and commune: 90, 80 and 60 % respectively"
    let listed = figure.listed.and_then(|(place, length)| {
        let all: Vec<Level> = levels(sheet, clause.first, clause.end)
            .filter_map(|mark| level_of(mark.value))
            .collect();
        all.get(place).copied().filter(|_| all.len() == length)
    });
    let named = listed.or(named);
    if named.is_none() && whole.is_some() {
        doubts.push(Doubt::LevelGuessed);
    }
    named.or(whole)
}

/// The level of the text as a whole: that of the body that its first lines name, else the centre.
pub(super) fn level_of_text(sheet: &Sheet<'_>) -> Option<Level> {
    let end = sheet.lines.get(3).or(sheet.lines.last()).map_or(0, |line| line.end).min(160);
    let marks = sheet.marks_in(0, end);
    let bodies = || marks.iter().filter(|mark| mark.tag == Tag::Body && mark.value == 0);
    // "counties", "các tỉnh": many of them are the whole country
    let many = |at: usize| {
        let key = sheet.page.key(at);
        let latin = matches!(sheet.language, Language::English | Language::French);
        latin && (key.ends_with('s') || key.ends_with("ties"))
            || sheet.language == Language::Arabic && key.ends_with("ات")
            || key == "các"
    };
    let level = levels(sheet, 0, end).filter(|mark| !many(mark.first)).find_map(|mark| {
        let level = level_of(mark.value).filter(|level| *level > Level::Ministry)?;
        let beside = bodies().any(|body| {
            let comma = (body.end..mark.first).any(|at| sheet.page.is_mark(at, ','));
            body.first <= mark.first && mark.first < body.end + 4 && !comma
        });
        beside.then_some(level)
    });
    // "the plan of the province": what the text is about belongs to a level
    let stop = sheet.lines.get(8).or(sheet.lines.last()).map_or(0, |line| line.end).min(250);
    let planned = || {
        levels(sheet, 0, stop).filter(|mark| !many(mark.first)).find_map(|mark| {
            let level = level_of(mark.value).filter(|level| *level > Level::Ministry)?;
            let plan =
                sheet.marks_in(mark.first.saturating_sub(4), mark.first).iter().any(|kind| {
                    kind.tag == Tag::DocumentKind
                        && matches!(kind.value, 4 | 9 | 10)
                        && kind.end + 2 >= mark.first
                });
            plan.then_some(level)
        })
    };
    level.or_else(planned).or_else(|| level_of_own_words(sheet)).or(Some(Level::Central))
}

/// A press text names its province by name and says "toàn tỉnh", "UBND tỉnh" further down.
fn level_of_own_words(sheet: &Sheet<'_>) -> Option<Level> {
    const OWN: [&str; 4] = ["toàn", "ubnd", "của", "dân"];
    if sheet.language != Language::Vietnamese {
        return None;
    }
    let told = levels(sheet, 0, sheet.page.tokens.len().min(800)).filter(|mark| {
        let before = sheet.page.key(mark.first.saturating_sub(1));
        OWN.contains(&before) || sheet.page.key(mark.first) == "toàn"
    });
    let own: Vec<Level> = told
        .filter_map(|mark| level_of(mark.value))
        .filter(|level| matches!(level, Level::Province | Level::District))
        .collect();
    let first = own.first().copied()?;
    (own.iter().filter(|level| **level == first).count() >= 2).then_some(first)
}
