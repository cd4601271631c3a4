//! What may be asked of a change of roster, and how it is judged.

use super::effect::effective_on;
use super::event::{ChangeDrafted, RosterChangeEvent};
use super::refusal::RosterChangeRefusal;
use super::state::{ChangeLine, ChangeStage, HandoverSide, PlannedHandover, RosterChange};
use crate::exchange::ActedBy;
use crate::party::{
    ContentDigest, CorrespondenceId, Department, DepartmentCode, Officer, OfficerId, RosterChangeId, SectionCode, Side,
};
use crate::roster::Role;
use crate::subject::{Actor, Context, Subject};
use jiff::Timestamp;
use jiff::civil::Date;

/// What somebody asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterChangeCommand {
    /// 拟稿: together with its letter.
    Draft(Box<Draft>),
    /// The letter is sent, in the same act.
    Send(SentLetter),
    /// 备案: an addressee files the list.
    File,
    /// The letter is sent before the day from which it holds: the lists are made on that day.
    PlanHandovers {
        /// From whom to whom.
        planned: Vec<PlannedHandover>,
    },
    /// What is open goes from a predecessor to a successor: the list, made when the change is in force.
    ListHandover {
        /// From whom.
        predecessor: OfficerId,
        /// To whom.
        successor: OfficerId,
        /// How many items.
        items: usize,
        /// The list.
        content: ContentDigest,
    },
    /// One of the two confirms the list.
    ConfirmHandover {
        /// From whom.
        predecessor: OfficerId,
        /// To whom.
        successor: OfficerId,
        /// Which of the two confirms.
        side: HandoverSide,
        /// Fact: the predecessor, who may have left.
        predecessor_left: bool,
    },
    /// The letter is withdrawn, in the same act.
    Withdraw,
    /// Another department stands in the place of the department or of an addressee (A20).
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
    pub id: RosterChangeId,
    /// Its number, made by the server.
    pub number: String,
    /// Fact: the department whose roster it is.
    pub department: Department,
    /// Its letter.
    pub letter: CorrespondenceId,
    /// The departments that file the list.
    pub to: Vec<DepartmentCode>,
    /// Fact: the sides of `to`, in its order; none for a code that is no department.
    pub sides: Vec<Option<Side>>,
    /// The lines, each with what the letter says of its officer.
    pub lines: Vec<(ChangeLine, Stated)>,
    /// Fact: the officers of the department.
    pub officers: Vec<Officer>,
    /// The day from which it shall hold.
    pub stated_on: Date,
    /// The digest of what it says.
    pub content: ContentDigest,
}

/// 「公函中应包含责任人及联络人姓名、职务、科室、联系方式等基本信息」.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub post: String,
    /// 科室.
    pub section: String,
    /// 联系方式.
    pub contact: String,
}

/// Fact: the letter as it was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentLetter {
    /// Which; endorsed by the principal leader, for else it is not issued.
    pub letter: CorrespondenceId,
    /// 发文字号.
    pub number: String,
    /// When.
    pub at: Timestamp,
}

impl Subject for RosterChange {
    type Command = RosterChangeCommand;
    type Event = RosterChangeEvent;
    type Refusal = RosterChangeRefusal;

    fn decide(
        subject: Option<&Self>,
        command: RosterChangeCommand,
        context: &Context<'_>,
    ) -> Result<Vec<RosterChangeEvent>, RosterChangeRefusal> {
        let event = match (subject, command) {
            (None, RosterChangeCommand::Draft(wanted)) => draft(*wanted, context)?,
            (Some(held), RosterChangeCommand::Draft(_)) => {
                return Err(RosterChangeRefusal::Exists { id: held.id.clone() });
            }
            (None, _) => return Err(RosterChangeRefusal::Unknown),
            (Some(held), RosterChangeCommand::Send(letter)) => send(held, letter, context)?,
            (Some(held), RosterChangeCommand::File) => file(held, context)?,
            (Some(held), RosterChangeCommand::PlanHandovers { planned }) => {
                check_in_force(held)?;
                if held.planned.is_empty() && !planned.is_empty() {
                    RosterChangeEvent::HandoversPlanned { planned }
                } else {
                    return Err(RosterChangeRefusal::NoHandover);
                }
            }
            (Some(held), RosterChangeCommand::ListHandover { predecessor, successor, items, content }) => {
                list(held, predecessor, successor, items, content)?
            }
            (Some(held), RosterChangeCommand::ConfirmHandover { predecessor, successor, side, predecessor_left }) => {
                confirm(held, (predecessor, successor), side, predecessor_left, context)?
            }
            (Some(held), RosterChangeCommand::Withdraw) => withdraw(held, context)?,
            (Some(held), RosterChangeCommand::Succeed { department, successor }) => {
                if department != held.department && !held.to.contains(&department) {
                    return Err(RosterChangeRefusal::NotAmongAddressees);
                }
                RosterChangeEvent::ChangeSucceeded { at: context.now, department, successor }
            }
        };
        Ok(vec![event])
    }

