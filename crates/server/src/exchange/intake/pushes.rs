//! The public lists as pushes: one act for each row.

use super::planned::{Planned, Taken};
use crate::exchange::acts;
use crate::exchange::import::{ImportedApproval, ImportedPenalty};
use crate::exchange::legacy::enter_legacy_permit;
use crate::exchange::request::PushRequest;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use shenguan_rules::record::{ApprovalRecord, PenaltyRecord};
use std::sync::Arc;

/// A licence of the public list, pushed by the bureau, or entered as 存量.
pub(super) fn approval(row: u32, imported: ImportedApproval, late_reason: &str, history: bool) -> Result<Planned> {
    let body = serde_json::to_vec(&imported.record)?;
    let key = imported.natural_key.clone();
    let late_reason = late_reason.to_owned();
    let run = move |act: &mut Act<'_, '_>| {
        let record = with_item(act, &imported)?;
        if history {
            return Ok(Taken::one(enter_legacy_permit(act, &record)?.id));
        }
        let item_name = item_name(act, &record)?;
        pushed(act, &approval_request(&item_name, record, &late_reason))
    };
    let key = if history { format!("history/{key}") } else { key };
    Ok(Planned { rows: vec![row], key, body, run: Arc::new(run) })
}

/// A penalty of the public list, pushed by its authority.
pub(super) fn penalty(row: u32, imported: ImportedPenalty, late_reason: &str) -> Result<Planned> {
    let body = serde_json::to_vec(&imported.record)?;
    let request = penalty_request(imported.record, late_reason);
    let run = move |act: &mut Act<'_, '_>| pushed(act, &request);
    Ok(Planned { rows: vec![row], key: imported.natural_key, body, run: Arc::new(run) })
}

fn pushed(act: &mut Act<'_, '_>, request: &PushRequest) -> Result<Taken> {
    let pushed = acts::push(act, request)?;
    Ok(Taken { numbers: pushed.into_iter().map(|held| held.state.number).collect(), already: false })
}

/// The record with its item: by code, else the one item of that name.
fn with_item(act: &mut Act<'_, '_>, imported: &ImportedApproval) -> Result<ApprovalRecord> {
    let mut record = imported.record.clone();
    if !record.item_code.is_empty() {
        return Ok(record);
    }
    let name = imported.item_name.as_deref().ok_or_else(|| Error::field("approval.item_code", "ITEM_UNKNOWN"))?;
    let directory = act.directory()?;
    let mut named = directory.items().filter(|item| item.name == name.trim());
    match (named.next(), named.next()) {
        (Some(item), None) => {
            record.item_code = item.code.to_string();
            Ok(record)
        }
        _ => Err(Error::field("approval.item_code", "ITEM_UNKNOWN")),
    }
}

fn item_name(act: &mut Act<'_, '_>, record: &ApprovalRecord) -> Result<String> {
    let directory = act.directory()?;
    let item = directory.items().find(|item| item.code.as_str() == record.item_code);
    item.map(|item| item.name.clone()).ok_or_else(|| Error::field("approval.item_code", "ITEM_UNKNOWN"))
}

fn approval_request(item_name: &str, record: ApprovalRecord, late_reason: &str) -> PushRequest {
    PushRequest {
        kind: "approval_outcome".to_owned(),
        subject: format!("{item_name}（{}）", record.outcome.zh()),
        content: record.content.clone(),
        approval: Some(Box::new(record)),
        late_reason: Some(late_reason.to_owned()),
        ..PushRequest::default()
    }
}

fn penalty_request(record: PenaltyRecord, late_reason: &str) -> PushRequest {
    PushRequest {
        kind: "penalty_decision".to_owned(),
        subject: format!("行政处罚决定（{}）", record.party_name),
        content: record.content.clone(),
        penalty: Some(Box::new(record)),
        late_reason: Some(late_reason.to_owned()),
        ..PushRequest::default()
    }
}
