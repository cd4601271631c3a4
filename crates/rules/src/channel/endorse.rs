//! 送审, 同意发出, 退回修改, 转办: the leader in charge for the OA channel, the principal leader for a letter (二(四)3 and 4).

use super::command::{EnteredEndorsement, Person};
use super::correspondence::Correspondence;
use super::draft::{check_writer, person};
use super::event::CorrespondenceEvent;
use super::facts::{Endorsement, Entered, Opinion, OpinionKind, Stage};
use super::ladder::{Channel, is_leader, leaders, role_among};
use super::refusal::ChannelRefusal;
use crate::calendar::local_date;
use crate::exchange::ActedBy;
use crate::party::{ContentDigest, OfficerId};
use crate::roster::Role;
use crate::rule_set::OaConsent;
use crate::subject::{Actor, Context};
use std::collections::BTreeSet;

pub(super) fn submit(
    held: &Correspondence,
    to: &Person,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    check_writer(held, context)?;
    if !matches!(held.stage, Stage::Drafted) {
        return Err(ChannelRefusal::NotAtThisStage { stage: held.stage.as_str() });
    }
    check_reader(held, to)?;
    let by = ActedBy::from(context.actor);
    Ok(CorrespondenceEvent::Submitted { at: context.now, by, officer: to.officer.clone() })
}

pub(super) fn endorse(
    held: &Correspondence,
    version: u32,
    opinion: Option<ContentDigest>,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    let officer = check_endorser(held, context)?;
    check_not_author(held, &officer)?;
    // What the absent leader wrote is not endorsed in his name either.
    context.actor.acting_for().map_or(Ok(()), |absent| check_not_author(held, absent))?;
    let role = check_level(held, roles(context.actor))?;
    if version != held.version() {
        return Err(ChannelRefusal::VersionChanged { read: version, now: held.version() });
    }
    endorsed(held, officer, role, opinion, None, context)
}

pub(super) fn send_back(
    held: &Correspondence,
    reason: Option<ContentDigest>,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    let by = check_endorser(held, context)?;
    let reason = reason.ok_or(ChannelRefusal::ReasonRequired)?;
    Ok(CorrespondenceEvent::SentBack { at: context.now, by, acting_for: context.actor.acting_for().cloned(), reason })
}

pub(super) fn pass_on(
    held: &Correspondence,
    to: &Person,
    opinion: Option<ContentDigest>,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    let by = check_endorser(held, context)?;
    if to.officer == by {
        return Err(ChannelRefusal::PassedToSelf);
    }
    check_reader(held, to)?;
    let (acting_for, officer) = (context.actor.acting_for().cloned(), to.officer.clone());
    Ok(CorrespondenceEvent::PassedOn { at: context.now, by, acting_for, officer, content: opinion })
}

/// What was endorsed on paper or in the OA system: of the text that stands, by a leader of the right level on that day.
pub(super) fn enter(
    held: &Correspondence,
    entered: EnteredEndorsement,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    check_writer(held, context)?;
    if !matches!(held.stage, Stage::Drafted | Stage::Submitted { .. }) {
        return Err(ChannelRefusal::NotAtThisStage { stage: held.stage.as_str() });
    }
    let EnteredEndorsement { endorser, endorsed_on, proof, number, scan } = entered;
    check_reader(held, &endorser)?;
    let role = check_level(held, Some(&endorser.roles))?;
    let written_on = held.versions.last().map(|version| local_date(version.at));
    if endorsed_on > local_date(context.now) || written_on.is_some_and(|written| endorsed_on < written) {
        return Err(ChannelRefusal::EndorsedOn { on: endorsed_on, written_on });
    }
    let scan = scan.ok_or(ChannelRefusal::ScanRequired)?;
    let entered = Entered { proof, endorsed_on, number, scan, by: ActedBy::from(context.actor) };
    endorsed(held, endorser.officer, role, None, Some(entered), context)
}

