//! The main text of a web page: what a reader came for, without menus, banners, forms and scripts. Tags are read by
//! `html5gum`; no tree is built, so pages with broken nesting are read as far as they go.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::{DocumentError, encoding, lines::Lines};

/// Whether the opening of a file is that of a web page, whatever its name says.
pub(super) fn opens(start: &[u8]) -> bool {
    // Without zero bytes UTF-16 reads like ASCII.
    let letters: Vec<u8> =
        start.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let text = String::from_utf8_lossy(&letters);
    let text = text.trim_start_matches(|letter: char| !letter.is_ascii() || letter.is_whitespace());
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| text.starts_with(tag))
        || ((text.starts_with("<?xml") || text.starts_with("<!--")) && text.contains("<html"))
}

/// The main text of the page.
pub(super) fn text(bytes: &[u8]) -> Result<String, DocumentError> {
    let page = encoding::decode_labelled(charset(bytes), bytes)?;
    let main = extract(&page, Keep::Main);
    if letters(&main) > 0 {
        return Ok(main);
    }
    let body = extract(&page, Keep::Body);
    // Many portals wrap the whole page in one form: where most of the text stands in forms, they are the page.
    let with_forms = extract(&page, Keep::Forms);
    if letters(&body) * 2 >= letters(&with_forms) && letters(&body) > 0 {
        return Ok(body);
    }
    Ok(if letters(&with_forms) > 0 { with_forms } else { extract(&page, Keep::Everything) })
}

/// How much of a page counts as its text, from the narrowest reading to the widest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Keep {
    /// Only what stands in `main`.
    Main,
    Body,
    Forms,
    Everything,
}

const NEVER: [&str; 19] = [
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select",
    "button", "textarea", "canvas", "audio", "video", "datalist", "dialog", "noframes", "title",
];
const AROUND: [&str; 4] = ["nav", "header", "footer", "aside"];
const BLOCKS: [&str; 30] = [
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
];

fn extract(page: &str, keep: Keep) -> String {
    let mut emitter = DefaultEmitter::default();
    // Without a tree the tokenizer must be told that a script holds no tags.
    emitter.naively_switch_states(true);
    let mut walk = Walk { keep, lines: Lines::default(), left_out: None, inside: 0, main: 0 };
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let name = String::from_utf8_lossy(&tag.name);
                // In HTML the slash of `<div/>` means nothing, but drawings are closed by it.
                walk.start(&name, tag.self_closing && matches!(&*name, "svg" | "math"));
            }
            Ok(Token::EndTag(tag)) => walk.end(&String::from_utf8_lossy(&tag.name)),
            Ok(Token::String(text)) => walk.text(&String::from_utf8_lossy(&text.value)),
            Ok(_) => {}
        }
    }
    walk.lines.finish()
}

struct Walk {
    keep: Keep,
    lines: Lines,
    /// The element that is being left out, and how many of its name are open inside it.
    left_out: Option<(String, usize)>,
    /// How many `main` and `article` are open: a header inside one is the document's own.
    inside: usize,
    main: usize,
}

impl Walk {
    fn start(&mut self, name: &str, closed: bool) {
        if let Some((left_out, open)) = &mut self.left_out {
            *open += usize::from(left_out == name);
            // A head that is never closed ends where the body begins.
            if name == "body" && left_out == "head" {
                self.left_out = None;
            }
            return;
        }
        if self.leaves_out(name) {
            if !closed {
                self.left_out = Some((name.to_owned(), 1));
            }
            return;
        }
        match name {
            "main" => (self.main, self.inside) = (self.main + 1, self.inside + 1),
            "article" => self.inside += 1,
            _ => {}
        }
        match name {
            "table" => self.lines.start_table(),
            "tr" => self.lines.end_row(),
            "td" | "th" => self.lines.start_cell(),
            "br" => self.lines.end_line(),
            _ if BLOCKS.contains(&name) || AROUND.contains(&name) || name == "form" => {
                self.lines.end_line()
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((left_out, open)) = &mut self.left_out {
            if left_out == name {
                *open -= 1;
                if *open == 0 {
                    self.left_out = None;
                }
            }
            return;
        }
        match name {
            "main" => {
                self.lines.end_line();
                (self.main, self.inside) =
                    (self.main.saturating_sub(1), self.inside.saturating_sub(1));
            }
            "article" => {
                self.lines.end_line();
                self.inside = self.inside.saturating_sub(1);
            }
            "table" => self.lines.end_table(),
            "tr" => self.lines.end_row(),
            _ if BLOCKS.contains(&name) || AROUND.contains(&name) || name == "form" => {
                self.lines.end_line()
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.left_out.is_none() && (self.keep != Keep::Main || self.main > 0) {
            self.lines.push_collapsed(text);
        }
    }

    fn leaves_out(&self, name: &str) -> bool {
        NEVER.contains(&name)
            || (name == "form" && self.keep < Keep::Forms)
            || (AROUND.contains(&name)
                && self.keep < Keep::Everything
                && !(self.inside > 0 && matches!(name, "header" | "footer")))
    }
}

/// The encoding that the page states in its first kilobytes.
fn charset(bytes: &[u8]) -> Option<&[u8]> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let at = head.windows(8).position(|window| window.eq_ignore_ascii_case(b"charset="))?;
    let rest = head.get(at + 8..)?;
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end =
        rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_".contains(byte)))?;
    rest.get(..end)
}

fn letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphabetic()).count()
}
