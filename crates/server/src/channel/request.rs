//! What is asked of letters, calls and proposals. Each act takes one of these, whichever face it comes by.

use crate::exchange::request::{ATTACHMENTS_MAX, DEPARTMENTS_MAX, SUBJECT_CHARS_MAX, TEXT_CHARS_MAX, check_text};
use crate::platform::error::{Error, FieldError, Result};
pub use crate::platform::face::Nothing;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, de};
use shenguan_rules::channel::{Channel, DocumentKind, Proof};
use utoipa::ToSchema;

/// Longest summary, in characters: three lines of a phone.
pub const SUMMARY_CHARS_MAX: usize = 120;
/// +08:00, as everywhere in the country since 1991.
const OFFSET_HOURS: i8 = 8;
/// So many steps may stand in `tried`.
pub const STEPS_MAX: usize = 50;

/// A text of a letter or an OA paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TextRequest {
    /// 标题.
    pub subject: String,
    /// 摘要, at most 120 characters: what the leader decides by.
    pub summary: String,
    /// 正文, a paragraph a line.
    pub text: String,
    /// Files uploaded before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

/// 拟稿.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftRequest {
    /// `oa` or `letter`.
    #[schema(value_type = String)]
    pub channel: Channel,
    /// `letter` (函) or `notice` (通知).
    #[schema(value_type = String)]
    pub kind: DocumentKind,
    /// 主送: codes of departments.
    pub to: Vec<String>,
    /// 标题.
    pub subject: String,
    /// 摘要, at most 120 characters: what the leader decides by.
    pub summary: String,
    /// 正文, a paragraph a line.
    pub text: String,
    /// Id or number of what it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Id or number of the step before: what was pushed, called about or written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
    /// Id or number of the correspondence that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// Files uploaded before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

/// 送审.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitRequest {
    /// Id of the leader.
    pub leader: String,
}

/// 同意发出.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndorseRequest {
    /// The version that was read.
    pub version: u32,
    /// 意见.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<String>,
}

/// Why: a draft is sent back or withdrawn, a note disputed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonRequest {
    /// 原因.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// 转办.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PassOnRequest {
    /// Id of the leader who decides now.
    pub leader: String,
    /// 意见.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<String>,
}

/// An endorsement that was given on paper or in the OA system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnteredRequest {
    /// Id of the leader who gave it.
    pub leader: String,
    /// On which day.
    #[schema(value_type = String, format = Date)]
    pub endorsed_on: Date,
    /// `paper` or `oa`.
    #[schema(value_type = String)]
    pub proof: Proof,
    /// Its number there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The scan, uploaded before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<String>,
}

/// 发出.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueRequest {
    /// 发文字号 from the office's own register; absent: the next one of the code that is reserved for the platform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// 批示.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemarkRequest {
    /// Id or number of what it is on.
    pub item: String,
    /// What is to be done.
    pub text: String,
    /// Id of the officer who does it.
    pub owner: String,
}

/// What was done about a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishRequest {
    /// What was done.
    pub text: String,
}

/// 电话记录.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CallRequest {
    /// Code of the department that was called.
    pub to: String,
    /// Id of whom one spoke with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
    /// The name, where that person is not on the roster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// When they spoke: RFC 3339, or without an offset for the city's own time.
    #[serde(deserialize_with = "moment")]
    #[schema(value_type = String, format = DateTime)]
    pub called_at: Timestamp,
    /// 要点.
    pub gist: String,
    /// 说定什么.
    pub result: String,
    /// Id or number of what it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Id or number of the step before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<String>,
}

/// It was so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmRequest {
    /// What there is to add.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// 提请会商.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalRequest {
    /// Code of the other side.
    pub to: String,
    /// 议题.
    pub topic: String,
    /// What is to be settled, and why the four channels could not.
    pub text: String,
    /// Id or number of what it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Ids or numbers of what was tried: pushed, called about, written. Several may stand in one, with blanks or 、 between them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tried: Vec<String>,
}

/// A code that is reserved for the platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterRequest {
    /// 机关代字, as 测审函.
    pub code: String,
    /// Code of the office; absent: the caller's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// `oa` or `letter`.
    #[schema(value_type = String)]
    pub channel: Channel,
    /// `letter` (函) or `notice` (通知).
    #[schema(value_type = String)]
    pub kind: DocumentKind,
}

/// An instant, or what a form has instead: day and time of the city.
fn moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    let text = String::deserialize(deserializer)?;
    if let Ok(at) = text.parse() {
        return Ok(at);
    }
    let local: DateTime = text.parse().map_err(de::Error::custom)?;
    Offset::constant(OFFSET_HOURS).to_timestamp(local).map_err(de::Error::custom)
}

/// Texts and counts of a request; all that is wrong is said at once.
#[derive(Default)]
pub(super) struct Check(Vec<FieldError>);

impl Check {
    /// A text of at most 20,000 characters.
    #[must_use]
    pub(super) fn text(mut self, field: &str, text: &str) -> Self {
        check_text(&mut self.0, field, text, TEXT_CHARS_MAX);
        self
    }

    /// A text that may be absent.
    #[must_use]
    pub(super) fn maybe(self, field: &str, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(field, text),
            None => self,
        }
    }

    /// A line of at most 200 characters.
    #[must_use]
    pub(super) fn line(mut self, field: &str, text: &str) -> Self {
        check_text(&mut self.0, field, text, SUBJECT_CHARS_MAX);
        self
    }

    /// A list of ids.
    #[must_use]
    pub(super) fn count(mut self, field: &str, count: usize, count_max: usize) -> Self {
        if count > count_max {
            let arguments = vec![("max", count_max.to_string())];
            self.0.push(FieldError { arguments, ..FieldError::new(field, "TOO_MANY") });
        }
        self
    }

    /// Everything that was found.
    pub(super) fn done(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}

impl DraftRequest {
    /// Its text.
    pub(super) fn text(&self) -> TextRequest {
        TextRequest {
            subject: self.subject.clone(),
            summary: self.summary.clone(),
            text: self.text.clone(),
            attachments: self.attachments.clone(),
        }
    }

    pub(super) fn check(&self) -> Result<()> {
        self.text().checked().count("to", self.to.len(), DEPARTMENTS_MAX).done()
    }
}

impl TextRequest {
    fn checked(&self) -> Check {
        let mut check = Check::default().line("subject", &self.subject);
        check_text(&mut check.0, "summary", &self.summary, SUMMARY_CHARS_MAX);
        check.text("text", &self.text).count("attachments", self.attachments.len(), ATTACHMENTS_MAX)
    }

    pub(super) fn check(&self) -> Result<()> {
        self.checked().done()
    }
}