pub(super) fn apply(held: &mut Correspondence, event: &CorrespondenceEvent) {
    let version = held.version();
    let mut say = |officer: &OfficerId, acting_for: &Option<OfficerId>, kind, content: Option<&ContentDigest>, at| {
        let (officer, acting_for) = (officer.clone(), acting_for.clone());
        held.opinions.push(Opinion { officer, acting_for, kind, version, content: content.cloned(), at });
    };
    match event {
        CorrespondenceEvent::Submitted { officer, .. } => held.stage = Stage::Submitted { to: officer.clone() },
        CorrespondenceEvent::Endorsed {
            at,
            officer,
            acting_for,
            role,
            version,
            text,
            content,
            entered,
            asks_consent,
        } => {
            say(officer, acting_for, OpinionKind::Endorsed, content.as_ref(), *at);
            held.stage = Stage::Endorsed;
            held.endorsement = Some(Endorsement {
                officer: officer.clone(),
                acting_for: acting_for.clone(),
                role: *role,
                version: *version,
                content: text.clone(),
                at: *at,
                entered: entered.clone(),
            });
            held.asks_consent = *asks_consent;
            if *asks_consent {
                held.to.clone().iter().for_each(|department| held.tell(department));
            }
        }
        CorrespondenceEvent::SentBack { at, by, acting_for, reason } => {
            say(by, acting_for, OpinionKind::SentBack, Some(reason), *at);
            held.stage = Stage::SentBack;
        }
        CorrespondenceEvent::PassedOn { at, by, acting_for, officer, content } => {
            say(by, acting_for, OpinionKind::PassedOn, content.as_ref(), *at);
            held.stage = Stage::Submitted { to: officer.clone() };
        }
        _ => {}
    }
}

fn endorsed(
    held: &Correspondence,
    officer: OfficerId,
    role: Role,
    content: Option<ContentDigest>,
    entered: Option<Entered>,
    context: &Context<'_>,
) -> Result<CorrespondenceEvent, ChannelRefusal> {
    let text = held.versions.last().ok_or(ChannelRefusal::NoCorrespondence)?.content.clone();
    // What was given elsewhere was given by the leader himself, whoever enters it.
    let acting_for = context.actor.acting_for().filter(|_| entered.is_none()).cloned();
    Ok(CorrespondenceEvent::Endorsed {
        at: context.now,
        officer,
        acting_for,
        role,
        version: held.version(),
        text,
        content,
        entered,
        asks_consent: held.channel == Channel::Oa && context.rule_set.oa_consent == OaConsent::Both,
    })
}

/// A leader of the issuing department who did not write it.
fn check_reader(held: &Correspondence, reader: &Person) -> Result<(), ChannelRefusal> {
    if reader.department != held.from {
        return Err(ChannelRefusal::EndorserElsewhere { from: held.from.clone() });
    }
    if !is_leader(&reader.roles) {
        return Err(ChannelRefusal::EndorserLevel { channel: held.channel, who: leaders() });
    }
    check_not_author(held, &reader.officer)
}

/// The leader that it was submitted to, or whoever stands in for him (A14), and nobody else.
fn check_endorser(held: &Correspondence, context: &Context<'_>) -> Result<OfficerId, ChannelRefusal> {
    let officer = person(context)?;
    match &held.stage {
        Stage::Submitted { to }
            if context.actor.is_or_stands_for(to) && context.actor.department() == Some(&held.from) =>
        {
            Ok(officer)
        }
        Stage::Submitted { to } => Err(ChannelRefusal::NotEndorser { officer: to.clone() }),
        stage => Err(ChannelRefusal::NotAtThisStage { stage: stage.as_str() }),
    }
}

/// Nobody endorses his own draft, whichever of its versions he wrote.
fn check_not_author(held: &Correspondence, officer: &OfficerId) -> Result<(), ChannelRefusal> {
    if held.versions.iter().any(|version| version.by == *officer) {
        return Err(ChannelRefusal::OwnDraft { who: held.channel.endorsers() });
    }
    Ok(())
}

fn check_level(held: &Correspondence, roles: Option<&BTreeSet<Role>>) -> Result<Role, ChannelRefusal> {
    let who = held.channel.endorsers();
    roles.and_then(|roles| role_among(roles, who)).ok_or(ChannelRefusal::EndorserLevel { channel: held.channel, who })
}

const fn roles(actor: &Actor) -> Option<&BTreeSet<Role>> {
    match actor {
        Actor::Officer { roles, .. } => Some(roles),
        _ => None,
    }
}
