//! Who did something: `{"kind":"system","department","key"}` or an officer.

use crate::platform::directory::Directory;
use serde::Serialize;
use shenguan_rules::exchange::ActedBy;
use shenguan_rules::party::OfficerId;
use shenguan_rules::subject::Actor;
use utoipa::ToSchema;

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WhoWire {
    /// A person.
    Officer {
        /// Code of the department that the person acted for.
        department: String,
        /// Id of the person.
        officer: String,
        /// 姓名; absent in the answers of writes, which are kept for as long as the ledger.
        #[serde(skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// 职务.
        #[serde(skip_serializing_if = "Option::is_none")]
        post: Option<String>,
        /// 代: id of the person stood in for; absent where the person acted in his own place.
        #[serde(skip_serializing_if = "Option::is_none")]
        acting_for: Option<String>,
        /// That person's 姓名.
        #[serde(skip_serializing_if = "Option::is_none")]
        acting_for_name: Option<String>,
    },
    /// A department's own system.
    System {
        /// Code of the department.
        department: String,
        /// Name of its key.
        key: String,
    },
    /// The passing of time, or the installation itself.
    Platform,
}

impl WhoWire {
    /// Who did it for `department`; with name and post where `names` knows them.
    pub fn new(by: &ActedBy, department: &str, names: Option<&Directory>) -> Self {
        match by {
            ActedBy::Officer { officer, acting_for } => Self::officer(officer, acting_for.as_ref(), department, names),
            ActedBy::System { key } => Self::System { department: department.to_owned(), key: key.clone() },
            ActedBy::Platform => Self::Platform,
        }
    }

    /// The actor of an entry.
    pub fn of_actor(actor: &Actor, names: Option<&Directory>) -> Self {
        match actor {
            Actor::Officer { officer, department, acting_for, .. } => {
                Self::officer(officer, acting_for.as_ref(), department.as_str(), names)
            }
            Actor::System { department, key, .. } => {
                Self::System { department: department.to_string(), key: key.clone() }
            }
            Actor::Time | Actor::Setup => Self::Platform,
        }
    }

    fn officer(
        officer: &OfficerId,
        acting_for: Option<&OfficerId>,
        department: &str,
        names: Option<&Directory>,
    ) -> Self {
        let card_of = |officer| names.and_then(|names| names.officer(officer)).map(|entry| &entry.card);
        let card = card_of(officer);
        let text = |text: &String| (!text.is_empty()).then(|| text.clone());
        Self::Officer {
            department: department.to_owned(),
            officer: officer.to_string(),
            name: card.and_then(|card| text(&card.name)),
            post: card.and_then(|card| text(&card.post)),
            acting_for: acting_for.map(ToString::to_string),
            acting_for_name: acting_for.and_then(card_of).and_then(|card| text(&card.name)),
        }
    }
}
