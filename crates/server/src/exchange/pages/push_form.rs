//! The form of a push: the fields of its kind, the departments that the agreements give, how long there is time.

use super::push_addressees::Addressee;
use super::push_item::Named;
use super::push_record::Asked;
use super::push_request::{Asks, asks};
use super::push_side::{Limit, Preview};
use crate::exchange::request::{SUBJECT_CHARS_MAX, TEXT_CHARS_MAX};
use crate::platform::desk::Fields;
use crate::platform::desk::Words;
use crate::platform::draft::DraftForm;
use crate::platform::files::{self, AttachmentInfo};
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::web::{FieldProblem, Nav, Outcome, Page, Server, Visit, render};
use askama::Template;
use axum::response::Response;
use shenguan_rules::exchange::Kind;
use shenguan_rules::party::{ItemCode, Side};

/// The fields in the order in which the form shows them.
const PARTS: [&str; 11] = [
    "item_code",
    "subject",
    "certificate_number",
    "occurred_on",
    "approval",
    "penalty",
    "to",
    "routing_reason",
    "content",
    "file",
    "late_reason",
];

/// A form of a push, as it stands.
pub(super) struct PushForm {
    /// What is pushed.
    pub kind: Kind,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong.
    pub errors: Vec<FieldProblem>,
    /// The number of what it corrects.
    pub correcting: Option<String>,
    /// Whether the departments were brought in.
    pub is_routed: bool,
    /// The items that the words typed may mean: code and name.
    pub offered: Vec<(String, String)>,
    /// Whether a word in it names a level of secrecy.
    pub warns_of_secrecy: bool,
}

#[derive(Template)]
#[template(path = "exchange/push.html")]
struct PushPage {
    page: Page,
    title: String,
    kind: String,
    action: String,
    fields: Fields,
    errors: Vec<FieldProblem>,
    asks: Asks,
    items: Vec<(String, String)>,
    item_name: String,
    record: Vec<Asked>,
    is_bureau: bool,
    is_routed: bool,
    is_correction: bool,
    correcting: String,
    warns_of_secrecy: bool,
    offered: Vec<(String, String)>,
    agreed: Vec<Addressee>,
    others: Vec<Addressee>,
    to_count: usize,
    bureau: String,
    files: Vec<AttachmentInfo>,
    limit: Option<Limit>,
    asks_late_reason: bool,
    preview: Preview,
    draft: DraftForm,
}

impl PushForm {
    /// A form of a kind.
    pub(super) fn new(kind: Kind, fields: Fields) -> Self {
        let is_routed = fields.has("to") || fields.has("routed");
        Self {
            kind,
            fields,
            errors: Vec::new(),
            correcting: None,
            is_routed,
            offered: Vec::new(),
            warns_of_secrecy: false,
        }
    }

    /// Whether the departments were brought in for another item than it names now.
    pub(super) fn is_of_another_item(&self) -> bool {
        self.fields.has("routed") && self.fields.text("routed").trim() != self.fields.text("item_code").trim()
    }

    /// Brings the departments in anew.
    pub(super) fn route(&mut self) {
        self.is_routed = true;
        self.fields.0.retain(|(name, _)| name != "to" && name != "routed");
    }
}

impl PushPage {
    /// What is wrong with a field.
    fn wrong(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == name).map(|error| error.message.as_str())
    }

    /// How much of the text there may be was typed: `#` stands for the number.
    fn counted(&self, count: impl AsRef<str>) -> String {
        let count = count.as_ref();
        self.page.t("push-count").with("count", count).with("max", TEXT_CHARS_MAX).to_string()
    }

    /// How many fields of the record stand behind 「更多」.
    fn more_count(&self) -> usize {
        self.record.iter().filter(|field| !field.is_open).count()
    }

    /// Whether something behind it was typed, or is wrong.
    fn is_more_open(&self) -> bool {
        let is_touched = |field: &Asked| {
            !field.value.is_empty() || field.wrong.is_some() || field.choices.iter().any(|(_, _, chosen)| *chosen)
        };
        self.record.iter().any(|field| !field.is_open && is_touched(field))
    }

    /// Whether a department is chosen that no agreement gives, or one has to be.
    fn is_others_open(&self) -> bool {
        self.agreed.is_empty() && self.is_routed || self.others.iter().any(|to| to.is_chosen)
    }

    fn content_chars(&self) -> String {
        self.fields.text("content").chars().count().to_string()
    }

    fn subject_max() -> usize {
        SUBJECT_CHARS_MAX
    }

    /// 「推送给 2 个部门」; for one side or for a correction, what the act is called.
    fn button(&self, count: impl AsRef<str>) -> String {
        let count = count.as_ref();
        if self.is_correction {
            self.page.t("verb-correct").to_string()
        } else if self.is_bureau && count != "0" {
            self.page.t("push-button-some").with("count", count).to_string()
        } else {
            self.page.t("push-button").to_string()
        }
    }
}

