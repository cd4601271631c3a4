//! What 待办 and 已办 show of changes of roster: the handover lists that predecessor and successor confirm.

use super::acts;
use crate::platform::act::Act;
use crate::platform::desk::{
    DeskItem, DeskKind, Doing, DoneItem, DoneRow, InTime, SentItem, Source, TaskRow, Words, joined,
};
use crate::platform::error::Result;
use crate::platform::face;
use crate::platform::identity::Caller;
use crate::platform::open_work::{OpenWork, Succession};
use crate::platform::reader::Read;
use crate::platform::stored::Stored;
use shenguan_db::Tx;
use shenguan_rules::roster::RosterChange;

/// Changes of roster on the lists.
pub struct RosterDesk;

impl OpenWork for RosterDesk {
    fn succeed(&self, act: &mut Act<'_, '_>, id: &str, succession: &Succession) -> Result<()> {
        acts::succeed(act, id, succession)
    }
}

impl DeskKind for RosterDesk {
    fn kind(&self) -> &'static str {
        RosterChange::KIND
    }

    fn arrivals(&self) -> &'static [&'static str] {
        &["handover_listed"]
    }

    fn numbers(&self, tx: &mut Tx<'_>, ids: &[&str]) -> Result<Vec<(String, String)>> {
        face::store::numbers(tx, RosterChange::KIND, ids)
    }

    fn path(&self, number: &str) -> String {
        format!("/roster-changes/{number}")
    }

    fn todo(&self, read: &mut Read<'_, '_>, words: &Words, _: &Caller, rows: &[&TaskRow]) -> Result<Vec<DeskItem>> {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let found = face::store::each::<RosterChange>(read.tx(), &ids)?;
        let shown = found.iter().map(|held| DeskItem {
            number: held.state.number.clone(),
            tag: words.t("roster-tag").to_string(),
            subject: subject(words, &held.state),
            party: String::new(),
            gist: gist(words, &held.state),
            source: Source {
                department: words.department(&held.state.department),
                section: String::new(),
                person: String::new(),
                contact: String::new(),
            },
            is_read: true,
            doing: Doing::Item,
        });
        Ok(shown.collect())
    }

    /// The letter stands there; the change is in it.
    fn sent(&self, _: &mut Read<'_, '_>, _: &Words, _: &Caller, _: &[&TaskRow]) -> Result<Vec<(usize, SentItem)>> {
        Ok(Vec::new())
    }

    fn everything_sent(
        &self,
        _: &mut Read<'_, '_>,
        _: &Words,
        _: &Caller,
        _: Option<&str>,
        _: usize,
    ) -> Result<Vec<(String, SentItem)>> {
        Ok(Vec::new())
    }

    fn done(&self, read: &mut Read<'_, '_>, words: &Words, _: &Caller, rows: &[&DoneRow]) -> Result<Vec<DoneItem>> {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let found = face::store::each::<RosterChange>(read.tx(), &ids)?;
        let shown = found.iter().map(|held| DoneItem {
            number: held.state.number.clone(),
            path: self.path(&held.state.number),
            tag: words.t("roster-tag").to_string(),
            subject: subject(words, &held.state),
            party: String::new(),
            gist: gist(words, &held.state),
            took: String::new(),
            in_time: InTime::WithoutLimit,
        });
        Ok(shown.collect())
    }
}

fn subject(words: &Words, state: &RosterChange) -> String {
    words.t("roster-change-of").with("department", words.department(&state.department)).to_string()
}

/// 测试李四 → 测试张三.
fn gist(words: &Words, state: &RosterChange) -> String {
    joined(
        state.handovers.iter().map(|handover| {
            format!("{} → {}", words.officer(&handover.predecessor), words.officer(&handover.successor))
        }),
    )
}
