//! The public lists as pushes: one act for each row.

use serde::{Deserialize, Serialize};
use shenguan_rules::record::{ApprovalRecord, PenaltyRecord};
use shenguan_server::exchange::acts;
use shenguan_server::exchange::import::{ImportedApproval, ImportedPenalty};
use shenguan_server::exchange::legacy::enter_legacy_permit;
use shenguan_server::exchange::request::PushRequest;
use shenguan_server::platform::act::Act;
use shenguan_server::platform::error::{Error, Result};
use std::sync::Arc;

/// What one or more rows ask for.
#[derive(Clone)]
pub(super) struct Job {
    /// The rows that it is about.
    pub(super) rows: Vec<u32>,
    /// The same rows give the same key, in whatever file they come again.
    pub(super) key: String,
    /// What is asked; other content under the same key is refused.
    pub(super) body: Vec<u8>,
    pub(super) run: Run,
}

/// The act of a job.
pub(super) type Run = Arc<dyn Fn(&mut Act<'_, '_>) -> Result<Taken> + Send + Sync>;

/// What a job became; kept as the answer of its key.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Taken {
    pub(super) numbers: Vec<String>,
    /// It was there before, by another way than an import.
    pub(super) already: bool,
}

impl Taken {
    pub(super) fn one(number: impl Into<String>) -> Self {
        Self { numbers: vec![number.into()], already: false }
    }

    pub(super) fn there(number: impl Into<String>) -> Self {
        Self { already: true, ..Self::one(number) }
    }
}

/// A licence of the public list, pushed by the bureau, or entered as 存量.
pub(super) fn approval(row: u32, imported: ImportedApproval, late_reason: &str, history: bool) -> Result<Job> {
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
    Ok(Job { rows: vec![row], key, body, run: Arc::new(run) })
}

/// A penalty of the public list, pushed by its authority.
pub(super) fn penalty(row: u32, imported: ImportedPenalty, late_reason: &str) -> Result<Job> {
    let body = serde_json::to_vec(&imported.record)?;
    let request = penalty_request(imported.record, late_reason);
    let run = move |act: &mut Act<'_, '_>| pushed(act, &request);
    Ok(Job { rows: vec![row], key: imported.natural_key, body, run: Arc::new(run) })
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
