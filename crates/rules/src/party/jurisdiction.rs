//! Cities and counties (A27): a county runs the same rules in its own jurisdiction.

use super::JurisdictionCode;
use super::name::is_name;
use crate::roster::administers;
use crate::subject::{Context, Refusal, Subject};
use serde::{Deserialize, Serialize};

/// A city, or a county below it, with a bureau of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jurisdiction {
    /// GB/T 2260.
    pub code: JurisdictionCode,
    /// 行政区划名称.
    pub name: String,
    /// The city above a county.
    pub parent: Option<JurisdictionCode>,
}

/// What may be asked of a jurisdiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum JurisdictionCommand {
    /// Set it up.
    Found {
        /// Its code.
        code: JurisdictionCode,
        /// Its name.
        name: String,
        /// The city above it.
        parent: Option<JurisdictionCode>,
    },
}

/// What happened to a jurisdiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum JurisdictionEvent {
    /// It was set up.
    Founded {
        /// Its code.
        code: JurisdictionCode,
        /// Its name.
        name: String,
        /// The city above it.
        parent: Option<JurisdictionCode>,
    },
}

/// Why a jurisdiction is not set up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JurisdictionRefusal {
    /// Only the installation or an administrator sets one up.
    #[error("only a system administrator sets up a jurisdiction")]
    NotAdministrator,
    /// It is there already.
    #[error("jurisdiction {code} exists")]
    Exists {
        /// Its code.
        code: JurisdictionCode,
    },
    /// The name is empty, too long or has invisible characters.
    #[error("{field} is no name")]
    NameUnfit {
        /// Which field.
        field: &'static str,
    },
    /// It lies in itself.
    #[error("jurisdiction {code} cannot be its own parent")]
    OwnParent {
        /// Its code.
        code: JurisdictionCode,
    },
}

impl Refusal for JurisdictionRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotAdministrator => "NOT_ADMINISTRATOR",
            Self::Exists { .. } => "JURISDICTION_EXISTS",
            Self::NameUnfit { .. } => "NAME_UNFIT",
            Self::OwnParent { .. } => "JURISDICTION_OWN_PARENT",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        matches!(self, Self::NotAdministrator).then_some("二（三）¶2")
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotAdministrator => None,
            Self::Exists { .. } => Some("code"),
            Self::NameUnfit { field } => Some(field),
            Self::OwnParent { .. } => Some("parent"),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotAdministrator => Vec::new(),
            Self::Exists { code } | Self::OwnParent { code } => vec![("code", code.to_string())],
            Self::NameUnfit { field } => vec![("field", (*field).to_owned())],
        }
    }
}

impl Subject for Jurisdiction {
    type Command = JurisdictionCommand;
    type Event = JurisdictionEvent;
    type Refusal = JurisdictionRefusal;

    fn decide(
        subject: Option<&Self>,
        command: JurisdictionCommand,
        context: &Context<'_>,
    ) -> Result<Vec<JurisdictionEvent>, JurisdictionRefusal> {
        let JurisdictionCommand::Found { code, name, parent } = command;
        if !administers(context.actor) {
            return Err(JurisdictionRefusal::NotAdministrator);
        }
        if let Some(jurisdiction) = subject {
            return Err(JurisdictionRefusal::Exists { code: jurisdiction.code.clone() });
        }
        if !is_name(&name) {
            return Err(JurisdictionRefusal::NameUnfit { field: "name" });
        }
        if parent.as_ref() == Some(&code) {
            return Err(JurisdictionRefusal::OwnParent { code });
        }
        Ok(vec![JurisdictionEvent::Founded { code, name, parent }])
    }

    fn apply(subject: Option<Self>, event: &JurisdictionEvent) -> Option<Self> {
        let JurisdictionEvent::Founded { code, name, parent } = event;
        subject.or_else(|| Some(Self { code: code.clone(), name: name.clone(), parent: parent.clone() }))
    }
}
