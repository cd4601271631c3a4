//! Who is named to what, as 人员名单 reads it: people by department, empty places, what is unusual.

use crate::platform::desk::Fields;
use crate::platform::desk::Words;
use crate::platform::web::{Language, clause};
use jiff::civil::Date;
use shenguan_rules::party::{Department, SectionCode};
use shenguan_rules::roster::{Designation, Role, RosterWarning, vacancies, warnings};

/// Which people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Words that stand in a name, section, post or number.
    pub words: String,
    /// Only of this department.
    pub department: String,
    /// Only in this role.
    pub role: String,
}

/// A place that nobody fills.
pub(super) struct Empty {
    /// 「市消防救援支队 危化科」.
    pub place: String,
    /// 「联络人空缺 2 个工作日（自 11月20日起）」.
    pub words: String,
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
    /// For a link that dials; none where it is no telephone number.
    pub dial: Option<String>,
    /// 生效日期.
    pub from: Date,
    /// 依据文号.
    pub basis: String,
    /// What is unusual, with its clause.
    pub unusual: Vec<String>,
}

impl Asked {
    /// From the query of the page.
    pub(super) fn of(query: &Fields) -> Self {
        let text = |name: &str| query.given(name).unwrap_or_default().to_owned();
        Self { words: text("q"), department: text("department"), role: text("role") }
    }

    /// Whether anything is asked for.
    pub(super) fn is_any(&self) -> bool {
        *self != Self::default()
    }

    fn fits(&self, office: &str, person: &PersonRow) -> bool {
        let wanted = self.words.to_lowercase();
        let texts = [office, &person.section, &person.name, &person.post, &person.contact, &person.basis];
        wanted.is_empty() || texts.iter().any(|text| text.to_lowercase().contains(&wanted))
    }
}

impl Words {
    /// A role.
    pub(super) fn role(&self, role: Role) -> String {
        match self.language {
            Language::Chinese => role.zh().to_owned(),
            Language::English => role.en().to_owned(),
        }
    }

    /// The departments in the order of the institutions: the bureau, the authorities, the others.
    pub(super) fn institutions(&self) -> Vec<&Department> {
        let mut departments: Vec<&Department> = self.directory.departments().collect();
        departments.sort_by_key(|department| department.side);
        departments
    }

    /// Departments that have people, by code and name.
    pub(super) fn named_offices(&self) -> Vec<(String, String)> {
        let today = self.today();
        let has_people = |department: &&Department| {
            self.directory.designations().any(|named| named.department == department.code && named.in_force(today))
        };
        let named = self.institutions().into_iter().filter(has_people);
        named.map(|department| (department.code.to_string(), self.department(&department.code))).collect()
    }

    /// Roles by word and name.
    pub(super) fn named_roles(&self) -> Vec<(String, String)> {
        Role::ALL.into_iter().map(|role| (role.as_str().to_owned(), self.role(role))).collect()
    }

    /// The places that 二(二)¶1 wants filled and nobody fills, of the department and role that is asked for.
    pub(super) fn empty_places(&self, asked: &Asked) -> Vec<Empty> {
        let today = self.today();
        let designations: Vec<_> = self.directory.designations().cloned().collect();
        let mut found = vacancies(self.directory.departments(), &designations, today);
        found.retain(|vacancy| {
            (asked.department.is_empty() || vacancy.department.as_str() == asked.department)
                && (asked.role.is_empty() || vacancy.role.as_str() == asked.role)
        });
        let empty = |vacancy: &shenguan_rules::roster::Vacancy| {
            let section = vacancy.section.as_ref().map(|section| self.section(&vacancy.department, section));
            let department = self.department(&vacancy.department);
            Empty {
                place: [department, section.unwrap_or_default()].join(" ").trim().to_owned(),
                words: self.empty_since(vacancy.role, vacancy.since),
            }
        };
        found.iter().map(empty).collect()
    }

