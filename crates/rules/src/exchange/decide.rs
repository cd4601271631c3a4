//! Judging what is asked of a transmittal: who may act, and which rule decides.

use super::command::TransmittalCommand as Command;
use super::event::TransmittalEvent as Event;
use super::refusal::TransmittalRefusal as Refusal;
use super::transmittal::{State, Transmittal};
use super::{push, receive, reply, returns, upkeep};
use crate::party::DepartmentCode;
use crate::subject::{Actor, Context, Subject};

/// What every decision ends in.
pub(super) type Decision = Result<Vec<Event>, Refusal>;

impl Subject for Transmittal {
    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(subject: Option<&Self>, command: Command, context: &Context<'_>) -> Decision {
        match (subject, command) {
            (None, Command::Push(push)) => push::push(*push, context),
            (None, _) => Err(Refusal::NoTransmittal),
            (Some(transmittal), command) => transmittal.judge(command, context),
        }
    }

    fn apply(subject: Option<Self>, event: &Event) -> Option<Self> {
        super::apply::apply(subject, event)
    }
}

impl Transmittal {
    fn judge(&self, command: Command, context: &Context<'_>) -> Decision {
        match command {
            Command::Push(_) => Err(Refusal::AlreadyPushed),
            Command::Deliver => receive::deliver(self, context),
            Command::Open => receive::open(self, context),
            Command::Acknowledge => receive::acknowledge(self, context),
            Command::Deem => receive::deem(self, context),
            Command::Return { reason, suggested_to } => returns::send_back(self, reason, suggested_to, context),
            Command::Uphold { reason } => returns::uphold(self, reason, context),
            Command::Reroute { new, to, reason } => returns::reroute(self, new, to, reason, context),
            Command::Recall { reason } => returns::recall(self, reason, context),
            Command::Correct { new } => returns::correct(self, new, context),
            Command::Assign { section, officer } => reply::assign(self, section, officer, context),
            Command::TakeBack => reply::take_back(self, context),
            Command::RecordFollowUp { content } => reply::follow_up(self, content, context),
            Command::Reply { disposition } => reply::reply(self, disposition, context),
            Command::CloseDisposition { change, outcome } => reply::close(self, change, outcome, context),
            Command::AskConsultation => reply::ask_consultation(self, context),
            Command::Remind => reply::remind(self, context),
            Command::MoveDeadline { cause } => upkeep::move_deadline(self, cause, context),
            Command::Succeed { department, successor } => upkeep::succeed(self, department, successor, context),
            Command::ExtendWindow { outage } => upkeep::extend_window(self, &outage, context),
        }
    }

    /// 「各行业监管部门应及时查看」: what is done with a push is done by the department that it is for.
    pub(super) fn by_addressee(&self, actor: &Actor) -> Result<(), Refusal> {
        if actor.department() == Some(&self.to) { Ok(()) } else { Err(Refusal::NotAddressee { to: self.to.clone() }) }
    }

    /// What is done with it on the way is done by the department that pushed it.
    pub(super) fn by_sender(&self, actor: &Actor) -> Result<(), Refusal> {
        if actor.department() == Some(&self.from) {
            Ok(())
        } else {
            Err(Refusal::NotSender { from: self.from.clone() })
        }
    }

    pub(super) fn by_party(&self, actor: &Actor) -> Result<(), Refusal> {
        let is = |department: &DepartmentCode| actor.department() == Some(department);
        if is(&self.from) || is(&self.to) { Ok(()) } else { Err(Refusal::NotParty) }
    }

    /// Neither recalled nor replaced.
    pub(super) fn stands(&self) -> Result<(), Refusal> {
        match (&self.superseded_by, self.state) {
            (Some(by), _) => Err(Refusal::Superseded { by: by.clone() }),
            (None, State::Recalled) => Err(Refusal::AlreadyRecalled),
            (None, _) => Ok(()),
        }
    }
}
