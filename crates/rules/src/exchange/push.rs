//! 推送 (二(三)¶3): 「市行政审批局在行政审批事项办结后，应在1个工作日内将审批信息…传至各行业监管部门」, and the penalty and
//! other regulatory information that comes back 「在1个工作日内」.

use super::command::{Push, RecordFacts, Supersedes};
use super::decide::Decision;
use super::event::{Pushed, TransmittalEvent};
use super::kind::{Kind, KindRule, PushClock, ReceiptNeed, RecordNeed};
use super::refusal::TransmittalRefusal as Refusal;
use super::routing;
use super::transmittal::{ActedBy, Routing};
use super::window::ReceiptWindow;
use crate::calendar::{Deadline, local_date};
use crate::party::DepartmentCode;
use crate::record::ApprovalOutcome;
use crate::rule_set::{ConclusionClock, PenaltyClock};
use crate::subject::Context;
use jiff::Timestamp;
use jiff::civil::Date;

pub(super) fn push(push: Push, context: &Context<'_>) -> Decision {
    let Some((from, side)) = context.actor.department().zip(context.actor.side()) else {
        return Err(Refusal::SeparationOfPowers { kind: push.kind });
    };
    let rule = rule_of(&push.kind, context)?;
    if !rule.pushed_by.allows(side) {
        return Err(Refusal::SeparationOfPowers { kind: push.kind });
    }
    if let Some(number) = push.duplicate_of {
        return Err(Refusal::DuplicatePush { number });
    }
    check_record(&push, rule, context)?;
    let route = routing::judge(&push, from, side)?;
    check_hops(&push, context)?;
    let times = Times::of(&push, rule, context)?;
    if times.late && push.late_reason.is_none() && !matches!(push.supersedes, Some(Supersedes::Rerouted { .. })) {
        // A re-route carries its own reason.
        return times.push_due.map_or(Ok(Vec::new()), |due| Err(Refusal::LateReasonRequired { due }));
    }
    Ok(vec![TransmittalEvent::Pushed(Box::new(pushed(push, rule, from, route, times, context)))])
}

/// Everything that the push fixes, once nothing speaks against it.
fn pushed(
    push: Push,
    rule: KindRule,
    from: &DepartmentCode,
    (routing, lead): (Routing, bool),
    times: Times,
    context: &Context<'_>,
) -> Pushed {
    let facts = Facts::of(&push.record);
    let mut copies = push.copies;
    copies.sort();
    copies.dedup();
    copies.retain(|copy| copy != from && *copy != push.to);
    let (supersedes, hops) = match push.supersedes {
        None => (None, 0),
        Some(Supersedes::Rerouted { id, hops, .. }) => (Some(id), hops + 1),
        Some(Supersedes::Corrected { id, hops, .. }) => (Some(id), hops),
    };
    Pushed {
        id: push.id,
        number: push.number,
        kind: push.kind,
        from: from.clone(),
        by: ActedBy::from(context.actor),
        to: push.to,
        copies,
        item: push.item,
        item_version: push.item_version,
        routing,
        routing_reason: push.routing_reason,
        lead,
        outcome: facts.outcome,
        concluded_at: facts.concluded_at,
        decided_on: facts.decided_on,
        occurred_on: push.occurred_on,
        verify_before: facts.verify_before,
        decision_gap: facts.gap(context),
        content: push.content,
        attachments: push.attachments,
        at: context.now,
        push_due: times.push_due,
        late: times.late,
        late_reason: push.late_reason.filter(|_| times.late),
        window: times.window,
        owes_reply: rule.owes_reply,
        reply_target_due: times.reply_target_due,
        supersedes,
        hops,
        in_reply_to: push.in_reply_to.map(|replied| replied.id),
        decides_change: push.decides_change,
        consultation_asked: push.ask_consultation,
        calendar_version: context.calendar.version(),
    }
}

fn rule_of(kind: &Kind, context: &Context<'_>) -> Result<KindRule, Refusal> {
    kind.rule()
        .or_else(|| context.rule_set.extra_kind(kind.as_str()).map(|extra| Kind::city_rule(extra.pushed_by)))
        .ok_or_else(|| Refusal::UnknownKind { kind: kind.clone() })
}

/// What the kind carries is there, and nothing of it lies in the future or before go-live.
fn check_record(push: &Push, rule: KindRule, context: &Context<'_>) -> Result<(), Refusal> {
    let today = local_date(context.now);
    let missing = |field| Refusal::RecordRequired { kind: push.kind.clone(), field };
    match (rule.record, &push.record) {
        (RecordNeed::Approval, RecordFacts::Approval { concluded_at, decided_on, .. }) => {
            if *concluded_at > context.now {
                return Err(Refusal::ConcludedInFuture);
            }
            if *decided_on > today {
                return Err(Refusal::DecidedInFuture);
            }
            if context.rule_set.go_live_on.is_some_and(|go_live_on| local_date(*concluded_at) < go_live_on) {
                return Err(Refusal::BeforeGoLive);
            }
        }
        (RecordNeed::Penalty, RecordFacts::Penalty { decided_on, .. }) if *decided_on > today => {
            return Err(Refusal::PenaltyDateInFuture);
        }
        (RecordNeed::Approval, _) => return Err(missing("approval")),
        (RecordNeed::Penalty, RecordFacts::None | RecordFacts::Approval { .. }) => return Err(missing("penalty")),
        (RecordNeed::InReplyTo, _) if push.in_reply_to.is_none() => return Err(Refusal::InReplyToRequired),
        _ => {}
    }
    if matches!(rule.record, RecordNeed::Approval | RecordNeed::ItemCode) && push.item.is_none() {
        return Err(Refusal::ItemRequired { kind: push.kind.clone() });
    }
    if push.occurred_on.is_some_and(|occurred_on| occurred_on > today) {
        return Err(Refusal::OccurredInFuture);
    }
    let decides = |outcome: ApprovalOutcome| outcome.changes_permit() || outcome.ends_permit();
    match push.decides_change {
        Some(outcome) if push.kind != Kind::Disposition || !decides(outcome) => Err(Refusal::NotADecidedChange),
        _ => Ok(()),
    }
}