    fn apply(subject: Option<Self>, event: &RosterChangeEvent) -> Option<Self> {
        super::apply::apply(subject, event)
    }
}

fn draft(wanted: Draft, context: &Context<'_>) -> Result<RosterChangeEvent, RosterChangeRefusal> {
    let own = wanted.department.code.clone();
    if context.actor.department() != Some(&own) || context.actor.officer().is_none() {
        return Err(RosterChangeRefusal::NotTheirs { department: own });
    }
    if wanted.lines.is_empty() {
        return Err(RosterChangeRefusal::NothingChanges);
    }
    check_addressees(&wanted)?;
    for (line, stated) in &wanted.lines {
        check_line(&wanted, line, stated)?;
    }
    check_both_stated(&wanted)?;
    Ok(RosterChangeEvent::ChangeDrafted(Box::new(ChangeDrafted {
        id: wanted.id,
        number: wanted.number,
        department: own,
        letter: wanted.letter,
        to: wanted.to,
        lines: wanted.lines.into_iter().map(|(line, _)| line).collect(),
        stated_on: wanted.stated_on,
        content: wanted.content,
    })))
}

/// 「名单分别送各行业监管部门和市行政审批局备案」: an authority's list goes to the bureau, the bureau's to authorities.
fn check_addressees(wanted: &Draft) -> Result<(), RosterChangeRefusal> {
    let other = match wanted.department.side {
        Side::Approval => Side::Regulation,
        _ => Side::Approval,
    };
    let wrong = wanted.to.iter().zip(&wanted.sides).find(|(_, side)| **side != Some(other));
    match wrong {
        Some((department, _)) => Err(RosterChangeRefusal::AddresseeUnfit { department: department.clone() }),
        None if wanted.to.is_empty() => Err(RosterChangeRefusal::NoAddressee),
        None => Ok(()),
    }
}

fn check_line(wanted: &Draft, line: &ChangeLine, stated: &Stated) -> Result<(), RosterChangeRefusal> {
    let role = line.role;
    let of_roster =
        matches!(role, Role::ResponsibleOfficer | Role::LiaisonOfficer | Role::OverallLead | Role::BusinessLead);
    if !of_roster {
        return Err(RosterChangeRefusal::NotOfTheRoster { role });
    }
    let fields =
        [("姓名", &stated.name), ("职务", &stated.post), ("科室", &stated.section), ("联系方式", &stated.contact)];
    if let Some((missing, _)) = fields.into_iter().find(|(_, text)| text.trim().is_empty()) {
        return Err(RosterChangeRefusal::ParticularMissing { role, section: line.section.clone(), missing });
    }
    let known = wanted.officers.iter().find(|officer| officer.id == line.officer);
    match known {
        Some(officer) if !officer.serves_on(wanted.stated_on) => {
            Err(RosterChangeRefusal::OfficerLeft { officer: officer.id.clone() })
        }
        Some(_) => Ok(()),
        None => Err(RosterChangeRefusal::OfficerElsewhere { officer: line.officer.clone() }),
    }
}

/// 「责任人及联络人」: wherever one of the two changes, the letter names both; whoever stays is named again. A lead stands for a
/// responsible officer.
fn check_both_stated(wanted: &Draft) -> Result<(), RosterChangeRefusal> {
    let places: std::collections::BTreeSet<Option<&SectionCode>> =
        wanted.lines.iter().map(|(line, _)| line.section.as_ref()).collect();
    for place in places {
        let here = || wanted.lines.iter().filter(|(line, _)| line.section.as_ref() == place).map(|(line, _)| line.role);
        let leads = |role| matches!(role, Role::ResponsibleOfficer | Role::OverallLead | Role::BusinessLead);
        let missing = match (here().any(leads), here().any(|role| role == Role::LiaisonOfficer)) {
            (true, true) => continue,
            (false, _) => Role::ResponsibleOfficer,
            (true, false) => Role::LiaisonOfficer,
        };
        return Err(RosterChangeRefusal::RoleNotStated { role: missing, section: place.cloned() });
    }
    Ok(())
}

