//! 代理 (AB角, A14): an officer is away from a day to a day, and another of the department stands in.

use super::standing_in::{Roster, carries};
use super::substitution_refusal::SubstitutionRefusal;
use super::{Designation, administers, keeps_officers};
use crate::calendar::local_date;
use crate::party::{DepartmentCode, Officer, OfficerId, SubstitutionId};
use crate::subject::{Actor, Context, Subject};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days of one leave at most; whoever is away for longer is replaced by letter (二(二)¶2).
pub const LEAVE_DAYS_MAX: i32 = 366;

/// A leave, and who stands in. In force by its dates alone: nobody has to start or end it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substitution {
    /// Its id.
    pub id: SubstitutionId,
    /// `DL-2026-000001`.
    pub number: String,
    /// Of which department.
    pub department: DepartmentCode,
    /// Who is away.
    pub officer: OfficerId,
    /// Who stands in; none where nobody is needed.
    pub stand_in: Option<OfficerId>,
    /// First day.
    pub from: Date,
    /// Last day. Before the first where it was called off.
    pub to: Date,
}

/// What may be asked of a leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubstitutionCommand {
    /// Somebody will be away.
    Begin(Box<Leave>),
    /// Back earlier, or not away at all.
    End {
        /// The last day of the leave; the day before its first calls it off.
        on: Date,
    },
}

/// A leave that is asked for, with what it is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    /// The id, made by the server.
    pub id: SubstitutionId,
    /// Its number, made by the server.
    pub number: String,
    /// Fact: who will be away.
    pub officer: Officer,
    /// Fact: who stands in.
    pub stand_in: Option<Officer>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Fact: the officers of the department.
    pub officers: Vec<Officer>,
    /// Fact: its designations that have a day in common with the leave.
    pub designations: Vec<Designation>,
    /// Fact: its leaves that do.
    pub substitutions: Vec<Substitution>,
    /// Fact: how many open tasks lie with the officer in person.
    pub open_tasks: usize,
}

/// What happened to a leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub enum SubstitutionEvent {
    /// It was entered.
    LeaveEntered {
        id: SubstitutionId,
        number: String,
        department: DepartmentCode,
        officer: OfficerId,
        stand_in: Option<OfficerId>,
        from: Date,
        to: Date,
    },
    /// It ends earlier.
    LeaveEnded { on: Date },
}

impl Substitution {
    /// Whether the officer is away on a day: from the first to the last, both included. The next morning he is back by himself.
    pub fn in_force(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }

    /// Whether it has a day in common with [`from`, `to`].
    pub fn overlaps(&self, from: Date, to: Date) -> bool {
        self.from <= to && from <= self.to && self.from <= self.to
    }
}

impl Subject for Substitution {
    type Command = SubstitutionCommand;
    type Event = SubstitutionEvent;
    type Refusal = SubstitutionRefusal;

    fn decide(
        subject: Option<&Self>,
        command: SubstitutionCommand,
        context: &Context<'_>,
    ) -> Result<Vec<SubstitutionEvent>, SubstitutionRefusal> {
        let today = local_date(context.now);
        match (subject, command) {
            (None, SubstitutionCommand::Begin(leave)) => {
                check_arranger(context.actor, &leave.officer.department, &leave.officer.id)?;
                leave.check(today)?;
                let Leave { id, number, officer, stand_in, from, to, .. } = *leave;
                let (department, officer, stand_in) =
                    (officer.department, officer.id, stand_in.map(|officer| officer.id));
                Ok(vec![SubstitutionEvent::LeaveEntered { id, number, department, officer, stand_in, from, to }])
            }
            (Some(held), SubstitutionCommand::End { on }) => {
                check_arranger(context.actor, &held.department, &held.officer)?;
                // What was done meanwhile was done in somebody's place; the days that are over stay as they were.
                let yesterday = today.yesterday().unwrap_or(today);
                match () {
                    () if held.to <= on || held.to < today => Err(SubstitutionRefusal::Ended { on: held.to }),
                    () if on < yesterday => Err(SubstitutionRefusal::InPast { today }),
                    () => Ok(vec![SubstitutionEvent::LeaveEnded { on }]),
                }
            }
            (Some(held), SubstitutionCommand::Begin(_)) => Err(SubstitutionRefusal::Exists { id: held.id.clone() }),
            (None, SubstitutionCommand::End { .. }) => Err(SubstitutionRefusal::Unknown),
        }
    }

    fn apply(subject: Option<Self>, event: &SubstitutionEvent) -> Option<Self> {
        match event {
            SubstitutionEvent::LeaveEntered { id, number, department, officer, stand_in, from, to } => Some(Self {
                id: id.clone(),
                number: number.clone(),
                department: department.clone(),
                officer: officer.clone(),
                stand_in: stand_in.clone(),
                from: *from,
                to: *to,
            }),
            SubstitutionEvent::LeaveEnded { on } => subject.map(|held| Self { to: *on, ..held }),
        }
    }
}

/// Whoever goes arranges it himself; so does whoever keeps the roster of his department, and nobody of another.
fn check_arranger(actor: &Actor, department: &DepartmentCode, officer: &OfficerId) -> Result<(), SubstitutionRefusal> {
    let own = actor.department() == Some(department);
    let may = administers(actor) || own && (actor.officer() == Some(officer) || keeps_officers(actor, department));
    if may { Ok(()) } else { Err(SubstitutionRefusal::NotEntitled { department: department.clone() }) }
}

