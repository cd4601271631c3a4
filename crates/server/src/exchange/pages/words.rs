//! Names and labels that every page of the exchange writes: departments, people, kinds, outcomes.

use crate::platform::directory::{Directory, OfficerEntry};
use crate::platform::export::Asked;
use crate::platform::reader::Read;
use crate::platform::web::{Language, Text, Visit, day, minute, moment};
use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_rules::calendar::local_date;
use shenguan_rules::exchange::{ActedBy, Kind, Transmittal};
use shenguan_rules::party::{DepartmentCode, OfficerId, SectionCode};
use shenguan_rules::roster::Role;
use std::fmt::Write as _;
use std::sync::Arc;

/// By the number of the month.
pub(super) const MONTHS: [&str; 13] =
    ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The words of one page: its language, its instant, and the city that it speaks of.
#[derive(Clone)]
pub(super) struct Words {
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
pub(super) struct Source {
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
    pub(super) fn new(read: &Read<'_, '_>, visit: &Visit) -> Self {
        Self::of(read, visit.language())
    }

    /// The words for a read, in a language.
    pub(super) fn of(read: &Read<'_, '_>, language: Language) -> Self {
        Self { directory: Arc::clone(read.directory()), now: read.now(), language, is_paper: false }
    }

    /// The words for an export, as of its instant.
    pub(super) fn at(read: &Read<'_, '_>, asked: &Asked) -> Self {
        Self { now: asked.now, ..Self::of(read, asked.language) }
    }

    /// The same words for paper.
    pub(super) fn on_paper(&self) -> Self {
        Self { is_paper: true, ..self.clone() }
    }

    /// A message.
    pub(super) fn t(&self, id: &'static str) -> Text {
        self.language.t(id)
    }

    /// A message of a family.
    pub(super) fn t_of(&self, family: &'static str, member: &str) -> Text {
        self.language.t_of(family, member)
    }

    /// The day in the city.
    pub(super) fn today(&self) -> Date {
        local_date(self.now)
    }

    /// `今日 17:00`, `11月26日（周四）17:00`; on paper `11月26日 17:00`.
    pub(super) fn moment(&self, at: Timestamp) -> String {
        if self.is_paper { self.short(at) } else { moment(at, self.now, self.language) }
    }

    /// `今日`, `11月26日（周四）`; on paper `11月26日`.
    pub(super) fn day(&self, date: Date) -> String {
        if self.is_paper { self.short_day(date) } else { day(date, self.today(), self.language) }
    }

    /// `2026年11月24日 15:18`, as a foot line on paper says when it was printed.
    pub(super) fn dated(&self, at: Timestamp) -> String {
        let date = local_date(at);
        let rest = self.month_and_day(date);
        let day = self.t("day-year").with("year", date.year().to_string()).with("rest", rest);
        format!("{day} {}", minute(at))
    }

    /// `11月23日 15:31`, another year with the year: for tables, and for paper, which knows no today.
    pub(super) fn short(&self, at: Timestamp) -> String {
        format!("{} {}", self.short_day(local_date(at)), minute(at))
    }

