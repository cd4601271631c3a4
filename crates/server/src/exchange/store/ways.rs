//! The way into the register: which index leads to the rows, so that as little as possible is looked at. Of several the shortest is
//! taken; how short each is, the index itself says.

use super::register::{RegisterFilter, Sort, SortKey};
use crate::platform::clock;
use crate::platform::error::Result;
use crate::platform::identity::Scope;
use crate::platform::query::Query;
use crate::platform::search::Words;
use crate::platform::stored::Stored;
use jiff::Timestamp;
use shenguan_db::{Dialect, Tx};
use shenguan_rules::exchange::{State, Transmittal};

/// The key of an order that is that of the ids.
pub(super) const NO_KEY: &str = "CAST(0 AS BIGINT)";
/// So far into an index is looked, to see how short a way it is.
const LOOKED_AT_MAX: usize = 2000;

/// What is asked for by a state that time alone can bring about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The rows of which the state is written down.
    Written,
    /// Those in transit whose due instant has passed.
    Lapsed,
}

/// What is wanted of the register.
pub(super) struct Wanted<'w> {
    /// The instant of the read.
    pub(super) now: Timestamp,
    /// What the reader may know of.
    pub(super) scope: &'w Scope,
    /// Which rows.
    pub(super) filter: &'w RegisterFilter,
    /// Which part of them.
    pub(super) part: Part,
}

/// An index of the register, or of what a department may know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// That of the words, from the newest subject to the oldest.
    Words {
        /// What stands behind `MATCH`.
        expression: String,
        /// Whether nothing of the transmittals is asked, so that they are not looked at.
        is_alone: bool,
    },
    /// That of the words, where it knows no order: what is found is put in order first, and then looked at one by one.
    Hits {
        /// What is looked for.
        words: Words,
    },
    /// That of the running receipts.
    Lapsed,
    /// What a department may know of, by a column where one is given.
    Reader {
        /// The department.
        department: String,
        /// `kind` or `state`.
        by: Option<&'static str>,
        /// Whether nothing else of the transmittals is asked, so that they are not looked at.
        is_alone: bool,
    },
    /// The transmittals, by a column where one is given.
    Transmittals {
        /// The column.
        by: Option<&'static str>,
    },
    /// Whatever the database takes.
    Any,
}

impl Way {
    /// The ways to the rows of one page, one after another until it is filled: each but the last leads to all of the newest.
    pub(super) fn of_rows(tx: &mut Tx<'_>, wanted: &Wanted<'_>) -> Result<Vec<Self>> {
        let filter = wanted.filter;
        if filter.sort.key != SortKey::Pushed && !filter.is_few && wanted.part == Part::Written {
            // There are many of them: the index of the order comes to the first of them soon.
            return Ok(vec![Self::Transmittals { by: None }]);
        }
        let way = Self::shortest(tx, wanted)?;
        Ok(match &way {
            Self::Hits { words } if filter.sort == Sort::default() => {
                // Of a common word most hits are of no use to the page.
                let newest = filter.after.clone().unwrap_or_else(|| clock::least_id(wanted.now));
                vec![Self::Hits { words: words.clone().made_until(&newest) }, way]
            }
            _ => vec![way],
        })
    }

    /// The way to their number.
    pub(super) fn of_count(tx: &mut Tx<'_>, wanted: &Wanted<'_>) -> Result<Self> {
        if wanted.filter.figure.is_some() {
            return Ok(Self::Any);
        }
        Ok(match Self::shortest(tx, wanted)? {
            Self::Words { expression, .. } => Self::Words { expression, is_alone: wanted.filter.is_of_index(&[]) },
            Self::Reader { department, by, .. } => {
                Self::Reader { department, by, is_alone: wanted.filter.is_of_index(&["kind", "state"]) }
            }
            way => way,
        })
    }

    fn shortest(tx: &mut Tx<'_>, wanted: &Wanted<'_>) -> Result<Self> {
        let filter = wanted.filter;
        if let Some(words) = wanted.words() {
            return Ok(match words.walk() {
                Some(expression) => Self::Words { expression, is_alone: false },
                None if words.find_nothing() => Self::Any,
                None => Self::Hits { words },
            });
        }
        if wanted.part == Part::Lapsed {
            return Ok(Self::Lapsed);
        }
        if filter.is_late || (filter.figure.is_some() && filter.is_few) {
            return Ok(Self::Any);
        }
        let mut ways = Self::all(wanted.scope, filter);
        // PostgreSQL knows from its statistics how long each is, and each look would be a message more.
        if ways.len() == 1 || tx.dialect() == Dialect::Postgres {
            return Ok(ways.remove(0));
        }
        let mut lengths = Vec::with_capacity(ways.len());
        for way in &ways {
            lengths.push(way.length(tx, filter)?);
        }
        // Where all of them are long, what is looked for is met soon on the first.
        let shortest = lengths.iter().enumerate().min_by_key(|(_, length)| **length);
        Ok(ways.remove(shortest.map_or(0, |(place, _)| place)))
    }

