//! Amendments: a change of the working-day calendar or of the city's settings, which a second person confirms (双人复核, A21).
//!
//! 二(三)¶2 「市行政审批局负责审管互动平台的搭建和运行维护工作」: deadlines of both sides hang on these values, so nobody
//! changes them alone, and the proposal shows how many open deadlines would move.

use crate::calendar::{CalendarRefusal, Notice};
use crate::party::{AmendmentId, OfficerId};
use crate::roster::administers;
use crate::rule_set::{RuleSet, RuleSetRefusal};
use crate::subject::{Actor, Context, Refusal, Subject, micros};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A proposed change and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Its id.
    pub id: AmendmentId,
    /// What is to change.
    pub matter: Matter,
    /// Who proposed it; none for the installation's set-up.
    pub proposed_by: Option<OfficerId>,
    /// When.
    #[serde(with = "micros")]
    pub proposed_at: Timestamp,
    /// How many open deadlines would move, as shown with the proposal.
    pub moves: u32,
    /// What became of it.
    pub state: AmendmentState,
}

/// What is to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// One notice more.
    Calendar(Box<Notice>),
    /// Other settings, from their own day on.
    RuleSet(Box<RuleSet>),
}

/// What became of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum AmendmentState {
    /// It waits for a second person.
    Proposed,
    /// It is in force.
    Confirmed {
        /// By whom; none for the installation's set-up.
        by: Option<OfficerId>,
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
    },
    /// It never came into force.
    Withdrawn {
        /// By whom; none for the installation's set-up.
        by: Option<OfficerId>,
        /// When.
        #[serde(with = "micros")]
        at: Timestamp,
    },
}

/// What may be asked of an amendment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum AmendmentCommand {
    /// Propose a change.
    Propose {
        /// The id, made by the server.
        id: AmendmentId,
        /// The change.
        matter: Matter,
        /// Fact: how many open deadlines would move.
        moves: u32,
    },
    /// Put it into force, as the second person.
    Confirm,
    /// Drop it.
    Withdraw,
}

/// What happened to an amendment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub enum AmendmentEvent {
    /// Proposed.
    Proposed {
        id: AmendmentId,
        matter: Matter,
        by: Option<OfficerId>,
        #[serde(with = "micros")]
        at: Timestamp,
        moves: u32,
    },
    /// In force.
    Confirmed {
        by: Option<OfficerId>,
        #[serde(with = "micros")]
        at: Timestamp,
    },
    /// Dropped.
    Withdrawn {
        by: Option<OfficerId>,
        #[serde(with = "micros")]
        at: Timestamp,
    },
}

/// Why an amendment is not proposed, confirmed or withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named by the sentences")]
pub enum AmendmentRefusal {
    /// Only administrators change what deadlines hang on.
    #[error("only a system administrator amends calendar and settings")]
    NotAdministrator,
    /// The id is taken.
    #[error("amendment {id} exists")]
    Exists { id: AmendmentId },
    /// There is none.
    #[error("there is no such amendment")]
    Unknown,
    /// Who proposes does not confirm.
    #[error("the amendment was proposed by the same person")]
    SamePerson { proposed_by: OfficerId },
    /// The set-up confirms only its own proposals.
    #[error("an officer's proposal is confirmed by a second officer")]
    SecondPersonNeeded { proposed_by: OfficerId },
    /// It is confirmed or withdrawn already.
    #[error("the amendment is {decided} since {at}")]
    AlreadyDecided { decided: &'static str, by: Option<OfficerId>, at: Timestamp },
    /// The settings do not hold together.
    #[error("the rule set has {} faults", faults.len())]
    RuleSetInvalid { faults: Vec<RuleSetRefusal> },
    /// The calendar does not take the notice.
    #[error(transparent)]
    Calendar(#[from] CalendarRefusal),
}

impl Refusal for AmendmentRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAdministrator => "NOT_ADMINISTRATOR",
            Self::Exists { .. } => "AMENDMENT_EXISTS",
            Self::Unknown => "AMENDMENT_UNKNOWN",
            Self::SamePerson { .. } => "SAME_PERSON",
            Self::SecondPersonNeeded { .. } => "SECOND_PERSON_NEEDED",
            Self::AlreadyDecided { .. } => "ALREADY_DECIDED",
            Self::RuleSetInvalid { .. } => "RULE_SET_INVALID",
            Self::Calendar(refusal) => refusal.code(),
        }
    }

    fn clause(&self) -> Option<&'static str> {
        match self {
            Self::NotAdministrator | Self::SamePerson { .. } | Self::SecondPersonNeeded { .. } => Some("二（三）¶2"),
            Self::RuleSetInvalid { faults } => faults.first().and_then(Refusal::clause),
            Self::Calendar(refusal) => refusal.clause(),
            Self::Exists { .. } | Self::Unknown | Self::AlreadyDecided { .. } => None,
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::RuleSetInvalid { faults } => faults.first().and_then(Refusal::field),
            Self::Calendar(refusal) => refusal.field(),
            Self::Exists { .. } => Some("id"),
            _ => None,
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotAdministrator | Self::Unknown => Vec::new(),
            Self::Exists { id } => vec![("id", id.to_string())],
            Self::SamePerson { proposed_by } | Self::SecondPersonNeeded { proposed_by } => {
                vec![("proposed_by", proposed_by.to_string())]
            }
            Self::AlreadyDecided { decided, by, at } => vec![
                ("decided", (*decided).to_owned()),
                ("by", by.as_ref().map(ToString::to_string).unwrap_or_default()),
                ("at", at.to_string()),
            ],
            Self::RuleSetInvalid { faults } => {
                let sentences: Vec<String> = faults.iter().map(ToString::to_string).collect();
                vec![("count", faults.len().to_string()), ("faults", sentences.join("; "))]
            }
            Self::Calendar(refusal) => refusal.arguments(),
        }
    }
}

