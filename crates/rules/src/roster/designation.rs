//! Designations: an officer named to a role, from a day on (二(二)¶1, A14, A15).

use super::designation_refusal::DesignationRefusal;
use super::{Role, may_name};
use crate::calendar::local_date;
use crate::party::{Department, DepartmentCode, DesignationId, Officer, OfficerId, SectionCode, Side};
use crate::subject::{Context, Subject};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An officer in a role, for the whole department or for one of its sections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Designation {
    /// Its id.
    pub id: DesignationId,
    /// Who.
    pub officer: OfficerId,
    /// For which department.
    pub department: DepartmentCode,
    /// For which section; none for the whole department.
    pub section: Option<SectionCode>,
    /// To what.
    pub role: Role,
    /// First day.
    pub from: Date,
    /// Last day; none while it is open.
    pub to: Option<Date>,
    /// The number of the letter or document that says so (公函发文字号).
    pub basis: Option<String>,
}

/// What may be asked of a designation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum DesignationCommand {
    /// Name an officer to a role.
    Designate {
        /// The id, made by the server.
        id: DesignationId,
        /// Fact: the officer as entered.
        officer: Box<Officer>,
        /// Fact: the department as it is.
        department: Box<Department>,
        /// For which of its sections.
        section: Option<SectionCode>,
        /// To what.
        role: Role,
        /// First day.
        from: Date,
        /// Last day, if it is known.
        to: Option<Date>,
        /// The document that says so.
        basis: Option<String>,
        /// Fact: the department's designations that do not end before `from`.
        others: Vec<Designation>,
        /// Fact: how many liaison officers the city lets a section have; 1 by default.
        liaisons_per_section: u32,
        /// Fact: whether a letter says so that the principal leader endorsed and that was sent (二(二)¶2).
        by_letter: bool,
    },
    /// Say when it ends.
    End {
        /// The last day.
        on: Date,
        /// Fact: whether such a letter says so.
        by_letter: bool,
    },
}

/// What happened to a designation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub enum DesignationEvent {
    /// An officer was named.
    Designated {
        id: DesignationId,
        officer: OfficerId,
        department: DepartmentCode,
        section: Option<SectionCode>,
        role: Role,
        from: Date,
        to: Option<Date>,
        basis: Option<String>,
    },
    /// It has a last day.
    Ended { on: Date },
}

impl Designation {
    /// Whether it gives the role on `date`: from its first day to its last, both included.
    pub fn in_force(&self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }

    /// Whether it has a day in common with [`from`, `to`]; no `to` is for ever.
    pub fn overlaps(&self, from: Date, to: Option<Date>) -> bool {
        to.is_none_or(|to| self.from <= to) && self.to.is_none_or(|own| from <= own) && self.is_proper()
    }

    /// An end before the beginning leaves no day.
    fn is_proper(&self) -> bool {
        self.to.is_none_or(|to| self.from <= to)
    }
}

impl Subject for Designation {
    type Command = DesignationCommand;
    type Event = DesignationEvent;
    type Refusal = DesignationRefusal;

    fn decide(
        subject: Option<&Self>,
        command: DesignationCommand,
        context: &Context<'_>,
    ) -> Result<Vec<DesignationEvent>, DesignationRefusal> {
        let (department, role) = match (&command, subject) {
            (_, Some(designation)) => (&designation.department, designation.role),
            (DesignationCommand::Designate { department, role, .. }, None) => (&department.code, *role),
            (DesignationCommand::End { .. }, None) => return Err(DesignationRefusal::Unknown),
        };
        // 「经请示…主要领导同意后，通过公函形式」: what the principal leader endorsed, whoever sends it may carry out.
        let by_letter = matches!(
            command,
            DesignationCommand::Designate { by_letter: true, .. } | DesignationCommand::End { by_letter: true, .. }
        );
        if !(by_letter || may_name(context.actor, department, role)) {
            return Err(DesignationRefusal::NotEntitled { department: department.clone(), role });
        }
        match (subject, &command) {
            (Some(designation), DesignationCommand::Designate { .. }) => {
                Err(DesignationRefusal::Exists { id: designation.id.clone() })
            }
            (Some(designation), DesignationCommand::End { on, by_letter }) => {
                designation.end(*on, *by_letter, local_date(context.now))
            }
            (None, _) => designate(command),
        }
    }

    fn apply(subject: Option<Self>, event: &DesignationEvent) -> Option<Self> {
        match event {
            DesignationEvent::Designated { id, officer, department, section, role, from, to, basis } => Some(Self {
                id: id.clone(),
                officer: officer.clone(),
                department: department.clone(),
                section: section.clone(),
                role: *role,
                from: *from,
                to: *to,
                basis: basis.clone(),
            }),
            DesignationEvent::Ended { on } => subject.map(|designation| Self { to: Some(*on), ..designation }),
        }
    }
}

