//! Finding out which column of a file is which field: by the code of the national list (`XK_XDR_MC`) or by its Chinese
//! heading, however it is spaced, starred or bracketed.

use std::collections::BTreeMap;

use super::cells::half_width;
use super::parsed::ImportRefusal;
use crate::platform::table::Table;

/// A field and the headings under which files have it, the usual Chinese one first.
pub(super) struct ColumnSpec {
    pub(super) key: &'static str,
    pub(super) headings: &'static [&'static str],
}

/// Columns that every list may carry and no import needs.
const IGNORED: [&str; 10] = [
    "序号",
    "地方编码",
    "DFBM",
    "数据更新时间戳",
    "SJC",
    "数据更新时间",
    "GXSJ",
    "编号序号",
    // What the list of wrong rows says for whoever mends it.
    ROW_HEADING,
    WHY_HEADING,
];
/// The heading over the numbers that wrong rows had in the file in which they came.
pub const ROW_HEADING: &str = "原行号";
/// The heading over what is wrong with them.
pub const WHY_HEADING: &str = "未通过原因";

/// The columns of one file.
pub(super) struct Columns {
    specs: &'static [ColumnSpec],
    found: BTreeMap<&'static str, (usize, String)>,
    pub(super) unknown: Vec<String>,
}

impl Columns {
    /// Matches the header. Each of `required` is a group of keys of which one is enough.
    pub(super) fn find(
        table: &Table,
        specs: &'static [ColumnSpec],
        required: &[&[&'static str]],
    ) -> Result<Self, ImportRefusal> {
        let mut columns = Self { specs, found: BTreeMap::new(), unknown: Vec::new() };
        for (at, heading) in &table.header.cells {
            let Some(spec) = columns.spec_of(heading) else {
                if !IGNORED.iter().any(|ignored| plain(ignored) == plain(heading)) {
                    columns.unknown.push(heading.clone());
                }
                continue;
            };
            if let Some((_, first)) = columns.found.insert(spec, (*at, heading.clone())) {
                return Err(ImportRefusal::RepeatedColumn { first, second: heading.clone() });
            }
        }
        let missing: Vec<&'static str> = required
            .iter()
            .filter(|group| !group.iter().any(|key| columns.found.contains_key(key)))
            .filter_map(|group| group.first().map(|key| columns.usual_heading(key)))
            .collect();
        if missing.is_empty() { Ok(columns) } else { Err(ImportRefusal::MissingColumns { columns: missing }) }
    }

    /// Where the field stands in a row.
    pub(super) fn at(&self, key: &str) -> Option<usize> {
        self.found.get(key).map(|(at, _)| *at)
    }

    /// The heading in the file, or the usual one.
    pub(super) fn heading(&self, key: &str) -> &str {
        self.found.get(key).map_or_else(|| self.usual_heading(key), |(_, heading)| heading)
    }

    fn usual_heading(&self, key: &str) -> &'static str {
        let spec = self.specs.iter().find(|spec| spec.key == key);
        spec.and_then(|spec| spec.headings.first()).copied().unwrap_or("?")
    }

    /// First the heading as it is, then without what stands in brackets.
    fn spec_of(&self, heading: &str) -> Option<&'static str> {
        let whole = plain(heading);
        let bare = without_brackets(&whole);
        let named = |name: &str| {
            self.specs.iter().find(|spec| spec.headings.iter().any(|known| plain(known) == name)).map(|spec| spec.key)
        };
        named(&whole).or_else(|| named(&bare))
    }
}

/// Capital letters and Chinese characters, without spaces, stars, underscores and colons.
fn plain(heading: &str) -> String {
    let half = half_width(heading).to_uppercase();
    half.chars().filter(|character| !character.is_whitespace() && !"*_-:·、".contains(*character)).collect()
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for character in text.chars() {
        match character {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            other if depth == 0 => bare.push(other),
            _ => {}
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::table::{Limits, read};

    const SPECS: &[ColumnSpec] = &[
        ColumnSpec { key: "name", headings: &["行政相对人名称", "XK_XDR_MC"] },
        ColumnSpec { key: "code", headings: &["统一社会信用代码"] },
    ];

    fn find(header: &str) -> Result<Columns, ImportRefusal> {
        Columns::find(&read(header.as_bytes(), &Limits::default()).unwrap(), SPECS, &[&["name"], &["code", "name"]])
    }

    #[test]
    fn headings_are_known_however_they_are_dressed() {
        for heading in
            ["行政相对人名称", "* 行政相对人 名称：", "行政相对人名称（必填）", "xk_xdr_mc", "ＸＫ＿ＸＤＲ＿ＭＣ"]
        {
            assert_eq!(find(&format!("序号,{heading}")).unwrap().at("name"), Some(1), "{heading}");
        }
    }

    #[test]
    fn unknown_missing_and_repeated_columns_are_named() {
        assert_eq!(find("行政相对人名称,心情").unwrap().unknown, ["心情"]);
        let missing = ImportRefusal::MissingColumns { columns: vec!["行政相对人名称"] };
        assert_eq!(find("统一社会信用代码").err(), Some(missing));
        assert_eq!(find("行政相对人名称,XK_XDR_MC").err().map(|refusal| refusal.code()), Some("REPEATED_COLUMN"));
    }
}
