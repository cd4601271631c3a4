//! 「审管互动平台采取超时默认原则，信息推送1个工作日后，默认为对方已接收。」

use crate::exchange::{acts, store};
use crate::platform::sweep::Sweep;

/// Writes down the deemed receipts.
pub const DEEM: Sweep = Sweep { name: "deemed receipts", due: store::RECEIPT_DUE, run: acts::deem };
