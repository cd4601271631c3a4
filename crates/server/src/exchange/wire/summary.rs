//! A transmittal in answers and lists.

use super::who::WhoWire;
use crate::exchange::store::Listed;
use crate::platform::desk::TaskRow;
use crate::platform::directory::Directory;
use crate::platform::web::Language;
use jiff::Timestamp;
use serde::Serialize;
use shenguan_rules::calendar::{Calendar, Deadline, rfc3339};
use shenguan_rules::exchange::Transmittal;
use shenguan_rules::record::ApprovalOutcome;
use std::borrow::Cow;
use utoipa::ToSchema;

/// Everything that one write made.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ItemsWire<T> {
    /// One each.
    pub items: Vec<T>,
}

/// A day of an explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Day {
    /// ISO date.
    pub date: String,
    /// Whether it counts towards the deadline.
    pub counts: bool,
    /// Why, in words.
    pub why: String,
    /// Why, as a stable code: `START`, `WEEKEND`, `HOLIDAY`, `WORKDAY`, `MAKEUP` …
    pub code: &'static str,
    /// No official notice covers it (日历未公布).
    pub provisional: bool,
}

/// What a push made for one addressee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PushedWire {
    /// Id.
    pub id: String,
    /// `TS-2026-000001`.
    pub number: String,
    /// Code of the addressee.
    pub to: String,
    /// 牵头.
    pub lead: bool,
    /// When.
    #[schema(format = DateTime)]
    pub pushed_at: String,
    /// The instant at which receipt is deemed; null where no receipt is asked for.
    #[schema(format = DateTime)]
    pub receipt_due: Option<String>,
    /// `in_transit`, `acknowledged`, `deemed_received`, `returned`, `recalled`.
    pub state: &'static str,
    /// `none`, `owed`, `overdue`, `replied`.
    pub reply_state: &'static str,
    /// Every day of the window of receipt.
    pub explanation: Vec<Day>,
}

/// A transmittal after a write. It has no content: answers of writes are kept for as long as the ledger.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ActedWire {
    /// As a push answers.
    #[serde(flatten)]
    pub pushed: PushedWire,
    /// What was pushed.
    pub kind: String,
    /// Code of the sender.
    pub from: String,
    /// What happened, and when.
    pub facts: FactsWire,
    /// What it answers.
    pub in_reply_to: Option<String>,
    /// What it took the place of.
    pub supersedes: Option<String>,
    /// What took its place.
    pub superseded_by: Option<String>,
}

/// What happened to a transmittal, and when; null for what did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FactsWire {
    /// 推送.
    #[schema(format = DateTime)]
    pub pushed_at: String,
    /// The addressee's system fetched it.
    pub delivered_at: Option<String>,
    /// 已查看.
    pub opened_at: Option<String>,
    /// By whom.
    pub opened_by: Option<WhoWire>,
    /// 签收.
    pub acknowledged_at: Option<String>,
    /// By whom.
    pub acknowledged_by: Option<WhoWire>,
    /// 超时默认: the due instant that passed without a receipt.
    pub deemed_at: Option<String>,
    /// Confirmed after the deemed receipt.
    pub confirmed_at: Option<String>,
    /// By whom.
    pub confirmed_by: Option<WhoWire>,
    /// 退回, the last one.
    pub returned_at: Option<String>,
    /// 撤回, or replaced by a correction.
    pub recalled_at: Option<String>,
}

/// A transmittal in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TransmittalSummary {
    /// Id.
    pub id: String,
    /// `TS-2026-000001`.
    pub number: String,
    /// What was pushed.
    pub kind: String,
    /// Code of the sender.
    pub from: String,
    /// Code of the addressee.
    pub to: String,
    /// 牵头.
    pub lead: bool,
    /// 标题; null once erased.
    pub subject: Option<String>,
    /// The approval item.
    pub item_code: Option<String>,
    /// What the approval came to.
    pub outcome: Option<&'static str>,
    /// 证书编号.
    pub certificate_number: Option<String>,
    /// 文书号.
    pub document_number: Option<String>,
    /// When it was pushed.
    #[schema(format = DateTime)]
    pub pushed_at: String,
    /// Before when it had to be pushed; null where the text gives no limit.
    pub push_due: Option<String>,
    /// Pushed late.
    pub late: bool,
    /// The instant at which receipt is deemed; null where no receipt is asked for.
    pub receipt_due: Option<String>,
    /// As true at the instant of the read.
    pub state: &'static str,
    /// As true at the instant of the read.
    pub reply_state: &'static str,
    /// What it answers.
    pub in_reply_to: Option<String>,
    /// What it took the place of.
    pub supersedes: Option<String>,
    /// What took its place.
    pub superseded_by: Option<String>,
}

/// Something that is to be done, or waited for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TaskWire {
    /// `acknowledge`, `reply`, `decide_return`, `push_change`.
    pub task: String,
    /// Before when; null where nothing is due.
    pub due: Option<String>,
    /// About what.
    #[serde(flatten)]
    pub transmittal: TransmittalSummary,
}

