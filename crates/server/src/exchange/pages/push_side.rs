//! Beside the form of a push: how long there is time, what the other side will see, and whether it is late.

use super::push_form::PushForm;
use super::push_request::asks;
use super::record::choices;
use crate::exchange::transmittal::{ACKNOWLEDGE, PUSH_CHANGE};
use crate::platform::desk::Due;
use crate::platform::desk::{Explained, Words, joined};
use crate::platform::web::{FieldProblem, day};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use shenguan_rules::calendar::{Deadline, local_date};
use shenguan_rules::exchange::{PushClock, ReceiptNeed};
use shenguan_rules::rule_set::{ConclusionClock, PenaltyClock};

/// The time that there is to push.
pub(super) struct Limit {
    /// Lamp, what is left, until when.
    pub due: Due,
    /// 「今日 14:02 办结」.
    pub since: String,
    /// Day by day.
    pub days: Option<Explained>,
    /// Whether it is over, so that a reason is asked for.
    pub is_late: bool,
}

/// What the other side will see.
pub(super) struct Preview {
    /// The tag of its kind.
    pub tag: String,
    /// Its title; empty before it is typed.
    pub subject: String,
    /// 「测试公司 · 准予许可 · 有效期至 2029-12-31」.
    pub sub: String,
    /// Its deadline; none where no receipt is asked for.
    pub due: Option<Due>,
    /// The same day by day.
    pub days: Option<Explained>,
    /// Whether it is not known yet if a receipt is asked for: that follows from the outcome.
    pub is_open: bool,
}

impl Words {
    /// How long there is time to push, once the beginning of its clock is known; a correction has none.
    pub(super) fn limit(&self, form: &PushForm) -> Option<Limit> {
        if form.correcting.is_some() {
            return None;
        }
        let (deadline, since) = self.push_deadline(form)?;
        // In time means before the due instant.
        let is_late = self.now >= deadline.due;
        let days = self.explained(PUSH_CHANGE, &deadline, deadline.due);
        Some(Limit { due: self.due(PUSH_CHANGE, Some(deadline.due)), since, days, is_late })
    }

    /// What is wrong with a late push that does not say why.
    pub(super) fn late_reason_missing(&self) -> FieldProblem {
        FieldProblem {
            field: "late_reason".to_owned(),
            code: "LATE_REASON_REQUIRED".to_owned(),
            message: self.t("push-late").to_string(),
        }
    }

    fn push_deadline(&self, form: &PushForm) -> Option<(Deadline, String)> {
        let rule_set = self.directory.rule_set(self.now);
        let (calendar, counting) = (self.directory.calendar(), rule_set.counting_for_duty());
        let days = rule_set.push_working_days;
        let typed = |name: &str| form.fields.given(name).and_then(|day| day.parse::<Date>().ok());
        let from_day = |id: &'static str, on: Option<Date>| {
            let on = on?;
            let since = self.t(id).with("moment", day(on, self.today(), self.language)).to_string();
            Some((calendar.deadline_from_date(on, days, &counting).ok()?, since))
        };
        match form.kind.rule().map_or(PushClock::OccurredOn, |rule| rule.push_clock) {
            PushClock::None => None,
            PushClock::ConcludedAt if rule_set.conclusion_clock == ConclusionClock::Concluded => {
                let at = instant(form.fields.given("approval.concluded_at")?)?;
                let since = self.t("push-since-concluded").with("moment", self.moment(at)).to_string();
                Some((calendar.deadline(at, days, &counting).ok()?, since))
            }
            PushClock::ConcludedAt => from_day("push-since-decided", typed("approval.decided_on")),
            PushClock::DecidedOn => match rule_set.penalty_clock {
                PenaltyClock::Decision => from_day("push-since-decided", typed("penalty.decided_on")),
                PenaltyClock::Served => from_day("push-since-served", typed("penalty.served_on")),
                PenaltyClock::Filed => from_day("push-since-filed", Some(local_date(self.now))),
            },
            PushClock::OccurredOn => from_day("push-since-occurred", typed("occurred_on")),
        }
    }

    /// The row that the other side will find among its tasks, were it pushed now.
    pub(super) fn preview(&self, form: &PushForm) -> Preview {
        let rule_set = self.directory.rule_set(self.now);
        let asks_receipt = match form.kind.rule().map(|rule| rule.receipt) {
            Some(ReceiptNeed::Asked) => true,
            Some(ReceiptNeed::ByOutcome) => rule_set.asks_receipt(form.fields.text("approval.outcome")),
            Some(ReceiptNeed::ForInformation) | None => false,
        };
        let calendar = self.directory.calendar();
        let deadline = calendar.deadline(self.now, rule_set.receipt_working_days, &rule_set.counting_for_receipt());
        let due = deadline.ok().filter(|_| asks_receipt);
        let given = |name: &str| form.fields.given(name).unwrap_or_default().to_owned();
        let asks = asks(&form.kind);
        let sub = if asks.approval {
            let outcome = form.fields.text("approval.outcome");
            let known = choices("outcome", self.language);
            let outcome = known.iter().find(|(word, _)| *word == outcome).map(|(_, label)| (*label).to_owned());
            let until = form.fields.given("approval.valid_to");
            let until = until.map(|day| self.t("push-valid-to").with("day", day).to_string());
            joined([given("approval.applicant_name"), outcome.unwrap_or_default(), until.unwrap_or_default()])
        } else if asks.penalty {
            joined([given("penalty.party_name"), given("penalty.document_number")])
        } else {
            joined([given("certificate_number")])
        };
        Preview {
            tag: self.kind(&form.kind),
            subject: given("subject"),
            sub,
            is_open: asks.approval && form.fields.given("approval.outcome").is_none(),
            days: due.as_ref().and_then(|deadline| self.explained(ACKNOWLEDGE, deadline, deadline.due)),
            due: due.map(|deadline| self.due(ACKNOWLEDGE, Some(deadline.due))),
        }
    }
}

/// `2026-11-24T14:02` in the city.
fn instant(typed: &str) -> Option<Timestamp> {
    Offset::constant(8).to_timestamp(typed.parse::<DateTime>().ok()?).ok()
}
