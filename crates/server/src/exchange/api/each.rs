//! Many acts under one idempotency key, each by itself.
//!
//! Each act runs under a key of its own, made of the key of the request and its place, and shares commits with the others. A refusal is
//! remembered too: the answer of the whole is one, so what was refused in it stays refused under that key. When all are answered, the
//! whole answer is laid down under the key of the request. Whatever broke off in between is continued by the same request again: what
//! was done answers as before, the rest is done.

use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::idempotency::{Answer, Key, remembered};
use crate::platform::web::{Language, Outcome, Problem, Server, answered, problem};
use axum::response::Response;
use futures_util::{StreamExt, stream};
use serde::Serialize;
use shenguan_rules::subject::Actor;
use std::sync::Arc;

/// So many acts of one request wait for the writer at once: enough for a full group, and room for other callers.
const AT_ONCE_MAX: usize = 256;

/// The request as a whole.
#[derive(Clone)]
pub(super) struct Whole {
    pub(super) actor: Actor,
    pub(super) key: Key,
    pub(super) language: Language,
}

/// Runs `run` for each entry; `refused` writes the entry's answer where it was refused.
pub(super) async fn each<T, W>(
    server: &Server,
    whole: &Whole,
    entries: Vec<T>,
    run: fn(&mut Act<'_, '_>, &T, Language) -> Result<W>,
    refused: fn(&T, Problem) -> W,
) -> Outcome<Response>
where
    T: Send + Sync + 'static,
    W: Serialize + 'static,
{
    let key = whole.key.clone();
    if let Some(answer) = server.app.read(move |read| remembered(read.tx(), &key)).await? {
        return Ok(answered(answer));
    }
    let numbered = entries.into_iter().enumerate();
    let acts = numbered.map(|(place, entry)| one(server, whole, place, Arc::new(entry), run, refused));
    let outcomes: Vec<Result<Answer>> = stream::iter(acts).buffered(AT_ONCE_MAX).collect().await;
    let mut body = br#"{"items":["#.to_vec();
    for (place, outcome) in outcomes.into_iter().enumerate() {
        if place > 0 {
            body.push(b',');
        }
        body.extend(outcome?.body);
    }
    body.extend(b"]}");
    let answer = Answer { status: 200, body, request: Vec::new() };
    let answer = server.app.act_once(whole.actor.clone(), whole.key.clone(), move |_| Ok(answer.clone())).await?;
    Ok(answered(answer))
}

async fn one<T, W>(
    server: &Server,
    whole: &Whole,
    place: usize,
    entry: Arc<T>,
    run: fn(&mut Act<'_, '_>, &T, Language) -> Result<W>,
    refused: fn(&T, Problem) -> W,
) -> Result<Answer>
where
    T: Send + Sync + 'static,
    W: Serialize + 'static,
{
    // No client's key has a space in it, so none can be that of an entry.
    let key = Key { key: format!("{} {place}", whole.key.key), ..whole.key.clone() };
    let (language, to_run) = (whole.language, Arc::clone(&entry));
    let outcome = server.app.act_once(whole.actor.clone(), key.clone(), move |act| line(&run(act, &to_run, language)?));
    match outcome.await {
        Err(error) if is_no(&error) => {
            let answer = line(&refused(&entry, problem(&error, language)))?;
            server.app.act_once(whole.actor.clone(), key, move |_| Ok(answer.clone())).await
        }
        outcome => outcome,
    }
}

fn line(body: &impl Serialize) -> Result<Answer> {
    Ok(Answer { status: 200, body: serde_json::to_vec(body)?, request: Vec::new() })
}

/// Whether the entry was refused; else the request as a whole could not be taken, and nothing is said of the entry.
fn is_no(error: &Error) -> bool {
    match error {
        Error::Refused(refused) => !refused.code.starts_with("IDEMPOTENCY_KEY"),
        Error::Invalid(_) | Error::NotFound => true,
        Error::Unauthorized | Error::TooMany { .. } | Error::Busy(_) | Error::Fault(_) => false,
    }
}
