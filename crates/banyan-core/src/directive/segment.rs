//! Lines with their enumerators, headings, and sentences. A heading carries what it says (a day, a
//! body, whether figures are asked for or reported) to what stands under it, so its style matters:
//! a line of a style that is already open closes everything below that style.

use super::lexicon::Tag;
use super::page::Kind;
use super::sheet::Sheet;

/// How a line opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    /// "Chapter", "Article", "Điều"
    Article,
    Roman,
    /// "2.1." has two parts
    Number(usize),
    Letter,
    Dash,
    Plus,
    Bullet,
    /// no enumerator, in capitals
    Capitals,
    Plain,
}

/// A line of text: tokens `first..end`, its words from `body`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) first: usize,
    pub(super) body: usize,
    pub(super) end: usize,
    pub(super) style: Style,
    pub(super) heading: bool,
    /// It ends with a colon.
    pub(super) leads_in: bool,
}

/// A sentence: tokens `first..end` of the line with this place in the list of lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) line: usize,
}

/// Letters of a line that may still be a heading.
const HEADING: usize = 220;

pub(super) fn cut_lines(sheet: &Sheet<'_>) -> Vec<Line> {
    let page = &sheet.page;
    let mut lines = Vec::new();
    let mut first = 0;
    for at in 0..=page.tokens.len() {
        if page.kind(at) != Kind::Break {
            continue;
        }
        if at > first {
            let (style, body) = opening(sheet, first, at);
            let leads_in = [':', '—', '–'].into_iter().any(|mark| page.is_mark(at - 1, mark))
                && at > first + 1;
            lines.push(Line { first, body, end: at, style, heading: false, leads_in });
        }
        first = at + 1;
    }
    let styles: Vec<Style> = lines.iter().map(|line| line.style).collect();
    for (place, line) in lines.iter_mut().enumerate() {
        line.heading = heads(sheet, line, styles.get(place + 1).copied());
    }
    lines
}

fn opening(sheet: &Sheet<'_>, first: usize, end: usize) -> (Style, usize) {
    let page = &sheet.page;
    let mut at = first;
    while page.is_mark(at, '|') && at < end {
        at += 1;
    }
    // "* Programme of work *": a heading between two signs
    if let Kind::Mark('*' | '=' | '#' | '~' | '-') = page.kind(at)
        && end > at + 2
        && page.kind(end - 1) == page.kind(at)
    {
        return (Style::Capitals, at + 1);
    }
    if let Kind::Mark(mark) = page.kind(at) {
        let style = match mark {
            '-' | '–' | '—' | '−' => Some(Style::Dash),
            '+' => Some(Style::Plus),
            '•'
            | '*'
            | '▪'
            | '●'
            | '·'
            | '○'
            | '►'
            | '◦'
            | '■'
            | '✓'
            | '➢'
            | '\u{F0B7}'
            | '\u{F0A7}'
            | '\u{F02D}'
            | '□'
            | '>'
            | '\u{2600}'..='\u{27BF}'
            | '\u{25A0}'..='\u{25FF}'
            | '\u{1F300}'..='\u{1FAFF}'
            | '‣'
            | '⁃'
            | '→' => Some(Style::Bullet),
            '(' if page.is_mark(at + 2, ')') && page.key(at + 1).chars().count() <= 3 => {
                // "(ii)" stands under "(a)"
                let roman =
                    page.key(at + 1).chars().all(|letter| matches!(letter, 'i' | 'v' | 'x'));
                let style = if roman { Style::Plus } else { Style::Letter };
                return (style, (at + 3).min(end));
            }
            _ => None,
        };
        if let Some(style) = style {
            return (style, (at + 1).min(end));
        }
        return (plain_style(sheet, at, end), at);
    }
    let (style, body) =
        numbered(sheet, at, end).unwrap_or_else(|| (plain_style(sheet, at, end), at));
    (style, body.min(end))
}

/// Arabic numbers its parts in words.
const ORDINALS: [&str; 9] =
    ["اولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا"];

/// Words that open a numbered part.
const PARTS: [&str; 20] = [
    "article",
    "chapitre",
    "titre",
    "section",
    "chapter",
    "part",
    "điều",
    "chương",
    "phần",
    "mục",
    "الماده",
    "الفصل",
    "الباب",
    "art",
    "axe",
    "pillar",
    "pilier",
    "المحور",
    "objective",
    "annex",
];

