//! The ledger (存证链、留痕): the exact bytes of an entry, their hash, and the chain that a jurisdiction's entries make.
//!
//! It knows nothing of the policy, of a database or of a clock. What was done can afterwards be neither changed, nor left
//! out, nor put in another order without [`Chain`] naming the place.
//!
//! - The bytes that were hashed are the bytes that are stored. Nothing here hashes what was read and written anew.
//! - A hash is the leaf hash of RFC 6962, so that a Merkle tree can stand on the same hashes.
//! - Personal data stays outside: an event carries a [`ContentDigest`], the content lies beside the ledger.
//! - A chain alone does not show that its *tail* was cut, nor that all of it was written anew: whoever checks compares
//!   [`Chain::head`] with a head that somebody else has kept.

mod chain;
mod content;
mod entry;
mod hash;

pub use chain::{Break, Chain};
pub use content::ContentDigest;
pub use entry::{DecodeError, Draft, Entry, Sealed};
pub use hash::{Hash, HashError, Suite, leaf_hash};
