//! How a transmittal stands in the database, who may know of it, and what it asks of whom.

use crate::exchange::content::TransmittalContent;
use crate::exchange::standing::{self, Direction, Standing};
pub use crate::platform::desk::{ACKNOWLEDGE, DECIDE_RETURN, PUSH_CHANGE, READ, REPLY};
use crate::platform::stored::{Counted, Stored, Task, TaskList};
use jiff::Timestamp;
use serde::Deserialize;
use shenguan_db::Value;
use shenguan_rules::exchange::{ActedBy, ReplyState, ReturnAnswer, State, Transmittal, TransmittalEvent};
use shenguan_rules::party::{DepartmentCode, ItemCode, TransmittalId};
use shenguan_rules::record::{ApprovalOutcome, PartyKind};

/// 补记确认: done, never to be done.
pub const CONFIRM: &str = "confirm";
/// 退回 or 提出异议: done, never to be done.
pub const RETURN: &str = "return";
/// 维持: done, never to be done.
pub const UPHOLD: &str = "uphold";
/// 改派: done, never to be done.
pub const REROUTE: &str = "reroute";

impl Stored for Transmittal {
    const KIND: &'static str = "transmittal";
    const STATE_COLUMNS: &'static [&'static str] = &[
        "number",
        "kind",
        "from_department",
        "to_department",
        "item_code",
        "outcome",
        "state",
        "reply_state",
        "pushed_at",
        "receipt_due",
        "window_due",
        "received_at",
        "in_reply_to",
        "superseded_by",
        "awaits_change",
        "pushed_on",
        "standing",
        "reply_due",
        "replied_at",
    ];
    const CONTENT_COLUMNS: &'static [&'static str] = &[
        "subject",
        "party_name",
        "party_kind",
        "party_credit_code",
        "case_number",
        "document_number",
        "certificate_number",
    ];

    fn effective_at(event: &TransmittalEvent) -> Option<Timestamp> {
        match event {
            TransmittalEvent::Deemed { at } => Some(*at),
            _ => None,
        }
    }

    fn state_columns(&self) -> Vec<Value> {
        let received_at = self.facts.acknowledged_at.or(self.facts.deemed_at);
        let (reply_due, replied_at) = match self.reply {
            ReplyState::Owed { target_due } => (target_due, None),
            ReplyState::Replied { at, .. } => (None, Some(at)),
            ReplyState::None => (None, None),
        };
        vec![
            self.number.as_str().into(),
            self.kind.as_str().into(),
            self.from.as_str().into(),
            self.to.as_str().into(),
            self.item.as_ref().map(ItemCode::as_str).into(),
            self.outcome.map(ApprovalOutcome::as_str).into(),
            self.state.as_str().into(),
            // A target that passes changes nothing that is stored: it is read with the instant of the reader.
            self.reply_state_at(Timestamp::MIN).into(),
            self.pushed_at.as_microsecond().into(),
            self.running_due().map(Timestamp::as_microsecond).into(),
            self.receipt_due().map(Timestamp::as_microsecond).into(),
            received_at.map(Timestamp::as_microsecond).into(),
            self.in_reply_to.as_ref().map(TransmittalId::as_str).into(),
            self.superseded_by.as_ref().map(TransmittalId::as_str).into(),
            self.decides_change.filter(|_| self.awaits_change()).map(ApprovalOutcome::as_str).into(),
            standing::pushed_on(self).into(),
            Standing::of(self).column().into(),
            reply_due.map(Timestamp::as_microsecond).into(),
            replied_at.map(Timestamp::as_microsecond).into(),
        ]
    }

    fn content_columns(&self, content: Option<&serde_json::Value>) -> Vec<Value> {
        let content = content.and_then(|content| TransmittalContent::deserialize(content).ok());
        let marks = content.as_ref().map(TransmittalContent::marks).unwrap_or_default();
        vec![
            content.map(|content| content.subject).into(),
            marks.party_name.into(),
            marks.party_kind.map(PartyKind::as_str).into(),
            marks.party_credit_code.into(),
            marks.case_number.into(),
            marks.document_number.into(),
            marks.certificate_number.into(),
        ]
    }

    fn content_digest(&self) -> Option<String> {
        Some(self.content.to_string())
    }

    fn tasks(&self) -> Vec<Task> {
        let mut tasks = self.done_tasks();
        if self.state == State::Recalled {
            return tasks;
        }
        tasks.extend(self.receipt_tasks());
        tasks.extend(self.reply_tasks());
        if let Some(returned) = self.open_return() {
            let due = returned.decision.as_ref().map(|decision| decision.due);
            tasks.push(self.task(&self.from, TaskList::Todo, DECIDE_RETURN, due));
        }
        if self.awaits_change() {
            tasks.push(self.task(&self.from, TaskList::Todo, PUSH_CHANGE, None));
        }
        tasks
    }

    fn counted(&self) -> Vec<Counted> {
        let ends = [(Direction::Sent, &self.from), (Direction::Received, &self.to)];
        ends.map(|(direction, department)| Counted {
            department: department.clone(),
            direction: direction.as_str(),
            day: standing::pushed_on(self),
            standing: Standing::of(self).column(),
        })
        .into()
    }

    fn readers(&self) -> Vec<DepartmentCode> {
        let mut readers = vec![self.from.clone(), self.to.clone()];
        readers.extend(self.copies.iter().cloned());
        readers.extend(self.predecessors.iter().cloned());
        readers.sort();
        readers.dedup();
        readers
    }

    fn reader_columns(&self) -> [&str; 2] {
        [self.kind.as_str(), self.state.as_str()]
    }
}

