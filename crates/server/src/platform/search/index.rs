//! The indexer: follows the ledger, cuts the texts of what is new on a reader, and writes rows of the index in small acts.

use super::grams;
use crate::platform::app::App;
use crate::platform::error::{Error, Result};
use shenguan_db::{Dialect, Tx};
use shenguan_ledger::Entry;
use shenguan_rules::subject::Actor;
use std::time::Duration;

/// So many entries are looked at in one step, at most.
const STEP_ENTRIES: i64 = 500;
/// A step ends once it has so many rows for the index, so that the writer is held for some ten milliseconds and no longer.
const STEP_ROWS: usize = 32;
/// Tokens in one row on PostgreSQL, which keeps no more than 16,383 positions. SQLite keeps a subject in one.
const ROW_TOKENS_MAX: usize = 4_000;
/// How long the indexer lets commits gather before it looks. Numbers and codes are found at once, by their columns.
const GATHER: Duration = Duration::from_millis(300);
/// After a fault the indexer rests; and so often it looks for what another node wrote.
const REST: Duration = Duration::from_secs(1);

/// What is searched in one kind of subject.
#[derive(Clone, Copy)]
pub struct Source {
    /// The kind, as entries name it.
    pub kind: &'static str,
    /// The texts of a subject that is new; none where its content was erased.
    pub fields: fn(&mut Tx<'_>, &str) -> Result<Vec<String>>,
}

/// What a step found: what to write, and how far it went.
struct Step {
    from: i64,
    to: i64,
    texts: Vec<Text>,
}

/// A subject's place in the index.
struct Text {
    /// The number of the entry that gave life to the subject.
    sequence: i64,
    id: String,
    rows: Vec<String>,
    /// Whether it stood there before, and somebody is new among its readers.
    is_again: bool,
}

/// Indexes the subjects that the next entries gave life to; how many entries it looked at. Zero: all is indexed.
pub async fn index_new(app: &App, sources: &'static [Source]) -> Result<usize> {
    let name = format!("search_indexed_sequence:{}", app.jurisdiction());
    let (jurisdiction, setting) = (app.jurisdiction().to_owned(), name.clone());
    let step = app.read(move |read| look(read.tx(), &jurisdiction, &setting, sources)).await?;
    if step.from == step.to {
        return Ok(0);
    }
    let looked_at = usize::try_from(step.to - step.from).map_err(Error::fault)?;
    app.act(Actor::Time, move |act| write(act.tx(), &name, &step)).await?;
    Ok(looked_at)
}

/// Indexes until nothing is new.
pub async fn index_all(app: &App, sources: &'static [Source]) -> Result<()> {
    while index_new(app, sources).await? > 0 {}
    Ok(())
}

/// The indexer: woken by every commit of this node, and now and then for those of others.
pub async fn index_for_ever(app: App, sources: &'static [Source]) {
    let mut head = app.head();
    loop {
        head.mark_unchanged();
        match index_all(&app, sources).await {
            Ok(()) => {
                if let Ok(Err(_)) = tokio::time::timeout(REST, head.changed()).await {
                    return;
                }
                // A stream of pushes is indexed in steps, not push by push: each step is a commit of its own.
                tokio::time::sleep(GATHER).await;
            }
            Err(error) => {
                tracing::error!(%error, "the indexer of the search failed and will run again");
                tokio::time::sleep(REST).await;
            }
        }
    }
}

fn position(tx: &mut Tx<'_>, setting: &str) -> Result<i64> {
    let row = tx.query_opt("SELECT value FROM op_setting WHERE name = $1", &[setting.into()])?;
    let value: Option<String> = row.map(|row| row.get(0)).transpose()?;
    value.map_or(Ok(0), |value| value.parse().map_err(Error::fault))
}

fn look(tx: &mut Tx<'_>, jurisdiction: &str, setting: &str, sources: &[Source]) -> Result<Step> {
    let from = position(tx, setting)?;
    let entries = tx.query(
        "SELECT sequence, bytes FROM ledger_entry WHERE jurisdiction = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
        &[jurisdiction.into(), from.into(), STEP_ENTRIES.into()],
    )?;
    let row_tokens_max = match tx.dialect() {
        Dialect::Sqlite => usize::MAX,
        Dialect::Postgres => ROW_TOKENS_MAX,
    };
    let (mut step, mut rows) = (Step { from, to: from, texts: Vec::new() }, 0);
    for row in &entries {
        if rows >= STEP_ROWS {
            break;
        }
        let sequence: i64 = row.get(0)?;
        step.to = sequence;
        let entry = Entry::decode(row.get(1)?).map_err(Error::fault)?;
        let Some(source) = sources.iter().find(|source| entry.subject_kind == source.kind) else { continue };
        // Content is given at birth and never changes; who may know of it can grow.
        let is_again = entry.subject_version > 1;
        if is_again && parties_before(tx, &entry.subject_id, sequence)? == entry.parties {
            continue;
        }
        let born = if is_again { first_entry(tx, &entry.subject_id)? } else { sequence };
        let fields = (source.fields)(tx, &entry.subject_id)?;
        let mut marks: Vec<String> = entry.parties.iter().map(|code| grams::reader(code)).collect();
        // SQLite walks its index from the newest subject on and needs no days.
        marks.extend((tx.dialect() == Dialect::Postgres).then(|| grams::span(&entry.subject_id)));
        let cut = grams::rows(&fields, &marks, row_tokens_max);
        rows += cut.len();
        step.texts.push(Text { sequence: born, id: entry.subject_id.clone().into_owned(), rows: cut, is_again });
    }
    Ok(step)
}

/// The parties of the entry of a subject before a place.
fn parties_before(tx: &mut Tx<'_>, id: &str, sequence: i64) -> Result<Vec<String>> {
    let row = tx.query_one(
        "SELECT bytes FROM ledger_entry WHERE subject_id = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT 1",
        &[id.into(), sequence.into()],
    )?;
    let entry = Entry::decode(row.get(0)?).map_err(Error::fault)?;
    Ok(entry.parties.iter().map(ToString::to_string).collect())
}

/// The number of the entry that gave life to a subject.
fn first_entry(tx: &mut Tx<'_>, id: &str) -> Result<i64> {
    let row = tx.query_one("SELECT MIN(sequence) FROM ledger_entry WHERE subject_id = $1", &[id.into()])?;
    Ok(row.get(0)?)
}

/// Writes a step, unless another node was first.
fn write(tx: &mut Tx<'_>, setting: &str, step: &Step) -> Result<()> {
    if position(tx, setting)? != step.from {
        return Ok(());
    }
    for text in &step.texts {
        match tx.dialect() {
            Dialect::Sqlite => write_row(tx, text),
            Dialect::Postgres => write_rows(tx, text),
        }
    }
    tx.execute(
        "INSERT INTO op_setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        vec![setting.into(), step.to.to_string().into()],
    );
    Ok(())
}

fn write_row(tx: &mut Tx<'_>, text: &Text) {
    for grams in &text.rows {
        tx.execute(
            "INSERT OR REPLACE INTO op_search (rowid, subject_id, grams) VALUES ($1, $2, $3)",
            vec![text.sequence.into(), text.id.as_str().into(), grams.into()],
        );
    }
}

fn write_rows(tx: &mut Tx<'_>, text: &Text) {
    if text.is_again {
        tx.execute("DELETE FROM op_search WHERE subject_id = $1", vec![text.id.as_str().into()]);
    }
    for grams in &text.rows {
        tx.execute(
            "INSERT INTO op_search (subject_id, grams) VALUES ($1, to_tsvector('simple', CAST($2 AS TEXT)))",
            vec![text.id.as_str().into(), grams.into()],
        );
    }
}
