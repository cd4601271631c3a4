//! Where a push may go (二(一)¶1 「以…《移交协议书》相关条款内容为基础」): to whom the agreement names, to the other side, or by
//! hand with a reason.

use super::command::{Push, Supersedes};
use super::refusal::TransmittalRefusal as Refusal;
use super::transmittal::Routing;
use crate::party::{DepartmentCode, Side};

/// Why the push goes to its addressee, and whether that one leads.
pub(super) fn judge(push: &Push, from: &DepartmentCode, side: Side) -> Result<(Routing, bool), Refusal> {
    if push.to == *from {
        return Err(Refusal::SameDepartment);
    }
    let across =
        matches!((side, push.to_side), (Side::Approval, Side::Regulation) | (Side::Regulation, Side::Approval));
    if !across {
        return Err(Refusal::AddresseeSide);
    }
    if let Some(Supersedes::Corrected { to, received: true, .. }) = &push.supersedes
        && *to != push.to
    {
        return Err(Refusal::CorrectionAddressee { to: to.clone() });
    }
    if push.in_reply_to.as_ref().is_some_and(|replied| replied.from == push.to) {
        return Ok((Routing::Side, push.lead));
    }
    if side == Side::Regulation && push.bureau.as_ref() == Some(&push.to) {
        return Ok((Routing::Side, push.lead));
    }
    if let Some(route) = push.agreed.iter().find(|route| side == Side::Approval && route.authority == push.to) {
        let routing = Routing::Agreement {
            agreement: route.agreement.clone(),
            clause: route.clause.clone(),
            role: route.role,
            section: route.section.clone(),
        };
        return Ok((routing, route.lead));
    }
    // Without an item and without anything to answer, neither agreement nor side gives the bureau an addressee to differ from.
    let free = side == Side::Approval && push.item.is_none() && push.in_reply_to.is_none();
    if push.routing_reason.is_none() && !free {
        return Err(Refusal::RoutingReasonRequired);
    }
    Ok((Routing::Hand, push.lead))
}
