//! Figures that measure something: each becomes a target, a baseline, or nothing. The words around it
//! decide, the nearest first: its own clause, its sentence, the headings above, the text as a whole.

use super::clause::{Clause, clause_of, in_a_cell, numbers_row};
use super::draft::{AsOf, BaselineDraft, Due, Level, Span, TargetDraft, Unit};
use super::figure::{Figure, Of};
use super::lexicon::Tag;
use super::scope::{Mood, Scope};
use super::segment::Sentence;
use super::sheet::{Sheet, within};
use crate::words::Day;

mod mood;

mod target;

mod baseline;
mod comparison;

mod french;

mod present;

mod subject;

mod table;

pub(super) use baseline::as_of;
use baseline::baseline;
pub(super) use comparison::of_comparison;
pub(super) use french::{french_future, opens_with_infinitive};
use mood::mood_of;
pub(super) use mood::{arabic_future, bracketed};
use subject::{bare_figure, reference, subject_of};
use table::{column, table_mood};
pub(super) use table::{head_of, is_row};
use target::target;

/// What the whole text says about itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    pub(super) written_on: Option<Day>,
    pub(super) level: Option<Level>,
    pub(super) mood: Mood,
    /// the last year that the text named so far
    pub(super) year: Option<i16>,
    /// the day that an earlier sentence of the same section set
    pub(super) carried: Option<Due>,
    /// what the sentence before, in the same line, did with its figures
    pub(super) line_mood: Option<Mood>,
    /// what the last line with figures did with them, until a heading
    pub(super) before: Option<Mood>,
    /// the title announces results
    pub(super) reports: bool,
    /// the body that an earlier sentence of the same section made responsible
    pub(super) lead: Option<Span>,
    /// the last month or day on which something was said to be true
    pub(super) as_of: Option<AsOf>,
}

/// Tokens of a sentence that are looked at on each side of a figure.
const WIDE: usize = 300;

/// What one figure became.
pub(super) enum Measured {
    Target(TargetDraft),
    Baseline(BaselineDraft, PartOf),
}

/// Whether a baseline is a part of the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PartOf {
    Nothing,
    TheOneBefore,
}

/// Reads one figure of a sentence. `before` is what the figure before it in the sentence became.
pub(super) fn measure(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    figure: &Figure,
    scope: &Scope,
    setting: &Setting,
    before: Option<Mood>,
) -> Option<Measured> {
    let clause = clause_of(sheet, sentence, figure);
    let unit = unit_of(sheet, &clause, figure)?;
    // "Year | Rank": the column says what its figures are
    let unit = match column(sheet, sentence, figure) {
        Some((first, end)) if unit == Unit::Count && sheet.has(first, end, Tag::Rank) => Unit::Rank,
        Some((first, end))
            if unit == Unit::Count
                && (sheet.has(first, end, Tag::Percent)
                    || (first..end).any(|at| sheet.page.is_mark(at, '%'))) =>
        {
            Unit::Percent
        }
        Some(_) if unit == Unit::Count && ranked_row(sheet, sentence) => Unit::Rank,
        _ => unit,
    };
    if denominator(sheet, sentence, &clause, figure) {
        return None;
    }
    if numbers_row(sheet, sentence, figure)
        || known_things(sheet, figure)
        || restated(sheet, figure)
        || possible(sheet, &clause, figure)
        || moved_places(sheet, figure)
    {
        return None;
    }
    let part = sheet.has(
        clause.own_first.saturating_sub(3).max(sentence.first),
        figure.first,
        Tag::PartOf,
    ) || before.is_some() && sheet.has(clause.first, figure.first, Tag::PartOf) && {
        let own = sheet.marks_in(clause.own_first, clause.own_end.min(figure.unit_end + 4));
        !own.iter().any(|mark| matches!(mark.tag, Tag::Objective | Tag::Future | Tag::Compared))
    };
    let part = part && !sheet.has(clause.own_first, figure.first, Tag::Future);
    let (mood, unclear) =
        match before.filter(|_| part).or_else(|| table_mood(sheet, sentence, figure)) {
            Some(mood) => (mood, false),
            None => mood_of(sheet, sentence, &clause, figure, scope, setting),
        };
    match mood {
        Mood::Asked => target(sheet, sentence, &clause, figure, unit, scope, setting, unclear)
            .map(Measured::Target),
        Mood::Reported => {
            let part = if part { PartOf::TheOneBefore } else { PartOf::Nothing };
            let cell = table_mood(sheet, sentence, figure).is_some();
            let scope = Scope { mood: cell.then_some(mood).or(scope.mood), ..*scope };
            baseline(sheet, sentence, &clause, figure, unit, &scope, setting)
                .map(|draft| Measured::Baseline(draft, part))
        }
    }
}

