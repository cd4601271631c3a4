//! The pages: one subject, the form of a deed, and the deed that the form does. It ends at the next task of 待办 where the reader came from
//! there, else at the subject, with a banner that says what it did in law.

use super::asked::request;
use super::deed::{Asked, Deed, Face, Shown};
use super::sent::Sent;
use crate::platform::board::{Block, Board, Form, Link, Names, Place, Typed, show};
use crate::platform::desk::{Filter, Words, next_task};
use crate::platform::draft::{DraftForm, Filled};
use crate::platform::error::{Error, RefusedKind, Result};
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::web::{
    FieldProblem, Outcome, Query, Server, Visit, form_key, json_answer, see_other, unprocessable,
};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// `GET {pages}/{number}`.
pub(super) async fn subject<S: Face>(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(number): Path<String>,
    Query(query): Query<Typed>,
) -> Outcome<Response>
where
    S::Event: Serialize + DeserializeOwned,
{
    let (scope, wanted) = (caller.scope.clone(), number.clone());
    // A number that is out of reach is not there, whoever asks.
    let looking = caller.clone();
    let asks_look = server.app.read(move |read| Ok(S::find(read.tx(), &scope, &wanted)?.state.asks_look(&looking)));
    if asks_look.await? {
        let (scope, wanted) = (caller.scope.clone(), number.clone());
        let look = server.app.act(caller.actor.clone(), move |act| {
            let held = S::find(act.tx(), &scope, &wanted)?;
            S::looked_at(act, held)
        });
        look.await?;
    }
    Ok(page::<S>(&server, visit, caller, number, filter_of(&query), None).await?)
}

/// The form of a deed, filled in again where there is a draft of it.
pub(super) async fn form<S: Face, R: 'static>(
    deed: Deed<S, R>,
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    number: Option<String>,
    Filled(typed): Filled<Typed>,
) -> Outcome<Response>
where
    S::Event: Serialize + DeserializeOwned,
{
    Ok(asked(deed, &server, visit, caller, number, typed, Vec::new()).await?)
}

/// What the form of a deed sent.
pub(super) async fn send<S: Face, R: DeserializeOwned + Send + Sync + 'static>(
    deed: Deed<S, R>,
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    number: Option<String>,
    Sent { mut typed, query }: Sent,
) -> Outcome<Response>
where
    S::Event: Serialize + DeserializeOwned,
{
    // A button has no form to carry where its reader came from; it has that in its address.
    if deed.ask.is_none() {
        typed.0.extend(query.0);
    }
    let filter = filter_of(&typed);
    let done = match perform(deed, &server, &visit, &caller, number.clone(), &typed).await {
        Ok(done) => done,
        Err(error) => return not_done(deed, &server, visit, caller, number, typed, error).await,
    };
    let goes_on = filter.is_of_todo() && number.is_some();
    let desk = server.desk;
    let ended = server.app.read(move |read| {
        let held = S::find(read.tx(), &caller.scope, &done.id);
        let number = held.as_ref().map(|held| held.state.number().to_owned()).unwrap_or_default();
        let word = held.as_ref().map_or(deed.word, |held| held.state.done_as(deed.word, &caller));
        let banner = visit.t_of("done", &format!("{}-{word}", S::KIND)).with("number", number.clone());
        let next = if goes_on { next_task(read, desk, &caller, &filter, &done.id, done.due)? } else { None };
        let location = match (goes_on, next) {
            (true, Some(next)) => filter.path(&next.path),
            (true, None) => filter.todo(),
            // What was passed on out of one's own sight is not shown any more.
            (false, _) if number.is_empty() => "/todo".to_owned(),
            (false, _) => format!("{}/{number}", S::PAGES),
        };
        Ok(see_other(&visit, &location, Some(&banner)))
    });
    Ok(ended.await?)
}

/// What a deed left behind: enough to say what it did and where to go on.
#[derive(Serialize, serde::Deserialize)]
struct Done {
    id: String,
    #[serde(default, with = "shenguan_rules::subject::micros::option")]
    due: Option<Timestamp>,
}

