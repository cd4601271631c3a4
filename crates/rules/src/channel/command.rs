//! What may be asked of a correspondence, with the facts from elsewhere, and which function judges it.

use super::correspondence::Correspondence;
use super::event::CorrespondenceEvent;
use super::facts::{DocumentKind, IssuedDocument, Proof, Purpose};
use super::ladder::{Channel, Step};
use super::numbering::Numbering;
use super::refusal::ChannelRefusal;
use super::{draft, endorse, issue};
use crate::party::{AttachmentId, ContentDigest, CorrespondenceId, DepartmentCode, OfficerId, StepId};
use crate::roster::Role;
use crate::subject::Context;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What somebody asks of a correspondence. Text is a digest of content that the same act stores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrespondenceCommand {
    /// 拟稿: the only one for a correspondence that is not there yet.
    Draft(Box<Draft>),
    /// Another text or other files; voids an endorsement.
    Revise {
        /// The text, salted.
        content: ContentDigest,
        /// Files.
        attachments: Vec<AttachmentId>,
    },
    /// 送审.
    Submit {
        /// To which leader.
        to: Person,
    },
    /// 同意发出.
    Endorse {
        /// The version that the leader read.
        version: u32,
        /// What he says with it.
        opinion: Option<ContentDigest>,
    },
    /// 退回修改.
    SendBack {
        /// What is to change.
        reason: Option<ContentDigest>,
    },
    /// 转办: another leader decides.
    PassOn {
        /// Who.
        to: Person,
        /// What he says with it.
        opinion: Option<ContentDigest>,
    },
    /// An endorsement that was given on paper or in the OA system.
    EnterEndorsement(Box<EnteredEndorsement>),
    /// The addressee's leader in charge agrees to the OA channel, where the city asks for both (A6).
    Consent,
    /// 发出, with its number.
    Issue {
        /// Where the number comes from.
        numbering: Numbering,
        /// Fact: an addressee that was merged or split since it was drafted.
        gone: Option<DepartmentCode>,
    },
    /// Lay the document that was made of it beside it.
    Document(IssuedDocument),
    /// 撤回 before it was issued.
    Withdraw {
        /// Why.
        reason: Option<ContentDigest>,
    },
    /// 签收归档, by an addressee.
    File,
    /// Answered by another correspondence, issued in the same act.
    Answer {
        /// Which.
        answer: CorrespondenceId,
    },
    /// 工作交接: another officer of the department goes on with the text.
    HandOver {
        /// Who.
        to: Person,
    },
    /// What is open goes on with the department that stands in a party's place (A20).
    Succeed {
        /// Whose place.
        department: DepartmentCode,
        /// Who stands in it.
        successor: DepartmentCode,
    },
}

/// What is drafted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: CorrespondenceId,
    /// `OA-2026-000001`, `GH-2026-000001`.
    pub number: String,
    /// OA or letter.
    pub channel: Channel,
    /// 函 or 通知.
    pub kind: DocumentKind,
    /// What it is for.
    pub purpose: Purpose,
    /// 主送.
    pub to: Vec<DepartmentCode>,
    /// What it is about, if about one.
    pub about: Option<StepId>,
    /// The step before.
    pub follows: Option<Step>,
    /// What it is to answer.
    pub answers: Option<Answered>,
    /// Subject and text, salted.
    pub content: ContentDigest,
    /// Files.
    pub attachments: Vec<AttachmentId>,
}

/// A correspondence that is to be answered, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Which.
    pub id: CorrespondenceId,
    /// Who sent it.
    pub from: DepartmentCode,
    /// The addressees that have not answered it yet; none before it is issued.
    pub unanswered: Vec<DepartmentCode>,
}

/// A person, with the roles that a designation in force gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub officer: OfficerId,
    /// Of which department.
    pub department: DepartmentCode,
    /// In which roles.
    pub roles: BTreeSet<Role>,
}

/// An endorsement that was given elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredEndorsement {
    /// Who gave it, with the roles of that day.
    pub endorser: Person,
    /// On which day.
    pub endorsed_on: Date,
    /// On paper or in the OA system.
    pub proof: Proof,
    /// Its number there.
    pub number: Option<String>,
    /// The scan.
    pub scan: Option<AttachmentId>,
}

/// Which function judges which command.
pub(super) fn judge(
    subject: Option<&Correspondence>,
    command: CorrespondenceCommand,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    use CorrespondenceCommand as Asked;
    let held = match (subject, command) {
        (None, Asked::Draft(wanted)) => return draft::draft(*wanted, context),
        (Some(_), Asked::Draft(_)) => return Err(ChannelRefusal::CorrespondenceKnown),
        (None, _) => return Err(ChannelRefusal::NoCorrespondence),
        (Some(held), command) => (held, command),
    };
    let (held, command) = held;
    match command {
        Asked::Draft(_) => Err(ChannelRefusal::CorrespondenceKnown),
        Asked::Revise { content, attachments } => draft::revise(held, content, attachments, context),
        Asked::Withdraw { reason } => draft::withdraw(held, reason, context),
        Asked::Submit { to } => endorse::submit(held, &to, context),
        Asked::Endorse { version, opinion } => endorse::endorse(held, version, opinion, context),
        Asked::SendBack { reason } => endorse::send_back(held, reason, context),
        Asked::PassOn { to, opinion } => endorse::pass_on(held, &to, opinion, context),
        Asked::EnterEndorsement(entered) => endorse::enter(held, *entered, context),
        Asked::Consent => issue::consent(held, context),
        Asked::Issue { numbering, gone } => issue::issue(held, numbering, gone, context),
        Asked::Document(document) => issue::document(held, document, context),
        Asked::File => issue::file(held, context),
        Asked::Answer { answer } => issue::answer(held, answer, context),
        Asked::HandOver { to } => issue::hand_over(held, &to, context),
        Asked::Succeed { department, successor } => issue::succeed(held, department, successor, context),
    }
}
