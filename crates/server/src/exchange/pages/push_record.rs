//! The fields of the public record in a push: what the rule and the daily work need stands open, the rest one press away.

use super::push_form::PushForm;
use super::push_request::asks;
use super::record::{APPROVAL, Input, PENALTY, RecordField, choices};
use crate::platform::desk::Words;

/// Not required, and yet typed every day: the permit, the firm's code, the term, the fine.
const OFTEN: [&str; 5] = ["certificate_number", "applicant_credit_code", "party_credit_code", "valid_to", "fine_fen"];

/// A field as the form asks for it.
pub(super) struct Asked {
    /// Its name, and the end of its id.
    pub name: String,
    /// Its label.
    pub label: String,
    /// `line`, `text`, `date`, `minute`, `one`, `several`.
    pub input: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it stands open.
    pub is_open: bool,
    /// Whether the form comes again when it changes: a deadline follows from it.
    pub moves_deadline: bool,
    /// What was typed.
    pub value: String,
    /// The words to choose from: value, label, chosen.
    pub choices: Vec<(String, String, bool)>,
    /// What is wrong with it.
    pub wrong: Option<String>,
}

impl Words {
    /// The fields of the record of a kind.
    pub(super) fn asked(&self, form: &PushForm) -> Vec<Asked> {
        let asks = asks(&form.kind);
        let (prefix, specs): (&str, &[RecordField]) = if asks.approval {
            ("approval", &APPROVAL)
        } else if asks.penalty {
            ("penalty", &PENALTY)
        } else {
            return Vec::new();
        };
        specs.iter().map(|spec| self.asked_one(form, prefix, spec)).collect()
    }

    fn asked_one(&self, form: &PushForm, prefix: &str, spec: &RecordField) -> Asked {
        let name = format!("{prefix}.{}", spec.name);
        let chosen = form.fields.all(&name);
        let mut known: Vec<(String, String)> =
            choices(spec.name, self.language).iter().map(|(word, label)| ((*word).into(), (*label).into())).collect();
        if spec.input == Input::YesNo {
            known = ["no", "yes"].map(|word| (word.to_owned(), self.t_of("flag", word).to_string())).into();
        }
        let choices = known.into_iter().map(|(word, label)| {
            let is_chosen = chosen.contains(&word.as_str());
            (word, label, is_chosen)
        });
        Asked {
            label: self.t_of("field", spec.name).to_string(),
            input: match spec.input {
                Input::Line | Input::Yuan => "line",
                Input::Text => "text",
                Input::Day => "date",
                Input::Minute => "minute",
                Input::One | Input::YesNo => "one",
                Input::Several => "several",
            },
            required: spec.required,
            is_open: spec.required || OFTEN.contains(&spec.name),
            moves_deadline: ["concluded_at", "decided_on", "served_on", "outcome"].contains(&spec.name),
            value: form.fields.text(&name).to_owned(),
            choices: choices.collect(),
            wrong: form.errors.iter().find(|error| error.field == name).map(|error| error.message.clone()),
            name,
        }
    }
}
