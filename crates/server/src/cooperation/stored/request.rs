//! A request: its row, its readers, its tasks.

use crate::cooperation::content::QuestionContent;
use crate::platform::desk::{
    ANSWER_QUESTION, ANSWER_REQUEST, CONFIRM_ANSWER, DECIDE_COMPETENCE, DECIDE_EXTENSION, LEAD_ANSWER, NOT_OURS,
    URGE_ANSWER,
};
use crate::platform::stored::{Stored, Task, TaskList, readers_of};
use jiff::Timestamp;
use serde::Deserialize;
use shenguan_db::Value;
use shenguan_rules::cooperation::{
    CooperationEvent, CooperationRequest, ExtensionAnswer, Matter, NotOursAnswer, Opinion, State,
};
use shenguan_rules::exchange::ActedBy;
use shenguan_rules::party::{DepartmentCode, ItemCode, TransmittalId};
use shenguan_rules::roster::Role;
use shenguan_rules::rule_set::NoReplyEffect;

impl Stored for CooperationRequest {
    const KIND: &'static str = "cooperation_request";
    const STATE_COLUMNS: &'static [&'static str] = &[
        "number",
        "joint",
        "from_department",
        "to_department",
        "item_code",
        "about",
        "state",
        "opinion",
        "issued_at",
        "reply_due",
        "lapse_at",
        "statutory_due_on",
    ];
    const CONTENT_COLUMNS: &'static [&'static str] =
        &["subject", "case_number", "regulatory_matter", "certificate_number"];

    fn effective_at(event: &CooperationEvent) -> Option<Timestamp> {
        match event {
            CooperationEvent::Overdue { at }
            | CooperationEvent::NoObjectionDeemed { at }
            | CooperationEvent::Escalated { at, .. } => Some(*at),
            _ => None,
        }
    }

    fn state_columns(&self) -> Vec<Value> {
        let statutory = match self.matter {
            Matter::Case { statutory_due_on } => Some(statutory_due_on.to_string()),
            Matter::Regulatory | Matter::None => None,
        };
        vec![
            self.number.as_str().into(),
            self.joint.as_str().into(),
            self.from.as_str().into(),
            self.to.as_str().into(),
            self.item.as_ref().map(ItemCode::as_str).into(),
            self.about.as_ref().map(TransmittalId::as_str).into(),
            self.state.as_str().into(),
            self.opinion().map(Opinion::as_str).into(),
            self.versions.first().map_or(0, |version| version.issued_at.as_microsecond()).into(),
            self.window.due.as_microsecond().into(),
            self.next_lapse().map(Timestamp::as_microsecond).into(),
            statutory.into(),
        ]
    }

    fn content_columns(&self, content: Option<&serde_json::Value>) -> Vec<Value> {
        let Some(content) = content.and_then(|content| QuestionContent::deserialize(content).ok()) else {
            return vec![Value::from(None::<String>); Self::CONTENT_COLUMNS.len()];
        };
        vec![
            Some(content.subject).into(),
            content.case_number.into(),
            content.regulatory_matter.into(),
            content.certificate_number.into(),
        ]
    }

    fn content_digest(&self) -> Option<String> {
        self.versions.first().map(|version| version.content.to_string())
    }

    fn tasks(&self) -> Vec<Task> {
        let mut tasks = self.done_tasks();
        match self.state {
            State::AwaitingReply | State::Overdue => tasks.extend(self.owed_tasks()),
            State::NotOurs => {
                let due = self.open_not_ours().map(|said| said.decision.due);
                tasks.push(self.task(&self.from, TaskList::Todo, DECIDE_COMPETENCE, due));
            }
            State::Replied | State::NoObjectionDeemed => {
                tasks.push(self.task(&self.from, TaskList::Todo, CONFIRM_ANSWER, None));
            }
            State::Confirmed | State::Redirected | State::Withdrawn => {}
        }
        tasks
    }

    /// The asker and the addressee; of the others that were asked together only those that the asker lets read it.
    fn readers(&self) -> Vec<DepartmentCode> {
        readers_of([&self.from, &self.to].into_iter().chain(&self.shared_with).chain(&self.predecessors))
    }
}

