//! Laying a plan down: the notices that its officers see in the platform, what was told of what, and the deliveries of each channel.

use super::channel::{Channel, Want};
use super::choice::choice_of;
use super::delivery::{NewDelivery, lay_delivery};
use super::plan::{Line, Plan, Planned, Topic};
use super::post::Post;
use super::situation::{digest_slot, plan_of};
use super::text::Setting;
use crate::platform::act::Act;
use crate::platform::clock::from_micros;
use crate::platform::directory::OfficerCard;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::web::Language;
use jiff::{SignedDuration, Timestamp};
use shenguan_db::{Tx, Value};
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{DepartmentCode, OfficerId};
use std::collections::{BTreeMap, BTreeSet};

/// Notices, with what became of them, are kept for so long.
const KEPT: SignedDuration = SignedDuration::from_hours(400 * 24);
/// So many are listed.
const LISTED_MAX: i64 = 100;

/// A notice as its officer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: String,
    /// What it is.
    pub topic: Topic,
    /// What it says.
    pub lines: Vec<Line>,
    /// So many tasks more were open.
    pub others: u64,
    /// When it was made.
    pub made_at: Timestamp,
    /// Whether its officer has looked at it.
    pub is_seen: bool,
}

/// Plans what is to be told to a department at the instant of the act, and lays it down; how many messages.
pub(super) fn lay(act: &mut Act<'_, '_>, department: &DepartmentCode, post: &Post) -> Result<usize> {
    let (directory, now) = (act.directory()?, act.now());
    let plan = plan_of(act.tx(), &directory, now, department)?;
    let places = places(act.tx(), &plan, post)?;
    for prompt in &plan.prompts {
        act.tx().execute("DELETE FROM op_notice_prompt WHERE id = $1", vec![prompt.as_str().into()]);
    }
    for planned in &plan.messages {
        let id = lay_notice(act, department, planned)?;
        let card = directory.officer(&planned.officer).map(|entry| entry.card.clone()).unwrap_or_default();
        lay_deliveries(act, &id, planned, &card, &places, post)?;
    }
    Ok(plan.messages.len())
}

fn lay_notice(act: &mut Act<'_, '_>, department: &DepartmentCode, planned: &Planned) -> Result<String> {
    let (id, now) = (act.new_id(), act.now());
    let today = local_date(now);
    let slot = if planned.topic.is_digest() { digest_slot(today) } else { id.clone() };
    act.tx().execute(
        "INSERT INTO op_notice (id, officer, department, slot, topic, lines, others_count, made_at, removed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        vec![
            id.as_str().into(),
            planned.officer.as_str().into(),
            department.as_str().into(),
            slot.into(),
            planned.topic.as_str().into(),
            serde_json::to_string(&planned.lines)?.into(),
            i64::try_from(planned.others).unwrap_or(i64::MAX).into(),
            now.as_microsecond().into(),
            (now + KEPT).as_microsecond().into(),
        ],
    );
    for line in &planned.lines {
        act.tx().execute(
            "INSERT INTO op_notice_told (department, subject_id, task, officer, told_on, due_at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (department, subject_id, task, officer) DO UPDATE SET told_on = excluded.told_on, due_at = excluded.due_at",
            vec![
                department.as_str().into(),
                line.subject.as_str().into(),
                line.task.as_str().into(),
                planned.officer.as_str().into(),
                today.to_string().into(),
                line.due.map(Timestamp::as_microsecond).into(),
            ],
        );
    }
    Ok(id)
}

fn lay_deliveries(
    act: &mut Act<'_, '_>,
    notice: &str,
    planned: &Planned,
    card: &OfficerCard,
    places: &BTreeMap<String, (String, String)>,
    post: &Post,
) -> Result<()> {
    let choice = choice_of(act.tx(), &planned.officer, card)?;
    let language = language_of(act.tx(), &planned.officer)?;
    let setting = Setting { language, now: act.now(), public_url: &post.public_url, places };
    for channel in Channel::ALL.into_iter().filter(|channel| post.transport(*channel).is_some()) {
        let wanted = choice.wanted.contains(&(channel, Want::of(planned.topic)));
        let Some(address) = choice.address(channel).filter(|_| wanted) else { continue };
        let words = setting.words(channel, planned);
        let new = NewDelivery {
            notice,
            officer: &planned.officer,
            channel,
            address,
            title: &words.title,
            words: &words.text,
            until: planned.until,
        };
        lay_delivery(act, &new);
    }
    Ok(())
}

/// Number and page of every subject that the plan names.
fn places(tx: &mut Tx<'_>, plan: &Plan, post: &Post) -> Result<BTreeMap<String, (String, String)>> {
    let mut by_kind: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in plan.messages.iter().flat_map(|planned| &planned.lines) {
        by_kind.entry(&line.kind).or_default().insert(&line.subject);
    }
    let mut places = BTreeMap::new();
    for (kind, subjects) in by_kind {
        let subjects: Vec<&str> = subjects.into_iter().collect();
        let Ok(kind) = post.desk.kind(kind) else {
            tracing::error!(kind, "what has tasks stands on no list: it is told of without its number");
            continue;
        };
        for (id, number) in kind.numbers(tx, &subjects)? {
            let path = kind.path(&number);
            places.insert(id, (number, path));
        }
    }
    Ok(places)
}

/// The language in which an officer has the pages; Chinese unless chosen otherwise.
fn language_of(tx: &mut Tx<'_>, officer: &OfficerId) -> Result<Language> {
    let sql = "SELECT language FROM op_account WHERE officer = $1 ORDER BY created_at DESC LIMIT 1";
    let row = tx.query_opt(sql, &[officer.as_str().into()])?;
    let word: Option<String> = row.map(|row| row.get(0)).transpose()?.flatten();
    Ok(word.as_deref().and_then(Language::from_word).unwrap_or_default())
}

/// The notices of an officer, the newest first.
pub fn notices_of(tx: &mut Tx<'_>, officer: &OfficerId) -> Result<Vec<Notice>> {
    let sql = "SELECT id, topic, lines, others_count, made_at, seen_at FROM op_notice WHERE officer = $1 \
               ORDER BY made_at DESC, id DESC LIMIT $2";
    let rows = tx.query(sql, &[officer.as_str().into(), LISTED_MAX.into()])?;
    let notice = |row: &shenguan_db::Row| {
        let (topic, lines): (String, String) = (row.get(1)?, row.get(2)?);
        Ok(Notice {
            id: row.get(0)?,
            topic: Topic::from_word(&topic).ok_or_else(|| Error::fault("a notice has a topic that is none"))?,
            lines: serde_json::from_str(&lines)?,
            others: u64::try_from(row.get::<i64>(3)?).unwrap_or(0),
            made_at: from_micros(row.get(4)?),
            is_seen: row.get::<Option<i64>>(5)?.is_some(),
        })
    };
    rows.iter().map(notice).collect()
}

/// Asks how many an officer has not looked at.
pub fn unseen_question(caller: &Caller) -> (&'static str, Vec<Value>) {
    let officer = caller.actor.officer().map(OfficerId::as_str).unwrap_or_default();
    ("SELECT COUNT(*) FROM op_notice WHERE officer = $1 AND seen_at IS NULL", vec![officer.into()])
}

/// The officer has looked at the list.
pub fn mark_seen(act: &mut Act<'_, '_>, officer: &OfficerId) {
    let now = act.now().as_microsecond();
    act.tx().execute(
        "UPDATE op_notice SET seen_at = $1 WHERE officer = $2 AND seen_at IS NULL",
        vec![now.into(), officer.as_str().into()],
    );
}
