//! 推送: routed by the agreements, one transmittal for each authority.

use crate::exchange::request::PushRequest;
use crate::exchange::store;
use crate::platform::act::Act;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use crate::platform::files;
use crate::platform::stored::{Held, Stored};
use jiff::Timestamp;
use shenguan_rules::agreement::{Route, RoutingRefusal, route};
use shenguan_rules::calendar::local_date;
use shenguan_rules::exchange::{
    InReplyTo, Kind, Push, RecordFacts, Supersedes, Transmittal, TransmittalCommand, TransmittalRefusal, decided_change,
};
use shenguan_rules::party::{
    AttachmentId, ContentDigest, Department, DepartmentCode, ItemCode, Side, StepId, TransmittalId,
};

/// The series of numbers: 推送.
const SERIES: &str = "TS";

/// Pushes to everyone the agreements, the sides or the request name; one transmittal each, the lead marked.
pub fn push(act: &mut Act<'_, '_>, request: &PushRequest) -> Result<Vec<Held<Transmittal>>> {
    request.check()?;
    let plan = Plan::new(act, request)?;
    let mut pushed = Vec::with_capacity(plan.to.len());
    for (index, to) in plan.to.iter().enumerate() {
        let id = new_transmittal_id(act)?;
        plan.answer(act, &id)?;
        let push = plan.command(act, request, id.clone(), to, index == 0, None)?;
        pushed.push(send(act, &id, push)?);
    }
    close_dispositions(act, request, &pushed)?;
    Ok(pushed)
}

/// Pushes one transmittal in the place of another, to the one department of the request.
pub(super) fn push_in_place(
    act: &mut Act<'_, '_>,
    request: &PushRequest,
    id: TransmittalId,
    supersedes: Supersedes,
) -> Result<Held<Transmittal>> {
    request.check()?;
    let plan = Plan::new(act, request)?;
    let [to] = plan.to.as_slice() else { return Err(Error::field("to", "ONE_ADDRESSEE")) };
    let push = plan.command(act, request, id.clone(), to, true, Some(supersedes))?;
    let held = send(act, &id, push)?;
    close_dispositions(act, request, std::slice::from_ref(&held))?;
    Ok(held)
}

/// Gives life to a transmittal; whoever may read it may read its files.
fn send(act: &mut Act<'_, '_>, id: &TransmittalId, push: Push) -> Result<Held<Transmittal>> {
    let held = act.create::<Transmittal>(id.as_str(), TransmittalCommand::Push(Box::new(push)))?;
    files::share(act, &StepId::from(id), &held.state.attachments, &held.state.readers())?;
    Ok(held)
}

/// A new id for a transmittal.
pub(super) fn new_transmittal_id(act: &Act<'_, '_>) -> Result<TransmittalId> {
    TransmittalId::parse(act.new_id()).map_err(Error::refused)
}

/// What all transmittals of one push have in common.
struct Plan {
    kind: Kind,
    item: Option<ItemCode>,
    item_version: Option<u32>,
    agreed: Vec<Route>,
    to: Vec<DepartmentCode>,
    copies: Vec<DepartmentCode>,
    bureau: Option<DepartmentCode>,
    attachments: Vec<AttachmentId>,
    content: ContentDigest,
    routing_reason: Option<ContentDigest>,
    late_reason: Option<ContentDigest>,
    /// What a disposition answers.
    answered: Option<Held<Transmittal>>,
}

impl Plan {
    fn new(act: &mut Act<'_, '_>, request: &PushRequest) -> Result<Self> {
        let directory = act.directory()?;
        let today = local_date(act.now());
        let kind = Kind::parse(&request.kind).ok_or_else(|| Error::field("kind", "KIND_UNKNOWN"))?;
        // Said before anything about addressees: whose power it is comes first.
        if let (Some(rule), Some(side)) = (kind.rule(), act.actor().side())
            && !rule.pushed_by.allows(side)
        {
            return Err(Error::refused(TransmittalRefusal::SeparationOfPowers { kind }));
        }
        let item =
            request.item().map(ItemCode::parse).transpose().map_err(|_| Error::field("item_code", "ITEM_UNKNOWN"))?;
        let listed =
            item.as_ref().map(|code| directory.item(code).ok_or_else(|| Error::field("item_code", "ITEM_UNKNOWN")));
        let item_version =
            listed.transpose()?.and_then(|listed| listed.version_on(today)).map(|version| version.version);
        let agreed = match &item {
            Some(code) => routes(&directory, code, act.now())?,
            None => Vec::new(),
        };
        let bureau = directory.bureau().map(|bureau| bureau.code.clone());
        let answered = request.in_reply_to.as_deref().map(|id| store::visible(act, id)).transpose();
        let answered = answered.map_err(|_| Error::field("in_reply_to", "TRANSMITTAL_UNKNOWN"))?;
        let to = match (&request.to, &answered) {
            (None, Some(answered)) => vec![answered.state.from.clone()],
            _ => addressees(act, request, &agreed, bureau.as_ref())?,
        };
        let copies = codes("copies", &request.copies)?;
        for code in to.iter().chain(&copies) {
            department(&directory, code, today)?;
        }
        let attachments = files::readable(act, "attachments", &request.attachments)?;
        Ok(Self {
            kind,
            item,
            item_version,
            agreed,
            to,
            copies,
            bureau,
            attachments,
            content: act.content(&request.to_content())?,
            routing_reason: super::returns::reason_digest(act, "routing_reason", request.routing_reason.as_deref())?,
            late_reason: super::returns::reason_digest(act, "late_reason", request.late_reason.as_deref())?,
            answered,
        })
    }

