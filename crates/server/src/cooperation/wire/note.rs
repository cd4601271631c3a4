//! A note on an item.

use super::parts::{who, words};
use crate::exchange::wire::WhoWire;
use crate::platform::error::Result;
use crate::platform::face::View;
use crate::platform::stored::Held;
use serde::Serialize;
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::cooperation::Note;
use utoipa::ToSchema;

/// A question on a transmittal, between its parties and without a clock.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoteWire {
    /// Id.
    pub id: String,
    /// Id of the transmittal.
    pub about: String,
    /// Code of the department that asks.
    pub from: String,
    /// Code of the department that is asked.
    pub to: String,
    /// The question; null in answers of writes and once it was erased.
    pub content: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// By whom.
    pub by: WhoWire,
    /// Whether the other party has not answered yet.
    pub is_open: bool,
    /// What either party said to it.
    pub answers: Vec<NoteAnswerWire>,
}

/// What a party said.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoteAnswerWire {
    /// Code of the department.
    pub department: String,
    /// The words.
    pub content: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// By whom.
    pub by: WhoWire,
}

impl NoteWire {
    /// As both parties see it.
    pub fn new(view: &mut View<'_, '_>, held: &Held<Note>) -> Result<Self> {
        let note = &held.state;
        let mut answers = Vec::with_capacity(note.answers.len());
        for answer in &note.answers {
            answers.push(NoteAnswerWire {
                department: answer.department.to_string(),
                content: words(view, Some(&answer.content))?,
                at: rfc3339(answer.at),
                by: who(view, &answer.by, &answer.department),
            });
        }
        Ok(Self {
            id: held.id.clone(),
            about: note.about.to_string(),
            from: note.from.to_string(),
            to: note.to.to_string(),
            content: words(view, Some(&note.content))?,
            at: rfc3339(note.at),
            by: who(view, &note.by, &note.from),
            is_open: note.is_open(),
            answers,
        })
    }
}
