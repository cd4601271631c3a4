//! Which route needs which permission.

use super::{batch, calendar, change, feed, lists, push, receive, responsibility, show};
use crate::platform::identity::Permission;
use crate::platform::web::Routes;
use utoipa_axum::routes as described;

/// The routes of the exchange.
pub fn routes(routes: Routes) -> Routes {
    routes
        .api(Permission::Push, described!(push::push))
        .api(Permission::Push, described!(batch::push_batch))
        .api(Permission::ReadRegister, described!(lists::register))
        .api(Permission::ReadItems, described!(show::show))
        .api(Permission::Acknowledge, described!(receive::acknowledge))
        .api(Permission::Acknowledge, described!(batch::acknowledge_batch))
        .api(Permission::Assign, described!(receive::assign))
        .api(Permission::Assign, described!(receive::take_back))
        .api(Permission::FollowUp, described!(receive::follow_up))
        .api(Permission::Reply, described!(receive::reply))
        .api(Permission::Return, described!(change::return_to_sender))
        .api(Permission::Uphold, described!(change::uphold))
        .api(Permission::Reroute, described!(change::reroute))
        .api(Permission::Remind, described!(receive::remind))
        .api(Permission::Recall, described!(change::recall))
        .api(Permission::Correct, described!(change::correct))
        .api(Permission::ReadItems, described!(lists::inbox))
        .api(Permission::ReadItems, described!(lists::outbox))
        .api(Permission::ReadFeed, described!(feed::feed))
        .api(Permission::ReadResponsibility, described!(responsibility::responsibility))
        .api(Permission::ReadCalendar, described!(calendar::due))
}
