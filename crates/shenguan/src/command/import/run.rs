//! Reads the file, runs a job for each row, and says what became of it.

use super::arguments::{Import, What};
use super::outcome::Summary;
use crate::command::outcome::{Done, Failure, print, print_json, told};
use crate::command::place;
use crate::command::serving;
use futures_util::future::join_all;
use shenguan_db::Database;
use shenguan_rules::party::DepartmentCode;
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::intake::{Plan, RowResult, What as List, once_for, plan, remembered_or, results};
use shenguan_server::platform::app::App;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::directory::Directory;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::load::load;
use shenguan_server::platform::table::{Limits, read_file};
use std::process::ExitCode;
use std::sync::Arc;

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
    let app = import.place.app()?;
    let plan = plan(import.list(), &table, &import.late_reason, app.jurisdiction())?;
    let plan = plan.map_err(|refusal| Failure::words(format!("{}（{}）", refusal.zh(), refusal.code())))?;
    let mut summary = Summary { dry_run: import.dry_run, ..Summary::default() };
    let actor = import.actor(&app.directory(), app.clock())?;
    let results = if import.dry_run {
        let now = app.clock().now();
        // The writer of the platform goes first: a database has one.
        let (database, jurisdiction) = (app.database().clone(), app.jurisdiction().to_owned());
        let directory = app.directory();
        drop(app);
        tried(&database, &jurisdiction, now, &actor, &plan, import.list(), &directory)
    } else {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(done(&app, &actor, &plan, import.list()))
    };
    let results = results.map_err(|error| Failure::words(told(&error)))?;
    summary.unknown_columns = plan.unknown_columns;
    plan.settled.into_iter().chain(results).for_each(|result| summary.add(result));
    summary.rows.sort_by_key(|result| result.row);
    if import.json {
        print_json(&summary)?;
    } else {
        print(&summary.words())?;
    }
    Ok(if summary.refused == 0 { ExitCode::SUCCESS } else { ExitCode::from(SOME_REFUSED) })
}

impl Import {
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

/// Runs the plan, some acts at once, in their order.
async fn done(app: &App, actor: &Actor, plan: &Plan, list: List) -> Result<Vec<RowResult>> {
    let mut results = Vec::with_capacity(plan.planned.len());
    for some in plan.planned.chunks(ACTS_AT_ONCE) {
        for outcome in join_all(some.iter().map(|planned| once_for(app, actor, planned, list, None))).await {
            results.extend(outcome?);
        }
    }
    Ok(results)
}

/// Tries the plan in a transaction that is then dropped.
fn tried(
    database: &Database,
    jurisdiction: &str,
    now: jiff::Timestamp,
    actor: &Actor,
    plan: &Plan,
    list: List,
    directory: &Arc<Directory>,
) -> Result<Vec<RowResult>> {
    const DROPPED: &str = "a dry run keeps nothing";
    let mut tried = Vec::with_capacity(plan.planned.len());
    let dropped = load(database, jurisdiction, &[], |loader| {
        for planned in &plan.planned {
            let (outcome, again) = match remembered_or(loader.tx(), actor, planned, list) {
                Ok(Some(taken)) => (Ok(taken), true),
                Ok(None) => (loader.act(now, actor, |act| (planned.run)(act)), false),
                Err(error) => (Err(error), false),
            };
            tried.extend(results(planned, outcome, again, directory)?);
        }
        Err::<(), _>(Error::Busy(DROPPED))
    });
    match dropped {
        Err(Error::Busy(DROPPED)) | Ok(()) => Ok(tried),
        Err(error) => Err(error),
    }
}