fn send(
    held: &RosterChange,
    letter: SentLetter,
    context: &Context<'_>,
) -> Result<RosterChangeEvent, RosterChangeRefusal> {
    if held.stage != ChangeStage::Drafted {
        return Err(RosterChangeRefusal::NotAtThisStage { stage: held.stage.as_str() });
    }
    if letter.letter != held.letter || letter.at > context.now {
        return Err(RosterChangeRefusal::OtherLetter);
    }
    let on = effective_on(context.rule_set.roster_effective, held.stated_on, letter.at, None);
    Ok(RosterChangeEvent::ChangeSent { at: letter.at, number: letter.number, on })
}

fn file(held: &RosterChange, context: &Context<'_>) -> Result<RosterChangeEvent, RosterChangeRefusal> {
    let department = context.actor.department().filter(|department| held.to.contains(department));
    let department = department.ok_or(RosterChangeRefusal::NotAmongAddressees)?.clone();
    let sent_at = held.stage.sent_at().ok_or(RosterChangeRefusal::NotAtThisStage { stage: held.stage.as_str() })?;
    if let Some(filing) = held.filings.iter().find(|filing| filing.department == department) {
        return Err(RosterChangeRefusal::FiledBefore { at: filing.at });
    }
    let on = match held.stage {
        ChangeStage::Sent { .. } => {
            effective_on(context.rule_set.roster_effective, held.stated_on, sent_at, Some(context.now))
        }
        _ => None,
    };
    Ok(RosterChangeEvent::ChangeFiled { at: context.now, by: ActedBy::from(context.actor), department, on })
}

fn check_in_force(held: &RosterChange) -> Result<(), RosterChangeRefusal> {
    match held.stage {
        ChangeStage::InForce { .. } => Ok(()),
        _ => Err(RosterChangeRefusal::NotAtThisStage { stage: held.stage.as_str() }),
    }
}

fn list(
    held: &RosterChange,
    predecessor: OfficerId,
    successor: OfficerId,
    items: usize,
    content: ContentDigest,
) -> Result<RosterChangeEvent, RosterChangeRefusal> {
    check_in_force(held)?;
    if held.handover(&predecessor, &successor).is_some() || !held.lines.iter().any(|line| line.officer == successor) {
        return Err(RosterChangeRefusal::NoHandover);
    }
    Ok(RosterChangeEvent::HandoverListed { predecessor, successor, items, content })
}

/// Each confirms for himself, or whoever stands in for him. For a predecessor who has left, a leader of the department confirms.
fn confirm(
    held: &RosterChange,
    (predecessor, successor): (OfficerId, OfficerId),
    side: HandoverSide,
    predecessor_left: bool,
    context: &Context<'_>,
) -> Result<RosterChangeEvent, RosterChangeRefusal> {
    let handover = held.handover(&predecessor, &successor).ok_or(RosterChangeRefusal::NoHandover)?;
    let officer = match side {
        HandoverSide::Predecessor => &predecessor,
        HandoverSide::Successor => &successor,
    };
    let leads = matches!(context.actor, Actor::Officer { department, roles, .. } if *department == held.department
        && (roles.contains(&Role::LeaderInCharge) || roles.contains(&Role::PrincipalLeader)));
    let for_the_one_who_left = side == HandoverSide::Predecessor && predecessor_left && leads;
    if !context.actor.is_or_stands_for(officer) && !for_the_one_who_left {
        return Err(RosterChangeRefusal::NotTheirHandover { officer: officer.clone() });
    }
    if handover.is_confirmed_by(side) {
        return Err(RosterChangeRefusal::ConfirmedBefore);
    }
    let by = ActedBy::from(context.actor);
    Ok(RosterChangeEvent::HandoverConfirmed { at: context.now, by, predecessor, successor, side })
}

fn withdraw(held: &RosterChange, context: &Context<'_>) -> Result<RosterChangeEvent, RosterChangeRefusal> {
    if context.actor.department() != Some(&held.department) {
        return Err(RosterChangeRefusal::NotTheirs { department: held.department.clone() });
    }
    match held.stage {
        ChangeStage::Drafted => {
            Ok(RosterChangeEvent::ChangeWithdrawn { at: context.now, by: ActedBy::from(context.actor) })
        }
        _ => Err(RosterChangeRefusal::NotAtThisStage { stage: held.stage.as_str() }),
    }
}