    /// Every way that gives the rows in the order of their ids.
    fn all(scope: &Scope, filter: &RegisterFilter) -> Vec<Self> {
        let given = |columns: &[&'static str]| -> Vec<&'static str> {
            columns.iter().copied().filter(|column| value_of(filter, column).is_some()).collect()
        };
        let (mut ways, own) = match scope.department() {
            Some(department) => {
                let way = |by| Self::Reader { department: department.to_string(), by, is_alone: false };
                let is_own = |end: &Option<String>| end.as_deref() == Some(department.as_str());
                let by = given(&["state", "kind"]);
                // It knows of all that it sent and all that came to it: there is nothing to leave out of those.
                let whole = by.is_empty() && !is_own(&filter.from) && !is_own(&filter.to);
                let ways = by.into_iter().map(Some).chain(whole.then_some(None)).map(way).collect();
                (ways, given(&["from_department", "to_department", "item_code"]))
            }
            None => (Vec::new(), given(&["state", "kind", "from_department", "to_department", "item_code"])),
        };
        ways.extend(own.into_iter().map(|by| Self::Transmittals { by: Some(by) }));
        if ways.is_empty() {
            ways.push(Self::Transmittals { by: None });
        }
        ways
    }

    /// How long it is, as far as is looked.
    fn length(&self, tx: &mut Tx<'_>, filter: &RegisterFilter) -> Result<usize> {
        let mut query = Query::new("SELECT 1 AS one");
        self.begin(&mut query, filter, "");
        self.days(&mut query, filter);
        Ok(query.counted(tx, LOOKED_AT_MAX)?.unwrap_or(usize::MAX))
    }

    /// The column of the id.
    pub(super) fn id(&self) -> &'static str {
        match self {
            Self::Reader { .. } => "r.subject_id",
            Self::Hits { .. } => "s.subject_id",
            _ => "t.id",
        }
    }

