//! What an empty file of each list looks like: the headings of the columns that matter, and one row that nobody could take for real.

use super::columns::ColumnSpec;
use super::{agreements, departments, items, licence_columns, penalty_columns, roster};

/// Stands in the example row of every template; a row that has it is never taken.
pub const EXAMPLE_MARK: &str = "（示例，请删除本行）";

/// The columns of a template: heading and example.
pub type TemplateColumns = Vec<(&'static str, &'static str)>;

/// For the list of departments.
pub fn departments_template() -> TemplateColumns {
    headed(
        departments::COLUMNS,
        &[
            ("department_code", "CESHI"),
            ("name", "测试局（示例，请删除本行）"),
            ("side", "监管"),
            ("credit_code", ""),
            ("sections", "测试一科、测试二科"),
        ],
    )
}

/// For the list of approval items.
pub fn items_template() -> TemplateColumns {
    headed(
        items::COLUMNS,
        &[
            ("item_code", "TEST-000"),
            ("item_name", "测试许可（示例，请删除本行）"),
            ("scheme", "测试编码"),
            ("kind", "行政许可"),
            ("section", "测试审批科"),
        ],
    )
}

/// For the handover agreements.
pub fn agreements_template() -> TemplateColumns {
    headed(
        agreements::COLUMNS,
        &[
            ("item_code", "TEST-000"),
            ("item_name", "测试许可（示例，请删除本行）"),
            ("authority_name", "测试局"),
            ("department_code", ""),
            ("section", "测试一科"),
            ("role", "行业监管"),
            ("lead", "是"),
            ("basis", "第三条第二款"),
            ("document", "测试移交〔2026〕0号"),
            ("from", "2026-01-01"),
            ("to", ""),
        ],
    )
}

/// For the roster.
pub fn roster_template() -> TemplateColumns {
    headed(
        roster::COLUMNS,
        &[
            ("department_name", "测试局"),
            ("department_code", ""),
            ("section", "测试一科"),
            ("role", "联络人"),
            ("name", "测试甲（示例，请删除本行）"),
            ("title", "科员"),
            ("contact", "0000-0000000"),
            ("from", "2026-01-01"),
            ("to", ""),
        ],
    )
}

/// For permits of the public licence list.
pub fn licences_template() -> TemplateColumns {
    headed(
        licence_columns::COLUMNS,
        &[
            ("case_number", "CESHI-2026-0000"),
            ("item_code", "TEST-000"),
            ("item_name", "测试许可"),
            ("applicant_name", "鞍山测试企业（示例，请删除本行）"),
            ("applicant_kind", "法人及非法人组织"),
            ("applicant_credit_code", ""),
            ("legal_representative", "测试甲"),
            ("document_name", "准予行政许可决定书"),
            ("document_number", "测试许决字〔2026〕0号"),
            ("permit_kind", "普通"),
            ("certificate_name", "测试许可证"),
            ("certificate_number", "CESHI-0000"),
            ("outcome", "准予许可"),
            ("content", "准予从事测试经营"),
            ("decided_on", "2026-01-05"),
            ("valid_from", "2026-01-05"),
            ("valid_to", "2031-01-04"),
            ("authority_name", "测试市行政审批局"),
        ],
    )
}

/// For the public penalty list.
pub fn penalties_template() -> TemplateColumns {
    headed(
        penalty_columns::COLUMNS,
        &[
            ("document_number", "测试罚决字〔2026〕0号"),
            ("party_name", "鞍山测试企业（示例，请删除本行）"),
            ("party_kind", "法人及非法人组织"),
            ("party_credit_code", ""),
            ("legal_representative", "测试甲"),
            ("certificate_number", "CESHI-0000"),
            ("no_permit_reason", ""),
            ("violation_kind", "测试违法行为"),
            ("facts", "测试违法事实"),
            ("basis", "《测试条例》第一条"),
            ("kinds", "警告"),
            ("content", "警告"),
            ("fine_fen", ""),
            ("decided_on", "2026-01-05"),
            ("served_on", "2026-01-06"),
            ("authority_name", "测试局"),
        ],
    )
}

/// The usual heading of each key.
fn headed(specs: &'static [ColumnSpec], examples: &[(&str, &'static str)]) -> TemplateColumns {
    let heading = |key: &str| specs.iter().find(|spec| spec.key == key).and_then(|spec| spec.headings.first()).copied();
    examples.iter().filter_map(|(key, example)| Some((heading(key)?, *example))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::import::{
        parse_agreements, parse_departments, parse_items, parse_licences, parse_penalties, parse_roster,
    };
    use crate::platform::table::{Limits, Table, read};

    fn table(columns: TemplateColumns) -> Table {
        let line = |cells: Vec<&str>| cells.join("\t");
        let (headings, examples): (Vec<&str>, Vec<&str>) = columns.into_iter().unzip();
        let text = format!("{}\n{}\n", line(headings), line(examples));
        read(text.as_bytes(), &Limits::default()).unwrap()
    }

    fn is_right<T: std::fmt::Debug>(parsed: Result<super::super::Parsed<T>, super::super::ImportRefusal>) {
        let parsed = parsed.unwrap();
        assert_eq!(parsed.unknown_columns, Vec::<String>::new());
        assert!(parsed.rows[0].outcome.is_ok(), "{:?}", parsed.rows[0]);
    }

    #[test]
    fn the_example_of_each_template_would_be_understood_and_is_marked() {
        let all = [
            departments_template(),
            items_template(),
            agreements_template(),
            roster_template(),
            licences_template(),
            penalties_template(),
        ];
        for (template, columns) in all.iter().zip([5, 5, 11, 9, 18, 16]) {
            assert_eq!(template.len(), columns, "every key is a column");
            assert_eq!(template.iter().filter(|(_, example)| example.contains(EXAMPLE_MARK)).count(), 1);
        }
        let [departments, items, agreements, roster, licences, penalties] = all.map(table);
        is_right(parse_departments(&departments));
        is_right(parse_items(&items));
        is_right(parse_agreements(&agreements));
        is_right(parse_roster(&roster));
        is_right(parse_licences(&licences));
        is_right(parse_penalties(&penalties));
    }
}
