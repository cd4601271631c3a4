//! Reads the file, runs a job for each row, and says what became of it.

use super::arguments::{Import, What};
use super::jobs::{self, Job, Taken};
use super::lists;
use super::outcome::{Reason, RowResult, RowStatus, Summary, reasons};
use crate::command::outcome::{Done, Failure, print, print_json, told};
use crate::command::place;
use crate::command::serving;
use futures_util::future::join_all;
use shenguan_db::Database;
use shenguan_rules::party::DepartmentCode;
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::import::{
    ImportRefusal, Parsed, parse_agreements, parse_items, parse_licences, parse_penalties, parse_roster,
};
use shenguan_server::platform::app::App;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::directory::Directory;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::idempotency::{Answer, Key, remembered};
use shenguan_server::platform::load::load;
use shenguan_server::platform::table::{Limits, Table, read_file};
use std::collections::HashSet;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// So many acts are under way at once; the writer commits them in groups.
const ACTS_AT_ONCE: usize = 256;
/// Some rows were refused.
const SOME_REFUSED: u8 = 2;
/// In place of a client's own name.
const KEY_NAME: &str = "import";

/// Imports; 0 all taken, 2 some refused.
pub(crate) fn run(import: &Import) -> Done {
    serving::log_to_stderr("warn");
    let table = read_file(&import.file, &Limits::default()).map_err(|refusal| Failure::words(refusal.zh()))?;
    let (jobs, mut summary) = import.jobs(&table)?;
    summary.dry_run = import.dry_run;
    let app = import.place.app()?;
    let actor = import.actor(&app.directory(), app.clock())?;
    let results = if import.dry_run {
        let now = app.clock().now();
        // The writer of the platform goes first: a database has one.
        let (database, jurisdiction) = (app.database().clone(), app.jurisdiction().to_owned());
        drop(app);
        tried(&database, &jurisdiction, now, &actor, &jobs, import.what)
    } else {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(done(&app, &actor, jobs, import.what))
    };
    results.map_err(|error| Failure::words(told(&error)))?.into_iter().for_each(|result| summary.add(result));
    summary.rows.sort_by_key(|result| result.row);
    if import.json {
        print_json(&summary)?;
    } else {
        print(&summary.words())?;
    }
    Ok(if summary.refused == 0 { ExitCode::SUCCESS } else { ExitCode::from(SOME_REFUSED) })
}

impl Import {
    fn jobs(&self, table: &Table) -> Result<(Vec<Job>, Summary), Failure> {
        let mut summary = Summary::default();
        let late = self.late_reason.as_str();
        let jobs = match self.what {
            What::Approvals => {
                let rows = accepted(parse_licences(table), &mut summary)?.into_iter();
                rows.map(|(row, licence)| jobs::approval(row, licence, late, self.history)).collect::<Result<_>>()?
            }
            What::Penalties => {
                let rows = accepted(parse_penalties(table), &mut summary)?.into_iter();
                rows.map(|(row, penalty)| jobs::penalty(row, penalty, late)).collect::<Result<_>>()?
            }
            What::Items => accepted(parse_items(table), &mut summary)?
                .into_iter()
                .map(|(row, item)| lists::item(row, item))
                .collect(),
            What::Roster => {
                let rows = accepted(parse_roster(table), &mut summary)?.into_iter();
                rows.map(|(row, line)| lists::roster(row, line)).collect()
            }
            What::Agreements => lists::agreements(accepted(parse_agreements(table), &mut summary)?),
        };
        Ok((once(jobs, &mut summary), summary))
    }

    /// Pushes need a department; the lists are entered by the installation itself, unless somebody else is named.
    fn actor(&self, directory: &Directory, clock: &Clock) -> Result<Actor, Failure> {
        let system = |code: &DepartmentCode| {
            let side = place::department(directory, code)?.side;
            Ok(Actor::System { department: code.clone(), side, key: KEY_NAME.to_owned() })
        };
        let Some(named) = &self.on_behalf else {
            return match self.what {
                What::Approvals => {
                    let bureau = directory.bureau().ok_or_else(|| Failure::words("还没有市行政审批局"))?;
                    system(&bureau.code)
                }
                What::Penalties => Err(Failure::Usage("import penalties needs --as DEPARTMENT".to_owned())),
                What::Items | What::Roster | What::Agreements => Ok(Actor::Setup),
            };
        };
        let (code, officer) = named.split_once('/').map_or((named.as_str(), None), |(code, name)| (code, Some(name)));
        match officer {
            Some(_) => place::officer(directory, clock.now(), named),
            None => system(&DepartmentCode::parse(code)?),
        }
    }
}

