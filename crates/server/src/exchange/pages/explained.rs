//! How a deadline came about, day by day: the same table for every deadline that a page shows.

use crate::exchange::content::TransmittalContent;
use crate::exchange::transmittal::{ACKNOWLEDGE, DECIDE_RETURN, PUSH_CHANGE, REPLY};
use crate::platform::desk::Words;
use crate::platform::web::Language;
use jiff::Timestamp;
use shenguan_rules::calendar::{Deadline, local_date};
use shenguan_rules::exchange::{PushClock, ReplyState, Transmittal};

/// A day of a deadline.
pub(super) struct DeadlineDay {
    /// `2026-11-24`.
    pub date: String,
    /// Whether it counts.
    pub counts: bool,
    /// Why.
    pub why: String,
}

/// A deadline with its days.
pub(super) struct Explained {
    /// What must be done before it.
    pub task: &'static str,
    /// 「应于 11月26日 内反馈」, never relative: it may be read on another day.
    pub words: String,
    /// Its days.
    pub days: Vec<DeadlineDay>,
    /// Whether a day of it has no calendar yet.
    pub provisional: bool,
    /// Until when an outage or another calendar moved it; empty where it stands as counted.
    pub moved: String,
}

impl Words {
    /// A deadline with its days, for a task that ends at `due`; none where its days are not known to this program.
    pub(super) fn explained(&self, task: &'static str, deadline: &Deadline, due: Timestamp) -> Option<Explained> {
        let calendar = self.directory.calendar();
        let at_version = calendar.at_version(deadline.calendar_version);
        let days = at_version.as_ref().unwrap_or(calendar).explain(deadline).ok()?;
        let days = days.iter().map(|day| DeadlineDay {
            date: day.date.to_string(),
            counts: day.counts,
            why: if self.language == Language::Chinese { day.zh() } else { day.en() },
        });
        let moved = (due != deadline.due).then(|| self.t("days-moved").with("moment", self.short(due)).to_string());
        Some(Explained {
            task,
            words: self.on_paper().due(task, Some(due)).sub,
            days: days.collect(),
            provisional: deadline.provisional,
            moved: moved.unwrap_or_default(),
        })
    }

    /// Every deadline of an item: its receipt, the answer to a return, its disposition, and how long there was time to push it.
    pub(super) fn explanations(&self, item: &Transmittal, content: Option<&TransmittalContent>) -> Vec<Explained> {
        let receipt = item.receipt.as_ref();
        let decision = item.returned.as_ref().and_then(|returned| returned.decision.as_ref());
        let found = [
            receipt.and_then(|window| self.explained(ACKNOWLEDGE, &window.deadline, window.due)),
            decision.and_then(|decision| self.explained(DECIDE_RETURN, decision, decision.due)),
            self.reply_target(item).and_then(|target| self.explained(REPLY, &target, target.due)),
            self.push_limit(item, content).and_then(|limit| self.explained(PUSH_CHANGE, &limit, limit.due)),
        ];
        found.into_iter().flatten().collect()
    }

    /// The target of a disposition, counted again; none where it was counted by another calendar or rule.
    fn reply_target(&self, item: &Transmittal) -> Option<Deadline> {
        let ReplyState::Owed { target_due: Some(due) } = item.reply else { return None };
        let rule_set = self.directory.rule_set(item.pushed_at);
        let counting = rule_set.counting_for_duty();
        let days = rule_set.reply_target_working_days?;
        let target = self.directory.calendar().deadline(item.pushed_at, days, &counting).ok()?;
        (target.due == due).then_some(target)
    }

    /// Before when it had to be pushed, counted again from what the record says; none where that comes to another instant.
    fn push_limit(&self, item: &Transmittal, content: Option<&TransmittalContent>) -> Option<Deadline> {
        let due = item.push_due?;
        let rule_set = self.directory.rule_set(item.pushed_at);
        let (calendar, counting) = (self.directory.calendar(), rule_set.counting_for_duty());
        let days = rule_set.push_working_days;
        let served_on = content.and_then(|content| content.penalty.as_ref()).and_then(|penalty| penalty.served_on);
        let pushed_on = local_date(item.pushed_at);
        let begun_on = match item.kind.rule().map(|rule| rule.push_clock) {
            Some(PushClock::ConcludedAt) => [item.decided_on, None, None],
            Some(PushClock::DecidedOn) => [item.decided_on, served_on, Some(pushed_on)],
            _ => [item.occurred_on, Some(pushed_on), None],
        };
        let concluded = item.concluded_at.and_then(|at| calendar.deadline(at, days, &counting).ok());
        let begun_on = begun_on.into_iter().flatten();
        let counted = begun_on.filter_map(|on| calendar.deadline_from_date(on, days, &counting).ok());
        concluded.into_iter().chain(counted).find(|deadline| deadline.due == due)
    }
}
