//! The form of a push: the fields of its kind, the departments that the agreements give, how long there is time.

use super::due::Due;
use super::fields::Fields;
use super::push_request::{Asks, asks, kinds_of};
use super::record::{APPROVAL, Input, PENALTY, RecordField, choices};
use super::words::{Words, joined};
use crate::platform::draft::DraftForm;
use crate::platform::files::{self, AttachmentInfo};
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::web::{FieldProblem, Nav, Outcome, Page, Server, Visit, render};
use askama::Template;
use axum::response::Response;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use shenguan_rules::agreement::{Route, route};
use shenguan_rules::exchange::Kind;
use shenguan_rules::party::{DepartmentCode, ItemCode, Side};
use shenguan_rules::roster::Role;

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
    /// Whether a word in it names a level of secrecy.
    pub warns_of_secrecy: bool,
}

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
    /// What was typed.
    pub value: String,
    /// The words to choose from: value, label, chosen.
    pub choices: Vec<(String, String, bool)>,
    /// What is wrong with it.
    pub wrong: Option<String>,
}

/// A department to push to.
pub(super) struct Addressee {
    /// Its code.
    pub code: String,
    /// Its name, with the section in charge.
    pub name: String,
    /// Its liaison and responsible officers, or that there is none.
    pub people: String,
    /// Whether nobody would receive it.
    pub is_vacant: bool,
    /// By which clause.
    pub basis: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A kind to choose.
struct KindChoice {
    word: String,
    tag: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "exchange/push_kinds.html")]
struct KindsPage {
    page: Page,
    kinds: Vec<KindChoice>,
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
    warns_of_secrecy: bool,
    agreed: Vec<Addressee>,
    others: Vec<Addressee>,
    files: Vec<AttachmentInfo>,
    due: Option<Due>,
    draft: DraftForm,
}

impl PushForm {
    /// A form of a kind.
    pub(super) fn new(kind: Kind, fields: Fields) -> Self {
        let is_routed = fields.has("to");
        Self { kind, fields, errors: Vec::new(), correcting: None, is_routed, warns_of_secrecy: false }
    }
}

impl PushPage {
    /// What is wrong with a field.
    fn wrong(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field == name).map(|error| error.message.as_str())
    }
}

/// The page on which the kind is chosen.
pub(super) async fn kinds_page(server: &Server, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Sent)?;
        let words = Words::new(read, &visit);
        let side = caller.actor.side().unwrap_or(Side::Other);
        let rule_set = words.directory.rule_set(words.now);
        let extra = rule_set.extra_kinds.iter().filter(|extra| extra.pushed_by.allows(side));
        let extra = extra.filter_map(|extra| Kind::parse(&extra.code));
        let kinds = kinds_of(side).into_iter().chain(extra).map(|kind| KindChoice {
            tag: words.kind(&kind),
            hint: words.kind_hint(&kind),
            word: kind.to_string(),
        });
        let kinds = kinds.collect();
        let title = page.t("push-new").to_string();
        render(&KindsPage { page: page.titled(title), kinds })
    });
    shown.await.map_err(Into::into)
}

/// The form of one kind.
pub(super) async fn push_page(server: &Server, visit: Visit, caller: Caller, mut form: PushForm) -> Outcome<Response> {
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Sent)?;
        let words = Words::new(read, &visit);
        form.errors = labelled(&words, std::mem::take(&mut form.errors));
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
        let (agreed, others) = if is_bureau { words.addressees(&form) } else { (Vec::new(), Vec::new()) };
        let files = attached(read, &caller, &form.fields)?;
        let item = ItemCode::parse(form.fields.text("item_code").trim()).ok();
        let item = item.and_then(|code| words.directory.item(&code));
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
            warns_of_secrecy: form.warns_of_secrecy,
            agreed,
            others,
            files,
            due: words.push_due(&form),
            fields: form.fields,
            errors: form.errors,
        })
    });
    shown.await.map_err(Into::into)
}

