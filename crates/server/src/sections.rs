//! Every section's pages and calls, for whoever builds the router.

use crate::exchange::intake::ImportJob;
use crate::platform::desk::{self, Desk};
use crate::platform::export::{self, ExportJob, ExportList};
use crate::platform::job::JobKind;
use crate::platform::sweep::Sweep;
use crate::platform::web::Routes;
use crate::{agreement, amendment, channel, cooperation, exchange, party, roster};

/// The routes of a real installation, beside those of the platform.
pub const SECTIONS: &[fn(Routes) -> Routes] = &[
    desk::routes,
    exchange::pages::routes,
    exchange::api::routes,
    party::api::routes,
    party::pages::routes,
    agreement::api::routes,
    agreement::pages::routes,
    amendment::pages::routes,
    roster::pages::routes,
    channel::pages::routes,
    cooperation::routes,
    roster::duty::pages::routes,
    roster::duty::api::routes,
];

/// What time writes down.
pub const SWEEPS: &[Sweep] = &[exchange::sweep::DEEM, cooperation::sweep::LAPSE, roster::sweep::HAND_OVER];

/// The long work that the sections know.
pub const JOBS: &[&dyn JobKind] = &[&ImportJob, &ExportJob { lists: EXPORTS, desk: DESK }];

/// The lists that are exported, where the job finds them.
pub const EXPORTS: &[&[&dyn ExportList]] =
    &[&[&desk::Todo, &desk::Done, &desk::Sent], exchange::pages::LISTS, export::LISTS];

/// What stands on 待办, 已发 and 已办.
pub const DESK: Desk = Desk(&[
    &exchange::pages::TransmittalDesk,
    &channel::desk::CORRESPONDENCE,
    &channel::desk::PHONE_NOTES,
    &channel::desk::REMARKS,
    &cooperation::desk::RequestDesk,
    &cooperation::desk::NoteDesk,
    &cooperation::desk::CountersignDesk,
    &roster::desk::RosterDesk,
]);
