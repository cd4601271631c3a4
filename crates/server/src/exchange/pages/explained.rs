//! The deadlines of an item, day by day.

use crate::exchange::content::TransmittalContent;
use crate::exchange::transmittal::{ACKNOWLEDGE, DECIDE_RETURN, PUSH_CHANGE, REPLY};
use crate::platform::desk::{Explained, Words};
use shenguan_rules::calendar::{Deadline, local_date};
use shenguan_rules::exchange::{PushClock, ReplyState, Transmittal};

impl Words {
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
