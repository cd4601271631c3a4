//! Every "no" of the ladder of channels, by name.

use super::ladder::Channel;
use crate::calendar::rfc3339;
use crate::party::{DepartmentCode, OfficerId};
use crate::roster::Role;
use crate::subject::Refusal;
use jiff::Timestamp;
use jiff::civil::Date;

/// Why something of the ladder does not take a command. `who` is always who may.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named by the sentences")]
pub enum ChannelRefusal {
    /// There is none.
    #[error("there is no such correspondence")]
    NoCorrespondence,
    /// The id is taken.
    #[error("the correspondence was drafted already")]
    CorrespondenceKnown,
    /// There is none.
    #[error("there is no such note of a call")]
    NoPhoneNote,
    /// The id is taken.
    #[error("the call was noted already")]
    PhoneNoteKnown,
    /// The id is taken.
    #[error("the consultation was proposed already")]
    ProposalKnown,
    /// The step is for others to take.
    #[error("{} is for {} to use", channel.as_str(), zh(who))]
    StepAboveLevel { channel: Channel, who: &'static [Role] },
    /// Only those who negotiate propose a consultation.
    #[error("a consultation is proposed by {}", zh(who))]
    ProposalAboveLevel { who: &'static [Role] },
    /// The channel is none of the two in writing.
    #[error("{} is no channel in writing", channel.as_str())]
    ChannelNotWritten { channel: Channel },
    /// A change of the roster goes by letter.
    #[error("a change of the roster goes by official letter")]
    RosterChangeByLetter,
    /// Nobody to send it to.
    #[error("name an addressee")]
    AddresseeRequired,
    /// Nobody writes to, or calls, himself.
    #[error("the other side is the own department")]
    AddresseeIsSender,
    /// Named twice.
    #[error("{department} is named twice")]
    AddresseeTwice { department: DepartmentCode },
    /// The step before was not one of theirs, or lies after this one.
    #[error("the step before is not one that the department took part in")]
    FollowsNotTheirs,
    /// What was tried was not between the two.
    #[error("what was tried is not between the two departments")]
    TriedElsewhere,
    /// A person does that.
    #[error("a person does that")]
    PersonNeeded,
    /// Only the issuing department does that.
    #[error("only {from}, which issues it, may do that")]
    NotIssuingDepartment { from: DepartmentCode },
    /// Only an addressee does that.
    #[error("only an addressee may do that")]
    NotAmongAddressees,
    /// Neither issues nor receives it.
    #[error("only its parties may do that")]
    NotParty,
    /// Its stage does not allow it.
    #[error("it is {stage}")]
    NotAtThisStage { stage: &'static str },
    /// Say why.
    #[error("say why")]
    ReasonRequired,
    /// A leader of the issuing department endorses.
    #[error("a leader of {from} endorses it")]
    EndorserElsewhere { from: DepartmentCode },
    /// Not of the level that the channel asks for.
    #[error("{} is endorsed by {}", channel.as_str(), zh(who))]
    EndorserLevel { channel: Channel, who: &'static [Role] },
    /// Nobody endorses his own draft; somebody else of the level does.
    #[error("nobody endorses a draft of his own: another of {} does", zh(who))]
    OwnDraft { who: &'static [Role] },
    /// Another leader has it.
    #[error("it was submitted to another leader")]
    NotEndorser { officer: OfficerId },
    /// To himself.
    #[error("it is passed on to somebody else")]
    PassedToSelf,
    /// The text changed since it was read.
    #[error("version {read} was read, version {now} stands")]
    VersionChanged { read: u32, now: u32 },
    /// Before the text was written, or after today.
    #[error("an endorsement of {on} cannot be of this text")]
    EndorsedOn { on: Date, written_on: Option<Date> },
    /// The scan is the proof.
    #[error("attach the scan of the endorsement")]
    ScanRequired,
    /// No endorsement holds.
    #[error("not endorsed: {} is endorsed by {}", channel.as_str(), zh(who))]
    NotEndorsed { channel: Channel, who: &'static [Role] },
    /// The city asks for the sender's leader only.
    #[error("the addressee's consent is not asked for")]
    ConsentNotAsked,
    /// The city asks for the leaders of both sides.
    #[error("the leader in charge of {department} has not agreed")]
    ConsentMissing { department: DepartmentCode },
    /// It would reach nobody.
    #[error("{department} was merged or split since it was drafted")]
    AddresseeGone { department: DepartmentCode },
    /// Agreed before.
    #[error("agreed before")]
    ConsentedBefore,
    /// No 发文字号.
    #[error("a number is written like 测审函〔2026〕12号")]
    NumberShape,
    /// No 机关代字.
    #[error("the code of an office has letters only, like 测审函")]
    IssuingCodeShape,
    /// A letter has a number.
    #[error("enter the number from the office's register, or let a code be reserved for the platform")]
    NumberRequired,
    /// The code is reserved by its own office.
    #[error("a code of {department} is reserved by {} of it", zh(who))]
    RegisterNotTheirs { department: DepartmentCode, who: &'static [Role] },
    /// The office has one of that channel and kind.
    #[error("the office has a code for that already")]
    RegisterKnown,
    /// Reserved, or used by hand.
    #[error("{code} is reserved, or documents are numbered under it by hand")]
    CodeUsed { code: String },
    /// Of another year.
    #[error("the number is of {year}, the issue of {now}")]
    NumberYear { year: i16, now: i16 },
    /// The platform runs that code.
    #[error("{code} is a code that the platform runs")]
    NumberReserved { code: String },
    /// Another document bears it.
    #[error("{number} is the number of another document")]
    NumberTaken { number: String },
    /// Filed before.
    #[error("filed before, at {at}")]
    FiledBefore { at: Timestamp },
    /// Answered before.
    #[error("answered before")]
    AnsweredBefore,
    /// Not addressed to the department, not issued, or answered.
    #[error("there is nothing that the department has to answer")]
    NothingToAnswer,
    /// An answer goes back to whoever wrote.
    #[error("an answer goes to {from}, which wrote")]
    AnswerElsewhere { from: DepartmentCode },
    /// It has one.
    #[error("the document lies beside it already")]
    DocumentKnown,
    /// Only leaders write remarks.
    #[error("a remark is written by {}", zh(who))]
    RemarkLevel { who: &'static [Role] },
    /// The owner is of the leader's department.
    #[error("the owner is an officer of {department}")]
    RemarkOwnerElsewhere { department: DepartmentCode },
    /// There is none.
    #[error("there is no such remark")]
    NoRemark,
    /// The id is taken.
    #[error("the remark was written already")]
    RemarkKnown,
    /// The owner does it.
    #[error("the remark is for another officer")]
    NotRemarkOwner { officer: OfficerId },
    /// Done before.
    #[error("done before, at {at}")]
    RemarkDone { at: Timestamp },
    /// After now.
    #[error("the call lies in the future")]
    CalledInFuture,
    /// Only the department that was called says so.
    #[error("only {to}, which was called, may do that")]
    NotCalled { to: DepartmentCode },
    /// Confirmed or disputed before.
    #[error("confirmed or disputed before, at {at}")]
    NoteSettled { at: Timestamp },
    /// The city asks for all four channels first.
    #[error("not tried yet: {}", words(not_tried))]
    MeetingGate { not_tried: Vec<Channel> },
}

impl Refusal for ChannelRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NoCorrespondence => "NO_CORRESPONDENCE",
            Self::CorrespondenceKnown => "CORRESPONDENCE_KNOWN",
            Self::NoPhoneNote => "NO_PHONE_NOTE",
            Self::PhoneNoteKnown => "PHONE_NOTE_KNOWN",
            Self::ProposalKnown => "PROPOSAL_KNOWN",
            Self::StepAboveLevel { .. } => "STEP_ABOVE_LEVEL",
            Self::ProposalAboveLevel { .. } => "PROPOSAL_ABOVE_LEVEL",
            Self::ChannelNotWritten { .. } => "CHANNEL_NOT_WRITTEN",
            Self::RosterChangeByLetter => "ROSTER_CHANGE_BY_LETTER",
            Self::AddresseeRequired => "ADDRESSEE_REQUIRED",
            Self::AddresseeIsSender => "ADDRESSEE_IS_SENDER",
            Self::AddresseeTwice { .. } => "ADDRESSEE_TWICE",
            Self::AddresseeGone { .. } => "ADDRESSEE_GONE",
            Self::FollowsNotTheirs => "FOLLOWS_NOT_THEIRS",
            Self::TriedElsewhere => "TRIED_ELSEWHERE",
            Self::PersonNeeded => "PERSON_NEEDED",
            Self::NotIssuingDepartment { .. } => "NOT_ISSUING_DEPARTMENT",
            Self::NotAmongAddressees => "NOT_AMONG_ADDRESSEES",
            Self::NotParty => "NOT_PARTY",
            Self::NotAtThisStage { .. } => "NOT_AT_THIS_STAGE",
            Self::ReasonRequired => "REASON_REQUIRED",
            Self::EndorserElsewhere { .. } => "ENDORSER_ELSEWHERE",
            Self::EndorserLevel { .. } => "ENDORSER_LEVEL",
            Self::OwnDraft { .. } => "OWN_DRAFT",
            Self::NotEndorser { .. } => "NOT_ENDORSER",
            Self::PassedToSelf => "PASSED_TO_SELF",
            Self::VersionChanged { .. } => "VERSION_CHANGED",
            Self::EndorsedOn { .. } => "ENDORSED_ON",
            Self::ScanRequired => "SCAN_REQUIRED",
            Self::NotEndorsed { .. } => "NOT_ENDORSED",
            Self::ConsentNotAsked => "CONSENT_NOT_ASKED",
            Self::ConsentMissing { .. } => "CONSENT_MISSING",
            Self::ConsentedBefore => "CONSENTED_BEFORE",
            Self::NumberShape => "NUMBER_SHAPE",
            Self::IssuingCodeShape => "ISSUING_CODE_SHAPE",
            Self::NumberRequired => "NUMBER_REQUIRED",
            Self::RegisterNotTheirs { .. } => "REGISTER_NOT_THEIRS",
            Self::RegisterKnown => "REGISTER_KNOWN",
            Self::CodeUsed { .. } => "CODE_USED",
            Self::NumberYear { .. } => "NUMBER_YEAR",
            Self::NumberReserved { .. } => "NUMBER_RESERVED",
            Self::NumberTaken { .. } => "NUMBER_TAKEN",
            Self::FiledBefore { .. } => "FILED_BEFORE",
            Self::AnsweredBefore => "ANSWERED_BEFORE",
            Self::NothingToAnswer => "NOTHING_TO_ANSWER",
            Self::AnswerElsewhere { .. } => "ANSWER_ELSEWHERE",
            Self::DocumentKnown => "DOCUMENT_KNOWN",
            Self::RemarkLevel { .. } => "REMARK_LEVEL",
            Self::RemarkOwnerElsewhere { .. } => "REMARK_OWNER_ELSEWHERE",
            Self::NoRemark => "NO_REMARK",
            Self::RemarkKnown => "REMARK_KNOWN",
            Self::NotRemarkOwner { .. } => "NOT_REMARK_OWNER",
            Self::RemarkDone { .. } => "REMARK_DONE",
            Self::CalledInFuture => "CALLED_IN_FUTURE",
            Self::NotCalled { .. } => "NOT_CALLED",
            Self::NoteSettled { .. } => "NOTE_SETTLED",
            Self::MeetingGate { .. } => "MEETING_GATE",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        match self {
            Self::StepAboveLevel { channel, .. }
            | Self::EndorserLevel { channel, .. }
            | Self::NotEndorsed { channel, .. } => Some(channel.clause()),
            Self::ProposalAboveLevel { .. }
            | Self::FollowsNotTheirs
            | Self::TriedElsewhere
            | Self::MeetingGate { .. } => Some("二（四）¶2"),
            Self::ChannelNotWritten { .. }
            | Self::AddresseeRequired
            | Self::EndorserElsewhere { .. }
            | Self::OwnDraft { .. }
            | Self::NotEndorser { .. }
            | Self::VersionChanged { .. }
            | Self::EndorsedOn { .. }
            | Self::ScanRequired
            | Self::ConsentNotAsked
            | Self::ConsentMissing { .. }
            | Self::RemarkLevel { .. } => Some("二（四）3"),
            Self::RosterChangeByLetter
            | Self::NumberReserved { .. }
            | Self::NumberTaken { .. }
            | Self::RegisterNotTheirs { .. }
            | Self::RegisterKnown
            | Self::CodeUsed { .. } => Some("二（四）4"),
            Self::AddresseeIsSender
            | Self::AddresseeGone { .. }
            | Self::PersonNeeded
            | Self::NothingToAnswer
            | Self::AnswerElsewhere { .. } => Some("二（四）"),
            Self::NumberShape | Self::IssuingCodeShape | Self::NumberYear { .. } | Self::NumberRequired => {
                Some("GB/T 9704-2012 7.2.5")
            }
            Self::CalledInFuture | Self::NotCalled { .. } => Some("二（四）2"),
            _ => None,
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::ChannelNotWritten { .. } | Self::RosterChangeByLetter => Some("channel"),
            Self::AddresseeRequired
            | Self::AddresseeIsSender
            | Self::AddresseeTwice { .. }
            | Self::AnswerElsewhere { .. } => Some("to"),
            Self::NothingToAnswer => Some("answers"),
            Self::CodeUsed { .. } | Self::IssuingCodeShape => Some("code"),
            Self::FollowsNotTheirs => Some("follows"),
            Self::TriedElsewhere | Self::MeetingGate { .. } => Some("tried"),
            Self::ReasonRequired => Some("reason"),
            Self::EndorserElsewhere { .. }
            | Self::EndorserLevel { .. }
            | Self::OwnDraft { .. }
            | Self::PassedToSelf => Some("endorser"),
            Self::EndorsedOn { .. } => Some("endorsed_on"),
            Self::ScanRequired => Some("scan"),
            Self::NumberShape
            | Self::NumberRequired
            | Self::NumberYear { .. }
            | Self::NumberReserved { .. }
            | Self::NumberTaken { .. } => Some("number"),
            Self::RemarkOwnerElsewhere { .. } => Some("owner"),
            Self::CalledInFuture => Some("called_at"),
            _ => None,
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::StepAboveLevel { channel, who }
            | Self::EndorserLevel { channel, who }
            | Self::NotEndorsed { channel, who } => vec![("channel", channel.as_str().to_owned()), ("who", zh(who))],
            Self::ProposalAboveLevel { who } | Self::RemarkLevel { who } | Self::OwnDraft { who } => {
                vec![("who", zh(who))]
            }
            Self::ChannelNotWritten { channel } => vec![("channel", channel.as_str().to_owned())],
            Self::AddresseeTwice { department }
            | Self::AddresseeGone { department }
            | Self::ConsentMissing { department }
            | Self::RemarkOwnerElsewhere { department } => vec![("department", department.to_string())],
            Self::RegisterNotTheirs { department, who } => {
                vec![("department", department.to_string()), ("who", zh(who))]
            }
            Self::NotIssuingDepartment { from } | Self::EndorserElsewhere { from } | Self::AnswerElsewhere { from } => {
                vec![("from", from.to_string())]
            }
            Self::NotAtThisStage { stage } => vec![("stage", stage.to_string())],
            Self::NotEndorser { officer } | Self::NotRemarkOwner { officer } => vec![("officer", officer.to_string())],
            Self::VersionChanged { read, now } => vec![("read", read.to_string()), ("now", now.to_string())],
            Self::EndorsedOn { on, written_on } => {
                vec![("on", on.to_string()), ("written_on", written_on.map(|on| on.to_string()).unwrap_or_default())]
            }
            Self::NumberYear { year, now } => vec![("year", year.to_string()), ("now", now.to_string())],
            Self::NumberReserved { code } | Self::CodeUsed { code } => vec![("code", code.clone())],
            Self::NumberTaken { number } => vec![("number", number.clone())],
            Self::FiledBefore { at } | Self::RemarkDone { at } | Self::NoteSettled { at } => vec![("at", rfc3339(*at))],
            Self::NotCalled { to } => vec![("to", to.to_string())],
            Self::MeetingGate { not_tried } => vec![("not_tried", words(not_tried))],
            _ => Vec::new(),
        }
    }
}

/// The roles in the policy's own terms.
fn zh(who: &[Role]) -> String {
    who.iter().map(|role| role.zh()).collect::<Vec<_>>().join("、")
}

fn words(channels: &[Channel]) -> String {
    channels.iter().map(|channel| channel.as_str()).collect::<Vec<_>>().join(", ")
}