async fn perform<S: Face, R: DeserializeOwned + Send + Sync + 'static>(
    deed: Deed<S, R>,
    server: &Server,
    visit: &Visit,
    caller: &Caller,
    number: Option<String>,
    typed: &Typed,
) -> Result<Done>
where
    S::Event: Serialize + DeserializeOwned,
{
    let names = field_names(deed, server, visit, caller, number.clone()).await?;
    let asked: R = request(typed, &names)?;
    let (scope, department) = (caller.scope.clone(), caller.department.clone());
    let run = move |act: &mut crate::platform::act::Act<'_, '_>| {
        let due = match &number {
            Some(number) => {
                let held = S::find(act.tx(), &scope, number)?;
                let mine = held.state.tasks().into_iter().filter(|task| task.department == department);
                mine.filter_map(|task| task.due).min()
            }
            None => None,
        };
        let held = deed.perform(act, &scope, number.as_deref(), &asked)?;
        Ok(Done { id: held.id, due })
    };
    let once = typed.text("once").to_owned();
    if once.is_empty() {
        return server.app.act(caller.actor.clone(), run).await;
    }
    let bytes = serde_json::to_vec(typed)?;
    let key = form_key(caller, &once, visit.path(), &bytes);
    let answer = server.app.act_once(caller.actor.clone(), key, move |act| json_answer(200, &run(act)?));
    Ok(serde_json::from_slice(&answer.await?.body)?)
}

/// The names of the fields that the form asks for, which may be called like a mark of the form.
async fn field_names<S: Face, R: 'static>(
    deed: Deed<S, R>,
    server: &Server,
    visit: &Visit,
    caller: &Caller,
    number: Option<String>,
) -> Result<Vec<String>>
where
    S::Event: Serialize + DeserializeOwned,
{
    let Some(ask) = deed.ask else { return Ok(Vec::new()) };
    let (visit, caller) = (visit.clone(), caller.clone());
    let names = server.app.read(move |read| {
        let words = Words::new(read, &visit);
        let held = number.map(|number| S::find(read.tx(), &caller.scope, &number)).transpose()?;
        Ok(ask(read, &words, &caller, held.as_ref())?.fields.into_iter().map(|field| field.name).collect())
    });
    names.await
}

