//! One SQL text made ready for one database.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::Dialect;

/// A text as its database takes it. A connection keeps one for each text it has seen.
pub(crate) struct Sql {
    pub(crate) text: String,
    /// Surely writes nothing, so that undoing an act need not undo it.
    pub(crate) only_reads: bool,
    /// The prepared statement, on PostgreSQL.
    pub(crate) statement: OnceLock<tokio_postgres::Statement>,
}

impl Sql {
    pub(crate) fn new(dialect: Dialect, text: &str) -> Self {
        let ready = match dialect {
            Dialect::Sqlite => question_marks(text),
            Dialect::Postgres => Cow::Borrowed(text),
        };
        Self { text: ready.into_owned(), only_reads: only_reads(text), statement: OnceLock::new() }
    }
}

fn only_reads(text: &str) -> bool {
    let word = text.trim_start().bytes().take_while(u8::is_ascii_alphabetic).count();
    let first = text.trim_start().get(..word).unwrap_or_default();
    first.eq_ignore_ascii_case("SELECT") || first.eq_ignore_ascii_case("VALUES")
}

/// `$n` becomes `?n` outside quotes and comments: SQLite takes `$1` for a name and numbers names by first appearance, so that
/// `SET hash = $2 WHERE id = $1` would be bound the wrong way round.
fn question_marks(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut ready = String::new();
    let (mut copied, mut at) = (0, 0);
    while at < bytes.len() {
        let rest = &bytes[at..];
        at += match (rest[0], rest.get(1)) {
            (quote @ (b'\'' | b'"'), _) => 2 + length_until(&rest[1..], &[quote]),
            (b'-', Some(b'-')) => 1 + length_until(rest, b"\n"),
            (b'/', Some(b'*')) => 4 + length_until(&rest[2..], b"*/"),
            (b'$', Some(digit)) if digit.is_ascii_digit() => {
                ready.push_str(&text[copied..at]);
                ready.push('?');
                copied = at + 1;
                2
            }
            _ => 1,
        };
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    ready.push_str(&text[copied..]);
    Cow::Owned(ready)
}

fn length_until(bytes: &[u8], end: &[u8]) -> usize {
    bytes.windows(end.len()).position(|window| window == end).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_rewritten_outside_quotes_and_comments() {
        let text = "UPDATE t SET a = $2, b = 'cost $1 it''s $3', \"$4\" = 1 -- $5\n/* $6 */ WHERE c = $1 AND d = $10";
        let ready = "UPDATE t SET a = ?2, b = 'cost $1 it''s $3', \"$4\" = 1 -- $5\n/* $6 */ WHERE c = ?1 AND d = ?10";
        assert_eq!(question_marks(text), ready);
        assert!(matches!(question_marks("SELECT '审批', $"), Cow::Borrowed(_)));
        assert_eq!(question_marks("SELECT '$1"), "SELECT '$1");
        assert_eq!(question_marks("SELECT '审', $1, '管' /*"), "SELECT '审', ?1, '管' /*");
    }

    #[test]
    fn only_select_and_values_surely_read() {
        assert!(only_reads("\n  select 1"));
        assert!(only_reads("VALUES (1)"));
        for text in ["WITH a AS (SELECT 1) SELECT 1", "UPDATE t SET a = 1 RETURNING a", "SELECTED", "", "审"] {
            assert!(!only_reads(text), "{text}");
        }
    }
}
