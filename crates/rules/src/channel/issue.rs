//! 发出 with its number, 签收归档, the answer; and the parties' successors (A20).

use super::command::Person;
use super::correspondence::Correspondence;
use super::draft::check_writer;
use super::event::CorrespondenceEvent;
use super::facts::{Issue, IssuedDocument, Purpose, Receipt, Stage};
use super::ladder::{Channel, check_taker};
use super::numbering::Numbering;
use super::refusal::ChannelRefusal;
use crate::exchange::ActedBy;
use crate::party::{CorrespondenceId, DepartmentCode};
use crate::roster::Role;
use crate::subject::{Actor, Context};

/// The addressee's leader in charge agrees, where the city asks for both (A6).
pub(super) fn consent(held: &Correspondence, context: &Context<'_>) -> Result<CorrespondenceEvent, ChannelRefusal> {
    let department = check_addressee(held, context)?;
    if held.stage == Stage::Endorsed && !held.asks_consent {
        return Err(ChannelRefusal::ConsentNotAsked);
    }
    let leads = matches!(context.actor, Actor::Officer { roles, .. }
        if roles.contains(&Role::LeaderInCharge) || roles.contains(&Role::PrincipalLeader));
    if !leads {
        return Err(ChannelRefusal::EndorserLevel { channel: held.channel, who: held.channel.endorsers() });
    }
    match &held.stage {
        Stage::Endorsed if held.consents.contains(department) => Err(ChannelRefusal::ConsentedBefore),
        Stage::Endorsed => Ok(CorrespondenceEvent::Consented {
            at: context.now,
            by: ActedBy::from(context.actor),
            department: department.clone(),
        }),
        stage => Err(ChannelRefusal::NotAtThisStage { stage: stage.as_str() }),
    }
}

pub(super) fn issue(
    held: &Correspondence,
    numbering: Numbering,
    gone: Option<DepartmentCode>,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    check_writer(held, context)?;
    match &held.stage {
        Stage::Endorsed => {}
        Stage::Drafted | Stage::Submitted { .. } | Stage::SentBack => {
            return Err(ChannelRefusal::NotEndorsed { channel: held.channel, who: held.channel.endorsers() });
        }
        stage => return Err(ChannelRefusal::NotAtThisStage { stage: stage.as_str() }),
    }
    // The leader agreed to writing to that office; whether to write to its successor is his to say too.
    if let Some(department) = gone {
        return Err(ChannelRefusal::AddresseeGone { department });
    }
    if let Some(department) = held.consent_missing() {
        return Err(ChannelRefusal::ConsentMissing { department: department.clone() });
    }
    Ok(CorrespondenceEvent::Issued {
        at: context.now,
        by: ActedBy::from(context.actor),
        office: held.from.clone(),
        number: numbering.number(held.channel == Channel::Oa, context.now)?,
        version: held.version(),
    })
}

/// The bytes of what was issued: once, for a document that is exchanged for another proves nothing.
pub(super) fn document(
    held: &Correspondence,
    document: IssuedDocument,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    match &held.issue {
        None => Err(ChannelRefusal::NotAtThisStage { stage: held.stage.as_str() }),
        Some(issue) if issue.document.is_some() => Err(ChannelRefusal::DocumentKnown),
        Some(_) => Ok(CorrespondenceEvent::Documented { at: context.now, document }),
    }
}

pub(super) fn file(held: &Correspondence, context: &Context<'_>) -> Result<CorrespondenceEvent, ChannelRefusal> {
    let department = check_addressee(held, context)?;
    let receipt = receipt_of(held, department)?;
    if let Some(at) = receipt.filed_at {
        return Err(ChannelRefusal::FiledBefore { at });
    }
    let by = ActedBy::from(context.actor);
    Ok(CorrespondenceEvent::Filed { at: context.now, by, department: department.clone() })
}

pub(super) fn answer(
    held: &Correspondence,
    answer: CorrespondenceId,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    let department = check_addressee(held, context)?;
    check_taker(context.actor, held.channel)?;
    if receipt_of(held, department)?.answer.is_some() {
        return Err(ChannelRefusal::AnsweredBefore);
    }
    let by = ActedBy::from(context.actor);
    Ok(CorrespondenceEvent::Answered { at: context.now, by, department: department.clone(), answer })
}

pub(super) fn succeed(
    held: &Correspondence,
    department: DepartmentCode,
    successor: DepartmentCode,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    if !held.parties().contains(&department) {
        return Err(ChannelRefusal::NotParty);
    }
    Ok(CorrespondenceEvent::Succeeded { at: context.now, department, successor })
}

