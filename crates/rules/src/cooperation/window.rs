//! The term of a reply: 「应自商请发出之日起3个工作日内完成信息反馈」. It runs from the issue and from nothing else: neither a receipt
//! nor a deemed one touches it (A12).

use crate::calendar::{Calendar, CalendarRefusal, Deadline, local_date};
use crate::exchange::{Extension, Outage, later};
use crate::rule_set::RuleSet;
use crate::subject::micros;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// So many working days after the term the leader in charge hears of it (A11 「责任人 → 分管领导」).
const LEADER_WORKING_DAYS: u32 = 1;

/// Before when a reply is in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyWindow {
    /// The deadline as the calendar computed it.
    pub deadline: Deadline,
    /// What it was computed from.
    pub basis: ReplyBasis,
    /// The due instant: the deadline, with outages, never before the change that moved it.
    #[serde(with = "micros")]
    pub due: Timestamp,
    /// From when on the leader in charge is told, if nobody has replied by then.
    #[serde(with = "micros")]
    pub leader_at: Timestamp,
    /// Outages that it was extended by.
    pub extended: Vec<Extension>,
}

/// What a term is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum ReplyBasis {
    /// From the issue of the version that is asked.
    Issued {
        /// Working days that the asker granted beyond the term.
        granted: u32,
    },
    /// The rest of it, from the day on which the asker held to the addressee.
    Upheld,
}

impl ReplyWindow {
    /// The term that an issue opens.
    pub(super) fn from_issue(at: Timestamp, calendar: &Calendar, rule_set: &RuleSet) -> Result<Self, CalendarRefusal> {
        let basis = ReplyBasis::Issued { granted: 0 };
        Self::of(at, rule_set.request_working_days, basis, calendar, rule_set)
    }

    /// The term with more working days: counted from the issue as before, only longer.
    pub(super) fn longer(&self, more: u32, calendar: &Calendar, rule_set: &RuleSet) -> Result<Self, CalendarRefusal> {
        let basis = match self.basis {
            ReplyBasis::Issued { granted } => ReplyBasis::Issued { granted: granted + more },
            ReplyBasis::Upheld => ReplyBasis::Upheld,
        };
        let longer = Self::of(self.deadline.start_at, self.deadline.n + more, basis, calendar, rule_set)?;
        self.carried(longer, calendar, rule_set)
    }

    /// The rest of it, once the asker held to the addressee: the working days that were left after the day of 「非本部门职责」, at
    /// least one, counted from the day of upholding.
    pub(super) fn upheld(
        &self,
        said_at: Timestamp,
        at: Timestamp,
        calendar: &Calendar,
        rule_set: &RuleSet,
    ) -> Result<Self, CalendarRefusal> {
        let (said_on, last_day) = (local_date(said_at), self.last_day());
        let left = if last_day <= said_on { 0 } else { calendar.between(said_on, last_day)? };
        Self::of(at, left.max(1), ReplyBasis::Upheld, calendar, rule_set)
    }

    /// The term as the calendar and rule set of today make it; none if it does not move. Never due before `now`.
    pub(super) fn moved(
        &self,
        now: Timestamp,
        calendar: &Calendar,
        rule_set: &RuleSet,
    ) -> Result<Option<Self>, CalendarRefusal> {
        // The number of days is the one of the issue: a new rule set binds new requests only.
        let fresh = Self::of(self.deadline.start_at, self.deadline.n, self.basis, calendar, rule_set)?;
        let mut moved = self.carried(fresh, calendar, rule_set)?;
        moved.due = moved.due.max(now);
        moved.leader_at = moved.leader_at.max(leader_at(moved.due, calendar, rule_set)?);
        let differs = moved.due != self.due
            || moved.leader_at != self.leader_at
            || moved.deadline.provisional != self.deadline.provisional;
        Ok(differs.then_some(moved))
    }

    /// The term extended by an outage; none if too little of it lies inside.
    pub(super) fn extended_by(
        &self,
        outage: &Outage,
        minutes_min: u32,
        calendar: &Calendar,
        rule_set: &RuleSet,
    ) -> Result<Option<Self>, CalendarRefusal> {
        let Some(micros) = outage.share_of(self.deadline.start_at, self.due, minutes_min) else { return Ok(None) };
        let mut extended = self.clone();
        extended.extended.push(Extension { outage: outage.id.clone(), micros });
        extended.due = later(self.due, micros);
        extended.leader_at = leader_at(extended.due, calendar, rule_set)?;
        Ok(Some(extended))
    }

    /// The same, but not due before an instant.
    pub(super) fn not_before(
        mut self,
        now: Timestamp,
        calendar: &Calendar,
        rule_set: &RuleSet,
    ) -> Result<Self, CalendarRefusal> {
        self.due = self.due.max(now);
        self.leader_at = leader_at(self.due, calendar, rule_set)?;
        Ok(self)
    }

    /// The last day of it.
    pub fn last_day(&self) -> jiff::civil::Date {
        // In time means before the due instant: 24:00 is the next day's 00:00.
        local_date(self.due.checked_sub(SignedDuration::from_micros(1)).unwrap_or(self.due))
    }

    fn of(
        at: Timestamp,
        working_days: u32,
        basis: ReplyBasis,
        calendar: &Calendar,
        rule_set: &RuleSet,
    ) -> Result<Self, CalendarRefusal> {
        let deadline = calendar.deadline(at, working_days, &rule_set.counting_for_duty())?;
        let due = deadline.due;
        Ok(Self { deadline, basis, due, leader_at: leader_at(due, calendar, rule_set)?, extended: Vec::new() })
    }

    /// `fresh` with the outages of this one.
    fn carried(&self, fresh: Self, calendar: &Calendar, rule_set: &RuleSet) -> Result<Self, CalendarRefusal> {
        let due = self.extended.iter().fold(fresh.due, |due, extension| later(due, extension.micros));
        Ok(Self { due, leader_at: leader_at(due, calendar, rule_set)?, extended: self.extended.clone(), ..fresh })
    }
}

fn leader_at(due: Timestamp, calendar: &Calendar, rule_set: &RuleSet) -> Result<Timestamp, CalendarRefusal> {
    let last = due.checked_sub(SignedDuration::from_micros(1)).unwrap_or(due);
    Ok(calendar.deadline(last, LEADER_WORKING_DAYS, &rule_set.counting_for_duty())?.due)
}
