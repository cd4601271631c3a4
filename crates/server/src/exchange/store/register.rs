//! 台账: one page of it, how many there are, and what it knows of a firm. Every query goes through the caller's scope.

use super::figures::FigureFilter;
use super::lists::{LISTED, Listed, Query, listed, state_condition};
use crate::platform::error::{Error, Result};
use crate::platform::identity::Scope;
use jiff::Timestamp;
use shenguan_db::{Tx, Value};
use std::collections::HashMap;

/// So many are counted; above it the heading says 「以上」.
pub const COUNT_MAX: usize = 1000;

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
    /// A condition on `t` from the search, with the values of its `$` places from 1 on.
    pub matching: Option<(String, Vec<Value>)>,
    /// Whether a department is known to have few of them, so that they may be put in order once they are found.
    pub is_few: bool,
    /// In which order; the newest first unless asked.
    pub sort: Sort,
    /// The value of the order's key at `after`; of no meaning for the order of pushing.
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
    const fn expression(self) -> Option<&'static str> {
        match self {
            Self::Pushed => None,
            Self::Due => Some("COALESCE(t.window_due, 0)"),
            Self::Received => Some("COALESCE(t.received_at, 0)"),
        }
    }
}

impl RegisterFilter {
    /// Whether an index of the transmittals alone leads to few of them.
    fn is_led(&self) -> bool {
        self.matching.is_some()
            || self.figure.is_some()
            || self.is_late
            || [&self.kind, &self.from, &self.to].iter().any(|it| it.is_some())
            || self.items.is_some()
    }
}

/// The place of a row in an order, for the next page.
pub fn row_place(sort: Sort, row: &Listed) -> (i64, String) {
    let transmittal = &row.held.state;
    let at = match sort.key {
        SortKey::Pushed => None,
        SortKey::Due => transmittal.receipt_due(),
        SortKey::Received => transmittal.facts.acknowledged_at.or(transmittal.facts.deemed_at),
    };
    (at.map_or(0, Timestamp::as_microsecond), row.held.id.clone())
}

/// One page of the register within a scope, in the order of the filter.
pub fn register(tx: &mut Tx<'_>, now: Timestamp, scope: &Scope, filter: &RegisterFilter) -> Result<Vec<Listed>> {
    let mut query = Query::new("SELECT ");
    query.push(LISTED, []);
    // The index of what a department may know of is in the order of ids.
    let by_reader = (filter.sort.key == SortKey::Pushed || filter.is_few) && !filter.is_led();
    let id = reached(&mut query, now, scope, filter, by_reader);
    let (direction, comes) = if filter.sort.ascending { ("ASC", ">") } else { ("DESC", "<") };
    match (filter.sort.key.expression(), &filter.after) {
        (None, Some(after)) => {
            query.push(&format!(" AND {id} {comes} ?"), [after.as_str().into()]);
        }
        (Some(key), Some(after)) => {
            let value = Value::from(filter.after_key);
            query.push(
                &format!(" AND {key} {comes}= ? AND ({key} {comes} ? OR t.id {comes} ?)"),
                [value.clone(), value, after.as_str().into()],
            );
        }
        (_, None) => {}
    }
    let order = filter.sort.key.expression().map(|key| format!("{key} {direction}, ")).unwrap_or_default();
    let limit = i64::try_from(filter.limit).unwrap_or(i64::MAX);
    query.push(&format!(" ORDER BY {order}{id} {direction} LIMIT ?"), [limit.into()]);
    query.run(tx)?.iter().map(listed).collect()
}

/// How many there are, by the same conditions as the list; none above `most`.
pub fn count_register(
    tx: &mut Tx<'_>,
    now: Timestamp,
    scope: &Scope,
    filter: &RegisterFilter,
    most: usize,
) -> Result<Option<usize>> {
    let mut query = Query::new("SELECT 1 AS one");
    reached(&mut query, now, scope, filter, !filter.is_led());
    query.counted(tx, most)
}

