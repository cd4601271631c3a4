//! Names and moments as every page writes them: departments, people, days.

use crate::platform::directory::{Directory, OfficerEntry};
use crate::platform::export::Asked;
use crate::platform::reader::Read;
use crate::platform::web::{Language, Text, Visit, day, minute, moment};
use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_rules::calendar::local_date;
use shenguan_rules::exchange::ActedBy;
use shenguan_rules::party::{DepartmentCode, OfficerId, SectionCode};
use shenguan_rules::roster::Role;
use std::fmt::Write as _;
use std::sync::Arc;

/// By the number of the month.
pub const MONTHS: [&str; 13] = ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The words of one page: its language, its instant, and the city that it speaks of.
#[derive(Clone)]
pub struct Words {
    /// As the page's view has it.
    pub directory: Arc<Directory>,
    /// The instant of which the page speaks.
    pub now: Timestamp,
    /// The language of the page.
    pub language: Language,
    /// Whether it is for paper, which knows no 今日 and no 还剩.
    pub is_paper: bool,
}

/// So many people are named to whoever has to ask.
const PEOPLE_NAMED_MAX: usize = 3;

/// Somebody's department, section and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// 单位.
    pub department: String,
    /// 科室; empty where none is known.
    pub section: String,
    /// 姓名, or that a system did it.
    pub person: String,
    /// 联系方式.
    pub contact: String,
}

impl Words {
    /// The words for a read.
    pub fn new(read: &Read<'_, '_>, visit: &Visit) -> Self {
        Self::of(read, visit.language())
    }

    /// The words for a read, in a language.
    pub fn of(read: &Read<'_, '_>, language: Language) -> Self {
        Self { directory: Arc::clone(read.directory()), now: read.now(), language, is_paper: false }
    }

    /// The words for an export, as of its instant.
    pub fn at(read: &Read<'_, '_>, asked: &Asked) -> Self {
        Self { now: asked.now, ..Self::of(read, asked.language) }
    }

    /// The same words for paper.
    #[must_use]
    pub fn on_paper(&self) -> Self {
        Self { is_paper: true, ..self.clone() }
    }

    /// A message.
    pub fn t(&self, id: &'static str) -> Text {
        self.language.t(id)
    }

    /// A message of a family.
    pub fn t_of(&self, family: &'static str, member: &str) -> Text {
        self.language.t_of(family, member)
    }

    /// The day in the city.
    pub fn today(&self) -> Date {
        local_date(self.now)
    }

    /// `今日 17:00`, `11月26日（周四）17:00`; on paper `11月26日 17:00`.
    pub fn moment(&self, at: Timestamp) -> String {
        if self.is_paper { self.short(at) } else { moment(at, self.now, self.language) }
    }

    /// `今日`, `11月26日（周四）`; on paper `11月26日`.
    pub fn day(&self, date: Date) -> String {
        if self.is_paper { self.short_day(date) } else { day(date, self.today(), self.language) }
    }

    /// `2026年11月24日 15:18`, as a foot line on paper says when it was printed.
    pub fn dated(&self, at: Timestamp) -> String {
        let date = local_date(at);
        let rest = self.month_and_day(date);
        let day = self.t("day-year").with("year", date.year().to_string()).with("rest", rest);
        format!("{day} {}", minute(at))
    }

    /// `11月23日 15:31`, another year with the year: for tables, and for paper, which knows no today.
    pub fn short(&self, at: Timestamp) -> String {
        format!("{} {}", self.short_day(local_date(at)), minute(at))
    }

    /// `11月23日`.
    pub fn short_day(&self, day: Date) -> String {
        let stamp = self.month_and_day(day);
        if day.year() == self.today().year() {
            return stamp;
        }
        self.t("day-year").with("year", day.year().to_string()).with("rest", stamp).to_string()
    }

    fn month_and_day(&self, day: Date) -> String {
        let stamp = match self.language {
            Language::Chinese => self.t("day-short").with("month", i64::from(day.month())),
            Language::English => {
                self.t("day-short").with("month", MONTHS[usize::from(day.month().unsigned_abs()) % 13])
            }
        };
        stamp.with("day", i64::from(day.day())).to_string()
    }

    /// The name of a department on this day; its code where it is not known.
    pub fn department(&self, code: &DepartmentCode) -> String {
        let Some(department) = self.directory.department(code) else { return code.to_string() };
        match (&department.name_en, self.language) {
            (Some(english), Language::English) => english.clone(),
            _ => department.name_on(self.today()).to_owned(),
        }
    }

