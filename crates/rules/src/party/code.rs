//! The codes and ids that everything is called by: text that has been looked at once, where it came in.

use crate::identifier;
use crate::subject::Refusal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The place of an entry in its jurisdiction's ledger; the first is 1.
pub type EntryNumber = u64;

/// Makes newtypes over `String` that are text in JSON too, and are checked wherever they are made.
macro_rules! code {
    ($($(#[$doc:meta])* $name:ident, $fits:expr, $refusal:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes the text if it has the shape; nothing is trimmed or changed.
            pub fn parse(text: impl Into<String>) -> Result<Self, CodeRefusal> {
                let text = text.into();
                if $fits(text.as_str()) { Ok(Self(text)) } else { Err($refusal) }
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = CodeRefusal;

            fn from_str(text: &str) -> Result<Self, CodeRefusal> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = CodeRefusal;

            fn try_from(text: String) -> Result<Self, CodeRefusal> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }
    )+};
}

code! {
    /// A department of the jurisdiction: `[0-9A-Z-]{3,32}`, none a prefix of another.
    DepartmentCode, |text| is_public_code(text, 3), CodeRefusal::DepartmentCodeShape;
    /// A section (科室), unique within its department: `[0-9A-Z-]{1,32}`.
    SectionCode, |text| is_public_code(text, 1), CodeRefusal::SectionCodeShape;
    /// An approval item in its scheme: 1 to 64 visible characters, never taken apart.
    ItemCode, |text| identifier::ItemCode::check(text).is_ok(), CodeRefusal::ItemCodeShape;
    /// A city or county: six digits, GB/T 2260.
    JurisdictionCode, |text| identifier::DivisionCode::parse(text).is_ok(), CodeRefusal::JurisdictionCodeShape;
    /// The salted digest of content that lies beside the ledger: 64 lower-case hexadecimal digits.
    ContentDigest, is_digest, CodeRefusal::ContentDigestShape;
    /// A person in an office. The name stands in the content, never here.
    OfficerId, is_opaque_id, CodeRefusal::IdShape { of: "officer" };
    /// What was sent, to whom, when.
    TransmittalId, is_opaque_id, CodeRefusal::IdShape { of: "transmittal" };
    /// A handover agreement (移交协议书).
    AgreementId, is_opaque_id, CodeRefusal::IdShape { of: "agreement" };
    /// An officer's designation to a role.
    DesignationId, is_opaque_id, CodeRefusal::IdShape { of: "designation" };
    /// A leave, with its stand-in (代理).
    SubstitutionId, is_opaque_id, CodeRefusal::IdShape { of: "substitution" };
    /// A change of roster by letter (二(二)¶2).
    RosterChangeId, is_opaque_id, CodeRefusal::IdShape { of: "roster_change" };
    /// A change of calendar or rule set on its way through two persons.
    AmendmentId, is_opaque_id, CodeRefusal::IdShape { of: "amendment" };
    /// An outage of the platform.
    OutageId, is_opaque_id, CodeRefusal::IdShape { of: "outage" };
    /// A permit from before go-live (存量).
    LegacyPermitId, is_opaque_id, CodeRefusal::IdShape { of: "legacy_permit" };
    /// A file beside a transmittal.
    AttachmentId, is_opaque_id, CodeRefusal::IdShape { of: "attachment" };
    /// A note of a call (电话记录).
    PhoneNoteId, is_opaque_id, CodeRefusal::IdShape { of: "phone_note" };
    /// What is written in the OA system or as an official letter (书面往来).
    CorrespondenceId, is_opaque_id, CodeRefusal::IdShape { of: "correspondence" };
    /// A consultation that was proposed.
    ProposalId, is_opaque_id, CodeRefusal::IdShape { of: "proposal" };
    /// A leader's remark (批示).
    RemarkId, is_opaque_id, CodeRefusal::IdShape { of: "remark" };
    /// A request for cooperation (商请).
    CooperationRequestId, is_opaque_id, CodeRefusal::IdShape { of: "cooperation_request" };
    /// A note on an item, without a clock (业务交流).
    NoteId, is_opaque_id, CodeRefusal::IdShape { of: "note" };
    /// The collecting of opinions inside a department (会签).
    CountersignId, is_opaque_id, CodeRefusal::IdShape { of: "countersign" };
    /// A step of the ladder of 二(四), whichever subject it is.
    StepId, is_opaque_id, CodeRefusal::IdShape { of: "step" };
}

macro_rules! steps {
    ($($id:ident),+ $(,)?) => {$(
        impl From<&$id> for StepId {
            fn from(id: &$id) -> Self {
                Self(id.0.clone())
            }
        }
    )+};
}

// What may be a step of the ladder, or what a step is about.
steps!(TransmittalId, PhoneNoteId, CorrespondenceId);

/// Why a text is no code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefusal {
    /// Not `[0-9A-Z-]{3,32}`.
    #[error("a department code has 3 to 32 digits, capital letters or hyphens")]
    DepartmentCodeShape,
    /// Not `[0-9A-Z-]{1,32}`.
    #[error("a section code has 1 to 32 digits, capital letters or hyphens")]
    SectionCodeShape,
    /// Empty, too long or with invisible characters.
    #[error("an item code has 1 to 64 visible characters")]
    ItemCodeShape,
    /// Not six digits, or beginning with 0.
    #[error("a jurisdiction code has six digits, the first not 0")]
    JurisdictionCodeShape,
    /// Not 64 lower-case hexadecimal digits.
    #[error("a content digest has 64 lower-case hexadecimal digits")]
    ContentDigestShape,
    /// Not `[0-9A-Za-z-]{1,64}`.
    #[error("the id of a {of} has 1 to 64 letters, digits or hyphens")]
    IdShape {
        /// Whose id, in `snake_case`.
        of: &'static str,
    },
}