/// An instant as the wire has it.
pub fn instant(at: Option<Timestamp>) -> Option<String> {
    at.map(rfc3339)
}

/// The days of a deadline; with the calendar that it was computed with, where that one is known.
pub fn explanation(calendar: &Calendar, deadline: &Deadline, language: Language) -> Vec<Day> {
    let known = if deadline.calendar_version == calendar.version() {
        Some(Cow::Borrowed(calendar))
    } else {
        calendar.at_version(deadline.calendar_version).map(Cow::Owned)
    };
    // A deadline by a calendar that this program does not know has no days to show; the deadline itself stands.
    let days = known.and_then(|calendar| calendar.explain(deadline).ok()).unwrap_or_default();
    let words = days.iter().map(|day| match language {
        Language::Chinese => day.wire_zh(),
        Language::English => day.wire_en(),
    });
    words
        .map(|day| Day {
            date: day.date.to_string(),
            counts: day.counts,
            why: day.why,
            code: day.code,
            provisional: day.provisional,
        })
        .collect()
}

impl PushedWire {
    /// As true at `now`.
    pub fn new(transmittal: &Transmittal, now: Timestamp, calendar: &Calendar, language: Language) -> Self {
        let window = transmittal.receipt.as_ref();
        Self {
            id: transmittal.id.to_string(),
            number: transmittal.number.clone(),
            to: transmittal.to.to_string(),
            lead: transmittal.lead,
            pushed_at: rfc3339(transmittal.pushed_at),
            receipt_due: instant(transmittal.receipt_due()),
            state: transmittal.state_at(now).as_str(),
            reply_state: transmittal.reply_state_at(now),
            explanation: window.map(|window| explanation(calendar, &window.deadline, language)).unwrap_or_default(),
        }
    }
}

impl ActedWire {
    /// As true at `now`.
    pub fn new(transmittal: &Transmittal, now: Timestamp, calendar: &Calendar, language: Language) -> Self {
        Self {
            pushed: PushedWire::new(transmittal, now, calendar, language),
            kind: transmittal.kind.to_string(),
            from: transmittal.from.to_string(),
            facts: FactsWire::new(transmittal, now, None),
            in_reply_to: transmittal.in_reply_to.as_ref().map(ToString::to_string),
            supersedes: transmittal.supersedes.as_ref().map(ToString::to_string),
            superseded_by: transmittal.superseded_by.as_ref().map(ToString::to_string),
        }
    }
}

impl FactsWire {
    /// As true at `now`: a receipt is deemed from the due instant on, written down or not.
    pub fn new(transmittal: &Transmittal, now: Timestamp, names: Option<&Directory>) -> Self {
        let facts = &transmittal.facts;
        let to = transmittal.to.as_str();
        let who = |by: &Option<_>| by.as_ref().map(|by| WhoWire::new(by, to, names));
        let due = transmittal.running_due().filter(|due| *due <= now);
        Self {
            pushed_at: rfc3339(transmittal.pushed_at),
            delivered_at: instant(facts.delivered_at),
            opened_at: instant(facts.opened_at),
            opened_by: who(&facts.opened_by),
            acknowledged_at: instant(facts.acknowledged_at),
            acknowledged_by: who(&facts.acknowledged_by),
            deemed_at: instant(facts.deemed_at.or(due)),
            confirmed_at: instant(facts.confirmed_at),
            confirmed_by: who(&facts.confirmed_by),
            returned_at: instant(facts.returned_at),
            recalled_at: instant(facts.recalled_at),
        }
    }
}

impl TransmittalSummary {
    /// As true at `now`.
    pub fn new(listed: &Listed, now: Timestamp) -> Self {
        let transmittal = &listed.held.state;
        Self {
            id: transmittal.id.to_string(),
            number: transmittal.number.clone(),
            kind: transmittal.kind.to_string(),
            from: transmittal.from.to_string(),
            to: transmittal.to.to_string(),
            lead: transmittal.lead,
            subject: listed.subject.clone(),
            item_code: transmittal.item.as_ref().map(ToString::to_string),
            outcome: transmittal.outcome.map(ApprovalOutcome::as_str),
            certificate_number: listed.certificate_number.clone(),
            document_number: listed.document_number.clone(),
            pushed_at: rfc3339(transmittal.pushed_at),
            push_due: instant(transmittal.push_due),
            late: transmittal.late,
            receipt_due: instant(transmittal.receipt_due()),
            state: transmittal.state_at(now).as_str(),
            reply_state: transmittal.reply_state_at(now),
            in_reply_to: transmittal.in_reply_to.as_ref().map(ToString::to_string),
            supersedes: transmittal.supersedes.as_ref().map(ToString::to_string),
            superseded_by: transmittal.superseded_by.as_ref().map(ToString::to_string),
        }
    }
}

impl TaskWire {
    /// As true at `now`.
    pub fn new(row: &TaskRow, listed: &Listed, now: Timestamp) -> Self {
        Self { task: row.task.clone(), due: instant(row.due), transmittal: TransmittalSummary::new(listed, now) }
    }
}
