//! All SQL of the exchange.

use crate::exchange::content::TransmittalContent;
use crate::exchange::request::PushRequest;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::stored::{self, Held, Stored};
use jiff::Timestamp;
use serde::Deserialize;
use shenguan_db::{Row, Tx, Value};
use shenguan_rules::exchange::{Kind, Transmittal};
use shenguan_rules::party::{DepartmentCode, OutageId, TransmittalId};
use shenguan_rules::record::ApprovalOutcome;
use shenguan_rules::subject::Actor;

/// A transmittal that the actor may know of: sent by its department, to it, or copied to it. Otherwise there is none.
pub fn visible(act: &mut Act<'_, '_>, id: &str) -> Result<Held<Transmittal>> {
    let held = act.get::<Transmittal>(id)?;
    let may_know = match act.actor() {
        Actor::Officer { department, .. } | Actor::System { department, .. } => {
            held.state.readers().contains(department)
        }
        Actor::Time | Actor::Setup => true,
    };
    if may_know { Ok(held) } else { Err(Error::NotFound) }
}

/// The id of a number; none where nothing bears it.
pub fn id_of(tx: &mut Tx<'_>, number: &str) -> Result<Option<String>> {
    let row = tx.query_opt("SELECT id FROM transmittal WHERE number = $1", &[number.into()])?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// The words and the record of a transmittal. Erased content is a refusal by name.
pub fn content_of(tx: &mut Tx<'_>, transmittal: &Transmittal) -> Result<TransmittalContent> {
    let body = stored::content(tx, transmittal.content.as_str())?.ok_or(Error::NotFound)?;
    TransmittalContent::deserialize(&body).map_err(Error::fault)
}

/// The words of a reason, a follow-up or another small content.
pub fn reason_of(tx: &mut Tx<'_>, digest: &str) -> Result<Option<String>> {
    let body = stored::content(tx, digest)?;
    Ok(body.and_then(|body| body.get("reason").and_then(|reason| reason.as_str()).map(str::to_owned)))
}

/// The number of a live transmittal that carries the same outcome of the same case, or the same decision, to the same
/// department; `replaced` is on its way out and does not count.
pub fn live_duplicate(
    tx: &mut Tx<'_>,
    from: Option<&DepartmentCode>,
    to: &DepartmentCode,
    request: &PushRequest,
    replaced: Option<&TransmittalId>,
) -> Result<Option<String>> {
    let Some(from) = from else { return Ok(None) };
    let ends = [request.kind.as_str().into(), from.as_str().into(), to.as_str().into()];
    let rows = if let Some(approval) = &request.approval {
        let [kind, from, to] = ends;
        tx.query(
            "SELECT id, number, document_number FROM transmittal WHERE case_number = $1 AND kind = $2 \
             AND from_department = $3 AND to_department = $4 AND outcome = $5 \
             AND state NOT IN ('recalled', 'returned')",
            &[approval.case_number.as_str().into(), kind, from, to, approval.outcome.as_str().into()],
        )?
    } else if let Some(penalty) = &request.penalty {
        let [kind, from, to] = ends;
        tx.query(
            "SELECT id, number, document_number FROM transmittal WHERE document_number = $1 AND kind = $2 \
             AND from_department = $3 AND to_department = $4 AND state NOT IN ('recalled', 'returned')",
            &[penalty.document_number.as_str().into(), kind, from, to],
        )?
    } else {
        return Ok(None);
    };
    let document = request.to_content().marks().document_number;
    for row in rows {
        let (id, other): (String, Option<String>) = (row.get(0)?, row.get(2)?);
        if replaced.is_none_or(|replaced| replaced.as_str() != id) && other == document {
            return Ok(Some(row.get(1)?));
        }
    }
    Ok(None)
}

/// The number of a live push of the outcome of a case.
pub fn concluded_as(tx: &mut Tx<'_>, from: &DepartmentCode, case_number: &str) -> Result<Option<String>> {
    let row = tx.query_opt(
        "SELECT number FROM transmittal WHERE case_number = $1 AND kind = $2 AND from_department = $3 \
         AND state <> 'recalled' ORDER BY number LIMIT 1",
        &[case_number.into(), Kind::ApprovalOutcome.as_str().into(), from.as_str().into()],
    )?;
    row.map(|row| row.get(0).map_err(Error::from)).transpose()
}

/// Dispositions about a certificate that decided `outcome` and wait for its push.
pub fn dispositions_awaiting(tx: &mut Tx<'_>, certificate: &str, outcome: ApprovalOutcome) -> Result<Vec<String>> {
    let rows = tx.query(
        "SELECT id FROM transmittal WHERE certificate_number = $1 AND kind = $2 AND awaits_change = $3 ORDER BY id",
        &[certificate.into(), Kind::Disposition.as_str().into(), outcome.as_str().into()],
    )?;
    ids(&rows)
}

/// Receipts whose due instant has come, the longest due first.
pub fn due_receipts(tx: &mut Tx<'_>, now: Timestamp, limit: i64) -> Result<Vec<String>> {
    // The limit stands in the text, as in `Query::limit`.
    let sql = format!(
        "SELECT id FROM transmittal WHERE state = 'in_transit' AND receipt_due <= $1 ORDER BY receipt_due, id LIMIT {limit}"
    );
    ids(&tx.query(&sql, &[now.as_microsecond().into()])?)
}

/// Has a row where any receipt is due at `$1`.
pub const RECEIPT_DUE: &str =
    "SELECT 1 FROM transmittal WHERE state = 'in_transit' AND receipt_due <= $1 ORDER BY receipt_due LIMIT 1";

/// Transmittals whose clock of receipt, or of an answer, still runs.
pub fn open_windows(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    let rows = tx.query(
        "SELECT id FROM transmittal WHERE state IN ('in_transit', 'returned') OR reply_state = 'owed' ORDER BY id",
        &[],
    )?;
    ids(&rows)
}

/// The approval outcomes that carry a number, as certificate, document or case number, and those of the same certificate.
pub fn of_permit(tx: &mut Tx<'_>, number: &str) -> Result<Vec<Held<Transmittal>>> {
    let (kind, number) = (Value::from(Kind::ApprovalOutcome.as_str()), Value::from(number));
    // One select an index: asked with OR, PostgreSQL reads the whole table.
    let rows = tx.query(
        "SELECT t.id, t.version, t.fold FROM transmittal t WHERE t.kind = $1 AND t.id IN (\
           SELECT a.id FROM transmittal a WHERE a.certificate_number = $2 \
           UNION SELECT a.id FROM transmittal a WHERE a.document_number = $3 \
           UNION SELECT a.id FROM transmittal a WHERE a.case_number = $4 \
           UNION SELECT a.id FROM transmittal s JOIN transmittal a ON a.certificate_number = s.certificate_number \
             WHERE s.document_number = $5 AND s.kind = $6 \
           UNION SELECT a.id FROM transmittal s JOIN transmittal a ON a.certificate_number = s.certificate_number \
             WHERE s.case_number = $7 AND s.kind = $8) ORDER BY t.id",
        &[kind.clone(), number.clone(), number.clone(), number.clone(), number.clone(), kind.clone(), number, kind],
    )?;
    rows.iter().map(held).collect()
}

/// Outages on record that have an instant in common with one from `from` until before `to`.
pub fn overlapping_outages(tx: &mut Tx<'_>, from: Timestamp, to: Timestamp) -> Result<Vec<OutageId>> {
    let rows = tx.query(
        "SELECT id FROM outage WHERE from_at < $1 AND to_at > $2 ORDER BY id",
        &[to.as_microsecond().into(), from.as_microsecond().into()],
    )?;
    ids(&rows)?.into_iter().map(|id| OutageId::parse(id).map_err(Error::fault)).collect()
}

/// When the platform last said that it was there, in microseconds.
pub fn heartbeat(tx: &mut Tx<'_>) -> Result<Option<i64>> {
    let row = tx.query_opt("SELECT value FROM op_setting WHERE name = 'heartbeat'", &[])?;
    let value: Option<String> = row.map(|row| row.get(0)).transpose()?;
    value.map(|value| value.parse().map_err(Error::fault)).transpose()
}

/// Writes down that the platform is there.
pub fn write_heartbeat(tx: &mut Tx<'_>, now: Timestamp) {
    tx.execute(
        "INSERT INTO op_setting (name, value) VALUES ('heartbeat', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        vec![now.as_microsecond().to_string().into()],
    );
}

/// One row as a transmittal: id, version, fold.
pub fn held(row: &Row) -> Result<Held<Transmittal>> {
    let fold: String = row.get(2)?;
    Ok(Held { id: row.get(0)?, version: row.get(1)?, state: serde_json::from_str(&fold)? })
}

fn ids(rows: &[Row]) -> Result<Vec<String>> {
    rows.iter().map(|row| row.get(0).map_err(Error::from)).collect()
}
