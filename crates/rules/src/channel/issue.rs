//! 发出 with its number, 签收归档, the answer; and the parties' successors (A20).

use super::correspondence::{Correspondence, Receipt, Stage};
use super::draft::check_writer;
use super::event::CorrespondenceEvent;
use super::ladder::{Channel, check_taker};
use super::numbering::Numbering;
use super::refusal::ChannelRefusal;
use crate::exchange::ActedBy;
use crate::party::{CorrespondenceId, DepartmentCode};
use crate::roster::Role;
use crate::rule_set::OaConsent;
use crate::subject::{Actor, Context};

/// The addressee's leader in charge agrees, where the city asks for both (A6).
pub(super) fn consent(held: &Correspondence, context: &Context<'_>) -> Result<CorrespondenceEvent, ChannelRefusal> {
    if held.channel != Channel::Oa || context.rule_set.oa_consent != OaConsent::Both {
        return Err(ChannelRefusal::ConsentNotAsked);
    }
    let department = check_addressee(held, context)?;
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
    if let Some(department) = held.consent_missing(context.rule_set.oa_consent == OaConsent::Both) {
        return Err(ChannelRefusal::ConsentMissing { department: department.clone() });
    }
    Ok(CorrespondenceEvent::Issued {
        at: context.now,
        by: ActedBy::from(context.actor),
        number: numbering.number(context.now)?,
        version: held.version(),
    })
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
        CorrespondenceEvent::Issued { number, .. } => {
            held.stage = Stage::Issued;
            held.number = Some(number.clone());
            let open = |department: &DepartmentCode| Receipt {
                department: department.clone(),
                filed_at: None,
                filed_by: None,
                answer: None,
            };
            held.receipts = held.to.iter().map(open).collect();
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
        CorrespondenceEvent::Succeeded { department, successor, .. } => {
            let receipts = held.receipts.iter_mut().map(|receipt| &mut receipt.department);
            let parties = std::iter::once(&mut held.from).chain(&mut held.to).chain(&mut held.consents);
            for party in parties.chain(receipts).filter(|party| *party == department) {
                *party = successor.clone();
            }
        }
        _ => {}
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