    /// Tells what is answered of the disposition that answers it; what is still in transit is acknowledged by that.
    fn answer(&self, act: &mut Act<'_, '_>, disposition: &TransmittalId) -> Result<()> {
        if let Some(answered) = self.answered.clone() {
            act.command(answered, TransmittalCommand::Reply { disposition: disposition.clone() })?;
        }
        Ok(())
    }

    fn command(
        &self,
        act: &mut Act<'_, '_>,
        request: &PushRequest,
        id: TransmittalId,
        to: &DepartmentCode,
        first: bool,
        supersedes: Option<Supersedes>,
    ) -> Result<Push> {
        let directory = act.directory()?;
        let today = local_date(act.now());
        let replaced = supersedes.as_ref().map(|supersedes| match supersedes {
            Supersedes::Rerouted { id, .. } | Supersedes::Corrected { id, .. } => id.clone(),
        });
        let from = act.actor().department().cloned();
        let duplicate_of = store::live_duplicate(act.tx(), from.as_ref(), to, request, replaced.as_ref())?;
        Ok(Push {
            id,
            number: act.next_number(SERIES)?,
            kind: self.kind.clone(),
            to: to.clone(),
            to_side: department(&directory, to, today)?.side,
            // 抄送 goes with the first, so that nobody reads the same thing several times.
            copies: if first { self.copies.clone() } else { Vec::new() },
            item: self.item.clone(),
            item_version: self.item_version,
            agreed: self.agreed.clone(),
            bureau: self.bureau.clone(),
            routing_reason: self.routing_reason.clone(),
            lead: first,
            record: record_facts(request),
            occurred_on: request.occurred_on,
            content: self.content.clone(),
            attachments: self.attachments.clone(),
            late_reason: self.late_reason.clone(),
            duplicate_of,
            supersedes,
            in_reply_to: self
                .answered
                .as_ref()
                .map(|answered| InReplyTo { id: answered.state.id.clone(), from: answered.state.from.clone() }),
            decides_change: request.decision.as_deref().and_then(decided_change),
            // 二(五) topic 3: 「监管部门在监管过程中…建议撤销行政审批决定的审批事项，需要协商讨论的事宜」
            ask_consultation: self.kind == Kind::RescissionProposal,
        })
    }
}

fn routes(directory: &Directory, item: &ItemCode, now: Timestamp) -> Result<Vec<Route>> {
    match route(directory.agreements_for(item), item, local_date(now), directory.rule_set(now).lead_required) {
        Ok(routes) => Ok(routes),
        // No agreement: the request names the addressee by hand, or is told to.
        Err(RoutingRefusal::NoAgreement { .. }) => Ok(Vec::new()),
        Err(refusal) => Err(Error::refused(refusal)),
    }
}

/// To whom: as asked; else, from the bureau, as agreed, the lead first; else, from an authority, to the bureau.
fn addressees(
    act: &Act<'_, '_>,
    request: &PushRequest,
    agreed: &[Route],
    bureau: Option<&DepartmentCode>,
) -> Result<Vec<DepartmentCode>> {
    let to = match &request.to {
        Some(asked) => codes("to", asked)?,
        None if act.actor().side() == Some(Side::Regulation) => bureau.cloned().into_iter().collect(),
        None => {
            let mut agreed: Vec<&Route> = agreed.iter().collect();
            agreed.sort_by_key(|route| !route.lead);
            agreed.into_iter().map(|route| route.authority.clone()).collect()
        }
    };
    if to.is_empty() { Err(Error::field("to", "ADDRESSEE_MISSING")) } else { Ok(to) }
}

/// Parses department codes; the same one twice is one.
fn codes(field: &str, codes: &[String]) -> Result<Vec<DepartmentCode>> {
    let mut parsed: Vec<DepartmentCode> = Vec::with_capacity(codes.len());
    for (index, code) in codes.iter().enumerate() {
        let code = DepartmentCode::parse(code.as_str())
            .map_err(|_| Error::field(format!("{field}.{index}"), "DEPARTMENT_UNKNOWN"))?;
        if !parsed.contains(&code) {
            parsed.push(code);
        }
    }
    Ok(parsed)
}

fn department<'d>(directory: &'d Directory, code: &DepartmentCode, today: jiff::civil::Date) -> Result<&'d Department> {
    let standing = directory.department(code).filter(|department| department.stands_on(today));
    standing.ok_or_else(|| Error::field("to", "DEPARTMENT_UNKNOWN"))
}

fn record_facts(request: &PushRequest) -> RecordFacts {
    if let Some(approval) = &request.approval {
        return RecordFacts::Approval {
            outcome: approval.outcome,
            concluded_at: approval.concluded_at,
            decided_on: approval.decided_on,
            verify_before: approval.verify_before,
        };
    }
    match &request.penalty {
        Some(penalty) => RecordFacts::Penalty { decided_on: penalty.decided_on, served_on: penalty.served_on },
        None => RecordFacts::None,
    }
}

/// A disposition that decided a change stays open until that change is pushed (A25); this may be the push of it.
fn close_dispositions(act: &mut Act<'_, '_>, request: &PushRequest, pushed: &[Held<Transmittal>]) -> Result<()> {
    let (Some(approval), Some(first)) = (&request.approval, pushed.first()) else { return Ok(()) };
    let Some(certificate) = &approval.certificate_number else { return Ok(()) };
    for id in store::dispositions_awaiting(act.tx(), certificate, approval.outcome)? {
        let disposition = act.get::<Transmittal>(&id)?;
        if disposition.state.from != first.state.from {
            continue;
        }
        let command =
            TransmittalCommand::CloseDisposition { change: first.state.id.clone(), outcome: approval.outcome };
        act.command(disposition, command)?;
    }
    Ok(())
}