impl Subject for Amendment {
    type Command = AmendmentCommand;
    type Event = AmendmentEvent;
    type Refusal = AmendmentRefusal;

    fn decide(
        subject: Option<&Self>,
        command: AmendmentCommand,
        context: &Context<'_>,
    ) -> Result<Vec<AmendmentEvent>, AmendmentRefusal> {
        if !administers(context.actor) {
            return Err(AmendmentRefusal::NotAdministrator);
        }
        let (by, at) = (context.actor.officer().cloned(), context.now);
        let event = match (subject, command) {
            (None, AmendmentCommand::Propose { id, matter, moves }) => {
                matter.check(context)?;
                AmendmentEvent::Proposed { id, matter, by, at, moves }
            }
            (Some(amendment), AmendmentCommand::Propose { .. }) => {
                return Err(AmendmentRefusal::Exists { id: amendment.id.clone() });
            }
            (None, AmendmentCommand::Confirm | AmendmentCommand::Withdraw) => return Err(AmendmentRefusal::Unknown),
            (Some(amendment), AmendmentCommand::Confirm) => {
                amendment.check_open()?;
                amendment.check_second_person(context.actor)?;
                // Judged again: the calendar may have grown since the proposal.
                amendment.matter.check(context)?;
                AmendmentEvent::Confirmed { by, at }
            }
            (Some(amendment), AmendmentCommand::Withdraw) => {
                amendment.check_open()?;
                AmendmentEvent::Withdrawn { by, at }
            }
        };
        Ok(vec![event])
    }

    fn apply(subject: Option<Self>, event: &AmendmentEvent) -> Option<Self> {
        match event {
            AmendmentEvent::Proposed { id, matter, by, at, moves } => Some(Self {
                id: id.clone(),
                matter: matter.clone(),
                proposed_by: by.clone(),
                proposed_at: *at,
                moves: *moves,
                state: AmendmentState::Proposed,
            }),
            AmendmentEvent::Confirmed { by, at } => subject
                .map(|amendment| Self { state: AmendmentState::Confirmed { by: by.clone(), at: *at }, ..amendment }),
            AmendmentEvent::Withdrawn { by, at } => subject
                .map(|amendment| Self { state: AmendmentState::Withdrawn { by: by.clone(), at: *at }, ..amendment }),
        }
    }
}

impl Matter {
    fn check(&self, context: &Context<'_>) -> Result<(), AmendmentRefusal> {
        match self {
            Self::Calendar(notice) => {
                context.calendar.with_notice(notice)?;
                Ok(())
            }
            Self::RuleSet(rule_set) => {
                rule_set.validate().map_err(|faults| AmendmentRefusal::RuleSetInvalid { faults })
            }
        }
    }
}

impl Amendment {
    fn check_open(&self) -> Result<(), AmendmentRefusal> {
        let (decided, by, at) = match &self.state {
            AmendmentState::Proposed => return Ok(()),
            AmendmentState::Confirmed { by, at } => ("confirmed", by, at),
            AmendmentState::Withdrawn { by, at } => ("withdrawn", by, at),
        };
        Err(AmendmentRefusal::AlreadyDecided { decided, by: by.clone(), at: *at })
    }

