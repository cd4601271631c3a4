//! What lies beside the ledger: the texts of letters, calls and proposals, and what people say of them.

use serde::{Deserialize, Serialize};

/// A text of a correspondence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrespondenceContent {
    /// 标题.
    pub subject: String,
    /// 摘要: what a leader decides by, in three lines.
    pub summary: String,
    /// 正文, a paragraph a line.
    pub text: String,
}

/// What was said in a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallContent {
    /// With whom, where that person is not on the roster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// 要点.
    pub gist: String,
    /// 说定什么.
    pub result: String,
}

/// Why a consultation is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalContent {
    /// 议题.
    pub topic: String,
    /// What is to be settled, and why the four channels could not.
    pub text: String,
}

/// What somebody says: an opinion, a reason, a remark, what was done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The words.
    pub words: String,
}
