//! 存量: permits from before go-live (A28). No clock, no receipt; the agreement says who regulates.

use crate::exchange::content::TransmittalContent;
use crate::platform::act::Act;
use crate::platform::error::{Error, FieldError, Result};
use crate::platform::stored::{Held, Stored};
use serde::Deserialize;
use shenguan_db::Value;
use shenguan_rules::agreement::route;
use shenguan_rules::calendar::local_date;
use shenguan_rules::exchange::{LegacyPermit, LegacyPermitCommand};
use shenguan_rules::party::{DepartmentCode, ItemCode, LegacyPermitId};
use shenguan_rules::record::ApprovalRecord;

impl Stored for LegacyPermit {
    const KIND: &'static str = "legacy_permit";
    const CONTENT_COLUMNS: &'static [&'static str] = &["case_number", "document_number", "certificate_number"];

    fn content_columns(&self, content: Option<&serde_json::Value>) -> Vec<Value> {
        let content = content.and_then(|content| TransmittalContent::deserialize(content).ok());
        let marks = content.as_ref().map(TransmittalContent::marks).unwrap_or_default();
        vec![marks.case_number.into(), marks.document_number.into(), marks.certificate_number.into()]
    }

    fn content_digest(&self) -> Option<String> {
        Some(self.content.to_string())
    }

    fn readers(&self) -> Vec<DepartmentCode> {
        let mut readers: Vec<DepartmentCode> = self.matters.iter().map(|route| route.authority.clone()).collect();
        readers.sort();
        readers.dedup();
        readers
    }
}

/// Enters a permit from before go-live. The same record twice is refused by name.
pub fn enter_legacy_permit(act: &mut Act<'_, '_>, record: &ApprovalRecord) -> Result<Held<LegacyPermit>> {
    record.validate().map_err(|refusals| {
        Error::Invalid(refusals.into_iter().map(|refusal| FieldError::of_record("approval", refusal)).collect())
    })?;
    let directory = act.directory()?;
    let item =
        ItemCode::parse(record.item_code.as_str()).map_err(|_| Error::field("approval.item_code", "ITEM_UNKNOWN"))?;
    directory.item(&item).ok_or_else(|| Error::field("approval.item_code", "ITEM_UNKNOWN"))?;
    let (now, lead_required) = (act.now(), directory.rule_set(act.now()).lead_required);
    let agreed =
        route(directory.agreements_for(&item), &item, local_date(now), lead_required).map_err(Error::refused)?;
    let id = LegacyPermitId::parse(act.new_id()).map_err(Error::refused)?;
    let content = act.content(&TransmittalContent {
        subject: record.content.clone(),
        content: record.content.clone(),
        approval: Some(record.clone()),
        penalty: None,
        decision: None,
        certificate_number: None,
    })?;
    let command = LegacyPermitCommand::Enter { id: id.clone(), item, decided_on: record.decided_on, content, agreed };
    act.create::<LegacyPermit>(id.as_str(), command)
}
