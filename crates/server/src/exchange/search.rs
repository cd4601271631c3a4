//! 台账: what of a transmittal is searched.

use crate::exchange::content::TransmittalContent;
use crate::platform::error::Result;
use crate::platform::search::Source;
use crate::platform::stored::{self, Stored};
use serde::Deserialize;
use shenguan_db::Tx;
use shenguan_rules::exchange::Transmittal;

/// What is searched in transmittals.
pub const SOURCES: &[Source] = &[Source { kind: Transmittal::KIND, fields }];

fn fields(tx: &mut Tx<'_>, id: &str) -> Result<Vec<String>> {
    let Some(held) = stored::load::<Transmittal>(tx, id)? else { return Ok(Vec::new()) };
    let Some(body) = stored::content(tx, held.state.content.as_str())? else { return Ok(Vec::new()) };
    let content = TransmittalContent::deserialize(&body)?;
    let marks = content.marks();
    let record = content.approval.map(|approval| approval.content);
    let penalty = content.penalty.map(|penalty| [penalty.facts, penalty.basis, penalty.content]);
    let item = held.state.item.map(|item| item.to_string());
    let optional = [
        marks.party_name,
        marks.party_credit_code,
        marks.case_number,
        marks.document_number,
        marks.certificate_number,
        item,
        content.decision,
        record,
    ];
    let given = [held.state.number, content.subject, content.content];
    Ok(given.into_iter().chain(optional.into_iter().flatten()).chain(penalty.into_iter().flatten()).collect())
}