    /// The name of a section.
    pub fn section(&self, department: &DepartmentCode, section: &SectionCode) -> String {
        let found = self.directory.department(department).and_then(|department| department.section(section));
        found.map_or_else(|| section.to_string(), |section| section.name.clone())
    }

    /// The name of an officer; empty where it was erased.
    pub fn officer(&self, id: &OfficerId) -> String {
        self.directory.officer(id).map(|entry| entry.card.name.clone()).unwrap_or_default()
    }

    /// Who acted: a person by name, a system by what it is.
    pub fn acted(&self, by: &ActedBy) -> String {
        match by {
            ActedBy::Officer { officer, acting_for } => self.in_place(officer, acting_for.as_ref()),
            ActedBy::System { .. } => self.t("by-system").to_string(),
            ActedBy::Platform => self.t("by-platform").to_string(),
        }
    }

    /// 张三（代李四）: an officer, and in whose place the officer acted.
    pub fn in_place(&self, officer: &OfficerId, acting_for: Option<&OfficerId>) -> String {
        let name = self.officer(officer);
        let stood_in_for = acting_for.map(|absent| self.officer(absent));
        stood_in_for
            .map_or(name.clone(), |absent| self.t("acted-for").with("name", name).with("absent", absent).to_string())
    }

    /// The section of an officer; empty where none is known.
    pub fn section_of(&self, entry: &OfficerEntry) -> String {
        let section = entry.officer.section.as_ref();
        section.map(|section| self.section(&entry.officer.department, section)).unwrap_or_default()
    }

    /// Whether a department is 市行政审批局.
    pub fn is_bureau(&self, code: &DepartmentCode) -> bool {
        self.directory.bureau().is_some_and(|bureau| bureau.code == *code)
    }

    /// 责任人 and 联络人 of a department with their telephones, for whoever cannot do it himself (E3).
    pub fn whom_to_ask(&self, department: &DepartmentCode) -> String {
        let people = self.people_to_call(department).join(&self.t("list-separator").to_string());
        format!("{} {people}", self.department(department)).trim().to_owned()
    }

    /// The same people, each with the telephone.
    pub fn people_to_call(&self, department: &DepartmentCode) -> Vec<String> {
        let today = self.today();
        let mut people = self.people_on_duty(department);
        for role in [Role::ResponsibleOfficer, Role::LiaisonOfficer] {
            let named = self
                .directory
                .designations()
                .filter(|named| named.department == *department && named.role == role && named.in_force(today));
            let cards = named.filter_map(|named| self.directory.officer(&named.officer));
            people.extend(cards.map(|entry| format!("{} {}", entry.card.name, entry.card.contact)));
        }
        people.dedup();
        people.truncate(PEOPLE_NAMED_MAX);
        people
    }

    /// Who is on duty there on this day off, each with the telephone.
    fn people_on_duty(&self, department: &DepartmentCode) -> Vec<String> {
        let officers = self.directory.on_duty(department, self.today()).iter();
        let on_duty = officers.filter_map(|id| self.directory.officer(id));
        on_duty
            .map(|entry| {
                let words = self.t("duty-person").with("name", entry.card.name.clone());
                words.with("contact", entry.card.contact.clone()).to_string()
            })
            .collect()
    }

    /// The people of a role in a department today, by name.
    pub fn holders(&self, department: &DepartmentCode, role: Role) -> Vec<String> {
        let today = self.today();
        let named = self
            .directory
            .designations()
            .filter(|named| named.department == *department && named.role == role && named.in_force(today));
        let mut names: Vec<String> = named.map(|named| self.officer(&named.officer)).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// Facts joined by `·`; empty ones left out.
pub fn joined<S: AsRef<str>>(facts: impl IntoIterator<Item = S>) -> String {
    let mut text = String::new();
    for fact in facts {
        if !fact.as_ref().is_empty() {
            if !text.is_empty() {
                text.push_str(" · ");
            }
            text.push_str(fact.as_ref());
        }
    }
    text
}

/// A text as one part of a path or a query: what is not plain is written `%XX`.
pub fn escaped(part: &str) -> String {
    let mut text = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02X}").expect("writing to a string does not fail");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_that_are_not_there_leave_no_dots() {
        assert_eq!(joined(["甲", "", "乙"]), "甲 · 乙");
        assert_eq!(joined(["", ""]), "");
    }

    #[test]
    fn a_permit_number_is_one_part_of_a_path() {
        assert_eq!(escaped("测〔2026〕1/2"), "%E6%B5%8B%E3%80%942026%E3%80%951%2F2");
        assert_eq!(escaped("TS-2026-000001"), "TS-2026-000001");
    }
}