    /// 「联络人空缺 2 个工作日（自 11月20日起）」; without a number where the calendar does not reach back so far.
    fn empty_since(&self, role: Role, since: Date) -> String {
        let eve = since.yesterday().ok();
        let days = eve.and_then(|eve| self.directory.calendar().between(eve, self.today()).ok());
        let told = match days {
            Some(days) => self.t("people-empty-days").with("days", days),
            None => self.t("people-empty-long"),
        };
        told.with("role", self.role(role)).with("since", self.short_day(since)).to_string()
    }

    /// Every department that stands, with its people in force who fit.
    pub(super) fn offices(&self, asked: &Asked) -> Vec<Office> {
        let today = self.today();
        let all: Vec<Designation> = self.directory.designations().filter(|it| it.in_force(today)).cloned().collect();
        let standing = self.institutions().into_iter().filter(|department| department.stands_on(today));
        standing
            .filter(|department| asked.department.is_empty() || department.code.as_str() == asked.department)
            .map(|department| {
                let name = self.department(&department.code);
                let mut people = self.people_of(department, &all, asked);
                people.retain(|person| asked.fits(&name, person));
                Office { code: department.code.to_string(), name, people }
            })
            .filter(|office| !office.people.is_empty())
            .collect()
    }

    fn people_of(&self, department: &Department, all: &[Designation], asked: &Asked) -> Vec<PersonRow> {
        let of_office = |named: &&Designation| {
            named.department == department.code && (asked.role.is_empty() || named.role.as_str() == asked.role)
        };
        let mut named: Vec<&Designation> = all.iter().filter(of_office).collect();
        named.sort_by_key(|named| (named.section.clone(), rank(named.role), named.officer.clone()));
        let section =
            |code: Option<&SectionCode>| code.map(|code| self.section(&department.code, code)).unwrap_or_default();
        named
            .into_iter()
            .map(|named| {
                let entry = self.directory.officer(&named.officer);
                let card = entry.map(|entry| entry.card.clone()).unwrap_or_default();
                let post = Some(card.post.as_str()).filter(|post| !post.is_empty());
                let unusual = entry.map(|entry| warnings(named, &entry.officer, post, all)).unwrap_or_default();
                PersonRow {
                    section: section(named.section.as_ref()),
                    role: self.role(named.role),
                    dial: dial(&card.contact),
                    name: card.name,
                    post: card.post,
                    contact: card.contact,
                    from: named.from,
                    basis: named.basis.clone().unwrap_or_default(),
                    unusual: unusual.into_iter().filter_map(|warning| self.unusual(warning)).collect(),
                }
            })
            .collect()
    }

    /// What is unusual, and where it is said; a missing letter is seen in its own column.
    fn unusual(&self, warning: RosterWarning) -> Option<String> {
        let is_told = warning != RosterWarning::NoLetter;
        is_told.then(|| {
            self.t_of("roster", warning.code()).with("clause", clause(warning.clause(), self.language)).to_string()
        })
    }
}

/// The order in which a roster names people: who leads, who answers for it, who does the work, who keeps the platform.
fn rank(role: Role) -> u8 {
    match role {
        Role::PrincipalLeader => 0,
        Role::LeaderInCharge => 1,
        Role::OverallLead => 2,
        Role::BusinessLead => 3,
        Role::ResponsibleOfficer => 4,
        Role::LiaisonOfficer => 5,
        Role::OversightOfficer => 6,
        Role::SystemAdministrator => 7,
    }
}

/// `0412-555 0000` as `04125550000`; none where anything but a number stands there.
fn dial(contact: &str) -> Option<String> {
    let is_plain = contact.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '-' | ' ' | '+' | '(' | ')'));
    let digits: String = contact.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
    (is_plain && digits.len() >= 5).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_telephone_number_dials() {
        assert_eq!(dial("0412-555 0000").as_deref(), Some("04125550000"));
        assert_eq!(dial("+86 412 5550000").as_deref(), Some("+864125550000"));
        for contact in ["", "12", "ceshi@example.invalid", "分机 8066"] {
            assert_eq!(dial(contact), None, "{contact}");
        }
    }
}
