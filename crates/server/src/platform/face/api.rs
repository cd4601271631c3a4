//! The calls of the API: a deed, and one subject.

use super::deed::{Deed, Face, Run};
use super::view::View;
use crate::platform::act::Act;
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Scope};
use crate::platform::stored::Held;
use crate::platform::web::{Language, Outcome, Server, Visit, Write, answered, json_answer};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

impl<S: Face, R> Deed<S, R>
where
    S::Event: Serialize + DeserializeOwned,
{
    /// Does it, to a subject that is named by id or number.
    pub(super) fn perform(
        self,
        act: &mut Act<'_, '_>,
        scope: &Scope,
        id: Option<&str>,
        request: &R,
    ) -> Result<Held<S>> {
        match (self.run, id) {
            (Run::Born(run), _) => run(act, request),
            (Run::On(run), Some(id)) => {
                let held = S::find(act.tx(), scope, id)?;
                run(act, &held.id, request)
            }
            (Run::On(_), None) => Err(crate::platform::error::Error::NotFound),
        }
    }
}

/// `POST /api/v1/{collection}`.
pub(super) async fn bear<S: Face, R: DeserializeOwned + Send + Sync + 'static>(
    deed: Deed<S, R>,
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    write: Write<R>,
) -> Outcome<Response>
where
    S::Event: Serialize + DeserializeOwned,
{
    call(deed, server, &visit, caller, None, write).await
}

/// `POST /api/v1/{collection}/{id}/{word}`.
pub(super) async fn command<S: Face, R: DeserializeOwned + Send + Sync + 'static>(
    deed: Deed<S, R>,
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    write: Write<R>,
) -> Outcome<Response>
where
    S::Event: Serialize + DeserializeOwned,
{
    call(deed, server, &visit, caller, Some(id), write).await
}

async fn call<S: Face, R: DeserializeOwned + Send + Sync + 'static>(
    deed: Deed<S, R>,
    server: Server,
    visit: &Visit,
    caller: Caller,
    id: Option<String>,
    write: Write<R>,
) -> Outcome<Response>
where
    S::Event: Serialize + DeserializeOwned,
{
    let (language, scope, request) = (visit.language(), caller.scope.clone(), write.body);
    let answer = server.app.act_once(caller.actor, write.key, move |act| {
        let held = deed.perform(act, &scope, id.as_deref(), &request)?;
        json_answer(deed.status, &wire(act, language, &scope, &held)?)
    });
    Ok(answered(answer.await?))
}

/// What the subject is after the act. A subject may be out of the scope of whoever passed it on: it is shown all the same.
fn wire<S: Face>(act: &mut Act<'_, '_>, language: Language, scope: &Scope, held: &Held<S>) -> Result<S::Wire>
where
    S::Event: Serialize + DeserializeOwned,
{
    S::wire(&mut View::of_act(act, language)?, scope, held)
}

/// `GET /api/v1/{collection}/{id}`.
pub(super) async fn one<S: Face>(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response>
where
    S::Event: Serialize + DeserializeOwned,
    S::Wire: Send,
{
    let (language, scope) = (visit.language(), caller.scope);
    let read = server.app.read(move |read| {
        let held = S::find(read.tx(), &scope, &id)?;
        S::wire(&mut View::of_read(read, language), &scope, &held)
    });
    let shown: S::Wire = read.await?;
    Ok(axum::Json(shown).into_response())
}
