//! Text as tokens. Letters and digits of ASCII make words; everything else that is written makes overlapping pairs, because
//! Chinese puts no spaces between words: 行政处罚 is 行政, 政处, 处罚 and, at its end, 罚. The same tokens come from a query,
//! so a phrase of tokens is found wherever the text has the words of the query in a row.
//!
//! A token is plain ASCII for both databases: `w` and the word, or `z` and four digits of base 36 for each character. Their own
//! tokenizers would drop characters that are younger than their tables, as names have them: 𠮷, 𫭢.

/// Longest word, in letters; the rest of it is not looked at.
const WORD_CHARS_MAX: usize = 64;
/// Stands between two fields, so that no phrase runs from one into the next. No word or pair looks like it.
const FIELD_END: &str = "q";
/// So many tokens stand in two rows, so that a phrase at the border is whole in one of them.
const ROW_OVERLAP_TOKENS: usize = 2 * super::query::QUERY_CHARS_MAX;

/// What a run of characters is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Word,
    Pair,
    Between,
    /// Neither written nor between: variation selectors and joiners.
    Nothing,
}

/// Stands in each row of a text that is in several of them.
pub(super) const IN_PARTS: &str = "l";
/// So many hexadecimal digits of an id say in which 2²⁸ milliseconds, some three days, it was made: an id begins with the 48 bits of its
/// millisecond (RFC 9562, 5.7).
const SPAN_DIGITS: usize = 5;

/// The rows of the index for the fields of one subject, with so many tokens each at most. The marks stand in each of them.
pub(super) fn rows(fields: &[String], marks: &[String], row_tokens_max: usize) -> Vec<String> {
    let mut tokens = Vec::new();
    for field in fields {
        tokens.extend(runs(field).iter().flat_map(|run| run.tokens(true)));
        tokens.push(FIELD_END.to_owned());
    }
    let step = row_tokens_max - ROW_OVERLAP_TOKENS;
    let starts =
        (0..tokens.len()).step_by(step).take_while(|start| *start == 0 || start + ROW_OVERLAP_TOKENS < tokens.len());
    let starts: Vec<usize> = starts.collect();
    let in_parts = (starts.len() > 1).then_some(IN_PARTS);
    let row = |start: &usize| {
        let tokens = &tokens[*start..tokens.len().min(start.saturating_add(row_tokens_max))];
        let all = marks.iter().map(String::as_str).chain(in_parts).chain(tokens.iter().map(String::as_str));
        all.collect::<Vec<_>>().join(" ")
    };
    starts.iter().map(row).collect()
}

/// The token of a department that may know of a subject: `r` and its code in hexadecimal. No word or pair looks like it.
pub(super) fn reader(code: &str) -> String {
    std::iter::once("r".to_owned()).chain(code.bytes().map(|byte| format!("{byte:02x}"))).collect()
}

/// The token of the days in which a subject was made: `d` and the beginning of its id. No word or pair looks like it.
pub(super) fn span(id: &str) -> String {
    format!("d{}", id.get(..SPAN_DIGITS).unwrap_or(id))
}

/// The tokens of the days of an id and of those before them, so many in all; only its own where it has no such days.
pub(super) fn spans_until(id: &str, count: u32) -> Vec<String> {
    let last = id.get(..SPAN_DIGITS).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match last {
        Some(last) => {
            (last.saturating_sub(count - 1)..=last).rev().map(|number| format!("d{number:0SPAN_DIGITS$x}")).collect()
        }
        None => vec![span(id)],
    }
}

/// One term of a query as a phrase. The last token may be only the beginning of one in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) tokens: Vec<String>,
    pub(super) last_is_prefix: bool,
}

/// A word of at least so many letters is looked for as the beginning of one: numbers and codes are often typed in part.
const PREFIX_CHARS_MIN: usize = 4;

/// The phrase of one term; nothing, where it has nothing to look for.
pub(super) fn phrase(term: &str) -> Option<Phrase> {
    let runs = runs(term);
    let (last, before) = runs.split_last()?;
    let mut tokens: Vec<String> = before.iter().flat_map(|run| run.tokens(true)).collect();
    // In the text the run may go on: its last single character is not asked for, unless it is all there is.
    tokens.extend(last.tokens(last.characters.len() == 1));
    let last_is_prefix = match last.class {
        Class::Word => last.characters.len() >= PREFIX_CHARS_MIN,
        _ => last.characters.len() == 1,
    };
    Some(Phrase { tokens, last_is_prefix })
}

/// Full-width letters and digits as half-width ones, in lower case.
pub(super) fn fold(text: &str) -> impl Iterator<Item = char> {
    let half = text.chars().map(|character| match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{3000}' => ' ',
        other => other,
    });
    half.flat_map(char::to_lowercase)
}

struct Run {
    class: Class,
    characters: Vec<char>,
}

