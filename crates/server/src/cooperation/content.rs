//! What lies beside the ledger for a request: its words.

use serde::{Deserialize, Serialize};

/// What is asked. The ledger has only its salted digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionContent {
    /// 标题.
    pub subject: String,
    /// 商请内容.
    pub content: String,
    /// 案件编号, of an open case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_number: Option<String>,
    /// 监管事项.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regulatory_matter: Option<String>,
    /// The permit that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_number: Option<String>,
}

/// The words of a reply, a question, an answer or a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsContent {
    /// The words.
    pub text: String,
}
