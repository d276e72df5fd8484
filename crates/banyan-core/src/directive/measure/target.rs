//! A figure that is asked for, with its comparator and day.

use super::super::clause::{Clause, clip, due_in, in_a_cell};
use super::super::draft::{Comparator, Doubt, TargetDraft, Unit};
use super::super::figure::{Figure, Of};
use super::super::level::level_of_figure;
use super::super::lexicon::Tag;
use super::super::scope::{Mood, Scope, due_of};
use super::super::segment::Sentence;
use super::super::sheet::{Sheet, within};
use super::Setting;
use super::french::opens_with_infinitive;
use super::table::day_of_column;
use super::{bare_figure, subject_of};
use crate::words::Language;

#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one figure's surroundings, all read and none kept"
)]
pub(super) fn target(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    clause: &Clause,
    figure: &Figure,
    unit: Unit,
    scope: &Scope,
    setting: &Setting,
    unclear: bool,
) -> Option<TargetDraft> {
    let comparator = comparator_of(sheet, figure, unit);
    let mut doubts = Vec::new();
    let own = due_in(sheet, sentence, figure, setting);
    let relative = own.is_none() && hangs(sheet, clause);
    let above = setting.carried.or(scope.due).or(scope.title_due).filter(|_| !relative);
    // "Indicator | 2025 | 2030": the day of the column
    let column = || {
        let date = day_of_column(sheet, sentence, figure)?;
        due_of(sheet, date, setting.year, true)
    };
    let due = own.or_else(column).or(above);
    let story = figure.of == Of::Measure
        && due.is_none()
        && !scope_asks(scope)
        && sheet.has(clause.first, clause.end, Tag::Past);
    if story {
        return None;
    }
    if matches!(unit, Unit::Count | Unit::Other)
        && !(in_a_cell(sheet, figure) && due.is_some())
        && !counts(sheet, clause, figure, comparator, due.is_some(), scope)
    {
        return None;
    }
    if due.is_some_and(|due| due.from_heading) {
        doubts.push(Doubt::DueFromHeading);
    }
    let level = level_of_figure(sheet, clause, figure, scope, setting, &mut doubts);
    if figure.in_words {
        doubts.push(Doubt::ValueInWords);
    }
    if unclear {
        doubts.push(Doubt::TenseUnclear);
    }
    if relative {
        doubts.push(Doubt::RelativeDeadline);
    }
    let (first, last) = words_of(sheet, clause, figure);
    let (span, cut) = clip(sheet, first, last, figure.first, figure.unit_end);
    if cut {
        doubts.push(Doubt::LongQuote);
    }
    Some(TargetDraft {
        span,
        subject: subject_of(sheet, clause, figure, span),
        comparator,
        value: figure.value,
        value_max: figure.value_max,
        unit,
        due,
        level,
        doubts,
    })
}

/// The tokens of a target: its own part of the clause.
fn words_of(sheet: &Sheet<'_>, clause: &Clause, figure: &Figure) -> (usize, usize) {
    // figures of one list share all its words
    if figure.listed.is_some() {
        return (clause.first, clause.end);
    }
    // "Communes with fibre | 62 % | 85 %": the words of a cell are those of its row
    if in_a_cell(sheet, figure) {
        return (clause.first, figure.unit_end);
    }
    // "Share of women: 31 %": the figure takes its label with it
    if bare_figure(sheet, clause, figure) {
        return (clause.first, clause.own_end);
    }
    let first = moved_from(sheet, clause, figure).unwrap_or(clause.own_first);
    // ", that is 100 %": a figure without words of its own takes those of the clause
    let bare = figure.first <= first + 1
        && clause.own_end <= figure.unit_end
        && clause.stem.is_none()
        && !in_a_cell(sheet, figure);
    (if bare { clause.first } else { first }, clause.own_end)
}

/// "The share of women rises from 33 % to 40 %": the words of the upper end stand before the lower one.
fn moved_from(sheet: &Sheet<'_>, clause: &Clause, figure: &Figure) -> Option<usize> {
    let to = sheet.mark_before(figure.first, Tag::RangeTo)?;
    let lower = within(&sheet.figures, clause.first, to.first).last()?;
    let opens = sheet.mark_before(lower.first, Tag::RangeFrom).is_some();
    let near = lower.unit_end + 4 > to.first && lower.of == figure.of;
    if !opens || !near || clause.own_first < lower.first {
        return None;
    }
    let earlier = within(&sheet.figures, clause.first, lower.first).last();
    Some(earlier.map_or(clause.first, |earlier| earlier.unit_end))
}

/// "in the next ten years", "trong 10 năm tới", "خلال السنوات الخمس المقبلة": no day, and none from above.
fn coming_years(sheet: &Sheet<'_>, clause: &Clause) -> bool {
    const YEARS: [&str; 16] = [
        "year",
        "years",
        "months",
        "decade",
        "ans",
        "annees",
        "mois",
        "decennie",
        "năm",
        "tháng",
        "سنوات",
        "السنوات",
        "الاعوام",
        "اعوام",
        "العقد",
        "عشريه",
    ];
    let page = &sheet.page;
    let counted = |at: usize| {
        (at.saturating_sub(4)..at + 5).any(|place| {
            sheet.mark(place, Tag::Number).is_some()
                || page.kind(place) == super::super::page::Kind::Digits
        })
    };
    sheet.marks_in(clause.first, clause.end).iter().filter(|mark| mark.tag == Tag::Coming).any(
        |mark| {
            let at = mark.first;
            (at.saturating_sub(3)..at + 4).any(|place| YEARS.contains(&page.key(place)))
                && counted(at)
        },
    )
}

