//! 发出商请, 再次商请, 改派: what makes a term begin.

use super::reply::end_countersigns;
use super::term::why;
use crate::cooperation::content::QuestionContent;
use crate::cooperation::request::{AskAgainRequest, IssueRequest, RedirectRequest};
use crate::cooperation::store::{self, visible};
use crate::exchange::acts::concluded_as;
use crate::exchange::request::checked_text;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::face;
use crate::platform::files;
use crate::platform::identity::Scope;
use crate::platform::stored::{Held, Stored};
use shenguan_rules::calendar::local_date;
use shenguan_rules::cooperation::{CooperationCommand, CooperationRequest, Issue, Matter, MatterFacts, Redirected};
use shenguan_rules::exchange::Transmittal;
use shenguan_rules::party::{
    AttachmentId, ContentDigest, CooperationRequestId, DepartmentCode, ItemCode, Side, StepId, TransmittalId,
};

/// The series of numbers: 商请.
const SERIES: &str = "SQ";

/// Asks every department that is named, or the bureau: one request each, that name the first of them. Gives the first.
pub fn issue(act: &mut Act<'_, '_>, request: &IssueRequest) -> Result<Held<CooperationRequest>> {
    request.check()?;
    let to = addressees(act, &request.to)?;
    let question = Question {
        content: QuestionContent {
            subject: request.subject.clone(),
            content: request.content.clone(),
            case_number: request.case_number.clone(),
            regulatory_matter: request.regulatory_matter.clone(),
            certificate_number: request.certificate_number.clone(),
        },
        matter: MatterFacts {
            case: request.case_number.is_some(),
            statutory_due_on: request.statutory_due_on,
            concluded: request.case_number.as_deref().map(|case| concluded_as(act, case)).transpose()?.flatten(),
            regulatory: request.regulatory_matter.is_some(),
        },
        item: item(act, request.item_code.as_deref())?,
        about: about(act, request.about.as_deref())?,
        attachments: files::readable(act, "attachments", &request.attachments)?,
    };
    let content = act.content(&question.content)?;
    let mut first: Option<Held<CooperationRequest>> = None;
    for to in to {
        let joint = first.as_ref().map(|first| first.state.joint.clone());
        let held = question.ask(act, &content, to, joint, None)?;
        first.get_or_insert(held);
    }
    first.ok_or_else(|| Error::field("to", "ADDRESSEE_MISSING"))
}

/// 改派: the department that is asked instead has its own three working days.
pub fn redirect(act: &mut Act<'_, '_>, id: &str, request: &RedirectRequest) -> Result<Held<CooperationRequest>> {
    let held = visible::<CooperationRequest>(act, id)?;
    let to = department(act, "to", &request.to)?;
    let (old, new) = (held.state.clone(), new_id(act)?);
    act.command(held, CooperationCommand::Redirect { new: new.clone(), to: to.clone() })?;
    end_countersigns(act, id)?;
    let version = old.versions.last().ok_or_else(|| Error::fault("a request has a version"))?;
    let content = store::question(act.tx(), &version.content)?.ok_or(Error::NotFound)?;
    let statutory_due_on = match old.matter {
        Matter::Case { statutory_due_on } => Some(statutory_due_on),
        Matter::Regulatory | Matter::None => None,
    };
    let question = Question {
        // The case was open when it was asked; it is asked elsewhere, not anew.
        matter: MatterFacts {
            case: statutory_due_on.is_some(),
            statutory_due_on,
            concluded: None,
            regulatory: old.matter == Matter::Regulatory,
        },
        content,
        item: old.item.clone(),
        about: old.about.clone(),
        attachments: version.attachments.clone(),
    };
    let content = act.content(&question.content)?;
    let place = Place { id: new, redirected: Redirected { id: old.id, hops: old.hops } };
    question.ask(act, &content, to, Some(old.joint), Some(place))
}

/// 再次商请, when the facts change: everybody who was asked together, or one of them.
pub fn ask_again(act: &mut Act<'_, '_>, id: &str, request: &AskAgainRequest) -> Result<Held<CooperationRequest>> {
    checked_text("content", &request.content)?;
    let held = visible::<CooperationRequest>(act, id)?;
    let first = held.state.versions.first().map(|version| version.content.clone());
    let first = first.map(|digest| store::question(act.tx(), &digest)).transpose()?.flatten().ok_or(Error::NotFound)?;
    let attachments = files::readable(act, "attachments", &request.attachments)?;
    let beside = if request.only_this { Vec::new() } else { store::joint(act.tx(), held.state.joint.as_str())? };
    let question = act.content(&QuestionContent { content: request.content.clone(), ..first })?;
    let reason = why(act, request.reason.as_deref())?;
    let command = CooperationCommand::Reconsult { content: question, attachments: attachments.clone(), reason };
    let asked = again(act, held, command.clone(), &attachments)?;
    // What was withdrawn or redirected is asked no more; what is 「非本部门职责」 is decided first.
    let others = beside.into_iter().filter(|other| other.id != asked.id && other.state.from == asked.state.from);
    for other in others {
        let stands = other.state.withdrawn_at.is_none() && other.state.redirected_to.is_none();
        if stands && other.state.open_not_ours().is_none() {
            again(act, other, command.clone(), &attachments)?;
        }
    }
    Ok(asked)
}

