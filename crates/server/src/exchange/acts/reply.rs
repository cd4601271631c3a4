//! 「市行政审批局在接到行业监管部门通报的行政处罚等监管决定后，应依法依规作出相关处理决定，并将处理意见及时…反馈」

use crate::exchange::acts::push;
use crate::exchange::request::{PushRequest, ReplyRequest, SUBJECT_CHARS_MAX};
use crate::exchange::store;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::stored::Held;
use shenguan_rules::exchange::{Kind, Transmittal};

/// Answers with a disposition, which goes back as a transmittal of its own. What is still in transit is acknowledged
/// by it.
pub fn reply(act: &mut Act<'_, '_>, id: &str, request: &ReplyRequest) -> Result<Held<Transmittal>> {
    let answered = store::visible(act, id)?.state;
    let content = store::content_of(act.tx(), &answered)?;
    let disposition = PushRequest {
        kind: Kind::Disposition.to_string(),
        subject: format!("处理意见：{}", content.subject).chars().take(SUBJECT_CHARS_MAX).collect(),
        content: request.content.clone(),
        in_reply_to: Some(id.to_owned()),
        attachments: request.attachments.clone(),
        decision: request.decision.clone(),
        certificate_number: content.marks().certificate_number,
        ..PushRequest::default()
    };
    let pushed = push(act, &disposition)?;
    pushed.into_iter().next().ok_or_else(|| Error::fault("a disposition goes to whom it answers"))
}
