//! 纪要: the minutes of a meeting (GB/T 9704-2012, 10.3).

use std::fmt;

use jiff::civil::Date;

use crate::check::{Parts, check, required};
use crate::{Block, DocumentRefusal, Imprint};

/// Minutes (纪要). They bear no seal and no signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The mark 「×××××纪要」, such as 审批与监管工作会商会议纪要.
    pub mark: String,
    /// Their number; none while they are a draft, whose place stays empty.
    pub number: Option<MinutesNumber>,
    /// The office that drew them up, left above the red line.
    pub office: String,
    /// Their date, right above the red line; none while they are a draft.
    pub on: Option<Date>,
    /// 标题.
    pub title: String,
    /// 正文.
    pub body: Vec<Block>,
    /// 出席.
    pub present: Vec<Attendees>,
    /// 请假.
    pub excused: Vec<Attendees>,
    /// 列席.
    pub observers: Vec<Attendees>,
    /// 版记.
    pub imprint: Imprint,
}

/// The number of minutes within their year: 〔2026〕34号.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MinutesNumber {
    /// The year, in full.
    pub year: i16,
    /// The serial within the year, from 1.
    pub serial: u32,
}

/// Who of one department was there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendees {
    /// The department.
    pub department: String,
    /// Its people; none: the department alone is named.
    pub names: Vec<String>,
}

impl fmt::Display for MinutesNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "〔{}〕{}号", self.year, self.serial)
    }
}

impl Minutes {
    /// Judges whether a document can be written from it.
    ///
    /// # Errors
    /// As [`Letter::check`](crate::Letter::check).
    pub fn check(&self) -> Result<(), DocumentRefusal> {
        check(&self.parts())
    }

    pub(crate) fn parts(&self) -> Parts<'_> {
        let mut parts =
            vec![("mark", self.mark.as_str()), ("office", self.office.as_str()), ("title", self.title.as_str())];
        required(&mut parts, "body", self.body.iter().map(|block| block.text.as_str()));
        required(&mut parts, "present", self.present.iter().flat_map(texts));
        parts.extend(self.excused.iter().flat_map(texts).map(|text| ("excused", text)));
        parts.extend(self.observers.iter().flat_map(texts).map(|text| ("observers", text)));
        self.imprint.parts(&mut parts);
        parts
    }
}

fn texts(attendees: &Attendees) -> impl Iterator<Item = &str> {
    std::iter::once(attendees.department.as_str()).chain(attendees.names.iter().map(String::as_str))
}

/// 「市应急管理局甲、乙，市水务局丙。」
pub(crate) fn attendees_text(attendees: &[Attendees]) -> String {
    let groups: Vec<String> =
        attendees.iter().map(|group| format!("{}{}", group.department, group.names.join("、"))).collect();
    format!("{}。", groups.join("，"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attendees_are_named_by_department() {
        let group = |department: &str, names: &[&str]| Attendees {
            department: department.to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        let attendees = [group("市应急管理局", &["测试甲", "测试乙"]), group("市水务局", &[])];
        assert_eq!(attendees_text(&attendees), "市应急管理局测试甲、测试乙，市水务局。");
    }

    #[test]
    fn a_number_has_the_year_in_full() {
        assert_eq!(MinutesNumber { year: 2026, serial: 34 }.to_string(), "〔2026〕34号");
    }
}
