//! Telling people what is to be done, so that no section needs a line of its own: whatever stands on `task` is told of. A plan, pure, says
//! what is to be told to whom now; it is laid down as notices, which their officers see in the platform, and as deliveries by e-mail,
//! SMS and instant message, each sent under a lease, tried again for as long as it is of use, and put on record attempt by attempt.
//! A notice that fails never stands in the way of an act.

mod channel;
mod choice;
mod delivery;
mod gateway;
mod lay;
mod office;
mod owners;
pub mod pages;
mod pages_system;
mod plan;
#[cfg(test)]
mod plan_properties;
#[cfg(test)]
mod plan_tests;
mod post;
mod prompt;
mod settings;
mod signature;
mod situation;
mod smtp;
mod text;
mod worker;

pub use channel::{Channel, Want};
pub use choice::{Choice, choice_of, keep_choice};
pub use delivery::{Attempt, Delivery, DeliveryState, attempts_of, deliveries, deliveries_of, with_attempts};
pub use lay::{Notice, mark_seen, notices_of, unseen_question};
pub use office::{Occasion, Office};
pub use owners::{Owners, owners_of};
pub use plan::{Before, Line, OpenTask, Plan, Planned, Prompt, Told, Topic, Why, plan};
pub use post::{Failed, Outgoing, Post, Sink, Transport};
pub use prompt::prompt;
pub use settings::{GatewaySettings, NoticeSettings, Secret, SmtpSecurity, SmtpSettings};
pub use signature::sign;
pub use worker::{LEASE, deliver_all, tell_all, tell_for_ever};
