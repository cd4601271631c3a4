//! Running what was planned: each row under its key, or tried and taken back.

use super::outcome::{RowResult, RowStatus, reasons};
use super::planned::{Planned, Record, Taken};
use super::what::What;
use crate::platform::app::App;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use crate::platform::idempotency::{Answer, Key, remembered};
use shenguan_db::Tx;
use shenguan_rules::subject::Actor;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// What a trial ends with, so that the writer takes everything back.
const TRIAL: &str = "a trial keeps nothing";

/// The key of a row: the same line of the same department, whichever file it came in.
pub fn key(actor: &Actor, planned: &Planned, what: What) -> Key {
    let client = actor.department().map_or_else(|| "setup".to_owned(), ToString::to_string);
    let word = what.key_word();
    Key::new(format!("import:{client}"), format!("{word}/{}", planned.key), "IMPORT", word, &planned.body)
}

/// Does what a row asks for, once for ever. `record` is written in the same transaction, only when the act runs.
pub async fn once_for(
    app: &App,
    actor: &Actor,
    planned: &Planned,
    what: What,
    record: Option<Record>,
) -> Result<Vec<RowResult>> {
    let ran = Arc::new(AtomicBool::new(false));
    let (run, mark) = (Arc::clone(&planned.run), Arc::clone(&ran));
    let answer = app.act_once(actor.clone(), key(actor, planned, what), move |act| {
        mark.store(true, Ordering::SeqCst);
        let taken = run(act)?;
        if let Some(record) = &record {
            record(act, &taken)?;
        }
        Ok(Answer { status: 200, body: serde_json::to_vec(&taken)?, request: Vec::new() })
    });
    let outcome = match answer.await {
        Ok(answer) => Ok(serde_json::from_slice::<Taken>(&answer.body)?),
        Err(error) => Err(error),
    };
    results(planned, outcome, !ran.load(Ordering::SeqCst), &app.directory())
}

/// What a row would become now, beside a running platform: the act runs and is taken back. Rows that build on rows before them in the
/// same file are judged without those.
pub async fn tried_each(app: &App, actor: &Actor, planned: &Planned, what: What) -> Result<Vec<RowResult>> {
    let key = key(actor, planned, what);
    let known = app.read(move |read| remembered(read.tx(), &key)).await;
    let directory = app.directory();
    match known {
        Ok(Some(answer)) => return results(planned, Ok(serde_json::from_slice(&answer.body)?), true, &directory),
        Ok(None) => {}
        Err(error) => return results(planned, Err(error), false, &directory),
    }
    let kept: Arc<Mutex<Option<Taken>>> = Arc::default();
    let (run, place) = (Arc::clone(&planned.run), Arc::clone(&kept));
    let outcome = app.act::<()>(actor.clone(), move |act| {
        let taken = run(act)?;
        *place.lock().expect("no holder of this lock panics") = Some(taken);
        Err(Error::Busy(TRIAL))
    });
    let outcome = match outcome.await {
        Err(Error::Busy(TRIAL)) | Ok(()) => {
            Ok(kept.lock().expect("no holder of this lock panics").take().unwrap_or_default())
        }
        Err(error) => Err(error),
    };
    results(planned, outcome, false, &directory)
}

/// What a row would become inside a transaction that is dropped later; `run` is asked only where the key is new.
pub fn remembered_or(tx: &mut Tx<'_>, actor: &Actor, planned: &Planned, what: What) -> Result<Option<Taken>> {
    let known = remembered(tx, &key(actor, planned, what))?;
    known.map(|answer| Ok(serde_json::from_slice(&answer.body)?)).transpose()
}

/// The same for every row of the plan. A fault ends the import; a refusal is one row's.
pub fn results(
    planned: &Planned,
    outcome: Result<Taken>,
    again: bool,
    directory: &Directory,
) -> Result<Vec<RowResult>> {
    let (status, numbers, reasons) = match outcome {
        Ok(taken) if again || taken.already => (RowStatus::Already, taken.numbers, Vec::new()),
        Ok(taken) => (RowStatus::Taken, taken.numbers, Vec::new()),
        Err(error @ (Error::Refused(_) | Error::Invalid(_) | Error::NotFound)) => {
            (RowStatus::Refused, Vec::new(), reasons(&error, directory))
        }
        Err(error) => return Err(error),
    };
    let row = |row: &u32| RowResult { row: *row, status, numbers: numbers.clone(), reasons: reasons.clone() };
    Ok(planned.rows.iter().map(row).collect())
}