    /// `11月23日`.
    pub(super) fn short_day(&self, day: Date) -> String {
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
    pub(super) fn department(&self, code: &DepartmentCode) -> String {
        let Some(department) = self.directory.department(code) else { return code.to_string() };
        match (&department.name_en, self.language) {
            (Some(english), Language::English) => english.clone(),
            _ => department.name_on(self.today()).to_owned(),
        }
    }

    /// The name of a section.
    pub(super) fn section(&self, department: &DepartmentCode, section: &SectionCode) -> String {
        let found = self.directory.department(department).and_then(|department| department.section(section));
        found.map_or_else(|| section.to_string(), |section| section.name.clone())
    }

    /// The name of an officer; empty where it was erased.
    pub(super) fn officer(&self, id: &OfficerId) -> String {
        self.directory.officer(id).map(|entry| entry.card.name.clone()).unwrap_or_default()
    }

    /// Who acted: a person by name, a system by what it is.
    pub(super) fn acted(&self, by: &ActedBy) -> String {
        match by {
            ActedBy::Officer { officer } => self.officer(officer),
            ActedBy::System { .. } => self.t("by-system").to_string(),
            ActedBy::Platform => self.t("by-platform").to_string(),
        }
    }

    /// Who sent it: department, section, person.
    pub(super) fn source(&self, transmittal: &Transmittal) -> Source {
        let department = self.department(&transmittal.from);
        let Some(entry) = transmittal.pushed_by.officer().and_then(|id| self.directory.officer(id)) else {
            let item = transmittal.item.as_ref().and_then(|code| self.directory.item(code));
            let section = item.filter(|_| self.is_bureau(&transmittal.from));
            let section = section.map(|item| self.section(&transmittal.from, &item.bureau_section));
            return Source {
                department,
                section: section.unwrap_or_default(),
                person: self.acted(&transmittal.pushed_by),
                contact: String::new(),
            };
        };
        Source {
            department,
            section: self.section_of(entry),
            person: entry.card.name.clone(),
            contact: entry.card.contact.clone(),
        }
    }

    /// Who sent it back.
    pub(super) fn returner(&self, transmittal: &Transmittal) -> Source {
        let by = transmittal.returned.as_ref().map(|returned| &returned.by);
        let entry = by.and_then(ActedBy::officer).and_then(|id| self.directory.officer(id));
        Source {
            department: self.department(&transmittal.to),
            section: entry.map(|entry| self.section_of(entry)).unwrap_or_default(),
            person: by.map(|by| self.acted(by)).unwrap_or_default(),
            contact: entry.map(|entry| entry.card.contact.clone()).unwrap_or_default(),
        }
    }

    fn section_of(&self, entry: &OfficerEntry) -> String {
        let section = entry.officer.section.as_ref();
        section.map(|section| self.section(&entry.officer.department, section)).unwrap_or_default()
    }

    /// Whether a department is 市行政审批局.
    pub(super) fn is_bureau(&self, code: &DepartmentCode) -> bool {
        self.directory.bureau().is_some_and(|bureau| bureau.code == *code)
    }

    /// The tag of a kind: four characters, so that tags align.
    pub(super) fn kind(&self, kind: &Kind) -> String {
        match kind {
            Kind::City(_) => {
                let rule_set = self.directory.rule_set(self.now);
                let extra = rule_set.extra_kind(kind.as_str());
                extra.map_or_else(
                    || kind.to_string(),
                    |extra| match self.language {
                        Language::Chinese => extra.name_zh.clone(),
                        Language::English => extra.name_en.clone(),
                    },
                )
            }
            known => self.t_of("kind", known.as_str()).to_string(),
        }
    }

    /// 准予, 变更 …; empty where there is no outcome.
    pub(super) fn outcome(&self, transmittal: &Transmittal) -> String {
        transmittal
            .outcome
            .map(|outcome| match self.language {
                Language::Chinese => outcome.zh().to_owned(),
                Language::English => outcome.en().to_owned(),
            })
            .unwrap_or_default()
    }

    /// 责任人 and 联络人 of a department with their telephones, for whoever cannot do it himself (E3).
    pub(super) fn whom_to_ask(&self, department: &DepartmentCode) -> String {
        let people = self.people_to_call(department).join(&self.t("list-separator").to_string());
        format!("{} {people}", self.department(department)).trim().to_owned()
    }

    /// The same people, each with the telephone.
    pub(super) fn people_to_call(&self, department: &DepartmentCode) -> Vec<String> {
        let today = self.today();
        let mut people = Vec::new();
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

    /// The people of a role in a department today, by name.
    pub(super) fn holders(&self, department: &DepartmentCode, role: Role) -> Vec<String> {
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
pub(super) fn joined<S: AsRef<str>>(facts: impl IntoIterator<Item = S>) -> String {
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
pub(super) fn escaped(part: &str) -> String {
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
