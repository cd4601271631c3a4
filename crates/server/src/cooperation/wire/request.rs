//! A request, as one and in lists.

use super::parts::{
    CountersignWire, EscalationWire, ExtensionWire, NotOursWire, QuestionWire, ReplyWire, TogetherWire, VersionWire,
};
use crate::cooperation::store::{self, ListedRequest};
use crate::exchange::wire::{Day, explanation};
use crate::platform::error::Result;
use crate::platform::face::View;
use crate::platform::identity::Scope;
use crate::platform::stored::Held;
use jiff::Timestamp;
use serde::Serialize;
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::cooperation::{CooperationRequest, Matter, Opinion};
use utoipa::ToSchema;

/// A request for cooperation to one department. Words are null in answers of writes and once they were erased.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CooperationRequestWire {
    /// Id.
    pub id: String,
    /// `SQ-2026-000001`.
    pub number: String,
    /// `awaiting_reply`, `overdue`, `no_objection_deemed`, `not_ours`, `replied`, `confirmed`, `redirected`, `withdrawn`.
    pub state: &'static str,
    /// Code of the department that asks.
    pub from: String,
    /// Code of the department that is asked.
    pub to: String,
    /// 标题.
    pub subject: Option<String>,
    /// 商请内容, of the newest version.
    pub content: Option<String>,
    /// 案件编号.
    pub case_number: Option<String>,
    /// 法定办结日期 of the case; it does not stop.
    pub statutory_due_on: Option<String>,
    /// The term ends after the statutory date.
    pub ends_after_statutory_date: bool,
    /// 监管事项.
    pub regulatory_matter: Option<String>,
    /// The permit that it is about.
    pub certificate_number: Option<String>,
    /// The approval item.
    pub item_code: Option<String>,
    /// Id of the transmittal from which it was asked.
    pub about: Option<String>,
    /// The newest version, from 1.
    pub version: u32,
    /// When that version was issued: from here its term runs.
    #[schema(format = DateTime)]
    pub issued_at: String,
    /// Before when a reply is in time.
    #[schema(format = DateTime)]
    pub reply_due: String,
    /// The term reaches into a year without an official calendar.
    pub provisional: bool,
    /// Every day of the term.
    pub explanation: Vec<Day>,
    /// What the addressee says to the newest version; null while it has said nothing. Silence is never an opinion.
    pub opinion: Option<&'static str>,
    /// Every version.
    pub versions: Vec<VersionWire>,
    /// Every reply.
    pub replies: Vec<ReplyWire>,
    /// Every question of the addressee.
    pub questions: Vec<QuestionWire>,
    /// Every extension that was asked.
    pub extensions: Vec<ExtensionWire>,
    /// 非本部门职责.
    pub not_ours: Option<NotOursWire>,
    /// The instants at which a term passed without a reply.
    pub lapsed_at: Vec<String>,
    /// Who was told of that.
    pub escalations: Vec<EscalationWire>,
    /// What it takes the place of.
    pub redirected_from: Option<String>,
    /// What took its place.
    pub redirected_to: Option<String>,
    /// How often it was redirected.
    pub hops: u32,
    /// Codes of departments asked beside it that may read it.
    pub shared_with: Vec<String>,
    /// What was issued together with it, as far as the caller may know of it.
    pub together: Vec<TogetherWire>,
    /// 内部征求意见 of the caller's own department.
    pub countersigns: Vec<CountersignWire>,
    /// Code of the section that has it inside the addressee.
    pub section: Option<String>,
    /// Id of the officer who has it.
    pub officer: Option<String>,
    /// 已查看.
    pub opened_at: Option<String>,
    /// 已确认.
    pub confirmed_at: Option<String>,
    /// 已撤回.
    pub withdrawn_at: Option<String>,
}

/// A request in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CooperationSummary {
    /// Id.
    pub id: String,
    /// Number.
    pub number: String,
    /// How it stands.
    pub state: &'static str,
    /// Code of the department that asks.
    pub from: String,
    /// Code of the department that is asked.
    pub to: String,
    /// 标题.
    pub subject: Option<String>,
    /// 案件编号.
    pub case_number: Option<String>,
    /// 法定办结日期.
    pub statutory_due_on: Option<String>,
    /// 监管事项.
    pub regulatory_matter: Option<String>,
    /// When its newest version was issued.
    #[schema(format = DateTime)]
    pub issued_at: String,
    /// Before when a reply is in time.
    #[schema(format = DateTime)]
    pub reply_due: String,
    /// What the addressee says.
    pub opinion: Option<&'static str>,
}