impl Refusal for CodeRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::DepartmentCodeShape => "DEPARTMENT_CODE_SHAPE",
            Self::SectionCodeShape => "SECTION_CODE_SHAPE",
            Self::ItemCodeShape => "ITEM_CODE_SHAPE",
            Self::JurisdictionCodeShape => "JURISDICTION_CODE_SHAPE",
            Self::ContentDigestShape => "CONTENT_DIGEST_SHAPE",
            Self::IdShape { .. } => "ID_SHAPE",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        None
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::IdShape { of } => vec![("of", (*of).to_owned())],
            _ => Vec::new(),
        }
    }
}

fn is_public_code(text: &str, least: usize) -> bool {
    (least..=32).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'-')
}

fn is_opaque_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_contract_are_taken_as_they_are() {
        for code in ["SPJ", "21-ZJJ-0", &"A".repeat(32)] {
            assert_eq!(DepartmentCode::parse(code).unwrap().as_str(), code);
        }
        for code in ["", "AB", "spj", "SPJ ", "审批局", "A_B", &"A".repeat(33)] {
            assert_eq!(DepartmentCode::parse(code), Err(CodeRefusal::DepartmentCodeShape), "{code}");
        }
        assert!(SectionCode::parse("1").is_ok());
        assert!(SectionCode::parse("").is_err());
    }

    #[test]
    fn a_code_is_plain_text_in_json_and_is_checked_when_read() {
        let code = DepartmentCode::parse("SPJ").unwrap();
        assert_eq!(serde_json::to_string(&code).unwrap(), r#""SPJ""#);
        assert_eq!(serde_json::from_str::<DepartmentCode>(r#""SPJ""#).unwrap(), code);
        assert!(serde_json::from_str::<DepartmentCode>(r#""s""#).is_err());
    }

    #[test]
    fn ids_and_digests_have_their_shapes() {
        assert!(OfficerId::parse("01890a5d-ac96-774b-bcce-b302099a8057").is_ok());
        assert_eq!(OfficerId::parse("a b"), Err(CodeRefusal::IdShape { of: "officer" }));
        assert!(ContentDigest::parse("0f".repeat(32)).is_ok());
        for digest in ["0F".repeat(32), "0f".repeat(31), "zz".repeat(32)] {
            assert_eq!(ContentDigest::parse(digest), Err(CodeRefusal::ContentDigestShape));
        }
        assert!(JurisdictionCode::parse("210300").is_ok());
        assert!(JurisdictionCode::parse("010300").is_err());
        assert!(ItemCode::parse("鞍住建-许-001").is_ok());
        assert!(ItemCode::parse("A B").is_err());
    }
}