/// "within 24 months of", "in the next ten years", "à terme": no heading's day takes the place of such a time.
fn hangs(sheet: &Sheet<'_>, clause: &Clause) -> bool {
    let event = sheet.has(clause.first, clause.end, Tag::Within)
        && within(&sheet.figures, clause.first, clause.end)
            .iter()
            .any(|figure| figure.of == Of::Duration);
    event || coming_years(sheet, clause) || in_the_end(sheet, clause)
}

/// "À terme", "in the long run": no day, and none from above.
fn in_the_end(sheet: &Sheet<'_>, clause: &Clause) -> bool {
    const ENDS: [(&str, &str); 8] = [
        ("a", "terme"),
        ("long", "terme"),
        ("long", "run"),
        ("long", "term"),
        ("lâu", "dài"),
        ("المدي", "البعيد"),
        ("المدي", "الطويل"),
        ("one", "day"),
    ];
    let page = &sheet.page;
    (clause.first..clause.end).any(|at| {
        let key = page.key(at);
        let opens = page.capital(at) || key != "a";
        ["eventually", "ultimately"].contains(&key)
            || opens && ENDS.contains(&(key, page.key(at + 1)))
    })
}

/// Whether the headings ask.
fn scope_asks(scope: &Scope) -> bool {
    scope.mood == Some(Mood::Asked)
}

/// A bare number is a target only where something says that it is to be reached.
fn counts(
    sheet: &Sheet<'_>,
    clause: &Clause,
    figure: &Figure,
    comparator: Comparator,
    due: bool,
    scope: &Scope,
) -> bool {
    if figure.of == Of::Things
        && sheet.page.kind(figure.end) != super::super::page::Kind::Word
        && !sheet.page.is_mark(figure.end, '(')
        && figure.listed.is_none()
    {
        // "…: 5 000" and "(5 000)" still count beside a word of measure
        let wanted = sheet
            .marks_in(clause.first, figure.first)
            .iter()
            .any(|mark| matches!(mark.tag, Tag::Objective | Tag::Future));
        let large = figure.value.reduced().decimals() == 0 && figure.value.minor() >= 1_000;
        let indicator = sheet.has(clause.first, figure.first, Tag::Indicator);
        // "- Agencies on the platform: 60" under a heading with a day
        let listed = scope_asks(scope)
            && clause.stem.is_some()
            && clause.own_end <= figure.unit_end + 1
            && sheet.page.is_mark(figure.first.saturating_sub(1), ':');
        // "Target (2030): 118"
        let label = clause.stem.is_some_and(|(first, end)| end <= first + 7) && wanted;
        return due && (indicator || listed || label || wanted && large);
    }
    let marks = sheet.marks_in(clause.first, clause.end);
    let wanted = marks
        .iter()
        .any(|mark| matches!(mark.tag, Tag::Objective | Tag::Future | Tag::Duty | Tag::Action));
    let asked =
        comparator != Comparator::Equal || wanted || opens_with_infinitive(sheet, clause.first);
    let large = figure.value.reduced().decimals() > 0
        || figure.value.minor() >= 3
        || comparator != Comparator::Equal;
    let certain =
        !figure.in_words || comparator == Comparator::AtLeast || figure.value.minor() >= 20 || {
            // "build three centres": the action counts
            let soon = sheet.has(figure.end, (figure.end + 9).min(clause.own_end), Tag::Future);
            sheet.mark_before(figure.first, Tag::Action).is_some()
                || soon && figure.value.minor() >= 4
        };
    (large && certain || figure.of == Of::Measure) && (asked || due)
}

fn comparator_of(sheet: &Sheet<'_>, figure: &Figure, unit: Unit) -> Comparator {
    if unit == Unit::Rank {
        return Comparator::AtMost;
    }
    let near = figure.first.saturating_sub(5);
    let adjacent = |tag: Tag| {
        sheet
            .marks_in(near, figure.first)
            .iter()
            .any(|mark| mark.tag == tag && mark.end <= figure.first && mark.end + 1 >= figure.first)
    };
    let after = |tag: Tag| {
        if in_a_cell(sheet, figure) {
            return false;
        }
        sheet.mark(figure.unit_end, tag).is_some()
            || sheet.mark(figure.unit_end + 1, tag).is_some()
            || sheet.mark(figure.unit_end + 2, tag).is_some()
    };
    // "at most" is asked first: "no more than" holds "more than"
    let longest = |tag: Tag| {
        sheet
            .marks_in(near, figure.first)
            .iter()
            .filter(|mark| {
                mark.tag == tag && mark.end <= figure.first && mark.end + 1 >= figure.first
            })
            .map(|mark| mark.end - mark.first)
            .max()
    };
    match (longest(Tag::AtLeast), longest(Tag::AtMost)) {
        (Some(least), Some(most)) => {
            return if most > least { Comparator::AtMost } else { Comparator::AtLeast };
        }
        (Some(_), None) => return Comparator::AtLeast,
        (None, Some(_)) => return Comparator::AtMost,
        (None, None) => {}
    }
    if sheet.language == Language::Arabic && sheet.page.key(figure.first.saturating_sub(1)) == "عن"
    {
        // "ألا تقل نسبة كذا عن": the verb stands far from its number
        let verb = |keys: &[&str]| {
            (figure.first.saturating_sub(10)..figure.first)
                .any(|at| keys.contains(&sheet.page.key(at)))
        };
        if verb(&["تقل", "يقل"]) {
            return Comparator::AtLeast;
        }
        if verb(&["تزيد", "يزيد"]) {
            return Comparator::AtMost;
        }
    }
    if after(Tag::OrMore) {
        return Comparator::AtLeast;
    }
    if adjacent(Tag::About) { Comparator::About } else { Comparator::Equal }
}
