//! The term of a reply passes: it is overdue, and goes to the responsible officer, then to the leader in charge (A11).

use crate::cooperation::{acts, store};
use crate::platform::sweep::Sweep;

/// Writes down the terms that passed.
pub const LAPSE: Sweep = Sweep { name: "lapsed requests", due: store::LAPSE_DUE, run: acts::write_down };
