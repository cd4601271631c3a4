//! 名单变更 (二(二)¶2, A14): a change of roster goes to the other side by letter, takes effect on the day that the letter states and not
//! before it was sent, is filed there, and hands over what is open with a list that both confirm.

mod apply;
mod decide;
mod effect;
mod event;
mod refusal;
mod state;

pub use decide::{Draft, RosterChangeCommand, SentLetter, Stated};
pub use effect::{Effect, RosterGap, effective_on, gaps};
pub use event::{ChangeDrafted, RosterChangeEvent};
pub use refusal::RosterChangeRefusal;
pub use state::{ChangeLine, ChangeStage, Filing, Handover, HandoverSide, PlannedHandover, RosterChange};

#[cfg(test)]
mod tests;
