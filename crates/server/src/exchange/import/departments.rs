//! The departments (部门) of a jurisdiction and their sections, with which a city begins.

use shenguan_rules::identifier::CreditCode;
use shenguan_rules::party::{DepartmentCode, Side};

use super::columns::{ColumnSpec, Columns};
use super::parsed::{ImportRefusal, Parsed, RowOutcome, RowRefusal};
use super::row::Row;
use crate::platform::table::Table;

/// One department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentRow {
    /// 单位编码.
    pub code: DepartmentCode,
    /// 单位名称.
    pub name: String,
    /// 类别: on which side of the boundary of 二(一) it stands.
    pub side: Side,
    /// 统一社会信用代码.
    pub credit_code: Option<CreditCode>,
    /// 科室, separated by 、 in the file.
    pub sections: Vec<String>,
}

pub(super) const COLUMNS: &[ColumnSpec] = &[
    ColumnSpec { key: "department_code", headings: &["单位编码", "部门编码", "code"] },
    ColumnSpec { key: "name", headings: &["单位名称", "部门名称", "name"] },
    ColumnSpec { key: "side", headings: &["类别", "单位类别", "side"] },
    ColumnSpec { key: "credit_code", headings: &["统一社会信用代码", "credit_code"] },
    ColumnSpec { key: "sections", headings: &["科室", "内设科室", "sections"] },
];

/// Maps each row; refuses a file without code, name or side.
pub fn parse_departments(table: &Table) -> Result<Parsed<DepartmentRow>, ImportRefusal> {
    let columns = Columns::find(table, COLUMNS, &[&["department_code"], &["name"], &["side"]])?;
    let rows = table.rows.iter().map(|row| RowOutcome { row: row.number, outcome: parse(Row::new(&columns, row)) });
    Ok(Parsed { rows: rows.collect(), unknown_columns: columns.unknown.clone() })
}

fn parse(mut row: Row<'_>) -> Result<DepartmentRow, Vec<RowRefusal>> {
    if row.text("department_code").is_none() {
        row.required("department_code");
    }
    let code = department_code(&mut row);
    let name = row.required("name");
    if row.required("side").is_empty() {
        return row.finish(None);
    }
    let side = row.word("side", side_of);
    let credit_code = credit_code(&mut row);
    let sections = row.text("sections").unwrap_or_default();
    let sections = sections.split(['、', ';', '；', ',', '，', '\n']).map(str::trim).filter(|name| !name.is_empty());
    let sections = sections.map(str::to_owned).collect();
    let value = code.zip(side).map(|(code, side)| DepartmentRow { code, name, side, credit_code, sections });
    row.finish(value)
}

/// 单位编码, if there is one, refused if it has another shape.
pub(super) fn department_code(row: &mut Row<'_>) -> Option<DepartmentCode> {
    let code = row.code("department_code")?;
    let code = DepartmentCode::parse(code).ok();
    if code.is_none() {
        row.refuse(
            "department_code",
            "DEPARTMENT_CODE_SHAPE",
            "应为3至32位数字、大写字母或连字符",
            "has 3 to 32 digits, capital letters or hyphens",
        );
    }
    code
}

fn credit_code(row: &mut Row<'_>) -> Option<CreditCode> {
    let code = row.code("credit_code")?;
    match CreditCode::parse(&code) {
        Ok(code) => Some(code),
        Err(refusal) => {
            row.refuse("credit_code", refusal.code(), refusal.zh(), &refusal.to_string());
            None
        }
    }
}

fn side_of(text: &str) -> Option<Side> {
    match text {
        "审批" | "审批部门" | "行政审批" => Some(Side::Approval),
        "监管" | "监管部门" | "行业监管" | "行业监管部门" => Some(Side::Regulation),
        "督查" | "督导" | "监督" => Some(Side::Oversight),
        "政府" | "本级政府" => Some(Side::Government),
        "其他" => Some(Side::Other),
        word => Side::from_word(word),
    }
}
