//! A planned push as the acts take it.

use crate::demo::PlannedPush;
use shenguan_server::exchange::request::PushRequest;

pub(super) fn push_request(push: &PlannedPush) -> PushRequest {
    let owned = |text: Option<&'static str>| text.map(str::to_owned);
    let codes = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    PushRequest {
        kind: push.kind.to_owned(),
        subject: push.subject.clone(),
        content: push.content.clone(),
        item_code: owned(push.item_code),
        approval: push.approval.clone(),
        penalty: push.penalty.clone(),
        occurred_on: push.occurred_on,
        to: push.to.as_deref().map(codes),
        copies: codes(&push.copies),
        late_reason: owned(push.late_reason),
        routing_reason: owned(push.routing_reason),
        certificate_number: push.certificate_number.clone(),
        ..PushRequest::default()
    }
}
