//! All SQL of this section.

use crate::cooperation::content::{QuestionContent, WordsContent};
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::face::store::held;
use crate::platform::identity::Scope;
use crate::platform::query::Query;
use crate::platform::stored::{self, Held, Stored};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shenguan_db::{Row, Tx, Value};
use shenguan_rules::cooperation::{CooperationRequest, Countersign, Note};
use shenguan_rules::party::ContentDigest;
use shenguan_rules::subject::Actor;

/// Columns of a request in a list.
const LISTED: &str =
    "SELECT t.id, t.version, t.fold, t.subject, t.case_number, t.regulatory_matter FROM cooperation_request t";

/// Has a row where any term is due at `$1`.
pub const LAPSE_DUE: &str = "SELECT 1 FROM cooperation_request WHERE lapse_at <= $1 ORDER BY lapse_at LIMIT 1";

/// A request with the words that a list shows of it.
#[derive(Clone, Debug)]
pub struct ListedRequest {
    /// The request.
    pub held: Held<CooperationRequest>,
    /// 标题; none once erased.
    pub subject: Option<String>,
    /// 案件编号.
    pub case_number: Option<String>,
    /// 监管事项.
    pub regulatory_matter: Option<String>,
}

/// Which requests.
#[derive(Clone, Debug, Default)]
pub struct RequestFilter {
    /// Only what this department asks.
    pub from: Option<String>,
    /// Only what this department is asked.
    pub to: Option<String>,
    /// Only in this state, as last written down.
    pub state: Option<String>,
    /// Only about this case.
    pub case_number: Option<String>,
    /// Only from this transmittal.
    pub about: Option<String>,
    /// Only what comes after this id, the newest first.
    pub after: Option<String>,
    /// So many rows at most.
    pub limit: usize,
}

/// A subject that the actor may know of; otherwise there is none.
pub fn visible<S: Stored>(act: &mut Act<'_, '_>, id: &str) -> Result<Held<S>>
where
    S::Event: serde::Serialize + DeserializeOwned,
{
    let held = act.get::<S>(id)?;
    let may_know = match act.actor() {
        Actor::Officer { department, .. } | Actor::System { department, .. } => {
            held.state.readers().contains(department)
        }
        Actor::Time | Actor::Setup => true,
    };
    if may_know { Ok(held) } else { Err(Error::NotFound) }
}

/// What was asked, in one of its versions; none once erased.
pub fn question(tx: &mut Tx<'_>, digest: &ContentDigest) -> Result<Option<QuestionContent>> {
    let body = stored::content(tx, digest.as_str())?;
    body.map(|body| QuestionContent::deserialize(&body).map_err(Error::fault)).transpose()
}

/// The words of a reply, a question, an answer or a reason; none once erased.
pub fn words(tx: &mut Tx<'_>, digest: &ContentDigest) -> Result<Option<String>> {
    let body = stored::content(tx, digest.as_str())?;
    let words = body.map(|body| WordsContent::deserialize(&body).map_err(Error::fault)).transpose()?;
    Ok(words.map(|words| words.text))
}

/// Requests of which time has something to write down, the longest due first.
pub fn due(tx: &mut Tx<'_>, now: Timestamp, limit: i64) -> Result<Vec<String>> {
    let sql = format!("SELECT id FROM cooperation_request WHERE lapse_at <= $1 ORDER BY lapse_at, id LIMIT {limit}");
    ids(&tx.query(&sql, &[now.as_microsecond().into()])?)
}

/// Requests whose term, or the asker's decision, still runs.
pub fn open_windows(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    ids(&tx.query("SELECT id FROM cooperation_request WHERE state IN ('awaiting_reply', 'not_ours') ORDER BY id", &[])?)
}

/// Everything that was issued together, in the order of their numbers.
pub fn joint(tx: &mut Tx<'_>, joint: &str) -> Result<Vec<Held<CooperationRequest>>> {
    let sql = "SELECT id, version, fold FROM cooperation_request WHERE joint = $1 ORDER BY number";
    tx.query(sql, &[joint.into()])?.iter().map(held).collect()
}

/// The same, as a reader within the scope sees it.
pub fn joint_within(tx: &mut Tx<'_>, scope: &Scope, joints: &[&str]) -> Result<Vec<ListedRequest>> {
    if joints.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = Query::new(LISTED);
    let places = vec!["?"; joints.len()].join(", ");
    query.push(&format!(" WHERE t.joint IN ({places}) AND "), joints.iter().map(|joint| (*joint).into()));
    query.scoped(scope, "t", CooperationRequest::KIND).push(" ORDER BY t.number", []);
    query.run(tx)?.iter().map(listed).collect()
}

