//! The roster (名单) of responsible and liaison officers that departments exchange (二(二)).

use jiff::civil::Date;
use shenguan_rules::party::DepartmentCode;
use shenguan_rules::roster::Role;

use super::agreements::check_days;
use super::columns::{ColumnSpec, Columns};
use super::departments::department_code;
use super::parsed::{ImportRefusal, Parsed, RowOutcome, RowRefusal};
use super::row::Row;
use crate::platform::table::Table;

/// One officer in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// 单位编码, if the file has it; else the department is found by its name.
    pub department_code: Option<DepartmentCode>,
    /// 单位名称; empty only where there is a code.
    pub department_name: String,
    /// 科室; none for a role of the whole department.
    pub section: Option<String>,
    /// 角色.
    pub role: Role,
    /// 姓名; personal data.
    pub name: String,
    /// 职务.
    pub title: Option<String>,
    /// 联系方式; personal data.
    pub contact: Option<String>,
    /// 生效日期: the day that the letter states (reading A14).
    pub from: Date,
    /// 失效日期: the last day.
    pub to: Option<Date>,
}

pub(super) const COLUMNS: &[ColumnSpec] = &[
    ColumnSpec { key: "department_code", headings: &["单位编码", "部门编码", "department"] },
    ColumnSpec { key: "department_name", headings: &["单位名称", "部门名称", "单位", "department_name"] },
    ColumnSpec { key: "section", headings: &["科室", "section"] },
    ColumnSpec { key: "role", headings: &["角色", "role"] },
    ColumnSpec { key: "name", headings: &["姓名", "name"] },
    ColumnSpec { key: "title", headings: &["职务", "title"] },
    ColumnSpec { key: "contact", headings: &["联系方式", "联系电话", "电话", "contact"] },
    ColumnSpec { key: "from", headings: &["生效日期", "from"] },
    ColumnSpec { key: "to", headings: &["失效日期", "to"] },
];

const REQUIRED: &[&[&str]] = &[&["department_name", "department_code"], &["role"], &["name"], &["from"]];

/// Maps each row; refuses a file without department, role, name or first day.
pub fn parse_roster(table: &Table) -> Result<Parsed<RosterRow>, ImportRefusal> {
    let columns = Columns::find(table, COLUMNS, REQUIRED)?;
    let rows = table.rows.iter().map(|row| RowOutcome { row: row.number, outcome: parse(Row::new(&columns, row)) });
    Ok(Parsed { rows: rows.collect(), unknown_columns: columns.unknown.clone() })
}

fn parse(mut row: Row<'_>) -> Result<RosterRow, Vec<RowRefusal>> {
    let department_code = department_code(&mut row);
    let department_name = if department_code.is_some() {
        row.text("department_name").unwrap_or_default()
    } else {
        row.required("department_name")
    };
    let role = if row.required("role").is_empty() { None } else { row.word("role", role_of) };
    let name = row.required("name");
    let (from, to) = (row.required_date("from"), row.date("to"));
    check_days(&mut row, from, to);
    let (section, title, contact) = (row.text("section"), row.text("title"), row.text("contact"));
    let value = role.zip(from).map(|(role, from)| RosterRow {
        department_code,
        department_name,
        section,
        role,
        name,
        title,
        contact,
        from,
        to,
    });
    row.finish(value)
}

/// The policy's own term (联络员 in 二(四) is the 联络人 of 二(二)), or the stable word.
fn role_of(text: &str) -> Option<Role> {
    let text = if text == "联络员" { "联络人" } else { text };
    Role::ALL.into_iter().find(|role| role.zh() == text).or_else(|| Role::from_word(text))
}
