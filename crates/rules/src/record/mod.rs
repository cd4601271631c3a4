//! The public licence and penalty records (双公示, 发改办财金〔2018〕424号) as they travel with a push (二(三)): entered
//! once, pushed to the other side and published from the same fields.

mod approval;
mod checks;
mod kinds;
mod moment;
mod outcome;
mod party;
mod penalty;

pub use approval::{ApprovalRecord, LONG_TERM};
pub use checks::FieldRefusal;
pub use kinds::{HandlingMode, PartyKind, PenaltyKind};
pub use moment::{date, optional_date, timestamp};
pub use outcome::ApprovalOutcome;
pub use party::mask_name;
pub use penalty::PenaltyRecord;