impl CooperationRequestWire {
    /// As whoever sees through the scope may know of it.
    pub fn new(view: &mut View<'_, '_>, scope: &Scope, held: &Held<CooperationRequest>) -> Result<Self> {
        let (request, now) = (&held.state, view.now);
        let newest = request.versions.last();
        let question = match newest {
            Some(version) if !view.is_kept => store::question(view.tx, &version.content)?,
            _ => None,
        };
        let text = |field: fn(&crate::cooperation::content::QuestionContent) -> Option<String>| {
            question.as_ref().and_then(field)
        };
        let assigned = request.assignment.as_ref();
        let gathered = Gathered::new(view, scope, held)?;
        let directory = view.directory.clone();
        Ok(Self {
            id: held.id.clone(),
            number: request.number.clone(),
            state: request.state_at(now).as_str(),
            from: request.from.to_string(),
            to: request.to.to_string(),
            subject: text(|question| Some(question.subject.clone())),
            content: text(|question| Some(question.content.clone())),
            case_number: text(|question| question.case_number.clone()),
            statutory_due_on: statutory(request),
            ends_after_statutory_date: request.ends_after_statutory_date(),
            regulatory_matter: text(|question| question.regulatory_matter.clone()),
            certificate_number: text(|question| question.certificate_number.clone()),
            item_code: request.item.as_ref().map(ToString::to_string),
            about: request.about.as_ref().map(ToString::to_string),
            version: request.version(),
            issued_at: newest.map(|version| rfc3339(version.issued_at)).unwrap_or_default(),
            reply_due: rfc3339(request.window.due),
            provisional: request.window.deadline.provisional,
            explanation: explanation(directory.calendar(), &request.window.deadline, view.language),
            opinion: request.opinion().map(Opinion::as_str),
            versions: gathered.versions,
            replies: gathered.replies,
            questions: gathered.questions,
            extensions: gathered.extensions,
            not_ours: gathered.not_ours,
            lapsed_at: lapsed(request, now),
            escalations: request.escalations.iter().map(EscalationWire::new).collect(),
            redirected_from: request.redirected_from.as_ref().map(ToString::to_string),
            redirected_to: request.redirected_to.as_ref().map(ToString::to_string),
            hops: request.hops,
            shared_with: request.shared_with.iter().map(ToString::to_string).collect(),
            together: gathered.together,
            countersigns: gathered.countersigns,
            section: assigned.and_then(|it| it.section.as_ref()).map(ToString::to_string),
            officer: assigned.and_then(|it| it.officer.as_ref()).map(ToString::to_string),
            opened_at: request.opened_at.map(rfc3339),
            confirmed_at: request.confirmed_at.map(rfc3339),
            withdrawn_at: request.withdrawn_at.map(rfc3339),
        })
    }
}

/// What stands beside the row.
struct Gathered {
    versions: Vec<VersionWire>,
    replies: Vec<ReplyWire>,
    questions: Vec<QuestionWire>,
    extensions: Vec<ExtensionWire>,
    not_ours: Option<NotOursWire>,
    together: Vec<TogetherWire>,
    countersigns: Vec<CountersignWire>,
}

impl Gathered {
    fn new(view: &mut View<'_, '_>, scope: &Scope, held: &Held<CooperationRequest>) -> Result<Self> {
        let (request, now) = (&held.state, view.now);
        let versions = (1..).zip(&request.versions);
        let versions: Result<_> = versions.map(|(at, version)| VersionWire::new(view, request, at, version)).collect();
        let replies: Result<_> = request.replies.iter().map(|reply| ReplyWire::new(view, request, reply)).collect();
        let questions = (1..).zip(&request.clarifications);
        let questions: Result<_> = questions.map(|(at, asked)| QuestionWire::new(view, request, at, asked)).collect();
        let extensions: Result<_> =
            request.extensions.iter().map(|asked| ExtensionWire::new(view, request, asked)).collect();
        let not_ours = request.not_ours.as_ref().map(|said| NotOursWire::new(view, request, said)).transpose()?;
        let together = store::joint_within(view.tx, scope, &[request.joint.as_str()])?;
        let together = together.into_iter().map(|listed| TogetherWire {
            id: listed.held.id,
            number: listed.held.state.number.clone(),
            to: listed.held.state.to.to_string(),
            state: listed.held.state.state_at(now).as_str(),
            reply_due: rfc3339(listed.held.state.window.due),
            opinion: listed.held.state.opinion().map(Opinion::as_str),
        });
        let together = together.collect();
        let countersigns = store::countersigns(view.tx, scope, &held.id)?;
        let countersigns: Result<_> =
            countersigns.iter().map(|held| CountersignWire::new(view, &held.id, &held.state)).collect();
        Ok(Self {
            versions: versions?,
            replies: replies?,
            questions: questions?,
            extensions: extensions?,
            not_ours,
            together,
            countersigns: countersigns?,
        })
    }
}

impl CooperationSummary {
    /// As true at `now`.
    pub fn new(listed: &ListedRequest, now: Timestamp) -> Self {
        let request = &listed.held.state;
        Self {
            id: listed.held.id.clone(),
            number: request.number.clone(),
            state: request.state_at(now).as_str(),
            from: request.from.to_string(),
            to: request.to.to_string(),
            subject: listed.subject.clone(),
            case_number: listed.case_number.clone(),
            statutory_due_on: statutory(request),
            regulatory_matter: listed.regulatory_matter.clone(),
            issued_at: request.versions.last().map(|version| rfc3339(version.issued_at)).unwrap_or_default(),
            reply_due: rfc3339(request.window.due),
            opinion: request.opinion().map(Opinion::as_str),
        }
    }
}

fn statutory(request: &CooperationRequest) -> Option<String> {
    match request.matter {
        Matter::Case { statutory_due_on } => Some(statutory_due_on.to_string()),
        Matter::Regulatory | Matter::None => None,
    }
}

/// The terms that passed, the last one the moment it does.
fn lapsed(request: &CooperationRequest, now: Timestamp) -> Vec<String> {
    let unwritten = request.running_due().filter(|due| *due <= now);
    request.lapses.iter().map(|lapse| lapse.at).chain(unwritten).map(rfc3339).collect()
}
