//! Figures that measure something: each becomes a target, a baseline, or nothing. The words around it
//! decide, the nearest first: its own clause, its sentence, the headings above, the text as a whole.

use super::clause::{Clause, clause_of, clip, due_in, tells_state};
use super::date::{Anchor, Date, When};
use super::draft::{AsOf, BaselineDraft, Comparator, Doubt, Due, Level, Span, TargetDraft, Unit};
use super::figure::{Figure, Of};
use super::level::level_of_figure;
use super::lexicon::Tag;
use super::scope::{Mood, Scope};
use super::segment::{Sentence, Style};
use super::sheet::{Sheet, within};
use crate::words::{Day, Language};

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
    /// the title announces results
    pub(super) reports: bool,
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
    let part = sheet.has(
        clause.own_first.saturating_sub(3).max(sentence.first),
        figure.first,
        Tag::PartOf,
    );
    let (mood, unclear) = match before.filter(|_| part) {
        Some(mood) => (mood, false),
        None => mood_of(sheet, sentence, &clause, figure, scope, setting),
    };
    match mood {
        Mood::Asked => target(sheet, sentence, &clause, figure, unit, scope, setting, unclear)
            .map(Measured::Target),
        Mood::Reported => {
            let part = if part { PartOf::TheOneBefore } else { PartOf::Nothing };
            baseline(sheet, sentence, &clause, figure, unit, setting)
                .map(|draft| Measured::Baseline(draft, part))
        }
    }
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
            (!(budget && figure.of == Of::Money)).then_some(Unit::Other)
        }
        _ => None,
    }
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

/// Asked for or reported; the flag says that nothing near the figure told.
fn mood_of(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    clause: &Clause,
    figure: &Figure,
    scope: &Scope,
    setting: &Setting,
) -> (Mood, bool) {
    if compared(sheet, sentence, figure) {
        return (Mood::Reported, false);
    }
    let own = evidence(sheet, clause.own_first, clause.own_end, setting);
    let near = evidence(sheet, clause.first, clause.end, setting);
    // a sentence of a whole page is looked at near the figure only
    let from = sentence.first.max(figure.first.saturating_sub(WIDE));
    let wide = evidence(sheet, from, sentence.end.min(figure.end + WIDE), setting);
    // a text whose title announces results reports, save where it says what is wanted
    if setting.reports && scope.mood != Some(Mood::Asked) && !wide.asked && !wide.future {
        return (Mood::Reported, false);
    }
    let wish = opens_with_infinitive(sheet, sentence.first) && !near.past;
    if scope.mood == Some(Mood::Asked) && wish {
        return (Mood::Asked, false);
    }
    if told_after(sheet, sentence, scope, own) {
        return (Mood::Reported, false);
    }
    if scope.mood == Some(Mood::Asked) && !near.past_day && (near.asked || !near.present) {
        return (Mood::Asked, false);
    }
    if scope.mood == Some(Mood::Reported) && !near.binding {
        return (if near.future && !near.past { Mood::Asked } else { Mood::Reported }, false);
    }
    for found in [own, near, wide] {
        if let Some(mood) = found.mood() {
            return (mood, false);
        }
    }
    let aims = scope.mood.is_some() || scope.due.is_some() || scope.title_due.is_some();
    if wide.participle && !aims {
        return (Mood::Reported, false);
    }
    if setting.line_mood == Some(Mood::Reported) && scope.mood.is_none() {
        return (Mood::Reported, true);
    }
    let due = scope.due.is_some() || scope.title_due.is_some() || setting.carried.is_some();
    match scope.mood {
        Some(mood) => (mood, false),
        None if due => (Mood::Asked, false),
        None => (setting.mood, true),
    }
}

/// Prose after a list, in the past tense and with a year before the one that the heading sets.
fn told_after(sheet: &Sheet<'_>, sentence: &Sentence, scope: &Scope, own: Evidence) -> bool {
    let plain = sheet
        .lines
        .get(sentence.line)
        .is_some_and(|line| line.style == Style::Plain && !line.heading);
    let set = scope.due.or(scope.title_due);
    let earlier = within(&sheet.dates, sentence.first, sentence.end).iter().any(|date| {
        !date.binding() && date.year().zip(set).is_some_and(|(year, due)| year < due.day.year())
    });
    plain && earlier && own.past && !own.asked && !own.future
}

