//! Listing items and entering signed agreements.

use crate::platform::act::Act;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use jiff::civil::Date;
use serde::Deserialize;
use shenguan_rules::agreement::{
    AgreementFacts, AgreementLine, ApprovalItem, ApprovalItemCommand, ApprovalItemRefusal, HandoverAgreement,
    HandoverCommand,
};
use shenguan_rules::party::{AgreementId, Department, DepartmentCode, ItemCode, SectionCode};

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
    if directory.item(&request.code).is_some() {
        return Err(Error::refused(ApprovalItemRefusal::Exists { code: request.code.clone() }));
    }
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
    let facts = facts(&directory, authority, &request.lines);
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

fn open_sections(department: &Department) -> std::collections::BTreeSet<SectionCode> {
    let open = department.sections.iter().filter(|section| section.closed_on.is_none());
    open.map(|section| section.code.clone()).collect()
}

/// Says when an agreement ends: its last day.
pub fn end_agreement(act: &mut Act<'_, '_>, id: &AgreementId, on: Date) -> Result<()> {
    let held = act.get::<HandoverAgreement>(id.as_str())?;
    act.command(held, HandoverCommand::End { on })?;
    Ok(())
}

/// Puts other lines for one item, or for all of them, in the place of the old ones from a day on.
pub fn replace_lines(
    act: &mut Act<'_, '_>,
    id: &AgreementId,
    item: Option<&ItemCode>,
    from: Date,
    lines: &[AgreementLine],
) -> Result<()> {
    let held = act.get::<HandoverAgreement>(id.as_str())?;
    let directory = act.directory()?;
    let authority = directory.department(&held.state.authority).ok_or(Error::NotFound)?;
    let facts = facts(&directory, authority, lines);
    let command = HandoverCommand::ReplaceLines { item: item.cloned(), from, lines: lines.to_vec(), facts };
    act.command(held, command)?;
    Ok(())
}

/// Another authority takes an agreement over from a day on: the old one ends the day before, and its lines go on under the same
/// document and clauses. Sections that the successor does not have are left to it to name.
pub fn take_over(act: &mut Act<'_, '_>, id: &AgreementId, successor: &DepartmentCode, on: Date) -> Result<AgreementId> {
    let held = act.get::<HandoverAgreement>(id.as_str())?;
    let old = held.state.clone();
    if old.from < on {
        act.command(held, HandoverCommand::End { on: on.yesterday().map_err(Error::fault)? })?;
    } else {
        replace_lines(act, id, None, old.from, &[])?;
    }
    let directory = act.directory()?;
    let authority = directory.department(successor).ok_or_else(|| Error::field("into", "DEPARTMENT_UNKNOWN"))?;
    let sections = open_sections(authority);
    let reaching = old.lines.iter().filter(|line| line.to.is_none_or(|to| on <= to));
    let lines = reaching.map(|line| AgreementLine {
        section: line.section.clone().filter(|section| sections.contains(section)),
        from: line.from.max(on),
        ..line.clone()
    });
    let request = AgreementRequest {
        document: old.document.clone(),
        authority: successor.clone(),
        lines: lines.collect(),
        signed_on: old.signed_on,
        from: old.from.max(on),
        to: old.to,
    };
    sign_agreement(act, &request)
}

fn facts(directory: &Directory, authority: &Department, lines: &[AgreementLine]) -> AgreementFacts {
    let named = || lines.iter().map(|line| &line.item);
    AgreementFacts {
        side: authority.side,
        sections: open_sections(authority),
        items: named().filter(|item| directory.item(item).is_some()).cloned().collect(),
        leads: named().flat_map(|item| directory.agreements_for(item)).flat_map(HandoverAgreement::leads).collect(),
    }
}