/// The form of one kind.
pub(super) async fn push_page(server: &Server, visit: Visit, caller: Caller, mut form: PushForm) -> Outcome<Response> {
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Sent)?;
        let words = Words::new(read, &visit);
        let limit = words.limit(&form);
        let is_late = limit.as_ref().is_some_and(|limit| limit.is_late);
        if is_late && !form.errors.is_empty() && form.fields.given("late_reason").is_none() {
            form.errors.retain(|error| error.field != "late_reason");
            form.errors.push(words.late_reason_missing());
        }
        form.errors = labelled(&words, &form.kind, std::mem::take(&mut form.errors));
        let tag = words.kind(&form.kind);
        let title = match &form.correcting {
            Some(number) => words.t("push-correct-title").with("number", number.clone()).to_string(),
            None => words.t("push-title").with("kind", tag).to_string(),
        };
        let action = match &form.correcting {
            Some(number) => format!("/items/{number}/correct"),
            None => "/push/new".to_owned(),
        };
        let is_bureau = caller.actor.side() == Some(Side::Approval);
        if let (true, Named::Several(offered)) =
            (form.offered.is_empty(), words.item_named(form.fields.text("item_code")))
        {
            form.offered = offered;
        }
        let (agreed, others) = if is_bureau { words.addressees(&form) } else { (Vec::new(), Vec::new()) };
        let files = attached(read, &caller, &form.fields)?;
        let item = ItemCode::parse(form.fields.text("item_code").trim()).ok();
        let item = item.and_then(|code| words.directory.item(&code));
        let to_count = agreed.iter().chain(&others).filter(|to| to.is_chosen).count();
        let path = match &form.correcting {
            Some(_) => action.clone(),
            None => format!("{action}?kind={}", form.kind),
        };
        render(&PushPage {
            draft: DraftForm::new(read, &visit, &caller, &form.fields.0, path, title.clone())?,
            page: page.titled(title.clone()),
            title,
            kind: form.kind.to_string(),
            action,
            asks: asks(&form.kind),
            items: words.items(),
            item_name: item.map(|item| item.name.clone()).unwrap_or_default(),
            record: words.asked(&form),
            is_bureau,
            is_routed: form.is_routed,
            is_correction: form.correcting.is_some(),
            correcting: form.correcting.clone().unwrap_or_default(),
            warns_of_secrecy: form.warns_of_secrecy,
            agreed,
            others,
            files,
            to_count,
            bureau: words.directory.bureau().map(|bureau| words.department(&bureau.code)).unwrap_or_default(),
            asks_late_reason: is_late
                || form.fields.given("late_reason").is_some()
                || form.errors.iter().any(|error| error.field == "late_reason"),
            limit,
            preview: words.preview(&form),
            offered: form.offered,
            fields: form.fields,
            errors: form.errors,
        })
    });
    shown.await.map_err(Into::into)
}

/// Says of which field each message is, so that the summary reads by itself, in the order of the form.
fn labelled(words: &Words, kind: &Kind, mut errors: Vec<FieldProblem>) -> Vec<FieldProblem> {
    errors.sort_by_key(|error| {
        let part = error.field.split('.').next().unwrap_or_default();
        PARTS.iter().position(|known| *known == part)
    });
    let label = |field: &str| match field.split_once('.') {
        Some(("approval" | "penalty", name)) => Some(words.t_of("field", name)),
        _ => match field {
            "subject" => Some(words.t("push-subject")),
            "content" if asks(kind).approval => Some(words.t("push-part-attention")),
            "content" => Some(words.t("push-text")),
            "item_code" => Some(words.t("push-item")),
            "to" => Some(words.t("push-to")),
            "occurred_on" => Some(words.t("push-occurred-on")),
            "certificate_number" => Some(words.t("field-certificate_number")),
            "late_reason" => Some(words.t("field-late_reason")),
            "routing_reason" => Some(words.t("field-routing_reason")),
            "file" => Some(words.t("push-files")),
            _ => None,
        },
    };
    let told = |error: FieldProblem| match label(&error.field) {
        Some(label) => {
            let message = words.t("form-error").with("label", label.to_string()).with("message", error.message);
            FieldProblem { message: message.to_string(), ..error }
        }
        None => error,
    };
    errors.into_iter().map(told).collect()
}

fn attached(
    read: &mut Read<'_, '_>,
    caller: &Caller,
    fields: &Fields,
) -> crate::platform::error::Result<Vec<AttachmentInfo>> {
    let mut found = Vec::new();
    for id in fields.all("attachment") {
        match files::find(read.tx(), &caller.scope, id) {
            Ok(info) => found.push(info),
            Err(crate::platform::error::Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}
