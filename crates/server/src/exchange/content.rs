//! What lies beside the ledger for a transmittal: its words and its record.

use serde::{Deserialize, Serialize};
use shenguan_rules::record::{ApprovalRecord, PartyKind, PenaltyRecord};

/// The content of a transmittal. The ledger has only its salted digest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransmittalContent {
    /// 标题.
    pub subject: String,
    /// 正文.
    pub content: String,
    /// The licence record, for approval information.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<ApprovalRecord>,
    /// The penalty record, for a penalty decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub penalty: Option<PenaltyRecord>,
    /// What the bureau decided, in its own words, for a disposition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<String>,
    /// The permit that a disposition or a proposal is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_number: Option<String>,
}

/// The words of a reason: for a return, a late push, a recall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// 原因.
    pub reason: String,
}

/// The numbers and names by which people look for a transmittal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Whom it is about.
    pub party_name: Option<String>,
    /// What kind of party it is, where the record says.
    pub party_kind: Option<PartyKind>,
    /// Its unified social credit code.
    pub party_credit_code: Option<String>,
    /// 案件编号.
    pub case_number: Option<String>,
    /// 文书号.
    pub document_number: Option<String>,
    /// 证书编号.
    pub certificate_number: Option<String>,
}

impl TransmittalContent {
    /// The numbers and names in it.
    pub fn marks(&self) -> Marks {
        if let Some(approval) = &self.approval {
            return Marks {
                party_name: Some(approval.applicant_name.clone()),
                party_kind: approval.applicant_kind,
                party_credit_code: approval.applicant_credit_code.clone(),
                case_number: Some(approval.case_number.clone()),
                document_number: approval.document_number.clone(),
                certificate_number: approval.certificate_number.clone(),
            };
        }
        if let Some(penalty) = &self.penalty {
            return Marks {
                party_name: Some(penalty.party_name.clone()),
                party_kind: penalty.party_kind,
                party_credit_code: penalty.party_credit_code.clone(),
                case_number: None,
                document_number: Some(penalty.document_number.clone()),
                certificate_number: penalty.certificate_number.clone(),
            };
        }
        Marks { certificate_number: self.certificate_number.clone(), ..Marks::default() }
    }
}