impl Run {
    fn tokens(&self, with_last: bool) -> Vec<String> {
        if self.class == Class::Word {
            let word = self.characters.iter().take(WORD_CHARS_MAX);
            return vec![std::iter::once('w').chain(word.copied()).collect()];
        }
        let mut tokens: Vec<String> = self.characters.windows(2).map(token).collect();
        if let Some(last) = self.characters.last().filter(|_| with_last) {
            tokens.push(token(&[*last]));
        }
        tokens
    }
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut before = Class::Between;
    for character in fold(text) {
        let class = class_of(character);
        match (class, runs.last_mut()) {
            (Class::Nothing, _) => continue,
            (Class::Between, _) => {}
            (_, Some(run)) if before == class => run.characters.push(character),
            _ => runs.push(Run { class, characters: vec![character] }),
        }
        before = class;
    }
    runs
}

fn class_of(character: char) -> Class {
    match character {
        'a'..='z' | '0'..='9' => Class::Word,
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => Class::Nothing,
        // Characters of the user's own making, in the private areas, stand in names of people and places.
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Class::Pair,
        other if other.is_alphanumeric() => Class::Pair,
        _ => Class::Between,
    }
}

/// `z` and four digits of base 36 for each character: all of Unicode fits.
fn token(characters: &[char]) -> String {
    let mut token = String::from("z");
    for character in characters {
        let number = u32::from(*character);
        let digits = [46_656, 1_296, 36, 1].map(|place| char::from_digit(number / place % 36, 36).unwrap_or('0'));
        token.extend(digits);
    }
    token
}

#[cfg(test)]
mod cuts {
    use super::*;

    /// Tokens with the characters put back, to be read.
    fn read(tokens: &[String]) -> Vec<String> {
        let plain = |token: &String| match token.strip_prefix('z') {
            Some(digits) => digits
                .as_bytes()
                .chunks(4)
                .map(|four| u32::from_str_radix(std::str::from_utf8(four).unwrap(), 36).unwrap())
                .map(|number| char::from_u32(number).unwrap())
                .collect(),
            None => token.clone(),
        };
        tokens.iter().map(plain).collect()
    }

    #[test]
    fn texts_are_cut_into_words_and_pairs() {
        let row = rows(&["鞍审批〔2026〕12号".to_owned(), "ＴＳ－２０２６ A座".to_owned()], &[], 4_000).remove(0);
        let tokens: Vec<String> = row.split(' ').map(str::to_owned).collect();
        let cut = ["鞍审", "审批", "批", "w2026", "w12", "号", "q", "wts", "w2026", "wa", "座", "q"];
        assert_eq!(read(&tokens), cut);
    }

    #[test]
    fn a_query_does_not_say_where_its_last_run_ends() {
        for (term, tokens, last_is_prefix) in [
            ("审批局", &["审批", "批局"][..], false),
            ("审", &["审"], true),
            ("审批〔2026〕", &["审批", "批", "w2026"], true),
            ("第12", &["第", "w12"], false),
            ("𠮷\u{e0100}野", &["𠮷野"], false),
            ("\u{e000}", &["\u{e000}"], true),
        ] {
            let phrase = phrase(term).unwrap();
            assert_eq!(
                (read(&phrase.tokens), phrase.last_is_prefix),
                (tokens.iter().map(|t| (*t).to_owned()).collect(), last_is_prefix)
            );
        }
        for nothing in ["", "*", "\"'-:()^", "〔〕、。"] {
            assert_eq!(phrase(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn long_texts_stand_in_rows_that_overlap() {
        let text = ["审批".repeat(5_000)];
        let whole = rows(&text, &[reader("A-1")], usize::MAX);
        assert_eq!(whole.len(), 1);
        assert!(whole[0].starts_with("r412d31 z"), "whose it is stands first");
        let rows = rows(&text, &[], 4_000);
        let counts: Vec<usize> = rows.iter().map(|row| row.split(' ').count()).collect();
        assert_eq!(counts, [1 + 4_000, 1 + 4_000, 1 + 2_401]);
        let tail: Vec<&str> = rows[0].split(' ').skip(1 + 4_000 - ROW_OVERLAP_TOKENS).collect();
        let head: Vec<&str> = rows[1].split(' ').skip(1).take(ROW_OVERLAP_TOKENS).collect();
        assert_eq!(tail, head);
        assert!(rows.iter().all(|row| row.starts_with("l ")), "each says that it is not the whole");
    }

    #[test]
    fn the_days_of_an_id_are_some_three() {
        let id = "01a20c6a-d650-72f5-9e06-301852542a4e";
        assert_eq!(span(id), "d01a20");
        assert_eq!(spans_until(id, 3), ["d01a20", "d01a1f", "d01a1e"]);
        assert_eq!(
            (spans_until("00000000", 3), spans_until("7", 3)),
            (vec!["d00000".to_owned()], vec!["d7".to_owned()])
        );
    }
}
