//! What a request has gathered on its way. Words stand only in answers of reads: those of writes are kept for as long as the ledger.

use crate::cooperation::store;
use crate::exchange::wire::WhoWire;
use crate::platform::error::Result;
use crate::platform::face::View;
use serde::Serialize;
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::cooperation::{
    Clarification, CooperationRequest, Countersign, Escalation, ExtensionAnswer, ExtensionAsked, NotOurs,
    NotOursAnswer, Opinion, Reply, SignatureState, Signer, Version,
};
use shenguan_rules::exchange::ActedBy;
use shenguan_rules::party::{ContentDigest, DepartmentCode};
use utoipa::ToSchema;

/// One version of what is asked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VersionWire {
    /// From 1.
    pub version: u32,
    /// 发出.
    #[schema(format = DateTime)]
    pub issued_at: String,
    /// By whom.
    pub by: WhoWire,
    /// Before when a reply to it was in time.
    #[schema(format = DateTime)]
    pub due: String,
    /// What is asked.
    pub content: Option<String>,
    /// What changed.
    pub reason: Option<String>,
    /// Ids of its files.
    pub attachments: Vec<String>,
}

/// A reply.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReplyWire {
    /// The version that it was given to.
    pub version: u32,
    /// Whether a newer version is asked now.
    pub is_on_older_version: bool,
    /// `agree`, `disagree`, `conditional`, `no_opinion`; null for a part of a reply.
    pub opinion: Option<&'static str>,
    /// 部分答复.
    pub partial: bool,
    /// Reasons, conditions, information.
    pub content: Option<String>,
    /// Ids of its files.
    pub attachments: Vec<String>,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// By whom.
    pub by: WhoWire,
    /// After its term.
    pub late: bool,
}

/// A question of the addressee.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QuestionWire {
    /// From 1.
    pub question: u32,
    /// What is asked.
    pub content: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// By whom.
    pub by: WhoWire,
    /// What the asker said.
    pub answer: Option<String>,
    /// When.
    pub answered_at: Option<String>,
}

/// An extension.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExtensionWire {
    /// Of the term of which version.
    pub version: u32,
    /// By so many working days.
    pub working_days: u32,
    /// Why.
    pub reason: Option<String>,
    /// When it was asked.
    #[schema(format = DateTime)]
    pub at: String,
    /// `pending`, `granted`, `refused`, `fallen`: not decided within the term.
    pub state: &'static str,
    /// When it was decided.
    pub decided_at: Option<String>,
    /// Why it was refused.
    pub refusal: Option<String>,
}

/// 非本部门职责.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NotOursWire {
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// By whom.
    pub by: WhoWire,
    /// Why.
    pub reason: Option<String>,
    /// Which department it should go to.
    pub suggested_to: Option<String>,
    /// Before when the asker redirects or upholds.
    #[schema(format = DateTime)]
    pub decision_due: String,
    /// `redirected` or `upheld`; null while it is open.
    pub answer: Option<&'static str>,
}

/// Who was told that nobody had replied.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EscalationWire {
    /// `responsible_officer`, then `leader_in_charge`.
    pub to: &'static str,
    /// The officer, where one is named.
    pub officer: Option<String>,
    /// From when.
    #[schema(format = DateTime)]
    pub at: String,
}

/// A request that was issued together with this one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TogetherWire {
    /// Id.
    pub id: String,
    /// Number.
    pub number: String,
    /// Code of the department that is asked.
    pub to: String,
    /// How it stands.
    pub state: &'static str,
    /// Before when it replies.
    #[schema(format = DateTime)]
    pub reply_due: String,
    /// What it said.
    pub opinion: Option<&'static str>,
}

/// Opinions collected inside the department; shown to nobody outside.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CountersignWire {
    /// Id.
    pub id: String,
    /// What is asked.
    pub content: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Id of the officer who collects.
    pub collector: String,
    /// Whether opinions are still awaited or to be merged.
    pub is_open: bool,
    /// Those who are asked.
    pub signatures: Vec<SignatureWire>,
}

/// Somebody who is asked to sign.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SignatureWire {
    /// Id of the officer, where one is asked.
    pub officer: Option<String>,
    /// Code of the section, where one is asked.
    pub section: Option<String>,
    /// What was said; null while it is awaited.
    pub opinion: Option<&'static str>,
    /// Its words.
    pub content: Option<String>,
    /// Id of the officer who signed.
    pub signed_by: Option<String>,
    /// When.
    pub signed_at: Option<String>,
}

/// Words, where the answer is not kept.
pub(super) fn words(view: &mut View<'_, '_>, digest: Option<&ContentDigest>) -> Result<Option<String>> {
    match digest {
        Some(digest) if !view.is_kept => store::words(view.tx, digest),
        _ => Ok(None),
    }
}

