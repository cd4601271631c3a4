//! A transmittal with everything that its readers may know of it.

use super::history::{HistoryWire, history};
use super::summary::{Day, FactsWire, TransmittalSummary, explanation, instant};
use super::who::WhoWire;
use crate::exchange::content::TransmittalContent;
use crate::exchange::store::{self, Listed};
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use crate::platform::reader::Read;
use crate::platform::stored;
use crate::platform::web::Language;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::exchange::{Assignment, FollowUp, Return, ReturnAnswer, Routing, Transmittal};
use shenguan_rules::party::ContentDigest;
use shenguan_rules::record::{ApprovalOutcome, ApprovalRecord, PenaltyRecord};
use utoipa::ToSchema;

/// One transmittal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TransmittalDetail {
    /// As in lists.
    #[serde(flatten)]
    pub summary: TransmittalSummary,
    /// 正文; null once erased.
    pub content: Option<String>,
    /// The licence record; for a department that was only copied, names of natural persons and ID numbers are masked.
    #[schema(value_type = Option<Object>)]
    pub approval: Option<ApprovalRecord>,
    /// The penalty record, masked likewise.
    #[schema(value_type = Option<Object>)]
    pub penalty: Option<PenaltyRecord>,
    /// What the bureau decided, in its own words.
    pub decision: Option<String>,
    /// 抄送.
    pub copies: Vec<String>,
    /// Ids of the files beside it.
    pub attachments: Vec<String>,
    /// The day of issue, or of receipt from above.
    pub occurred_on: Option<String>,
    /// 办结.
    pub concluded_at: Option<String>,
    /// The date of the decision document.
    pub decided_on: Option<String>,
    /// Concluded more than ten working days after the decision (行政许可法第44条): shown, never refused.
    pub decision_gap: bool,
    /// 告知承诺: by when to verify.
    pub verify_before: Option<String>,
    /// The version of the item at the push.
    pub item_version: Option<u32>,
    /// Why for that department.
    pub routing: RoutingWire,
    /// Why not for the one that agreement or side gives.
    pub routing_reason: Option<String>,
    /// Why it was late.
    pub late_reason: Option<String>,
    /// Every day of the window of receipt.
    pub explanation: Vec<Day>,
    /// What happened, and when.
    pub facts: FactsWire,
    /// The last return.
    #[serde(rename = "return")]
    pub returned: Option<ReturnWire>,
    /// How often it was re-routed.
    pub hops: u32,
    /// A consultation is asked for.
    pub consultation_asked: bool,
    /// Ids of the dispositions that answer it.
    pub dispositions: Vec<String>,
    /// For a disposition: the change of the permit that it decided.
    pub decides_change: Option<&'static str>,
    /// The push of that change.
    pub change_pushed: Option<String>,
    /// Who inside the addressee has it now.
    pub assignment: Option<AssignmentWire>,
    /// 监管落实反馈.
    pub follow_ups: Vec<FollowUpWire>,
    /// Its acts, in ledger order.
    pub history: Vec<HistoryWire>,
}

/// Why it goes to its addressee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoutingWire {
    /// `agreement`, `side`, `hand`.
    pub by: &'static str,
    /// Id of the handover agreement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// Its clause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// `trade`, `enforcement`, `territory`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'static str>,
    /// The section in charge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
}

/// 退回.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReturnWire {
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// By whom.
    pub by: WhoWire,
    /// Why.
    pub reason: Option<String>,
    /// Which department it should go to.
    pub suggested_to: Option<String>,
    /// The agreement names the addressee: the clock runs on.
    pub objection: bool,
    /// Before when the sender re-routes or upholds; null for an objection.
    pub decision_due: Option<String>,
    /// `upheld` or `rerouted`; null while it is open.
    pub answer: Option<&'static str>,
    /// When it was answered.
    pub answered_at: Option<String>,
    /// Why it was upheld.
    pub answer_reason: Option<String>,
}

/// 交办.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AssignmentWire {
    /// To which section.
    pub section: Option<String>,
    /// To whom.
    pub officer: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// By whom.
    pub by: WhoWire,
}

/// 监管落实反馈.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FollowUpWire {
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// By whom.
    pub by: WhoWire,
    /// What was done.
    pub content: Option<String>,
}

/// What a detail is made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Details {
    /// Of the words.
    pub language: Language,
    /// Whether personal data is shown in full: to the sender and the addressee.
    pub in_full: bool,
}

