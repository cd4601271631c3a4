//! 推送: choose the kind, fill in its record, see to whom the agreements send it, push. 更正 is the same form, filled in.

use super::act::found;
use super::act_form::unprocessable;
use super::detail::content;
use super::push_form::{PushForm, push_page};
use super::push_item::Named;
use super::push_kinds::kinds_page;
use super::push_request::{fields_of, names_secrecy, request};
use crate::exchange::acts;
use crate::exchange::store;
use crate::platform::desk::Fields;
use crate::platform::desk::Words;
use crate::platform::draft::Filled;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::web::{Outcome, Server, Visit, form_key, json_answer, see_other};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use shenguan_rules::exchange::{Kind, Transmittal};

/// What a push left behind.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Pushed {
    number: String,
    count: usize,
    asks_receipt: bool,
}

/// The step of a button that names one of the items offered.
const ITEM_STEP: &str = "item=";

/// `GET /push/new`: the kinds, or the form of one.
pub(super) async fn push_new(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Filled(mut fields): Filled<Fields>,
) -> Outcome<Response> {
    if let Some(change) = fields.given("change").map(str::to_owned) {
        fields = decided(&server, &caller, change).await?;
    }
    match fields.given("kind").and_then(Kind::parse) {
        None => kinds_page(&server, visit, caller).await,
        Some(kind) => push_page(&server, visit, caller, PushForm::new(kind, fields)).await,
    }
}

/// `POST /push/new`: brings in the departments, or pushes.
pub(super) async fn push_post(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Form(fields): Form<Fields>,
) -> Outcome<Response> {
    send(&server, visit, caller, fields, None).await
}

/// `POST /push/preview`: the form as it stands, with what follows from it. It never pushes.
pub(super) async fn preview(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Form(fields): Form<Fields>,
) -> Outcome<Response> {
    let mut form = taken(&server, &visit, fields).await?;
    if let Some(number) = form.fields.given("correcting").map(str::to_owned) {
        form.correcting = Some(found(&server, &caller, number).await?.state.number);
    }
    if form.is_of_another_item() || form.fields.given("item_code").is_some() && !form.is_routed {
        form.route();
    }
    push_page(&server, visit, caller, form).await
}

/// `GET /items/{number}/correct`: the form of a push, filled in with what is corrected.
pub(super) async fn correct_form(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(number): Path<String>,
    Filled(filled): Filled<Fields>,
) -> Outcome<Response> {
    let held = found(&server, &caller, number).await?;
    let form = server.app.read(move |read| {
        let content = content(read, &held.state)?.ok_or(Error::NotFound)?;
        let fields = if filled.has("draft") { filled } else { fields_of(&held.state, &content) };
        Ok(PushForm { correcting: Some(held.state.number.clone()), ..PushForm::new(held.state.kind, fields) })
    });
    push_page(&server, visit, caller, form.await?).await
}

/// `POST /items/{number}/correct`.
pub(super) async fn correct_post(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(number): Path<String>,
    Form(fields): Form<Fields>,
) -> Outcome<Response> {
    send(&server, visit, caller, fields, Some(number)).await
}

async fn send(
    server: &Server,
    visit: Visit,
    caller: Caller,
    fields: Fields,
    correcting: Option<String>,
) -> Outcome<Response> {
    let mut form = PushForm { correcting: correcting.clone(), ..taken(server, &visit, fields).await? };
    let step = form.fields.text("step");
    if step == "route" || step.starts_with(ITEM_STEP) {
        form.route();
        return push_page(server, visit, caller, form).await;
    }
    if correcting.is_none() && form.is_of_another_item() {
        // What was chosen was chosen for another item: nothing goes out before somebody has looked.
        form.route();
        form.errors = visit.field_messages(&Error::field("to", "ITEM_CHANGED"));
        return Ok(unprocessable(push_page(server, visit, caller, form).await?));
    }
    // 「warn on words 秘密/机密/绝密」: a second look, not a refusal (A23).
    if names_secrecy(&form.fields) && !form.fields.has("not_secret") {
        form.warns_of_secrecy = true;
        return Ok(unprocessable(push_page(server, visit, caller, form).await?));
    }
    match run(server, &visit, &caller, &form).await {
        Ok(pushed) => {
            let banner = visit.language().t(match (&correcting, pushed.asks_receipt) {
                (Some(_), _) => "done-correct",
                (None, true) => "done-push",
                (None, false) => "done-push-plain",
            });
            let sender = caller.department_name.clone();
            let banner =
                banner.with("count", pushed.count).with("number", pushed.number.clone()).with("sender", sender);
            Ok(see_other(&visit, &format!("/items/{}", pushed.number), Some(&banner)))
        }
        Err(error) => {
            form.errors = visit.field_messages(&error);
            if form.errors.is_empty() {
                return Err(error.into());
            }
            Ok(unprocessable(push_page(server, visit, caller, form).await?))
        }
    }
}

