//! 机关代字 reserved for the platform: under it the platform numbers what an office issues of one kind, and nobody else does.

use super::facts::DocumentKind;
use super::ladder::{Channel, heads, is_head};
use super::numbering::IssuingCode;
use super::refusal::ChannelRefusal;
use crate::exchange::ActedBy;
use crate::party::DepartmentCode;
use crate::roster::Role;
use crate::subject::{Actor, Context, Subject, micros};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A code that is reserved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberRegister {
    /// The code.
    pub code: IssuingCode,
    /// Whose documents it numbers.
    pub office: DepartmentCode,
    /// By which channel they go.
    pub channel: Channel,
    /// Of which kind they are.
    pub kind: DocumentKind,
    /// When it was reserved.
    #[serde(with = "micros")]
    pub reserved_at: Timestamp,
    /// By whom.
    pub reserved_by: ActedBy,
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterCommand {
    /// Reserve a code.
    Reserve(Reserve),
}

/// What is reserved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reserve {
    /// The code.
    pub code: IssuingCode,
    /// For whom.
    pub office: DepartmentCode,
    /// For which channel.
    pub channel: Channel,
    /// For which kind.
    pub kind: DocumentKind,
    /// Fact: the code is reserved, or a document bears a number under it.
    pub code_used: bool,
    /// Fact: the office has a register of that channel and kind.
    pub office_has_one: bool,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum RegisterEvent {
    /// It was reserved.
    Reserved(Box<NumberRegister>),
}

impl Subject for NumberRegister {
    type Command = RegisterCommand;
    type Event = RegisterEvent;
    type Refusal = ChannelRefusal;

    fn decide(
        subject: Option<&Self>,
        command: RegisterCommand,
        context: &Context<'_>,
    ) -> Result<Vec<RegisterEvent>, ChannelRefusal> {
        let RegisterCommand::Reserve(wanted) = command;
        if !may_reserve(context.actor, &wanted.office) {
            return Err(ChannelRefusal::RegisterNotTheirs { department: wanted.office, who: heads() });
        }
        if !matches!(wanted.channel, Channel::Oa | Channel::Letter) {
            return Err(ChannelRefusal::ChannelNotWritten { channel: wanted.channel });
        }
        if subject.is_some() || wanted.office_has_one {
            return Err(ChannelRefusal::RegisterKnown);
        }
        // Numbers that the office gave by hand would leave gaps among those of the platform.
        if wanted.code_used {
            return Err(ChannelRefusal::CodeUsed { code: wanted.code.into() });
        }
        Ok(vec![RegisterEvent::Reserved(Box::new(Self {
            code: wanted.code,
            office: wanted.office,
            channel: wanted.channel,
            kind: wanted.kind,
            reserved_at: context.now,
            reserved_by: ActedBy::from(context.actor),
        }))])
    }

    fn apply(subject: Option<Self>, event: &RegisterEvent) -> Option<Self> {
        let RegisterEvent::Reserved(register) = event;
        subject.or_else(|| Some((**register).clone()))
    }
}

/// The office's own responsible officers and those above them, or whoever administers the city.
fn may_reserve(actor: &Actor, office: &DepartmentCode) -> bool {
    match actor {
        Actor::Setup => true,
        Actor::Officer { roles, .. } if roles.contains(&Role::SystemAdministrator) => true,
        Actor::Officer { department, roles, .. } => department == office && is_head(roles),
        Actor::System { .. } | Actor::Time => false,
    }
}