impl TransmittalDetail {
    /// Reads what lies beside the row: content, reasons, entries.
    pub fn read(read: &mut Read<'_, '_>, listed: &Listed, details: Details) -> Result<Self> {
        let (now, directory) = (read.now(), read.directory().clone());
        let transmittal = &listed.held.state;
        let content = content(read, &transmittal.content)?;
        let window = transmittal.receipt.as_ref();
        let days = window.map(|window| explanation(directory.calendar(), &window.deadline, details.language));
        let approval = content.as_ref().and_then(|content| content.approval.clone());
        let penalty = content.as_ref().and_then(|content| content.penalty.clone());
        Ok(Self {
            summary: TransmittalSummary::new(listed, now),
            approval: approval.map(|record| if details.in_full { record } else { record.masked() }),
            penalty: penalty.map(|record| if details.in_full { record } else { record.masked() }),
            decision: content.as_ref().and_then(|content| content.decision.clone()),
            content: content.map(|content| content.content),
            copies: transmittal.copies.iter().map(ToString::to_string).collect(),
            attachments: transmittal.attachments.iter().map(ToString::to_string).collect(),
            occurred_on: transmittal.occurred_on.map(|day| day.to_string()),
            concluded_at: instant(transmittal.concluded_at),
            decided_on: transmittal.decided_on.map(|day| day.to_string()),
            decision_gap: transmittal.decision_gap,
            verify_before: transmittal.verify_before.map(|day| day.to_string()),
            item_version: transmittal.item_version,
            routing: RoutingWire::from(&transmittal.routing),
            routing_reason: reason(read, transmittal.routing_reason.as_ref())?,
            late_reason: reason(read, transmittal.late_reason.as_ref())?,
            explanation: days.unwrap_or_default(),
            facts: FactsWire::new(transmittal, now, Some(&directory)),
            returned: transmittal.returned.as_ref().map(|it| returned(read, it, transmittal)).transpose()?,
            hops: transmittal.hops,
            consultation_asked: transmittal.consultation_asked,
            dispositions: transmittal.dispositions.iter().map(ToString::to_string).collect(),
            decides_change: transmittal.decides_change.map(ApprovalOutcome::as_str),
            change_pushed: transmittal.change_pushed.as_ref().map(ToString::to_string),
            assignment: transmittal.assignment.as_ref().map(|it| assignment(it, transmittal, &directory)),
            follow_ups: follow_ups(read, &transmittal.follow_ups, transmittal)?,
            history: history(read.tx(), &listed.held.id, &directory)?,
        })
    }
}

impl From<&Routing> for RoutingWire {
    fn from(routing: &Routing) -> Self {
        let bare = |by| Self { by, agreement: None, clause: None, role: None, section: None };
        match routing {
            Routing::Agreement { agreement, clause, role, section } => Self {
                by: "agreement",
                agreement: Some(agreement.to_string()),
                clause: Some(clause.clone()),
                role: Some(role.as_str()),
                section: section.as_ref().map(ToString::to_string),
            },
            Routing::Side => bare("side"),
            Routing::Hand => bare("hand"),
        }
    }
}

/// The content, unless it was erased.
fn content(read: &mut Read<'_, '_>, digest: &ContentDigest) -> Result<Option<TransmittalContent>> {
    let body = stored::content(read.tx(), digest.as_str())?;
    body.map(|body| TransmittalContent::deserialize(&body).map_err(Error::fault)).transpose()
}

fn reason(read: &mut Read<'_, '_>, digest: Option<&ContentDigest>) -> Result<Option<String>> {
    digest.map_or(Ok(None), |digest| store::reason_of(read.tx(), digest.as_str()))
}

fn returned(read: &mut Read<'_, '_>, it: &Return, transmittal: &Transmittal) -> Result<ReturnWire> {
    let directory = read.directory().clone();
    let (answer, answered_at, answer_reason): (_, Option<Timestamp>, _) = match &it.answer {
        None => (None, None, None),
        Some(ReturnAnswer::Upheld { at, reason: why, .. }) => (Some("upheld"), Some(*at), reason(read, Some(why))?),
        Some(ReturnAnswer::Rerouted { at, .. }) => (Some("rerouted"), Some(*at), None),
    };
    Ok(ReturnWire {
        at: rfc3339(it.at),
        by: WhoWire::new(&it.by, transmittal.to.as_str(), Some(&directory)),
        reason: reason(read, Some(&it.reason))?,
        suggested_to: it.suggested_to.as_ref().map(ToString::to_string),
        objection: it.objection,
        decision_due: instant(it.decision.as_ref().map(|decision| decision.due)),
        answer,
        answered_at: instant(answered_at),
        answer_reason,
    })
}

fn assignment(it: &Assignment, transmittal: &Transmittal, directory: &Directory) -> AssignmentWire {
    AssignmentWire {
        section: it.section.as_ref().map(ToString::to_string),
        officer: it.officer.as_ref().map(ToString::to_string),
        at: rfc3339(it.at),
        by: WhoWire::new(&it.by, transmittal.to.as_str(), Some(directory)),
    }
}

fn follow_ups(read: &mut Read<'_, '_>, all: &[FollowUp], transmittal: &Transmittal) -> Result<Vec<FollowUpWire>> {
    let directory = read.directory().clone();
    let mut wires = Vec::with_capacity(all.len());
    for it in all {
        wires.push(FollowUpWire {
            at: rfc3339(it.at),
            by: WhoWire::new(&it.by, transmittal.to.as_str(), Some(&directory)),
            content: reason(read, Some(&it.content))?,
        });
    }
    Ok(wires)
}
