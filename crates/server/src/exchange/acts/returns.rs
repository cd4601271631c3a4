//! 退回, 维持, 改派, 撤回, 更正 (A5, A29). Nothing is overwritten: what takes a place names what stood there.

use super::push::{new_transmittal_id, push_in_place};
use crate::exchange::content::Reason;
use crate::exchange::request::{PushRequest, checked_text};
use crate::exchange::store;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::stored::Held;
use shenguan_rules::exchange::{Supersedes, Transmittal, TransmittalCommand};
use shenguan_rules::party::{ContentDigest, DepartmentCode};

/// 退回: an objection where the agreement names the addressee, a stop of the clock where it was chosen by hand.
pub fn return_to_sender(
    act: &mut Act<'_, '_>,
    id: &str,
    reason: &str,
    suggested_to: Option<&str>,
) -> Result<Held<Transmittal>> {
    let held = store::visible(act, id)?;
    let reason = reason_digest(act, "reason", Some(reason))?;
    let suggested_to = suggested_to.map(|code| known(act, "suggested_to", code)).transpose()?;
    act.command(held, TransmittalCommand::Return { reason, suggested_to })
}

/// 维持: the addressee stays, and the clock runs on.
pub fn uphold(act: &mut Act<'_, '_>, id: &str, reason: &str) -> Result<Held<Transmittal>> {
    let held = store::visible(act, id)?;
    let reason = reason_digest(act, "reason", Some(reason))?;
    act.command(held, TransmittalCommand::Uphold { reason })
}

/// 改派: another department, a new window; gives the new transmittal.
pub fn reroute(act: &mut Act<'_, '_>, id: &str, to: &str, reason: &str) -> Result<Held<Transmittal>> {
    let held = store::visible(act, id)?;
    let to = known(act, "to", to)?;
    let new = new_transmittal_id(act)?;
    let old = held.state.clone();
    let command = TransmittalCommand::Reroute {
        new: new.clone(),
        to: to.clone(),
        reason: reason_digest(act, "reason", Some(reason))?,
    };
    act.command(held, command)?;
    let content = store::content_of(act.tx(), &old)?;
    let request = PushRequest {
        kind: old.kind.to_string(),
        subject: content.subject,
        content: content.content,
        item_code: old.item.as_ref().map(ToString::to_string),
        approval: content.approval.map(Box::new),
        penalty: content.penalty.map(Box::new),
        occurred_on: old.occurred_on,
        to: Some(vec![to.to_string()]),
        copies: old.copies.iter().map(ToString::to_string).collect(),
        // The reasons of the re-routing are those of the new push too.
        late_reason: Some(reason.to_owned()),
        routing_reason: Some(reason.to_owned()),
        attachments: old.attachments.iter().map(ToString::to_string).collect(),
        decision: content.decision,
        certificate_number: content.certificate_number,
        in_reply_to: None,
    };
    let supersedes = Supersedes::Rerouted {
        id: old.id,
        hops: old.hops,
        decision_due: old.returned.and_then(|returned| returned.decision).map(|decision| decision.due),
    };
    push_in_place(act, &request, new, supersedes)
}

/// 撤回, while in transit.
pub fn recall(act: &mut Act<'_, '_>, id: &str, reason: &str) -> Result<Held<Transmittal>> {
    let held = store::visible(act, id)?;
    let reason = reason_digest(act, "reason", Some(reason))?;
    act.command(held, TransmittalCommand::Recall { reason })
}

/// A correction and what it corrects.
pub struct Correction {
    /// The new transmittal.
    pub new: Held<Transmittal>,
    /// The one that it takes the place of.
    pub old: Held<Transmittal>,
}

/// 更正: a new transmittal that names the old one. Without `to` it goes where the old one went.
pub fn correct(act: &mut Act<'_, '_>, id: &str, request: &PushRequest) -> Result<Correction> {
    let held = store::visible(act, id)?;
    let new = new_transmittal_id(act)?;
    let before = held.state.clone();
    let received = before.received_at(act.now()).is_some();
    let old = act.command(held, TransmittalCommand::Correct { new: new.clone() })?;
    let mut request = request.clone();
    request.to.get_or_insert_with(|| vec![before.to.to_string()]);
    if request.in_reply_to.is_none() {
        request.in_reply_to = before.in_reply_to.as_ref().map(ToString::to_string);
    }
    let supersedes = Supersedes::Corrected { id: before.id, hops: before.hops, to: before.to, received };
    let new = push_in_place(act, &request, new, supersedes)?;
    Ok(Correction { new, old })
}

/// Lays a reason beside the ledger; a blank one is a field that is missing.
pub(super) fn reason_digest(act: &mut Act<'_, '_>, field: &str, reason: Option<&str>) -> Result<Option<ContentDigest>> {
    let Some(reason) = reason else { return Ok(None) };
    checked_text(field, reason)?;
    act.content(&Reason { reason: reason.to_owned() }).map(Some)
}

fn known(act: &mut Act<'_, '_>, field: &'static str, code: &str) -> Result<DepartmentCode> {
    let directory = act.directory()?;
    let code = DepartmentCode::parse(code).ok().filter(|code| directory.department(code).is_some());
    code.ok_or_else(|| Error::field(field, "DEPARTMENT_UNKNOWN"))
}
