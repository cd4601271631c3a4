//! Notes and countersignings on the lists: they stand there only to be done.

use crate::cooperation::{acts, store};
use crate::platform::act::Act;
use crate::platform::desk::{DeskItem, DeskKind, Doing, DoneItem, DoneRow, SentItem, Source, TaskRow, Words};
use crate::platform::error::{Error, Result};
use crate::platform::identity::{Caller, Scope};
use crate::platform::open_work::{OpenWork, Succession};
use crate::platform::reader::Read;
use crate::platform::stored::{self, Stored};
use shenguan_db::Tx;
use shenguan_rules::cooperation::{Countersign, Note};
use shenguan_rules::exchange::ActedBy;
use shenguan_rules::party::{ContentDigest, DepartmentCode};

/// 业务交流 on the lists.
pub struct NoteDesk;
/// 会签 on the lists.
pub struct CountersignDesk;

impl OpenWork for NoteDesk {
    fn succeed(&self, act: &mut Act<'_, '_>, id: &str, succession: &Succession) -> Result<()> {
        acts::succeed_note(act, id, &succession.department, &succession.successor)
    }
}

impl OpenWork for CountersignDesk {
    fn succeed(&self, act: &mut Act<'_, '_>, id: &str, _: &Succession) -> Result<()> {
        acts::end_countersign(act, id)
    }
}

impl DeskKind for NoteDesk {
    fn kind(&self) -> &'static str {
        Note::KIND
    }

    fn arrivals(&self) -> &'static [&'static str] {
        &["asked", "answered"]
    }

    /// A note has no number of its own: it goes by that of the item that it is about.
    fn numbers(&self, tx: &mut Tx<'_>, ids: &[&str]) -> Result<Vec<(String, String)>> {
        store::noted(tx, ids)
    }

    fn bearing(&self, _: &mut Tx<'_>, _: &Scope, _: &str) -> Result<Vec<String>> {
        // It goes by the number of what it is about.
        Ok(Vec::new())
    }

    /// Where all that was asked and answered about the item is read.
    fn path(&self, number: &str) -> String {
        format!("/items/{number}/notes")
    }

    fn todo(&self, read: &mut Read<'_, '_>, words: &Words, _: &Caller, rows: &[&TaskRow]) -> Result<Vec<DeskItem>> {
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            let note = stored::load::<Note>(read.tx(), &row.id)?.ok_or(Error::NotFound)?.state;
            let number = number(self, read.tx(), &row.id)?;
            items.push(item(read, words, "note-tag", number, &note.content, (&note.from, &note.by))?);
        }
        Ok(items)
    }

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

    fn done(&self, _: &mut Read<'_, '_>, _: &Words, _: &Caller, _: &[&DoneRow]) -> Result<Vec<DoneItem>> {
        Ok(Vec::new())
    }
}

impl DeskKind for CountersignDesk {
    fn kind(&self) -> &'static str {
        Countersign::KIND
    }

    fn arrivals(&self) -> &'static [&'static str] {
        &["asked", "signed"]
    }

    /// The number of the request that it is about.
    fn numbers(&self, tx: &mut Tx<'_>, ids: &[&str]) -> Result<Vec<(String, String)>> {
        store::countersigned(tx, ids)
    }

    fn bearing(&self, _: &mut Tx<'_>, _: &Scope, _: &str) -> Result<Vec<String>> {
        // It goes by the number of what it is about.
        Ok(Vec::new())
    }

    fn path(&self, number: &str) -> String {
        format!("/cooperation/{number}")
    }

    fn todo(&self, read: &mut Read<'_, '_>, words: &Words, _: &Caller, rows: &[&TaskRow]) -> Result<Vec<DeskItem>> {
        let mut items = Vec::with_capacity(rows.len());
        for row in rows {
            let held = stored::load::<Countersign>(read.tx(), &row.id)?.ok_or(Error::NotFound)?.state;
            let by = ActedBy::Officer { officer: held.collector.clone(), acting_for: None };
            let number = number(self, read.tx(), &row.id)?;
            let from = (&held.department, &by);
            items.push(item(read, words, "countersign-tag", number, &held.content, from)?);
        }
        Ok(items)
    }

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

    fn done(&self, _: &mut Read<'_, '_>, _: &Words, _: &Caller, _: &[&DoneRow]) -> Result<Vec<DoneItem>> {
        Ok(Vec::new())
    }
}

fn number(kind: &dyn DeskKind, tx: &mut Tx<'_>, id: &str) -> Result<String> {
    let (_, number) = kind.numbers(tx, &[id])?.pop().ok_or(Error::NotFound)?;
    Ok(number)
}

fn item(
    read: &mut Read<'_, '_>,
    words: &Words,
    tag: &'static str,
    number: String,
    content: &ContentDigest,
    (department, by): (&DepartmentCode, &ActedBy),
) -> Result<DeskItem> {
    let text = store::words(read.tx(), content)?;
    let entry = by.officer().and_then(|officer| words.directory.officer(officer));
    Ok(DeskItem {
        number,
        tag: words.t(tag).to_string(),
        subject: text.unwrap_or_else(|| words.t("content-erased").to_string()),
        party: String::new(),
        gist: String::new(),
        source: Source {
            department: words.department(department),
            section: entry.map(|entry| words.section_of(entry)).unwrap_or_default(),
            person: words.acted(by),
            contact: entry.map(|entry| entry.card.contact.clone()).unwrap_or_default(),
        },
        is_read: false,
        doing: Doing::Item,
    })
}
