//! 催办: whoever sent something presses by hand for what is still owed. 「及时」 of 二(三)¶3 has no limit that could lapse (A22), so a
//! word is all there is; it changes no deadline, no state and no duty.
//!
//! Any subject may carry [`Reminders`]: its own rule says who is owed what by whom, this one how often it may be said.

use crate::calendar::{CalendarRefusal, local_date};
use crate::exchange::ActedBy;
use crate::party::DepartmentCode;
use crate::subject::{Context, Refusal, micros};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One reminder, as the ledger keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    /// When.
    #[serde(with = "micros")]
    pub at: Timestamp,
    /// By whom.
    pub by: ActedBy,
    /// Which department was reminded.
    pub to: DepartmentCode,
}

/// The reminders of a subject: for each addressee how many, and the last one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reminders(BTreeMap<DepartmentCode, ReminderCount>);

/// What was said to one addressee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderCount {
    /// So often.
    pub count: u32,
    /// The last time.
    #[serde(with = "micros")]
    pub last_at: Timestamp,
}

/// Why nobody is reminded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReminderRefusal {
    /// Nothing is owed that could be pressed for.
    #[error("nothing is owed that could be pressed for")]
    NothingToRemind,
    /// Once a working day, each addressee.
    #[error("{to} was reminded on {on}; again from {again_on} on")]
    AlreadyReminded {
        /// Who.
        to: DepartmentCode,
        /// On which day.
        on: Date,
        /// The first day on which it may be done again.
        again_on: Date,
    },
    /// The calendar does not answer.
    #[error(transparent)]
    Calendar(#[from] CalendarRefusal),
}

impl Refusal for ReminderRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NothingToRemind => "NOTHING_TO_REMIND",
            Self::AlreadyReminded { .. } => "ALREADY_REMINDED",
            Self::Calendar(refusal) => refusal.code(),
        }
    }

    fn clause(&self) -> Option<&'static str> {
        match self {
            Self::Calendar(refusal) => refusal.clause(),
            Self::NothingToRemind | Self::AlreadyReminded { .. } => Some("二(三)¶3"),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NothingToRemind => Vec::new(),
            Self::AlreadyReminded { to, on, again_on } => {
                vec![("to", to.to_string()), ("on", on.to_string()), ("again_on", again_on.to_string())]
            }
            Self::Calendar(refusal) => refusal.arguments(),
        }
    }
}

impl Reminders {
    /// Whether nobody was reminded.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was said to a department.
    pub fn of(&self, to: &DepartmentCode) -> Option<&ReminderCount> {
        self.0.get(to)
    }

    /// Reminds a department of what the subject's rule found it to owe; none where it owes nothing. A day off belongs to the working
    /// day before it, so that nobody is pressed three times between Friday and Monday.
    ///
    /// # Errors
    /// `NOTHING_TO_REMIND`; `ALREADY_REMINDED` with the day on which it may be done again.
    pub fn remind(&self, owes: Option<&DepartmentCode>, context: &Context<'_>) -> Result<Reminded, ReminderRefusal> {
        let to = owes.ok_or(ReminderRefusal::NothingToRemind)?;
        if let Some(before) = self.0.get(to) {
            let on = local_date(before.last_at);
            let again_on = context.calendar.add(on, 1)?;
            if local_date(context.now) < again_on {
                return Err(ReminderRefusal::AlreadyReminded { to: to.clone(), on, again_on });
            }
        }
        Ok(Reminded { at: context.now, by: ActedBy::from(context.actor), to: to.clone() })
    }

    /// Keeps one that happened.
    pub fn keep(&mut self, reminded: &Reminded) {
        let kept = self.0.entry(reminded.to.clone());
        let kept = kept.or_insert(ReminderCount { count: 0, last_at: reminded.at });
        kept.count += 1;
        kept.last_at = reminded.at;
    }
}
