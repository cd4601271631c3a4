//! A city in which things happen: one bureau, two authorities, one transmittal at a time.

use crate::agreement::{AgreementRole, Route};
use crate::calendar::Calendar;
use crate::exchange::{
    Kind, Push, RecordFacts, Traced, TracedEntry, Transmittal, TransmittalCommand as Command,
    TransmittalEvent as Event, TransmittalRefusal as Refusal,
};
use crate::party::{AgreementId, ContentDigest, DepartmentCode, ItemCode, OfficerId, Side, TransmittalId};
use crate::record::ApprovalOutcome;
use crate::roster::Role;
use crate::rule_set::RuleSet;
use crate::subject::{Actor, Context, Subject};
use jiff::Timestamp;

pub(super) const BUREAU: &str = "SPJ";
pub(super) const HOUSING: &str = "ZJJ";
pub(super) const HEALTH: &str = "WJW";

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
        subject: Option<&Transmittal>,
        command: Command,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        let context = Context { now, actor, calendar: &self.calendar, rule_set: &self.rule_set };
        Transmittal::decide(subject, command, &context)
    }

    pub(super) fn push(&self, push: Push, actor: &Actor, now: &str) -> Result<Traced, Refusal> {
        let events = self.decide(None, Command::Push(Box::new(push)), actor, at(now))?;
        let mut traced = Traced { transmittal: folded(None, &events), entries: Vec::new() };
        note(&mut traced, &events, 1);
        Ok(traced)
    }

    /// The bureau's push of a granted permit to the authority that the agreement names.
    pub(super) fn granted(&self, now: &str) -> Traced {
        let concluded_at = at(now);
        self.push(outcome(ApprovalOutcome::Granted, concluded_at), &bureau(), now).unwrap()
    }

    /// The same to an authority chosen by hand.
    pub(super) fn granted_by_hand(&self, now: &str) -> Traced {
        let push =
            Push { agreed: Vec::new(), routing_reason: Some(digest(7)), ..outcome(ApprovalOutcome::Granted, at(now)) };
        self.push(push, &bureau(), now).unwrap()
    }

    /// An authority's push of a penalty.
    pub(super) fn penalty(&self, now: &str) -> Traced {
        self.push(penalty(&now[..10]), &officer(HOUSING, Side::Regulation), now).unwrap()
    }

    pub(super) fn act(
        &self,
        traced: &mut Traced,
        command: Command,
        actor: &Actor,
        now: &str,
    ) -> Result<Vec<&'static str>, Refusal> {
        let events = self.decide(Some(&traced.transmittal), command, actor, at(now))?;
        traced.transmittal = folded(Some(traced.transmittal.clone()), &events);
        let next = traced.entries.last().map_or(1, |entry| entry.entry + 1);
        note(traced, &events, next);
        Ok(events.iter().map(Event::name).collect())
    }
}

fn note(traced: &mut Traced, events: &[Event], first: u64) {
    for (entry, event) in (first..).zip(events) {
        traced.entries.push(TracedEntry { entry, at: event.effective_at(), event: event.name().to_owned() });
    }
}

/// The state after events; each is written to JSON and read back first, as the ledger does, and so is the state.
pub(super) fn folded(subject: Option<Transmittal>, events: &[Event]) -> Transmittal {
    let state = events.iter().fold(subject, |subject, event| {
        let read: Event = serde_json::from_str(&serde_json::to_string(event).unwrap()).unwrap();
        assert_eq!(read, *event);
        Transmittal::apply(subject, &read)
    });
    let state = state.unwrap();
    let read: Transmittal = serde_json::from_str(&serde_json::to_string(&state).unwrap()).unwrap();
    assert_eq!(read, state);
    state
}

/// `2026-09-30T16:00` in China.
pub(super) fn at(text: &str) -> Timestamp {
    format!("{text}+08:00").parse().unwrap()
}

pub(super) fn code(text: &str) -> DepartmentCode {
    DepartmentCode::parse(text).unwrap()
}

pub(super) fn id(text: &str) -> TransmittalId {
    TransmittalId::parse(text).unwrap()
}

pub(super) fn item() -> ItemCode {
    ItemCode::parse("鞍测试-许-001").unwrap()
}

pub(super) fn digest(n: u8) -> ContentDigest {
    ContentDigest::parse(format!("{n:02x}").repeat(32)).unwrap()
}

pub(super) fn officer(department: &str, side: Side) -> Actor {
    Actor::Officer {
        officer: OfficerId::parse(format!("officer-{department}")).unwrap(),
        department: code(department),
        side,
        roles: [Role::LiaisonOfficer].into(),
        acting_for: None,
    }
}

pub(super) fn bureau() -> Actor {
    officer(BUREAU, Side::Approval)
}

pub(super) fn housing() -> Actor {
    officer(HOUSING, Side::Regulation)
}

pub(super) fn health() -> Actor {
    officer(HEALTH, Side::Regulation)
}

pub(super) fn route(authority: &str) -> Route {
    Route {
        authority: code(authority),
        section: None,
        role: AgreementRole::Trade,
        lead: true,
        agreement: AgreementId::parse(format!("agreement-{authority}")).unwrap(),
        clause: "第三条".to_owned(),
    }
}

/// A push that says nothing yet.
pub(super) fn plain(kind: Kind, to: &str, to_side: Side) -> Push {
    Push {
        id: id("t-1"),
        number: "TS-2026-000001".to_owned(),
        kind,
        to: code(to),
        to_side,
        copies: Vec::new(),
        item: None,
        item_version: None,
        agreed: Vec::new(),
        bureau: Some(code(BUREAU)),
        routing_reason: None,
        lead: true,
        record: RecordFacts::None,
        occurred_on: None,
        content: digest(1),
        attachments: Vec::new(),
        late_reason: None,
        duplicate_of: None,
        supersedes: None,
        in_reply_to: None,
        decides_change: None,
        ask_consultation: false,
    }
}

pub(super) fn outcome(outcome: ApprovalOutcome, concluded_at: Timestamp) -> Push {
    let decided_on = crate::calendar::local_date(concluded_at);
    Push {
        item: Some(item()),
        item_version: Some(1),
        agreed: vec![route(HOUSING)],
        record: RecordFacts::Approval { outcome, concluded_at, decided_on, verify_before: None },
        ..plain(Kind::ApprovalOutcome, HOUSING, Side::Regulation)
    }
}

pub(super) fn penalty(decided_on: &str) -> Push {
    Push {
        record: RecordFacts::Penalty { decided_on: decided_on.parse().unwrap(), served_on: None },
        ..plain(Kind::PenaltyDecision, BUREAU, Side::Approval)
    }
}