/// Who did it, by name where the answer is not kept.
pub(super) fn who(view: &View<'_, '_>, by: &ActedBy, department: &DepartmentCode) -> WhoWire {
    let names = (!view.is_kept).then_some(view.directory.as_ref());
    WhoWire::new(by, department.as_str(), names)
}

impl VersionWire {
    pub(super) fn new(
        view: &mut View<'_, '_>,
        request: &CooperationRequest,
        place: u32,
        version: &Version,
    ) -> Result<Self> {
        let question = if view.is_kept { None } else { store::question(view.tx, &version.content)? };
        Ok(Self {
            version: place,
            issued_at: rfc3339(version.issued_at),
            by: who(view, &version.by, &request.from),
            due: rfc3339(version.due),
            content: question.map(|question| question.content),
            reason: words(view, version.reason.as_ref())?,
            attachments: version.attachments.iter().map(ToString::to_string).collect(),
        })
    }
}

impl ReplyWire {
    pub(super) fn new(view: &mut View<'_, '_>, request: &CooperationRequest, reply: &Reply) -> Result<Self> {
        Ok(Self {
            version: reply.version,
            is_on_older_version: reply.version < request.version(),
            opinion: reply.opinion.map(Opinion::as_str),
            partial: reply.partial,
            content: words(view, reply.content.as_ref())?,
            attachments: reply.attachments.iter().map(ToString::to_string).collect(),
            at: rfc3339(reply.at),
            by: who(view, &reply.by, &request.to),
            late: reply.late,
        })
    }
}

impl QuestionWire {
    pub(super) fn new(
        view: &mut View<'_, '_>,
        request: &CooperationRequest,
        place: u32,
        asked: &Clarification,
    ) -> Result<Self> {
        let answer = asked.answer.as_ref();
        Ok(Self {
            question: place,
            content: words(view, Some(&asked.content))?,
            at: rfc3339(asked.at),
            by: who(view, &asked.by, &request.to),
            answer: words(view, answer.map(|answer| &answer.content))?,
            answered_at: answer.map(|answer| rfc3339(answer.at)),
        })
    }
}

impl ExtensionWire {
    pub(super) fn new(view: &mut View<'_, '_>, request: &CooperationRequest, asked: &ExtensionAsked) -> Result<Self> {
        let is_pending = request.pending_extension(view.now) == Some(asked);
        let (state, decided_at, refusal) = match &asked.answer {
            Some(ExtensionAnswer::Granted { at, .. }) => ("granted", Some(*at), None),
            Some(ExtensionAnswer::Refused { at, reason, .. }) => ("refused", Some(*at), Some(reason)),
            None if is_pending => ("pending", None, None),
            None => ("fallen", None, None),
        };
        Ok(Self {
            version: asked.version,
            working_days: asked.working_days,
            reason: words(view, Some(&asked.reason))?,
            at: rfc3339(asked.at),
            state,
            decided_at: decided_at.map(rfc3339),
            refusal: words(view, refusal)?,
        })
    }
}

impl NotOursWire {
    pub(super) fn new(view: &mut View<'_, '_>, request: &CooperationRequest, said: &NotOurs) -> Result<Self> {
        Ok(Self {
            at: rfc3339(said.at),
            by: who(view, &said.by, &request.to),
            reason: words(view, Some(&said.reason))?,
            suggested_to: said.suggested_to.as_ref().map(ToString::to_string),
            decision_due: rfc3339(said.decision.due),
            answer: said.answer.as_ref().map(|answer| match answer {
                NotOursAnswer::Redirected { .. } => "redirected",
                NotOursAnswer::Upheld { .. } => "upheld",
            }),
        })
    }
}

impl EscalationWire {
    pub(super) fn new(told: &Escalation) -> Self {
        Self { to: told.to.as_str(), officer: told.officer.as_ref().map(ToString::to_string), at: rfc3339(told.at) }
    }
}

impl CountersignWire {
    pub(super) fn new(view: &mut View<'_, '_>, id: &str, held: &Countersign) -> Result<Self> {
        let mut signatures = Vec::with_capacity(held.signatures.len());
        for signature in &held.signatures {
            let (officer, section) = match &signature.signer {
                Signer::Officer { officer } => (Some(officer.to_string()), None),
                Signer::Section { section } => (None, Some(section.to_string())),
            };
            signatures.push(match &signature.state {
                SignatureState::Asked => {
                    SignatureWire { officer, section, opinion: None, content: None, signed_by: None, signed_at: None }
                }
                SignatureState::Signed { opinion, content, at, by } => SignatureWire {
                    officer,
                    section,
                    opinion: Some(opinion.as_str()),
                    content: words(view, content.as_ref())?,
                    signed_by: Some(by.to_string()),
                    signed_at: Some(rfc3339(*at)),
                },
            });
        }
        Ok(Self {
            id: id.to_owned(),
            content: words(view, Some(&held.content))?,
            at: rfc3339(held.at),
            collector: held.collector.to_string(),
            is_open: held.ended_at.is_none(),
            signatures,
        })
    }
}
