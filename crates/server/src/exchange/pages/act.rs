//! The acts on an item: each a plain POST that ends at the next item of the same filter, with a banner that says what it did in law.
//! From a row of 待办 it ends in the list, at the row of the next item: to open an item is a fact of the record (已查看), and nobody
//! asked for it.

use super::act_form::{ActForm, Shape, act_page};
use super::item::{Note, show};
use super::strip::passes_regulation;
use crate::exchange::acts;
use crate::exchange::request::ReplyRequest;
use crate::exchange::store;
use crate::platform::act::Act;
use crate::platform::desk::{Fields, Filter, Next, Words, next_task};
use crate::platform::error::{Error, RefusedKind, Result};
use crate::platform::identity::Caller;
use crate::platform::stored::Held;
use crate::platform::web::{Failure, Outcome, Server, Text, Visit, form_key, json_answer, see_other};
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use shenguan_rules::exchange::{State as Standing, Transmittal};

/// Something that a form does to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// 确认接收.
    Acknowledge,
    /// 退回 or 提出异议.
    Return,
    /// 维持.
    Uphold,
    /// 改派.
    Reroute,
    /// 撤回.
    Recall,
    /// 反馈处理意见.
    Reply,
    /// 监管落实反馈.
    FollowUp,
    /// 交办.
    Assign,
    /// 催办.
    Remind,
}

/// What an act left behind: enough to say what it did.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Done {
    /// The item that was acted on, or the one that took its place.
    id: String,
}

/// `POST /items/{number}/acknowledge` and its like.
pub(super) async fn act(
    verb: Verb,
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(number): Path<String>,
    Form(fields): Form<Fields>,
) -> Outcome<Response> {
    let found = found(&server, &caller, number.clone()).await?;
    let due = due_of(&found.state, verb);
    let done = run(&server, &visit, &caller, verb, found.id.clone(), fields.clone()).await;
    let done = match done {
        Ok(done) => done,
        Err(error) => return not_done(&server, visit, caller, &found, Tried { verb, fields, error }).await,
    };
    let filter = Filter::of(&fields);
    let from_list = fields.text("back") == "list";
    let receives = verb == Verb::Assign && fields.has("receive") && found.state.facts.acknowledged_at.is_none();
    let (desk, id) = (server.desk, found.id.clone());
    let ended = server.app.read(move |read| {
        let words = Words::new(read, &visit);
        let after = store::find(read.tx(), &caller.scope, &id)?.held.state;
        let made = store::find(read.tx(), &caller.scope, &done.id)?.held.state;
        let banner = words.banner(verb, &found.state, &after, &made);
        let banner = if receives { words.banner_of_both(&after) } else { banner };
        let goes_on = verb_is_of_addressee(verb) || filter.is_of_todo();
        let location = match next_task(read, desk, &caller, &filter, &id, due)? {
            _ if !goes_on => format!("/items/{}", made.number),
            Some(next) if from_list => row_of(&filter, &next, fields.text("cursor")),
            Some(next) => filter.path(&next.path),
            None => filter.todo(),
        };
        Ok(see_other(&visit, &location, Some(&banner)))
    });
    ended.await.map_err(Into::into)
}

/// The row of the next item, on the page of the list that the reader is on unless the list begins again.
fn row_of(filter: &Filter, next: &Next, cursor: &str) -> String {
    let is_place = !cursor.is_empty() && cursor.bytes().all(|byte| byte.is_ascii_hexdigit());
    let list = if next.is_later && is_place { filter.path(&format!("/todo?cursor={cursor}")) } else { filter.todo() };
    format!("{list}#{}", next.number)
}

/// What somebody tried in vain.
struct Tried {
    verb: Verb,
    fields: Fields,
    error: Error,
}

/// E2: somebody else was first; E3: it is for somebody else to do; E5: a field is wrong. What was typed stays on the page.
async fn not_done(
    server: &Server,
    visit: Visit,
    caller: Caller,
    found: &Held<Transmittal>,
    Tried { verb, fields, error }: Tried,
) -> Outcome<Response> {
    let kind = match &error {
        Error::Refused(refused) => Some(refused.kind),
        _ => None,
    };
    let status = match kind {
        Some(RefusedKind::State) => StatusCode::CONFLICT,
        Some(RefusedKind::Authority) => StatusCode::FORBIDDEN,
        _ => {
            let errors = visit.field_messages(&error);
            if errors.is_empty() || Shape::of(verb).is_none() {
                return Err(error.into());
            }
            let form = ActForm { verb, fields, errors, note: None };
            return act_page(server, visit, caller, found.state.number.clone(), form).await;
        }
    };
    let more = visit.problem(&error).title;
    let (asking, id, state) = (visit.clone(), found.id.clone(), found.state.clone());
    let lead = server.app.read(move |read| {
        let words = Words::new(read, &asking);
        if status == StatusCode::FORBIDDEN {
            let department = if verb_is_of_addressee(verb) { &state.to } else { &state.from };
            return Ok(words.t("act-not-yours").with("whom", words.whom_to_ask(department)).to_string());
        }
        let Some(decided) = words.decided(read, &id)? else { return Ok(String::new()) };
        let done = words.t("act-done-already").with("name", decided.by).with("moment", decided.moment);
        Ok(done.with("what", decided.what).to_string())
    });
    let note = Note { status, lead: lead.await?, more };
    let number = found.state.number.clone();
    if Shape::of(verb).is_none() {
        return show(server, visit, caller, number, Filter::of(&fields), Some(note)).await;
    }
    let form = ActForm { verb, fields, errors: Vec::new(), note: Some(note) };
    act_page(server, visit, caller, number, form).await
}

