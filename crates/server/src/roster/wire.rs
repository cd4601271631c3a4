//! Leaves and changes of roster as the API shows them. Answers of writes are kept for as long as the ledger, so nobody's name stands here.

use crate::exchange::wire::WhoWire;
use crate::platform::web::Problem;
use serde::Serialize;
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::party::SectionCode;
use shenguan_rules::roster::{ChangeStage, Handover, PlannedHandover, RosterChange, Substitution};
use utoipa::ToSchema;

/// A leave, and who stands in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SubstitutionWire {
    /// Its id.
    pub id: String,
    /// `DL-2026-000001`.
    pub number: String,
    /// Code of the department.
    pub department: String,
    /// Id of the officer who is away.
    pub officer: String,
    /// Id of the officer who stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stand_in: Option<String>,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day; before the first where the leave was called off.
    #[schema(format = Date)]
    pub to: String,
}

/// What a leave would come to.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeaveCheckWire {
    /// What lies with the officer in person, by its deadlines.
    pub open_tasks: Vec<OpenTaskWire>,
    /// Why it would be refused; absent where it would be taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// A task that lies with an officer in person.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenTaskWire {
    /// What is to be done.
    pub task: String,
    /// Kind of the subject.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// A change of roster.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RosterChangeWire {
    /// Its id.
    pub id: String,
    /// `MD-2026-000001`.
    pub number: String,
    /// Code of the department whose roster it is.
    pub department: String,
    /// Codes of the departments that file the list.
    pub to: Vec<String>,
    /// Id of its letter.
    pub letter: String,
    /// 发文字号, once it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letter_number: Option<String>,
    /// `drafted`, `sent`, `in_force`, `withdrawn`.
    pub stage: String,
    /// The day that the letter states.
    #[schema(format = Date)]
    pub stated_on: String,
    /// The day from which it holds.
    #[schema(format = Date)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_on: Option<String>,
    /// Who has which role.
    pub lines: Vec<ChangeLineWire>,
    /// Who filed it.
    pub filings: Vec<FilingWire>,
    /// What goes from whom to whom.
    pub handovers: Vec<HandoverWire>,
    /// From whom to whom a list is made on the day from which it holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub planned: Vec<PlannedHandoverWire>,
}

/// Who has a role.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangeLineWire {
    /// `responsible_officer`, `liaison_officer`, `overall_lead`, `business_lead`.
    pub role: String,
    /// Code of the section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Id of the officer.
    pub officer: String,
}

/// 备案回执.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FilingWire {
    /// Code of the department.
    pub department: String,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// By whom.
    pub by: WhoWire,
}

/// A list that is made later.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannedHandoverWire {
    /// Id of the officer who had the role.
    pub predecessor: String,
    /// Id of the officer who has it from then on.
    pub successor: String,
}

/// 工作交接.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HandoverWire {
    /// Id of the officer who had the role.
    pub predecessor: String,
    /// Id of the officer who has it now.
    pub successor: String,
    /// How many items the list has.
    pub items: usize,
    /// When the predecessor confirmed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handed_at: Option<String>,
    /// When the successor did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<String>,
}

impl From<&Substitution> for SubstitutionWire {
    fn from(held: &Substitution) -> Self {
        Self {
            id: held.id.to_string(),
            number: held.number.clone(),
            department: held.department.to_string(),
            officer: held.officer.to_string(),
            stand_in: held.stand_in.as_ref().map(ToString::to_string),
            from: held.from.to_string(),
            to: held.to.to_string(),
        }
    }
}

impl From<&RosterChange> for RosterChangeWire {
    fn from(held: &RosterChange) -> Self {
        let effective_on = match held.stage {
            ChangeStage::InForce { on, .. } => Some(on.to_string()),
            ChangeStage::Drafted | ChangeStage::Sent { .. } | ChangeStage::Withdrawn => None,
        };
        let lines = held.lines.iter().map(|line| ChangeLineWire {
            role: line.role.as_str().to_owned(),
            section: line.section.as_ref().map(SectionCode::to_string),
            officer: line.officer.to_string(),
        });
        let filings = held.filings.iter().map(|filing| FilingWire {
            department: filing.department.to_string(),
            at: rfc3339(filing.at),
            by: WhoWire::new(&filing.by, filing.department.as_str(), None),
        });
        Self {
            id: held.id.to_string(),
            number: held.number.clone(),
            department: held.department.to_string(),
            to: held.to.iter().map(ToString::to_string).collect(),
            letter: held.letter.to_string(),
            letter_number: held.stage.number().map(str::to_owned),
            stage: held.stage.as_str().to_owned(),
            stated_on: held.stated_on.to_string(),
            effective_on,
            lines: lines.collect(),
            filings: filings.collect(),
            handovers: held.handovers.iter().map(HandoverWire::from).collect(),
            planned: held.planned.iter().map(PlannedHandoverWire::from).collect(),
        }
    }
}

impl From<&PlannedHandover> for PlannedHandoverWire {
    fn from(held: &PlannedHandover) -> Self {
        Self { predecessor: held.predecessor.to_string(), successor: held.successor.to_string() }
    }
}

impl From<&Handover> for HandoverWire {
    fn from(held: &Handover) -> Self {
        Self {
            predecessor: held.predecessor.to_string(),
            successor: held.successor.to_string(),
            items: held.items,
            handed_at: held.handed_at.map(rfc3339),
            taken_at: held.taken_at.map(rfc3339),
        }
    }
}
