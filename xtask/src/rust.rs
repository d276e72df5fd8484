//! Reads Rust source as far as our checks need it: what is code, what is a comment, what is a string.
//!
//! No syntax tree: the checks look for names and shapes, and a full parser would be the heaviest part
//! of the whole build.

/// A source text taken apart.
#[derive(Debug)]
pub(crate) struct Source {
    /// The text with comments and the insides of strings blanked; same length, same lines.
    pub(crate) code: String,
    /// String literals in order.
    pub(crate) strings: Vec<Literal>,
}

#[derive(Debug)]
pub(crate) struct Literal {
    /// Byte at which the inside of the literal starts.
    pub(crate) at: usize,
    pub(crate) text: String,
}

/// A function and the lines that it covers, from its `fn` to its closing brace.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) lines: usize,
}

/// The line, counted from 1, in which byte `at` of `text` stands.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

pub(crate) fn read(text: &str) -> Source {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut strings = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let end = if rest.starts_with(b"//") {
            blank(&mut code, at, at + rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len()))
        } else if rest.starts_with(b"/*") {
            blank(&mut code, at, at + comment_length(rest))
        } else if let Some((opening, closing)) = string_bounds(bytes, at) {
            strings.push(Literal { at: opening, text: text[opening..closing].to_owned() });
            blank(&mut code, opening, closing);
            closing + 1
        } else if byte == b'\'' {
            let length = char_length(rest);
            if length > 1 {
                blank(&mut code, at + 1, at + length - 1);
            }
            at + length
        } else {
            at + 1
        };
        at = end;
    }
    Source { code: String::from_utf8_lossy(&code).into_owned(), strings }
}

fn blank(code: &mut [u8], from: usize, to: usize) -> usize {
    for byte in code.iter_mut().take(to).skip(from) {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
    to
}

fn comment_length(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0_u32, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// Where the inside of the string literal that starts at `at` begins and ends, if one starts there.
fn string_bounds(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    if bytes[at] == b'"' {
        return Some((at + 1, plain_end(bytes, at + 1)));
    }
    let word_before = at.checked_sub(1).is_some_and(|before| is_word(bytes[before]));
    if word_before || !matches!(bytes[at], b'r' | b'b' | b'c') {
        return None;
    }
    let mut open = at + 1;
    let raw = bytes[at] == b'r' || bytes.get(open) == Some(&b'r');
    if bytes[at] != b'r' && raw {
        open += 1;
    }
    let hashes = bytes.get(open..)?.iter().take_while(|byte| **byte == b'#').count();
    if bytes.get(open + hashes) != Some(&b'"') || (hashes > 0 && !raw) {
        return None;
    }
    let inside = open + hashes + 1;
    if !raw {
        return Some((inside, plain_end(bytes, inside)));
    }
    let mut closing = vec![b'"'];
    closing.resize(1 + hashes, b'#');
    let length = bytes[inside..].windows(closing.len()).position(|window| window == closing)?;
    Some((inside, inside + length))
}

fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// The length of the character literal at the start of `rest`; 1 when it is a lifetime.
fn char_length(rest: &[u8]) -> usize {
    if rest.get(1) == Some(&b'\\') {
        let close = rest.iter().skip(3).position(|byte| *byte == b'\'');
        return close.map_or(1, |at| at + 4);
    }
    // One letter of up to four bytes, then the closing quote; a lifetime has none there.
    let letter = std::str::from_utf8(rest.get(1..).unwrap_or_default())
        .ok()
        .and_then(|text| text.chars().next())
        .map_or(1, char::len_utf8);
    if rest.get(1 + letter) == Some(&b'\'') { letter + 2 } else { 1 }
}

pub(crate) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// Where `word` stands in `code` as a whole word.
pub(crate) fn words<'code>(
    code: &'code str,
    word: &'code str,
) -> impl Iterator<Item = usize> + 'code {
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let bytes = code.as_bytes();
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let after = bytes.get(at + word.len());
        !before.is_some_and(|byte| is_word(*byte)) && !after.is_some_and(|byte| is_word(*byte))
    })
}

/// Where the bracket that opens at `open` is closed; the end of `code` when it never is.
pub(crate) fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0_u32;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    code.len()
}