    /// By what the rows are in order, before their ids.
    pub(super) fn key(&self, sort: SortKey) -> &'static str {
        match (self, sort.expression()) {
            (_, Some(expression)) => expression,
            (Self::Words { .. }, None) => "s.rowid",
            (_, None) => NO_KEY,
        }
    }

    /// `FROM … WHERE …` of what the scope reaches and the filter lets through.
    pub(super) fn lead(&self, query: &mut Query, dialect: Dialect, wanted: &Wanted<'_>) {
        let (filter, scope) = (wanted.filter, wanted.scope);
        match self {
            Self::Words { expression, is_alone } => {
                let from = if *is_alone {
                    " FROM (SELECT subject_id AS id FROM op_search WHERE op_search MATCH ?) t WHERE "
                } else {
                    " FROM op_search s JOIN transmittal t ON t.id = s.subject_id WHERE op_search MATCH ? AND "
                };
                query.push(from, [expression.as_str().into()]).scoped(scope, "t", Transmittal::KIND);
            }
            Self::Hits { words } => {
                let hits = words.hits(query.place());
                query.sql.push_str(" FROM (SELECT DISTINCT subject_id FROM (");
                query.sql.push_str(&hits.sql);
                query.values.extend(hits.values);
                let one_by_one = ") h ORDER BY subject_id DESC) s \
                     CROSS JOIN LATERAL (SELECT t.* FROM transmittal t WHERE t.id = s.subject_id AND ";
                query.push(one_by_one, []).scoped(scope, "t", Transmittal::KIND);
            }
            // The department leads.
            Self::Reader { is_alone: true, .. } => self.begin(query, filter, ""),
            Self::Reader { .. } => self.begin(query, filter, " JOIN transmittal t ON t.id = r.subject_id"),
            Self::Transmittals { .. } | Self::Lapsed | Self::Any => {
                self.begin(query, filter, "");
                query.push(" AND ", []).scoped_one_by_one(scope, "t", Transmittal::KIND);
            }
        }
        self.days(query, filter);
        if let Some(words) = wanted.words().filter(|_| !matches!(self, Self::Words { .. } | Self::Hits { .. })) {
            let condition = words.condition(self.id(), query.place());
            query.sql.push_str(" AND ");
            query.sql.push_str(&condition.sql);
            query.values.extend(condition.values);
        }
        self.columns(query, dialect, wanted);
        filter.others(query, wanted.now);
    }

    /// Ends what `lead` began, after the last condition.
    pub(super) fn close(&self, query: &mut Query) {
        if matches!(self, Self::Hits { .. }) {
            // PostgreSQL cannot take it apart and look at all hits before it puts them in order.
            query.push(" OFFSET 0) t", []);
        }
    }

    /// The index itself: what leads, with the transmittals joined to what is not theirs.
    fn begin(&self, query: &mut Query, filter: &RegisterFilter, joined: &str) {
        match self {
            Self::Reader { department, by, .. } => {
                let from = format!(" FROM reader r{joined} WHERE r.department = ? AND r.subject_kind = 'transmittal'");
                query.push(&from, [department.as_str().into()]);
                if let Some(by) = by {
                    is(query, &format!("r.{by}"), by, filter);
                }
            }
            Self::Transmittals { by: Some(by) } => {
                query.push(" FROM transmittal t WHERE 1 = 1", []);
                is(query, &format!("t.{by}"), by, filter);
            }
            _ => {
                query.push(" FROM transmittal t WHERE 1 = 1", []);
            }
        }
    }

    /// The days of the pushes, as bounds of the ids: they begin with the millisecond of the push.
    fn days(&self, query: &mut Query, filter: &RegisterFilter) {
        let id = self.id();
        query
            .push_if(&format!(" AND {id} >= ?"), filter.pushed_from.map(clock::least_id))
            .push_if(&format!(" AND {id} < ?"), filter.pushed_until.map(after_the_millisecond));
    }

    /// The columns that have an index and do not lead.
    fn columns(&self, query: &mut Query, dialect: Dialect, wanted: &Wanted<'_>) {
        let (filter, now) = (wanted.filter, wanted.now.as_microsecond());
        for column in ["kind", "state", "from_department", "to_department", "item_code"] {
            let leads = match self {
                Self::Reader { by, .. } | Self::Transmittals { by } => *by == Some(column),
                Self::Words { .. } | Self::Hits { .. } | Self::Lapsed | Self::Any => false,
            };
            let is_of_time = column == "state" && wanted.part == Part::Lapsed;
            if !leads && !is_of_time {
                let table =
                    if matches!(self, Self::Reader { .. }) && ["kind", "state"].contains(&column) { "r" } else { "t" };
                // SQLite would take one of them for the lead, from averages.
                let apart = if dialect == Dialect::Sqlite && *self != Self::Any { "+" } else { "" };
                is(query, &format!("{apart}{table}.{column}"), column, filter);
            }
        }
        query
            .push_if(" AND t.pushed_at >= ?", filter.pushed_from.filter(is_within).map(Timestamp::as_microsecond))
            .push_if(" AND t.pushed_at < ?", filter.pushed_until.filter(is_within).map(Timestamp::as_microsecond));
        if wanted.part == Part::Lapsed {
            query.push(" AND t.state = 'in_transit' AND t.receipt_due <= ?", [now.into()]);
        } else if filter.state.as_deref() == Some(State::InTransit.as_str()) {
            query.push(" AND (t.receipt_due IS NULL OR t.receipt_due > ?)", [now.into()]);
        }
        if let Some(items) = filter.items.as_deref().filter(|items| items.len() != 1) {
            let places = if items.is_empty() { "NULL".to_owned() } else { vec!["?"; items.len()].join(", ") };
            query.push(&format!(" AND t.item_code IN ({places})"), items.iter().map(|item| item.as_str().into()));
        }
    }
}

impl Wanted<'_> {
    /// The words that are looked for, as the one who looks finds them.
    fn words(&self) -> Option<Words> {
        let words = self.filter.words.clone()?;
        Some(match self.scope.department() {
            Some(department) => words.for_reader(department),
            None => words,
        })
    }
}

/// ` AND … = …` for a column, where the filter asks for it. A kind and a state stand in the text: there are few of them, some are most of
/// the city and some nearly nothing, and PostgreSQL plans a statement once for all values of its parameters.
fn is(query: &mut Query, expression: &str, column: &str, filter: &RegisterFilter) {
    let Some(value) = value_of(filter, column) else { return };
    let is_word = value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if is_word && ["kind", "state"].contains(&column) {
        query.push(&format!(" AND {expression} = '{value}'"), []);
    } else {
        query.push(&format!(" AND {expression} = ?"), [value.into()]);
    }
}

/// What the filter asks of a column that has an index; of items only where it asks for one.
fn value_of<'f>(filter: &'f RegisterFilter, column: &str) -> Option<&'f str> {
    match column {
        "kind" => filter.kind.as_deref(),
        "state" => filter.state.as_deref(),
        "from_department" => filter.from.as_deref(),
        "to_department" => filter.to.as_deref(),
        _ => {
            filter.items.as_deref().filter(|items| items.len() == 1).and_then(|items| items.first()).map(String::as_str)
        }
    }
}

/// Whether an instant is within a millisecond, and not at its beginning as the bounds of ids are.
pub(super) fn is_within(at: &Timestamp) -> bool {
    at.as_microsecond() % 1000 != 0
}

/// The least id that is above those of every instant before `at`.
fn after_the_millisecond(at: Timestamp) -> String {
    let part = jiff::SignedDuration::from_micros(if is_within(&at) { 1000 } else { 0 });
    clock::least_id(at.checked_add(part).unwrap_or(at))
}
