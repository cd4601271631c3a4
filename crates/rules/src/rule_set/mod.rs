//! The city's settings for 二(一), 二(三)¶1–3: one reading of each open question of the text, dated and citing its document.
//!
//! Everything here is checked before it takes effect: a setting that would change nothing is refused, never ignored.

mod refusal;
mod settings;
mod validate;
mod values;

pub use refusal::RuleSetRefusal;
pub use settings::Setting;
pub use values::{
    ConclusionClock, ExtraKind, MeetingGate, NoReplyEffect, OaConsent, PenaltyClock, ReturnWindow, RosterEffective,
    RuleSet,
};
