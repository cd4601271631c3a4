//! What a department's plan is made of: its tasks with whom they concern, its reminders, who is on duty, and what was told before.

use super::office::Office;
use super::owners::owners_of;
use super::plan::{Before, OpenTask, Plan, Prompt, Told, plan};
use crate::platform::clock::from_micros;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_db::Tx;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{DepartmentCode, OfficerId};
use std::collections::BTreeMap;

/// So many tasks of a department are told of at once, the most pressing first; the others come when these are done.
const TASKS_MAX: i64 = 2_000;
/// So many reminders are told at once.
const PROMPTS_MAX: i64 = 200;

/// The slot of the digest of a day.
pub(super) fn digest_slot(day: Date) -> String {
    format!("digest-{day}")
}

/// What is to be told to the officers of a department now.
pub(super) fn plan_of(
    tx: &mut Tx<'_>,
    directory: &Directory,
    now: Timestamp,
    department: &DepartmentCode,
) -> Result<Plan> {
    let hours = directory.rule_set(now).office_hours();
    let office = Office { now, calendar: directory.calendar(), hours: &hours };
    let tasks = open_tasks(tx, directory, now, department)?;
    let prompts = prompts(tx, department)?;
    if tasks.is_empty() && prompts.is_empty() {
        return Ok(Plan::default());
    }
    let before = before(tx, now, department)?;
    let on_duty = directory.on_duty(department, office.today());
    Ok(plan(&office, &tasks, on_duty, &prompts, &before))
}

fn open_tasks(
    tx: &mut Tx<'_>,
    directory: &Directory,
    now: Timestamp,
    department: &DepartmentCode,
) -> Result<Vec<OpenTask>> {
    let sql = "SELECT subject_kind, subject_id, task, due_at, section, officer FROM task \
               WHERE department = $1 AND list = 'todo' AND from_at <= $2 AND until_at > $3 ORDER BY due_at, subject_id, task LIMIT $4";
    let micros = now.as_microsecond();
    let rows = tx.query(sql, &[department.as_str().into(), micros.into(), micros.into(), TASKS_MAX.into()])?;
    let today = local_date(now);
    let mut known = BTreeMap::new();
    let task = |row: &shenguan_db::Row| {
        let (section, officer): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
        let due: i64 = row.get(3)?;
        let place = (section, officer);
        let whom = known
            .entry(place)
            .or_insert_with_key(|(section, officer): &(Option<String>, Option<String>)| {
                owners_of(directory, department, section.as_deref(), officer.as_deref(), today)
            })
            .clone();
        Ok(OpenTask {
            kind: row.get(0)?,
            subject: row.get(1)?,
            task: row.get(2)?,
            due: (due != i64::MAX).then(|| from_micros(due)),
            owners: whom.owners,
            responsible: whom.responsible,
            leaders: whom.leaders,
        })
    };
    rows.iter().map(task).collect()
}

fn prompts(tx: &mut Tx<'_>, department: &DepartmentCode) -> Result<Vec<Prompt>> {
    let sql = "SELECT id, subject_id FROM op_notice_prompt WHERE department = $1 ORDER BY made_at, id LIMIT $2";
    let rows = tx.query(sql, &[department.as_str().into(), PROMPTS_MAX.into()])?;
    rows.iter().map(|row| Ok(Prompt { id: row.get(0)?, subject: row.get(1)? })).collect()
}

/// What was told of the tasks that stand, and who had the digest of the day.
fn before(tx: &mut Tx<'_>, now: Timestamp, department: &DepartmentCode) -> Result<Before> {
    let told = "SELECT t.officer, t.subject_id, t.task, t.told_on, t.due_at FROM task k JOIN op_notice_told t \
                ON t.department = k.department AND t.subject_id = k.subject_id AND t.task = k.task \
                WHERE k.department = $1 AND k.list = 'todo' AND k.from_at <= $2 AND k.until_at > $3";
    let micros = now.as_microsecond();
    let mut before = Before::default();
    for row in tx.query(told, &[department.as_str().into(), micros.into(), micros.into()])? {
        let (on, due): (String, Option<i64>) = (row.get(3)?, row.get(4)?);
        let on = on.parse().map_err(Error::fault)?;
        let key = (officer(row.get(0)?)?, row.get(1)?, row.get(2)?);
        before.told.insert(key, Told { on, due: due.map(from_micros) });
    }
    let digested = "SELECT officer FROM op_notice WHERE department = $1 AND slot = $2";
    let slot = digest_slot(local_date(now));
    for row in tx.query(digested, &[department.as_str().into(), slot.into()])? {
        before.digested.insert(officer(row.get(0)?)?);
    }
    Ok(before)
}

fn officer(id: String) -> Result<OfficerId> {
    OfficerId::parse(id).map_err(Error::fault)
}