/// "(2023: 55.6 %)" tells what was.
fn year_told(sheet: &Sheet<'_>, figure: &Figure) -> bool {
    let colon = figure.first > 2 && sheet.page.is_mark(figure.first - 1, ':');
    let year = within(&sheet.dates, figure.first.saturating_sub(4), figure.first).last();
    colon
        && year.is_some_and(|date| {
            date.end + 1 == figure.first
                && date.first > 0
                && sheet.page.is_mark(date.first - 1, '(')
        })
}

/// "against 45 % today", "from 30 % in 2022 to 80 %": the figure that something is compared with.
fn compared(sheet: &Sheet<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    let from = figure.first.saturating_sub(4).max(sentence.first);
    let against = sheet.marks_in(from, figure.first).iter().any(|mark| {
        mark.tag == Tag::Compared && mark.end + 3 > figure.first && mark.end <= figure.first
    });
    if against || year_told(sheet, figure) {
        return true;
    }
    let opens = sheet.mark_before(figure.first, Tag::RangeFrom).is_some()
        || figure.first > 0
            && sheet.mark_before(figure.first - 1, Tag::RangeFrom).is_some()
            && sheet.mark_before(figure.first, Tag::About).is_some();
    if !opens || figure.value_max.is_some() {
        return false;
    }
    let comma =
        (1..=2).any(|back| figure.first > back && sheet.page.is_mark(figure.first - back - 1, ','));
    let earlier =
        within(&sheet.figures, sentence.first.max(figure.first.saturating_sub(WIDE)), figure.first)
            .iter()
            .any(|other| other.of == figure.of);
    if comma && earlier {
        return true;
    }
    // the other end follows, over "in 2022" or a few words
    let rest = within(&sheet.figures, figure.end, (figure.end + 14).min(sentence.end));
    rest.iter().take(1).any(|upper| {
        let same = upper.of == figure.of || figure.of == Of::Ordinal;
        // "and" joins the ends of "between 5 and 8" only
        const AND: [&str; 6] = ["et", "and", "và", "hoặc", "و", "puis"];
        let joint = (figure.end.max(upper.first.saturating_sub(5))..upper.first)
            .any(|at| sheet.mark(at, Tag::RangeTo).is_some() && !AND.contains(&sheet.page.key(at)));
        same && joint
    })
}

#[derive(Clone, Copy)]
struct Evidence {
    asked: bool,
    future: bool,
    past: bool,
    present: bool,
    binding: bool,
    past_day: bool,
    participle: bool,
}

/// English words that are past tense or participle alike.
fn participle(key: &str) -> bool {
    const ALIKE: [&str; 13] = [
        "handled",
        "processed",
        "served",
        "issued",
        "used",
        "delivered",
        "trained",
        "completed",
        "reported",
        "achieved",
        "recorded",
        "registered",
        "attained",
    ];
    ALIKE.contains(&key)
}

impl Evidence {
    fn mood(self) -> Option<Mood> {
        let reported = self.past || self.present || self.past_day;
        match (self.asked || self.future || self.binding, reported) {
            (true, false) => Some(Mood::Asked),
            (false, true) => Some(Mood::Reported),
            (true, true) if self.past_day => Some(Mood::Reported),
            (true, true) if self.future || self.asked && self.binding => Some(Mood::Asked),
            (true, true) => Some(Mood::Reported),
            (false, false) => None,
        }
    }
}

fn evidence(sheet: &Sheet<'_>, first: usize, end: usize, setting: &Setting) -> Evidence {
    let mut found = Evidence {
        asked: false,
        future: false,
        past: false,
        present: false,
        binding: false,
        past_day: false,
        participle: false,
    };
    for mark in sheet.marks_in(first, end) {
        match mark.tag {
            Tag::Objective => found.asked = true,
            Tag::Future => found.future = true,
            // Arabic duty verbs are plain present tense, and "على" is a preposition too
            Tag::Duty => found.future |= sheet.language != Language::Arabic,
            // "records handled online" is no past tense by itself
            Tag::Past if participle(sheet.page.key(mark.first)) => found.participle = true,
            // growth may be wished for as well as told
            Tag::Growth => found.participle = true,
            // "strives to have"
            Tag::Past
                if sheet.page.key(mark.first) == "have"
                    && sheet.page.key(mark.first.saturating_sub(1)) == "to" => {}
            // "small and medium" is written with the word for "just"
            Tag::Past
                if sheet.page.key(mark.first) == "vừa"
                    && sheet.page.key(mark.first.saturating_sub(1)) == "và" => {}
            Tag::Past => found.past = true,
            // "xuống còn 5 ngày", "giảm còn 3": down to
            Tag::Present
                if sheet.page.key(mark.first) == "còn"
                    && ["xuống", "giảm"]
                        .contains(&sheet.page.key(mark.first.saturating_sub(1))) => {}
            Tag::Present => found.present = true,
            _ => {}
        }
    }
    found.future |= (first..end).any(|at| french_future(sheet, at));
    for date in within(&sheet.dates, first, end) {
        let old = setting
            .written_on
            .zip(date.due(setting.year))
            .is_some_and(|(written, day)| day < written);
        let months = matches!(date.when, When::Year(year) if setting.written_on.is_some_and(|written| written.year() == year));
        if tells_state(sheet, date) || old && !months && date.anchor != Anchor::Since {
            found.past_day = true;
        } else {
            let ahead = setting.written_on.is_some()
                && !months
                && !matches!(date.anchor, Anchor::Since | Anchor::Vision);
            found.binding |= (date.binding() || ahead && date.anchor != Anchor::Bare) && !old;
        }
    }
    found
}

