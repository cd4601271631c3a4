//! Founding departments and entering officers.

use crate::platform::act::Act;
use crate::platform::directory::OfficerCard;
use crate::platform::error::{Error, Result};
use crate::roster::acts::end_all;
use jiff::civil::Date;
use serde::Deserialize;
use shenguan_rules::party::{
    Department, DepartmentCode, DepartmentCommand, JurisdictionCode, Officer, OfficerCommand, OfficerId, SectionCode,
    Side,
};
use shenguan_rules::roster::Designation;

/// A department to be founded, with its sections.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepartmentRequest {
    /// Its code.
    pub code: DepartmentCode,
    /// On which side it stands.
    pub side: Side,
    /// Its name.
    pub name: String,
    /// Its name on English screens.
    pub name_en: Option<String>,
    /// 简称.
    pub short_name: String,
    /// First day.
    pub founded_on: Date,
    /// Its sections.
    #[serde(default)]
    pub sections: Vec<SectionRequest>,
}

/// A section to be added.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRequest {
    /// Unique within the department.
    pub code: SectionCode,
    /// Its name.
    pub name: String,
}

/// An officer to be entered.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficerRequest {
    /// Where the officer serves.
    pub department: DepartmentCode,
    /// In which section.
    pub section: Option<SectionCode>,
    /// 姓名, 职务, 联系方式.
    #[serde(flatten)]
    pub card: OfficerCard,
}

/// Founds a department and adds its sections.
pub fn found_department(act: &mut Act<'_, '_>, jurisdiction: &str, request: &DepartmentRequest) -> Result<()> {
    let directory = act.directory()?;
    let command = DepartmentCommand::Found {
        code: request.code.clone(),
        side: request.side,
        name: request.name.clone(),
        name_en: request.name_en.clone(),
        short_name: request.short_name.clone(),
        jurisdiction: JurisdictionCode::parse(jurisdiction).map_err(Error::refused)?,
        founded_on: request.founded_on,
        existing: directory.departments().map(|department| department.code.clone()).collect(),
    };
    let mut held = act.create::<Department>(request.code.as_str(), command)?;
    for section in &request.sections {
        let command = DepartmentCommand::AddSection { section: section.code.clone(), name: section.name.clone() };
        held = act.command(held, command)?;
    }
    Ok(())
}

/// Enters an officer; gives the id.
pub fn enlist_officer(act: &mut Act<'_, '_>, request: &OfficerRequest) -> Result<OfficerId> {
    let directory = act.directory()?;
    let department =
        directory.department(&request.department).ok_or_else(|| Error::field("department", "DEPARTMENT_UNKNOWN"))?;
    let id = OfficerId::parse(act.new_id()).map_err(Error::refused)?;
    let content = act.content(&request.card)?;
    let command = OfficerCommand::Enlist {
        id: id.clone(),
        department: Box::new(department.clone()),
        section: request.section.clone(),
        content,
    };
    act.create::<Officer>(id.as_str(), command)?;
    Ok(id)
}

/// A change of a department that leaves it standing.
#[derive(Clone, Debug)]
pub enum DepartmentChange {
    /// A new name from a day on.
    Rename {
        /// The name.
        name: String,
        /// On English screens.
        name_en: Option<String>,
        /// 简称.
        short_name: String,
        /// First day of the name.
        from: Date,
    },
    /// A section more.
    AddSection(SectionRequest),
    /// Another name of a section.
    RenameSection(SectionRequest),
    /// A section less; its designations end the day before.
    CloseSection {
        /// Which.
        section: SectionCode,
        /// First day without it.
        on: Date,
    },
}

/// Changes a department.
pub fn change_department(act: &mut Act<'_, '_>, code: &str, change: &DepartmentChange) -> Result<()> {
    let held = act.get::<Department>(code)?;
    let command = match change.clone() {
        DepartmentChange::Rename { name, name_en, short_name, from } => {
            DepartmentCommand::Rename { name, name_en, short_name, from }
        }
        DepartmentChange::AddSection(section) => {
            DepartmentCommand::AddSection { section: section.code, name: section.name }
        }
        DepartmentChange::RenameSection(section) => {
            DepartmentCommand::RenameSection { section: section.code, name: section.name }
        }
        DepartmentChange::CloseSection { section, on } => {
            let named = named_in(act, &held.state.code, &section, on)?;
            end_all(act, &named, on.yesterday().map_err(Error::fault)?)?;
            DepartmentCommand::CloseSection { section, on }
        }
    };
    act.command(held, command)?;
    Ok(())
}

/// The designations of a section that reach to a day or beyond.
pub fn named_in(
    act: &mut Act<'_, '_>,
    department: &DepartmentCode,
    section: &SectionCode,
    on: Date,
) -> Result<Vec<Designation>> {
    let directory = act.directory()?;
    let named = directory.designations().filter(|named| {
        named.department == *department
            && named.section.as_ref() == Some(section)
            && named.to.is_none_or(|to| on <= to && named.from <= to)
    });
    Ok(named.cloned().collect())
}
