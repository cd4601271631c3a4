//! 通知: an official notice with an ordinary 版头 (GB/T 9704-2012, 7.2).

use jiff::civil::Date;

use crate::check::{Parts, check, optional, required};
use crate::{Block, DocumentNumber, DocumentRefusal, Signature};

/// A notice (通知).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// 发文机关标志: the office's name with or without 文件.
    pub mark: String,
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
    /// 附注 without its brackets.
    pub remark: Option<String>,
    /// 版记.
    pub imprint: Imprint,
}

/// 版记: who has copies, and who printed it when.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Imprint {
    /// 抄送机关, in order.
    pub copies: Vec<String>,
    /// 印发机关 and 印发日期; none: the line is left out.
    pub printed: Option<Printed>,
}

/// Who printed a document, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// 印发机关.
    pub by: String,
    /// 印发日期.
    pub on: Date,
}

impl Imprint {
    pub(crate) fn parts<'a>(&'a self, parts: &mut Parts<'a>) {
        optional(parts, "copies", &self.copies);
        parts.extend(self.printed.iter().map(|printed| ("printed_by", printed.by.as_str())));
    }
}

impl Notice {
    /// Judges whether a document can be written from it.
    ///
    /// # Errors
    /// As [`Letter::check`](crate::Letter::check).
    pub fn check(&self) -> Result<(), DocumentRefusal> {
        check(&self.parts())
    }

    pub(crate) fn parts(&self) -> Parts<'_> {
        let mut parts = vec![("mark", self.mark.as_str()), ("title", self.title.as_str())];
        required(&mut parts, "main_recipients", self.main_recipients.iter().map(String::as_str));
        required(&mut parts, "body", self.body.iter().map(|block| block.text.as_str()));
        optional(&mut parts, "attachments", &self.attachments);
        parts.push(("signature", self.signature.office.as_str()));
        optional(&mut parts, "remark", self.remark.as_slice());
        self.imprint.parts(&mut parts);
        parts
    }
}