    /// The installation may confirm what it proposed itself, before anybody has a role; nobody else may.
    fn check_second_person(&self, actor: &Actor) -> Result<(), AmendmentRefusal> {
        match (&self.proposed_by, actor.officer()) {
            (Some(proposed_by), Some(by)) if proposed_by == by => {
                Err(AmendmentRefusal::SamePerson { proposed_by: by.clone() })
            }
            (Some(proposed_by), None) => Err(AmendmentRefusal::SecondPersonNeeded { proposed_by: proposed_by.clone() }),
            (Some(_), Some(_)) | (None, _) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Calendar, NoticeDay, NoticeDayKind, NoticeLevel, NoticeStatus};
    use crate::party::fixtures::{act, administrator, by, now};
    use crate::roster::Role;
    use jiff::civil::date;

    fn snow_day() -> Matter {
        Matter::Calendar(Box::new(Notice {
            issuer: "测试市人民政府办公室".into(),
            document: "关于暴雪停工的通知（测试）".into(),
            document_number: Some("测政办发〔2026〕1号".into()),
            level: NoticeLevel::City,
            year: None,
            issued_on: None,
            source: None,
            status: NoticeStatus::Official,
            days: vec![NoticeDay {
                date: date(2026, 12, 1), kind: NoticeDayKind::Closure, name: "暴雪停工".into()
            }],
        }))
    }

    fn propose(matter: Matter) -> AmendmentCommand {
        AmendmentCommand::Propose { id: AmendmentId::parse("am-1").unwrap(), matter, moves: 7 }
    }

    #[test]
    fn a_second_administrator_puts_a_snow_day_into_force() {
        let proposed = act::<Amendment>(None, propose(snow_day()), &administrator("o-1")).unwrap();
        assert_eq!((proposed.moves, &proposed.state), (7, &AmendmentState::Proposed));
        let confirmed = act(Some(proposed), AmendmentCommand::Confirm, &administrator("o-2")).unwrap();
        let by = Some(OfficerId::parse("o-2").unwrap());
        assert_eq!(confirmed.state, AmendmentState::Confirmed { by, at: now() });
    }

    #[test]
    fn who_proposes_does_not_confirm() {
        let proposed = act::<Amendment>(None, propose(snow_day()), &administrator("o-1")).unwrap();
        let refusal = act(Some(proposed.clone()), AmendmentCommand::Confirm, &administrator("o-1")).unwrap_err();
        assert_eq!(refusal.code(), "SAME_PERSON");
        let refusal = act(Some(proposed), AmendmentCommand::Confirm, &Actor::Setup).unwrap_err();
        assert_eq!(refusal.code(), "SECOND_PERSON_NEEDED");
    }

    #[test]
    fn the_set_up_confirms_its_own_settings() {
        let settings = Matter::RuleSet(Box::default());
        let proposed = act::<Amendment>(None, propose(settings), &Actor::Setup).unwrap();
        let confirmed = act(Some(proposed), AmendmentCommand::Confirm, &Actor::Setup).unwrap();
        assert_eq!(confirmed.state, AmendmentState::Confirmed { by: None, at: now() });
    }

    #[test]
    fn nobody_else_proposes_or_confirms() {
        let leader = by("SPJ", crate::party::Side::Approval, &[Role::PrincipalLeader]);
        let refusal = act::<Amendment>(None, propose(snow_day()), &leader).unwrap_err();
        assert_eq!((refusal.code(), refusal.clause()), ("NOT_ADMINISTRATOR", Some("二（三）¶2")));
        let refusal = act::<Amendment>(None, propose(snow_day()), &Actor::Time).unwrap_err();
        assert_eq!(refusal.code(), "NOT_ADMINISTRATOR");
    }

    #[test]
    fn what_is_decided_stays_decided() {
        for first in [AmendmentCommand::Confirm, AmendmentCommand::Withdraw] {
            let proposed = act::<Amendment>(None, propose(snow_day()), &administrator("o-1")).unwrap();
            let decided = act(Some(proposed), first, &administrator("o-2")).unwrap();
            for second in [AmendmentCommand::Confirm, AmendmentCommand::Withdraw] {
                let refusal = act(Some(decided.clone()), second, &administrator("o-3")).unwrap_err();
                assert_eq!(refusal.code(), "ALREADY_DECIDED");
                assert!(refusal.arguments().contains(&("by", "o-2".to_owned())));
            }
        }
    }

    #[test]
    fn faulty_settings_and_notices_are_refused_at_the_proposal() {
        let settings = RuleSet { push_working_days: 0, ..RuleSet::default() };
        let refusal = act::<Amendment>(None, propose(Matter::RuleSet(Box::new(settings))), &administrator("o-1"));
        assert!(matches!(refusal, Err(AmendmentRefusal::RuleSetInvalid { faults }) if !faults.is_empty()));
        let known = Calendar::official().notices().last().unwrap().clone();
        let mut notice = known;
        notice.days.clear();
        let refusal = act::<Amendment>(None, propose(Matter::Calendar(Box::new(notice))), &administrator("o-1"));
        assert_eq!(refusal.unwrap_err().code(), "CALENDAR_NOTICE_MISSING_FIELD");
    }
}
