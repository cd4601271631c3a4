//! Listing items and entering signed agreements.

use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use jiff::civil::Date;
use serde::Deserialize;
use shenguan_rules::agreement::{
    AgreementFacts, AgreementLine, ApprovalItem, ApprovalItemCommand, HandoverAgreement, HandoverCommand, Lead,
};
use shenguan_rules::party::{AgreementId, DepartmentCode, ItemCode, SectionCode};

/// An item to be listed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRequest {
    /// Its code.
    pub code: ItemCode,
    /// Who gives the code.
    pub scheme: String,
    /// Its name.
    pub name: String,
    /// The bureau's section that handles it.
    pub bureau_section: SectionCode,
    /// First day.
    pub from: Date,
    /// 依据, 条件, 材料, 时限, 收费 and whatever else stands in the service guide.
    #[serde(default)]
    pub standard_elements: serde_json::Value,
    /// What the approval system calls it.
    pub external_code: Option<String>,
}

/// An agreement as signed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementRequest {
    /// Title or number.
    pub document: String,
    /// With which authority.
    pub authority: DepartmentCode,
    /// Its lines.
    pub lines: Vec<AgreementLine>,
    /// 签署日期.
    pub signed_on: Date,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
}

/// Lists an approval item.
pub fn list_item(act: &mut Act<'_, '_>, request: &ItemRequest) -> Result<()> {
    let directory = act.directory()?;
    let bureau = directory.bureau().ok_or_else(|| Error::field("bureau_section", "NO_BUREAU"))?;
    let sections = open_sections(bureau);
    let content = act.content(&request.standard_elements)?;
    let command = ApprovalItemCommand::List {
        code: request.code.clone(),
        scheme: request.scheme.clone(),
        name: request.name.clone(),
        bureau_section: request.bureau_section.clone(),
        from: request.from,
        content,
        external_code: request.external_code.clone(),
        sections,
    };
    act.create::<ApprovalItem>(request.code.as_str(), command)?;
    Ok(())
}

/// Enters a signed agreement.
pub fn sign_agreement(act: &mut Act<'_, '_>, request: &AgreementRequest) -> Result<AgreementId> {
    let directory = act.directory()?;
    let authority =
        directory.department(&request.authority).ok_or_else(|| Error::field("authority", "DEPARTMENT_UNKNOWN"))?;
    let named = || request.lines.iter().map(|line| &line.item);
    let facts = AgreementFacts {
        side: authority.side,
        sections: open_sections(authority),
        items: named().filter(|item| directory.item(item).is_some()).cloned().collect(),
        leads: named().flat_map(|item| directory.agreements_for(item)).flat_map(leads_of).collect(),
    };
    let id = AgreementId::parse(act.new_id()).map_err(Error::refused)?;
    let command = HandoverCommand::Sign {
        id: id.clone(),
        document: request.document.clone(),
        authority: request.authority.clone(),
        lines: request.lines.clone(),
        signed_on: request.signed_on,
        from: request.from,
        to: request.to,
        facts,
    };
    act.create::<HandoverAgreement>(id.as_str(), command)?;
    Ok(id)
}

fn leads_of(agreement: &HandoverAgreement) -> Vec<Lead> {
    agreement.leads()
}

fn open_sections(department: &shenguan_rules::party::Department) -> std::collections::BTreeSet<SectionCode> {
    let open = department.sections.iter().filter(|section| section.closed_on.is_none());
    open.map(|section| section.code.clone()).collect()
}
