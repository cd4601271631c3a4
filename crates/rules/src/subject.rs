//! How the policy gives something a life: a subject, what may be commanded of it, and what then happened.

use crate::calendar::Calendar;
use crate::party::{DepartmentCode, OfficerId, Side};
use crate::roster::Role;
use crate::rule_set::RuleSet;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Something the policy gives a life to. `decide` may refuse; `apply` never does.
pub trait Subject: Sized {
    /// What somebody asks of it, with the facts from elsewhere that the rule needs. Judged once for each person that the actor acts
    /// for, until it is taken.
    type Command: Clone;
    /// What happened, as the ledger keeps it.
    type Event;
    /// Why not, by name.
    type Refusal: Refusal;

    /// Judges a command against the state before it. Fetches nothing; every fact is in the arguments.
    fn decide(
        subject: Option<&Self>,
        command: Self::Command,
        context: &Context<'_>,
    ) -> Result<Vec<Self::Event>, Self::Refusal>;

    /// The state after an event. Total: whatever was decided once can be applied for ever.
    fn apply(subject: Option<Self>, event: &Self::Event) -> Option<Self>;
}

/// A named "no": its code never changes, its clause says where the rule stands.
pub trait Refusal: std::error::Error + Send + Sync + 'static {
    /// Stable name, `SCREAMING_SNAKE_CASE`.
    fn code(&self) -> &'static str;
    /// The clause of the policy, or the law, that it rests on.
    fn clause(&self) -> Option<&'static str>;
    /// The request field that it is about, if it is about one.
    fn field(&self) -> Option<&'static str> {
        None
    }
    /// What the words of the refusal need: name and value, for the message files.
    fn arguments(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// What a decision may look at besides its own subject.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The instant of the act: taken by the writer, never by the caller.
    pub now: Timestamp,
    /// Who acts.
    pub actor: &'a Actor,
    /// The working days as known at `now`.
    pub calendar: &'a Calendar,
    /// The city's settings in force at `now`.
    pub rule_set: &'a RuleSet,
}

/// Who acts, as the ledger keeps it. Names of people stay out: the id leads to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// An officer, in the roles that a designation in force gives.
    Officer {
        /// Who.
        officer: OfficerId,
        /// For which department.
        department: DepartmentCode,
        /// On which side of the boundary of 二(一) that department stands.
        side: Side,
        /// In which roles: the officer's own, and those of the person acted for.
        roles: BTreeSet<Role>,
        /// 代: the officer stood in for, without whose designation the act would not be this officer's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        acting_for: Option<OfficerId>,
    },
    /// A department's own system, by its key.
    System {
        /// Whose system.
        department: DepartmentCode,
        /// On which side that department stands.
        side: Side,
        /// The name of the key.
        key: String,
    },
    /// The passing of time, written down by a sweep.
    Time,
    /// The installation itself: setting up a jurisdiction before anybody has a role.
    Setup,
}

impl Actor {
    /// The department acted for; none for time and setup.
    pub fn department(&self) -> Option<&DepartmentCode> {
        match self {
            Self::Officer { department, .. } | Self::System { department, .. } => Some(department),
            Self::Time | Self::Setup => None,
        }
    }

    /// The side acted for.
    pub fn side(&self) -> Option<Side> {
        match self {
            Self::Officer { side, .. } | Self::System { side, .. } => Some(*side),
            Self::Time | Self::Setup => None,
        }
    }

    /// The officer acted for, where a person stands in for another.
    pub fn acting_for(&self) -> Option<&OfficerId> {
        match self {
            Self::Officer { acting_for, .. } => acting_for.as_ref(),
            _ => None,
        }
    }

    /// Whether what is personally this officer's is for the actor to do: as that officer, or in the officer's place.
    pub fn is_or_stands_for(&self, officer: &OfficerId) -> bool {
        self.officer() == Some(officer) || self.acting_for() == Some(officer)
    }

    /// The officer, where a person acts.
    pub fn officer(&self) -> Option<&OfficerId> {
        match self {
            Self::Officer { officer, .. } => Some(officer),
            _ => None,
        }
    }
}

/// Instants as integer microseconds since 1970-01-01T00:00:00Z, so that no precision is lost between ledger and row.
/// Whatever is finer than a microsecond is cut off: the writer truncates now before it decides.
pub mod micros {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de};

    /// Writes the microseconds.
    pub fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(at.as_microsecond())
    }

    /// Reads them back; refuses what lies outside the years that jiff knows.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Timestamp::from_microsecond(i64::deserialize(deserializer)?).map_err(de::Error::custom)
    }

    /// The same for an instant that may be missing; pair it with `#[serde(default)]` where the field may be.
    pub mod option {
        use jiff::Timestamp;
        use serde::{Deserialize, Deserializer, Serializer, de};

        /// Writes the microseconds or null.
        pub fn serialize<S: Serializer>(at: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
            match at {
                Some(at) => serializer.serialize_some(&at.as_microsecond()),
                None => serializer.serialize_none(),
            }
        }

        /// Reads microseconds or null.
        pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
            Option::<i64>::deserialize(deserializer)?
                .map(|micros| Timestamp::from_microsecond(micros).map_err(de::Error::custom))
                .transpose()
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Moments {
        #[serde(with = "super::micros")]
        at: Timestamp,
        #[serde(with = "super::micros::option", default)]
        ended_at: Option<Timestamp>,
    }

    proptest! {
        #[test]
        fn instants_survive_json_to_the_microsecond(at in -1_000_000_000_000_000_i64..4_000_000_000_000_000, ended: bool) {
            let at = Timestamp::from_microsecond(at).unwrap();
            let moments = Moments { at, ended_at: ended.then_some(at) };
            let json = serde_json::to_string(&moments).unwrap();
            prop_assert_eq!(serde_json::from_str::<Moments>(&json).unwrap(), moments);
        }
    }

    #[test]
    fn an_entry_from_before_there_were_stand_ins_still_reads_and_is_written_as_it_was() {
        let old =
            r#"{"kind":"officer","officer":"o-1","department":"ZJJ","side":"regulation","roles":["liaison_officer"]}"#;
        let actor: super::Actor = serde_json::from_str(old).unwrap();
        assert_eq!((actor.acting_for(), serde_json::to_string(&actor).unwrap().as_str()), (None, old));
    }

    #[test]
    fn instants_are_integers_and_a_missing_one_is_none() {
        let moments: Moments = serde_json::from_str(r#"{"at":1542960000000001}"#).unwrap();
        assert_eq!(moments.ended_at, None);
        assert_eq!(serde_json::to_string(&moments).unwrap(), r#"{"at":1542960000000001,"ended_at":null}"#);
        assert!(serde_json::from_str::<Moments>(r#"{"at":9223372036854775807}"#).is_err());
    }
}