/// "Rank in the index | 116 | 95": the first cell of the row speaks of a rank.
fn ranked_row(sheet: &Sheet<'_>, sentence: &Sentence) -> bool {
    let bar = (sentence.first..sentence.end).find(|at| sheet.page.is_mark(*at, '|'));
    bar.is_some_and(|bar| sheet.has(sentence.first, bar, Tag::Rank))
}

/// "in the 34 hospitals", "les 148 procédures": things that are there, not how many are to be.
fn known_things(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    const THE: [&str; 14] = [
        "the", "these", "those", "les", "ces", "aux", "leurs", "nos", "its", "their", "our", "ses",
        "vos", "cac",
    ];
    const REST: [&str; 12] = [
        "remaining",
        "new",
        "additional",
        "more",
        "other",
        "restants",
        "restantes",
        "nouveaux",
        "nouvelles",
        "autres",
        "supplementaires",
        "first",
    ];
    let page = &sheet.page;
    let definite = THE.contains(&page.key(figure.first.saturating_sub(1)));
    let fresh = (figure.end..figure.end + 4).any(|at| REST.contains(&page.key(at)));
    let compared = sheet.mark_before(figure.first, Tag::AtLeast).is_some()
        || sheet.mark_before(figure.first, Tag::AtMost).is_some()
        || sheet.mark_before(figure.first, Tag::Top).is_some();
    figure.of == Of::Things
        && figure.first > 0
        && definite
        && !fresh
        && !compared
        && page.kind(figure.end) == super::page::Kind::Word
        && figure.value.minor() < 1_000_000
        && sheet.mark(figure.end, Tag::Rank).is_none()
}

/// "half of them (50 %)": the figure in brackets says again what stands before them.
fn restated(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    const THAT: [&str; 7] = ["that", "this", "those", "ce", "cette", "ces", "هذه"];
    const THAT_IS: [&str; 8] = ["اي", "soit", "i.e", "namely", "tức", "nghĩa", "meaning", "يعني"];
    // "to a half at least, that is by 50 % or more"
    let told = (figure.first.saturating_sub(9)..figure.first)
        .any(|at| THAT_IS.contains(&sheet.page.key(at)));
    let again =
        within(&sheet.figures, figure.first.saturating_sub(20), figure.first).last().is_some_and(
            |before| before.of == figure.of && before.value.reduced() == figure.value.reduced(),
        );
    if told && again {
        return true;
    }
    let opens = figure.first > 0
        && (sheet.page.is_mark(figure.first - 1, '(')
            || THAT.contains(&sheet.page.key(figure.first - 1)));
    let reach = if sheet.page.is_mark(figure.first.saturating_sub(1), '(') { 12 } else { 80 };
    opens
        && within(&sheet.figures, figure.first.saturating_sub(reach), figure.first).iter().any(
            |before| {
                before.of == figure.of
                    && before.value.reduced() == figure.value.reduced()
                    && !(before.end..figure.first).any(|at| sheet.page.is_mark(at, ';'))
            },
        )
}

/// "of the 6,358 procedures, 68 % …", "trong 6.358 thủ tục …": the whole that a share is told of.
fn denominator(sheet: &Sheet<'_>, sentence: &Sentence, clause: &Clause, figure: &Figure) -> bool {
    let page = &sheet.page;
    let before = |back: usize| page.key(figure.first.saturating_sub(back));
    let opens = figure.first <= clause.own_first + 4;
    let of = match before(1) {
        "trong" | "sur" | "of" => true,
        "the" => before(2) == "of",
        "les" => before(2) == "sur" || before(2) == "parmi",
        _ => false,
    };
    let share = || {
        within(&sheet.figures, figure.unit_end, (figure.unit_end + 40).min(sentence.end))
            .iter()
            .any(|next| next.of == Of::Percent)
    };
    // "Sur 266 communes, 103 …"
    let part = || {
        within(&sheet.figures, figure.unit_end, (figure.unit_end + 9).min(sentence.end)).iter().any(
            |next| {
                next.of == Of::Things
                    && next.value.compare(figure.value).is_lt()
                    && (figure.unit_end..next.first).any(|at| page.is_mark(at, ','))
            },
        )
    };
    let share = || share() || ["sur", "of"].contains(&before(1)) && part();
    figure.of == Of::Things && of && opens && share()
}