/// The parts of `tasks`.
trait Tasks {
    fn owed_tasks(&self) -> Vec<Task>;
    fn escalated_tasks(&self) -> Vec<Task>;
    fn done_tasks(&self) -> Vec<Task>;
    fn task(&self, department: &DepartmentCode, list: TaskList, task: &'static str, due: Option<Timestamp>) -> Task;
}

impl Tasks for CooperationRequest {
    /// The reply is owed until it is given, late or not; only where silence counts as no objection the task ends by itself.
    fn owed_tasks(&self) -> Vec<Task> {
        let due = self.window.due;
        let deems = self.no_reply_effect == NoReplyEffect::DeemedNoObjection;
        let until = deems.then_some(due);
        let mut tasks: Vec<Task> = [(&self.to, TaskList::Todo), (&self.from, TaskList::Sent)]
            .map(|(department, list)| Task { until, ..self.task(department, list, ANSWER_REQUEST, Some(due)) })
            .into();
        if deems {
            tasks.push(Task { from: Some(due), ..self.task(&self.from, TaskList::Todo, CONFIRM_ANSWER, None) });
        } else {
            tasks.extend(self.escalated_tasks());
        }
        if self.pending_extension(Timestamp::MIN).is_some() {
            // What was not decided in the term has fallen with it.
            let task = self.task(&self.from, TaskList::Todo, DECIDE_EXTENSION, Some(due));
            tasks.push(Task { until: Some(due), ..task });
        }
        if self.open_clarification().is_some() {
            tasks.push(self.task(&self.from, TaskList::Todo, ANSWER_QUESTION, None));
        }
        tasks
    }

    /// 责任人 from the due instant on, 分管领导 one working day later: seen before it is written down to whom.
    fn escalated_tasks(&self) -> Vec<Task> {
        let version = self.version();
        let steps = [
            (URGE_ANSWER, Role::ResponsibleOfficer, self.window.due),
            (LEAD_ANSWER, Role::LeaderInCharge, self.window.leader_at),
        ];
        steps
            .into_iter()
            .map(|(task, role, from)| {
                let told = self.escalations.iter().rev().find(|told| told.version == version && told.to == role);
                let officer = told.and_then(|told| told.officer.as_ref()).map(ToString::to_string);
                let bare = self.task(&self.to, TaskList::Todo, task, Some(self.window.due));
                Task { from: Some(from), section: None, officer, ..bare }
            })
            .collect()
    }

    /// 已办: what a department did, at the instant at which it did it, by whom.
    fn done_tasks(&self) -> Vec<Task> {
        let replied = self.replies.iter().rev().find(|reply| !reply.partial);
        let said = self.not_ours.as_ref();
        let decided = said.and_then(|said| said.answer.as_ref()).map(|answer| match answer {
            NotOursAnswer::Redirected { at, by, .. } | NotOursAnswer::Upheld { at, by, .. } => (*at, by),
        });
        let extended =
            self.extensions.iter().rev().find_map(|asked| asked.answer.as_ref()).map(|answer| match answer {
                ExtensionAnswer::Granted { at, by } | ExtensionAnswer::Refused { at, by, .. } => (*at, by),
            });
        let confirmed = self.confirmed_at.zip(self.confirmed_by.as_ref());
        let done = [
            (&self.to, ANSWER_REQUEST, replied.map(|reply| (reply.at, &reply.by))),
            (&self.to, NOT_OURS, said.map(|said| (said.at, &said.by))),
            (&self.from, DECIDE_COMPETENCE, decided),
            (&self.from, DECIDE_EXTENSION, extended),
            (&self.from, CONFIRM_ANSWER, confirmed),
        ];
        let done = done.into_iter().filter_map(|(department, task, done)| Some((department, task, done?)));
        done.map(|(department, task, (at, by))| Task {
            section: None,
            officer: ActedBy::officer(by).map(ToString::to_string),
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
            section: assigned.and_then(|assigned| assigned.section.as_ref()).map(ToString::to_string),
            officer: assigned.and_then(|assigned| assigned.officer.as_ref()).map(ToString::to_string),
            sender: self.from.clone(),
        }
    }
}
