//! The forms of the acts: what they ask for, and what they say they will do.

use super::act::{Verb, found};
use super::item::Note;
use crate::exchange::store;
use crate::platform::desk::{Fields, Filter, Lamp, Words};
use crate::platform::draft::{DraftForm, Filled};
use crate::platform::identity::Caller;
pub(super) use crate::platform::web::unprocessable;
use crate::platform::web::{FieldProblem, Nav, Outcome, Page, Server, Visit, render};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use shenguan_rules::exchange::{Return, Routing, State as Standing, Transmittal};
use shenguan_rules::party::{DepartmentCode, Side};

/// The words that officials use for what they decide about a penalty; anything else may be typed (A25).
const DECISIONS: [&str; 6] = ["file", "talk", "watch", "rescind", "cancel", "change"];

/// What a form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// The field of its long text; empty for none.
    pub text: &'static str,
    /// The field of a department; empty for none.
    pub department: &'static str,
    /// Whether the department must be named.
    pub department_required: bool,
    /// Asks for section and officer.
    pub assignee: bool,
    /// Asks for what was decided.
    pub decision: bool,
}

const REASON: Shape =
    Shape { text: "reason", department: "", department_required: false, assignee: false, decision: false };

impl Shape {
    /// The form of a verb; none for what one press does.
    pub(super) fn of(verb: Verb) -> Option<Self> {
        let shape = match verb {
            Verb::Acknowledge | Verb::Remind => return None,
            Verb::Return => Self { department: "suggested_to", ..REASON },
            Verb::Reroute => Self { department: "to", department_required: true, ..REASON },
            Verb::Uphold | Verb::Recall => REASON,
            Verb::FollowUp => Self { text: "content", ..REASON },
            Verb::Reply => Self { text: "content", decision: true, ..REASON },
            Verb::Assign => Self { text: "", assignee: true, ..REASON },
        };
        Some(shape)
    }
}

/// A form as it was sent, with what is wrong with it.
pub(super) struct ActForm {
    /// What it does.
    pub verb: Verb,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong.
    pub errors: Vec<FieldProblem>,
    /// Why it cannot be done any more, or not by this reader; what was typed stays to be copied.
    pub note: Option<Note>,
}

/// A word to choose, with what it stands for.
pub(super) struct Choice {
    /// The value.
    pub value: String,
    /// What the screen calls it.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

#[derive(Template)]
#[template(path = "exchange/act.html")]
struct ActPage {
    page: Page,
    number: String,
    subject: String,
    verb: &'static str,
    words: &'static str,
    effect: String,
    said: String,
    lamp: Lamp,
    shape: Shape,
    fields: Fields,
    errors: Vec<FieldProblem>,
    departments: Vec<Choice>,
    sections: Vec<Choice>,
    officers: Vec<Choice>,
    decisions: Vec<String>,
    receives: bool,
    draft: DraftForm,
    filter: Filter,
    note: Option<Note>,
}

impl ActPage {
    /// What is wrong with a field.
    fn wrong(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == name).map(|error| error.message.as_str())
    }
}

/// `GET /items/{number}/return` and its like.
pub(super) async fn act_form(
    verb: Verb,
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(number): Path<String>,
    Filled(fields): Filled<Fields>,
) -> Outcome<Response> {
    act_page(&server, visit, caller, number, ActForm { verb, fields, errors: Vec::new(), note: None }).await
}