/// Functions with a body, nested ones too.
pub(crate) fn functions(code: &str) -> Vec<Function> {
    words(code, "fn")
        .filter_map(|at| {
            let name: String = code[at + 2..]
                .trim_start()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let mut open = at;
            // The body is the first brace outside the parentheses of the arguments.
            loop {
                open += code.get(open..)?.find(['(', '{', ';'])?;
                match code.as_bytes()[open] {
                    b'(' => open = closing(code, open) + 1,
                    b'{' => break,
                    _ => return None,
                }
            }
            let end = closing(code, open);
            let line = line_of(code, at);
            (!name.is_empty()).then(|| Function {
                name,
                line,
                lines: line_of(code, end) - line + 1,
            })
        })
        .collect()
}

/// Where in `code` tests stand: from each `#[cfg(test)]` with a body to its closing brace.
pub(crate) fn test_spans(code: &str) -> Vec<(usize, usize)> {
    code.match_indices("#[cfg(test)]")
        .filter_map(|(at, _)| {
            let stop = at + code[at..].find(['{', ';'])?;
            Some((at, if code.as_bytes()[stop] == b'{' { closing(code, stop) } else { stop }))
        })
        .collect()
}

/// The classes that the pages written in `source` give to elements: `.name` in `html!`, and the words
/// of the strings in `class=`.
pub(crate) fn classes(source: &Source) -> Vec<String> {
    let code = &source.code;
    let mut found = Vec::new();
    for at in words(code, "html").filter(|at| code[at + 4..].starts_with('!')) {
        let Some(open) = code[at..].find(['{', '(', '[']).map(|step| at + step) else { continue };
        dotted(&code[open + 1..closing(code, open)], &mut found);
    }
    for at in words(code, "class").filter(|at| code[at + 5..].starts_with('=')) {
        let value = at + 6;
        let end = match code.as_bytes().get(value) {
            Some(b'"') => value + 2,
            Some(b'(') => closing(code, value),
            _ => continue,
        };
        let inside = source.strings.iter().filter(|literal| (value..=end).contains(&literal.at));
        found.extend(inside.flat_map(|literal| literal.text.split_whitespace().map(str::to_owned)));
    }
    found
}

/// The names behind dots in the body of an `html!`, expressions in parentheses and after `@` left out.
fn dotted(body: &str, found: &mut Vec<String>) {
    let bytes = body.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'(' => at = closing(body, at),
            b'@' => at += body[at..].find(['{', ';']).unwrap_or(0),
            b'.' => {
                let name: String = body[at + 1..]
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'))
                    .collect();
                at += name.len();
                if !name.is_empty() {
                    found.push(name);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_not_code() {
        let source =
            read("a /* x /* y */ z */ b // c\n\"d\" r#\"e\"f\"# 'g' '\\'' 'h: b\"i\" char");
        let strings: Vec<&str> =
            source.strings.iter().map(|literal| literal.text.as_str()).collect();
        assert_eq!(strings, ["d", "e\"f", "i"]);
        for gone in ["x", "z", "c\n", "d", "e", "f", "g"] {
            assert!(!source.code.replace("char", "").contains(gone), "{gone} in {}", source.code);
        }
        assert!(source.code.contains("'h: b"));
    }

    #[test]
    fn a_function_covers_its_body() {
        let code =
            "fn a(x: [u8; 2], f: impl Fn() -> u8) -> u8 {\n 1\n}\ntrait T { fn b(); }\nfn c() {}";
        let found: Vec<(String, usize, usize)> = functions(code)
            .into_iter()
            .map(|function| (function.name, function.line, function.lines))
            .collect();
        assert_eq!(found, [("a".to_owned(), 1, 3), ("c".to_owned(), 5, 1)]);
    }

    #[test]
    fn classes_come_from_markup_and_not_from_methods() {
        let source = read(
            "x.method(); html! { div.one.two-three { (unit.name()) @if row.late { p class=\"four five\" {} } a.six[on] class=(pick(\"seven\")) {} } }",
        );
        assert_eq!(classes(&source), ["one", "two-three", "six", "four", "five", "seven"]);
    }
}
