//! 值班表: who of a department is on duty on a day off, so that the other side knows whom to call, and what is due then is told to
//! somebody. It gives no role and moves no duty.

use super::keeps_officers;
use crate::calendar::{CalendarRefusal, local_date};
use crate::party::{DepartmentCode, Officer, OfficerId};
use crate::subject::{Context, Refusal, Subject};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// So many are on duty at once, at most.
pub const DUTY_OFFICERS_MAX: usize = 10;

/// Who is on duty in a department on a day off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyDay {
    /// Whose.
    pub department: DepartmentCode,
    /// The day.
    pub on: Date,
    /// Who, in the order in which they are called; nobody where the entry was taken back.
    pub officers: Vec<OfficerId>,
}

/// What may be asked of a day of the duty roster.
#[derive(Clone, Debug, PartialEq)]
pub enum DutyDayCommand {
    /// Enter who is on duty, in place of whoever was; nobody takes the entry back.
    Set {
        /// Whose.
        department: DepartmentCode,
        /// The day.
        on: Date,
        /// Facts: the officers as they are, in the order in which they are called.
        officers: Vec<Officer>,
    },
}

/// What happened to a day of the duty roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum DutyDayEvent {
    /// These are on duty.
    DutySet {
        /// Whose.
        department: DepartmentCode,
        /// The day.
        on: Date,
        /// Who.
        officers: Vec<OfficerId>,
    },
}

/// Why a day of the duty roster is not entered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named by the sentences")]
pub enum DutyDayRefusal {
    /// Neither the department itself nor the bureau's administration.
    #[error("the duty roster of {department} is kept by the department")]
    NotTheirs { department: DepartmentCode },
    /// On working days the liaison officers are there.
    #[error("{on} is a working day")]
    WorkingDay { on: Date },
    /// The day is over.
    #[error("{on} is over")]
    Past { on: Date },
    /// Somebody of another department, or who has left by then.
    #[error("{officer} is not in office there on {on}")]
    OfficerElsewhere { officer: OfficerId, on: Date },
    /// Nobody is named, and nobody was.
    #[error("name who is on duty")]
    Nobody,
    /// The same person twice.
    #[error("{officer} is named twice")]
    Twice { officer: OfficerId },
    /// Too many.
    #[error("at most {most} are on duty")]
    TooMany { most: usize },
    /// The calendar does not know the day.
    #[error(transparent)]
    Calendar(#[from] CalendarRefusal),
}

impl Refusal for DutyDayRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotTheirs { .. } => "DUTY_NOT_THEIRS",
            Self::WorkingDay { .. } => "DUTY_ON_WORKING_DAY",
            Self::Past { .. } => "DUTY_DAY_PAST",
            Self::OfficerElsewhere { .. } => "DUTY_OFFICER_ELSEWHERE",
            Self::Nobody => "DUTY_NOBODY",
            Self::Twice { .. } => "DUTY_TWICE",
            Self::TooMany { .. } => "DUTY_TOO_MANY",
            Self::Calendar(refusal) => refusal.code(),
        }
    }

    fn clause(&self) -> Option<&'static str> {
        match self {
            Self::Calendar(refusal) => refusal.clause(),
            _ => Some("二(二)¶2"),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::WorkingDay { .. } | Self::Past { .. } | Self::Calendar(_) => Some("on"),
            Self::OfficerElsewhere { .. } | Self::Nobody | Self::Twice { .. } | Self::TooMany { .. } => {
                Some("officers")
            }
            Self::NotTheirs { .. } => None,
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotTheirs { department } => vec![("department", department.to_string())],
            Self::WorkingDay { on } | Self::Past { on } => vec![("on", on.to_string())],
            Self::OfficerElsewhere { officer, on } => vec![("by", officer.to_string()), ("on", on.to_string())],
            Self::Twice { officer } => vec![("by", officer.to_string())],
            Self::TooMany { most } => vec![("most", most.to_string())],
            Self::Calendar(refusal) => refusal.arguments(),
            Self::Nobody => Vec::new(),
        }
    }
}

impl Subject for DutyDay {
    type Command = DutyDayCommand;
    type Event = DutyDayEvent;
    type Refusal = DutyDayRefusal;

