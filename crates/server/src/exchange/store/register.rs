//! 台账: one page of it, how many there are, and what it knows of a firm. Every query goes through the caller's scope.

use super::figures::FigureFilter;
use super::lists::{AFTER_LISTED, LISTED, Listed, listed};
use super::ways::{NO_KEY, Part, Wanted, Way, is_within};
use crate::platform::error::Result;
use crate::platform::identity::Scope;
use crate::platform::query::Query;
use crate::platform::search::Words;
use crate::platform::stored::Stored;
use jiff::Timestamp;
use shenguan_db::{Row, Tx, Value};
use shenguan_rules::exchange::{State, Transmittal};

/// So many are counted; above it the heading says 「以上」.
pub const COUNT_MAX: usize = 500;

/// In which order. Each is served by an index; ids are in the order of pushing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// The earliest first.
    pub ascending: bool,
}

/// By what the register is put in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// 发出时间.
    #[default]
    Pushed,
    /// 时限.
    Due,
    /// 办结时间.
    Received,
}

/// Which transmittals of the register.
#[derive(Clone, Debug, Default)]
pub struct RegisterFilter {
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only in this state, as true at the instant of the read.
    pub state: Option<String>,
    /// Only from this department.
    pub from: Option<String>,
    /// Only to this department.
    pub to: Option<String>,
    /// Only of one of these items; everything where none is given.
    pub items: Option<Vec<String>>,
    /// Only about a party whose name contains this, or whose credit code it is.
    pub party: Option<String>,
    /// Only pushed at or after.
    pub pushed_from: Option<Timestamp>,
    /// Only pushed before.
    pub pushed_until: Option<Timestamp>,
    /// Only to be received at or after.
    pub due_from: Option<Timestamp>,
    /// Only to be received before.
    pub due_until: Option<Timestamp>,
    /// Only where somebody is overdue.
    pub is_late: bool,
    /// Only what a figure counts.
    pub figure: Option<FigureFilter>,
    /// Only where these words are found.
    pub words: Option<Words>,
    /// Whether there are known to be few of them, so that they may be put in order once they are found.
    pub is_few: bool,
    /// In which order; the newest first unless asked.
    pub sort: Sort,
    /// The value of the order's key at `after`.
    pub after_key: i64,
    /// Only what comes after that id in the order.
    pub after: Option<String>,
    /// So many rows at most.
    pub limit: usize,
}

impl SortKey {
    /// Every key, in the order of the columns.
    pub const ALL: [Self; 3] = [Self::Pushed, Self::Due, Self::Received];

    /// Its word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pushed => "pushed",
            Self::Due => "due",
            Self::Received => "received",
        }
    }

    /// As the index has it; none where the id itself is the order.
    pub(super) const fn expression(self) -> Option<&'static str> {
        match self {
            Self::Pushed => None,
            Self::Due => Some("COALESCE(t.window_due, 0)"),
            Self::Received => Some("COALESCE(t.received_at, 0)"),
        }
    }
}

/// A row of the register.
#[derive(Clone, Debug)]
pub struct RegisterRow {
    /// The place after which the next page begins: the value of the order's key, id.
    pub place: (i64, String),
    /// What stands there.
    pub listed: Listed,
}

/// One page of the register within a scope, in the order of the filter.
pub fn register(tx: &mut Tx<'_>, now: Timestamp, scope: &Scope, filter: &RegisterFilter) -> Result<Vec<RegisterRow>> {
    let mut rows = Vec::new();
    for part in parts(filter) {
        rows.extend(rows_of(tx, &Wanted { now, scope, filter, part: *part })?);
    }
    if parts(filter).len() > 1 {
        rows.sort_by(
            |one: &RegisterRow, other| {
                if filter.sort.ascending { one.place.cmp(&other.place) } else { other.place.cmp(&one.place) }
            },
        );
        rows.truncate(filter.limit);
    }
    Ok(rows)
}

