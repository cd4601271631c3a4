//! How a correspondence stands in the database, who may know of it, and what it asks of whom.

use crate::platform::desk::{CONSENT, ENDORSE, FILE, ISSUE, REVISE};
use crate::platform::stored::{Stored, Task, TaskList};
use jiff::Timestamp;
use shenguan_db::Value;
use shenguan_rules::channel::{Correspondence, OpinionKind, Owner, Stage};
use shenguan_rules::exchange::ActedBy;
use shenguan_rules::party::{DepartmentCode, OfficerId, StepId};

impl Stored for Correspondence {
    const KIND: &'static str = "correspondence";
    const STATE_COLUMNS: &'static [&'static str] = &[
        "number",
        "channel",
        "from_department",
        "about",
        "stage",
        "drafted_at",
        "issued_at",
        "office",
        "code",
        "year",
        "serial",
        "awaits_document",
    ];

    fn state_columns(&self) -> Vec<Value> {
        let number = self.document_number();
        let awaits_document = self.issue.as_ref().is_some_and(|issue| issue.document.is_none());
        vec![
            self.number.as_str().into(),
            self.channel.as_str().into(),
            self.from.as_str().into(),
            self.about.as_ref().map(StepId::as_str).into(),
            self.stage.as_str().into(),
            drafted_at(self).as_microsecond().into(),
            self.issue.as_ref().map(|issue| issue.at.as_microsecond()).into(),
            number.and(self.issue.as_ref()).map(|issue| issue.office.as_str()).into(),
            number.map(|number| number.code.as_str()).into(),
            number.map(|number| i64::from(number.year)).into(),
            number.map(|number| i64::from(number.serial)).into(),
            awaits_document.into(),
        ]
    }

    fn tasks(&self) -> Vec<Task> {
        let mut tasks = self.open_tasks();
        tasks.extend(self.done_tasks());
        tasks
    }

    fn readers(&self) -> Vec<DepartmentCode> {
        self.readers.clone()
    }

    fn reader_columns(&self) -> [&str; 2] {
        [self.channel.as_str(), self.stage.as_str()]
    }
}

/// When its first text was written.
fn drafted_at(held: &Correspondence) -> Timestamp {
    held.versions.first().map_or(Timestamp::UNIX_EPOCH, |version| version.at)
}

/// The parts of `tasks`.
trait Tasks {
    fn open_tasks(&self) -> Vec<Task>;
    fn done_tasks(&self) -> Vec<Task>;
    fn task(&self, department: &DepartmentCode, list: TaskList, task: &'static str) -> Task;
}

impl Tasks for Correspondence {
    /// What is to be done with the document itself.
    fn open_tasks(&self) -> Vec<Task> {
        let mut tasks = Vec::new();
        for owner in self.owners() {
            match owner {
                Owner::Officer(officer) => {
                    let task = match self.stage {
                        Stage::Submitted { .. } => ENDORSE,
                        Stage::Endorsed => ISSUE,
                        _ => REVISE,
                    };
                    tasks.push(of(&officer, self.task(&self.from, TaskList::Todo, task)));
                }
                Owner::LeadersOf(department) => {
                    tasks.push(self.task(&department, TaskList::Todo, CONSENT));
                    tasks.push(self.task(&self.from, TaskList::Sent, CONSENT));
                }
                Owner::Addressee(department) => tasks.push(self.task(&department, TaskList::Todo, FILE)),
            }
        }
        // One line of 已发 for all that have not filed it.
        if self.stage == Stage::Issued && !tasks.is_empty() {
            tasks.push(self.task(&self.from, TaskList::Sent, FILE));
        }
        tasks
    }

    /// 已办: what somebody did, at the instant at which it was done.
    fn done_tasks(&self) -> Vec<Task> {
        let mut done: Vec<(&DepartmentCode, &'static str, Timestamp, Option<&OfficerId>)> = Vec::new();
        if let Some(issue) = &self.issue {
            done.push((&self.from, ISSUE, issue.at, issue.by.officer()));
        }
        let endorsed = self.opinions.iter().rfind(|opinion| opinion.kind == OpinionKind::Endorsed);
        if let Some(opinion) = endorsed {
            done.push((&self.from, ENDORSE, opinion.at, Some(&opinion.officer)));
        }
        for receipt in &self.receipts {
            if let Some(at) = receipt.filed_at {
                done.push((&receipt.department, FILE, at, receipt.filed_by.as_ref().and_then(ActedBy::officer)));
            }
        }
        let task = |(department, task, at, by): (&DepartmentCode, &'static str, Timestamp, Option<&OfficerId>)| Task {
            due: Some(at),
            officer: by.map(ToString::to_string),
            ..self.task(department, TaskList::Done, task)
        };
        done.into_iter().map(task).collect()
    }

    fn task(&self, department: &DepartmentCode, list: TaskList, task: &'static str) -> Task {
        Task {
            department: department.clone(),
            list,
            task,
            due: None,
            from: None,
            until: None,
            section: None,
            officer: None,
            sender: self.from.clone(),
        }
    }
}

fn of(officer: &OfficerId, task: Task) -> Task {
    Task { officer: Some(officer.to_string()), ..task }
}
