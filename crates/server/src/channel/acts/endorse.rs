//! 送审, 同意发出, 退回修改, 转办, and what was endorsed on paper or in the OA system.

use super::facts::{maybe_words, person};
use crate::channel::request::{Check, EndorseRequest, EnteredRequest, PassOnRequest, ReasonRequest, SubmitRequest};
use crate::channel::store;
use crate::platform::act::Act;
use crate::platform::error::Result;
use crate::platform::files;
use crate::platform::stored::Held;
use shenguan_rules::calendar::local_date;
use shenguan_rules::channel::{Correspondence, CorrespondenceCommand, EnteredEndorsement};
use shenguan_rules::party::StepId;

/// 送审, to a leader of the issuing department.
pub fn submit(act: &mut Act<'_, '_>, id: &str, request: &SubmitRequest) -> Result<Held<Correspondence>> {
    let held = store::visible(act, id)?;
    let today = local_date(act.now());
    let to = person(act, "leader", &request.leader, today)?;
    act.command(held, CorrespondenceCommand::Submit { to })
}

/// 同意发出: of the version that the leader read.
pub fn endorse(act: &mut Act<'_, '_>, id: &str, request: &EndorseRequest) -> Result<Held<Correspondence>> {
    Check::default().maybe("opinion", request.opinion.as_deref()).done()?;
    let held = store::visible(act, id)?;
    let opinion = maybe_words(act, request.opinion.as_deref())?;
    let command = CorrespondenceCommand::Endorse { version: request.version, opinion };
    let endorsed = act.command(held, command)?;
    share_for_consent(act, endorsed)
}

/// 退回修改.
pub fn send_back(act: &mut Act<'_, '_>, id: &str, request: &ReasonRequest) -> Result<Held<Correspondence>> {
    Check::default().maybe("reason", request.reason.as_deref()).done()?;
    let held = store::visible(act, id)?;
    let reason = maybe_words(act, request.reason.as_deref())?;
    act.command(held, CorrespondenceCommand::SendBack { reason })
}

/// 转办: another leader decides.
pub fn pass_on(act: &mut Act<'_, '_>, id: &str, request: &PassOnRequest) -> Result<Held<Correspondence>> {
    Check::default().maybe("opinion", request.opinion.as_deref()).done()?;
    let held = store::visible(act, id)?;
    let today = local_date(act.now());
    let to = person(act, "leader", &request.leader, today)?;
    let opinion = maybe_words(act, request.opinion.as_deref())?;
    act.command(held, CorrespondenceCommand::PassOn { to, opinion })
}

/// An endorsement that was given on paper or in the OA system, by a leader in the roles of that day.
pub fn enter_endorsement(act: &mut Act<'_, '_>, id: &str, request: &EnteredRequest) -> Result<Held<Correspondence>> {
    let number = request.number.as_deref();
    number.map_or_else(Check::default, |number| Check::default().line("number", number)).done()?;
    let held = store::visible(act, id)?;
    let endorser = person(act, "leader", &request.leader, request.endorsed_on)?;
    let scan: Vec<String> = request.scan.iter().cloned().collect();
    let command = CorrespondenceCommand::EnterEndorsement(Box::new(EnteredEndorsement {
        endorser,
        endorsed_on: request.endorsed_on,
        proof: request.proof,
        number: request.number.clone(),
        scan: files::readable(act, "scan", &scan)?.pop(),
    }));
    let endorsed = act.command(held, command)?;
    share_for_consent(act, endorsed)
}

/// Whoever is asked to agree to it reads its files too (A6).
fn share_for_consent(act: &mut Act<'_, '_>, held: Held<Correspondence>) -> Result<Held<Correspondence>> {
    if held.state.asks_consent
        && let Some(version) = held.state.versions.last()
    {
        files::share(act, &StepId::from(&held.state.id), &version.attachments, &held.state.to)?;
    }
    Ok(held)
}
