//! Whether a figure is asked for or reported, by the words nearest to it.

use super::super::clause::{Clause, goal_year, tells_state};
use super::super::date::{Anchor, Date, When};
use super::super::draft::Due;
use super::super::figure::{Figure, Of};
use super::super::lexicon::{Mark, Tag};
use super::super::page::Kind;
use super::super::scope::{Mood, Scope};
use super::super::segment::{Sentence, Style};
use super::super::sheet::{Sheet, within};
use super::comparison::{compared, of_comparison};
use super::french::{french_future, french_imperfect, french_perfect, opens_with_infinitive};
use super::present::{acting_cell, is_after, stands};
use super::{Setting, WIDE};
use crate::words::Language;

/// Asked for or reported; the flag says that nothing near the figure told.
pub(super) fn mood_of(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    clause: &Clause,
    figure: &Figure,
    scope: &Scope,
    setting: &Setting,
) -> (Mood, bool) {
    if compared(sheet, sentence, figure) || super::reference(sheet, clause) {
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
    let row = acting_cell(sheet, sentence, clause, figure)
        && scope.mood != Some(Mood::Reported)
        && !near.past;
    if row || scope.mood == Some(Mood::Asked) && wish {
        return (Mood::Asked, false);
    }
    if told_after(sheet, sentence, figure, scope, own) {
        return (Mood::Reported, false);
    }
    // "goal: 70 % …: only 11 % now": the figure's own part tells what is
    let tells = clause.stem.is_some()
        && (own.past || own.present)
        && !(own.asked || own.future || own.binding);
    if scope.mood == Some(Mood::Asked) && !near.past_day && !tells && (near.asked || !near.present)
    {
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
    unsaid(sheet, sentence, clause, figure, scope, setting)
}

/// Nothing near the figure tells: the headings' day, a plain present, and what the text does as a whole.
fn unsaid(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    clause: &Clause,
    figure: &Figure,
    scope: &Scope,
    setting: &Setting,
) -> (Mood, bool) {
    // a day that was over when the text was written asks for nothing
    let ahead = |due: &Due| setting.written_on.is_none_or(|written| due.day > written);
    let due = [scope.due, scope.title_due, setting.carried].iter().flatten().any(ahead);
    match scope.mood {
        Some(mood) => (mood, false),
        // "4,500 clerks are concerned": a count with its own present, whatever day the prose before it set
        None if scope.due.is_none()
            && figure.of == Of::Things
            && is_after(sheet, clause, figure) =>
        {
            (Mood::Reported, true)
        }
        None if due => (Mood::Asked, false),
        None if stands(sheet, clause, figure) => (Mood::Reported, true),
        // after results more results come, save where a day to come is named
        None => {
            let from = sentence.first.max(figure.first.saturating_sub(WIDE));
            let dated = within(&sheet.dates, from, sentence.end).iter().any(|date| {
                setting.written_on.zip(date.due(setting.year)).is_none_or(|(at, day)| day > at)
            });
            let before = setting.before.filter(|_| !dated);
            (before.unwrap_or(setting.mood), true)
        }
    }
}

/// Prose after a list, in the past tense and with a year before the one that the heading sets.
fn told_after(
    sheet: &Sheet<'_>,
    sentence: &Sentence,
    figure: &Figure,
    scope: &Scope,
    own: Evidence,
) -> bool {
    let plain = sheet
        .lines
        .get(sentence.line)
        .is_some_and(|line| line.style == Style::Plain && !line.heading);
    let set = scope.due.or(scope.title_due);
    let opens = |date: &Date| date.anchor == Anchor::In && date.first <= sentence.first + 1;
    let near = sentence.first.max(figure.first.saturating_sub(WIDE));
    let earlier =
        within(&sheet.dates, near, sentence.end.min(figure.end + WIDE)).iter().any(|date| {
            !date.binding()
                && !of_comparison(sheet, date)
                && set.map_or(opens(date), |due| {
                    date.year().is_some_and(|year| year < due.day.year())
                })
        });
    plain && earlier && own.past && !own.asked && !own.future
}

/// "the first nine months", "9 tháng đầu năm", "الأشهر التسعة الأولى".
fn by_months(sheet: &Sheet<'_>, date: &Date) -> bool {
    let has = |words: &[&str]| (date.core..date.end).any(|at| words.contains(&sheet.page.key(at)));
    has(&["months", "mois", "tháng", "الاشهر", "اشهر"])
        && has(&["first", "premiers", "đầu", "الاولي", "اولي"])
}

/// An Arabic verb in the past of a feminine subject, at the beginning of its sentence or joined with "and".
fn arabic_past(sheet: &Sheet<'_>, at: usize) -> bool {
    const NOUNS: [&str; 10] =
        ["وقت", "بيت", "تحت", "صوت", "انترنت", "زيت", "كويت", "سبت", "ثابت", "موقت"];
    if sheet.language != Language::Arabic {
        return false;
    }
    let page = &sheet.page;
    let key = page.key(at);
    let joined = key.strip_prefix('و');
    // "كانوا", "أصبحوا": they were, they became
    if key.ends_with("وا") && key.chars().count() >= 5 && !key.starts_with(['ي', 'ت']) {
        return true;
    }
    let opens = page.kind(at.saturating_sub(1)) != Kind::Word;
    let verb = joined.unwrap_or(key);
    let length = verb.chars().count();
    (opens || joined.is_some())
        && (3..=6).contains(&length)
        && verb.ends_with('ت')
        && !verb.ends_with("ات")
        && !verb.starts_with("ال")
        && !NOUNS.contains(&verb)
}

/// A day of another figure: "61 % (end of 2023: 38 %)".
pub(in crate::directive) fn bracketed(sheet: &Sheet<'_>, date: &Date, first: usize) -> bool {
    let page = &sheet.page;
    date.first > first
        && page.is_mark(date.first - 1, '(')
        && (date.end..date.end + 14)
            .take_while(|at| !page.is_mark(*at, ')') && page.kind(*at) != Kind::Break)
            .any(|at| !within(&sheet.figures, at, at + 1).is_empty())
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
    const ALIKE: [&str; 21] = [
        "opened",
        "closed",
        "connected",
        "enrolled",
        "signed",
        "collected",
        "generated",
        "onboarded",
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

/// A "was" whose subject is a goal.
fn set_once(sheet: &Sheet<'_>, at: usize) -> bool {
    const WAS: [&str; 6] = ["was", "were", "etait", "etaient", "كان", "كانت"];
    WAS.contains(&sheet.page.key(at))
        && sheet.marks_in(at.saturating_sub(5), at).iter().any(|mark| {
            mark.tag == Tag::Objective
                && mark.end <= at
                && GOALS.contains(&bare_noun(sheet.page.key(mark.end.saturating_sub(1))))
        })
}

const GOALS: [&str; 9] =
    ["target", "targets", "goal", "objective", "objectif", "cible", "مستهدف", "هدف", "المستهدف"];

fn bare_noun(key: &str) -> &str {
    let key = key.trim_start_matches(['و', 'ف']);
    key.strip_prefix("ال").unwrap_or(key)
}

/// Arabic writes "will" as one letter before the verb: "سيتيح", "ستمكن".
pub(in crate::directive) fn arabic_future(sheet: &Sheet<'_>, at: usize) -> bool {
    const NOUNS: [&str; 12] = [
        "سياس",
        "سيبر",
        "سيار",
        "سياد",
        "ستون",
        "ستين",
        "ستراتيج",
        "سينا",
        "سيول",
        "سيد",
        "سير",
        "سيط",
    ];
    let key = sheet.page.key(at);
    let verb = key.trim_start_matches(['و', 'ف']);
    sheet.language == Language::Arabic
        && (verb.starts_with("سي") || verb.starts_with("ست"))
        && verb.chars().count() >= 5
        && !NOUNS.iter().any(|noun| verb.starts_with(noun))
}

impl Evidence {
    /// One word more.
    fn hear(&mut self, sheet: &Sheet<'_>, mark: &Mark) {
        match mark.tag {
            Tag::Objective => self.asked = true,
            // "đang phải": what is, not what has to be
            Tag::Future | Tag::Duty
                if sheet.page.key(mark.first) == "phải"
                    && ["đang", "vẫn"].contains(&sheet.page.key(mark.first.saturating_sub(1))) =>
            {
                self.present = true;
            }
            Tag::Future => self.future = true,
            // "by the same deadline": the day of the goal before
            Tag::SameDay => self.binding = true,
            // Arabic duty verbs are plain present tense, and "على" is a preposition too
            Tag::Duty => self.future |= sheet.language != Language::Arabic,
            // "records handled online" is no past tense by itself
            Tag::Past if participle(sheet.page.key(mark.first)) => self.participle = true,
            // growth may be wished for as well as told
            Tag::Growth => self.participle = true,
            // "strives to have"
            Tag::Past
                if sheet.page.key(mark.first) == "have"
                    && sheet.page.key(mark.first.saturating_sub(1)) == "to" => {}
            // "small and medium" is written with the word for "just"
            Tag::Past
                if sheet.page.key(mark.first) == "vừa"
                    && sheet.page.key(mark.first.saturating_sub(1)) == "và" => {}
            // "the target for 2030 was rank 26": a goal that was set
            Tag::Past if set_once(sheet, mark.first) => self.future = true,
            Tag::Past => self.past = true,
            // "xuống còn 5 ngày", "giảm còn 3": down to
            Tag::Present
                if sheet.page.key(mark.first) == "còn"
                    && ["xuống", "giảm"]
                        .contains(&sheet.page.key(mark.first.saturating_sub(1))) => {}
            // "; còn gia đình …": "while"
            Tag::Present
                if sheet.page.key(mark.first) == "còn"
                    && mark.end == mark.first + 1
                    && matches!(
                        sheet.page.kind(mark.first.saturating_sub(1)),
                        Kind::Mark(',' | ';')
                    )
                    && sheet.page.kind(mark.end) == Kind::Word => {}
            // "kept up to date" says how, not since when
            Tag::Present
                if sheet.page.key(mark.first) == "to"
                    && sheet.page.key(mark.first.saturating_sub(1)) == "up" => {}
            // "jusqu'à la fin"
            Tag::Present if sheet.page.key(mark.first.saturating_sub(1)) == "jusqu'" => {}
            Tag::Present => self.present = true,
            _ => {}
        }
    }

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
        found.hear(sheet, mark);
    }
    // "compte recruter", "entend ouvrir"
    found.asked |= (first..end).any(|at| {
        ["compte", "comptent", "pense", "pensent"].contains(&sheet.page.key(at))
            && opens_with_infinitive(sheet, at + 1)
    });
    found.future |= (first..end).any(|at| french_future(sheet, at) || arabic_future(sheet, at));
    found.past |= (first..end).any(|at| {
        french_imperfect(sheet, at) || french_perfect(sheet, at) || arabic_past(sheet, at)
    });
    for date in within(&sheet.dates, first, end) {
        if bracketed(sheet, date, first) || of_comparison(sheet, date) {
            continue;
        }
        let old = setting
            .written_on
            .zip(date.due(setting.year))
            .is_some_and(|(written, day)| day < written);
        let months = matches!(date.when, When::Year(year) if setting.written_on.is_some_and(|written| written.year() == year));
        // a year told by its first months is a report, where nothing asks
        found.present |= by_months(sheet, date) && !date.binding();
        if tells_state(sheet, date) || old && !months && date.anchor != Anchor::Since {
            found.past_day = true;
        } else {
            let ahead = setting.written_on.is_some()
                && !months
                && !matches!(date.anchor, Anchor::Since | Anchor::Vision);
            found.binding |= goal_year(sheet, date) && !old;
            found.binding |= (date.binding() || ahead && date.anchor != Anchor::Bare) && !old;
        }
    }
    found
}
