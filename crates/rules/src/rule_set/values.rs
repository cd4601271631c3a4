//! The settings themselves, their defaults, and how they make the calendar count.

use crate::calendar::{CountMode, Counting, Cutoff, NonworkingStart, OfficeHours};
use crate::exchange::PushedBy;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const DEFAULT_MAX_HOPS: u32 = 3;
const DEFAULT_OUTAGE_MINUTES_MIN: u32 = 30;
/// Outcomes that make, change or end a permit: only these change what the authority regulates (A3).
const DEFAULT_RECEIPT_OUTCOMES: [&str; 7] =
    ["granted", "changed", "renewed", "reissued", "rescinded", "withdrawn", "cancelled"];

/// The settings of a city from a day on. A field that is `None` was not set; the method of its name gives what applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RuleSet {
    /// From this day on.
    pub effective_on: Date,
    /// 发文字号 of the document that sets it.
    pub document: String,
    /// When a case is 办结 (A0).
    pub conclusion_clock: ConclusionClock,
    /// What "1个工作日内" means by the clock (A1).
    pub count_mode: CountMode,
    /// What a start on a day off means (A1b).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonworking_start: Option<NonworkingStart>,
    /// When the last day of a deemed receipt ends (A1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt_cutoff: Option<Cutoff>,
    /// When the last day of a duty ends (A1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty_cutoff: Option<Cutoff>,
    /// Office hours by season (A1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office_hours: Option<OfficeHours>,
    /// 二(三)¶3 「1个工作日内…推送」.
    pub push_working_days: u32,
    /// 二(三)¶3 「信息推送1个工作日后，默认为对方已接收」.
    pub receipt_working_days: u32,
    /// A target for what is due 「及时」; none by default, then nothing is overdue (A22).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_target_working_days: Option<u32>,
    /// Where the push of a penalty starts (A2).
    pub penalty_clock: PenaltyClock,
    /// Which of the eleven outcomes ask for receipt (A3), by their codes.
    pub receipt_outcomes: BTreeSet<String>,
    /// Whether an addressee may return a push (A5).
    pub return_enabled: bool,
    /// Until when it may (A5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_window: Option<ReturnWindow>,
    /// After so many re-routes the matter goes to 会商 (A5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_hops: Option<u32>,
    /// One of several addressees must be marked lead (A19).
    pub lead_required: bool,
    /// Outages of the platform extend a window (A24).
    pub outage_tolling: bool,
    /// Only outages longer than so many minutes do (A24).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outage_minutes_min: Option<u32>,
    /// Permits concluded before this day are 存量: no clock, no receipt (A28).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub go_live_on: Option<Date>,
    /// A conclusion later than so many working days after the decision is shown (许可法 44, A0).
    pub decided_concluded_gap_working_days: u32,
    /// Kinds of information that the city adds to the open list of 二(三)¶1.
    pub extra_kinds: Vec<ExtraKind>,
    /// Whose leader in charge consents to the OA channel (A6).
    pub oa_consent: OaConsent,
    /// Whether all four channels must be tried before a consultation is proposed (A7).
    pub meeting_gate: MeetingGate,
    /// From when a change of roster holds (A14).
    pub roster_effective: RosterEffective,
    /// How many liaison officers a section may have at a time (A15).
    pub liaisons_per_section: u32,
    /// 二(三)¶4 「自商请发出之日起3个工作日内完成信息反馈」.
    pub request_working_days: u32,
    /// What a request for cooperation comes to that nobody replied to (A11).
    pub no_reply_effect: NoReplyEffect,
    /// How often the term of a reply may be extended; 0 for never (A13).
    pub reply_extension: u32,
    /// Whether a request for cooperation names an open case, or a regulatory matter (A26).
    pub request_needs_case: bool,
}

/// What a request for cooperation comes to that nobody replied to in time (A11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NoReplyEffect {
    /// It is overdue and escalates. The text makes nobody's silence a consent.
    #[default]
    Overdue,
    /// It counts as no objection, where a city says so in a document of its own.
    DeemedNoObjection,
}

/// Whose leader in charge consents to the OA channel (A6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OaConsent {
    /// The sender's own; the addressee's when it answers in writing.
    #[default]
    Sender,
    /// The addressee's too, before it is issued.
    Both,
}

/// From when a change of roster holds (A14). Never before its letter was sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RosterEffective {
    /// From the day that the letter states.
    #[default]
    Stated,
    /// From the day on which it was sent.
    Sent,
    /// From the day on which the first addressee filed it.
    Received,
}

/// Whether all four channels must be tried before a consultation is proposed (A7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MeetingGate {
    /// What was not tried is shown: 二(五) lets either side call a meeting.
    #[default]
    Warn,
    /// It is refused.
    Block,
}

