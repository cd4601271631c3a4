//! What is typed into the search box, as a condition for a list. Nothing in it is ever syntax: it is cut into the tokens of the
//! index, which are letters and digits only.

use super::grams::{self, Phrase};
use crate::platform::error::{Error, Result};
use shenguan_db::{Dialect, Value};

/// Longest query, in characters.
pub const QUERY_CHARS_MAX: usize = 100;
/// So many terms, between spaces, at most; each must be found.
const TERMS_MAX: usize = 10;

/// A piece of SQL with its parameters, to stand behind `AND`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The text; its parameters are numbered from the place that was asked for.
    pub sql: String,
    /// The parameters, in order.
    pub values: Vec<Value>,
}

/// The subjects in which every term of `query` is found, as a condition on `id`, a column like `t.id`. Its parameters begin at
/// `$first_place`. A term with a digit is also compared with each of `exact`, columns with an index in `table`, so that what was
/// written this instant is found by its number. An empty query is no condition; one without letters and digits finds nothing.
pub fn matching(
    dialect: Dialect,
    query: &str,
    id: &str,
    (table, exact): (&str, &[&str]),
    first_place: usize,
) -> Result<Option<Condition>> {
    let query = query.trim();
    if query.chars().count() > QUERY_CHARS_MAX {
        return Err(Error::field("q", "SEARCH_TOO_LONG"));
    }
    // PostgreSQL takes no U+0000, and nobody types the others.
    let between = |character: char| character.is_whitespace() || character.is_control();
    let terms: Vec<&str> = query.split(between).filter(|term| !term.is_empty()).collect();
    if terms.is_empty() {
        return Ok(None);
    }
    let phrases: Vec<(&str, Phrase)> =
        terms.iter().filter_map(|term| grams::phrase(term).map(|phrase| (*term, phrase))).collect();
    if phrases.is_empty() {
        return Ok(Some(Condition { sql: "1 = 0".to_owned(), values: Vec::new() }));
    }
    if phrases.len() > TERMS_MAX {
        return Err(Error::field("q", "SEARCH_TOO_MANY_TERMS"));
    }
    let (mut conditions, mut values) = (Vec::with_capacity(phrases.len()), Vec::new());
    for (term, phrase) in &phrases {
        let mut selects = Vec::new();
        if term.chars().any(char::is_numeric) {
            for column in exact {
                // As typed, or as codes are printed.
                for text in [(*term).to_owned(), grams::fold(term).collect::<String>().to_uppercase()] {
                    selects.push(format!("SELECT id FROM {table} WHERE {column} = ${}", first_place + values.len()));
                    values.push(text.into());
                }
            }
        }
        selects.push(in_index(dialect, first_place + values.len()));
        values.push(words_of(dialect, phrase).into());
        conditions.push(format!("{id} IN ({})", selects.join(" UNION ")));
    }
    Ok(Some(Condition { sql: conditions.join(" AND "), values }))
}

fn in_index(dialect: Dialect, place: usize) -> String {
    match dialect {
        Dialect::Sqlite => format!("SELECT subject_id FROM op_search WHERE op_search MATCH ${place}"),
        Dialect::Postgres => {
            format!("SELECT subject_id FROM op_search WHERE grams @@ to_tsquery('simple', CAST(${place} AS TEXT))")
        }
    }
}

/// The phrase in the words of the database. Tokens are letters and digits, so nothing needs to be quoted.
fn words_of(dialect: Dialect, phrase: &Phrase) -> String {
    let (between, before, after, prefix) = match dialect {
        Dialect::Sqlite => (" ", "\"", "\"", "*"),
        Dialect::Postgres => (" <-> ", "", "", ":*"),
    };
    let prefix = if phrase.last_is_prefix { prefix } else { "" };
    format!("{before}{}{after}{prefix}", phrase.tokens.join(between))
}