/// "2.1.", "IV-", "a)", "Article 5:", "أولا:".
fn numbered(sheet: &Sheet<'_>, at: usize, end: usize) -> Option<(Style, usize)> {
    let page = &sheet.page;
    let closes =
        |at: usize| ['.', ')', '-', '–', ':', '/'].into_iter().any(|mark| page.is_mark(at, mark));
    if page.kind(at) == Kind::Digits {
        let mut parts = 1;
        let mut next = at + 1;
        while page.is_mark(next, '.')
            && page.kind(next + 1) == Kind::Digits
            && page.glued(next)
            && page.glued(next + 1)
        {
            parts += 1;
            next += 2;
        }
        // "1°)"
        let degree = page.key(next) == "°" && page.glued(next);
        let next = next + usize::from(degree);
        let short = page.key(at).len() <= 2 && page.key(next - 1).len() <= 2;
        let closed = closes(next) && !(page.kind(next + 1) == Kind::Digits && page.glued(next + 1));
        let opens = page.kind(next + 1) != Kind::Break || next + 1 >= end;
        if short && closed && opens {
            return Some((Style::Number(parts), next + 1));
        }
        // "1° identifier"
        if short && degree {
            return Some((Style::Number(parts), next));
        }
        return (short && parts > 1 && page.capital(next)).then_some((Style::Number(parts), next));
    }
    let key = page.key(at);
    let roman =
        page.capital(at) && key.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x' | 'l'));
    if roman && !key.is_empty() && closes(at + 1) {
        return Some((Style::Roman, at + 2));
    }
    if key.chars().count() == 1
        && (page.is_mark(at + 1, ')')
            || page.is_mark(at + 1, '.')
            || page.is_mark(at + 1, '-') && !page.glued(at + 2))
    {
        return Some((Style::Letter, at + 2));
    }
    if ORDINALS.contains(&key) {
        return Some((Style::Roman, at + 1 + usize::from(closes(at + 1))));
    }
    let at = at + usize::from(key == "art" && page.is_mark(at + 1, '.'));
    let counted = page.kind(at + 1) == Kind::Digits
        || sheet.mark(at + 1, Tag::Ordinal).is_some()
        || page.key(at + 1).chars().all(|letter| matches!(letter, 'i' | 'v' | 'x'))
            && !page.key(at + 1).is_empty();
    if PARTS.contains(&key) && counted && at + 2 <= end {
        return Some((Style::Article, at + 2 + usize::from(closes(at + 2))));
    }
    None
}

fn plain_style(sheet: &Sheet<'_>, first: usize, end: usize) -> Style {
    let written = sheet.page.words(first, end.min(first + 40));
    let capitals = written.chars().filter(|letter| letter.is_uppercase()).count();
    let small = written.chars().filter(|letter| letter.is_lowercase()).count();
    if capitals > 3 && small == 0 { Style::Capitals } else { Style::Plain }
}

fn heads(sheet: &Sheet<'_>, line: &Line, next: Option<Style>) -> bool {
    let page = &sheet.page;
    let Some(next) = next else { return false };
    let length = page.length(line.body, line.end, HEADING + 1);
    let percent = (line.body..line.end).any(|at| page.is_mark(at, '%') || page.is_mark(at, '٪'))
        || sheet.has(line.body, line.end, Tag::Percent);
    if line.leads_in {
        return !percent;
    }
    let ended = ['.', ';', ',', '!', '…', '؛', '،']
        .into_iter()
        .any(|mark| page.is_mark(line.end - 1, mark));
    if line.body >= line.end {
        return matches!(line.style, Style::Article | Style::Roman | Style::Number(_));
    }
    // "2031: opening of the register": a day with what is to happen then
    let dated = (line.body..line.end.min(line.body + 5)).any(|at| {
        page.is_mark(at, ':')
            && page.kind(at.saturating_sub(1)) == Kind::Digits
            && !page.glued(at + 1)
    }) && line.style == Style::Plain;
    if percent || ended || dated || length > HEADING {
        return false;
    }
    match line.style {
        Style::Article | Style::Roman | Style::Number(_) | Style::Capitals => true,
        Style::Letter | Style::Dash | Style::Plus | Style::Bullet => {
            next != line.style && next != Style::Plain && length < 120
        }
        Style::Plain => length < 140,
    }
}

pub(super) fn cut_sentences(sheet: &Sheet<'_>) -> Vec<Sentence> {
    let page = &sheet.page;
    let mut sentences = Vec::new();
    for (line, found) in sheet.lines.iter().enumerate() {
        let mut first = found.body;
        for at in found.body..found.end {
            let inner = at + 1 < found.end;
            if !inner || ends_sentence(sheet, at) {
                if at + 1 > first {
                    sentences.push(Sentence { first, end: at + 1, line });
                }
                first = at + 1;
            }
        }
        if found.body >= found.end {
            sentences.push(Sentence { first: found.first, end: found.end, line });
        }
    }
    // a dash after a full stop opens an item inside its line
    for sentence in &mut sentences {
        if page.is_mark(sentence.first, '-') && sentence.first + 1 < sentence.end {
            sentence.first += 1;
        }
    }
    sentences
}

fn ends_sentence(sheet: &Sheet<'_>, at: usize) -> bool {
    let page = &sheet.page;
    match page.kind(at) {
        Kind::Mark('!' | '?' | '؟') => true,
        Kind::Mark('.' | '…') => {
            let arabic = page
                .key(at + 1)
                .starts_with(|letter: char| matches!(letter, '\u{0620}'..='\u{064A}'));
            if page.glued(at + 1) && !arabic {
                return false;
            }
            // "n. 5", "art. 3", "M. X", "U. S."
            const SHORT: [&str; 16] = [
                "no", "n", "art", "mr", "mrs", "ms", "dr", "m", "mme", "st", "nos", "rs", "ref",
                "p", "tp", "vs",
            ];
            let before = page.key(at.saturating_sub(1));
            let short = page.glued(at)
                && (SHORT.contains(&before)
                    || before.chars().count() == 1
                        && page.kind(at.saturating_sub(1)) == Kind::Word
                        && !arabic);
            let opens = page.capital(at + 1) || page.kind(at + 1) != Kind::Word || arabic;
            !short && opens
        }
        _ => false,
    }
}
