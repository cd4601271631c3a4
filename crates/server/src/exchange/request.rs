//! What is asked over the wire: a push, and the small bodies of the other acts. Field names are those of the contract.

use crate::exchange::content::TransmittalContent;
use crate::platform::error::{Error, FieldError, Result};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shenguan_rules::exchange::{Secrecy, secrecy_of};
use shenguan_rules::record::{ApprovalRecord, PenaltyRecord};
use utoipa::ToSchema;

/// Longest subject, in characters.
pub const SUBJECT_CHARS_MAX: usize = 200;
/// Longest text of a push, a reason or a reply, in characters.
pub const TEXT_CHARS_MAX: usize = 20_000;
/// So many departments may stand in `to` or `copies`.
pub const DEPARTMENTS_MAX: usize = 50;
/// So many files may go with one push.
pub const ATTACHMENTS_MAX: usize = 50;

/// A push.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PushRequest {
    /// What is pushed: `approval_outcome`, `penalty_decision` …
    pub kind: String,
    /// 标题.
    pub subject: String,
    /// 正文.
    pub content: String,
    /// The approval item; taken from `approval` where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_code: Option<String>,
    /// The licence record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Object)]
    pub approval: Option<Box<ApprovalRecord>>,
    /// The penalty record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Object)]
    pub penalty: Option<Box<PenaltyRecord>>,
    /// The day of issue, or of receipt from above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, format = Date)]
    pub occurred_on: Option<Date>,
    /// To which departments; absent: as the agreements or the sides give it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Vec<String>>,
    /// 抄送: no receipt, no clock, no duty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<String>,
    /// Why it is late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
    /// Why it goes elsewhere than agreement or side give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub routing_reason: Option<String>,
    /// For a disposition: what it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_reply_to: Option<String>,
    /// Files uploaded before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
    /// For a disposition: what the bureau decided, in its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// The permit that a proposal or a disposition is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_number: Option<String>,
}

/// A disposition, `POST …/reply`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplyRequest {
    /// 处理意见.
    pub content: String,
    /// 处理决定, free text: 存档备查, 约谈, 列入审查重点, 启动撤销 …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// Files uploaded before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

impl PushRequest {
    /// Looks at every field by itself; all that is wrong is said at once.
    pub fn check(&self) -> Result<()> {
        let mut wrong = Vec::new();
        check_text(&mut wrong, "subject", &self.subject, SUBJECT_CHARS_MAX);
        check_text(&mut wrong, "content", &self.content, TEXT_CHARS_MAX);
        for (field, text) in [
            ("late_reason", &self.late_reason),
            ("routing_reason", &self.routing_reason),
            ("decision", &self.decision),
            ("certificate_number", &self.certificate_number),
        ] {
            if let Some(text) = text {
                check_text(&mut wrong, field, text, TEXT_CHARS_MAX);
            }
        }
        check_count(&mut wrong, "to", self.to.as_ref().map_or(0, Vec::len), DEPARTMENTS_MAX);
        check_count(&mut wrong, "copies", self.copies.len(), DEPARTMENTS_MAX);
        check_count(&mut wrong, "attachments", self.attachments.len(), ATTACHMENTS_MAX);
        if let Some(refusals) = self.approval.as_ref().and_then(|approval| approval.validate().err()) {
            wrong.extend(refusals.into_iter().map(|refusal| FieldError::of_record("approval", refusal)));
        }
        if let Some(refusals) = self.penalty.as_ref().and_then(|penalty| penalty.validate().err()) {
            wrong.extend(refusals.into_iter().map(|refusal| FieldError::of_record("penalty", refusal)));
        }
        if let (Some(item), Some(approval)) = (&self.item_code, &self.approval)
            && *item != approval.item_code
        {
            wrong.push(FieldError::new("item_code", "ITEM_CODE_DIFFERS"));
        }
        if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
    }

    /// What is laid beside the ledger.
    pub fn to_content(&self) -> TransmittalContent {
        TransmittalContent {
            subject: self.subject.clone(),
            content: self.content.clone(),
            approval: self.approval.as_deref().cloned(),
            penalty: self.penalty.as_deref().cloned(),
            decision: self.decision.clone(),
            certificate_number: self.certificate_number.clone(),
        }
    }

    /// The item, from the request or from the licence record.
    pub fn item(&self) -> Option<&str> {
        self.item_code.as_deref().or_else(|| self.approval.as_ref().map(|approval| approval.item_code.as_str()))
    }
}

/// Checks a text that somebody typed: not blank, not endless, and nothing in it that no screen can show.
pub fn check_text(wrong: &mut Vec<FieldError>, field: &str, text: &str, chars_max: usize) {
    if text.trim().is_empty() {
        wrong.push(FieldError::new(field, "TEXT_MISSING"));
    } else if text.chars().count() > chars_max {
        let arguments = vec![("max", chars_max.to_string())];
        wrong.push(FieldError { arguments, ..FieldError::new(field, "TEXT_TOO_LONG") });
    } else if let Secrecy::Marked(level) = secrecy_of(text) {
        let arguments = vec![("level", level.to_owned())];
        wrong.push(FieldError { arguments, ..FieldError::new(field, "SECRET_CONTENT") });
    } else if text.chars().any(|character| character.is_control() && !matches!(character, '\n' | '\r' | '\t')) {
        wrong.push(FieldError::new(field, "TEXT_WITH_CONTROL_CHARACTERS"));
    }
}

/// One text by itself, as a reason is.
pub fn checked_text(field: &str, text: &str) -> Result<()> {
    let mut wrong = Vec::new();
    check_text(&mut wrong, field, text, TEXT_CHARS_MAX);
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

fn check_count(wrong: &mut Vec<FieldError>, field: &str, count: usize, count_max: usize) {
    if count > count_max {
        let arguments = vec![("max", count_max.to_string())];
        wrong.push(FieldError { arguments, ..FieldError::new(field, "TOO_MANY") });
    }
}