/// When a case is 办结 (A0).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ConclusionClock {
    /// At the approval system's conclusion time.
    #[default]
    Concluded,
    /// On the date of the decision.
    Decided,
}

/// Where the push of a penalty starts (A2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PenaltyClock {
    /// 处罚决定日期.
    #[default]
    Decision,
    /// 送达日期.
    Served,
    /// When the penalty was entered.
    Filed,
}

/// Until when a push may be returned (A5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReturnWindow {
    /// Until it is acknowledged or deemed received.
    #[default]
    UntilReceipt,
}

/// A kind of information that the city adds (二(三)¶1 ends in 「等」).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtraKind {
    /// `[a-z][a-z0-9_]{2,39}`, none of the fourteen.
    pub code: String,
    /// On the screen.
    pub name_zh: String,
    /// On the English screen.
    pub name_en: String,
    /// Who may push it.
    pub pushed_by: PushedBy,
}

impl Default for RuleSet {
    /// The careful reading of the text itself, from the day of its issue.
    fn default() -> Self {
        Self {
            effective_on: Date::constant(2018, 8, 15),
            document: "鞍政办发〔2018〕66号".to_owned(),
            conclusion_clock: ConclusionClock::default(),
            count_mode: CountMode::default(),
            nonworking_start: None,
            receipt_cutoff: None,
            duty_cutoff: None,
            office_hours: None,
            push_working_days: 1,
            receipt_working_days: 1,
            reply_target_working_days: None,
            penalty_clock: PenaltyClock::default(),
            receipt_outcomes: DEFAULT_RECEIPT_OUTCOMES.map(str::to_owned).into(),
            return_enabled: true,
            return_window: None,
            max_hops: None,
            lead_required: true,
            outage_tolling: true,
            outage_minutes_min: None,
            go_live_on: None,
            decided_concluded_gap_working_days: 10,
            extra_kinds: Vec::new(),
            oa_consent: OaConsent::default(),
            meeting_gate: MeetingGate::default(),
            roster_effective: RosterEffective::default(),
            liaisons_per_section: 1,
            request_working_days: 3,
            no_reply_effect: NoReplyEffect::default(),
            reply_extension: 1,
            request_needs_case: true,
        }
    }
}

impl RuleSet {
    /// How a deemed receipt is counted: by default to close of office of the last working day.
    pub fn counting_for_receipt(&self) -> Counting {
        self.counting(self.receipt_cutoff())
    }

    /// How a duty (push, reply, report) is counted: by default to 24:00 of the last working day.
    pub fn counting_for_duty(&self) -> Counting {
        self.counting(self.duty_cutoff())
    }

    /// What a start on a day off means.
    pub fn nonworking_start(&self) -> NonworkingStart {
        self.nonworking_start.unwrap_or_default()
    }

    /// When the last day of a deemed receipt ends.
    pub fn receipt_cutoff(&self) -> Cutoff {
        self.receipt_cutoff.unwrap_or(Cutoff::OfficeClose)
    }

    /// When the last day of a duty ends: acts are taken round the clock.
    pub fn duty_cutoff(&self) -> Cutoff {
        self.duty_cutoff.unwrap_or(Cutoff::Midnight)
    }

    /// The office hours.
    pub fn office_hours(&self) -> OfficeHours {
        self.office_hours.clone().unwrap_or_default()
    }

    /// Until when a push may be returned; none if it may not.
    pub fn return_window(&self) -> Option<ReturnWindow> {
        self.return_enabled.then(|| self.return_window.unwrap_or_default())
    }

    /// After how many re-routes the matter goes to 会商.
    pub fn max_hops(&self) -> u32 {
        self.max_hops.unwrap_or(DEFAULT_MAX_HOPS)
    }

    /// How many minutes an outage must exceed to extend a window; none if outages extend nothing.
    pub fn outage_minutes_min(&self) -> Option<u32> {
        self.outage_tolling.then(|| self.outage_minutes_min.unwrap_or(DEFAULT_OUTAGE_MINUTES_MIN))
    }

    /// Whether an outcome, by its code, asks for receipt.
    pub fn asks_receipt(&self, outcome: &str) -> bool {
        self.receipt_outcomes.contains(outcome)
    }

    /// The kind that the city added under a code.
    pub fn extra_kind(&self, code: &str) -> Option<&ExtraKind> {
        self.extra_kinds.iter().find(|kind| kind.code == code)
    }

    fn counting(&self, cutoff: Cutoff) -> Counting {
        Counting {
            count_mode: self.count_mode,
            nonworking_start: self.nonworking_start(),
            cutoff,
            office_hours: self.office_hours(),
        }
    }
}