/// E2: somebody else was first; E3: it is for somebody else to do; E5: a field is wrong. What was typed stays on the page.
async fn not_done<S: Face, R: 'static>(
    deed: Deed<S, R>,
    server: &Server,
    visit: Visit,
    caller: Caller,
    number: Option<String>,
    typed: Typed,
    error: Error,
) -> Outcome<Response>
where
    S::Event: Serialize + DeserializeOwned,
{
    let errors = visit.field_messages(&error);
    let status = match &error {
        Error::Refused(refused) if refused.kind == RefusedKind::State => StatusCode::CONFLICT,
        Error::Refused(refused) if refused.kind == RefusedKind::Authority => StatusCode::FORBIDDEN,
        _ if errors.is_empty() => return Err(error.into()),
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let filter = filter_of(&typed);
    let mut response = match (deed.ask, number) {
        (None, Some(number)) => {
            let told = visit.problem(&error).title;
            page::<S>(server, visit, caller, number, filter, Some(told)).await?
        }
        (_, number) => unprocessable(asked(deed, server, visit, caller, number, typed, errors).await?),
    };
    *response.status_mut() = status;
    Ok(response)
}

async fn page<S: Face>(
    server: &Server,
    visit: Visit,
    caller: Caller,
    number: String,
    filter: Filter,
    told: Option<String>,
) -> Result<Response>
where
    S::Event: Serialize + DeserializeOwned,
{
    let (desk, looking, asking) = (server.desk, caller.clone(), visit.clone());
    show(server, visit, caller, place::<S>(), move |read, names, board| {
        let words = Words::new(read, &asking);
        let held = S::find(read.tx(), &looking.scope, &number)?;
        board.in_list = desk.in_list(read, &looking, &filter, &held.id)?;
        if let Some(told) = told {
            board.note("note-amb", told, Vec::new());
        }
        board.lead = held.state.number().to_owned();
        S::page(Shown { read, words: &words, names, caller: &looking, filter: &filter, held: &held, board })
    })
    .await
}

/// The form of a deed, with what was typed and what is wrong with it.
async fn asked<S: Face, R: 'static>(
    deed: Deed<S, R>,
    server: &Server,
    visit: Visit,
    caller: Caller,
    number: Option<String>,
    typed: Typed,
    errors: Vec<FieldProblem>,
) -> Result<Response>
where
    S::Event: Serialize + DeserializeOwned,
{
    let Some(ask) = deed.ask else { return Err(Error::NotFound) };
    let (looking, asking) = (caller.clone(), visit.clone());
    show(server, visit, caller, place::<S>(), move |read, _: &Names, board| {
        let words = Words::new(read, &asking);
        let held = number.map(|number| S::find(read.tx(), &looking.scope, &number)).transpose()?;
        let asks = ask(read, &words, &looking, held.as_ref())?;
        let filter = filter_of(&typed);
        let home = held.as_ref().map(|held| format!("{}/{}", S::PAGES, held.state.number()));
        let word = held.as_ref().map_or(deed.word, |held| held.state.reads_as(deed.word, &looking));
        let heading = words.t_of("verb", &format!("{}-{word}", S::KIND)).to_string();
        let back = match (&held, &home) {
            (Some(held), Some(home)) => Link { href: filter.path(home), label: held.state.number().to_owned() },
            _ => Link { href: filter.todo(), label: words.t("nav-todo").to_string() },
        };
        let action = home.map_or_else(|| format!("{}/new", S::PAGES), |home| format!("{home}/{}", deed.word));
        board.asks(&heading, back);
        let form = form_of(read, board, &asking, &looking, &typed, Made { asks, action, heading, errors: &errors })?;
        let named = |name: &str| form.fields.iter().any(|field| field.name == name);
        let told = errors.iter().map(|error| FieldProblem {
            field: if named(&error.field) { error.field.clone() } else { String::new() },
            ..error.clone()
        });
        board.errors = told.collect();
        board.block(Block::Form(form));
        Ok(())
    })
    .await
}

/// What a form is made of.
struct Made<'m> {
    asks: Asked,
    action: String,
    heading: String,
    errors: &'m [FieldProblem],
}

fn form_of(
    read: &mut Read<'_, '_>,
    board: &Board,
    visit: &Visit,
    caller: &Caller,
    typed: &Typed,
    made: Made<'_>,
) -> Result<Form> {
    let filter = filter_of(typed);
    let mut form = Form::new("act", "", made.action.clone(), &made.heading);
    form.lead = made.asks.lead;
    form.fields = made.asks.fields;
    let is_named = |name: &str| form.fields.iter().any(|field| field.name == name);
    let once = Some(typed.text("once").to_owned()).filter(|once| !once.is_empty() && made.errors.is_empty());
    let carried = [
        ("once", once.unwrap_or_else(|| board.page.once())),
        ("task", filter.task().to_owned()),
        ("from", filter.from().to_owned()),
    ];
    let carried = carried.into_iter().filter(|(name, value)| !value.is_empty() && !is_named(name));
    let hidden: Vec<(String, String)> = carried.map(|(name, value)| (name.to_owned(), value)).collect();
    form.hidden = hidden;
    form.draft = Some(DraftForm::new(read, visit, caller, &typed.0, made.action, made.heading)?);
    Ok(form.filled(typed, made.errors))
}

const fn place<S: Face>() -> Place
where
    S::Event: Serialize + DeserializeOwned,
{
    Place::alone(S::NAV, "nav-todo")
}

/// Whoever comes from 待办 brings a task along; without one, `from` is a field of the form.
fn filter_of(typed: &Typed) -> Filter {
    match typed.text("task") {
        "" => Filter::default(),
        task => Filter::new(task, typed.text("from")),
    }
}
