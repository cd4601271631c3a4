//! Every page's server time: the whole router in this process, real sessions, a demo city with a hundred thousand transmittals.
//!
//! The routes are walked, not listed: a page that somebody adds is measured, and one for which there is no value here stops the
//! run and says so.

mod addresses;
mod carry;
mod desk;
mod grounds;
mod table;
mod walk;

pub(super) use grounds::{Grounds, Site};
pub(super) use walk::{check, measure};