/// The open countersignings about a request.
pub fn open_countersigns(tx: &mut Tx<'_>, request: &str) -> Result<Vec<String>> {
    ids(&tx.query("SELECT id FROM countersign WHERE about = $1 AND is_open ORDER BY id", &[request.into()])?)
}

/// The countersignings about a request that a reader within the scope sees: those of its own department, for 督查 all.
pub fn countersigns(tx: &mut Tx<'_>, scope: &Scope, request: &str) -> Result<Vec<Held<Countersign>>> {
    about(tx, scope, request)
}

/// The notes on a transmittal that a reader within the scope sees.
pub fn notes(tx: &mut Tx<'_>, scope: &Scope, transmittal: &str) -> Result<Vec<Held<Note>>> {
    about(tx, scope, transmittal)
}

fn about<S: Stored>(tx: &mut Tx<'_>, scope: &Scope, about: &str) -> Result<Vec<Held<S>>>
where
    S::Event: serde::Serialize + DeserializeOwned,
{
    let kind = S::KIND;
    let mut query = Query::new(&format!("SELECT t.id, t.version, t.fold FROM {kind} t WHERE t.about = "));
    query.push("? AND ", [about.into()]).scoped(scope, "t", kind).push(" ORDER BY t.id", []);
    query.run(tx)?.iter().map(held).collect()
}

/// Requests within the scope, the newest first.
pub fn list(tx: &mut Tx<'_>, scope: &Scope, filter: &RequestFilter) -> Result<Vec<ListedRequest>> {
    let mut query = Query::new(LISTED);
    query.push(" WHERE ", []).scoped(scope, "t", CooperationRequest::KIND);
    query
        .push_if(" AND t.from_department = ?", filter.from.as_deref())
        .push_if(" AND t.to_department = ?", filter.to.as_deref())
        .push_if(" AND t.state = ?", filter.state.as_deref())
        .push_if(" AND t.case_number = ?", filter.case_number.as_deref())
        .push_if(" AND t.about = ?", filter.about.as_deref())
        .push_if(" AND t.id < ?", filter.after.as_deref())
        .push(" ORDER BY t.id DESC", [])
        .limit(filter.limit);
    query.run(tx)?.iter().map(listed).collect()
}

/// The requests of these ids, in their order; the lists of tasks name only what there is.
pub fn listed_each(tx: &mut Tx<'_>, asked: &[&str]) -> Result<Vec<ListedRequest>> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = Query::new(LISTED);
    let places = vec!["?"; asked.len()].join(", ");
    query.push(&format!(" WHERE t.id IN ({places})"), asked.iter().map(|id| (*id).into()));
    let found: Vec<ListedRequest> = query.run(tx)?.iter().map(listed).collect::<Result<_>>()?;
    let of = |id: &&str| found.iter().find(|listed| listed.held.id == **id).cloned().ok_or(Error::NotFound);
    asked.iter().map(of).collect()
}

/// The number of the request that each of these countersignings is about, with the id of the countersigning.
pub fn countersigned(tx: &mut Tx<'_>, asked: &[&str]) -> Result<Vec<(String, String)>> {
    let sql = "SELECT c.id, r.number FROM countersign c JOIN cooperation_request r ON r.id = c.about WHERE c.id IN";
    pairs(tx, sql, asked)
}

/// The number of the transmittal that each of these notes is about, with the id of the note.
pub fn noted(tx: &mut Tx<'_>, asked: &[&str]) -> Result<Vec<(String, String)>> {
    pairs(tx, "SELECT n.id, t.number FROM note n JOIN transmittal t ON t.id = n.about WHERE n.id IN", asked)
}

fn pairs(tx: &mut Tx<'_>, sql: &str, asked: &[&str]) -> Result<Vec<(String, String)>> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let places = (1..=asked.len()).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ");
    let values: Vec<Value> = asked.iter().map(|id| (*id).into()).collect();
    let rows = tx.query(&format!("{sql} ({places})"), &values)?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

fn listed(row: &Row) -> Result<ListedRequest> {
    Ok(ListedRequest {
        held: held(row)?,
        subject: row.get(3)?,
        case_number: row.get(4)?,
        regulatory_matter: row.get(5)?,
    })
}

fn ids(rows: &[Row]) -> Result<Vec<String>> {
    rows.iter().map(|row| row.get(0).map_err(Error::from)).collect()
}