/// The parts of `tasks`.
trait Tasks {
    fn receipt_tasks(&self) -> Vec<Task>;
    fn reply_tasks(&self) -> Vec<Task>;
    fn done_tasks(&self) -> Vec<Task>;
    fn task(&self, department: &DepartmentCode, list: TaskList, task: &'static str, due: Option<Timestamp>) -> Task;
}

impl Tasks for Transmittal {
    /// 「信息推送1个工作日后，默认为对方已接收」: the task of acknowledging ends at the due instant by itself.
    fn receipt_tasks(&self) -> Vec<Task> {
        if self.state != State::InTransit {
            return Vec::new();
        }
        let Some(due) = self.running_due() else {
            let unread = self.facts.opened_at.is_none() && self.facts.acknowledged_at.is_none();
            return unread.then(|| self.task(&self.to, TaskList::Read, READ, None)).into_iter().collect();
        };
        [(&self.to, TaskList::Todo), (&self.from, TaskList::Sent)]
            .map(|(department, list)| Task { until: Some(due), ..self.task(department, list, ACKNOWLEDGE, Some(due)) })
            .into()
    }

    /// A reply is owed from the receipt on, be it a deemed one.
    fn reply_tasks(&self) -> Vec<Task> {
        let ReplyState::Owed { target_due } = &self.reply else { return Vec::new() };
        if self.state == State::Returned {
            return Vec::new();
        }
        [(&self.to, TaskList::Todo), (&self.from, TaskList::Sent)]
            .map(|(department, list)| Task {
                from: self.running_due(),
                ..self.task(department, list, REPLY, *target_due)
            })
            .into()
    }

    /// 已办: what a department did, at the instant at which it did it, by whom. What time did alone is nobody's work.
    fn done_tasks(&self) -> Vec<Task> {
        let facts = &self.facts;
        let answer = self.returned.as_ref().and_then(|returned| returned.answer.as_ref());
        let replied_at = match &self.reply {
            ReplyState::Replied { at, .. } => Some(*at),
            _ => None,
        };
        let done = [
            (&self.to, ACKNOWLEDGE, facts.acknowledged_at, facts.acknowledged_by.as_ref()),
            (&self.to, CONFIRM, facts.confirmed_at, facts.confirmed_by.as_ref()),
            (&self.to, REPLY, replied_at, None),
            (&self.to, RETURN, self.returned.as_ref().map(|it| it.at), self.returned.as_ref().map(|it| &it.by)),
            match answer {
                Some(ReturnAnswer::Rerouted { at, by, .. }) => (&self.from, REROUTE, Some(*at), Some(by)),
                Some(ReturnAnswer::Upheld { at, by, .. }) => (&self.from, UPHOLD, Some(*at), Some(by)),
                None => (&self.from, UPHOLD, None, None),
            },
        ];
        let done = done.into_iter().filter_map(|(department, task, at, by)| Some((department, task, at?, by)));
        done.map(|(department, task, at, by)| Task {
            section: None,
            officer: by.and_then(ActedBy::officer).map(ToString::to_string),
            ..self.task(department, TaskList::Done, task, Some(at))
        })
        .collect()
    }

    fn task(&self, department: &DepartmentCode, list: TaskList, task: &'static str, due: Option<Timestamp>) -> Task {
        let assigned = self.assignment.as_ref().filter(|_| *department == self.to);
        Task {
            department: department.clone(),
            list,
            task,
            due,
            from: None,
            until: None,
            section: assigned.and_then(|assignment| assignment.section.as_ref()).map(ToString::to_string),
            officer: assigned.and_then(|assignment| assignment.officer.as_ref()).map(ToString::to_string),
            sender: self.from.clone(),
        }
    }
}