impl Designation {
    /// An end may be brought forward or, while it lies ahead, put off by a new designation; the past is not rewritten.
    /// What begins today or later may be taken back, by a letter also what began before: it ends on the day before it begins, and was
    /// never in force.
    fn end(&self, on: Date, by_letter: bool, today: Date) -> Result<Vec<DesignationEvent>, DesignationRefusal> {
        let is_before = on.tomorrow().is_ok_and(|next| next == self.from);
        let takes_back = is_before && (by_letter || self.from >= today);
        match self.to {
            Some(to) if to <= on => Err(DesignationRefusal::Ended { on: to }),
            _ if on < self.from && !takes_back => Err(DesignationRefusal::EndBeforeBegin { from: self.from, to: on }),
            _ => Ok(vec![DesignationEvent::Ended { on }]),
        }
    }
}

fn designate(command: DesignationCommand) -> Result<Vec<DesignationEvent>, DesignationRefusal> {
    let DesignationCommand::Designate {
        id,
        officer,
        department,
        section,
        role,
        from,
        to,
        basis,
        others,
        liaisons_per_section,
        by_letter: _,
    } = command
    else {
        return Err(DesignationRefusal::Unknown);
    };
    if let Some(to) = to.filter(|to| *to < from) {
        return Err(DesignationRefusal::EndBeforeBegin { from, to });
    }
    if basis.as_deref().is_some_and(|basis| !crate::party::is_name(basis)) {
        return Err(DesignationRefusal::BasisUnfit);
    }
    check_officer(&officer, &department, from, to)?;
    check_place(&department, section.as_ref(), role, from)?;
    let rivals: Vec<&Designation> = others
        .iter()
        .filter(|other| {
            other.department == department.code
                && other.section == section
                && other.role == role
                && other.id != id
                && other.overlaps(from, to)
        })
        .collect();
    check_rivals(role, section.as_ref(), &officer, &rivals, liaisons_per_section)?;
    let (officer, department) = (officer.id, department.code);
    Ok(vec![DesignationEvent::Designated { id, officer, department, section, role, from, to, basis }])
}

fn check_officer(
    officer: &Officer,
    department: &Department,
    from: Date,
    to: Option<Date>,
) -> Result<(), DesignationRefusal> {
    if officer.department != department.code {
        return Err(DesignationRefusal::OfficerElsewhere { department: officer.department.clone() });
    }
    match officer.left_on {
        Some(on) if !officer.serves_on(from) || to.is_none_or(|to| on < to) => {
            Err(DesignationRefusal::OfficerLeft { on })
        }
        _ => Ok(()),
    }
}

fn check_place(
    department: &Department,
    section: Option<&SectionCode>,
    role: Role,
    from: Date,
) -> Result<(), DesignationRefusal> {
    if let Some(succession) = department.succession.as_ref().filter(|succession| succession.on <= from) {
        return Err(DesignationRefusal::DepartmentSucceeded { on: succession.on });
    }
    if let Some(code) = section
        && department.section(code).is_none_or(|section| !section.is_open(from))
    {
        return Err(DesignationRefusal::SectionUnknown { section: code.clone() });
    }
    let side_fits = match role {
        // 「各行业监管部门也可指派一名总负责人及若干名业务负责人和联络人」
        Role::OverallLead | Role::BusinessLead => department.side == Side::Regulation,
        Role::OversightOfficer => department.side == Side::Oversight,
        Role::ResponsibleOfficer
        | Role::LiaisonOfficer
        | Role::LeaderInCharge
        | Role::PrincipalLeader
        | Role::SystemAdministrator => true,
    };
    if !side_fits {
        return Err(DesignationRefusal::RoleOfOtherSide { role, side: department.side });
    }
    let of_section = matches!(role, Role::ResponsibleOfficer | Role::LiaisonOfficer | Role::BusinessLead);
    match section {
        Some(_) if !of_section => Err(DesignationRefusal::RoleOfDepartment { role }),
        // 「各审批业务科分别确定」: the bureau names them section by section.
        None if department.side == Side::Approval && of_section => Err(DesignationRefusal::SectionNeeded { role }),
        _ => Ok(()),
    }
}

/// 「分别确定一名审批与监管责任人和联络人」, 「一名总负责人」.
fn check_rivals(
    role: Role,
    section: Option<&SectionCode>,
    officer: &Officer,
    rivals: &[&Designation],
    liaisons_per_section: u32,
) -> Result<(), DesignationRefusal> {
    if let Some(same) = rivals.iter().find(|rival| rival.officer == officer.id) {
        return Err(DesignationRefusal::AlreadyNamed { role, from: same.from });
    }
    let most = match role {
        Role::ResponsibleOfficer | Role::OverallLead => 1,
        Role::LiaisonOfficer => liaisons_per_section.max(1),
        _ => return Ok(()),
    };
    match rivals.first() {
        Some(holder) if u32::try_from(rivals.len()).is_ok_and(|count| count >= most) => {
            Err(DesignationRefusal::RoleHeld {
                role,
                section: section.cloned(),
                holder: holder.officer.clone(),
                from: holder.from,
                most,
            })
        }
        _ => Ok(()),
    }
}
