//! Naming an officer to a role.

use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use jiff::civil::Date;
use serde::Deserialize;
use shenguan_rules::party::{DesignationId, OfficerId, SectionCode};
use shenguan_rules::roster::{Designation, DesignationCommand, Role};

/// An officer to be named to a role.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignationRequest {
    /// Who.
    pub officer: OfficerId,
    /// For which section.
    pub section: Option<SectionCode>,
    /// To what.
    pub role: Role,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// The document that says so.
    pub basis: Option<String>,
}

/// Names an officer to a role.
pub fn designate(act: &mut Act<'_, '_>, request: &DesignationRequest) -> Result<DesignationId> {
    name(act, request, false)
}

/// The same as a letter says that the principal leader endorsed and that was sent (二(二)¶2).
pub(super) fn designate_by_letter(act: &mut Act<'_, '_>, request: &DesignationRequest) -> Result<DesignationId> {
    name(act, request, true)
}

fn name(act: &mut Act<'_, '_>, request: &DesignationRequest, by_letter: bool) -> Result<DesignationId> {
    let directory = act.directory()?;
    let entry = directory.officer(&request.officer).ok_or_else(|| Error::field("officer", "OFFICER_UNKNOWN"))?;
    let department = directory.department(&entry.officer.department).ok_or(Error::NotFound)?;
    let others = directory
        .designations()
        .filter(|other| other.department == department.code && other.overlaps(request.from, None))
        .cloned()
        .collect();
    let id = DesignationId::parse(act.new_id()).map_err(Error::refused)?;
    let command = DesignationCommand::Designate {
        id: id.clone(),
        officer: Box::new(entry.officer.clone()),
        department: Box::new(department.clone()),
        section: request.section.clone(),
        role: request.role,
        from: request.from,
        to: request.to,
        basis: request.basis.clone(),
        others,
        liaisons_per_section: directory.rule_set(act.now()).liaisons_per_section,
        by_letter,
    };
    act.create::<Designation>(id.as_str(), command)?;
    Ok(id)
}

/// Says when a designation ends: its last day.
pub fn end(act: &mut Act<'_, '_>, id: &str, on: Date) -> Result<()> {
    ends(act, id, on, false)
}

/// The same as a letter says that was sent.
pub(super) fn end_by_letter(act: &mut Act<'_, '_>, id: &str, on: Date) -> Result<()> {
    ends(act, id, on, true)
}

fn ends(act: &mut Act<'_, '_>, id: &str, on: Date, by_letter: bool) -> Result<()> {
    let held = act.get::<Designation>(id)?;
    act.command(held, DesignationCommand::End { on, by_letter })?;
    Ok(())
}

/// Ends several on a last day; one that begins later is taken back.
pub fn end_all(act: &mut Act<'_, '_>, designations: &[Designation], on: Date) -> Result<()> {
    designations.iter().try_for_each(|named| {
        let before = named.from.yesterday().map_err(Error::fault)?;
        end(act, named.id.as_str(), on.max(before))
    })
}