/// 工作交接: who goes on with a text that is not issued. The text stays whose it is: nobody endorses what he wrote himself.
pub(super) fn hand_over(
    held: &Correspondence,
    to: &Person,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    if !matches!(held.stage, Stage::Drafted | Stage::SentBack | Stage::Endorsed) {
        return Err(ChannelRefusal::NotAtThisStage { stage: held.stage.as_str() });
    }
    if to.department != held.from {
        return Err(ChannelRefusal::NotIssuingDepartment { from: held.from.clone() });
    }
    Ok(CorrespondenceEvent::HandedOver {
        at: context.now,
        by: ActedBy::from(context.actor),
        officer: to.officer.clone(),
    })
}

pub(super) fn apply(held: &mut Correspondence, event: &CorrespondenceEvent) {
    match event {
        CorrespondenceEvent::Consented { department, .. } => held.consents.push(department.clone()),
        CorrespondenceEvent::Issued { at, by, office, number, version } => {
            held.stage = Stage::Issued;
            held.issue = Some(Issue {
                at: *at,
                by: by.clone(),
                office: office.clone(),
                number: number.clone(),
                version: *version,
                document: None,
            });
            held.to.clone().iter().for_each(|department| held.tell(department));
            let open = |department: &DepartmentCode| Receipt {
                department: department.clone(),
                filed_at: None,
                filed_by: None,
                answer: None,
            };
            held.receipts = held.to.iter().map(open).collect();
        }
        CorrespondenceEvent::Documented { document, .. } => {
            if let Some(issue) = &mut held.issue {
                issue.document = Some(document.clone());
            }
        }
        CorrespondenceEvent::Filed { at, by, department } => {
            for receipt in held.receipts.iter_mut().filter(|receipt| receipt.department == *department) {
                receipt.filed_at = Some(*at);
                receipt.filed_by = Some(by.clone());
            }
        }
        CorrespondenceEvent::Answered { at, by, department, answer } => {
            for receipt in held.receipts.iter_mut().filter(|receipt| receipt.department == *department) {
                receipt.filed_at = receipt.filed_at.or(Some(*at));
                receipt.filed_by = receipt.filed_by.take().or_else(|| Some(by.clone()));
                receipt.answer = Some(answer.clone());
            }
        }
        CorrespondenceEvent::HandedOver { officer, .. } => held.keeper = Some(officer.clone()),
        CorrespondenceEvent::Succeeded { department, successor, .. } => succeeded(held, department, successor),
        _ => {}
    }
}

/// Who knew of it knows of it for ever. Leaders of an office that is gone neither read nor bind: the successor's own do. A letter about
/// the roster of an office that is gone has nothing more to say.
fn succeeded(held: &mut Correspondence, department: &DepartmentCode, successor: &DepartmentCode) {
    if held.from == *department && held.stage.is_before_issue() {
        let roster = held.purpose == Purpose::RosterChange;
        held.stage = if roster { Stage::Withdrawn } else { Stage::Drafted };
        held.keeper = None;
        held.void_endorsement();
    }
    if held.readers.contains(department) {
        held.tell(successor);
    }
    // An addressee that was merged into another one, or into the sender, has nothing of its own to do any more.
    let is_there_already = held.parties().contains(successor);
    if is_there_already && held.to.contains(department) {
        held.to.retain(|to| to != department);
        held.receipts.retain(|receipt| receipt.department != *department || receipt.filed_at.is_some());
    }
    if is_there_already && held.from == *department {
        held.to.retain(|to| to != successor);
        held.receipts.retain(|receipt| receipt.department != *successor || receipt.filed_at.is_some());
    }
    let receipts = held.receipts.iter_mut().map(|receipt| &mut receipt.department);
    let parties = std::iter::once(&mut held.from).chain(&mut held.to).chain(&mut held.consents);
    for party in parties.chain(receipts).filter(|party| *party == department) {
        party.clone_from(successor);
    }
    if held.to.is_empty() && held.stage.is_before_issue() {
        held.stage = Stage::Withdrawn;
    }
}

fn check_addressee<'a>(held: &Correspondence, context: &Context<'a>) -> Result<&'a DepartmentCode, ChannelRefusal> {
    let department = context.actor.department().filter(|department| held.to.contains(department));
    department.ok_or(ChannelRefusal::NotAmongAddressees)
}

fn receipt_of<'a>(held: &'a Correspondence, department: &DepartmentCode) -> Result<&'a Receipt, ChannelRefusal> {
    let receipt = held.receipts.iter().find(|receipt| receipt.department == *department);
    receipt.ok_or(ChannelRefusal::NotAtThisStage { stage: held.stage.as_str() })
}
