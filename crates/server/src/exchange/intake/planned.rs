//! What a row asks for, and what it became.

use crate::platform::act::Act;
use crate::platform::error::Result;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What one or more rows ask for.
#[derive(Clone)]
pub struct Planned {
    /// The rows that it is about.
    pub rows: Vec<u32>,
    /// The same rows give the same key, in whatever file they come again.
    pub key: String,
    /// What is asked; other content under the same key is refused.
    pub body: Vec<u8>,
    /// The act.
    pub run: Run,
}

/// The act of a row.
pub type Run = Arc<dyn Fn(&mut Act<'_, '_>) -> Result<Taken> + Send + Sync>;
/// What is written down in the same transaction as the act of a row.
pub type Record = Arc<dyn Fn(&mut Act<'_, '_>, &Taken) -> Result<()> + Send + Sync>;

/// What a row became; kept as the answer of its key.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Taken {
    /// Numbers or codes.
    pub numbers: Vec<String>,
    /// It was there before, by another way than an import.
    pub already: bool,
}

impl Taken {
    pub(super) fn one(number: impl Into<String>) -> Self {
        Self { numbers: vec![number.into()], already: false }
    }

    pub(super) fn there(number: impl Into<String>) -> Self {
        Self { already: true, ..Self::one(number) }
    }
}
