//! Every "no" about a request for cooperation, by name.

use super::request::State;
use crate::calendar::{CalendarRefusal, rfc3339};
use crate::party::DepartmentCode;
use crate::reminder::ReminderRefusal;
use crate::subject::Refusal;
use jiff::Timestamp;

/// Why a request for cooperation, a note or a countersigning does not take a command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CooperationRefusal {
    /// There is no such request.
    #[error("there is no such request for cooperation")]
    NoRequest,
    /// The id is taken.
    #[error("the request was issued already")]
    AlreadyIssued,
    /// Neither bureau nor authority.
    #[error("the bureau asks an authority, an authority asks the bureau")]
    AskerSide,
    /// The addressee stands on the wrong side.
    #[error("the bureau asks an authority, an authority asks the bureau")]
    RequestedSide,
    /// Nobody asks himself.
    #[error("sender and addressee are one department")]
    SameDepartment,
    /// 「在审批过程中」: no open case is named.
    #[error("a request of the bureau names an open case")]
    NoCase,
    /// The outcome of the case was pushed.
    #[error("the case is concluded: {number}")]
    CaseConcluded {
        /// The number of the push.
        number: String,
    },
    /// The statutory date of the case is missing.
    #[error("give the statutory date of the case")]
    StatutoryDateRequired,
    /// 「在监管过程中」: no regulatory matter is named.
    #[error("a request of an authority names a regulatory matter")]
    NoRegulatoryMatter,
    /// Only the department that was asked does that.
    #[error("only {to}, which was asked, may do that")]
    NotRequested {
        /// Which.
        to: DepartmentCode,
    },
    /// Only the department that asks does that.
    #[error("only {from}, which asks, may do that")]
    NotAsker {
        /// Which.
        from: DepartmentCode,
    },
    /// 已撤回.
    #[error("the request was withdrawn")]
    RequestWithdrawn,
    /// 已改派.
    #[error("the request was redirected")]
    RequestRedirected,
    /// 已确认.
    #[error("the reply was confirmed at {at}")]
    RequestConfirmed {
        /// When.
        at: Timestamp,
    },
    /// 「非本部门职责」 waits for the asker.
    #[error("the addressee said that it is not competent; redirect or uphold first")]
    CompetenceOpen,
    /// A reply says something.
    #[error("say agree, disagree, conditional or no_opinion")]
    OpinionRequired,
    /// Reasons or conditions are missing.
    #[error("say why")]
    ReasonRequired,
    /// A part of a reply says something.
    #[error("a part of a reply has a text")]
    ReplyTextRequired,
    /// The question was replaced while the reply was written.
    #[error("version {read} was read, version {now} is asked")]
    RequestVersion {
        /// Read.
        read: u32,
        /// Asked now.
        now: u32,
    },
    /// There is no such question.
    #[error("there is no open question {question}")]
    NoClarification {
        /// Which.
        question: u32,
    },
    /// A question waits already.
    #[error("a question waits for its answer already")]
    ClarificationOpen,
    /// Nothing is owed.
    #[error("nothing is owed but {}", state.as_str())]
    NothingAsked {
        /// How it stands.
        state: State,
    },
    /// The term has passed: no extension any more.
    #[error("the term ended at {due}; an extension is asked before")]
    ExtensionLate {
        /// When.
        due: Timestamp,
    },
    /// The city has no extensions, or they are used up.
    #[error("the term may be extended {times} times")]
    ExtensionUsed {
        /// How often it may.
        times: u32,
    },
    /// One is asked already.
    #[error("an extension is asked already")]
    ExtensionPending,
    /// None is asked, or it fell with the term.
    #[error("no extension waits for a decision")]
    NoExtension,
    /// Too long, or none.
    #[error("an extension has 1 to {most} working days")]
    ExtensionDays {
        /// At most.
        most: u32,
    },
    /// The asker held to the addressee before.
    #[error("the asker has upheld the addressee; ask for a consultation")]
    CompetenceUpheld,
    /// Nobody said so.
    #[error("the addressee did not say that it is not competent")]
    NotDeclined,
    /// Redirected as often as it may be.
    #[error("redirected {hops} times: ask for a consultation")]
    RedirectLimit {
        /// How often.
        hops: u32,
    },
    /// No reply to confirm.
    #[error("there is no reply to confirm")]
    NothingToConfirm,
    /// Not among those that were asked together.
    #[error("{department} was not asked beside it")]
    NotAskedBeside {
        /// Which.
        department: DepartmentCode,
    },
    /// No reply to share.
    #[error("there is no reply to share")]
    NothingToShare,
    /// Opened before.
    #[error("opened before")]
    AlreadyOpened,
    /// Neither section nor officer.
    #[error("name a section or an officer")]
    AssigneeRequired,
    /// The due instant has not passed.
    #[error("not due before {due}")]
    TooEarly {
        /// The due instant.
        due: Timestamp,
    },
    /// Nothing to write down, nothing that moves.
    #[error("no open deadline moves")]
    NothingMoves,
    /// Outages extend nothing in this city.
    #[error("outages extend nothing in this city")]
    TollingOff,
    /// The outage lies outside the term.
    #[error("the outage does not lie inside the window for long enough")]
    OutsideWindow,
    /// Extended by that outage before.
    #[error("the window was extended by that outage before")]
    AlreadyExtended,
    /// A note or countersigning that is not there, or is there already.
    #[error("there is no such note or countersigning")]
    NoNote,
    /// The id is taken.
    #[error("it was put on record already")]
    NoteKnown,
    /// A note goes between the parties of its item.
    #[error("only the sender or the addressee may do that")]
    NotParty,
    /// It was answered or closed before.
    #[error("it was settled before")]
    NoteClosed,
    /// A person does that, no system.
    #[error("a person does that")]
    PersonNeeded,
    /// Only those who were asked to sign do.
    #[error("only an officer or section that was asked signs")]
    NotSigner,
    /// Nobody is asked to sign.
    #[error("ask somebody of the department")]
    SignerRequired,
    /// Signed before.
    #[error("signed before")]
    SignedBefore,
    /// Only the responsible officer collects opinions.
    #[error("the responsible officer collects the opinions of the department")]
    NotResponsible,
    /// Nothing to press for, or pressed for today.
    #[error(transparent)]
    Reminder(#[from] ReminderRefusal),
    /// The calendar does not answer.
    #[error(transparent)]
    Calendar(#[from] CalendarRefusal),
}

impl Refusal for CooperationRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NoRequest => "NO_COOPERATION_REQUEST",
            Self::AlreadyIssued => "REQUEST_ISSUED",
            Self::AskerSide => "ASKER_SIDE",
            Self::RequestedSide => "REQUESTED_SIDE",
            Self::SameDepartment => "SAME_DEPARTMENT",
            Self::NoCase => "NO_CASE",
            Self::CaseConcluded { .. } => "CASE_CONCLUDED",
            Self::StatutoryDateRequired => "STATUTORY_DATE_REQUIRED",
            Self::NoRegulatoryMatter => "NO_REGULATORY_MATTER",
            Self::NotRequested { .. } => "NOT_REQUESTED",
            Self::NotAsker { .. } => "NOT_ASKER",
            Self::RequestWithdrawn => "REQUEST_WITHDRAWN",
            Self::RequestRedirected => "REQUEST_REDIRECTED",
            Self::RequestConfirmed { .. } => "REQUEST_CONFIRMED",
            Self::CompetenceOpen => "COMPETENCE_OPEN",
            Self::OpinionRequired => "OPINION_REQUIRED",
            Self::ReasonRequired => "REASON_REQUIRED",
            Self::ReplyTextRequired => "REPLY_TEXT_REQUIRED",
            Self::RequestVersion { .. } => "REQUEST_VERSION",
            Self::NoClarification { .. } => "NO_CLARIFICATION",
            Self::ClarificationOpen => "CLARIFICATION_OPEN",
            Self::NothingAsked { .. } => "NOTHING_ASKED",
            Self::ExtensionLate { .. } => "EXTENSION_LATE",
            Self::ExtensionUsed { .. } => "EXTENSION_USED",
            Self::ExtensionPending => "EXTENSION_PENDING",
            Self::NoExtension => "NO_EXTENSION",
            Self::ExtensionDays { .. } => "EXTENSION_DAYS",
            Self::CompetenceUpheld => "COMPETENCE_UPHELD",
            Self::NotDeclined => "NOT_DECLINED",
            Self::RedirectLimit { .. } => "REDIRECT_LIMIT",
            Self::NothingToConfirm => "NOTHING_TO_CONFIRM",
            Self::NotAskedBeside { .. } => "NOT_ASKED_BESIDE",
            Self::NothingToShare => "NOTHING_TO_SHARE",
            Self::AlreadyOpened => "ALREADY_OPENED",
            Self::AssigneeRequired => "ASSIGNEE_REQUIRED",
            Self::TooEarly { .. } => "TOO_EARLY",
            Self::NothingMoves => "NOTHING_MOVES",
            Self::TollingOff => "TOLLING_OFF",
            Self::OutsideWindow => "OUTSIDE_WINDOW",
            Self::AlreadyExtended => "ALREADY_EXTENDED",
            Self::NoNote => "NO_NOTE",
            Self::NoteKnown => "NOTE_KNOWN",
            Self::NotParty => "NOT_PARTY",
            Self::NoteClosed => "NOTE_CLOSED",
            Self::PersonNeeded => "PERSON_NEEDED",
            Self::NotSigner => "NOT_SIGNER",
            Self::SignerRequired => "SIGNER_REQUIRED",
            Self::SignedBefore => "SIGNED_BEFORE",
            Self::NotResponsible => "NOT_RESPONSIBLE",
            Self::Reminder(refusal) => refusal.code(),
            Self::Calendar(refusal) => refusal.code(),
        }
    }

    fn clause(&self) -> Option<&'static str> {
        let clause = match self {
            Self::NoRequest | Self::NoNote => return None,
            Self::Reminder(refusal) => return refusal.clause(),
            Self::Calendar(refusal) => return refusal.clause(),
            Self::AskerSide | Self::RequestedSide | Self::SameDepartment => "二(一)¶2",
            Self::CompetenceUpheld | Self::NotDeclined => "三(二)",
            Self::RedirectLimit { .. } => "二(五)",
            Self::TollingOff
            | Self::OutsideWindow
            | Self::AlreadyExtended
            | Self::NoteKnown
            | Self::NotParty
            | Self::NoteClosed => "二(三)¶2",
            Self::PersonNeeded | Self::NotSigner | Self::SignerRequired | Self::SignedBefore | Self::NotResponsible => {
                "二(二)¶3"
            }
            _ => "二(三)¶4",
        };
        Some(clause)
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::RequestedSide | Self::SameDepartment => Some("to"),
            Self::NoCase | Self::CaseConcluded { .. } => Some("case_number"),
            Self::StatutoryDateRequired => Some("statutory_due_on"),
            Self::NoRegulatoryMatter => Some("regulatory_matter"),
            Self::OpinionRequired => Some("opinion"),
            Self::ReasonRequired => Some("reason"),
            Self::ReplyTextRequired => Some("content"),
            Self::RequestVersion { .. } => Some("version"),
            Self::NoClarification { .. } => Some("question"),
            Self::ExtensionDays { .. } => Some("working_days"),
            Self::NotAskedBeside { .. } => Some("with"),
            Self::AssigneeRequired => Some("section"),
            Self::SignerRequired => Some("officers"),
            _ => None,
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::CaseConcluded { number } => vec![("number", number.clone())],
            Self::NotRequested { to } => vec![("to", to.to_string())],
            Self::NotAsker { from } => vec![("from", from.to_string())],
            Self::RequestConfirmed { at } => vec![("at", rfc3339(*at))],
            Self::RequestVersion { read, now } => vec![("read", read.to_string()), ("now", now.to_string())],
            Self::NoClarification { question } => vec![("question", question.to_string())],
            Self::NothingAsked { state } => vec![("state", state.as_str().to_owned())],
            Self::ExtensionLate { due } | Self::TooEarly { due } => vec![("due", rfc3339(*due))],
            Self::ExtensionUsed { times } => vec![("times", times.to_string())],
            Self::ExtensionDays { most } => vec![("most", most.to_string())],
            Self::RedirectLimit { hops } => vec![("hops", hops.to_string())],
            Self::Reminder(refusal) => refusal.arguments(),
            Self::NotAskedBeside { department } => vec![("department", department.to_string())],
            _ => Vec::new(),
        }
    }
}
