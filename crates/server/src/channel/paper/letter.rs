//! What was issued, as the crate of documents takes it: the names of the day of issue, the text that was endorsed.

use crate::channel::content::CorrespondenceContent;
use crate::channel::store;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use crate::platform::files;
use crate::platform::reader::Read;
use jiff::civil::Date;
use shenguan_documents::{Block, Document, Imprint, Letter, Level, Notice, Printed, Signature};
use shenguan_rules::calendar::local_date;
use shenguan_rules::channel::{Correspondence, DocumentKind};
use shenguan_rules::party::DepartmentCode;
use std::sync::Arc;

/// So many characters of the subject go into the name of the file.
const NAME_SUBJECT_CHARS_MAX: usize = 60;

/// A document that is to be made.
pub(super) struct Paper {
    /// The document.
    pub(super) document: Document,
    /// The name of its file, without the ending.
    pub(super) name: String,
}

/// The document of what was issued; what was erased since then is left out, and the document refused where it cannot do without.
pub(super) fn paper(read: &mut Read<'_, '_>, held: &Correspondence) -> Result<Paper> {
    let issue = held.issue.as_ref().ok_or_else(|| Error::fault(format!("{} is not issued", held.number)))?;
    let place = usize::try_from(issue.version).map_err(Error::fault)?;
    let version = place.checked_sub(1).and_then(|index| held.versions.get(index));
    let version = version.ok_or_else(|| Error::fault(format!("{} has no version {place}", held.number)))?;
    let content: Option<CorrespondenceContent> = store::body(read.tx(), &version.content)?;
    let (subject, text) = content.map(|content| (content.subject, content.text)).unwrap_or_default();
    let attachments = files::described(read.tx(), &version.attachments)?;
    let on = local_date(issue.at);
    let directory = Arc::clone(read.directory());
    let office = name(&directory, &issue.office, on);
    // One spelling on both sides, or none: a number that does not come across is a fault, and no document goes without it.
    let number = issue.number.as_ref().map(|number| number.to_string().parse()).transpose().map_err(Error::fault)?;
    let called = issue.number.as_ref().map_or_else(|| held.number.clone(), ToString::to_string);
    let title = line(&subject);
    let main_recipients: Vec<String> = held.to.iter().map(|department| name(&directory, department, on)).collect();
    let signature = Signature { office: office.clone(), on: Some(on) };
    let (body, attachments) = (body(&text), attachments.iter().map(|file| without_ending(&file.name)).collect());
    let short: String = title.chars().take(NAME_SUBJECT_CHARS_MAX).collect();
    let document = match held.kind {
        DocumentKind::Letter => {
            let (remark, copies) = (None, Vec::new());
            Letter { office, number, title, main_recipients, body, attachments, signature, remark, copies }.into()
        }
        DocumentKind::Notice => {
            let imprint = Imprint { copies: Vec::new(), printed: Some(Printed { by: office.clone(), on }) };
            let (mark, remark) = (format!("{office}文件"), None);
            Notice { mark, number, title, main_recipients, body, attachments, signature, remark, imprint }.into()
        }
    };
    Ok(Paper { document, name: format!("{called} {}", short.replace(['/', '\\'], "／")) })
}

/// The name that a department bore on that day.
fn name(directory: &Directory, department: &DepartmentCode, on: Date) -> String {
    let found = directory.department(department);
    found.map_or_else(|| department.to_string(), |found| found.name_on(on).to_owned())
}

/// 正文: a paragraph a line.
fn body(text: &str) -> Vec<Block> {
    let paragraphs = text.lines().map(line).filter(|paragraph| !paragraph.is_empty());
    paragraphs.map(|text| Block { level: Level::Text, text }).collect()
}

/// A text without what no page can hold: it was issued as it is, and nobody can mend it any more.
fn line(text: &str) -> String {
    text.replace(char::is_control, " ").trim().to_owned()
}

/// 附件说明 names what is attached, not its file.
fn without_ending(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.is_empty() { String::from("（名称已删除）") } else { line(stem) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_a_line_and_nothing_else_of_the_text_is_lost() {
        let texts: Vec<_> = body("　贵局：\r\n\n请\u{b}核实\t间距。\n").into_iter().map(|block| block.text).collect();
        assert_eq!(texts, ["贵局：", "请 核实 间距。"]);
    }

    #[test]
    fn an_attachment_is_named_without_the_ending_of_its_file() {
        assert_eq!(without_ending("测试方案（第2.1版）.pdf"), "测试方案（第2.1版）");
        assert_eq!(without_ending(""), "（名称已删除）");
    }
}
