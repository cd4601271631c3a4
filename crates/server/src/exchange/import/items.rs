//! The list of approval items (审批事项) with which a city begins.

use shenguan_rules::party::ItemCode;

use super::columns::{ColumnSpec, Columns};
use super::parsed::{ImportRefusal, Parsed, RowOutcome, RowRefusal};
use super::row::Row;
use crate::platform::table::Table;

/// One approval item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    /// 事项编码.
    pub code: ItemCode,
    /// 事项名称.
    pub name: String,
    /// 编码体系, such as `GB/T 39554.1-2020`.
    pub scheme: Option<String>,
    /// 事项类型, such as 行政许可.
    pub kind: Option<String>,
    /// 审批科室: the section of the bureau that approves.
    pub section: Option<String>,
}

pub(super) const COLUMNS: &[ColumnSpec] = &[
    ColumnSpec { key: "item_code", headings: &["事项编码", "实施编码", "item_code", "code"] },
    ColumnSpec { key: "item_name", headings: &["事项名称", "item_name", "name"] },
    ColumnSpec { key: "scheme", headings: &["编码体系", "编码标准", "scheme"] },
    ColumnSpec { key: "kind", headings: &["事项类型", "type_label", "kind"] },
    ColumnSpec { key: "section", headings: &["审批科室", "section"] },
];

/// Maps each row; refuses a file without code or name.
pub fn parse_items(table: &Table) -> Result<Parsed<ItemRow>, ImportRefusal> {
    let columns = Columns::find(table, COLUMNS, &[&["item_code"], &["item_name"]])?;
    let rows = table.rows.iter().map(|row| RowOutcome { row: row.number, outcome: parse(Row::new(&columns, row)) });
    Ok(Parsed { rows: rows.collect(), unknown_columns: columns.unknown.clone() })
}

fn parse(mut row: Row<'_>) -> Result<ItemRow, Vec<RowRefusal>> {
    let code = item_code(&mut row);
    let name = row.required("item_name");
    let (scheme, kind, section) = (row.text("scheme"), row.text("kind"), row.text("section"));
    row.finish(code.map(|code| ItemRow { code, name, scheme, kind, section }))
}

/// 事项编码 as it is written, refused if it is none.
pub(super) fn item_code(row: &mut Row<'_>) -> Option<ItemCode> {
    let text = row.required("item_code");
    if text.is_empty() {
        return None;
    }
    let code = ItemCode::parse(text).ok();
    if code.is_none() {
        row.refuse("item_code", "ITEM_CODE_SHAPE", "应为1至64个可见字符，不含空格", "has 1 to 64 visible characters");
    }
    code
}
