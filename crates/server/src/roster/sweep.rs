//! The day from which a change of roster holds comes: what is open goes onto the lists that predecessor and successor confirm.

use crate::platform::sweep::Sweep;
use crate::roster::{acts, store};

/// Makes the lists that were planned for the day.
pub const HAND_OVER: Sweep = Sweep { name: "planned handovers", due: store::HAND_OVER_DUE, run: acts::list_due };
