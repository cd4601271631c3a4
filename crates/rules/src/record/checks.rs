//! Collecting everything that is wrong with a record, so that a clerk mends it in one go.

use jiff::civil::Date;
use serde::Serialize;

use crate::identifier::IdentifierRefusal;

/// More than any city's budget, and still exact in every JSON reader: ten thousand billion yuan.
const MOST_FEN: i64 = 1_000_000_000_000_000;

/// One thing that is wrong with one field of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldRefusal {
    /// The field as it is called in the contract.
    pub field: &'static str,
    /// Stable code for machines.
    pub code: &'static str,
    /// The reason for a Chinese screen.
    pub message_zh: String,
    /// The reason for an English screen.
    pub message_en: String,
}

/// A text field: its name on the wire, its heading in the public lists, its length in characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    zh: &'static str,
    most_characters: usize,
    many_lines: bool,
}

impl Field {
    pub(super) const fn line(name: &'static str, zh: &'static str, most_characters: usize) -> Self {
        Self { name, zh, most_characters, many_lines: false }
    }

    pub(super) const fn lines(name: &'static str, zh: &'static str, most_characters: usize) -> Self {
        Self { name, zh, most_characters, many_lines: true }
    }
}

/// The refusals found so far.
#[derive(Debug, Default)]
pub(super) struct Checks(Vec<FieldRefusal>);

impl Checks {
    pub(super) fn finish(self) -> Result<(), Vec<FieldRefusal>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }

    pub(super) fn refuse(&mut self, field: &'static str, code: &'static str, zh: String, en: String) {
        self.0.push(FieldRefusal { field, code, message_zh: zh, message_en: en });
    }

    pub(super) fn required(&mut self, field: Field, value: &str) {
        if value.trim().is_empty() {
            self.refuse(field.name, "REQUIRED", format!("{}必填", field.zh), format!("{} is required", field.name));
        } else {
            self.text(field, value);
        }
    }

    /// Blank counts as absent.
    pub(super) fn optional(&mut self, field: Field, value: Option<&str>) {
        if let Some(value) = present(value) {
            self.text(field, value);
        }
    }

    /// A code with a check of its own, if it is there.
    pub(super) fn identifier<T>(
        &mut self,
        field: &'static str,
        value: Option<&str>,
        parse: impl Fn(&str) -> Result<T, IdentifierRefusal>,
    ) {
        if let Some(Err(refusal)) = present(value).map(parse) {
            self.refuse(field, refusal.code(), refusal.zh().to_owned(), refusal.to_string());
        }
    }

    pub(super) fn amount(&mut self, field: &'static str, zh: &str, fen: Option<i64>) {
        if fen.is_some_and(|fen| !(0..=MOST_FEN).contains(&fen)) {
            self.refuse(
                field,
                "AMOUNT_OUT_OF_RANGE",
                format!("{zh}应为0至10万亿元"),
                format!("{field} must be 0 to {MOST_FEN} fen"),
            );
        }
    }

    /// `later` must not lie before `earlier`; the refusal stands at `later`.
    pub(super) fn order(&mut self, earlier: (&str, &str, Option<Date>), later: (&'static str, &str, Option<Date>)) {
        if let (Some(first), Some(second)) = (earlier.2, later.2)
            && second < first
        {
            self.refuse(
                later.0,
                "DATES_OUT_OF_ORDER",
                format!("{}（{second}）早于{}（{first}）", later.1, earlier.1),
                format!("{} ({second}) lies before {} ({first})", later.0, earlier.0),
            );
        }
    }

    fn text(&mut self, field: Field, value: &str) {
        let Field { name, zh, most_characters, many_lines } = field;
        let length = value.chars().count();
        if length > most_characters {
            self.refuse(
                name,
                "TOO_LONG",
                format!("{zh}超过{most_characters}字（现{length}字）"),
                format!("{name} has {length} characters, at most {most_characters}"),
            );
        }
        if value.chars().any(|character| is_hidden(character, many_lines)) {
            self.refuse(
                name,
                "HIDDEN_CHARACTER",
                format!("{zh}含有不可见的控制字符"),
                format!("{name} holds an invisible control character"),
            );
        }
    }
}

/// The value, if it says anything.
pub(super) fn present(value: Option<&str>) -> Option<&str> {
    value.filter(|value| !value.trim().is_empty())
}

/// Control characters and those that reorder what a reader sees; line ends and tabs are welcome in long texts.
fn is_hidden(character: char, many_lines: bool) -> bool {
    match character {
        '\n' | '\r' | '\t' => !many_lines,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        other => other.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(value: &str, field: Field) -> Vec<&'static str> {
        let mut checks = Checks::default();
        checks.required(field, value);
        checks.finish().err().unwrap_or_default().into_iter().map(|refusal| refusal.code).collect()
    }

    #[test]
    fn lengths_count_characters_and_not_bytes() {
        let field = Field::line("name", "名称", 4);
        assert!(codes("测试𠮷铁", field).is_empty());
        assert_eq!(codes("测试公司一", field), ["TOO_LONG"]);
    }

    #[test]
    fn what_a_reader_cannot_see_is_refused() {
        let line = Field::line("name", "名称", 40);
        for text in ["a\u{202E}b", "a\0b", "a\nb"] {
            assert_eq!(codes(text, line), ["HIDDEN_CHARACTER"], "{text:?}");
        }
        assert!(codes("一\n二", Field::lines("content", "内容", 40)).is_empty());
        assert_eq!(codes(" \u{3000}", line), ["REQUIRED"]);
    }

    #[test]
    fn amounts_are_never_negative() {
        let mut checks = Checks::default();
        checks.amount("fine_fen", "罚款金额", Some(0));
        checks.amount("fine_fen", "罚款金额", None);
        checks.amount("fine_fen", "罚款金额", Some(-1));
        assert_eq!(checks.finish().unwrap_err().len(), 1);
    }
}
