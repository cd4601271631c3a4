//! Founding the city: departments and sections, officers in their roles (二(二)), items, the first agreements (二(一)¶1).

use crate::demo::{Agreement, AuthorityRole, City, Department, DepartmentSide, Item, Officer, OfficerRole};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use shenguan_rules::agreement::{AgreementLine, AgreementRole};
use shenguan_rules::calendar::midnight_of;
use shenguan_rules::party::{DepartmentCode, ItemCode, OfficerId, SectionCode, Side};
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use shenguan_server::agreement::acts::{AgreementRequest, ItemRequest, list_item, sign_agreement};
use shenguan_server::party::acts::{
    DepartmentRequest, OfficerRequest, SectionRequest, enlist_officer, found_department,
};
use shenguan_server::platform::act::Act;
use shenguan_server::platform::directory::OfficerCard;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::load::Loader;
use shenguan_server::roster::acts::{DesignationRequest, designate};
use std::collections::HashMap;

/// The day on which the first agreements were signed.
pub(crate) const FOUNDED_ON: Date = date(2018, 8, 27);
/// From this day on everybody is in office and every item is listed.
const IN_OFFICE_FROM: Date = date(2018, 8, 27);
/// The roles that belong to a section; the others belong to the department.
const ROLES_OF_SECTIONS: [Role; 3] = [Role::ResponsibleOfficer, Role::LiaisonOfficer, Role::BusinessLead];

/// Who acts under which key of the plan.
pub(crate) type People = HashMap<String, Actor>;

/// Founds the city as it was on its first day.
pub(crate) fn found(loader: &mut Loader<'_, '_>, city: &City) -> Result<People> {
    let at = morning_of(FOUNDED_ON)?;
    for department in &city.departments {
        let request = department_request(department)?;
        loader.act(at, &Actor::Setup, |act| found_department(act, city.division, &request))?;
    }
    let mut people = People::with_capacity(city.officers.len());
    for officer in &city.officers {
        let side = city.department(officer.department).map_or(Side::Other, |department| side_of(department.side));
        let id = loader.act(at, &Actor::Setup, |act| enlist(act, officer))?;
        let actor = Actor::Officer {
            officer: id,
            department: code(officer.department)?,
            side,
            roles: officer.roles.iter().map(|role| role_of(*role)).collect(),
            acting_for: None,
        };
        people.insert(officer.key.clone(), actor);
    }
    for item in &city.items {
        let request = item_request(item)?;
        loader.act(at, &Actor::Setup, |act| list_item(act, &request))?;
    }
    Ok(people)
}

/// Enters a signed agreement on the day of its signing.
pub(super) fn sign(loader: &mut Loader<'_, '_>, agreement: &Agreement) -> Result<()> {
    let request = agreement_request(agreement)?;
    loader.act(signed_at(agreement)?, &Actor::Setup, |act| sign_agreement(act, &request))?;
    Ok(())
}

/// When an agreement is entered.
pub(super) fn signed_at(agreement: &Agreement) -> Result<Timestamp> {
    morning_of(agreement.signed_on)
}

/// 09:00 in China.
fn morning_of(day: Date) -> Result<Timestamp> {
    const NINE_HOURS: jiff::SignedDuration = jiff::SignedDuration::from_hours(9);
    Ok(midnight_of(day).map_err(Error::refused)? + NINE_HOURS)
}

fn department_request(department: &Department) -> Result<DepartmentRequest> {
    let section = |section: &crate::demo::Section| {
        Ok(SectionRequest { code: section_code(&section.code)?, name: section.name.to_owned() })
    };
    Ok(DepartmentRequest {
        code: code(department.code)?,
        side: side_of(department.side),
        name: department.name.to_owned(),
        name_en: Some(department.english_name.to_owned()),
        short_name: department.short_name.to_owned(),
        founded_on: IN_OFFICE_FROM,
        sections: department.sections.iter().map(section).collect::<Result<_>>()?,
    })
}

fn enlist(act: &mut Act<'_, '_>, officer: &Officer) -> Result<OfficerId> {
    let section = officer.section.as_deref().map(section_code).transpose()?;
    let card =
        OfficerCard { name: officer.name.clone(), post: officer.post.to_owned(), contact: officer.phone.clone() };
    let id =
        enlist_officer(act, &OfficerRequest { department: code(officer.department)?, section: section.clone(), card })?;
    for role in officer.roles.iter().map(|role| role_of(*role)) {
        let request = DesignationRequest {
            officer: id.clone(),
            section: section.clone().filter(|_| ROLES_OF_SECTIONS.contains(&role)),
            role,
            from: IN_OFFICE_FROM,
            to: None,
            basis: None,
        };
        designate(act, &request)?;
    }
    Ok(id)
}

fn item_request(item: &Item) -> Result<ItemRequest> {
    Ok(ItemRequest {
        code: item_code(item.code)?,
        scheme: crate::demo::ITEM_CODE_SCHEME.to_owned(),
        name: item.name.to_owned(),
        bureau_section: section_code(item.bureau_section)?,
        from: IN_OFFICE_FROM,
        standard_elements: serde_json::json!({
            "basis": item.basis,
            "promised_working_days": item.promised_working_days,
        }),
        external_code: None,
    })
}

fn agreement_request(agreement: &Agreement) -> Result<AgreementRequest> {
    let line = |line: &crate::demo::AgreementLine| {
        Ok(AgreementLine {
            item: item_code(line.item_code)?,
            section: Some(section_code(line.section)?),
            role: match line.role {
                AuthorityRole::Trade => AgreementRole::Trade,
                AuthorityRole::Enforcement => AgreementRole::Enforcement,
            },
            lead: line.lead,
            clause: line.clause.clone(),
            from: agreement.effective_from,
            to: None,
        })
    };
    Ok(AgreementRequest {
        document: agreement.number.clone(),
        authority: code(agreement.authority)?,
        lines: agreement.lines.iter().map(line).collect::<Result<_>>()?,
        signed_on: agreement.signed_on,
        from: agreement.effective_from,
        to: agreement.effective_to,
    })
}

const fn side_of(side: DepartmentSide) -> Side {
    match side {
        DepartmentSide::Approval => Side::Approval,
        DepartmentSide::Regulation => Side::Regulation,
        DepartmentSide::Oversight => Side::Oversight,
        DepartmentSide::Government => Side::Government,
    }
}

/// The role of the rules.
pub(super) const fn role_of(role: OfficerRole) -> Role {
    match role {
        OfficerRole::Responsible => Role::ResponsibleOfficer,
        OfficerRole::Liaison => Role::LiaisonOfficer,
        OfficerRole::OverallLead => Role::OverallLead,
        OfficerRole::BusinessLead => Role::BusinessLead,
        OfficerRole::LeaderInCharge => Role::LeaderInCharge,
        OfficerRole::PrincipalLeader => Role::PrincipalLeader,
        OfficerRole::SystemAdministrator => Role::SystemAdministrator,
        OfficerRole::Oversight => Role::OversightOfficer,
    }
}

/// A department code of the plan.
pub(super) fn code(text: &str) -> Result<DepartmentCode> {
    DepartmentCode::parse(text).map_err(Error::refused)
}

fn section_code(text: &str) -> Result<SectionCode> {
    SectionCode::parse(text).map_err(Error::refused)
}

fn item_code(text: &str) -> Result<ItemCode> {
    ItemCode::parse(text).map_err(Error::refused)
}