/// "could weigh 20 billion": neither asked for nor reported.
fn possible(sheet: &Sheet<'_>, clause: &Clause, figure: &Figure) -> bool {
    const COULD: [&str; 6] = ["could", "might", "pourrait", "pourraient", "estimates", "forecasts"];
    (clause.own_first.max(figure.first.saturating_sub(10))..figure.first)
        .any(|at| COULD.contains(&sheet.page.key(at)))
}

/// "up 12 places": a change in a rank.
fn moved_places(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    const PLACES: [&str; 10] = [
        "places",
        "positions",
        "ranks",
        "rangs",
        "bậc",
        "hạng",
        "مركزا",
        "مراكز",
        "مراتب",
        "مرتبه",
    ];
    const MOVED: [&str; 28] = [
        "tụt",
        "sụt",
        "nhảy",
        "thăng",
        "slipped",
        "dropped",
        "up",
        "down",
        "rose",
        "climbed",
        "gained",
        "fell",
        "moved",
        "jumped",
        "gagne",
        "perdu",
        "progresse",
        "recule",
        "tăng",
        "giảm",
        "lên",
        "xuống",
        "تقدم",
        "تراجع",
        "قفز",
        "صعد",
        "تقدمت",
        "تراجعت",
    ];
    let moved = (figure.first.saturating_sub(4)..figure.first)
        .any(|at| MOVED.contains(&sheet.page.key(at).trim_start_matches('و')));
    figure.of == Of::Things && moved && PLACES.contains(&sheet.page.key(figure.end))
}

/// The unit of a figure; `None` where it measures nothing.
fn unit_of(sheet: &Sheet<'_>, clause: &Clause, figure: &Figure) -> Option<Unit> {
    let rank_word = sheet.has(clause.first, clause.end, Tag::Rank);
    let near = figure.first.saturating_sub(3);
    let top = sheet.marks_in(near, figure.first).iter().any(|mark| {
        mark.tag == Tag::Top
            && mark.end + 1 >= figure.first
            && (strong_top(sheet, mark.first, mark.end) || rank_word)
    });
    // "xếp hạng từ 20 trở lên", "xếp hạng thứ 20"
    let upwards = ["từ", "số", "thứ"].contains(&sheet.page.key(figure.first.saturating_sub(1)))
        && sheet.mark_before(figure.first.saturating_sub(1), Tag::Rank).is_some();
    let ranked = sheet.mark_before(figure.first, Tag::Rank).is_some()
        || upwards
        || figure.of == Of::Ordinal && rank_word && sheet.has(near, figure.unit_end + 3, Tag::Rank);
    // "the first 4.6 million" ranks nothing
    let small = figure.value.decimals() == 0 && figure.value.minor() < 1_000;
    let ranked = ranked && (small || figure.of != Of::Things);
    match figure.of {
        Of::Percent => Some(Unit::Percent),
        Of::Things | Of::Ordinal | Of::Name if ranked => Some(Unit::Rank),
        Of::Things | Of::Structure if top => Some(Unit::Rank),
        Of::Name if top && rank_word => Some(Unit::Rank),
        Of::Things => Some(Unit::Count),
        Of::Money | Of::Measure => {
            let budget = sheet.has(clause.first, clause.end, Tag::Budget)
                || sheet.has(
                    figure.first.saturating_sub(12).max(clause.sentence_first),
                    figure.first,
                    Tag::Budget,
                );
            let earned = (clause.first..clause.end).any(|at| earns(sheet.page.key(at)));
            (!(budget && !earned && figure.of == Of::Money)).then_some(Unit::Other)
        }
        _ => None,
    }
}

/// Money that comes in is a result, not a budget.
fn earns(key: &str) -> bool {
    const EARNED: [&str; 14] = [
        "exports",
        "revenue",
        "revenues",
        "sales",
        "exportations",
        "recettes",
        "صادرات",
        "الصادرات",
        "ايرادات",
        "الايرادات",
        "عايدات",
        "savings",
        "ventes",
        "output",
    ];
    EARNED.contains(&key)
}

/// "top 50" ranks by itself; "in the 50" only beside a word of rank.
fn strong_top(sheet: &Sheet<'_>, first: usize, end: usize) -> bool {
    const STRONG: [&str; 5] = ["top", "tốp", "groupe", "افضل", "اوائل"];
    (first..end).any(|at| {
        STRONG.contains(&sheet.page.key(at))
            || STRONG
                .iter()
                .any(|word| sheet.page.key(at).strip_suffix(word).is_some_and(|rest| rest == "ال"))
    })
}
