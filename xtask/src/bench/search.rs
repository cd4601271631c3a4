//! The search of the register beside the same question put to the index by hand, in the city whose pages are read.

use std::time::{Duration, Instant};

use shenguan_db::{Connection, Dialect, Value};
use shenguan_rules::party::DepartmentCode;
use shenguan_server::exchange::store::{RegisterFilter, register};
use shenguan_server::platform::error::Error;
use shenguan_server::platform::identity::Scope;
use shenguan_server::platform::search::Words;

use super::error::{BenchError, During, Result};
use super::pages::Grounds;
use super::report::{Line, Report, millis, thousands};
use super::rounds::{Block, Plan, alternate, as_f64};

const TIMES_RAW_MAX: f64 = 3.0;
const PAGE: usize = 50;
/// What is looked for, and what it is; `#` words are taken from a transmittal of the city.
const QUERIES: [(&str, &str); 8] = [
    ("#number", "an exact number"),
    ("#party_credit_code", "a credit code"),
    ("#certificate_number", "a certificate"),
    ("化工", "two characters of firms"),
    ("医疗器械", "four characters of firms"),
    ("许可", "two characters of nearly everything"),
    ("#party_name", "a whole name"),
    ("#subject", "a long text"),
];
/// Whose search: one department among thirty, and 督查, who reads all.
const DEPARTMENT: &str = "YJGL";

/// Every query in both scopes.
pub(super) fn measure(grounds: &Grounds, place: &str, plan: Plan) -> Result<Report> {
    let stored: i64 = grounds.rows("SELECT COUNT(*) FROM transmittal", &[])?[0].get(0).during("counting records")?;
    let place = format!("{place}, {} transmittals", thousands(as_f64(u64::try_from(stored).unwrap_or(0))));
    let department = DepartmentCode::parse(DEPARTMENT).during("reading a department code")?;
    let mut report = Report::default();
    for scope in [Scope::Department(department), Scope::City] {
        for (word, what) in QUERIES {
            let Some(text) = sample(grounds, &scope, word)? else { continue };
            report.add(query(grounds, plan, &scope, &text, &format!("{what}, {}, {place}", name_of(&scope)))?);
        }
    }
    report.remarks.push(format!(
        "search, {place}: made by the real acts and indexed by the real indexer; the ceiling joins index and register by hand, \
         the newest {PAGE} first, and reads the same columns"
    ));
    Ok(report)
}

/// One query, ours beside the same by hand.
fn query(grounds: &Grounds, plan: Plan, scope: &Scope, text: &str, what: &str) -> Result<Report> {
    let dialect = grounds.app.database().dialect();
    let mut connection = grounds.app.database().reader().during("opening a reader")?;
    let (sql, values) = by_hand(dialect, scope, text)?;
    let mut raw = |time: Duration| timed(time, || read_by_hand(&mut connection, &sql, &values));
    let mut ours =
        |time: Duration| timed(time, || grounds.runtime.block_on(found(grounds, scope.clone(), text.to_owned())));
    let outcome = alternate(plan, &mut [&mut raw, &mut ours])?;
    let p95 = |contender: usize| outcome.spread(contender, |block| block.percentile(0.95) / 1000.0);
    let ratio = outcome.ratio(1, |block| block.percentile(0.95));
    let line = Line {
        target: "search",
        what: format!("p95 of {what}"),
        ours: millis(p95(1)),
        ceiling: millis(p95(0)),
        ratio: format!("{:.2} ×", ratio.median),
        wanted: format!("≤ {TIMES_RAW_MAX} × raw"),
        met: Some(ratio.median <= TIMES_RAW_MAX),
    };
    Ok(Report { lines: vec![line], ..Report::default() }.judged("search", &outcome))
}

async fn found(grounds: &Grounds, scope: Scope, text: String) -> Result<usize> {
    let read = grounds.app.read(move |read| {
        let now = read.now();
        let words = Words::parse(read.tx().dialect(), &text)?;
        let filter = RegisterFilter { words, limit: PAGE, ..RegisterFilter::default() };
        Ok::<_, Error>(register(read.tx(), now, &scope, &filter)?.len())
    });
    read.await.during("searching")
}

fn by_hand(dialect: Dialect, scope: &Scope, text: &str) -> Result<(String, Vec<Value>)> {
    let words = Words::parse(dialect, text).during("reading a query")?;
    let phrase = words.and_then(|words| words.condition("t.id", 1).values.pop());
    let phrase = phrase.ok_or_else(|| BenchError::Unfit(format!("{text} asks for nothing")))?;
    let (hit, order) = match dialect {
        Dialect::Sqlite => ("op_search MATCH $1", "op_search.rowid"),
        Dialect::Postgres => ("grams @@ to_tsquery('simple', CAST($1 AS TEXT))", "t.id"),
    };
    let (predicate, more) = scope.predicate("t", "transmittal", 2);
    let sql = format!(
        "SELECT t.id, t.version, t.fold, t.subject, t.party_name, t.certificate_number, t.document_number \
         FROM op_search JOIN transmittal t ON t.id = op_search.subject_id WHERE {hit} AND {predicate} \
         ORDER BY {order} DESC LIMIT {PAGE}"
    );
    Ok((sql, std::iter::once(phrase).chain(more).collect()))
}

fn read_by_hand(connection: &mut Connection, sql: &str, values: &[Value]) -> Result<usize> {
    let mut tx = connection.begin_read().during("beginning to read")?;
    Ok(tx.query(sql, values).during("searching by hand")?.len())
}

/// Does it again and again for a while, at least five times.
fn timed(time: Duration, mut run: impl FnMut() -> Result<usize>) -> Result<Block> {
    let (started, mut latencies) = (Instant::now(), Vec::new());
    while latencies.len() < 5 || started.elapsed() < time {
        let begun = Instant::now();
        std::hint::black_box(run()?);
        latencies.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    Ok(Block { operations: latencies.len() as u64, wall: started.elapsed(), latencies, ..Block::default() })
}

/// A word of `QUERIES`, or what stands in that column of a transmittal that the scope reaches.
fn sample(grounds: &Grounds, scope: &Scope, word: &str) -> Result<Option<String>> {
    let Some(column) = word.strip_prefix('#') else { return Ok(Some(word.to_owned())) };
    let (predicate, values) = scope.predicate("t", "transmittal", 1);
    let sql = format!(
        "SELECT t.{column} FROM transmittal t WHERE t.{column} IS NOT NULL AND {predicate} ORDER BY t.id DESC LIMIT 1 OFFSET 200"
    );
    let rows = grounds.rows(&sql, &values)?;
    rows.first().map(|row| row.get(0).during("reading a sample")).transpose()
}

fn name_of(scope: &Scope) -> &'static str {
    if scope.department().is_some() { "one department" } else { "oversight" }
}