impl Leave {
    fn check(&self, today: Date) -> Result<(), SubstitutionRefusal> {
        let (from, to) = (self.from, self.to);
        if to < from {
            return Err(SubstitutionRefusal::EndBeforeBegin { from, to });
        }
        if from < today {
            return Err(SubstitutionRefusal::InPast { today });
        }
        if from.until(to).map_or(i32::MAX, |span| span.get_days()) >= LEAVE_DAYS_MAX {
            return Err(SubstitutionRefusal::TooLong { days: LEAVE_DAYS_MAX });
        }
        if let Some(on) = self.officer.left_on.filter(|on| *on < to) {
            return Err(SubstitutionRefusal::OfficerLeft { on });
        }
        let own = self.substitutions.iter().find(|away| away.officer == self.officer.id && away.overlaps(from, to));
        if let Some(own) = own {
            return Err(SubstitutionRefusal::Overlaps { from: own.from, to: own.to });
        }
        self.check_stand_in()?;
        self.days().into_iter().try_for_each(|day| self.check_day(day))?;
        match &self.stand_in {
            None if self.open_tasks > 0 => Err(SubstitutionRefusal::OpenTasksLeft { count: self.open_tasks }),
            _ => Ok(()),
        }
    }

    fn check_stand_in(&self) -> Result<(), SubstitutionRefusal> {
        let Some(stand_in) = &self.stand_in else { return Ok(()) };
        if stand_in.department != self.officer.department {
            return Err(SubstitutionRefusal::StandInElsewhere { department: stand_in.department.clone() });
        }
        if stand_in.id == self.officer.id {
            return Err(SubstitutionRefusal::StandInSelf);
        }
        match stand_in.left_on {
            Some(on) if on < self.to => Err(SubstitutionRefusal::StandInLeft { on }),
            _ => Ok(()),
        }
    }

    /// The days of the leave on which anything changes: who is named and who is away is the same on all days between.
    fn days(&self) -> BTreeSet<Date> {
        let named = self.designations.iter().map(|named| (named.from, named.to));
        let away = self.substitutions.iter().map(|away| (away.from, Some(away.to)));
        let changes = named.chain(away).flat_map(|(from, to)| [Some(from), to.and_then(|to| to.tomorrow().ok())]);
        let inside = changes.flatten().filter(|day| self.from <= *day && *day <= self.to);
        std::iter::once(self.from).chain(inside).collect()
    }

    /// Nothing is without a reachable owner on that day that has one now.
    fn check_day(&self, on: Date) -> Result<(), SubstitutionRefusal> {
        let own = Substitution {
            id: self.id.clone(),
            number: self.number.clone(),
            department: self.officer.department.clone(),
            officer: self.officer.id.clone(),
            stand_in: self.stand_in.as_ref().map(|officer| officer.id.clone()),
            from: self.from,
            to: self.to,
        };
        let officers: Vec<&Officer> = self.officers.iter().collect();
        let designations: Vec<&Designation> = self.designations.iter().collect();
        let mut substitutions: Vec<&Substitution> = self.substitutions.iter().collect();
        let before =
            Roster { officers: &officers, designations: &designations, substitutions: &substitutions }.unreachable(on);
        substitutions.push(&own);
        let roster = Roster { officers: &officers, designations: &designations, substitutions: &substitutions };
        let way = roster.way(&own.officer, on);
        if way.iter().skip(1).any(|officer| *officer == own.officer) {
            return Err(SubstitutionRefusal::Cycle { way, on });
        }
        let affected = substitutions.iter().filter(|away| away.in_force(on) && away.stand_in.is_some());
        for away in affected.filter(|away| roster.way(&away.officer, on).contains(&own.officer)) {
            check_way(&roster, away, &own, on)?;
        }
        match roster.unreachable(on).into_iter().find(|lack| !before.contains(lack)) {
            Some((_, section, role)) => Err(SubstitutionRefusal::RoleUnreachable { role, section, on }),
            None => Ok(()),
        }
    }
}

/// The way of a leave ends with somebody who is there and may do in his place what the absent one does.
fn check_way(
    roster: &Roster<'_>,
    away: &Substitution,
    own: &Substitution,
    on: Date,
) -> Result<(), SubstitutionRefusal> {
    let Some(reached) = roster.reached(&away.officer, on) else {
        let last = roster.way(&away.officer, on).pop();
        return Err(if away.id == own.id {
            SubstitutionRefusal::StandInAway { officer: last.unwrap_or_else(|| own.officer.clone()), on }
        } else {
            SubstitutionRefusal::StandsInForOthers { officer: away.officer.clone(), on }
        });
    };
    let held = roster.own_roles(&reached, on);
    let above = roster.own_roles(&away.officer, on).into_iter().filter(|role| role.is_above_stand_ins());
    match above.into_iter().find(|role| !carries(*role, &held)) {
        Some(role) => Err(SubstitutionRefusal::Level { role, officer: reached, on }),
        None => Ok(()),
    }
}