/// Re-routed so often, the matter goes to 会商.
fn check_hops(push: &Push, context: &Context<'_>) -> Result<(), Refusal> {
    match push.supersedes {
        Some(Supersedes::Rerouted { hops, .. }) if hops >= context.rule_set.max_hops() => {
            Err(Refusal::HopLimit { hops })
        }
        _ => Ok(()),
    }
}

/// What the record says, laid side by side.
#[derive(Default)]
struct Facts {
    outcome: Option<ApprovalOutcome>,
    concluded_at: Option<Timestamp>,
    decided_on: Option<Date>,
    served_on: Option<Date>,
    verify_before: Option<Date>,
}

impl Facts {
    fn of(record: &RecordFacts) -> Self {
        match *record {
            RecordFacts::None => Self::default(),
            RecordFacts::Approval { outcome, concluded_at, decided_on, verify_before } => Self {
                outcome: Some(outcome),
                concluded_at: Some(concluded_at),
                decided_on: Some(decided_on),
                verify_before,
                served_on: None,
            },
            RecordFacts::Penalty { decided_on, served_on } => {
                Self { decided_on: Some(decided_on), served_on, ..Self::default() }
            }
        }
    }

    /// 许可法 44: the document follows the decision within ten days; a longer gap is shown.
    fn gap(&self, context: &Context<'_>) -> bool {
        let Some((decided_on, concluded_at)) = self.decided_on.zip(self.concluded_at) else { return false };
        let concluded_on = local_date(concluded_at);
        let most = context.rule_set.decided_concluded_gap_working_days;
        // A decision from before the calendar began is far enough back.
        decided_on < concluded_on && context.calendar.between(decided_on, concluded_on).map_or(true, |days| days > most)
    }
}

/// Every clock of a push.
struct Times {
    push_due: Option<Timestamp>,
    late: bool,
    window: Option<ReceiptWindow>,
    reply_target_due: Option<Timestamp>,
}

impl Times {
    fn of(push: &Push, rule: KindRule, context: &Context<'_>) -> Result<Self, Refusal> {
        let push_due = match &push.supersedes {
            None => push_deadline(push, rule, context)?.map(|deadline| deadline.due),
            Some(Supersedes::Rerouted { decision_due, .. }) => *decision_due,
            // What it corrects was pushed in time or was not; a correction is neither.
            Some(Supersedes::Corrected { .. }) => None,
        };
        let asks = match rule.receipt {
            ReceiptNeed::Asked => true,
            ReceiptNeed::ByOutcome => {
                let outcome = Facts::of(&push.record).outcome;
                outcome.is_some_and(|outcome| context.rule_set.asks_receipt(outcome.as_str()))
            }
            ReceiptNeed::ForInformation => false,
        };
        let window =
            if asks { Some(ReceiptWindow::from_push(context.now, context.calendar, context.rule_set)?) } else { None };
        let target_days = context.rule_set.reply_target_working_days.filter(|_| rule.owes_reply);
        let target = target_days
            .map(|days| context.calendar.deadline(context.now, days, &context.rule_set.counting_for_duty()))
            .transpose()?;
        // In time means before the due instant.
        let late = push_due.is_some_and(|due| context.now >= due);
        Ok(Self { push_due, late, window, reply_target_due: target.map(|target| target.due) })
    }
}

/// A0, A2: one working day from 办结, from the penalty decision, from the day of issue or of receipt from above.
fn push_deadline(push: &Push, rule: KindRule, context: &Context<'_>) -> Result<Option<Deadline>, Refusal> {
    let (n, counting) = (context.rule_set.push_working_days, context.rule_set.counting_for_duty());
    let facts = Facts::of(&push.record);
    let start_on = match rule.push_clock {
        PushClock::None => None,
        PushClock::ConcludedAt => match (context.rule_set.conclusion_clock, facts.concluded_at) {
            (ConclusionClock::Concluded, Some(concluded_at)) => {
                return Ok(Some(context.calendar.deadline(concluded_at, n, &counting)?));
            }
            _ => facts.decided_on,
        },
        PushClock::DecidedOn => match context.rule_set.penalty_clock {
            PenaltyClock::Decision => facts.decided_on,
            // Not served yet, its clock has not begun.
            PenaltyClock::Served => facts.served_on,
            PenaltyClock::Filed => Some(local_date(context.now)),
        },
        // Without a day of issue it counts as issued today.
        PushClock::OccurredOn => Some(push.occurred_on.unwrap_or_else(|| local_date(context.now))),
    };
    Ok(start_on.map(|start_on| context.calendar.deadline_from_date(start_on, n, &counting)).transpose()?)
}
