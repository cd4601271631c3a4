//! What every exported file says of itself: who took it, for which department, when, under which filters; 内部使用.

use crate::platform::identity::Caller;
use crate::platform::web::{Language, minute};
use jiff::Timestamp;
use shenguan_rules::calendar::local_date;

/// The first line of a file, and the head of its printed pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watermark {
    /// What the list is called.
    pub title: String,
    /// All in one line.
    pub line: String,
    /// When it was taken.
    pub at: Timestamp,
}

impl Watermark {
    /// The watermark of a file that a caller takes at an instant.
    pub fn new(language: Language, caller: &Caller, at: Timestamp, title: &str, filters: &[(String, String)]) -> Self {
        let person = caller.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
        let who = format!("{} {person}", caller.department_name);
        let line = language.t("export-watermark").with("who", who.trim()).with("title", title);
        let line = line.with("at", format!("{} {}", local_date(at), minute(at)));
        let line = line.with("filters", filters_line(language, filters));
        Self { title: title.to_owned(), line: line.to_string(), at }
    }
}

/// 「类型：审批结果；发出单位：市行政审批局」; 无 without any.
pub(super) fn filters_line(language: Language, filters: &[(String, String)]) -> String {
    if filters.is_empty() {
        return language.t("export-no-filters").to_string();
    }
    let named = |(name, value): &(String, String)| {
        language.t("export-filter").with("name", name.as_str()).with("value", value.as_str()).to_string()
    };
    filters.iter().map(named).collect::<Vec<_>>().join(&language.t("export-filters-between").to_string())
}