#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one figure's surroundings, all read and none kept"
)]
fn target(
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
    // "within 24 months of": the day hangs on an event, and no heading's day takes its place
    let relative = own.is_none()
        && sheet.has(clause.first, clause.end, Tag::Within)
        && within(&sheet.figures, clause.first, clause.end)
            .iter()
            .any(|figure| figure.of == Of::Duration);
    let above = setting.carried.or(scope.due).or(scope.title_due).filter(|_| !relative);
    let due = own.or(above);
    let story = figure.of == Of::Measure
        && due.is_none()
        && !scope_asks(scope)
        && sheet.has(clause.first, clause.end, Tag::Past);
    if story {
        return None;
    }
    if matches!(unit, Unit::Count | Unit::Other)
        && !counts(sheet, clause, figure, comparator, due.is_some())
    {
        return None;
    }
    if due.is_some_and(|due| due.from_heading) {
        doubts.push(Doubt::DueFromHeading);
    }
    let level = level_of_figure(sheet, clause, scope, setting, &mut doubts);
    if figure.in_words {
        doubts.push(Doubt::ValueInWords);
    }
    if unclear {
        doubts.push(Doubt::TenseUnclear);
    }
    if relative {
        doubts.push(Doubt::RelativeDeadline);
    }
    let first = moved_from(sheet, clause, figure).unwrap_or(clause.own_first);
    let (span, cut) = clip(sheet, first, clause.own_end, figure.first, figure.unit_end);
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
) -> bool {
    if figure.of == Of::Things
        && sheet.page.kind(figure.end) != super::page::Kind::Word
        && !sheet.page.is_mark(figure.end, '(')
    {
        // "…: 5 000" and "(5 000)" still count beside a word of measure
        let wanted = sheet
            .marks_in(clause.first, figure.first)
            .iter()
            .any(|mark| matches!(mark.tag, Tag::Objective | Tag::Future));
        let large = figure.value.reduced().decimals() == 0 && figure.value.minor() >= 1_000;
        let indicator = sheet.has(clause.first, figure.first, Tag::Indicator);
        return due && (indicator || wanted && large);
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
        !figure.in_words || comparator == Comparator::AtLeast || figure.value.minor() >= 20;
    (large && certain || figure.of == Of::Measure) && (asked || due)
}

/// French futures and conditionals end in -ra, -ront, -rait, -raient after an e, i or d.
fn french_future(sheet: &Sheet<'_>, at: usize) -> bool {
    const ENDS: [&str; 16] = [
        "era", "eront", "erait", "eraient", "ira", "iront", "irait", "iraient", "dra", "dront",
        "drait", "draient", "vra", "vront", "vrait", "vraient",
    ];
    let key = sheet.page.key(at);
    sheet.language == Language::French
        && key.len() > 4
        && !sheet.page.capital(at)
        && !matches!(key, "opera" | "camera" | "agora")
        && ENDS.iter().any(|end| key.ends_with(end))
}

/// French infinitives end in -er, -ir or -re.
pub(super) fn opens_with_infinitive(sheet: &Sheet<'_>, at: usize) -> bool {
    let page = &sheet.page;
    let at = at + usize::from(["s'", "se", "ne", "y"].contains(&page.key(at)));
    let key = page.key(at);
    sheet.language == Language::French
        && key.len() > 4
        && ["er", "ir", "re"].iter().any(|end| key.ends_with(end))
        && sheet.mark(at, Tag::Month).is_none()
        && sheet.mark(at, Tag::DocumentKind).is_none()
        && !matches!(
            key,
            "ministere"
                | "notre"
                | "contre"
                | "entre"
                | "votre"
                | "premier"
                | "autre"
                | "outre"
                | "cadre"
                | "titre"
                | "lettre"
                | "centre"
                | "nombre"
                | "chapitre"
                | "dernier"
                | "particulier"
                | "secretaire"
                | "ministre"
                | "membre"
                | "registre"
                | "propre"
                | "commissaire"
                | "maire"
                | "encore"
                | "hier"
                | "janvier"
                | "papier"
                | "dossier"
                | "avenir"
                | "desir"
                | "loisir"
                | "quatre"
        )
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

fn baseline(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    clause: &Clause,
    figure: &Figure,
    unit: Unit,
    setting: &Setting,
) -> Option<BaselineDraft> {
    let unit = if unit == Unit::Rank { Unit::Other } else { unit };
    // a distance in a story is no state of anything
    let dated = !within(&sheet.dates, sentence.first, sentence.end).is_empty();
    if figure.of == Of::Measure && !dated && !sheet.has(clause.first, clause.end, Tag::Indicator) {
        return None;
    }
    let grown =
        sheet.marks_in(clause.first, figure.first).iter().any(|mark| mark.tag == Tag::Growth);
    if unit == Unit::Count {
        let counted = sheet.page.kind(figure.end) == super::page::Kind::Word;
        let state = [Tag::Present, Tag::Past, Tag::PartOf].into_iter().any(|tag| {
            sheet.has(clause.first.min(clause.own_first.saturating_sub(3)), clause.end, tag)
        });
        let legal = sheet.has(figure.end, figure.end + 3, Tag::LegalText);
        // a change in a count is no state, and small numbers in words count rhetoric
        if !counted || !(state || setting.reports) || legal || grown || figure.in_words {
            return None;
        }
    }
    let (span, _) = clip(sheet, clause.own_first, clause.own_end, figure.first, figure.unit_end);
    let as_of = as_of_in(sheet, sentence, figure, setting)
        .or(setting.as_of)
        .or(setting.written_on.map(|day| AsOf::Month { year: day.year(), month: day.month() }));
    Some(BaselineDraft {
        span,
        subject: subject_of(sheet, clause, figure, span),
        value: figure.value,
        unit,
        as_of,
        part_of: None,
    })
}

/// The time nearest before the figure, else the first after it.
fn as_of_in(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    figure: &Figure,
    setting: &Setting,
) -> Option<AsOf> {
    let from = sentence.first.max(figure.first.saturating_sub(WIDE));
    let dates = within(&sheet.dates, from, sentence.end.min(figure.end + WIDE));
    let open = |date: &&Date| !date.binding() || tells_state(sheet, date);
    let before = dates.iter().rev().filter(open).find(|date| date.first < figure.first);
    let chosen = before.or(dates.iter().find(open));
    // "against 20 % today", beside the day of the goal
    let now = sheet.has(figure.unit_end, figure.unit_end + 3, Tag::Present);
    let loose = || dates.iter().rev().find(|date| date.first < figure.first).or(dates.first());
    if now && chosen.is_none() && setting.written_on.is_some() {
        return None;
    }
    chosen.or_else(loose).and_then(|date| as_of(date, setting.year))
}

/// A time as a state's time.
pub(super) fn as_of(date: &Date, year: Option<i16>) -> Option<AsOf> {
    Some(match date.when {
        When::Day(day) => AsOf::Day(day),
        When::Month { year, month } => AsOf::Month { year, month },
        When::MonthOnly(month) => AsOf::Month { year: year?, month },
        When::DayOfMonth { month, day } => AsOf::Day(Day::new(year?, month, day)?),
        When::Quarter { year, quarter } => AsOf::Month { year, month: quarter.saturating_mul(3) },
        When::Half { year, half } => AsOf::Month { year, month: half.saturating_mul(6) },
        When::Year(year) | When::Years { to: year, .. } => AsOf::Year(year),
    })
}

/// The words of the clause without the figure, after the stem that a list shares.
fn subject_of(sheet: &Sheet<'_>, clause: &Clause, figure: &Figure, span: Span) -> String {
    let page = &sheet.page;
    let text = page.text;
    let (start, end) = page.bytes(figure.first, figure.unit_end);
    let before = text.get(span.start..start).unwrap_or_default();
    let after = text.get(end..span.end).unwrap_or_default();
    let stem = clause.stem.map_or("", |(first, stop)| page.words(first, stop));
    let words: Vec<&str> =
        [stem, before, after].into_iter().flat_map(str::split_whitespace).collect();
    words
        .join(" ")
        .trim_matches(|letter: char| {
            letter.is_whitespace() || matches!(letter, ',' | ';' | ':' | '.' | '،' | '؛')
        })
        .to_owned()
}