/// The page of a form.
pub(super) async fn act_page(
    server: &Server,
    visit: Visit,
    caller: Caller,
    number: String,
    form: ActForm,
) -> Outcome<Response> {
    let held = found(server, &caller, number).await?;
    let status = match &form.note {
        Some(note) => note.status,
        None if form.errors.is_empty() => StatusCode::OK,
        None => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Todo)?;
        let words = Words::new(read, &visit);
        let transmittal = &held.state;
        let listed = store::find(read.tx(), &caller.scope, &held.id)?;
        let verb_words = match (form.verb, &transmittal.routing) {
            (Verb::Return, Routing::Hand) => "return",
            (Verb::Return, _) => "object",
            (verb, _) => verb.as_str(),
        };
        let receives = form.verb == Verb::Assign && transmittal.state_at(words.now) == Standing::InTransit;
        let verb_words = if receives { "receive-and-assign" } else { verb_words };
        let shape = Shape::of(form.verb).ok_or(crate::platform::error::Error::NotFound)?;
        let subject = listed.subject.unwrap_or_else(|| words.t("content-erased").to_string());
        let title = format!("{} · {subject}", words.t_of("verb", verb_words));
        let path = format!("/items/{}/{}", transmittal.number, form.verb.as_str());
        let answers = matches!(form.verb, Verb::Reroute | Verb::Uphold);
        let returned = transmittal.returned.as_ref().filter(|_| answers);
        let suggested = returned.and_then(|returned| returned.suggested_to.as_ref()).map(DepartmentCode::as_str);
        let chosen = form.fields.given(shape.department).or(suggested).unwrap_or_default();
        let said = match returned {
            Some(returned) => words.said(store::reason_of(read.tx(), returned.reason.as_str())?, returned),
            None => String::new(),
        };
        render(&ActPage {
            draft: DraftForm::new(read, &visit, &caller, &form.fields.0, path, title.clone())?,
            page: page.titled(title),
            number: transmittal.number.clone(),
            subject,
            verb: form.verb.as_str(),
            words: verb_words,
            effect: words.effect(verb_words, transmittal),
            lamp: words.lamp(transmittal),
            shape,
            departments: words.other_departments(transmittal, chosen),
            said,
            sections: words.sections(&transmittal.to, form.fields.text("section")),
            officers: words.officers(&transmittal.to, form.fields.text("officer")),
            decisions: DECISIONS.iter().map(|decision| words.t_of("decision", decision).to_string()).collect(),
            receives,
            filter: Filter::of(&form.fields),
            fields: form.fields,
            errors: form.errors,
            note: form.note,
        })
    });
    let mut response = shown.await?;
    *response.status_mut() = status;
    Ok(response)
}

impl Words {
    /// What the act does in law.
    fn effect(&self, verb: &str, transmittal: &Transmittal) -> String {
        let due = transmittal.receipt_due().map(|at| self.short(at)).unwrap_or_default();
        let effect = self.t_of("effect", verb).with("department", self.department(&transmittal.to)).with("moment", due);
        effect.with("sender", self.department(&transmittal.from)).to_string()
    }

    /// What a return says: why, and where it should go instead; empty where its words were erased and nobody is suggested.
    fn said(&self, reason: Option<String>, returned: &Return) -> String {
        let reason = reason.map(|reason| self.t("history-reason").with("reason", reason).to_string());
        let suggested = returned.suggested_to.as_ref().map(|to| {
            let department = self.department(to);
            self.t("history-suggested").with("department", department).to_string()
        });
        [reason, suggested].into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    /// The departments that stand today on the side of the addressee, without the parties.
    fn other_departments(&self, transmittal: &Transmittal, chosen: &str) -> Vec<Choice> {
        let today = self.today();
        let others = self.directory.departments().filter(|department| {
            department.side == Side::Regulation
                && department.stands_on(today)
                && department.code != transmittal.to
                && department.code != transmittal.from
        });
        let choice = |code: &DepartmentCode| Choice {
            value: code.to_string(),
            label: self.department(code),
            is_chosen: code.as_str() == chosen,
        };
        others.map(|department| choice(&department.code)).collect()
    }

    fn sections(&self, department: &DepartmentCode, chosen: &str) -> Vec<Choice> {
        let found = self.directory.department(department);
        let sections = found.into_iter().flat_map(|department| department.open_sections(self.today()));
        let choice = |code: &str, name: &str| Choice {
            value: code.to_owned(),
            label: name.to_owned(),
            is_chosen: code == chosen,
        };
        sections.map(|section| choice(section.code.as_str(), &section.name)).collect()
    }

    fn officers(&self, department: &DepartmentCode, chosen: &str) -> Vec<Choice> {
        let today = self.today();
        let serving = self
            .directory
            .officers()
            .filter(|entry| entry.officer.department == *department && entry.officer.serves_on(today));
        let label = |entry: &crate::platform::directory::OfficerEntry| {
            let section = entry.officer.section.as_ref().map(|code| self.section(department, code)).unwrap_or_default();
            format!("{} {} {section}", entry.card.name, entry.card.post).trim().to_owned()
        };
        let choice = |entry: &crate::platform::directory::OfficerEntry| Choice {
            value: entry.officer.id.to_string(),
            label: label(entry),
            is_chosen: entry.officer.id.as_str() == chosen,
        };
        serving.map(choice).collect()
    }
}