fn rows_of(tx: &mut Tx<'_>, wanted: &Wanted<'_>) -> Result<Vec<RegisterRow>> {
    let mut rows: Vec<RegisterRow> = Vec::new();
    for way in Way::of_rows(tx, wanted)? {
        // What the way before found stays: it was all there is up to its last row.
        let (after_key, after) = match rows.last() {
            Some(last) => (last.place.0, Some(last.place.1.clone())),
            None => (wanted.filter.after_key, wanted.filter.after.clone()),
        };
        let limit = wanted.filter.limit - rows.len();
        let filter = RegisterFilter { after_key, after, limit, ..wanted.filter.clone() };
        rows.extend(rows_on(tx, &Wanted { filter: &filter, ..*wanted }, &way)?);
        if rows.len() >= wanted.filter.limit {
            break;
        }
    }
    Ok(rows)
}

fn rows_on(tx: &mut Tx<'_>, wanted: &Wanted<'_>, way: &Way) -> Result<Vec<RegisterRow>> {
    let filter = wanted.filter;
    let key = way.key(filter.sort.key);
    let mut query = Query::new(&format!("SELECT {LISTED}, {key}"));
    way.lead(&mut query, tx.dialect(), wanted);
    let id = way.id();
    let (direction, comes) = if filter.sort.ascending { ("ASC", ">") } else { ("DESC", "<") };
    let is_by_id = key == NO_KEY;
    match &filter.after {
        None => {}
        Some(after) if is_by_id => {
            query.push(&format!(" AND {id} {comes} ?"), [after.as_str().into()]);
        }
        Some(after) => {
            let value = Value::from(filter.after_key);
            query.push(
                &format!(" AND {key} {comes}= ? AND ({key} {comes} ? OR t.id {comes} ?)"),
                [value.clone(), value, after.as_str().into()],
            );
        }
    }
    let order = match way {
        // Each entry has its own number.
        Way::Words { .. } if filter.sort.key == SortKey::Pushed => format!("{key} {direction}"),
        _ if is_by_id => format!("{id} {direction}"),
        _ => format!("{key} {direction}, {id} {direction}"),
    };
    way.close(&mut query);
    query.push(&format!(" ORDER BY {order}"), []).limit(filter.limit);
    let row = |row: &Row| {
        let listed = listed(row)?;
        Ok(RegisterRow { place: (row.get(AFTER_LISTED)?, listed.held.id.clone()), listed })
    };
    query.run(tx)?.iter().map(row).collect()
}

/// How many there are, by the same conditions as the list; none above `most`.
pub fn count_register(
    tx: &mut Tx<'_>,
    now: Timestamp,
    scope: &Scope,
    filter: &RegisterFilter,
    most: usize,
) -> Result<Option<usize>> {
    let mut all = 0;
    for part in parts(filter) {
        let wanted = Wanted { now, scope, filter, part: *part };
        let mut query = Query::new("SELECT 1 AS one");
        let way = Way::of_count(tx, &wanted)?;
        way.lead(&mut query, tx.dialect(), &wanted);
        way.close(&mut query);
        let Some(count) = query.counted(tx, most)? else { return Ok(None) };
        all += count;
    }
    Ok(Some(all).filter(|all| *all <= most))
}

/// What is deemed received is written down, or else only its instant has passed: a handful, until the sweep has been there.
fn parts(filter: &RegisterFilter) -> &'static [Part] {
    if filter.state.as_deref() == Some(State::DeemedReceived.as_str()) {
        &[Part::Written, Part::Lapsed]
    } else {
        &[Part::Written]
    }
}

/// The transmittals whose own number, certificate, document or case has exactly this number; two at most.
pub fn of_number(tx: &mut Tx<'_>, scope: &Scope, number: &str) -> Result<Vec<Listed>> {
    let mut query = Query::new("SELECT ");
    query.push(LISTED, []);
    query.push(
        " FROM transmittal t WHERE t.id IN (SELECT id FROM transmittal WHERE number = ? \
         UNION SELECT id FROM transmittal WHERE certificate_number = ? \
         UNION SELECT id FROM transmittal WHERE document_number = ? \
         UNION SELECT id FROM transmittal WHERE case_number = ?)",
        [number.to_ascii_uppercase().into(), number.into(), number.into(), number.into()],
    );
    query.push(" AND ", []).scoped(scope, "t", Transmittal::KIND);
    query.push(" ORDER BY t.id LIMIT 2", []);
    query.run(tx)?.iter().map(listed).collect()
}

