//! Who there is in the demo city: the bureau, the regulatory authorities, the overseers, their sections (二(一), 二(二), 三(三)).

use super::agreements::{self, Agreement, Routes};
use super::error::{DemoDataError, rows};
use super::items::{self, Item};
use super::officers::{self, Officer, Vacancy};

const DEPARTMENTS: &str = include_str!("../../data/departments.tsv");

/// The demo city: one jurisdiction.
#[derive(Clone, Debug)]
pub(crate) struct City {
    /// GB/T 2260 code of the jurisdiction: 210300.
    pub division: &'static str,
    /// The bureau first, then the authorities, the overseers, the government.
    pub departments: Vec<Department>,
    /// Everyone with a post in the exchange.
    pub officers: Vec<Officer>,
    /// Posts without anybody.
    #[cfg_attr(not(test), expect(dead_code, reason = "the loader leaves these posts empty"))]
    pub vacancies: Vec<Vacancy>,
    /// What the bureau decides, in the order of the authorities.
    pub items: Vec<Item>,
    /// 移交协议书, all versions, oldest first within an authority.
    pub agreements: Vec<Agreement>,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Department {
    /// `[0-9A-Z-]{3,32}`; none is a prefix of another.
    pub code: &'static str,
    /// Full formal name: 鞍山市应急管理局.
    pub name: &'static str,
    /// As it is said: 市应急局.
    pub short_name: &'static str,
    /// For the English screens.
    pub english_name: &'static str,
    /// Where it stands in the exchange.
    pub side: DepartmentSide,
    /// In official order.
    pub sections: Vec<Section>,
}

/// A section (科室) of a department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    /// Two digits, unique within the department.
    pub code: String,
    /// 安全环保审批科.
    pub name: &'static str,
}

/// Where a department stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DepartmentSide {
    /// 市行政审批局.
    Approval,
    /// 行业监管部门.
    Regulation,
    /// 督查室、编办.
    Oversight,
    /// 市政府.
    Government,
}

impl DepartmentSide {
    /// The word of the API.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::Regulation => "regulation",
            Self::Oversight => "oversight",
            Self::Government => "government",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Approval, Self::Regulation, Self::Oversight, Self::Government]
            .into_iter()
            .find(|side| side.as_str() == word)
    }
}

impl City {
    /// The demo city of Anshan.
    ///
    /// # Errors
    /// A line of an embedded data file does not fit.
    pub(crate) fn anshan() -> Result<Self, DemoDataError> {
        let departments = departments()?;
        let items = items::all(&departments)?;
        let (officers, vacancies) = officers::all(&departments);
        let agreements = agreements::all(&departments, &items);
        Ok(Self { division: "210300", departments, officers, vacancies, items, agreements })
    }

    /// The approval bureau, which comes first.
    pub(crate) fn bureau(&self) -> &Department {
        &self.departments[0]
    }

    /// The department of a code.
    pub(crate) fn department(&self, code: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.code == code)
    }

    /// The regulatory authorities.
    pub(crate) fn authorities(&self) -> impl Iterator<Item = &Department> {
        self.departments.iter().filter(|department| department.side == DepartmentSide::Regulation)
    }

    /// Who answers for an item by the agreements, through the whole history.
    pub(super) fn routes(&self) -> Routes<'_> {
        Routes::of(&self.agreements)
    }
}

fn departments() -> Result<Vec<Department>, DemoDataError> {
    let file = "departments.tsv";
    let department = |(line, [code, name, short_name, english_name, side, sections]): (usize, [&'static str; 6])| {
        let side = DepartmentSide::parse(side).ok_or(DemoDataError { file, line, what: "side" })?;
        let sections =
            sections.split(';').zip(1..).map(|(name, place): (_, u8)| Section { code: format!("{place:02}"), name });
        Ok(Department { code, name, short_name, english_name, side, sections: sections.collect() })
    };
    rows(file, DEPARTMENTS)?.into_iter().map(department).collect()
}
