//! A form of 系统: fields with what was typed and what is wrong with it (E5).

use super::typed::Typed;
use crate::platform::draft::DraftForm;
use crate::platform::web::FieldProblem;

/// A form.
#[derive(Default)]
pub struct Form {
    /// Its anchor; none of two on a page are the same.
    pub id: &'static str,
    /// Its heading; without one it stands bare.
    pub heading: String,
    /// What it does, above the fields.
    pub lead: String,
    /// Whether `lead` is to be heeded before pressing.
    pub warns: bool,
    /// Where to.
    pub action: String,
    /// Whether it only asks.
    pub is_query: bool,
    /// What goes along.
    pub hidden: Vec<(String, String)>,
    /// What is asked for.
    pub fields: Vec<Field>,
    /// The step that the button stands for; none for the only one.
    pub step: &'static str,
    /// The word of the button.
    pub button: String,
    /// Beside the button.
    pub hint: String,
    /// Where the way back leads; none without one.
    pub cancel: String,
    /// The draft that it is kept as; none where it is not kept.
    pub draft: Option<DraftForm>,
}

/// A field.
#[derive(Default)]
pub struct Field {
    /// Its name, and the end of its id.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What to write.
    pub hint: String,
    /// `text`, `date`, `datetime-local`, `number`, `area`, `one`, `several`, `file`.
    pub input: &'static str,
    /// What was typed.
    pub value: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// What is wrong.
    pub wrong: Option<String>,
    /// Whether it may be left empty.
    pub is_optional: bool,
    /// Most characters; none where 0.
    pub most: u32,
}

/// One of several.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl Form {
    /// A form that posts.
    pub fn new(id: &'static str, heading: impl ToString, action: impl Into<String>, button: impl ToString) -> Self {
        Self { id, heading: heading.to_string(), action: action.into(), button: button.to_string(), ..Self::default() }
    }

    /// A form that asks for a view of the same page.
    pub fn query(id: &'static str, heading: impl ToString, action: impl Into<String>, button: impl ToString) -> Self {
        Self { is_query: true, ..Self::new(id, heading, action, button) }
    }

    /// With one field more.
    #[must_use]
    pub fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    /// With words above the fields.
    #[must_use]
    pub fn lead(mut self, lead: impl ToString) -> Self {
        self.lead = lead.to_string();
        self
    }

    /// With words above the fields that are to be heeded.
    #[must_use]
    pub fn warning(mut self, lead: impl ToString) -> Self {
        self.warns = true;
        self.lead(lead)
    }

    /// With words beside the button.
    #[must_use]
    pub fn hint(mut self, hint: impl ToString) -> Self {
        self.hint = hint.to_string();
        self
    }

    /// With the step that its button stands for.
    #[must_use]
    pub fn step(mut self, step: &'static str) -> Self {
        self.step = step;
        self
    }

    /// Whether files go with it.
    pub fn carries_files(&self) -> bool {
        self.fields.iter().any(|field| field.input == "file")
    }

    /// With a way back.
    #[must_use]
    pub fn cancel(mut self, to: impl Into<String>) -> Self {
        self.cancel = to.into();
        self
    }

    /// With what was typed before, out of sight.
    #[must_use]
    pub fn carrying(mut self, typed: &Typed) -> Self {
        self.hidden.extend(typed.without_step());
        self
    }

    /// With what was typed and what is wrong with it.
    #[must_use]
    pub fn filled(mut self, typed: &Typed, errors: &[FieldProblem]) -> Self {
        for field in &mut self.fields {
            let wrong = errors.iter().find(|error| error.field == field.name);
            field.wrong = wrong.map(|error| error.message.clone());
            if typed.0.iter().any(|(name, _)| *name == field.name) {
                typed.text(&field.name).clone_into(&mut field.value);
            }
            let chosen: Vec<&str> = typed.all(&field.name).collect();
            if !chosen.is_empty() {
                for choice in &mut field.choices {
                    choice.is_chosen = chosen.contains(&choice.value.as_str());
                }
            }
        }
        self
    }
}

impl Field {
    /// A field of that kind.
    pub fn new(input: &'static str, name: impl Into<String>, label: impl ToString) -> Self {
        Self { input, name: name.into(), label: label.to_string(), ..Self::default() }
    }

    /// A line of text.
    pub fn line(name: impl Into<String>, label: impl ToString) -> Self {
        Self { most: 200, ..Self::new("text", name, label) }
    }

    /// One of several.
    pub fn one(name: impl Into<String>, label: impl ToString, choices: Vec<Choice>) -> Self {
        Self { choices, ..Self::new("one", name, label) }
    }

    /// Any of several.
    pub fn several(name: impl Into<String>, label: impl ToString, choices: Vec<Choice>) -> Self {
        Self { choices, is_optional: true, ..Self::new("several", name, label) }
    }

    /// A long text.
    pub fn area(name: impl Into<String>, label: impl ToString) -> Self {
        Self::new("area", name, label)
    }

    /// Files, which may be left out.
    pub fn files(name: impl Into<String>, label: impl ToString) -> Self {
        Self { is_optional: true, ..Self::new("file", name, label) }
    }

    /// May be left empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }

    /// With words that say what to write.
    #[must_use]
    pub fn hint(mut self, hint: impl ToString) -> Self {
        self.hint = hint.to_string();
        self
    }

    /// With a value to begin with.
    #[must_use]
    pub fn value(mut self, value: impl ToString) -> Self {
        self.value = value.to_string();
        self
    }

    /// Whether several boxes are asked for.
    pub fn is_group(&self) -> bool {
        self.input == "several"
    }
}

impl Choice {
    /// One that is not chosen.
    pub fn new(value: impl ToString, label: impl ToString) -> Self {
        Self { value: value.to_string(), label: label.to_string(), is_chosen: false }
    }
}
