//! What is kept of a correspondence: its texts, how far it came, who agreed to it, what became of it.

use super::numbering::DocumentNumber;
use crate::exchange::ActedBy;
use crate::party::{AttachmentId, ContentDigest, CorrespondenceId, DepartmentCode, OfficerId};
use crate::roster::Role;
use crate::subject::micros;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// 函 or 通知.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 函.
    Letter,
    /// 通知.
    Notice,
}

/// What it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// An opinion, a question, information.
    General,
    /// 「审批与监管责任人和联络员变化」.
    RosterChange,
}

/// One text of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Subject and text, salted.
    pub content: ContentDigest,
    /// Files.
    pub attachments: Vec<AttachmentId>,
    /// Who wrote it.
    pub by: OfficerId,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
}

/// How far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// 拟稿, or revised.
    Drafted,
    /// 送审: a leader has it.
    Submitted {
        /// Who.
        to: OfficerId,
    },
    /// 退回修改.
    SentBack,
    /// 同意发出.
    Endorsed,
    /// 已发出.
    Issued,
    /// 已撤回.
    Withdrawn,
}

/// The consent that a text has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endorsement {
    /// Which leader.
    pub officer: OfficerId,
    /// In whose place (代理), where in another's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_for: Option<OfficerId>,
    /// In which role.
    pub role: Role,
    /// The version that was endorsed: the first is 1.
    pub version: u32,
    /// Its text.
    pub content: ContentDigest,
    /// When it was put on record.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// How it was given; none for on the platform.
    pub entered: Option<Entered>,
}

/// How an endorsement was given that was entered afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// On paper or in the OA system.
    pub proof: Proof,
    /// On which day.
    pub endorsed_on: Date,
    /// Its number there.
    pub number: Option<String>,
    /// The scan.
    pub scan: AttachmentId,
    /// Who entered it.
    pub by: ActedBy,
}

/// Where an endorsement was given that was entered afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// On paper.
    Paper,
    /// In the office's OA system.
    Oa,
}

/// What a leader said of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Who.
    pub officer: OfficerId,
    /// In whose place (代理), where in another's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_for: Option<OfficerId>,
    /// What he did.
    pub kind: OpinionKind,
    /// Of which version.
    pub version: u32,
    /// His words.
    pub content: Option<ContentDigest>,
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
}

/// What a leader did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpinionKind {
    /// 同意发出.
    Endorsed,
    /// 退回修改.
    SentBack,
    /// 转办.
    PassedOn,
}

/// What an addressee did with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which.
    pub department: DepartmentCode,
    /// When it was filed.
    #[serde(default, with = "micros::option")]
    pub filed_at: Option<Timestamp>,
    /// By whom.
    pub filed_by: Option<ActedBy>,
    /// What answers it.
    pub answer: Option<CorrespondenceId>,
}

/// 发出: what was fixed when it was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
    /// The office that issued it, whoever stands in its place later.
    pub office: DepartmentCode,
    /// 发文字号. What goes through the OA system may do without.
    pub number: Option<DocumentNumber>,
    /// The version that was issued: the first is 1.
    pub version: u32,
    /// The document that was made of it, once there is one.
    pub document: Option<IssuedDocument>,
}

/// The bytes of an issued document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedDocument {
    /// The file.
    pub file: AttachmentId,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
}