    fn decide(
        subject: Option<&Self>,
        command: DutyDayCommand,
        context: &Context<'_>,
    ) -> Result<Vec<DutyDayEvent>, DutyDayRefusal> {
        let DutyDayCommand::Set { department, on, officers } = command;
        if !keeps_officers(context.actor, &department) {
            return Err(DutyDayRefusal::NotTheirs { department });
        }
        if on < local_date(context.now) {
            return Err(DutyDayRefusal::Past { on });
        }
        if context.calendar.is_working_day(on)? {
            return Err(DutyDayRefusal::WorkingDay { on });
        }
        if officers.is_empty() && subject.is_none_or(|day| day.officers.is_empty()) {
            return Err(DutyDayRefusal::Nobody);
        }
        if officers.len() > DUTY_OFFICERS_MAX {
            return Err(DutyDayRefusal::TooMany { most: DUTY_OFFICERS_MAX });
        }
        let mut named: Vec<OfficerId> = Vec::with_capacity(officers.len());
        for officer in officers {
            if officer.department != department || !officer.serves_on(on) {
                return Err(DutyDayRefusal::OfficerElsewhere { officer: officer.id, on });
            }
            if named.contains(&officer.id) {
                return Err(DutyDayRefusal::Twice { officer: officer.id });
            }
            named.push(officer.id);
        }
        Ok(vec![DutyDayEvent::DutySet { department, on, officers: named }])
    }

    fn apply(_subject: Option<Self>, event: &DutyDayEvent) -> Option<Self> {
        let DutyDayEvent::DutySet { department, on, officers } = event.clone();
        Some(Self { department, on, officers })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::party::{ContentDigest, Side};
    use crate::roster::Role;
    use crate::rule_set::RuleSet;
    use crate::subject::Actor;

    fn code(text: &str) -> DepartmentCode {
        DepartmentCode::parse(text).unwrap()
    }

    fn officer(id: &str, department: &str) -> Officer {
        Officer {
            id: OfficerId::parse(id).unwrap(),
            department: code(department),
            section: None,
            content: ContentDigest::parse("07".repeat(32)).unwrap(),
            left_on: None,
        }
    }

    fn set(day: Option<&DutyDay>, role: Role, on: &str, officers: Vec<Officer>) -> Result<DutyDay, &'static str> {
        let actor = Actor::Officer {
            officer: OfficerId::parse("head").unwrap(),
            department: code("ZJJ"),
            side: Side::Regulation,
            roles: [role].into(),
            acting_for: None,
        };
        let (calendar, rule_set) = (Calendar::official(), RuleSet::default());
        let now = "2026-09-30T09:00:00+08:00".parse().unwrap();
        let context = Context { now, actor: &actor, calendar: &calendar, rule_set: &rule_set };
        let command = DutyDayCommand::Set { department: code("ZJJ"), on: on.parse().unwrap(), officers };
        let events = DutyDay::decide(day, command, &context).map_err(|refusal| refusal.code())?;
        Ok(DutyDay::apply(day.cloned(), &events[0]).unwrap())
    }

    #[test]
    fn a_department_enters_who_is_on_duty_on_a_day_off_and_may_change_it() {
        let head = Role::ResponsibleOfficer;
        let day = set(None, head, "2026-10-03", vec![officer("a", "ZJJ"), officer("b", "ZJJ")]).unwrap();
        assert_eq!(day.officers.len(), 2);
        let changed = set(Some(&day), head, "2026-10-03", vec![officer("b", "ZJJ")]).unwrap();
        assert_eq!(changed.officers, [OfficerId::parse("b").unwrap()]);
        assert!(set(Some(&changed), head, "2026-10-03", Vec::new()).unwrap().officers.is_empty(), "taken back");
    }

    #[test]
    fn what_is_no_duty_is_refused_by_name() {
        let head = Role::ResponsibleOfficer;
        let mut left = officer("a", "ZJJ");
        left.left_on = Some("2026-10-02".parse().unwrap());
        for (role, on, officers, refusal) in [
            (Role::LiaisonOfficer, "2026-10-03", vec![officer("a", "ZJJ")], "DUTY_NOT_THEIRS"),
            (head, "2026-10-08", vec![officer("a", "ZJJ")], "DUTY_ON_WORKING_DAY"),
            // 调休上班.
            (head, "2026-10-10", vec![officer("a", "ZJJ")], "DUTY_ON_WORKING_DAY"),
            (head, "2026-09-27", vec![officer("a", "ZJJ")], "DUTY_DAY_PAST"),
            (head, "2026-10-03", vec![officer("a", "HBJ")], "DUTY_OFFICER_ELSEWHERE"),
            (head, "2026-10-03", vec![left], "DUTY_OFFICER_ELSEWHERE"),
            (head, "2026-10-03", vec![officer("a", "ZJJ"), officer("a", "ZJJ")], "DUTY_TWICE"),
            (head, "2026-10-03", Vec::new(), "DUTY_NOBODY"),
            (head, "2026-10-03", (0..11).map(|n| officer(&format!("o{n}"), "ZJJ")).collect(), "DUTY_TOO_MANY"),
        ] {
            assert_eq!(set(None, role, on, officers), Err(refusal), "{refusal}");
        }
    }
}
