//! 询问, 说明, 延期, 非本部门职责, 维持.

use super::issue::department;
use crate::cooperation::content::WordsContent;
use crate::cooperation::request::{ExplainRequest, ExtendRequest, NotOursRequest, WhyRequest, WordsRequest};
use crate::cooperation::store::visible;
use crate::exchange::request::checked_text;
use crate::platform::act::Act;
use crate::platform::error::Result;
use crate::platform::stored::Held;
use shenguan_rules::cooperation::{CooperationCommand, CooperationRequest};
use shenguan_rules::party::ContentDigest;

/// 询问: the term does not stop.
pub fn question(act: &mut Act<'_, '_>, id: &str, request: &WordsRequest) -> Result<Held<CooperationRequest>> {
    let held = visible::<CooperationRequest>(act, id)?;
    let content = laid(act, "content", &request.content)?;
    act.command(held, CooperationCommand::AskClarification { content })
}

/// 说明.
pub fn explain(act: &mut Act<'_, '_>, id: &str, request: &ExplainRequest) -> Result<Held<CooperationRequest>> {
    let held = visible::<CooperationRequest>(act, id)?;
    let content = laid(act, "content", &request.content)?;
    let waiting = held.state.open_clarification().map(|(question, _)| question);
    let question = request.question.or(waiting).unwrap_or_default();
    act.command(held, CooperationCommand::AnswerClarification { question, content })
}

/// 延期: the addressee asks, the asker decides.
pub fn extend(act: &mut Act<'_, '_>, id: &str, request: &ExtendRequest) -> Result<Held<CooperationRequest>> {
    let held = visible::<CooperationRequest>(act, id)?;
    let reason = why(act, request.reason.as_deref())?;
    let command = match request.grant {
        Some(true) => CooperationCommand::GrantExtension,
        Some(false) => CooperationCommand::RefuseExtension { reason },
        None => CooperationCommand::AskExtension { working_days: request.working_days.unwrap_or_default(), reason },
    };
    act.command(held, command)
}

/// 非本部门职责.
pub fn not_ours(act: &mut Act<'_, '_>, id: &str, request: &NotOursRequest) -> Result<Held<CooperationRequest>> {
    let held = visible::<CooperationRequest>(act, id)?;
    let reason = why(act, request.reason.as_deref())?;
    let suggested = request.suggested_to.as_deref();
    let suggested_to = suggested.map(|code| department(act, "suggested_to", code)).transpose()?;
    act.command(held, CooperationCommand::NotOurs { reason, suggested_to })
}

/// 维持.
pub fn uphold(act: &mut Act<'_, '_>, id: &str, request: &WhyRequest) -> Result<Held<CooperationRequest>> {
    let held = visible::<CooperationRequest>(act, id)?;
    let reason = why(act, request.reason.as_deref())?;
    act.command(held, CooperationCommand::Uphold { reason })
}

/// Lays a reason beside the ledger, where there is one.
pub(super) fn why(act: &mut Act<'_, '_>, reason: Option<&str>) -> Result<Option<ContentDigest>> {
    reason.map(|reason| laid(act, "reason", reason)).transpose()
}

/// Lays words beside the ledger; blank ones are a field that is missing.
pub(super) fn laid(act: &mut Act<'_, '_>, field: &str, text: &str) -> Result<ContentDigest> {
    checked_text(field, text)?;
    act.content(&WordsContent { text: text.to_owned() })
}