/// The rows that are records; the others are refused with their reasons.
fn accepted<T>(parsed: Result<Parsed<T>, ImportRefusal>, summary: &mut Summary) -> Result<Vec<(u32, T)>, Failure> {
    let parsed = parsed.map_err(|refusal| Failure::words(format!("{}（{}）", refusal.zh(), refusal.code())))?;
    summary.unknown_columns = parsed.unknown_columns;
    let mut accepted = Vec::with_capacity(parsed.rows.len());
    for row in parsed.rows {
        match row.outcome {
            Ok(record) => accepted.push((row.row, record)),
            Err(refusals) => {
                let reasons = refusals.into_iter().map(Reason::from).collect();
                summary.add(RowResult { row: row.row, status: RowStatus::Refused, numbers: Vec::new(), reasons });
            }
        }
    }
    Ok(accepted)
}

/// The same line twice in one file is one.
fn once(jobs: Vec<Job>, summary: &mut Summary) -> Vec<Job> {
    let mut seen: HashSet<(String, Vec<u8>)> = HashSet::new();
    let mut kept = Vec::with_capacity(jobs.len());
    for job in jobs {
        if seen.insert((job.key.clone(), job.body.clone())) {
            kept.push(job);
        } else {
            for row in job.rows {
                summary.add(RowResult { row, status: RowStatus::Already, numbers: Vec::new(), reasons: Vec::new() });
            }
        }
    }
    kept
}

/// Runs the jobs, some at once, in their order.
async fn done(app: &App, actor: &Actor, jobs: Vec<Job>, what: What) -> Result<Vec<RowResult>> {
    let mut results = Vec::with_capacity(jobs.len());
    for jobs in jobs.chunks(ACTS_AT_ONCE) {
        for outcome in join_all(jobs.iter().map(|job| one(app, actor, job, what))).await {
            results.extend(outcome?);
        }
    }
    Ok(results)
}

async fn one(app: &App, actor: &Actor, job: &Job, what: What) -> Result<Vec<RowResult>> {
    let ran = Arc::new(AtomicBool::new(false));
    let (run, mark) = (Arc::clone(&job.run), Arc::clone(&ran));
    let answer = app.act_once(actor.clone(), key(actor, job, what), move |act| {
        mark.store(true, Ordering::SeqCst);
        Ok(Answer { status: 200, body: serde_json::to_vec(&run(act)?)?, request: Vec::new() })
    });
    let outcome = match answer.await {
        Ok(answer) => Ok(serde_json::from_slice::<Taken>(&answer.body)?),
        Err(error) => Err(error),
    };
    results(job, outcome, !ran.load(Ordering::SeqCst))
}

/// Tries the jobs in a transaction that is then dropped.
fn tried(
    database: &Database,
    jurisdiction: &str,
    now: jiff::Timestamp,
    actor: &Actor,
    jobs: &[Job],
    what: What,
) -> Result<Vec<RowResult>> {
    const DROPPED: &str = "a dry run keeps nothing";
    let mut tried = Vec::with_capacity(jobs.len());
    let dropped = load(database, jurisdiction, &[], |loader| {
        for job in jobs {
            let key = key(actor, job, what);
            let (outcome, again) = match remembered(loader.tx(), &key) {
                Ok(Some(answer)) => (Ok(serde_json::from_slice(&answer.body)?), true),
                Ok(None) => (loader.act(now, actor, |act| (job.run)(act)), false),
                Err(error) => (Err(error), false),
            };
            tried.extend(results(job, outcome, again)?);
        }
        Err::<(), _>(Error::Busy(DROPPED))
    });
    match dropped {
        Err(Error::Busy(DROPPED)) | Ok(()) => Ok(tried),
        Err(error) => Err(error),
    }
}

fn key(actor: &Actor, job: &Job, what: What) -> Key {
    let client = actor.department().map_or_else(|| "setup".to_owned(), ToString::to_string);
    Key::new(format!("import:{client}"), format!("{}/{}", what.as_str(), job.key), "IMPORT", what.as_str(), &job.body)
}

/// The same for every row of the job. A fault ends the import; a refusal is one row's.
fn results(job: &Job, outcome: Result<Taken>, again: bool) -> Result<Vec<RowResult>> {
    let (status, numbers, reasons) = match outcome {
        Ok(taken) if again || taken.already => (RowStatus::Already, taken.numbers, Vec::new()),
        Ok(taken) => (RowStatus::Taken, taken.numbers, Vec::new()),
        Err(error @ (Error::Refused(_) | Error::Invalid(_) | Error::NotFound)) => {
            (RowStatus::Refused, Vec::new(), reasons(&error))
        }
        Err(error) => return Err(error),
    };
    let row = |row: &u32| RowResult { row: *row, status, numbers: numbers.clone(), reasons: reasons.clone() };
    Ok(job.rows.iter().map(row).collect())
}
