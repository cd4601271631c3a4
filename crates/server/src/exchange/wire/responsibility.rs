//! Who answers for a permit, 二(一)¶2.

use super::summary::instant;
use serde::Serialize;
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::exchange::{Duties, Interval, Matter, RESPONSIBILITY_NOTE};
use utoipa::ToSchema;

/// Who answers for a permit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ResponsibilityWire {
    /// As asked.
    pub number: String,
    /// The instant of which it speaks.
    #[schema(format = DateTime)]
    pub at: String,
    /// `at` lies ahead: what follows from the record so far, if nothing more happens.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub forecast: bool,
    /// One each agreement line; with `history`, one each interval.
    pub matters: Vec<MatterWire>,
}

/// One line of an agreement, from one instant to another.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatterWire {
    /// The item.
    pub item_code: String,
    /// The authority that it is for.
    pub authority: String,
    /// Who answers for the permit.
    pub answers: String,
    /// Who holds each duty.
    pub duties: DutiesWire,
    /// From this instant on.
    #[schema(format = DateTime)]
    pub from: String,
    /// Until before this one; null for the present.
    pub to: Option<String>,
    /// The place in the ledger that says so; null where time alone does, and nothing is written down yet.
    pub entry: Option<u64>,
    /// `concluded`, `rerouted`, `acknowledged`, `deemed`, `agreement`.
    #[schema(value_type = String)]
    pub basis: shenguan_rules::exchange::Basis,
    /// The person to turn to.
    pub officer: Option<AnsweringOfficer>,
    /// 「本分工不免除各部门法定职责」.
    pub note: &'static str,
}

/// Who holds each duty; null where it has not begun or is done.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DutiesWire {
    /// 审批职责.
    pub approval: String,
    /// 交接职责.
    pub handover: Option<String>,
    /// 事中事后监管职责.
    pub regulation: Option<String>,
}

/// Who pushed, who acknowledged, or the responsible officer of the section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AnsweringOfficer {
    /// Id.
    pub officer: String,
    /// 姓名.
    pub name: String,
    /// 职务.
    pub post: String,
    /// 联系方式.
    pub contact: String,
    /// 科室.
    pub section: Option<String>,
}

impl MatterWire {
    /// One interval of a matter.
    pub fn new(matter: &Matter, interval: &Interval, officer: Option<AnsweringOfficer>) -> Self {
        Self {
            item_code: matter.item.to_string(),
            authority: matter.authority.to_string(),
            answers: interval.answers.to_string(),
            duties: DutiesWire::from(&interval.duties),
            from: rfc3339(interval.from),
            to: instant(interval.to),
            entry: interval.entry,
            basis: interval.basis,
            officer,
            note: RESPONSIBILITY_NOTE,
        }
    }
}

impl From<&Duties> for DutiesWire {
    fn from(duties: &Duties) -> Self {
        Self {
            approval: duties.approval.to_string(),
            handover: duties.handover.as_ref().map(ToString::to_string),
            regulation: duties.regulation.as_ref().map(ToString::to_string),
        }
    }
}
