//! The lists with which a city begins: items, 责任人 and 联络人 (二(二)¶2), handover agreements (二(一)¶1).

use super::planned::{Planned, Taken};
use crate::agreement::acts::{AgreementRequest, ItemRequest, list_item, sign_agreement};
use crate::exchange::import::{AgreementRow, DepartmentRow, ItemRow, RosterRow};
use crate::party::acts::{DepartmentRequest, OfficerRequest, SectionRequest, enlist_officer, found_department};
use crate::platform::act::Act;
use crate::platform::directory::{Directory, OfficerCard};
use crate::platform::error::{Error, Result};
use crate::roster::acts::{DesignationRequest, designate};
use shenguan_rules::agreement::AgreementLine;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{Department, DepartmentCode, SectionCode};
use shenguan_rules::roster::Role;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the file names no scheme.
const SCHEME: &str = "LOCAL";
/// Where the file names no document.
const AGREEMENT: &str = "移交协议书";

/// A department with its sections, founded today; the sections are numbered in the order of the file.
pub(super) fn department_of(row: u32, line: DepartmentRow, jurisdiction: &str) -> Planned {
    let (key, body) = (line.code.to_string(), format!("{line:?}").into_bytes());
    let jurisdiction = jurisdiction.to_owned();
    let run = move |act: &mut Act<'_, '_>| {
        if act.directory()?.department(&line.code).is_some() {
            return Ok(Taken::there(line.code.as_str()));
        }
        let numbered = line.sections.iter().enumerate();
        let section = |(place, name): (usize, &String)| {
            let code = SectionCode::parse(format!("{:02}", place + 1)).map_err(Error::refused)?;
            Ok(SectionRequest { code, name: name.clone() })
        };
        let request = DepartmentRequest {
            code: line.code.clone(),
            side: line.side,
            name: line.name.clone(),
            name_en: None,
            short_name: line.name.clone(),
            founded_on: local_date(act.now()),
            sections: numbered.map(section).collect::<Result<_>>()?,
        };
        found_department(act, &jurisdiction, &request)?;
        Ok(Taken::one(line.code.as_str()))
    };
    Planned { rows: vec![row], key, body, run: Arc::new(run) }
}

/// An item, listed from today on.
pub(super) fn item(row: u32, item: ItemRow) -> Planned {
    let (key, body) = (item.code.to_string(), format!("{item:?}").into_bytes());
    let run = move |act: &mut Act<'_, '_>| {
        let directory = act.directory()?;
        if directory.item(&item.code).is_some() {
            return Ok(Taken::there(item.code.as_str()));
        }
        let bureau = directory.bureau().ok_or_else(|| Error::field("bureau_section", "NO_BUREAU"))?;
        let request = ItemRequest {
            code: item.code.clone(),
            scheme: item.scheme.clone().unwrap_or_else(|| SCHEME.to_owned()),
            name: item.name.clone(),
            bureau_section: section(bureau, item.section.as_deref().unwrap_or_default())?,
            from: local_date(act.now()),
            standard_elements: serde_json::json!({ "kind": item.kind }),
            external_code: None,
        };
        list_item(act, &request)?;
        Ok(Taken::one(item.code.as_str()))
    };
    Planned { rows: vec![row], key, body, run: Arc::new(run) }
}

