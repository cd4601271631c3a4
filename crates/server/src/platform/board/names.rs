//! The names that the pages of 系统 call things by, as of the instant of the view.

use super::form::Choice;
use crate::platform::directory::{Directory, OfficerEntry};
use crate::platform::reader::Read;
use crate::platform::web::{Language, Page, minute};
use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{Department, DepartmentCode, OfficerId, SectionCode};
use shenguan_rules::roster::Role;
use std::sync::Arc;

/// Names as of today in the language of the page.
#[derive(Clone)]
pub struct Names {
    /// The city.
    pub directory: Arc<Directory>,
    /// The day of the view.
    pub today: Date,
    language: Language,
}

impl Names {
    /// For a page of a view.
    pub fn new(read: &Read<'_, '_>, page: &Page) -> Self {
        Self {
            directory: Arc::clone(read.directory()),
            today: local_date(read.now()),
            language: page.visit().language(),
        }
    }

    /// The name of a department today.
    pub fn department(&self, department: &Department) -> String {
        match (&department.name_en, self.language) {
            (Some(english), Language::English) => english.clone(),
            _ => department.name_on(self.today).to_owned(),
        }
    }

    /// The same by its code; the code where it is not known.
    pub fn department_of(&self, code: &DepartmentCode) -> String {
        self.directory.department(code).map_or_else(|| code.to_string(), |found| self.department(found))
    }

    /// The name of a section; its code where it is not known.
    pub fn section(&self, department: &DepartmentCode, section: Option<&SectionCode>) -> String {
        let Some(code) = section else { return String::new() };
        let found = self.directory.department(department).and_then(|department| department.section(code));
        found.map_or_else(|| code.to_string(), |section| section.name.clone())
    }

    /// 姓名; the id where it is not known.
    pub fn officer(&self, id: &OfficerId) -> String {
        self.directory.officer(id).map_or_else(|| id.to_string(), |entry| entry.card.name.clone())
    }

    /// 张三（代李四）: an officer, and in whose place the officer acted.
    pub fn in_place(&self, officer: &OfficerId, acting_for: Option<&OfficerId>) -> String {
        let name = self.officer(officer);
        let stood_in_for = acting_for.map(|absent| self.officer(absent));
        stood_in_for.map_or(name.clone(), |absent| {
            self.language.t("acted-for").with("name", name).with("absent", absent).to_string()
        })
    }

    /// 市应急管理局（测试） 危化监管科 测试YJJ 科员.
    pub fn full(&self, entry: &OfficerEntry) -> String {
        let department = &entry.officer.department;
        let parts = [
            self.department_of(department),
            self.section(department, entry.officer.section.as_ref()),
            entry.card.name.clone(),
            entry.card.post.clone(),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// 责任人.
    pub fn role(&self, role: Role) -> &'static str {
        match self.language {
            Language::Chinese => role.zh(),
            Language::English => role.en(),
        }
    }

    /// The language of the page.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The departments that stand today, to choose from.
    pub fn departments(&self) -> Vec<Choice> {
        let standing = self.directory.departments().filter(|department| department.stands_on(self.today));
        standing.map(|department| Choice::new(&department.code, self.department(department))).collect()
    }
}

/// `2026-11-24 15:18`.
pub fn written(at: Timestamp) -> String {
    format!("{} {}", local_date(at), minute(at))
}

/// `2026-11-24`, or nothing.
pub fn day_or_none(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}
