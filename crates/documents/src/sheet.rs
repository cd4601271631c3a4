//! What stands on the pages, in their order and in words, before it is drawn: both faces draw the same.

use crate::letter::date_text;
use crate::minutes::attendees_text;
use crate::{Attendees, Block, Document, Imprint, Letter, Level, Minutes, Notice, Signature, title};

/// A document in words.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Sheet {
    pub(crate) head: Head,
    /// 标题, line by line.
    pub(crate) title: Vec<String>,
    /// 主送机关 with commas and colon.
    pub(crate) recipients: Option<String>,
    pub(crate) body: Vec<Block>,
    /// 附件说明: 「1.」 and the name; no number where there is only one.
    pub(crate) attachments: Vec<(String, String)>,
    pub(crate) signature: Option<Signed>,
    /// 出席、请假、列席: label and names.
    pub(crate) attendance: Vec<(&'static str, String)>,
    /// 附注 with brackets.
    pub(crate) remark: Option<String>,
    /// 抄送机关 with commas and full stop.
    pub(crate) copies: Option<String>,
    /// 印发机关, and 印发日期 with 印发.
    pub(crate) printed: Option<(String, String)>,
}

/// What stands above the title.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Head {
    pub(crate) kind: Kind,
    pub(crate) mark: String,
    /// Empty while a draft.
    pub(crate) number: String,
    /// Minutes: the office left and the date right above the line.
    pub(crate) left: String,
    pub(crate) right: String,
}

/// Which of the three heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    #[default]
    Letter,
    Notice,
    Minutes,
}

/// 发文机关署名 and 成文日期; the date is empty while a draft.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Signed {
    pub(crate) office: String,
    pub(crate) date: String,
}

/// A face of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Face {
    /// 小标宋体: mark and title.
    XiaoBiaoSong,
    /// 仿宋体: the text.
    FangSong,
    /// 黑体: first level, labels.
    Hei,
    /// 楷体: second level.
    Kai,
    /// 宋体: page numbers.
    Song,
}

impl Face {
    pub(crate) const ALL: [Self; 5] = [Self::XiaoBiaoSong, Self::FangSong, Self::Hei, Self::Kai, Self::Song];

    /// The face of a paragraph (7.3.3).
    pub(crate) fn of(level: Level) -> Self {
        match level {
            Level::First => Self::Hei,
            Level::Second => Self::Kai,
            Level::Third | Level::Fourth | Level::Text => Self::FangSong,
        }
    }

    /// Its name.
    #[cfg(feature = "pdf")]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::XiaoBiaoSong => "小标宋",
            Self::FangSong => "仿宋",
            Self::Hei => "黑体",
            Self::Kai => "楷体",
            Self::Song => "宋体",
        }
    }
}

impl Kind {
    /// Whether 版记 has rules: not on a letter (10.1: 版记不加印发机关和印发日期、分隔线).
    pub(crate) fn is_ruled(self) -> bool {
        self != Self::Letter
    }
}

impl Sheet {
    pub(crate) fn of(document: &Document) -> Self {
        match document {
            Document::Letter(letter) => Self::of_letter(letter),
            Document::Notice(notice) => Self::of_notice(notice),
            Document::Minutes(minutes) => Self::of_minutes(minutes),
        }
    }

    fn of_letter(letter: &Letter) -> Self {
        let number = letter.number.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            head: Head { kind: Kind::Letter, mark: letter.office.clone(), number, ..Head::default() },
            title: title::lines(&letter.title),
            recipients: Some(format!("{}：", letter.main_recipients.join("，"))),
            body: letter.body.clone(),
            attachments: numbered(&letter.attachments),
            signature: Some(signed(&letter.signature)),
            remark: letter.remark.as_ref().map(bracketed),
            copies: listed(&letter.copies),
            ..Self::default()
        }
    }

    fn of_notice(notice: &Notice) -> Self {
        let number = notice.number.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            head: Head { kind: Kind::Notice, mark: notice.mark.clone(), number, ..Head::default() },
            title: title::lines(&notice.title),
            recipients: Some(format!("{}：", notice.main_recipients.join("，"))),
            body: notice.body.clone(),
            attachments: numbered(&notice.attachments),
            signature: Some(signed(&notice.signature)),
            remark: notice.remark.as_ref().map(bracketed),
            ..Self::default()
        }
        .with(&notice.imprint)
    }

    fn of_minutes(minutes: &Minutes) -> Self {
        let head = Head {
            kind: Kind::Minutes,
            mark: minutes.mark.clone(),
            number: minutes.number.map(|number| number.to_string()).unwrap_or_default(),
            left: minutes.office.clone(),
            right: minutes.on.map(date_text).unwrap_or_default(),
        };
        let groups: [(&str, &[Attendees]); 3] =
            [("出席：", &minutes.present), ("请假：", &minutes.excused), ("列席：", &minutes.observers)];
        let attendance = groups.into_iter().filter(|(_, attendees)| !attendees.is_empty());
        Self {
            head,
            title: title::lines(&minutes.title),
            body: minutes.body.clone(),
            attendance: attendance.map(|(label, attendees)| (label, attendees_text(attendees))).collect(),
            ..Self::default()
        }
        .with(&minutes.imprint)
    }

    fn with(self, imprint: &Imprint) -> Self {
        let printed = imprint.printed.as_ref();
        let printed = printed.map(|printed| (printed.by.clone(), format!("{}印发", date_text(printed.on))));
        Self { copies: listed(&imprint.copies), printed, ..self }
    }

    /// Every text with the face that it is set in.
    #[cfg(any(test, feature = "pdf"))]
    pub(crate) fn texts(&self) -> Vec<(Face, &str)> {
        let mut texts = vec![(Face::XiaoBiaoSong, self.head.mark.as_str())];
        texts.extend(self.title.iter().map(|line| (Face::XiaoBiaoSong, line.as_str())));
        texts.extend(self.body.iter().map(|block| (Face::of(block.level), block.text.as_str())));
        let signature = self.signature.iter().flat_map(|signed| [&signed.office, &signed.date]);
        let in_fang_song = [&self.head.number, &self.head.left, &self.head.right]
            .into_iter()
            .chain(&self.recipients)
            .chain(self.attachments.iter().map(|(_, name)| name))
            .chain(signature)
            .chain(self.attendance.iter().map(|(_, names)| names))
            .chain(&self.remark)
            .chain(&self.copies)
            .chain(self.printed.iter().flat_map(|(by, on)| [by, on]));
        texts.extend(in_fang_song.map(|text| (Face::FangSong, text.as_str())));
        texts
    }
}

fn signed(signature: &Signature) -> Signed {
    Signed { office: signature.office.clone(), date: signature.date_text().unwrap_or_default() }
}

/// 如有多个附件，使用阿拉伯数字标注附件顺序号 (7.3.4).
fn numbered(names: &[String]) -> Vec<(String, String)> {
    match names {
        [only] => vec![(String::new(), only.clone())],
        several => (1..).zip(several).map(|(number, name)| (format!("{number}."), name.clone())).collect(),
    }
}

fn bracketed(remark: &String) -> String {
    format!("（{remark}）")
}

fn listed(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| format!("{}。", names.join("，")))
}