/// `FROM … WHERE …` of what the scope reaches and the filter lets through; gives the column of the id.
fn reached(query: &mut Query, now: Timestamp, scope: &Scope, filter: &RegisterFilter, by_reader: bool) -> &'static str {
    let reader = scope.department().filter(|_| by_reader);
    if let Some(department) = reader {
        query.push(
            " FROM reader r JOIN transmittal t ON t.id = r.subject_id \
             WHERE r.department = ? AND r.subject_kind = 'transmittal'",
            [department.as_str().into()],
        );
    } else {
        // The condition of the search brings its own places, so it stands first.
        let (matching, values) = filter.matching.clone().unwrap_or_else(|| ("1 = 1".to_owned(), Vec::new()));
        query.sql.push_str(" FROM transmittal t WHERE ");
        query.sql.push_str(&matching);
        query.values.extend(values);
        within(query, scope);
    }
    conditions(query, now, filter);
    if reader.is_some() { "r.subject_id" } else { "t.id" }
}

fn within(query: &mut Query, scope: &Scope) {
    let (predicate, values) = scope.predicate("t", "transmittal", query.place());
    query.sql.push_str(" AND ");
    query.sql.push_str(&predicate);
    query.values.extend(values);
}

fn conditions(query: &mut Query, now: Timestamp, filter: &RegisterFilter) {
    query
        .push_if(" AND t.kind = ?", filter.kind.as_deref())
        .push_if(" AND t.from_department = ?", filter.from.as_deref())
        .push_if(" AND t.to_department = ?", filter.to.as_deref())
        .push_if(" AND t.pushed_at >= ?", filter.pushed_from.map(Timestamp::as_microsecond))
        .push_if(" AND t.pushed_at < ?", filter.pushed_until.map(Timestamp::as_microsecond))
        .push_if(" AND t.window_due >= ?", filter.due_from.map(Timestamp::as_microsecond))
        .push_if(" AND t.window_due < ?", filter.due_until.map(Timestamp::as_microsecond));
    if let Some(party) = &filter.party {
        let about = " AND (LOWER(t.party_name) LIKE ? ESCAPE '!' OR t.party_credit_code = ?)";
        query.push(about, [containing(&party.to_lowercase()).into(), party.to_uppercase().into()]);
    }
    match filter.items.as_deref() {
        None => {}
        Some([]) => {
            query.push(" AND 1 = 0", []);
        }
        Some(items) => {
            let places = vec!["?"; items.len()].join(", ");
            query.push(&format!(" AND t.item_code IN ({places})"), items.iter().map(|item| item.as_str().into()));
        }
    }
    if filter.is_late {
        let micros = Value::from(now.as_microsecond());
        query.push(
            " AND t.id IN (SELECT k.subject_id FROM task k WHERE k.list = 'todo' AND k.due_at <= ? \
             AND k.from_at <= ? AND k.until_at > ?)",
            [micros.clone(), micros.clone(), micros],
        );
    }
    if let Some(state) = &filter.state {
        state_condition(query, now, state);
    }
    if let Some(figure) = &filter.figure {
        let (predicate, values) = figure.predicate(now, query.place());
        query.sql.push_str(" AND ");
        query.sql.push_str(&predicate);
        query.values.extend(values);
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
    within(&mut query, scope);
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
    query.push(
        " FROM transmittal t WHERE t.id IN (SELECT id FROM transmittal WHERE party_credit_code = ? \
         UNION SELECT a.id FROM transmittal a WHERE a.party_credit_code IS NULL AND a.party_name IS NULL \
         AND a.certificate_number IN (SELECT c.certificate_number FROM transmittal c \
         WHERE c.party_credit_code = ? AND c.certificate_number IS NOT NULL))",
        [code.into(), code.into()],
    );
    within(query, scope);
}

/// The kind of party that each of these contents names, by digest: `natural_person` …; erased contents are left out.
pub fn party_kinds(tx: &mut Tx<'_>, digests: &[&str]) -> Result<HashMap<String, Option<String>>> {
    let mut kinds = HashMap::new();
    if digests.is_empty() {
        return Ok(kinds);
    }
    let mut query = Query::new("SELECT digest, body FROM content WHERE digest IN (");
    query.push(&vec!["?"; digests.len()].join(", "), digests.iter().map(|digest| (*digest).into()));
    query.push(")", []);
    for row in query.run(tx)? {
        let body: String = row.get(1)?;
        let body: serde_json::Value = serde_json::from_str(&body).map_err(Error::from)?;
        let kind = body.pointer("/approval/applicant_kind").or_else(|| body.pointer("/penalty/party_kind"));
        kinds.insert(row.get(0)?, kind.and_then(serde_json::Value::as_str).map(str::to_owned));
    }
    Ok(kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_no_wildcard() {
        assert_eq!(containing("100%_甲!"), "%100!%!_甲!!%");
    }
}