/// Says of which field each message is, so that the summary reads by itself.
fn labelled(words: &Words, errors: Vec<FieldProblem>) -> Vec<FieldProblem> {
    let label = |field: &str| match field.split_once('.') {
        Some(("approval" | "penalty", name)) => Some(words.t_of("field", name)),
        _ => match field {
            "subject" => Some(words.t("push-subject")),
            "content" => Some(words.t("push-text")),
            "item_code" => Some(words.t("push-item")),
            "to" => Some(words.t("push-to")),
            "occurred_on" => Some(words.t("push-occurred-on")),
            "certificate_number" => Some(words.t("field-certificate_number")),
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

impl Words {
    fn kind_hint(&self, kind: &Kind) -> String {
        let rule = kind.rule();
        let receipt = rule.map(|rule| rule.receipt);
        let hint = match receipt {
            Some(shenguan_rules::exchange::ReceiptNeed::ForInformation) | None => "push-hint-information",
            Some(_) if rule.is_some_and(|rule| rule.owes_reply) => "push-hint-reply",
            Some(_) => "push-hint-receipt",
        };
        self.t(hint).to_string()
    }

    /// The items on the list today: code and name.
    fn items(&self) -> Vec<(String, String)> {
        let today = self.today();
        let listed = self.directory.items().filter(|item| item.is_listed(today));
        listed.map(|item| (item.code.to_string(), item.name.clone())).collect()
    }

    fn asked(&self, form: &PushForm) -> Vec<Asked> {
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
            value: form.fields.text(&name).to_owned(),
            choices: choices.collect(),
            wrong: form.errors.iter().find(|error| error.field == name).map(|error| error.message.clone()),
            name,
        }
    }

    /// The departments that the agreements give for the item, and the others; those chosen before stay so.
    fn addressees(&self, form: &PushForm) -> (Vec<Addressee>, Vec<Addressee>) {
        let today = self.today();
        let chosen = form.fields.all("to");
        let item = ItemCode::parse(form.fields.text("item_code").trim()).ok();
        let lead_required = self.directory.rule_set(self.now).lead_required;
        let mut routes: Vec<Route> = item
            .and_then(|item| route(self.directory.agreements_for(&item), &item, today, lead_required).ok())
            .unwrap_or_default();
        routes.sort_by_key(|route| !route.lead);
        let is_chosen = |code: &DepartmentCode, agreed: bool| {
            if chosen.is_empty() { agreed } else { chosen.contains(&code.as_str()) }
        };
        let agreed: Vec<Addressee> = routes
            .iter()
            .map(|route| {
                let section = route.section.as_ref().map(|section| self.section(&route.authority, section));
                let document = self.directory.agreements().find(|it| it.id == route.agreement);
                let document = document.map(|it| it.document.clone()).unwrap_or_default();
                let basis = self.t("basis-agreement").with("document", document).with("clause", route.clause.clone());
                let lead = route.lead && routes.len() > 1;
                let lead = if lead { self.t("push-lead").to_string() } else { String::new() };
                let basis = joined([lead, basis.to_string()]);
                self.addressee(&route.authority, section, basis, is_chosen(&route.authority, true))
            })
            .collect();
        let others = self.directory.departments().filter(|department| {
            department.side == Side::Regulation
                && department.stands_on(today)
                && !routes.iter().any(|route| route.authority == department.code)
        });
        let others = others.map(|it| self.addressee(&it.code, None, String::new(), is_chosen(&it.code, false)));
        (agreed, others.collect())
    }

    fn addressee(&self, code: &DepartmentCode, section: Option<String>, basis: String, is_chosen: bool) -> Addressee {
        let liaisons = self.holders(code, Role::LiaisonOfficer);
        let responsible = self.holders(code, Role::ResponsibleOfficer);
        let names = |id: &'static str, names: &[String]| {
            let names = names.iter().take(3).cloned().collect::<Vec<_>>().join(" ");
            if names.is_empty() { String::new() } else { self.t(id).with("names", names).to_string() }
        };
        let liaison = names("push-liaison", &liaisons);
        let people = if liaisons.is_empty() {
            joined([self.t("push-vacant").to_string(), names("push-responsible", &responsible)])
        } else {
            joined([liaison, names("push-responsible", &responsible)])
        };
        Addressee {
            code: code.to_string(),
            name: format!("{} {}", self.department(code), section.unwrap_or_default()).trim().to_owned(),
            people,
            is_vacant: liaisons.is_empty(),
            basis,
            is_chosen,
        }
    }

    /// How long there is time to push, once the beginning of its clock is known.
    fn push_due(&self, form: &PushForm) -> Option<Due> {
        let rule_set = self.directory.rule_set(self.now);
        let (calendar, counting) = (self.directory.calendar(), rule_set.counting_for_duty());
        let days = rule_set.push_working_days;
        let day = |name: &str| form.fields.given(name).and_then(|day| day.parse::<Date>().ok());
        let concluded = form.fields.given("approval.concluded_at").and_then(|at| at.parse::<DateTime>().ok());
        let deadline = if let Some(at) = concluded.and_then(|at| Offset::constant(8).to_timestamp(at).ok()) {
            calendar.deadline(at, days, &counting).ok()
        } else {
            let on = day("penalty.decided_on").or_else(|| day("occurred_on"))?;
            calendar.deadline_from_date(on, days, &counting).ok()
        };
        deadline.map(|deadline| self.due(crate::exchange::transmittal::PUSH_CHANGE, Some(deadline.due)))
    }
}
