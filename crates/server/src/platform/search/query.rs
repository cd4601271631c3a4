//! What is typed into the search box, as a condition for a list. Nothing in it is ever syntax: it is cut into the tokens of the
//! index, which are letters and digits only.

use super::grams::{self, Phrase};
use crate::platform::error::{Error, Result};
use shenguan_db::{Dialect, Value};
use shenguan_rules::party::DepartmentCode;

/// Longest query, in characters.
pub const QUERY_CHARS_MAX: usize = 100;
/// So many terms, between spaces, at most; each must be found.
const TERMS_MAX: usize = 10;

/// Some three days each: six to nine, as the last of them has just begun or is nearly over.
const SPANS_OF_A_WEEK: u32 = 3;

/// A piece of SQL with its parameters, to stand behind `AND`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The text; its parameters are numbered from the place that was asked for.
    pub sql: String,
    /// The parameters, in order.
    pub values: Vec<Value>,
}

/// What is looked for: phrases, each of which must be found. Without any nothing is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    dialect: Dialect,
    /// As the database writes them; tokens are letters and digits, so nothing needs to be quoted.
    phrases: Vec<String>,
    /// The token of the department that looks.
    reader: Option<String>,
    /// The tokens of the days in which it was made, any of them; of all days where there is none.
    spans: Vec<String>,
}

impl Words {
    /// The words of what was typed; none where nothing was. Without letters and digits it finds nothing.
    pub fn parse(dialect: Dialect, query: &str) -> Result<Option<Self>> {
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
        let phrases: Vec<String> =
            terms.into_iter().filter_map(grams::phrase).map(|phrase| written(dialect, &phrase)).collect();
        if phrases.len() > TERMS_MAX {
            return Err(Error::field("q", "SEARCH_TOO_MANY_TERMS"));
        }
        Ok(Some(Self { dialect, phrases, reader: None, spans: Vec::new() }))
    }

    /// These and others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        if self.phrases.is_empty() || others.phrases.is_empty() {
            self.phrases.clear();
        } else {
            self.phrases.extend(others.phrases);
        }
        self
    }

    /// Only in what a department may know of, as the index has it: so the index itself leaves out what is not the department's. What
    /// it may know of is still for the scope to say.
    #[must_use]
    pub fn for_reader(mut self, department: &DepartmentCode) -> Self {
        self.reader = Some(grams::reader(department.as_str()));
        self
    }

    /// Whether there is nothing in them that could be found.
    pub fn find_nothing(&self) -> bool {
        self.phrases.is_empty()
    }

    /// What stands behind `op_search MATCH`, where the database can walk its index from the newest subject to the oldest and each
    /// subject has one row: on SQLite. None too where nothing is found.
    pub fn walk(&self) -> Option<String> {
        let walks = self.dialect == Dialect::Sqlite && !self.phrases.is_empty();
        walks.then(|| self.phrases.iter().chain(&self.reader).cloned().collect::<Vec<_>>().join(" AND "))
    }

    /// The same, only in what was made until an id and in the week before it. Only PostgreSQL's index knows days.
    #[must_use]
    pub fn made_until(mut self, id: &str) -> Self {
        self.spans = grams::spans_until(id, SPANS_OF_A_WEEK);
        self
    }

    /// The subjects in which every phrase is found, as a condition on `id`, a column like `t.id`. Its parameters begin at
    /// `$first_place`.
    pub fn condition(&self, id: &str, first_place: usize) -> Condition {
        if self.find_nothing() {
            return Condition { sql: "1 = 0".to_owned(), values: Vec::new() };
        }
        let hits = self.hits(first_place);
        Condition { sql: format!("{id} IN ({})", hits.sql), values: hits.values }
    }

    /// The same subjects as a query for `subject_id`, each of them once or several times and in no order; of words that find something.
    pub fn hits(&self, first_place: usize) -> Condition {
        if let Some(walk) = self.walk() {
            let sql = format!("SELECT subject_id FROM op_search WHERE op_search MATCH ${first_place}");
            return Condition { sql, values: vec![walk.into()] };
        }
        let select = |place: usize| {
            format!("SELECT subject_id FROM op_search WHERE grams @@ to_tsquery('simple', CAST(${place} AS TEXT))")
        };
        let marks = self.reader.iter().cloned().chain((!self.spans.is_empty()).then(|| self.spans.join(" | ")));
        let marks: String = marks.map(|mark| format!(" & ({mark})")).collect();
        let each = self.phrases.iter().map(|phrase| format!("({phrase})")).collect::<Vec<_>>();
        let (mut sql, mut values) = (select(first_place), vec![Value::from(each.join(" & ") + &marks)]);
        if each.len() > 1 {
            // A text in several rows may have each phrase in another of them.
            let places = first_place + 1..=first_place + each.len();
            sql = format!("{sql} UNION ({})", places.map(select).collect::<Vec<_>>().join(" INTERSECT "));
            values.extend(each.iter().map(|phrase| Value::from(format!("{phrase} & {}{marks}", grams::IN_PARTS))));
        }
        Condition { sql, values }
    }
}

/// The phrase in the words of the database.
fn written(dialect: Dialect, phrase: &Phrase) -> String {
    let (between, before, after, prefix) = match dialect {
        Dialect::Sqlite => (" ", "\"", "\"", "*"),
        Dialect::Postgres => (" <-> ", "", "", ":*"),
    };
    let prefix = if phrase.last_is_prefix { prefix } else { "" };
    format!("{before}{}{after}{prefix}", phrase.tokens.join(between))
}
