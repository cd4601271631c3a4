//! What the API shows of calls, remarks, proposals and reserved codes.

use super::correspondence::{PersonWire, StepWire, acted, person, step, words};
use crate::channel::content::{CallContent, ProposalContent};
use crate::channel::store;
use crate::platform::error::Result;
use crate::platform::face::View;
use jiff::Timestamp;
use serde::Serialize;
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::channel::{ConsultationProposal, DocumentKind, NumberRegister, PhoneNote, PhoneNoteState, Remark};
use utoipa::ToSchema;

/// A note of a call.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PhoneNoteWire {
    pub(in crate::channel) id: String,
    pub(in crate::channel) number: String,
    pub(in crate::channel) from: String,
    pub(in crate::channel) by: Option<PersonWire>,
    pub(in crate::channel) to: String,
    pub(in crate::channel) officer: Option<PersonWire>,
    /// The name, where that person is not on the roster.
    pub(in crate::channel) person: Option<String>,
    pub(in crate::channel) called_at: String,
    pub(in crate::channel) recorded_at: String,
    pub(in crate::channel) gist: Option<String>,
    pub(in crate::channel) result: Option<String>,
    pub(in crate::channel) about: Option<String>,
    pub(in crate::channel) follows: Option<StepWire>,
    /// `noted`, `confirmed`, `disputed`.
    pub(in crate::channel) state: String,
    pub(in crate::channel) settled_at: Option<String>,
    /// What the other side adds, or how it was instead.
    pub(in crate::channel) words: Option<String>,
}

/// A proposal of a consultation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProposalWire {
    pub(in crate::channel) id: String,
    pub(in crate::channel) number: String,
    pub(in crate::channel) from: String,
    pub(in crate::channel) by: Option<PersonWire>,
    pub(in crate::channel) to: String,
    pub(in crate::channel) topic: Option<String>,
    pub(in crate::channel) text: Option<String>,
    pub(in crate::channel) about: Option<String>,
    pub(in crate::channel) tried: Vec<StepWire>,
    /// The channels that were not tried (A7).
    pub(in crate::channel) not_tried: Vec<String>,
    pub(in crate::channel) proposed_at: String,
}

/// A leader's remark.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RemarkWire {
    pub(in crate::channel) id: String,
    pub(in crate::channel) number: String,
    pub(in crate::channel) item: String,
    pub(in crate::channel) by: Option<PersonWire>,
    pub(in crate::channel) at: String,
    pub(in crate::channel) text: Option<String>,
    pub(in crate::channel) owner: PersonWire,
    pub(in crate::channel) done_at: Option<String>,
    pub(in crate::channel) done: Option<String>,
}

/// A code that is reserved for the platform.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterWire {
    /// 机关代字.
    pub code: String,
    /// Whose.
    pub office: String,
    /// `oa` or `letter`.
    pub channel: String,
    /// `letter` (函) or `notice` (通知).
    #[schema(value_type = String)]
    pub kind: DocumentKind,
    /// When.
    pub reserved_at: String,
}

pub(in crate::channel) fn phone_note(view: &mut View<'_, '_>, held: &PhoneNote) -> Result<PhoneNoteWire> {
    let content: Option<CallContent> = store::body(view.tx, &held.content)?;
    let (state, settled_at, said): (_, Option<Timestamp>, _) = match &held.state {
        PhoneNoteState::Noted => ("noted", None, None),
        PhoneNoteState::Confirmed { at, content, .. } => ("confirmed", Some(*at), content.as_ref()),
        PhoneNoteState::Disputed { at, reason, .. } => ("disputed", Some(*at), Some(reason)),
    };
    Ok(PhoneNoteWire {
        id: held.id.to_string(),
        number: held.number.clone(),
        from: held.from.to_string(),
        by: acted(view, &held.by),
        to: held.to.to_string(),
        officer: held.officer.as_ref().map(|officer| person(view, officer)),
        person: content.as_ref().and_then(|content| content.person.clone()),
        called_at: rfc3339(held.called_at),
        recorded_at: rfc3339(held.recorded_at),
        gist: content.as_ref().map(|content| content.gist.clone()),
        result: content.map(|content| content.result),
        about: held.about.as_ref().map(ToString::to_string),
        follows: held.follows.as_ref().map(step),
        state: state.to_owned(),
        settled_at: settled_at.map(rfc3339),
        words: words(view, said)?,
    })
}

pub(in crate::channel) fn proposal(view: &mut View<'_, '_>, held: &ConsultationProposal) -> Result<ProposalWire> {
    let content: Option<ProposalContent> = store::body(view.tx, &held.content)?;
    let (topic, text) = content.map(|content| (content.topic, content.text)).unzip();
    Ok(ProposalWire {
        id: held.id.to_string(),
        number: held.number.clone(),
        from: held.from.to_string(),
        by: acted(view, &held.by),
        to: held.to.to_string(),
        topic,
        text,
        about: held.about.as_ref().map(ToString::to_string),
        tried: held.tried.iter().map(step).collect(),
        not_tried: held.not_tried.iter().map(|channel| channel.as_str().to_owned()).collect(),
        proposed_at: rfc3339(held.at),
    })
}

pub(in crate::channel) fn remark(view: &mut View<'_, '_>, held: &Remark) -> Result<RemarkWire> {
    Ok(RemarkWire {
        id: held.id.to_string(),
        number: held.number.clone(),
        item: held.item.to_string(),
        by: acted(view, &held.by),
        at: rfc3339(held.at),
        text: words(view, Some(&held.content))?,
        owner: person(view, &held.owner),
        done_at: held.done.as_ref().map(|done| rfc3339(done.at)),
        done: words(view, held.done.as_ref().map(|done| &done.content))?,
    })
}

pub(in crate::channel) fn register(held: &NumberRegister) -> RegisterWire {
    RegisterWire {
        code: held.code.as_str().to_owned(),
        office: held.office.to_string(),
        channel: held.channel.as_str().to_owned(),
        kind: held.kind,
        reserved_at: rfc3339(held.reserved_at),
    }
}
