//! What the API of the exchange answers. Field names are those that clients rely on; instants are RFC 3339 at +08:00.

mod detail;
mod feed;
mod history;
mod responsibility;
mod summary;
mod who;

pub use detail::{AssignmentWire, Details, FollowUpWire, ReturnWire, RoutingWire, TransmittalDetail};
pub use feed::FeedItem;
pub use history::{HistoryWire, history};
pub use responsibility::{AnsweringOfficer, DutiesWire, MatterWire, ResponsibilityWire};
pub use summary::{
    ActedWire, Day, FactsWire, ItemsWire, PushedWire, TaskWire, TransmittalSummary, explanation, instant,
};
pub use who::WhoWire;
