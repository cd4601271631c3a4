//! A city in which one department asks another.

use crate::calendar::Calendar;
use crate::cooperation::{
    CooperationCommand as Command, CooperationEvent as Event, CooperationRefusal as Refusal, CooperationRequest,
    GivenReply, Issue, MatterFacts, Opinion,
};
use crate::party::{ContentDigest, CooperationRequestId, DepartmentCode, OfficerId, Side};
use crate::roster::Role;
use crate::rule_set::RuleSet;
use crate::subject::{Actor, Context, Subject};
use jiff::Timestamp;
use jiff::civil::date;

pub(super) const BUREAU: &str = "SPJ";
pub(super) const HOUSING: &str = "ZJJ";
pub(super) const HEALTH: &str = "WJW";
/// A Wednesday without a holiday near it: the term ends with Monday the 15th.
pub(super) const ISSUED: &str = "2026-06-10T16:00";

/// The city's calendar and settings.
pub(super) struct City {
    pub(super) calendar: Calendar,
    pub(super) rule_set: RuleSet,
}

impl City {
    pub(super) fn new() -> Self {
        Self { calendar: Calendar::official(), rule_set: RuleSet::default() }
    }

    pub(super) fn decide(
        &self,
        subject: Option<&CooperationRequest>,
        command: Command,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        let context = Context { now, actor, calendar: &self.calendar, rule_set: &self.rule_set };
        CooperationRequest::decide(subject, command, &context)
    }

    pub(super) fn issue(&self, issue: Issue, actor: &Actor, now: &str) -> Result<CooperationRequest, Refusal> {
        let events = self.decide(None, Command::Issue(Box::new(issue)), actor, at(now))?;
        Ok(folded(None, &events))
    }

    /// The bureau asks the housing authority about an open case.
    pub(super) fn asked(&self, now: &str) -> CooperationRequest {
        self.issue(about_case(), &bureau(), now).unwrap()
    }

    /// The names of what happened.
    pub(super) fn act(
        &self,
        request: &mut CooperationRequest,
        command: Command,
        actor: &Actor,
        now: &str,
    ) -> Result<Vec<String>, Refusal> {
        self.act_at(request, command, actor, at(now))
    }

    pub(super) fn act_at(
        &self,
        request: &mut CooperationRequest,
        command: Command,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Vec<String>, Refusal> {
        let events = self.decide(Some(request), command, actor, now)?;
        *request = folded(Some(request.clone()), &events);
        Ok(events.iter().map(name).collect())
    }
}

fn name(event: &Event) -> String {
    serde_json::to_value(event).unwrap()["event"].as_str().unwrap().to_owned()
}

/// The state after events; each is written to JSON and read back first, as the ledger does, and so is the state.
pub(super) fn folded(subject: Option<CooperationRequest>, events: &[Event]) -> CooperationRequest {
    let state = events.iter().fold(subject, |subject, event| {
        let read: Event = serde_json::from_str(&serde_json::to_string(event).unwrap()).unwrap();
        assert_eq!(read, *event);
        CooperationRequest::apply(subject, &read)
    });
    let state = state.unwrap();
    let read: CooperationRequest = serde_json::from_str(&serde_json::to_string(&state).unwrap()).unwrap();
    assert_eq!(read, state);
    state
}

/// `2026-06-10T16:00` in China.
pub(super) fn at(text: &str) -> Timestamp {
    format!("{text}:00+08:00").parse().unwrap()
}

pub(super) fn code(text: &str) -> DepartmentCode {
    DepartmentCode::parse(text).unwrap()
}

pub(super) fn id(text: &str) -> CooperationRequestId {
    CooperationRequestId::parse(text).unwrap()
}

pub(super) fn digest(n: u8) -> ContentDigest {
    ContentDigest::parse(format!("{n:02x}").repeat(32)).unwrap()
}

pub(super) fn officer(department: &str, side: Side, role: Role) -> Actor {
    Actor::Officer {
        officer: OfficerId::parse(format!("o-{department}")).unwrap(),
        department: code(department),
        side,
        roles: [role].into(),
        acting_for: None,
    }
}

pub(super) fn bureau() -> Actor {
    officer(BUREAU, Side::Approval, Role::LiaisonOfficer)
}

pub(super) fn housing() -> Actor {
    officer(HOUSING, Side::Regulation, Role::LiaisonOfficer)
}

pub(super) fn health() -> Actor {
    officer(HEALTH, Side::Regulation, Role::LiaisonOfficer)
}

pub(super) fn about_case() -> Issue {
    Issue {
        id: id("q-1"),
        number: "SQ-2026-000001".to_owned(),
        joint: id("q-1"),
        to: code(HOUSING),
        to_side: Side::Regulation,
        matter: MatterFacts { case: true, statutory_due_on: Some(date(2026, 7, 1)), ..MatterFacts::default() },
        item: None,
        about: None,
        content: digest(1),
        attachments: Vec::new(),
        redirected: None,
    }
}

/// The housing authority asks the bureau about a regulatory matter.
pub(super) fn about_matter() -> Issue {
    Issue {
        to: code(BUREAU),
        to_side: Side::Approval,
        matter: MatterFacts { regulatory: true, ..MatterFacts::default() },
        ..about_case()
    }
}

pub(super) fn reply(opinion: Opinion) -> Command {
    let content = opinion.needs_text().then(|| digest(2));
    Command::Reply(Box::new(GivenReply {
        version: None,
        opinion: Some(opinion),
        partial: false,
        content,
        attachments: Vec::new(),
    }))
}

pub(super) fn partial() -> Command {
    Command::Reply(Box::new(GivenReply {
        version: None,
        opinion: None,
        partial: true,
        content: Some(digest(3)),
        attachments: Vec::new(),
    }))
}

pub(super) fn write_down() -> Command {
    Command::WriteDown { responsible: OfficerId::parse("o-zrr").ok(), leader: OfficerId::parse("o-fgld").ok() }
}

pub(super) fn reconsult() -> Command {
    Command::Reconsult { content: digest(4), attachments: Vec::new(), reason: Some(digest(5)) }
}

pub(super) fn not_ours() -> Command {
    Command::NotOurs { reason: Some(digest(6)), suggested_to: Some(code(HEALTH)) }
}

pub(super) fn ask_extension(working_days: u32) -> Command {
    Command::AskExtension { working_days, reason: Some(digest(7)) }
}
