//! What is asked over the wire and by forms. Field names are those of the API.

use crate::exchange::request::{ATTACHMENTS_MAX, DEPARTMENTS_MAX, SUBJECT_CHARS_MAX, TEXT_CHARS_MAX, check_text};
use crate::platform::error::{Error, FieldError, Result};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shenguan_rules::cooperation::Opinion;
use utoipa::ToSchema;

/// Longest number of a case, a permit or a regulatory matter, in characters.
const NUMBER_CHARS_MAX: usize = 200;
/// So many officers and sections may be asked to countersign.
const SIGNERS_MAX: usize = 50;

/// 商请: `POST /api/v1/cooperation-requests`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueRequest {
    /// Codes of the departments that are asked; without it an authority asks the bureau.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// 标题.
    pub subject: String,
    /// 商请内容.
    pub content: String,
    /// 案件编号: the open case that the bureau asks about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_number: Option<String>,
    /// 法定办结日期 of that case: shown beside the term, and it does not stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, format = Date)]
    pub statutory_due_on: Option<Date>,
    /// 监管事项: what an authority asks about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regulatory_matter: Option<String>,
    /// The approval item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_code: Option<String>,
    /// The permit that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_number: Option<String>,
    /// Id or number of the transmittal from which it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Files uploaded before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

/// 答复: `POST …/{id}/reply`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerRequest {
    /// `agree`, `disagree`, `conditional`, `no_opinion`; may be absent only in a part of a reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub opinion: Option<Opinion>,
    /// Reasons, conditions, information; required for `disagree`, `conditional` and a part of a reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// 部分答复: the term runs on.
    #[serde(default)]
    pub partial: bool,
    /// The version that was read; absent for the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// Files uploaded before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

/// 询问: `POST …/{id}/question`; 业务交流: `POST /api/v1/transmittals/{id}/notes`, `POST /api/v1/notes/{id}/answer`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WordsRequest {
    /// The words.
    pub content: String,
}

/// 说明: `POST …/{id}/explain`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainRequest {
    /// The answer.
    pub content: String,
    /// Which question, from 1; absent for the one that waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<u32>,
}

/// 延期: `POST …/{id}/extend`. The addressee asks, with `working_days` and `reason`; the asker decides, with `grant`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtendRequest {
    /// By so many working days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days: Option<u32>,
    /// Why it is asked, or refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The asker's decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<bool>,
}

/// 非本部门职责: `POST …/{id}/not-ours`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotOursRequest {
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Code of the department that it should go to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggested_to: Option<String>,
}

/// 改派: `POST …/{id}/redirect`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RedirectRequest {
    /// Code of the department that is asked instead.
    pub to: String,
}

/// 维持, 撤回: `POST …/{id}/uphold`, `…/withdraw`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WhyRequest {
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// 再次商请: `POST …/{id}/ask-again`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskAgainRequest {
    /// What changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// 商请内容, as it is now.
    pub content: String,
    /// Only this department; without it everybody who was asked together.
    #[serde(default)]
    pub only_this: bool,
    /// Files uploaded before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

/// 共享答复: `POST …/{id}/share`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareRequest {
    /// Codes of departments that were asked together with this one; without it all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
}

/// 交办: `POST …/{id}/assign`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOnRequest {
    /// Code of a section of the addressee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Id of an officer of the addressee.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
}

/// 内部征求意见: `POST …/{id}/countersign`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CountersignRequest {
    /// What is asked.
    pub content: String,
    /// Ids of officers of the department.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub officers: Vec<String>,
    /// Codes of its sections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
}

/// 会签: `POST …/{id}/sign`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignRequest {
    /// `agree`, `disagree`, `conditional`, `no_opinion`.
    #[schema(value_type = String)]
    pub opinion: Opinion,
    /// Reasons, conditions; required for `disagree` and `conditional`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

impl IssueRequest {
    /// Looks at every field by itself; all that is wrong is said at once.
    pub fn check(&self) -> Result<()> {
        let mut wrong = Vec::new();
        check_text(&mut wrong, "subject", &self.subject, SUBJECT_CHARS_MAX);
        check_text(&mut wrong, "content", &self.content, TEXT_CHARS_MAX);
        for (field, text) in [
            ("case_number", &self.case_number),
            ("regulatory_matter", &self.regulatory_matter),
            ("certificate_number", &self.certificate_number),
        ] {
            if let Some(text) = text {
                check_text(&mut wrong, field, text, NUMBER_CHARS_MAX);
            }
        }
        check_count(&mut wrong, "to", self.to.len(), DEPARTMENTS_MAX);
        check_count(&mut wrong, "attachments", self.attachments.len(), ATTACHMENTS_MAX);
        if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
    }
}

impl AnswerRequest {
    /// Looks at every field by itself.
    pub fn check(&self) -> Result<()> {
        let mut wrong = Vec::new();
        if let Some(text) = &self.content {
            check_text(&mut wrong, "content", text, TEXT_CHARS_MAX);
        }
        check_count(&mut wrong, "attachments", self.attachments.len(), ATTACHMENTS_MAX);
        if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
    }
}

impl CountersignRequest {
    /// Looks at every field by itself.
    pub fn check(&self) -> Result<()> {
        let mut wrong = Vec::new();
        check_text(&mut wrong, "content", &self.content, TEXT_CHARS_MAX);
        check_count(&mut wrong, "officers", self.officers.len() + self.sections.len(), SIGNERS_MAX);
        if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
    }
}

fn check_count(wrong: &mut Vec<FieldError>, field: &str, count: usize, count_max: usize) {
    if count > count_max {
        let arguments = vec![("max", count_max.to_string())];
        wrong.push(FieldError { arguments, ..FieldError::new(field, "TOO_MANY") });
    }
}
