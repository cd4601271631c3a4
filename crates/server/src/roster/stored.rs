//! How designations, leaves and changes of roster stand in the database.

use crate::platform::desk::{HAND_OVER, TAKE_OVER};
use crate::platform::directory::Directory;
use crate::platform::stored::{Stored, Task, TaskList};
use shenguan_db::Value;
use shenguan_rules::party::DepartmentCode;
use shenguan_rules::roster::{Designation, HandoverSide, RosterChange, Substitution};

impl Stored for Designation {
    const KIND: &'static str = "designation";
    const IN_DIRECTORY: bool = true;

    fn enter(&self, id: &str, _content: Option<&serde_json::Value>, directory: &mut Directory) {
        directory.enter_designation(id, self);
    }
}

impl Stored for Substitution {
    const KIND: &'static str = "substitution";
    const STATE_COLUMNS: &'static [&'static str] = &["number"];
    const IN_DIRECTORY: bool = true;

    fn state_columns(&self) -> Vec<Value> {
        vec![self.number.as_str().into()]
    }

    fn readers(&self) -> Vec<DepartmentCode> {
        vec![self.department.clone()]
    }

    fn enter(&self, id: &str, _content: Option<&serde_json::Value>, directory: &mut Directory) {
        directory.enter_substitution(id, self);
    }
}

impl Stored for RosterChange {
    const KIND: &'static str = "roster_change";
    const STATE_COLUMNS: &'static [&'static str] = &["number", "letter", "hands_over_at"];

    fn state_columns(&self) -> Vec<Value> {
        let at = self.hands_over_at().map(jiff::Timestamp::as_microsecond);
        vec![self.number.as_str().into(), self.letter.as_str().into(), at.into()]
    }

    /// Whoever has not confirmed a list has to, by name where it is one. What is planned counts from its day on.
    fn tasks(&self) -> Vec<Task> {
        let planned = self.planned.iter().map(|it| (&it.predecessor, &it.successor));
        let (planned, at): (Vec<_>, _) = (planned.collect(), self.hands_over_at());
        let sides = [(HandoverSide::Predecessor, HAND_OVER), (HandoverSide::Successor, TAKE_OVER)];
        let open = sides.into_iter().filter_map(|(side, task)| {
            let listed = self.handovers.iter().filter(|handover| !handover.is_confirmed_by(side));
            let listed: Vec<_> = listed.map(|it| (&it.predecessor, &it.successor)).collect();
            let (waiting, from) = if listed.is_empty() { (&planned, at) } else { (&listed, None) };
            let officer = match (waiting.as_slice(), side) {
                ([], _) => return None,
                ([(predecessor, _)], HandoverSide::Predecessor) => Some(predecessor.to_string()),
                ([(_, successor)], HandoverSide::Successor) => Some(successor.to_string()),
                // One row for all who are asked: a task is found by its subject.
                _ => None,
            };
            Some(Task {
                department: self.department.clone(),
                list: TaskList::Todo,
                task,
                due: None,
                from,
                until: None,
                section: None,
                officer,
                sender: self.department.clone(),
            })
        });
        open.collect()
    }

    /// The other side knows of it when the letter is sent, and not before.
    fn readers(&self) -> Vec<DepartmentCode> {
        let to = self.to.iter().filter(|_| self.stage.sent_at().is_some());
        std::iter::once(&self.department).chain(to).cloned().collect()
    }

    fn reader_columns(&self) -> [&str; 2] {
        ["", self.stage.as_str()]
    }
}
