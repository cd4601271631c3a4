//! Which part of 待办 somebody looks at: what is to be done, what was handed to them, from whom. It goes along from the list to the
//! item, through the act and on to the next item.

use super::fields::Fields;
use super::store::{TaskCount, TaskFilter};
use super::task::{READ, TASKS};
use crate::platform::identity::Caller;
use crate::platform::stored::TaskList;
use shenguan_rules::party::DepartmentCode;

/// The word for what was assigned to the caller.
pub(super) const MINE: &str = "mine";
/// The word for all of 待办. Without any word the reader did not come from there.
pub(super) const ALL: &str = "all";

/// A part of 待办; by default the reader did not come from there at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    task: &'static str,
    from: Option<DepartmentCode>,
}

impl Filter {
    /// The filter of two words; a word that there is not filters nothing.
    pub fn new(task: &str, from: &str) -> Self {
        let known = TASKS.iter().copied().chain([READ, MINE, ALL]).find(|known| *known == task);
        Self { task: known.unwrap_or_default(), from: DepartmentCode::parse(from).ok() }
    }

    /// The filter that a form or a query carries.
    pub fn of(fields: &Fields) -> Self {
        Self::new(fields.text("task"), fields.text("from"))
    }

    /// The same senders with another task.
    #[must_use]
    pub fn with_task(&self, task: &'static str) -> Self {
        Self { task, from: self.from.clone() }
    }

    /// The same task, whoever sent it.
    #[must_use]
    pub fn without_sender(&self) -> Self {
        Self { task: self.task, from: None }
    }

    /// The member of the messages `filter`; empty where the reader did not come from 待办.
    pub fn task(&self) -> &'static str {
        self.task
    }

    /// The code of the sender; empty for any.
    pub fn from(&self) -> &str {
        self.from.as_ref().map(DepartmentCode::as_str).unwrap_or_default()
    }

    /// Whether the reader came from 待办.
    pub fn is_of_todo(&self) -> bool {
        !self.task.is_empty()
    }

    /// Whether it leaves nothing out.
    pub fn is_everything(&self) -> bool {
        ["", ALL].contains(&self.task) && self.from.is_none()
    }

    /// Where it is shown.
    pub fn todo(&self) -> String {
        if self.is_everything() { "/todo".to_owned() } else { self.path("/todo") }
    }

    /// A path that carries the filter along.
    pub fn path(&self, path: &str) -> String {
        let pairs = [("task", self.task), ("from", self.from())];
        let mut text = path.to_owned();
        for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            text.push(if text.contains('?') { '&' } else { '?' });
            text.push_str(name);
            text.push('=');
            text.push_str(value);
        }
        text
    }

    /// Whether it leaves what was counted: the same as `tasks` asks for.
    pub fn takes(&self, count: &TaskCount) -> bool {
        count.list == self.list()
            && (!TASKS.contains(&self.task) || count.task == self.task)
            && (self.task != MINE || count.is_mine)
            && self.from.as_ref().is_none_or(|from| count.sender == *from)
    }

    fn list(&self) -> TaskList {
        if self.task == READ { TaskList::Read } else { TaskList::Todo }
    }

    /// The tasks of the caller's department that it leaves.
    pub fn tasks(&self, caller: &Caller, limit: usize) -> TaskFilter {
        TaskFilter {
            department: caller.department.clone(),
            list: self.list(),
            task: TASKS.contains(&self.task).then(|| self.task.to_owned()),
            from: self.from.as_ref().map(ToString::to_string),
            due_before: None,
            officers: if self.task == MINE { caller.officers() } else { Vec::new() },
            about: None,
            after: None,
            limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_goes_along_in_every_address() {
        let filter = Filter::new("acknowledge", "SPJ");
        assert_eq!(filter.todo(), "/todo?task=acknowledge&from=SPJ");
        assert_eq!(filter.path("/items/TS-2026-000001"), "/items/TS-2026-000001?task=acknowledge&from=SPJ");
        assert_eq!(filter.with_task("").path("/todo?pick=today"), "/todo?pick=today&from=SPJ");
        let all = Filter::new(ALL, "");
        assert_eq!((all.todo().as_str(), all.path("/items/TS-1").as_str()), ("/todo", "/items/TS-1?task=all"));
        assert!(all.is_everything() && all.is_of_todo());
        assert_eq!(
            (Filter::default().todo().as_str(), Filter::default().path("/items/TS-1").as_str()),
            ("/todo", "/items/TS-1")
        );
    }

    #[test]
    fn a_word_that_there_is_not_filters_nothing() {
        assert!(Filter::new("nonsense", "").is_everything() && !Filter::new("nonsense", "").is_of_todo());
        assert!(Filter::new("", "不是代码").is_everything());
        assert!(!Filter::new(MINE, "").is_everything());
    }
}