/// What is on record about the party with a credit code, the newest first and after an id: what names it, and what is about its
/// certificates.
pub fn of_party(tx: &mut Tx<'_>, scope: &Scope, code: &str, after: Option<&str>, limit: usize) -> Result<Vec<Listed>> {
    let mut query = Query::new("SELECT ");
    query.push(LISTED, []);
    about_party(&mut query, scope, code);
    query.push_if(" AND t.id < ?", after);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    query.push(" ORDER BY t.id DESC LIMIT ?", [limit.into()]);
    query.run(tx)?.iter().map(listed).collect()
}

/// How much is on record about it, by the same conditions; none above `most`.
pub fn count_party(tx: &mut Tx<'_>, scope: &Scope, code: &str, most: usize) -> Result<Option<usize>> {
    let mut query = Query::new("SELECT 1 AS one");
    about_party(&mut query, scope, code);
    query.counted(tx, most)
}

fn about_party(query: &mut Query, scope: &Scope, code: &str) {
    // Wrapped, so that SQLite does not begin with everything that names nobody: the certificate leads.
    query.push(
        " FROM transmittal t WHERE t.id IN (SELECT id FROM transmittal WHERE party_credit_code = ? \
         UNION SELECT a.id FROM transmittal a WHERE COALESCE(a.party_credit_code, '') = '' AND a.party_name IS NULL \
         AND a.certificate_number IN (SELECT c.certificate_number FROM transmittal c \
         WHERE c.party_credit_code = ? AND c.certificate_number IS NOT NULL))",
        [code.into(), code.into()],
    );
    query.push(" AND ", []).scoped(scope, "t", Transmittal::KIND);
}

impl RegisterFilter {
    /// Whether it is looked for by words and found in its order: then the hits are met one after another, and to count them would be to
    /// find them all.
    pub fn is_found_in_order(&self) -> bool {
        self.words.is_some() && self.sort.key == SortKey::Pushed
    }

    /// Whether nothing of the transmittals is asked but what an index has besides their ids: `columns`. Every field is named, so that a
    /// new one must say where it stands.
    pub(super) fn is_of_index(&self, columns: &[&str]) -> bool {
        let Self {
            kind,
            state,
            from,
            to,
            items,
            party,
            pushed_from,
            pushed_until,
            due_from,
            due_until,
            is_late,
            figure,
            words: _,
            is_few: _,
            sort: _,
            after_key: _,
            after: _,
            limit: _,
        } = self;
        // What is in transit is asked for its due instant, too.
        let state_stands = columns.contains(&"state") && state.as_deref() != Some(State::InTransit.as_str());
        let is_free = (kind.is_none() || columns.contains(&"kind"))
            && (state.is_none() || state_stands)
            && [from, to, party].iter().all(|it| it.is_none())
            && [due_from, due_until].iter().all(|it| it.is_none());
        let is_of_id = !pushed_from.iter().chain(pushed_until).any(is_within);
        is_free && is_of_id && items.is_none() && !is_late && figure.is_none()
    }

    /// What no index leads to.
    pub(super) fn others(&self, query: &mut Query, now: Timestamp) {
        query
            .push_if(" AND t.window_due >= ?", self.due_from.map(Timestamp::as_microsecond))
            .push_if(" AND t.window_due < ?", self.due_until.map(Timestamp::as_microsecond));
        if let Some(party) = &self.party {
            let about = " AND (LOWER(t.party_name) LIKE ? ESCAPE '!' OR t.party_credit_code = ?)";
            query.push(about, [containing(&party.to_lowercase()).into(), party.to_uppercase().into()]);
        }
        if self.is_late {
            let micros = Value::from(now.as_microsecond());
            query.push(
                " AND t.id IN (SELECT k.subject_id FROM task k WHERE k.list = 'todo' AND k.due_at <= ? \
                 AND k.from_at <= ? AND k.until_at > ?)",
                [micros.clone(), micros.clone(), micros],
            );
        }
        if let Some(figure) = &self.figure {
            let (predicate, values) = figure.predicate(now, query.place());
            query.sql.push_str(" AND ");
            query.sql.push_str(&predicate);
            query.values.extend(values);
        }
    }
}

/// A pattern of `LIKE` in which nothing that was typed is a wildcard.
fn containing(text: &str) -> String {
    let mut pattern = String::from("%");
    for character in text.chars() {
        if matches!(character, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_no_wildcard() {
        assert_eq!(containing("100%_甲!"), "%100!%!_甲!!%");
    }
}
