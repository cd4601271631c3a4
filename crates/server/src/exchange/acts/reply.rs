//! 「市行政审批局在接到行业监管部门通报的行政处罚等监管决定后，应依法依规作出相关处理决定，并将处理意见及时…反馈」

use super::push::{new_transmittal_id, push_disposition};
use crate::exchange::request::{PushRequest, ReplyRequest};
use crate::exchange::store;
use crate::platform::act::Act;
use crate::platform::error::Result;
use crate::platform::stored::Held;
use shenguan_rules::exchange::{Kind, Transmittal, TransmittalCommand, decided_change};

/// Answers with a disposition, which goes back as a transmittal of its own. What is still in transit is acknowledged
/// by it.
pub fn reply(act: &mut Act<'_, '_>, id: &str, request: &ReplyRequest) -> Result<Held<Transmittal>> {
    let held = store::visible(act, id)?;
    let answered = held.state.clone();
    let content = store::content_of(act.tx(), &answered)?;
    let new = new_transmittal_id(act)?;
    act.command(held, TransmittalCommand::Reply { disposition: new.clone() })?;
    let push = PushRequest {
        kind: Kind::Disposition.to_string(),
        subject: format!("处理意见：{}", content.subject),
        content: request.content.clone(),
        in_reply_to: Some(answered.id.to_string()),
        attachments: request.attachments.clone(),
        decision: request.decision.clone(),
        certificate_number: content.marks().certificate_number,
        to: Some(vec![answered.from.to_string()]),
        ..PushRequest::default()
    };
    let decides_change = request.decision.as_deref().and_then(decided_change);
    push_disposition(act, &push, new, &answered, decides_change)
}
