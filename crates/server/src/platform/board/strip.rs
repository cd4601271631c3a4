//! The strip on top of a subject's page: how it stands, what is asked of the reader, what can be done.

use crate::platform::desk::{Explained, Lamp};

/// How a subject stands and what can be done about it.
#[derive(Default)]
pub struct Strip {
    /// The lamp with what it means.
    pub lamp: Lamp,
    /// For the countdown within today.
    pub countdown: Option<String>,
    /// What is asked, in bold.
    pub lead: String,
    /// What happens by itself.
    pub effect: String,
    /// How it stands, for paper: with dates, never with how much time is left.
    pub paper: String,
    /// What can be done, the usual first.
    pub buttons: Vec<Button>,
    /// The deadline that it speaks of, day by day.
    pub days: Vec<Explained>,
}

/// Something that can be done.
pub struct Button {
    /// Its word.
    pub label: String,
    /// Where.
    pub href: String,
    /// Whether one press does it; else the address is a page with a form.
    pub is_act: bool,
    /// Whether it is what the reader is asked to do.
    pub is_task: bool,
}

impl Button {
    /// A way to a form.
    pub fn form(label: impl ToString, href: impl Into<String>) -> Self {
        Self { label: label.to_string(), href: href.into(), is_act: false, is_task: false }
    }

    /// One press does it.
    pub fn press(label: impl ToString, href: impl Into<String>) -> Self {
        Self { is_act: true, ..Self::form(label, href) }
    }

    /// What the reader is asked to do.
    #[must_use]
    pub fn asked(self) -> Self {
        Self { is_task: true, ..self }
    }
}

impl Strip {
    /// The class of its frame: that of the lamp's tone.
    pub(super) fn frame(&self) -> &'static str {
        match self.lamp.tone {
            "c-amb" => "todo",
            "c-red" => "todo todo-red",
            "c-vio" => "todo todo-vio",
            _ => "todo todo-calm",
        }
    }
}
