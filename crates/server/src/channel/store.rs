//! All SQL of the channels.

use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::face::store::held;
use crate::platform::identity::Scope;
use crate::platform::query::Query;
use crate::platform::stored::{self, Held, Stored};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shenguan_db::{Tx, Value};
use shenguan_rules::channel::{
    Channel, ConsultationProposal, Correspondence, DocumentKind, DocumentNumber, IssuingCode, NumberRegister,
    PhoneNote, Remark,
};
use shenguan_rules::party::{ContentDigest, DepartmentCode};
use shenguan_rules::subject::Actor;
use std::collections::BTreeMap;

/// A subject that the actor may know of; otherwise there is none.
pub fn visible<S: Stored>(act: &mut Act<'_, '_>, id: &str) -> Result<Held<S>>
where
    S::Event: Serialize + DeserializeOwned,
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

/// Whether a department may know of something, whatever it is.
pub fn is_reader(tx: &mut Tx<'_>, department: &DepartmentCode, id: &str) -> Result<bool> {
    // Ids of all kinds come from one source, so the kind needs not be known.
    let sql = "SELECT 1 FROM feed f JOIN ledger_entry e ON e.sequence = f.sequence \
               WHERE e.subject_id = $1 AND f.department = $2 LIMIT 1";
    Ok(tx.query_opt(sql, &[id.into(), department.as_str().into()])?.is_some())
}

