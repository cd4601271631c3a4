//! A countersigning: its row, and that only its department may know of it.

use crate::platform::desk::{COUNTERSIGN, MERGE_OPINIONS};
use crate::platform::stored::{Stored, Task, TaskList};
use shenguan_db::Value;
use shenguan_rules::cooperation::{Countersign, SignatureState, Signer};
use shenguan_rules::party::DepartmentCode;

impl Stored for Countersign {
    const KIND: &'static str = "countersign";
    const STATE_COLUMNS: &'static [&'static str] = &["about", "department", "is_open", "asked_at"];

    fn state_columns(&self) -> Vec<Value> {
        vec![
            self.about.as_str().into(),
            self.department.as_str().into(),
            self.ended_at.is_none().into(),
            self.at.as_microsecond().into(),
        ]
    }

    /// Whoever is asked signs; once all have, or before, the collector merges.
    fn tasks(&self) -> Vec<Task> {
        if self.ended_at.is_some() {
            return Vec::new();
        }
        let task = |task, section, officer| Task {
            department: self.department.clone(),
            list: TaskList::Todo,
            task,
            due: Some(self.due),
            from: None,
            until: None,
            section,
            officer,
            sender: self.department.clone(),
        };
        // One row for all who are asked: a task is found by its subject. To one of them it is handed by name.
        let waiting: Vec<&Signer> = self.waiting().collect();
        let (section, officer) = match waiting.as_slice() {
            [Signer::Officer { officer }] => (None, Some(officer.to_string())),
            [Signer::Section { section }] => (Some(section.to_string()), None),
            _ => (None, None),
        };
        let mut tasks = Vec::new();
        if !waiting.is_empty() {
            tasks.push(task(COUNTERSIGN, section, officer));
        }
        if self.signatures.iter().any(|signature| signature.state != SignatureState::Asked) {
            tasks.push(task(MERGE_OPINIONS, None, Some(self.collector.to_string())));
        }
        tasks
    }

    fn readers(&self) -> Vec<DepartmentCode> {
        vec![self.department.clone()]
    }
}