/// The item of that number within the caller's scope.
pub(super) async fn found(server: &Server, caller: &Caller, number: String) -> Outcome<Held<Transmittal>> {
    let scope = caller.scope.clone();
    let found = server.app.read(move |read| Ok(store::find(read.tx(), &scope, &number)?.held));
    found.await.map_err(Failure::from)
}

/// Who receives goes on to what else is to be received; who sent stays with what was sent.
fn verb_is_of_addressee(verb: Verb) -> bool {
    matches!(verb, Verb::Acknowledge | Verb::Return | Verb::Reply | Verb::FollowUp | Verb::Assign)
}

/// The place that the task had in the list before the act.
fn due_of(transmittal: &Transmittal, verb: Verb) -> Option<Timestamp> {
    use shenguan_rules::exchange::ReplyState;
    match (verb, &transmittal.reply) {
        (Verb::Reply, ReplyState::Owed { target_due }) => *target_due,
        _ => transmittal.running_due(),
    }
}

async fn run(server: &Server, visit: &Visit, caller: &Caller, verb: Verb, id: String, fields: Fields) -> Result<Done> {
    let once = fields.text("once").to_owned();
    let actor = caller.actor.clone();
    if once.is_empty() {
        return server.app.act(actor, move |act| perform(act, verb, &id, &fields)).await;
    }
    let key = form_key(caller, &once, visit.path(), &fields.bytes());
    let answer =
        server.app.act_once(actor, key, move |act| json_answer(200, &perform(act, verb, &id, &fields)?)).await?;
    Ok(serde_json::from_slice(&answer.body)?)
}

fn perform(act: &mut Act<'_, '_>, verb: Verb, id: &str, fields: &Fields) -> Result<Done> {
    let reason = fields.text("reason");
    let held = match verb {
        Verb::Acknowledge => acts::acknowledge(act, id)?,
        Verb::Return => acts::return_to_sender(act, id, reason, fields.given("suggested_to"))?,
        Verb::Uphold => acts::uphold(act, id, reason)?,
        Verb::Reroute => acts::reroute(act, id, fields.text("to"), reason)?,
        Verb::Recall => acts::recall(act, id, reason)?,
        Verb::Remind => acts::remind(act, id)?,
        Verb::FollowUp => acts::follow_up(act, id, fields.text("content"))?,
        Verb::Reply => {
            let request = ReplyRequest {
                content: fields.text("content").to_owned(),
                decision: fields.given("decision").map(str::to_owned),
                attachments: fields.all("attachment").into_iter().map(str::to_owned).collect(),
            };
            acts::reply(act, id, &request)?
        }
        Verb::Assign => {
            let held = store::visible(act, id)?;
            if fields.has("receive") && held.state.state_at(act.now()) == Standing::InTransit {
                acts::acknowledge(act, id)?;
            }
            acts::assign(act, id, fields.given("section"), fields.given("officer"))?
        }
    };
    Ok(Done { id: held.id })
}

impl Words {
    /// 接收并交办: what it did in law, and who has it now.
    fn banner_of_both(&self, after: &Transmittal) -> Text {
        let received = self.banner(Verb::Acknowledge, after, after, after);
        self.t("done-receive-assign").with("received", received).with("whom", self.assignee(after))
    }

    fn assignee(&self, after: &Transmittal) -> String {
        let assigned = after.assignment.as_ref();
        let section = assigned.and_then(|it| it.section.as_ref()).map(|code| self.section(&after.to, code));
        let officer = assigned.and_then(|it| it.officer.as_ref()).map(|id| self.officer(id));
        [section, officer].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// 「已接收 TS-2026-4127，自 11月24日 15:20 起由市应急管理局履行事中事后监管职责。」
    fn banner(&self, verb: Verb, before: &Transmittal, after: &Transmittal, made: &Transmittal) -> Text {
        let number = after.number.clone();
        let to = self.department(&after.to);
        match verb {
            Verb::Acknowledge if before.received_at(self.now).is_some() && after.facts.confirmed_at.is_some() => {
                let at = after.facts.deemed_at.map(|at| self.short(at)).unwrap_or_default();
                self.t("done-confirm").with("number", number).with("moment", at)
            }
            Verb::Acknowledge if passes_regulation(after) => {
                let at = after.facts.acknowledged_at.map(|at| self.short(at)).unwrap_or_default();
                self.t("done-acknowledge-duty").with("number", number).with("moment", at).with("department", to)
            }
            Verb::Acknowledge => self.t("done-acknowledge").with("number", number),
            Verb::Return if after.state == Standing::Returned => self.t("done-return").with("number", number),
            Verb::Return => {
                let due = after.running_due().map(|at| self.short(at)).unwrap_or_default();
                self.t("done-object").with("number", number).with("moment", due)
            }
            Verb::Uphold => self.t("done-uphold").with("number", number).with("department", to),
            Verb::Reroute => {
                let to = self.department(&made.to);
                self.t("done-reroute").with("number", number).with("department", to).with("new", made.number.clone())
            }
            Verb::Recall => self.t("done-recall").with("number", number),
            Verb::Remind => self.t("done-remind").with("number", number).with("department", to),
            Verb::Reply => {
                let to = self.department(&after.from);
                self.t("done-reply").with("number", number).with("department", to).with("new", made.number.clone())
            }
            Verb::FollowUp => self.t("done-follow-up").with("number", number),
            Verb::Assign => {
                self.t("done-assign").with("number", number).with("whom", self.assignee(after)).with("department", to)
            }
        }
    }
}

impl Verb {
    /// The part of the address, and the member of the message families.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge",
            Self::Return => "return",
            Self::Uphold => "uphold",
            Self::Reroute => "reroute",
            Self::Recall => "recall",
            Self::Reply => "reply",
            Self::FollowUp => "follow-up",
            Self::Assign => "assign",
            Self::Remind => "remind",
        }
    }
}
