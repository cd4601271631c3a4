//! 函: a letter in 信函格式 (GB/T 9704-2012, 10.1).

use jiff::civil::Date;

use crate::check::{Parts, check, optional, required};
use crate::{DocumentNumber, DocumentRefusal};

/// A letter (函).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// 发文机关标志: the issuing office's full name, without 文件.
    pub office: String,
    /// 发文字号; none while it is a draft, whose place stays empty.
    pub number: Option<DocumentNumber>,
    /// 标题.
    pub title: String,
    /// 主送机关, in order.
    pub main_recipients: Vec<String>,
    /// 正文.
    pub body: Vec<Block>,
    /// 附件说明: the names of the attachments, in order.
    pub attachments: Vec<String>,
    /// 发文机关署名 and 成文日期.
    pub signature: Signature,
    /// 附注 without its brackets, such as 此件公开发布.
    pub remark: Option<String>,
    /// 抄送机关, in order.
    pub copies: Vec<String>,
}

/// One paragraph of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub level: Level,
    /// Its text, a heading's own number included.
    pub text: String,
}

/// What a paragraph is. The level decides the face (7.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 一、 in 黑体.
    First,
    /// （一） in 楷体.
    Second,
    /// 1. in 仿宋.
    Third,
    /// （1） in 仿宋.
    Fourth,
    /// Running text in 仿宋.
    Text,
}

/// Who signs and when. The seal's place over it stays empty: the platform draws no seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// 发文机关署名.
    pub office: String,
    /// 成文日期; none while it is a draft.
    pub on: Option<Date>,
}

impl Signature {
    /// The date as the standard writes it: 2026年11月3日, Arabic digits, no leading zeros (7.3.5.4).
    pub fn date_text(&self) -> Option<String> {
        self.on.map(date_text)
    }
}

/// A date as the standard writes it (7.3.5.4).
pub(crate) fn date_text(on: Date) -> String {
    format!("{}年{}月{}日", on.year(), on.month(), on.day())
}

impl Letter {
    /// Whether it is a draft: it has no number or no date yet.
    pub fn is_draft(&self) -> bool {
        self.number.is_none() || self.signature.on.is_none()
    }

    /// Judges whether a document can be written from it.
    ///
    /// # Errors
    /// The first part, in the order of the page, that is empty or holds a control character; or that the whole is too
    /// long.
    pub fn check(&self) -> Result<(), DocumentRefusal> {
        check(&self.parts())
    }

    /// Every text on the page with the name of its place; a list that must not be empty gives at least one text.
    pub(crate) fn parts(&self) -> Parts<'_> {
        let mut parts = vec![("office", self.office.as_str()), ("title", self.title.as_str())];
        required(&mut parts, "main_recipients", self.main_recipients.iter().map(String::as_str));
        required(&mut parts, "body", self.body.iter().map(|block| block.text.as_str()));
        optional(&mut parts, "attachments", &self.attachments);
        parts.push(("signature", self.signature.office.as_str()));
        optional(&mut parts, "remark", self.remark.as_slice());
        optional(&mut parts, "copies", &self.copies);
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn letter() -> Letter {
        Letter {
            office: "测试市行政审批局".to_owned(),
            number: DocumentNumber::new("测审批函", 2026, 3).ok(),
            title: "关于商请就测试事项提出意见的函".to_owned(),
            main_recipients: vec!["测试市水务局".to_owned()],
            body: vec![Block { level: Level::Text, text: "请贵局提出意见。".to_owned() }],
            attachments: Vec::new(),
            signature: Signature { office: "测试市行政审批局".to_owned(), on: Some(date(2026, 11, 3)) },
            remark: None,
            copies: Vec::new(),
        }
    }

    #[test]
    fn a_whole_letter_passes_and_its_date_has_no_leading_zeros() {
        assert_eq!(letter().check(), Ok(()));
        assert!(!letter().is_draft());
        assert_eq!(letter().signature.date_text().as_deref(), Some("2026年11月3日"));
    }

    #[test]
    fn a_letter_without_number_or_date_is_a_draft_and_passes() {
        let no_number = Letter { number: None, ..letter() };
        let no_date = Letter { signature: Signature { on: None, ..letter().signature }, ..letter() };
        assert!(no_number.is_draft() && no_date.is_draft());
        assert_eq!((no_number.check(), no_date.check()), (Ok(()), Ok(())));
    }

    #[test]
    fn an_empty_part_is_named() {
        let empty = |place| Err(DocumentRefusal::Empty { place });
        assert_eq!(Letter { title: " 　".to_owned(), ..letter() }.check(), empty("title"));
        assert_eq!(Letter { main_recipients: Vec::new(), ..letter() }.check(), empty("main_recipients"));
        assert_eq!(Letter { body: Vec::new(), ..letter() }.check(), empty("body"));
        assert_eq!(Letter { attachments: vec![String::new()], ..letter() }.check(), empty("attachments"));
    }

    #[test]
    fn a_line_end_within_a_part_is_named() {
        let broken = Letter { title: "关于\n测试的函".to_owned(), ..letter() };
        assert_eq!(broken.check(), Err(DocumentRefusal::ControlCharacter { place: "title", character: '\n' }));
    }
}
