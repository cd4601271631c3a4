//! A note: its row, its readers, its task without a due instant.

use crate::platform::desk::ANSWER_NOTE;
use crate::platform::stored::{Stored, Task, TaskList, readers_of};
use shenguan_db::Value;
use shenguan_rules::cooperation::Note;
use shenguan_rules::party::DepartmentCode;

impl Stored for Note {
    const KIND: &'static str = "note";
    const STATE_COLUMNS: &'static [&'static str] = &["about", "from_department", "to_department", "asked_at"];

    fn state_columns(&self) -> Vec<Value> {
        vec![
            self.about.as_str().into(),
            self.from.as_str().into(),
            self.to.as_str().into(),
            self.at.as_microsecond().into(),
        ]
    }

    fn tasks(&self) -> Vec<Task> {
        let open = self.is_open().then(|| Task {
            department: self.to.clone(),
            list: TaskList::Todo,
            task: ANSWER_NOTE,
            due: None,
            from: None,
            until: None,
            section: None,
            officer: None,
            sender: self.from.clone(),
        });
        open.into_iter().collect()
    }

    fn readers(&self) -> Vec<DepartmentCode> {
        readers_of([&self.from, &self.to].into_iter().chain(&self.predecessors))
    }
}
