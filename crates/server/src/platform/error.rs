//! What can go wrong, free of HTTP. A *refusal* is the rule saying no; a *fault* is something broken.

use shenguan_rules::record::FieldRefusal;
use shenguan_rules::subject::Refusal;
use std::borrow::Cow;

/// The outcome of every act and read.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an act or a read gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rule says no. Nothing was changed.
    #[error("refused: {0}")]
    Refused(Box<Refused>),
    /// The request does not say what is needed; each field by name.
    #[error("invalid: {0:?}")]
    Invalid(Vec<FieldError>),
    /// There is nothing of that name, or the caller may not know that there is.
    #[error("not found")]
    NotFound,
    /// Nobody is logged in, or the key is not known.
    #[error("nobody is logged in")]
    Unauthorized,
    /// Too many requests of one kind; try again after so many seconds.
    #[error("too many requests")]
    TooMany {
        /// Seconds to wait.
        retry_after_seconds: u64,
    },
    /// The server cannot take it now; nothing was changed. Try again.
    #[error("busy: {0}")]
    Busy(&'static str),
    /// Something is broken. Nothing was changed.
    #[error("fault: {0}")]
    Fault(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A refusal in the form that every face renders: the words come from the message files by code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Stable name.
    pub code: &'static str,
    /// The clause it rests on.
    pub clause: Option<&'static str>,
    /// The field it is about.
    pub field: Option<&'static str>,
    /// What the words need.
    pub arguments: Vec<(&'static str, String)>,
    /// What kind of no it is.
    pub kind: RefusedKind,
}

/// Which kind of no; the web face chooses the status by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusedKind {
    /// The state does not allow it (409).
    State,
    /// The request cannot be right in any state (422).
    Request,
    /// The caller's role does not reach so far (403).
    Authority,
}

/// One field that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Path in the request, `approval.case_number`.
    pub field: String,
    /// Stable name.
    pub code: Cow<'static, str>,
    /// How to mend it, in Chinese and English; empty where the message files have the words by code.
    pub words: Option<(String, String)>,
    /// What the words from the message files need.
    pub arguments: Vec<(&'static str, String)>,
}

impl FieldError {
    /// A wrong field whose words stand in the message files.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self { field: field.into(), code: Cow::Borrowed(code), words: None, arguments: Vec::new() }
    }
}

impl FieldError {
    /// What a record says is wrong with one of its fields.
    pub fn of_record(record: &str, refusal: FieldRefusal) -> Self {
        Self {
            field: format!("{record}.{}", refusal.field),
            code: Cow::Borrowed(refusal.code),
            words: Some((refusal.message_zh, refusal.message_en)),
            arguments: Vec::new(),
        }
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code)
    }
}

impl Error {
    /// A rule's refusal.
    pub fn refused(refusal: impl Refusal) -> Self {
        Self::Refused(Box::new(Refused {
            code: refusal.code(),
            clause: refusal.clause(),
            field: refusal.field(),
            arguments: refusal.arguments(),
            kind: kind_of(&refusal),
        }))
    }

    /// The platform's own refusal, by code.
    pub fn refuse(kind: RefusedKind, code: &'static str) -> Self {
        Self::Refused(Box::new(Refused { code, clause: None, field: None, arguments: Vec::new(), kind }))
    }

    /// One wrong field.
    pub fn field(field: impl Into<String>, code: &'static str) -> Self {
        Self::Invalid(vec![FieldError::new(field, code)])
    }

    /// Something broken.
    pub fn fault(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Fault(source.into())
    }

    /// The database's word on whether another try may help.
    pub fn database(&self) -> Option<&shenguan_db::Error> {
        match self {
            Self::Fault(source) => source.downcast_ref(),
            _ => None,
        }
    }
}

/// Refusals that say: this is for somebody else to do, whatever the state. 「审批部门只行使…，监管部门只行使…」
const FOR_SOMEBODY_ELSE: &[&str] = &[
    "DUTY_NOT_THEIRS",
    "SEPARATION_OF_POWERS",
    "NOT_ADDRESSEE",
    "NOT_SENDER",
    "NOT_PARTY",
    "NOT_BUREAU",
    "NOT_ADMINISTRATOR",
    "AGREEMENT_NOT_BUREAU",
    "ITEM_NOT_BUREAU",
    "ATTACHMENT_NOT_DEPARTMENT",
    "ATTACHMENT_NOT_READER",
    "DESIGNATION_NOT_ENTITLED",
    "SUBSTITUTION_NOT_ENTITLED",
    "ROSTER_NOT_THEIRS",
    "ROSTER_NOT_ADDRESSEE",
    "HANDOVER_NOT_THEIRS",
    "OFFICER_NOT_THEIRS",
    "STEP_ABOVE_LEVEL",
    "PROPOSAL_ABOVE_LEVEL",
    "PERSON_NEEDED",
    "NOT_ISSUING_DEPARTMENT",
    "NOT_AMONG_ADDRESSEES",
    "NOT_ENDORSER",
    "REMARK_LEVEL",
    "NOT_REMARK_OWNER",
    "NOT_CALLED",
    "REGISTER_NOT_THEIRS",
    "NOT_REQUESTED",
    "NOT_ASKER",
    "NOT_SIGNER",
    "NOT_RESPONSIBLE",
];

fn kind_of(refusal: &impl Refusal) -> RefusedKind {
    if FOR_SOMEBODY_ELSE.contains(&refusal.code()) {
        RefusedKind::Authority
    } else if refusal.field().is_some() {
        RefusedKind::Request
    } else {
        RefusedKind::State
    }
}

impl From<shenguan_db::Error> for Error {
    fn from(source: shenguan_db::Error) -> Self {
        Self::fault(source)
    }
}

impl From<serde_json::Error> for Error {
    fn from(source: serde_json::Error) -> Self {
        Self::fault(source)
    }
}
