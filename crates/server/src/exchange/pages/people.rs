//! 人员名单: the roster of 二(二) on this day; empty places on top.

use super::words::Words;
use crate::platform::identity::Caller;
use crate::platform::web::{Language, Nav, Outcome, Page, Server, Visit, render};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use shenguan_rules::party::{Department, SectionCode};
use shenguan_rules::roster::{Role, vacancies};

/// A place that nobody fills.
pub(super) struct Empty {
    /// Whose.
    pub department: String,
    /// In which section.
    pub section: String,
    /// Which role.
    pub role: String,
    /// For how many days.
    pub days: i32,
}

/// A department with its people.
pub(super) struct Office {
    /// Its code, as the anchor.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its people in their roles.
    pub people: Vec<PersonRow>,
}

/// Somebody in a role.
pub(super) struct PersonRow {
    /// 科室.
    pub section: String,
    /// The role.
    pub role: String,
    /// 姓名.
    pub name: String,
    /// 职务.
    pub post: String,
    /// 联系方式.
    pub contact: String,
    /// 生效日期.
    pub from: String,
    /// 备案公函号.
    pub basis: String,
}

#[derive(Template)]
#[template(path = "exchange/people.html")]
struct PeoplePage {
    page: Page,
    empty: Vec<Empty>,
    offices: Vec<Office>,
}

/// `GET /people`.
pub(super) async fn people(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::People)?;
        let words = Words::new(read, &visit);
        let title = page.t("nav-people").to_string();
        render(&PeoplePage { page: page.titled(title), empty: words.empty_places(), offices: words.offices() })
    });
    shown.await.map_err(Into::into)
}

impl Words {
    /// The name of a role.
    pub(super) fn role(&self, role: Role) -> String {
        match self.language {
            Language::Chinese => role.zh().to_owned(),
            Language::English => role.en().to_owned(),
        }
    }

    fn empty_places(&self) -> Vec<Empty> {
        let today = self.today();
        let designations: Vec<_> = self.directory.designations().cloned().collect();
        let found = vacancies(self.directory.departments(), &designations, today);
        let section = |vacancy: &shenguan_rules::roster::Vacancy| {
            vacancy.section.as_ref().map(|section| self.section(&vacancy.department, section)).unwrap_or_default()
        };
        found
            .iter()
            .map(|vacancy| Empty {
                department: self.department(&vacancy.department),
                section: section(vacancy),
                role: self.role(vacancy.role),
                days: vacancy.since.until((jiff::Unit::Day, today)).map_or(0, |span| span.get_days()),
            })
            .collect()
    }

    fn offices(&self) -> Vec<Office> {
        let standing = self.directory.departments().filter(|department| department.stands_on(self.today()));
        standing
            .map(|department| Office {
                code: department.code.to_string(),
                name: self.department(&department.code),
                people: self.people_of(department),
            })
            .filter(|office| !office.people.is_empty())
            .collect()
    }

    fn people_of(&self, department: &Department) -> Vec<PersonRow> {
        let today = self.today();
        let mut named: Vec<_> = self
            .directory
            .designations()
            .filter(|named| named.department == department.code && named.in_force(today))
            .collect();
        named.sort_by_key(|named| (named.section.clone(), named.role, named.officer.clone()));
        let section =
            |code: Option<&SectionCode>| code.map(|code| self.section(&department.code, code)).unwrap_or_default();
        named
            .into_iter()
            .map(|named| {
                let card = self.directory.officer(&named.officer).map(|entry| entry.card.clone()).unwrap_or_default();
                PersonRow {
                    section: section(named.section.as_ref()),
                    role: self.role(named.role),
                    name: card.name,
                    post: card.post,
                    contact: card.contact,
                    from: named.from.to_string(),
                    basis: named.basis.clone().unwrap_or_default(),
                }
            })
            .collect()
    }
}
