//! 发出 with its number, 签收归档, the answer; and the parties' successors (A20).

use super::correspondence::Correspondence;
use super::draft::check_writer;
use super::event::CorrespondenceEvent;
use super::facts::{Issue, IssuedDocument, Receipt, Stage};
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
    if !held.parties().contains(&department) || held.parties().contains(&successor) {
        return Err(ChannelRefusal::NotParty);
    }
    Ok(CorrespondenceEvent::Succeeded { at: context.now, department, successor })
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
        CorrespondenceEvent::Succeeded { department, successor, .. } => succeeded(held, department, successor),
        _ => {}
    }
}

/// Who knew of it knows of it for ever. Leaders of an office that is gone neither read nor bind: the successor's own do.
fn succeeded(held: &mut Correspondence, department: &DepartmentCode, successor: &DepartmentCode) {
    let is_open = matches!(held.stage, Stage::Drafted | Stage::Submitted { .. } | Stage::SentBack | Stage::Endorsed);
    if held.from == *department && is_open {
        held.stage = Stage::Drafted;
        held.void_endorsement();
    }
    if held.readers.contains(department) {
        held.tell(successor);
    }
    let receipts = held.receipts.iter_mut().map(|receipt| &mut receipt.department);
    let parties = std::iter::once(&mut held.from).chain(&mut held.to).chain(&mut held.consents);
    for party in parties.chain(receipts).filter(|party| *party == department) {
        party.clone_from(successor);
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