/// What a form sent, with the item by its code, whether that was typed, or words of its name, or one of those offered was pressed.
pub(super) async fn taken(server: &Server, visit: &Visit, mut fields: Fields) -> Outcome<PushForm> {
    let kind = fields.given("kind").and_then(Kind::parse).ok_or_else(|| Error::field("kind", "KIND_UNKNOWN"))?;
    if let Some(code) = fields.text("step").strip_prefix(ITEM_STEP).map(str::to_owned) {
        fields.set("item_code", code);
    }
    let (typed, visit) = (fields.text("item_code").trim().to_owned(), visit.clone());
    let asked = typed.clone();
    let named = server.app.read(move |read| Ok(Words::new(read, &visit).item_named(&asked))).await?;
    if let Named::One(code) = named
        && code != typed
    {
        fields.set("item_code", code);
    }
    Ok(PushForm::new(kind, fields))
}

async fn run(server: &Server, visit: &Visit, caller: &Caller, form: &PushForm) -> Result<Pushed> {
    let request = request(&form.kind, &form.fields)?;
    let correcting = match &form.correcting {
        Some(number) => {
            let (scope, number) = (caller.scope.clone(), number.clone());
            Some(server.app.read(move |read| Ok(store::find(read.tx(), &scope, &number)?.held.id)).await?)
        }
        None => None,
    };
    let key = form_key(caller, form.fields.text("once"), visit.path(), &form.fields.bytes());
    let perform = move |act: &mut crate::platform::act::Act<'_, '_>| {
        let pushed = match &correcting {
            Some(id) => vec![acts::correct(act, id, &request)?.new],
            None => acts::push(act, &request)?,
        };
        let first = pushed.first().ok_or_else(|| Error::field("to", "ADDRESSEE_MISSING"))?;
        let asks_receipt = super::strip::passes_regulation(&first.state);
        Ok(Pushed { number: first.state.number.clone(), count: pushed.len(), asks_receipt })
    };
    if form.fields.text("once").is_empty() {
        return server.app.act(caller.actor.clone(), perform).await;
    }
    let answer = server.app.act_once(caller.actor.clone(), key, move |act| json_answer(201, &perform(act)?)).await?;
    Ok(serde_json::from_slice(&answer.body)?)
}

/// The change that a disposition decided, begun as a push: the same permit and item (A25).
async fn decided(server: &Server, caller: &Caller, number: String) -> Outcome<Fields> {
    let held = found(server, caller, number).await?;
    let scope = caller.scope.clone();
    let fields = server.app.read(move |read| {
        let disposition: &Transmittal = &held.state;
        let mut fields = Fields::default();
        fields.set("kind", Kind::ApprovalOutcome.to_string());
        let outcome =
            disposition.decides_change.map(shenguan_rules::record::ApprovalOutcome::as_str).unwrap_or_default();
        fields.set("approval.outcome", outcome);
        let Some(content) = content(read, disposition)? else { return Ok(fields) };
        let Some(certificate) = content.marks().certificate_number else { return Ok(fields) };
        fields.set("approval.certificate_number", certificate.clone());
        let granted = store::outcomes(read.tx(), &certificate)?.into_iter().next_back();
        if let Some(granted) = granted.filter(|_| scope.department() == Some(&disposition.from)) {
            fields.set("item_code", granted.state.item.as_ref().map(ToString::to_string).unwrap_or_default());
            if let Some(record) = self::content(read, &granted.state)?.and_then(|content| content.approval) {
                fields.set("approval.applicant_name", record.applicant_name);
                fields.set("approval.applicant_credit_code", record.applicant_credit_code.unwrap_or_default());
            }
        }
        Ok(fields)
    });
    fields.await.map_err(Into::into)
}
