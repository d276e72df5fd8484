//! What a page shows: runs its operators and notes every letter with its place (ISO 32000-1, 9.4). Drawings and pictures
//! are passed over, as is what the file marks as page furniture (artifacts: running heads, page numbers).

use std::collections::HashMap;
use std::rc::Rc;

use encoding_rs::UTF_16BE;
use hayro_syntax::content::{TypedIter, ops::TypedInstruction};
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::Font;
use super::matrix::{Matrix, point, product, quarter_turn, turned};
use super::{BROKEN, DocumentError, unpack};

/// A letter (or a few that one sign stands for) on a page: where it starts and ends along its line, the height of the
/// line, its size, all in points, and the quarter turn of its line.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) letters: String,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) height: f64,
    pub(super) size: f64,
    pub(super) turn: u8,
}

/// Operators that are run in one file: a page of dense text has about 5,000, so this is 4,000 such pages.
const OPERATORS: usize = 20_000_000;
/// Letters that are noted for one page; a newspaper page has some 30,000.
const LETTERS_PER_PAGE: usize = 500_000;
/// Forms within forms; real files have three or four.
const FORM_DEPTH: usize = 8;
/// Saved states within states.
const SAVED: usize = 512;

/// What is kept from page to page: fonts, and how many signs had letters.
#[derive(Default)]
pub(super) struct Reading {
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    operators: usize,
    /// The forms that are open: one that shows itself would never end.
    forms: Vec<ObjectIdentifier>,
    pub(super) mapped: usize,
    pub(super) unmapped: usize,
}

#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

struct Walk<'r> {
    reading: &'r mut Reading,
    placed: Vec<Placed>,
    state: State,
    text: Matrix,
    line: Matrix,
    /// Open marked content: artifacts show nothing, and a stated text stands for what is shown inside it.
    marks: Vec<Mark>,
}

enum Mark {
    Plain,
    Artifact,
    Stated { text: String, from: usize },
}

impl Reading {
    /// The letters of a page in the order in which it shows them.
    pub(super) fn page(&mut self, page: &Page<'_>) -> Result<Vec<Placed>, DocumentError> {
        let mut content = Vec::new();
        let contents = page.raw().get::<Object<'_>>("Contents");
        match contents {
            Some(Object::Stream(stream)) => {
                content.extend(unpack::unpacked(&stream)?.unwrap_or_default())
            }
            Some(Object::Array(streams)) => {
                for stream in streams.iter::<Stream<'_>>() {
                    content.extend(unpack::unpacked(&stream)?.unwrap_or_default());
                    content.push(b' ');
                    if content.len() > super::super::UNPACKED_LIMIT_BYTES {
                        return Err(unpack::TOO_LARGE);
                    }
                }
            }
            _ => {}
        }
        self.charge(&content);
        let state = State {
            page: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut walk = Walk {
            reading: self,
            placed: Vec::new(),
            text: state.page,
            line: state.page,
            state,
            marks: Vec::new(),
        };
        walk.run(&content, page.resources(), 0)?;
        Ok(walk.placed)
    }
}

impl Reading {
    /// Unpacked content counts towards the operators: 20 million × 32 bytes = 640 MB in one file, however often it is shown.
    fn charge(&mut self, content: &[u8]) {
        self.operators += content.len() / 32;
    }
}

