//! Every section's pages and calls, for whoever builds the router.

use crate::platform::web::Routes;
use crate::{agreement, exchange, party};

/// The routes of a real installation, beside those of the platform.
pub const SECTIONS: &[fn(Routes) -> Routes] =
    &[exchange::pages::routes, exchange::api::routes, party::api::routes, agreement::api::routes];