/// The id of a number of ours; none where nothing bears it.
pub fn id_of(tx: &mut Tx<'_>, number: &str) -> Result<Option<String>> {
    for kind in [Correspondence::KIND, PhoneNote::KIND, ConsultationProposal::KIND, Remark::KIND] {
        let sql = format!("SELECT id FROM {kind} WHERE number = $1");
        if let Some(row) = tx.query_opt(&sql, &[number.into()])? {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}

/// The numbers of the documents that bear exactly a number: ours, or that of the letter. A draft is found by nobody but those who may
/// know of it; 督查 finds what was issued.
pub fn bearing(tx: &mut Tx<'_>, scope: &Scope, number: &str) -> Result<Vec<String>> {
    let mut query = Query::new("SELECT s.number FROM correspondence s WHERE ");
    match DocumentNumber::parse(number) {
        Ok(document) => query.push(
            "s.code = ? AND s.year = ? AND s.serial = ?",
            [document.code.as_str().into(), i64::from(document.year).into(), i64::from(document.serial).into()],
        ),
        Err(_) => query.push("s.number = ?", [number.to_ascii_uppercase().into()]),
    };
    if *scope == Scope::City {
        query.push(" AND s.issued_at IS NOT NULL", []);
    }
    query.push(" AND ", []).scoped(scope, "s", Correspondence::KIND);
    query.run(tx)?.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// What a department sent, the newest id first, before an id; `condition` says of the alias `s` what counts as sent.
pub fn sent_by<S: Stored>(
    tx: &mut Tx<'_>,
    department: &DepartmentCode,
    condition: &str,
    before: Option<&str>,
    limit: usize,
) -> Result<Vec<Held<S>>>
where
    S::Event: Serialize + DeserializeOwned,
{
    let kind = S::KIND;
    let mut values: Vec<Value> = vec![department.as_str().into()];
    let mut earlier = "";
    if let Some(id) = before {
        (earlier, values) = ("AND s.id < $2", vec![department.as_str().into(), id.into()]);
    }
    let sql = format!(
        "SELECT s.id, s.version, s.fold FROM {kind} s WHERE s.from_department = $1 AND {condition} {earlier} \
         ORDER BY s.id DESC LIMIT {limit}"
    );
    tx.query(&sql, &values)?.iter().map(held).collect()
}

/// A body beside the ledger; none where it was erased.
pub fn body<T: DeserializeOwned>(tx: &mut Tx<'_>, digest: &ContentDigest) -> Result<Option<T>> {
    let body = stored::content(tx, digest.as_str())?;
    Ok(body.map(serde_json::from_value).transpose()?)
}

/// The last serial that was given under a code in a year; 0 for none. It is read of the rows, which follow from the ledger: a number
/// that was refused or lost was never there.
pub fn last_serial(tx: &mut Tx<'_>, code: &IssuingCode, year: i16) -> Result<u32> {
    let sql = "SELECT MAX(serial) FROM correspondence WHERE code = $1 AND year = $2";
    let row = tx.query_one(sql, &[code.as_str().into(), i64::from(year).into()])?;
    let last: Option<i64> = row.get(0)?;
    last.map_or(Ok(0), |last| u32::try_from(last).map_err(Error::fault))
}

/// Whether a document of an office bears the number.
pub fn is_taken(tx: &mut Tx<'_>, office: &DepartmentCode, number: &DocumentNumber) -> Result<bool> {
    let sql = "SELECT 1 FROM correspondence WHERE code = $1 AND year = $2 AND serial = $3 AND office = $4";
    let year = i64::from(number.year).into();
    let values = [number.code.as_str().into(), year, i64::from(number.serial).into(), office.as_str().into()];
    Ok(tx.query_opt(sql, &values)?.is_some())
}

/// Whether any document bears a number under the code.
pub fn is_used(tx: &mut Tx<'_>, code: &IssuingCode) -> Result<bool> {
    let sql = "SELECT 1 FROM correspondence WHERE code = $1 LIMIT 1";
    Ok(tx.query_opt(sql, &[code.as_str().into()])?.is_some())
}

/// The register of a code, where it is reserved.
pub fn register_of_code(tx: &mut Tx<'_>, code: &IssuingCode) -> Result<Option<Held<NumberRegister>>> {
    one(tx, "code = $1", &[code.as_str().into()])
}

/// The register of an office for a channel and a kind.
pub fn register_of_office(
    tx: &mut Tx<'_>,
    office: &DepartmentCode,
    channel: Channel,
    kind: DocumentKind,
) -> Result<Option<Held<NumberRegister>>> {
    let kind = super::stored::word(kind);
    let values = [office.as_str().into(), channel.as_str().into(), kind.into()];
    one(tx, "office = $1 AND channel = $2 AND kind = $3", &values)
}

/// The registers of an office, by code.
pub fn registers_of(tx: &mut Tx<'_>, office: &DepartmentCode) -> Result<Vec<Held<NumberRegister>>> {
    let sql = "SELECT id, version, fold FROM number_register WHERE office = $1 ORDER BY code";
    tx.query(sql, &[office.as_str().into()])?.iter().map(held).collect()
}

/// Those of a kind that are about something, within the scope, the first first.
fn about<S: Stored>(tx: &mut Tx<'_>, scope: &Scope, item: &str) -> Result<Vec<Held<S>>>
where
    S::Event: Serialize + DeserializeOwned,
{
    let kind = S::KIND;
    let (within, values) = scope.predicate("s", kind, 2);
    let sql = format!("SELECT s.id, s.version, s.fold FROM {kind} s WHERE s.about = $1 AND {within} ORDER BY s.id");
    let values: Vec<Value> = std::iter::once(item.into()).chain(values).collect();
    tx.query(&sql, &values)?.iter().map(held).collect()
}

/// Everything about an item that stands on its ladder.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Calls.
    pub calls: Vec<Held<PhoneNote>>,
    /// OA papers and letters.
    pub correspondence: Vec<Held<Correspondence>>,
    /// Proposals of a consultation.
    pub proposals: Vec<Held<ConsultationProposal>>,
}

/// What a caller may know of the ladder of an item.
pub fn ladder_of(tx: &mut Tx<'_>, scope: &Scope, item: &str) -> Result<About> {
    Ok(About {
        calls: about(tx, scope, item)?,
        correspondence: about(tx, scope, item)?,
        proposals: about(tx, scope, item)?,
    })
}

/// The remarks on an item within the scope, the first first.
pub fn remarks_on(tx: &mut Tx<'_>, scope: &Scope, item: &str) -> Result<Vec<Held<Remark>>> {
    let (within, values) = scope.predicate("s", Remark::KIND, 2);
    let sql = format!("SELECT s.id, s.version, s.fold FROM remark s WHERE s.item = $1 AND {within} ORDER BY s.id");
    let values: Vec<Value> = std::iter::once(item.into()).chain(values).collect();
    tx.query(&sql, &values)?.iter().map(held).collect()
}

/// What was issued and has no document beside it yet, the first first; what was refused only when it is to be tried again.
pub fn awaiting_document(tx: &mut Tx<'_>, now: Timestamp, limit: usize) -> Result<Vec<Held<Correspondence>>> {
    let sql = format!(
        "SELECT c.id, c.version, c.fold FROM correspondence c WHERE c.awaits_document AND NOT EXISTS \
         (SELECT 1 FROM op_document_refusal r WHERE r.correspondence = c.id AND r.next_at > $1) \
         ORDER BY c.issued_at LIMIT {limit}"
    );
    tx.query(&sql, &[now.as_microsecond().into()])?.iter().map(held).collect()
}

/// Why a document could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRefused {
    /// Its stable name.
    pub code: String,
    /// What its words need.
    pub arguments: BTreeMap<String, String>,
}

/// Why the document of a correspondence could not be made when it was last tried.
pub fn document_refused(tx: &mut Tx<'_>, id: &str) -> Result<Option<DocumentRefused>> {
    let sql = "SELECT code, arguments FROM op_document_refusal WHERE correspondence = $1";
    let Some(row) = tx.query_opt(sql, &[id.into()])? else { return Ok(None) };
    let arguments: String = row.get(1)?;
    Ok(Some(DocumentRefused { code: row.get(0)?, arguments: serde_json::from_str(&arguments)? }))
}

/// Keeps it until the next try.
pub fn keep_document_refused(tx: &mut Tx<'_>, id: &str, refused: &DocumentRefused, next_at: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO op_document_refusal (correspondence, code, arguments, next_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (correspondence) DO UPDATE \
         SET code = excluded.code, arguments = excluded.arguments, next_at = excluded.next_at",
        vec![
            id.into(),
            refused.code.as_str().into(),
            serde_json::to_string(&refused.arguments)?.into(),
            next_at.as_microsecond().into(),
        ],
    );
    Ok(())
}

/// The document is there.
pub fn forget_document_refused(tx: &mut Tx<'_>, id: &str) {
    tx.execute("DELETE FROM op_document_refusal WHERE correspondence = $1", vec![id.into()]);
}

fn one(tx: &mut Tx<'_>, condition: &str, values: &[Value]) -> Result<Option<Held<NumberRegister>>> {
    let sql = format!("SELECT id, version, fold FROM number_register WHERE {condition}");
    tx.query_opt(&sql, values)?.map(|row| held(&row)).transpose()
}
