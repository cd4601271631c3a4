//! Judging what is asked of a request: who may act, and which rule decides.

use super::command::CooperationCommand as Command;
use super::event::CooperationEvent as Event;
use super::refusal::CooperationRefusal as Refusal;
use super::request::{CooperationRequest, State};
use super::{extend, issue, redirect, reply, upkeep};
use crate::subject::{Actor, Context, Subject};

/// What every decision ends in.
pub(super) type Decision = Result<Vec<Event>, Refusal>;

impl Subject for CooperationRequest {
    type Command = Command;
    type Event = Event;
    type Refusal = Refusal;

    fn decide(subject: Option<&Self>, command: Command, context: &Context<'_>) -> Decision {
        match (subject, command) {
            (None, Command::Issue(issue)) => issue::issue(*issue, context),
            (None, _) => Err(Refusal::NoRequest),
            (Some(request), command) => request.judge(command, context),
        }
    }

    fn apply(subject: Option<Self>, event: &Event) -> Option<Self> {
        super::apply::apply(subject, event)
    }
}

impl CooperationRequest {
    fn judge(&self, command: Command, context: &Context<'_>) -> Decision {
        match command {
            Command::Issue(_) => Err(Refusal::AlreadyIssued),
            Command::Open => reply::open(self, context),
            Command::Assign { section, officer } => reply::assign(self, section, officer, context),
            Command::Reply(given) => reply::reply(self, *given, context),
            Command::Confirm => reply::confirm(self, context),
            Command::Share { with, asked } => reply::share(self, &with, &asked, context),
            Command::Remind => reply::remind(self, context),
            Command::AskClarification { content } => extend::ask_clarification(self, content, context),
            Command::AnswerClarification { question, content } => {
                extend::answer_clarification(self, question, content, context)
            }
            Command::AskExtension { working_days, reason } => {
                extend::ask_extension(self, working_days, reason, context)
            }
            Command::GrantExtension => extend::grant(self, context),
            Command::RefuseExtension { reason } => extend::refuse(self, reason, context),
            Command::NotOurs { reason, suggested_to } => redirect::not_ours(self, reason, suggested_to, context),
            Command::Redirect { new, to } => redirect::redirect(self, new, to, context),
            Command::Uphold { reason } => redirect::uphold(self, reason, context),
            Command::Reconsult { content, attachments, reason } => {
                issue::reconsult(self, content, attachments, reason, context)
            }
            Command::Withdraw { reason } => redirect::withdraw(self, reason, context),
            Command::WriteDown { responsible, leader } => upkeep::write_down(self, responsible, leader, context),
            Command::MoveDeadline { cause } => upkeep::move_deadline(self, cause, context),
            Command::ExtendWindow { outage } => upkeep::extend_window(self, &outage, context),
            Command::Succeed { department, successor } => upkeep::succeed(self, department, successor, context),
        }
    }

    /// 「各行业监管部门应…完成信息反馈」: the department that was asked answers, nobody else.
    pub(super) fn by_addressee(&self, actor: &Actor) -> Result<(), Refusal> {
        if actor.department() == Some(&self.to) { Ok(()) } else { Err(Refusal::NotRequested { to: self.to.clone() }) }
    }

    /// What is done with the request is done by the department that asks.
    pub(super) fn by_asker(&self, actor: &Actor) -> Result<(), Refusal> {
        if actor.department() == Some(&self.from) { Ok(()) } else { Err(Refusal::NotAsker { from: self.from.clone() }) }
    }

    /// Neither withdrawn nor redirected.
    pub(super) fn stands(&self) -> Result<(), Refusal> {
        match self.state {
            State::Withdrawn => Err(Refusal::RequestWithdrawn),
            State::Redirected => Err(Refusal::RequestRedirected),
            _ => Ok(()),
        }
    }

    /// And not confirmed either.
    pub(super) fn is_open(&self) -> Result<(), Refusal> {
        self.stands()?;
        match self.confirmed_at {
            Some(at) if self.state == State::Confirmed => Err(Refusal::RequestConfirmed { at }),
            _ => Ok(()),
        }
    }

    /// And it waits for its reply, late or not.
    pub(super) fn is_owed(&self, context: &Context<'_>) -> Result<(), Refusal> {
        self.is_open()?;
        match self.state_at(context.now) {
            State::AwaitingReply | State::Overdue => Ok(()),
            State::NotOurs => Err(Refusal::CompetenceOpen),
            state => Err(Refusal::NothingAsked { state }),
        }
    }
}