impl Walk<'_> {
    fn run(
        &mut self,
        content: &[u8],
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), DocumentError> {
        let mut saved = Vec::new();
        let marks = self.marks.len();
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            self.reading.operators += 1;
            if self.reading.operators > OPERATORS || self.placed.len() > LETTERS_PER_PAGE {
                return Err(BROKEN);
            }
            match operator {
                TypedInstruction::SaveState(_) if saved.len() < SAVED => {
                    saved.push(self.state.clone())
                }
                TypedInstruction::RestoreState(_) => {
                    if let Some(state) = saved.pop() {
                        self.state = state;
                    }
                }
                TypedInstruction::Transform(m) => {
                    self.state.page = product(
                        [
                            m.0.as_f64(),
                            m.1.as_f64(),
                            m.2.as_f64(),
                            m.3.as_f64(),
                            m.4.as_f64(),
                            m.5.as_f64(),
                        ],
                        self.state.page,
                    );
                }
                TypedInstruction::TextFont(font) => {
                    self.state.size = font.1.as_f64();
                    self.state.font = self.font(resources.get_font(font.0))?;
                }
                TypedInstruction::XObject(name) if depth < FORM_DEPTH => {
                    if let Some(stream) = resources.get_x_object(name.0) {
                        self.form(&stream, resources, depth)?;
                    }
                }
                TypedInstruction::BeginMarkedContent(tag) => self.mark(tag.0.as_str(), None),
                TypedInstruction::BeginMarkedContentWithProperties(tag) => match tag.1 {
                    Object::Dict(properties) => self.mark(tag.0.as_str(), Some(properties)),
                    Object::Name(name) => {
                        self.mark(
                            tag.0.as_str(),
                            resources.properties.get::<Dict<'_>>(name.clone()).as_ref(),
                        );
                    }
                    _ => self.mark(tag.0.as_str(), None),
                },
                TypedInstruction::EndMarkedContent(_) if self.marks.len() > marks => self.unmark(),
                operator => self.text_operator(&operator),
            }
        }
        while self.marks.len() > marks {
            self.unmark();
        }
        if let Some(state) = saved.into_iter().next() {
            self.state = state;
        }
        Ok(())
    }

    fn text_operator(&mut self, operator: &TypedInstruction<'_, '_>) {
        match operator {
            TypedInstruction::BeginText(_) => {
                self.line = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
                self.text = self.line;
            }
            TypedInstruction::CharacterSpacing(space) => self.state.letter_space = space.0.as_f64(),
            TypedInstruction::WordSpacing(space) => self.state.word_space = space.0.as_f64(),
            TypedInstruction::HorizontalScaling(percent) => {
                self.state.stretch = percent.0.as_f64() / 100.0
            }
            TypedInstruction::TextLeading(leading) => self.state.leading = leading.0.as_f64(),
            TypedInstruction::TextRise(rise) => self.state.rise = rise.0.as_f64(),
            TypedInstruction::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(by) => {
                self.state.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            TypedInstruction::SetTextMatrix(m) => {
                self.line = [
                    m.0.as_f64(),
                    m.1.as_f64(),
                    m.2.as_f64(),
                    m.3.as_f64(),
                    m.4.as_f64(),
                    m.5.as_f64(),
                ];
                self.text = self.line;
            }
            TypedInstruction::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            TypedInstruction::ShowText(text) => self.show(text.0.as_bytes()),
            TypedInstruction::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text.0.as_bytes());
            }
            TypedInstruction::ShowTextWithParameters(text) => {
                self.state.word_space = text.0.as_f64();
                self.state.letter_space = text.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(text.2.as_bytes());
            }
            TypedInstruction::ShowTexts(texts) => self.show_all(texts.0),
            _ => {}
        }
    }

    fn show_all(&mut self, texts: &Array<'_>) {
        for item in texts.iter::<Object<'_>>() {
            match item {
                Object::String(text) => self.show(text.as_bytes()),
                Object::Number(back) => {
                    self.advance(-back.as_f64() / 1000.0 * self.state.size * self.state.stretch);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else { return };
        for sign in font.signs(bytes) {
            let space =
                self.state.letter_space + if sign.word_space { self.state.word_space } else { 0.0 };
            let width = sign.advance * self.state.size * self.state.stretch;
            match sign.letters {
                Some(letters) => self.place(letters, width),
                None => {
                    self.reading.unmapped +=
                        usize::from(!self.marks.iter().any(|mark| !matches!(mark, Mark::Plain)));
                }
            }
            self.advance(width + space * self.state.stretch);
        }
    }

    fn place(&mut self, letters: String, width: f64) {
        if self.marks.iter().any(|mark| matches!(mark, Mark::Artifact))
            || self.placed.len() > LETTERS_PER_PAGE
        {
            return;
        }
        let to_page = product(self.text, self.state.page);
        let [a, b, ..] = to_page;
        let (x, y) = point(to_page, 0.0, self.state.rise);
        let (x_end, y_end) = point(to_page, width, self.state.rise);
        let turn = quarter_turn(a, b);
        let (start, height) = turned(turn, x, y);
        let (end, _) = turned(turn, x_end, y_end);
        let up = (to_page[2].hypot(to_page[3]) * self.state.size).abs();
        if [start, end, height, up].iter().all(|number| number.is_finite()) {
            self.reading.mapped += 1;
            self.placed.push(Placed {
                letters,
                start: start.min(end),
                end: start.max(end),
                height,
                size: up,
                turn,
            });
        }
    }

    fn advance(&mut self, by: f64) {
        self.text = product([1.0, 0.0, 0.0, 1.0, by, 0.0], self.text);
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = product([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn font(&mut self, dict: Option<Dict<'_>>) -> Result<Option<Rc<Font>>, DocumentError> {
        let Some(dict) = dict else { return Ok(None) };
        let id = dict.obj_id();
        if let Some(font) = id.and_then(|id| self.reading.fonts.get(&id)) {
            return Ok(Some(font.clone()));
        }
        // A font takes about as long to read as a thousand operators; one without a number is read each time.
        self.reading.operators += 1_000;
        let font = Rc::new(Font::new(&dict)?);
        if let Some(id) = id {
            self.reading.fonts.insert(id, font.clone());
        }
        Ok(Some(font))
    }

    /// A form is a page within the page, with resources of its own where it has them.
    fn form(
        &mut self,
        stream: &Stream<'_>,
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), DocumentError> {
        let dict = stream.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|name| name.as_str() != "Form") {
            return Ok(());
        }
        if self.reading.forms.contains(&stream.obj_id()) {
            return Ok(());
        }
        let Some(content) = unpack::unpacked(stream)? else { return Ok(()) };
        let (outer, text, line) = (self.state.clone(), self.text, self.line);
        if let Some(matrix) = dict.get::<[f64; 6]>("Matrix") {
            self.state.page = product(matrix, self.state.page);
        }
        self.reading.charge(&content);
        self.reading.forms.push(stream.obj_id());
        match dict.get::<Dict<'_>>("Resources") {
            Some(own) => self.run(&content, &Resources::new(own), depth + 1)?,
            None => self.run(&content, resources, depth + 1)?,
        }
        self.reading.forms.pop();
        (self.state, self.text, self.line) = (outer, text, line);
        Ok(())
    }

    fn mark(&mut self, tag: &str, properties: Option<&Dict<'_>>) {
        let stated = properties.and_then(|properties| {
            properties.get::<hayro_syntax::object::String<'_>>("ActualText")
        });
        self.marks.push(match stated {
            _ if tag == "Artifact" => Mark::Artifact,
            // Only the innermost statement counts.
            Some(text) if self.marks.len() < SAVED => {
                Mark::Stated { text: text_string(text.as_bytes()), from: self.placed.len() }
            }
            _ => Mark::Plain,
        });
    }

    fn unmark(&mut self) {
        let Some(Mark::Stated { text, from }) = self.marks.pop() else { return };
        let shown = self.placed.get(from..).unwrap_or_default();
        let Some(first) = shown.first().cloned() else { return };
        let start = shown.iter().map(|placed| placed.start).fold(first.start, f64::min);
        let end = shown.iter().map(|placed| placed.end).fold(first.end, f64::max);
        // A statement for more than one line of letters would put them in one place: then the letters stand.
        if shown.iter().any(|placed| (placed.height - first.height).abs() > first.size) {
            return;
        }
        self.placed.truncate(from);
        if !text.is_empty() {
            self.placed.push(Placed { letters: text, start, end, ..first });
        }
    }
}

/// A text string of a PDF: UTF-16 or UTF-8 with a mark, else close to windows-1252 (ISO 32000-2, 7.9.2.2).
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}
