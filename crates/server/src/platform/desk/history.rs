//! 办理经过: every act on a subject, newest first, with its place and hash in the ledger.

use super::words::{Words, joined};
use crate::platform::clock::from_micros;
use crate::platform::error::{Error, Result};
use crate::platform::feed::entries_of;
use crate::platform::reader::Read;
use jiff::Timestamp;
use shenguan_ledger::{Entry, leaf_hash};
use shenguan_rules::subject::Actor;

/// One act.
pub struct HistoryRow {
    /// The symbol in `icons.svg`.
    pub lamp: &'static str,
    /// 市行政审批局 推送.
    pub line: String,
    /// When it was, and who did it.
    pub sub: String,
    /// Why, in the words of whoever acted.
    pub reason: Option<String>,
    /// The subject that it led to.
    pub leads_to: Option<Led>,
    /// 存证编号; none for what has not happened yet.
    pub proof: Option<Proof>,
}

/// What an act led to.
pub struct Led {
    /// Its number.
    pub number: String,
    /// Where its page is.
    pub path: String,
}

/// Where an act stands in the ledger.
pub struct Proof {
    /// Its place in the chain.
    pub sequence: u64,
    /// The beginning of its hash.
    pub hash: String,
}

/// What only the kind of a subject knows of one of its acts.
#[derive(Default)]
pub struct Told {
    /// The symbol in `icons.svg`.
    pub lamp: &'static str,
    /// What was done.
    pub what: String,
    /// To whom, until when, how long it took.
    pub particulars: Vec<String>,
    /// Why, in the words of whoever acted.
    pub reason: Option<String>,
    /// What it led to.
    pub leads_to: Option<Led>,
}

/// Characters of a hash that the screen shows.
const HASH_CHARACTERS: usize = 8;

impl Words {
    /// The acts on a subject, newest first; `tell` says of each entry what only its kind knows.
    pub fn history_of(
        &self,
        read: &mut Read<'_, '_>,
        id: &str,
        mut tell: impl FnMut(&mut Read<'_, '_>, &Entry<'_>) -> Result<Told>,
    ) -> Result<Vec<HistoryRow>> {
        let entries = entries_of(read.tx(), id)?;
        let mut rows = Vec::with_capacity(entries.len());
        for bytes in entries.iter().rev() {
            let entry = Entry::decode(bytes).map_err(Error::fault)?;
            let actor: Actor = serde_json::from_str(entry.actor.get())?;
            let mut hash = leaf_hash(entry.suite, bytes).to_string();
            hash.truncate(HASH_CHARACTERS);
            let told = tell(read, &entry)?;
            let acted = actor.department().map(|department| self.department(department)).unwrap_or_default();
            let facts = [self.short(from_micros(entry.effective_at)), self.actor(&actor)];
            rows.push(HistoryRow {
                lamp: if told.lamp.is_empty() { "l-done" } else { told.lamp },
                line: format!("{acted} {}", told.what).trim().to_owned(),
                sub: joined(facts.into_iter().chain(told.particulars)),
                reason: told.reason,
                leads_to: told.leads_to,
                proof: Some(Proof { sequence: entry.sequence, hash }),
            });
        }
        Ok(rows)
    }

    /// What is waited for now, above what has happened.
    pub fn waits(&self, line: impl ToString, sub: impl ToString) -> HistoryRow {
        let (line, sub) = (line.to_string(), sub.to_string());
        HistoryRow { lamp: "l-now", line, sub, reason: None, leads_to: None, proof: None }
    }

    /// Who acted: a person by name, a system, the platform.
    pub fn actor(&self, actor: &Actor) -> String {
        match actor {
            Actor::Officer { officer, acting_for, .. } => self.in_place(officer, acting_for.as_ref()),
            Actor::System { .. } => self.t("by-system").to_string(),
            Actor::Time | Actor::Setup => self.t("by-platform").to_string(),
        }
    }

    /// 「用时 2 小时」, from what an act answered; empty where that is not known.
    pub fn took_since(&self, from: Option<Timestamp>, to: Timestamp) -> String {
        let took = self.took(from, to);
        if took.is_empty() { took } else { self.t("history-took").with("took", took).to_string() }
    }
}