/// An officer in a role; somebody of that name in that section is the same officer.
pub(super) fn roster(row: u32, line: RosterRow) -> Planned {
    let body = format!("{line:?}").into_bytes();
    let (section_name, role) = (line.section.as_deref().unwrap_or_default(), line.role.as_str());
    let key = format!("{}/{section_name}/{role}/{}/{}", line.department_name, line.name, line.from);
    let run = move |act: &mut Act<'_, '_>| {
        let directory = act.directory()?;
        let department = department(&directory, line.department_code.as_ref(), &line.department_name)?;
        let section = line.section.as_deref().map(|name| section(department, name)).transpose()?;
        let known = directory.officers().find(|entry| {
            entry.officer.department == department.code
                && entry.officer.section == section
                && entry.officer.left_on.is_none()
                && entry.card.name == line.name
        });
        let officer = if let Some(known) = known {
            known.officer.id.clone()
        } else {
            let card = OfficerCard {
                name: line.name.clone(),
                post: line.title.clone().unwrap_or_default(),
                contact: line.contact.clone().unwrap_or_default(),
            };
            enlist_officer(
                act,
                &OfficerRequest { department: department.code.clone(), section: section.clone(), card },
            )?
        };
        let of_section = matches!(line.role, Role::ResponsibleOfficer | Role::LiaisonOfficer | Role::BusinessLead);
        let request = DesignationRequest {
            officer,
            section: section.filter(|_| of_section),
            role: line.role,
            from: line.from,
            to: line.to,
            basis: None,
        };
        Ok(Taken::one(designate(act, &request)?.as_str()))
    };
    Planned { rows: vec![row], key, body, run: Arc::new(run) }
}

/// The lines of one document with one authority are one agreement.
pub(super) fn agreements(lines: Vec<(u32, AgreementRow)>) -> Vec<Planned> {
    let mut documents: BTreeMap<(String, String), Vec<(u32, AgreementRow)>> = BTreeMap::new();
    for (row, line) in lines {
        let document = line.document.clone().unwrap_or_else(|| AGREEMENT.to_owned());
        documents.entry((line.authority_name.clone(), document)).or_default().push((row, line));
    }
    documents.into_iter().map(|((authority, document), lines)| agreement(&authority, document, lines)).collect()
}

fn agreement(authority: &str, document: String, lines: Vec<(u32, AgreementRow)>) -> Planned {
    let (rows, lines): (Vec<u32>, Vec<AgreementRow>) = lines.into_iter().unzip();
    let (key, body) = (format!("{authority}/{document}"), format!("{lines:?}").into_bytes());
    let run = move |act: &mut Act<'_, '_>| {
        let directory = act.directory()?;
        let first = lines.first().ok_or_else(|| Error::field("lines", "TEXT_MISSING"))?;
        let authority = department(&directory, first.authority_code.as_ref(), &first.authority_name)?;
        let same = |known: &&shenguan_rules::agreement::HandoverAgreement| {
            known.authority == authority.code && known.document == document
        };
        if directory.agreements().find(same).is_some() {
            return Ok(Taken::there(document.as_str()));
        }
        let from = lines.iter().map(|line| line.from).min().unwrap_or(first.from);
        let request = AgreementRequest {
            document: document.clone(),
            authority: authority.code.clone(),
            lines: lines.iter().map(|line| agreement_line(authority, line)).collect::<Result<_>>()?,
            signed_on: from,
            from,
            to: None,
        };
        sign_agreement(act, &request)?;
        Ok(Taken::one(document.as_str()))
    };
    Planned { rows, key, body, run: Arc::new(run) }
}

fn agreement_line(authority: &Department, line: &AgreementRow) -> Result<AgreementLine> {
    Ok(AgreementLine {
        item: line.item_code.clone(),
        section: line.section.as_deref().map(|name| section(authority, name)).transpose()?,
        role: line.role,
        lead: line.lead,
        clause: line.basis.clone(),
        from: line.from,
        to: line.to,
    })
}

fn department<'d>(directory: &'d Directory, code: Option<&DepartmentCode>, name: &str) -> Result<&'d Department> {
    let found = match code {
        Some(code) => directory.department(code),
        None => directory.departments().find(|known| known.name == name || known.short_name == name),
    };
    found.ok_or_else(|| Error::field("department", "DEPARTMENT_UNKNOWN"))
}

/// A section by its name or its code.
fn section(department: &Department, name: &str) -> Result<SectionCode> {
    let mut open = department.sections.iter().filter(|section| section.closed_on.is_none());
    let found = open.find(|section| section.name == name || section.code.as_str() == name);
    found.map(|section| section.code.clone()).ok_or_else(|| Error::field("section", "SECTION_UNKNOWN"))
}
