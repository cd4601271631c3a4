//! The policy 鞍政办发〔2018〕66号 as pure functions: no clock, no database, no network.
//!
//! One module per section, in the policy's own order; see `docs/policy.md` for clause → module → test.

pub mod calendar;
pub mod identifier;
pub mod record;
pub mod rule_set;
pub mod subject;

pub mod agreement;
pub mod amendment;
pub mod channel;
pub mod cooperation;
pub mod exchange;
pub mod party;
pub mod reminder;
pub mod roster;
