//! Rust text cut into code, comments and literals: enough to look for words without taking one for the other.

/// What a piece of a source file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everything else.
    Code,
    /// A comment, documentation too, with its marks.
    Comment,
    /// A string or a character, without its quotation marks.
    Literal,
}

/// A piece of a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What it is.
    pub kind: Kind,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The byte of the file at which its text begins.
    pub start: usize,
    /// Its text.
    pub text: &'a str,
}

/// Cuts a source file. Text that is no Rust comes out as code.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut cutter = Cutter { text, at: 0, code_from: 0, line: 1, pieces: Vec::new() };
    while cutter.at < text.len() {
        cutter.step();
    }
    cutter.end_code();
    cutter.pieces
}

/// The words of a text: letters, digits and underscores that stand together.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !is_word(character)).filter(|word| !word.is_empty())
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

struct Cutter<'a> {
    text: &'a str,
    at: usize,
    code_from: usize,
    line: usize,
    pieces: Vec<Piece<'a>>,
}

impl Cutter<'_> {
    fn step(&mut self) {
        let rest = &self.text[self.at..];
        if rest.starts_with("//") {
            let length = rest.find('\n').unwrap_or(rest.len());
            self.cut(Kind::Comment, 0, length, 0);
        } else if rest.starts_with("/*") {
            self.cut(Kind::Comment, 0, block_comment_length(rest), 0);
        } else if let Some(quoted) = rest.strip_prefix('"') {
            let length = quoted_length(quoted, '"');
            self.cut(Kind::Literal, 1, length, 1);
        } else if let Some(hashes) = self.raw_string_hashes(rest) {
            let open = 2 + hashes;
            let close = format!("\"{}", "#".repeat(hashes));
            let length = rest[open..].find(&close).unwrap_or(rest.len() - open);
            self.cut(Kind::Literal, open, length, close.len());
        } else if let Some(quoted) = rest.strip_prefix('\'').filter(|quoted| is_character(quoted)) {
            let length = quoted_length(quoted, '\'');
            self.cut(Kind::Literal, 1, length, 1);
        } else {
            self.at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }

    /// The number of `#` if a raw string begins here.
    fn raw_string_hashes(&self, rest: &str) -> Option<usize> {
        let after = rest.strip_prefix('r')?;
        let hashes = after.len() - after.trim_start_matches('#').len();
        // `br"` and `cr"` are raw strings too; `for"` is not, but is not written either.
        let before = self.text[..self.at].chars().next_back();
        let begins = before.is_none_or(|character| !is_word(character) || matches!(character, 'b' | 'c'));
        (begins && after[hashes..].starts_with('"')).then_some(hashes)
    }

    fn cut(&mut self, kind: Kind, open: usize, length: usize, close: usize) {
        self.end_code();
        let start = self.at + open;
        let text = &self.text[start..start + length];
        self.pieces.push(Piece { kind, line: self.line, start, text });
        self.line += text.matches('\n').count();
        self.at = (self.at + open + length + close).min(self.text.len());
        self.code_from = self.at;
    }

    fn end_code(&mut self) {
        let text = &self.text[self.code_from..self.at];
        if !text.is_empty() {
            self.pieces.push(Piece { kind: Kind::Code, line: self.line, start: self.code_from, text });
            self.line += text.matches('\n').count();
        }
        self.code_from = self.at;
    }
}

/// The bytes up to the closing mark that is not escaped.
fn quoted_length(text: &str, mark: char) -> usize {
    let mut is_escaped = false;
    for (at, character) in text.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if character == mark => return at,
            _ => {}
        }
    }
    text.len()
}

/// Whether a character and not a lifetime begins with the mark before this: `'a'` or `'\n'`, but not `'a` or `'static`.
fn is_character(quoted: &str) -> bool {
    let mut characters = quoted.chars();
    match characters.next() {
        Some('\\') => true,
        Some(_) => characters.next() == Some('\''),
        None => false,
    }
}

/// The bytes of a block comment; they nest.
fn block_comment_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_kind(text: &str, kind: Kind) -> Vec<(usize, &str)> {
        pieces(text).into_iter().filter(|piece| piece.kind == kind).map(|piece| (piece.line, piece.text)).collect()
    }

    #[test]
    fn a_quotation_mark_in_a_comment_opens_no_string() {
        let text = "// it's \"here\nlet a = \"there // no comment\";\n";
        assert_eq!(of_kind(text, Kind::Comment), [(1, "// it's \"here")]);
        assert_eq!(of_kind(text, Kind::Literal), [(2, "there // no comment")]);
    }

    #[test]
    fn raw_and_escaped_strings_end_where_rust_ends_them() {
        let text = r##"f(r#"say "no" "#, "a\"b", b'\'', br"x\", 'é');"##;
        let found: Vec<&str> = of_kind(text, Kind::Literal).into_iter().map(|(_, text)| text).collect();
        assert_eq!(found, ["say \"no\" ", "a\\\"b", "\\'", "x\\", "é"]);
    }

    #[test]
    fn a_lifetime_is_code() {
        assert_eq!(of_kind("fn f<'a>(x: &'a str) -> &'static str { \"s\" }", Kind::Literal), [(1, "s")]);
    }

    #[test]
    fn block_comments_nest_and_lines_are_counted_through_them() {
        let text = "/* a\n /* b */\n c */ fn f() {}\n\"two\nlines\" // end";
        assert_eq!(of_kind(text, Kind::Comment), [(1, "/* a\n /* b */\n c */"), (5, "// end")]);
        assert_eq!(of_kind(text, Kind::Literal), [(4, "two\nlines")]);
    }

    #[test]
    fn text_that_is_cut_off_does_not_stop_the_cutter() {
        for text in ["\"open", "r#\"open", "/* open", "'", "b'\\", "r", "r#"] {
            assert!(!pieces(text).is_empty() || text.is_empty(), "{text}");
        }
    }
}
