//! How notes of calls, proposals, remarks and reserved codes stand in the database.

use crate::platform::desk::{CONFIRM_CALL, FINISH_REMARK};
use crate::platform::stored::{Stored, Task, TaskList, readers_of};
use shenguan_db::Value;
use shenguan_rules::channel::{ConsultationProposal, DocumentKind, NumberRegister, PhoneNote, PhoneNoteState, Remark};
use shenguan_rules::exchange::ActedBy;
use shenguan_rules::party::{DepartmentCode, StepId};

impl Stored for PhoneNote {
    const KIND: &'static str = "phone_note";
    const STATE_COLUMNS: &'static [&'static str] = &["number", "from_department", "about", "state", "called_at"];

    fn state_columns(&self) -> Vec<Value> {
        vec![
            self.number.as_str().into(),
            self.from.as_str().into(),
            self.about.as_ref().map(StepId::as_str).into(),
            state_of(&self.state).into(),
            self.called_at.as_microsecond().into(),
        ]
    }

    /// The other side says whether it was so; the officer who was called, where the note names one.
    fn tasks(&self) -> Vec<Task> {
        let (at, by) = match &self.state {
            PhoneNoteState::Noted => {
                let todo = task(&self.to, TaskList::Todo, CONFIRM_CALL, &self.from);
                let officer = self.officer.as_ref().map(ToString::to_string);
                return vec![Task { officer, ..todo }, task(&self.from, TaskList::Sent, CONFIRM_CALL, &self.from)];
            }
            PhoneNoteState::Confirmed { at, by, .. } | PhoneNoteState::Disputed { at, by, .. } => (at, by),
        };
        let officer = by.officer().map(ToString::to_string);
        vec![Task { due: Some(*at), officer, ..task(&self.to, TaskList::Done, CONFIRM_CALL, &self.from) }]
    }

    fn readers(&self) -> Vec<DepartmentCode> {
        readers_of([&self.from, &self.to].into_iter().chain(&self.predecessors))
    }

    fn reader_columns(&self) -> [&str; 2] {
        ["phone", state_of(&self.state)]
    }
}

impl Stored for ConsultationProposal {
    const KIND: &'static str = "consultation_proposal";
    const STATE_COLUMNS: &'static [&'static str] = &["number", "from_department", "about", "proposed_at"];

    fn state_columns(&self) -> Vec<Value> {
        vec![
            self.number.as_str().into(),
            self.from.as_str().into(),
            self.about.as_ref().map(StepId::as_str).into(),
            self.at.as_microsecond().into(),
        ]
    }

    fn readers(&self) -> Vec<DepartmentCode> {
        vec![self.from.clone(), self.to.clone()]
    }
}

impl Stored for Remark {
    const KIND: &'static str = "remark";
    const STATE_COLUMNS: &'static [&'static str] = &["number", "item", "department"];

    fn state_columns(&self) -> Vec<Value> {
        vec![self.number.as_str().into(), self.item.as_str().into(), self.department.as_str().into()]
    }

    fn tasks(&self) -> Vec<Task> {
        let (list, due, by) = match &self.done {
            None => (TaskList::Todo, None, Some(self.owner.to_string())),
            Some(done) => (TaskList::Done, Some(done.at), ActedBy::officer(&done.by).map(ToString::to_string)),
        };
        vec![Task { due, officer: by, ..task(&self.department, list, FINISH_REMARK, &self.department) }]
    }

    fn readers(&self) -> Vec<DepartmentCode> {
        readers_of(std::iter::once(&self.department).chain(&self.predecessors))
    }
}

impl Stored for NumberRegister {
    const KIND: &'static str = "number_register";
    const STATE_COLUMNS: &'static [&'static str] = &["code", "office", "channel", "kind"];

    fn state_columns(&self) -> Vec<Value> {
        vec![
            self.code.as_str().into(),
            self.office.as_str().into(),
            self.channel.as_str().into(),
            word(self.kind).into(),
        ]
    }

    fn readers(&self) -> Vec<DepartmentCode> {
        vec![self.office.clone()]
    }
}

/// The word of a kind of document in SQL.
pub(in crate::channel) const fn word(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Letter => "letter",
        DocumentKind::Notice => "notice",
    }
}

const fn state_of(state: &PhoneNoteState) -> &'static str {
    match state {
        PhoneNoteState::Noted => "noted",
        PhoneNoteState::Confirmed { .. } => "confirmed",
        PhoneNoteState::Disputed { .. } => "disputed",
    }
}

fn task(department: &DepartmentCode, list: TaskList, task: &'static str, sender: &DepartmentCode) -> Task {
    Task {
        department: department.clone(),
        list,
        task,
        due: None,
        from: None,
        until: None,
        section: None,
        officer: None,
        sender: sender.clone(),
    }
}
