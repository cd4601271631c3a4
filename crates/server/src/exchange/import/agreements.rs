//! The lines of the handover agreements (移交协议书, 二(一)): which authority regulates which item, as what, from when.

use jiff::civil::Date;
use shenguan_rules::agreement::AgreementRole;
use shenguan_rules::party::{DepartmentCode, ItemCode};

use super::columns::{ColumnSpec, Columns};
use super::departments::department_code;
use super::items::item_code;
use super::parsed::{ImportRefusal, Parsed, RowOutcome, RowRefusal};
use super::row::Row;
use crate::platform::table::Table;

/// One line of an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementRow {
    /// 事项编码.
    pub item_code: ItemCode,
    /// 事项名称, for the reader.
    pub item_name: Option<String>,
    /// 单位编码 of the authority, if the file has it; else it is found by its name.
    pub authority_code: Option<DepartmentCode>,
    /// 行业监管部门; empty only where there is a code.
    pub authority_name: String,
    /// 监管科室.
    pub section: Option<String>,
    /// 角色 (reading A27); 行业监管 if the file does not say.
    pub role: AgreementRole,
    /// 是否牵头 (reading A19).
    pub lead: bool,
    /// 依据条款 of the agreement.
    pub basis: String,
    /// 协议书: title or number of the document.
    pub document: Option<String>,
    /// 生效日期.
    pub from: Date,
    /// 失效日期: the last day.
    pub to: Option<Date>,
}

pub(super) const COLUMNS: &[ColumnSpec] = &[
    ColumnSpec { key: "item_code", headings: &["事项编码", "实施编码", "item_code"] },
    ColumnSpec { key: "item_name", headings: &["事项名称", "item_name"] },
    ColumnSpec { key: "authority_name", headings: &["行业监管部门", "监管部门", "authority"] },
    ColumnSpec {
        key: "department_code",
        headings: &["监管部门编码", "行业监管部门编码", "单位编码", "authority_code"],
    },
    ColumnSpec { key: "section", headings: &["监管科室", "section"] },
    ColumnSpec { key: "role", headings: &["角色", "监管角色", "role"] },
    ColumnSpec { key: "lead", headings: &["是否牵头", "牵头", "lead"] },
    ColumnSpec { key: "basis", headings: &["依据条款", "依据", "basis"] },
    ColumnSpec {
        key: "document", headings: &["移交协议书", "协议书", "协议名称", "协议编号", "document"]
    },
    ColumnSpec { key: "from", headings: &["生效日期", "from"] },
    ColumnSpec { key: "to", headings: &["失效日期", "to"] },
];

const REQUIRED: &[&[&str]] = &[&["item_code"], &["authority_name", "department_code"], &["basis"], &["from"]];

/// Maps each row; refuses a file without item, authority, clause or first day.
pub fn parse_agreements(table: &Table) -> Result<Parsed<AgreementRow>, ImportRefusal> {
    let columns = Columns::find(table, COLUMNS, REQUIRED)?;
    let rows = table.rows.iter().map(|row| RowOutcome { row: row.number, outcome: parse(Row::new(&columns, row)) });
    Ok(Parsed { rows: rows.collect(), unknown_columns: columns.unknown.clone() })
}

fn parse(mut row: Row<'_>) -> Result<AgreementRow, Vec<RowRefusal>> {
    let item = item_code(&mut row);
    let authority_code = department_code(&mut row);
    let authority_name = if authority_code.is_some() {
        row.text("authority_name").unwrap_or_default()
    } else {
        row.required("authority_name")
    };
    let role = row.word("role", agreement_role).unwrap_or(AgreementRole::Trade);
    let lead = row.word("lead", yes_or_no).unwrap_or(false);
    let basis = row.required("basis");
    let (from, to) = (row.required_date("from"), row.date("to"));
    check_days(&mut row, from, to);
    let (item_name, section, document) = (row.text("item_name"), row.text("section"), row.text("document"));
    let value = item.zip(from).map(|(item_code, from)| AgreementRow {
        item_code,
        item_name,
        authority_code,
        authority_name,
        section,
        role,
        lead,
        basis,
        document,
        from,
        to,
    });
    row.finish(value)
}

/// The last day must not lie before the first.
pub(super) fn check_days(row: &mut Row<'_>, from: Option<Date>, to: Option<Date>) {
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        row.refuse(
            "to",
            "DATES_OUT_OF_ORDER",
            &format!("早于生效日期（{from}）"),
            &format!("lies before the first day ({from})"),
        );
    }
}

fn agreement_role(text: &str) -> Option<AgreementRole> {
    match text {
        "行业监管" | "trade" => Some(AgreementRole::Trade),
        "综合执法" | "enforcement" => Some(AgreementRole::Enforcement),
        "属地" | "属地监管" | "territory" => Some(AgreementRole::Territory),
        _ => None,
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "是" | "牵头" | "√" | "y" | "yes" | "1" | "true" => Some(true),
        "否" | "配合" | "×" | "n" | "no" | "0" | "false" => Some(false),
        _ => None,
    }
}