fn again(
    act: &mut Act<'_, '_>,
    held: Held<CooperationRequest>,
    command: CooperationCommand,
    attachments: &[AttachmentId],
) -> Result<Held<CooperationRequest>> {
    let held = act.command(held, command)?;
    end_countersigns(act, &held.id)?;
    files::share(act, &carrier(&held.state.id)?, attachments, &held.state.readers())?;
    Ok(held)
}

/// What all requests of one issue have in common.
struct Question {
    content: QuestionContent,
    matter: MatterFacts,
    item: Option<ItemCode>,
    about: Option<TransmittalId>,
    attachments: Vec<AttachmentId>,
}

/// What a request takes the place of, with the id that was told of it.
struct Place {
    id: CooperationRequestId,
    redirected: Redirected,
}

impl Question {
    fn ask(
        &self,
        act: &mut Act<'_, '_>,
        content: &ContentDigest,
        to: DepartmentCode,
        joint: Option<CooperationRequestId>,
        place: Option<Place>,
    ) -> Result<Held<CooperationRequest>> {
        let directory = act.directory()?;
        let today = local_date(act.now());
        let standing = directory.department(&to).filter(|department| department.stands_on(today));
        let to_side: Side = standing.ok_or_else(|| Error::field("to", "DEPARTMENT_UNKNOWN"))?.side;
        let (id, redirected) = match place {
            Some(place) => (place.id, Some(place.redirected)),
            None => (new_id(act)?, None),
        };
        let issue = Issue {
            number: act.next_number(SERIES)?,
            joint: joint.unwrap_or_else(|| id.clone()),
            id: id.clone(),
            to,
            to_side,
            matter: self.matter.clone(),
            item: self.item.clone(),
            about: self.about.clone(),
            content: content.clone(),
            attachments: self.attachments.clone(),
            redirected,
        };
        let held = act.create::<CooperationRequest>(id.as_str(), CooperationCommand::Issue(Box::new(issue)))?;
        files::share(act, &carrier(&id)?, &self.attachments, &held.state.readers())?;
        Ok(held)
    }
}

/// Those that are named, each once; without any an authority asks the bureau.
fn addressees(act: &mut Act<'_, '_>, asked: &[String]) -> Result<Vec<DepartmentCode>> {
    let mut to: Vec<DepartmentCode> = Vec::with_capacity(asked.len());
    for (place, code) in asked.iter().enumerate() {
        let code = department(act, &format!("to.{place}"), code)?;
        if !to.contains(&code) {
            to.push(code);
        }
    }
    if to.is_empty() && act.actor().side() == Some(Side::Regulation) {
        to.extend(act.directory()?.bureau().map(|bureau| bureau.code.clone()));
    }
    if to.is_empty() { Err(Error::field("to", "ADDRESSEE_MISSING")) } else { Ok(to) }
}

pub(super) fn department(act: &mut Act<'_, '_>, field: &str, code: &str) -> Result<DepartmentCode> {
    let directory = act.directory()?;
    let code = DepartmentCode::parse(code).ok().filter(|code| directory.department(code).is_some());
    code.ok_or_else(|| Error::field(field, "DEPARTMENT_UNKNOWN"))
}

fn item(act: &mut Act<'_, '_>, code: Option<&str>) -> Result<Option<ItemCode>> {
    let directory = act.directory()?;
    let known = |code: &str| ItemCode::parse(code).ok().filter(|code| directory.item(code).is_some());
    code.map(|code| known(code).ok_or_else(|| Error::field("item_code", "ITEM_UNKNOWN"))).transpose()
}

/// A transmittal that the asker may know of.
fn about(act: &mut Act<'_, '_>, id: Option<&str>) -> Result<Option<TransmittalId>> {
    let Some(id) = id else { return Ok(None) };
    let scope = Scope::of(act.actor());
    let found = face::store::find::<Transmittal>(act.tx(), &scope, id);
    Ok(Some(found.map_err(|_| Error::field("about", "TRANSMITTAL_UNKNOWN"))?.state.id))
}

fn new_id(act: &Act<'_, '_>) -> Result<CooperationRequestId> {
    CooperationRequestId::parse(act.new_id()).map_err(Error::refused)
}

/// Files name what carries them by its id, whatever kind it is of.
pub(super) fn carrier(id: &CooperationRequestId) -> Result<StepId> {
    StepId::parse(id.as_str()).map_err(Error::refused)
}
