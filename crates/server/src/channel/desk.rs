//! What 待办, 已发 and 已办 show of letters, OA papers, calls and remarks.

use super::content::{CallContent, CorrespondenceContent, Words as Said};
use super::{acts, store};
use crate::platform::act::Act;
use crate::platform::desk::{
    Addressee, DeskItem, DeskKind, Doing, DoneItem, DoneRow, InTime, Lamp, SentItem, Source, TaskRow, Words, joined,
};
use crate::platform::error::Result;
use crate::platform::face;
use crate::platform::identity::{Caller, Scope};
use crate::platform::open_work::{OpenWork, PersonalHandover, Succession};
use crate::platform::reader::Read;
use crate::platform::stored::{Held, Stored};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shenguan_db::Tx;
use shenguan_rules::channel::{Correspondence, PhoneNote, PhoneNoteState, Remark};
use shenguan_rules::party::{DepartmentCode, OfficerId};
use std::marker::PhantomData;

/// A kind of the channels on the lists.
pub struct ChannelDesk<S>(PhantomData<fn() -> S>);

/// Letters and OA papers.
pub const CORRESPONDENCE: ChannelDesk<Correspondence> = ChannelDesk(PhantomData);
/// Notes of calls.
pub const PHONE_NOTES: ChannelDesk<PhoneNote> = ChannelDesk(PhantomData);
/// Leaders' remarks.
pub const REMARKS: ChannelDesk<Remark> = ChannelDesk(PhantomData);

/// What the lists ask of a kind.
pub trait Listed: Stored
where
    Self::Event: Serialize + DeserializeOwned,
{
    /// Under which address its pages are.
    const PAGES: &'static str;
    /// The events that bring it onto the list of somebody else.
    const ARRIVALS: &'static [&'static str];
    /// What of it counts as sent, of the alias `s`; none of it where empty.
    const SENT: &'static str;

    /// The numbers of those that bear exactly a number, where the scope reaches them.
    fn bearing(tx: &mut Tx<'_>, scope: &Scope, number: &str) -> Result<Vec<String>> {
        face::store::bearing(tx, scope, Self::KIND, number)
    }

    /// What the lists show.
    fn row(&self, tx: &mut Tx<'_>, words: &Words) -> Result<Row>;
}

/// What the lists show of a subject of the channels.
pub struct Row {
    number: String,
    tag: &'static str,
    /// None where it was erased.
    subject: Option<String>,
    gist: String,
    source: Source,
    sent_at: Timestamp,
    by: String,
    to: Vec<(DepartmentCode, Lamp)>,
}

impl Listed for Correspondence {
    const PAGES: &'static str = "/correspondence";
    const ARRIVALS: &'static [&'static str] = &["submitted", "passed_on", "sent_back", "endorsed", "issued"];
    const SENT: &'static str = "s.stage = 'issued'";

    fn bearing(tx: &mut Tx<'_>, scope: &Scope, number: &str) -> Result<Vec<String>> {
        store::bearing(tx, scope, number)
    }

    fn row(&self, tx: &mut Tx<'_>, words: &Words) -> Result<Row> {
        let content: Option<CorrespondenceContent> = match self.versions.last() {
            Some(version) => store::body(tx, &version.content)?,
            None => None,
        };
        let (subject, summary) = content.map(|content| (content.subject, content.summary)).unzip();
        let number = self.document_number().map(ToString::to_string);
        let by = self.issue.as_ref().map_or_else(|| words.officer(self.writer()), |issue| words.acted(&issue.by));
        let receipts = self.receipts.iter().map(|receipt| {
            let lamp = match receipt.filed_at {
                Some(at) => lamp(words, "l-done", "c-grn", "filed", Some(at)),
                None => lamp(words, "l-now", "", "unfiled", None),
            };
            (receipt.department.clone(), lamp)
        });
        Ok(Row {
            number: self.number.clone(),
            tag: self.channel.as_str(),
            subject,
            gist: joined([number.unwrap_or_default(), summary.unwrap_or_default()]),
            source: source(words, &self.from, Some(self.writer())),
            sent_at: self.issue.as_ref().map_or(words.now, |issue| issue.at),
            by,
            to: receipts.collect(),
        })
    }
}

impl Listed for PhoneNote {
    const PAGES: &'static str = "/phone-notes";
    const ARRIVALS: &'static [&'static str] = &["noted"];
    const SENT: &'static str = "1 = 1";

    fn row(&self, tx: &mut Tx<'_>, words: &Words) -> Result<Row> {
        let content: Option<CallContent> = store::body(tx, &self.content)?;
        let (gist, result) = content.map(|content| (content.gist, content.result)).unzip();
        let lamp = match &self.state {
            PhoneNoteState::Noted => lamp(words, "l-now", "", "noted", None),
            PhoneNoteState::Confirmed { at, .. } => lamp(words, "l-done", "c-grn", "confirmed", Some(*at)),
            PhoneNoteState::Disputed { at, .. } => lamp(words, "l-red", "c-red", "disputed", Some(*at)),
        };
        Ok(Row {
            number: self.number.clone(),
            tag: "phone",
            subject: gist,
            gist: joined([words.short(self.called_at), result.unwrap_or_default()]),
            source: source(words, &self.from, self.by.officer()),
            sent_at: self.recorded_at,
            by: words.acted(&self.by),
            to: vec![(self.to.clone(), lamp)],
        })
    }
}

impl Listed for Remark {
    const PAGES: &'static str = "/remarks";
    const ARRIVALS: &'static [&'static str] = &["given"];
    const SENT: &'static str = "";

    fn row(&self, tx: &mut Tx<'_>, words: &Words) -> Result<Row> {
        let content: Option<Said> = store::body(tx, &self.content)?;
        Ok(Row {
            number: self.number.clone(),
            tag: "remark",
            subject: content.map(|content| content.words),
            gist: String::new(),
            source: source(words, &self.department, self.by.officer()),
            sent_at: self.at,
            by: words.acted(&self.by),
            to: Vec::new(),
        })
    }
}

impl OpenWork for ChannelDesk<Correspondence> {
    fn succeed(&self, act: &mut Act<'_, '_>, id: &str, succession: &Succession) -> Result<()> {
        acts::succeed(act, id, succession)
    }

    fn hand_over(&self, act: &mut Act<'_, '_>, id: &str, handover: &PersonalHandover) -> Result<()> {
        acts::hand_over(act, id, handover)
    }
}

impl OpenWork for ChannelDesk<PhoneNote> {
    fn succeed(&self, act: &mut Act<'_, '_>, id: &str, succession: &Succession) -> Result<()> {
        acts::succeed_call(act, id, succession)
    }
}

impl OpenWork for ChannelDesk<Remark> {
    fn succeed(&self, act: &mut Act<'_, '_>, id: &str, succession: &Succession) -> Result<()> {
        acts::succeed_remark(act, id, succession)
    }

    fn hand_over(&self, act: &mut Act<'_, '_>, id: &str, handover: &PersonalHandover) -> Result<()> {
        acts::hand_over_remark(act, id, handover)
    }
}

impl<S: Listed> DeskKind for ChannelDesk<S>
where
    S::Event: Serialize + DeserializeOwned,
    Self: OpenWork,
{
    fn kind(&self) -> &'static str {
        S::KIND
    }

    fn arrivals(&self) -> &'static [&'static str] {
        S::ARRIVALS
    }

    fn numbers(&self, tx: &mut Tx<'_>, ids: &[&str]) -> Result<Vec<(String, String)>> {
        face::store::numbers(tx, S::KIND, ids)
    }

    fn bearing(&self, tx: &mut Tx<'_>, scope: &Scope, number: &str) -> Result<Vec<String>> {
        S::bearing(tx, scope, number)
    }

    fn path(&self, number: &str) -> String {
        path::<S>(number)
    }

    fn todo(&self, read: &mut Read<'_, '_>, words: &Words, _: &Caller, rows: &[&TaskRow]) -> Result<Vec<DeskItem>> {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let shown = rows_of::<S>(read, words, &ids)?.into_iter().map(|row| DeskItem {
            tag: words.t_of("channel-tag", row.tag).to_string(),
            subject: subject(words, row.subject),
            party: String::new(),
            gist: row.gist,
            source: row.source,
            is_read: true,
            doing: Doing::Item,
            number: row.number,
        });
        Ok(shown.collect())
    }

    fn sent(
        &self,
        read: &mut Read<'_, '_>,
        words: &Words,
        _: &Caller,
        rows: &[&TaskRow],
    ) -> Result<Vec<(usize, SentItem)>> {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let shown = rows_of::<S>(read, words, &ids)?;
        Ok(shown.into_iter().map(|row| sent_item::<S>(words, row)).enumerate().collect())
    }

    fn everything_sent(
        &self,
        read: &mut Read<'_, '_>,
        words: &Words,
        caller: &Caller,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<(String, SentItem)>> {
        if S::SENT.is_empty() {
            return Ok(Vec::new());
        }
        let sent = store::sent_by::<S>(read.tx(), &caller.department, S::SENT, after, limit)?;
        let shown = sent.into_iter().map(|held| {
            let row = held.state.row(read.tx(), words)?;
            Ok((held.id, sent_item::<S>(words, row)))
        });
        shown.collect()
    }

    fn done(&self, read: &mut Read<'_, '_>, words: &Words, _: &Caller, rows: &[&DoneRow]) -> Result<Vec<DoneItem>> {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let shown = rows_of::<S>(read, words, &ids)?.into_iter().map(|row| DoneItem {
            path: path::<S>(&row.number),
            number: row.number,
            tag: words.t_of("channel-tag", row.tag).to_string(),
            subject: subject(words, row.subject),
            party: String::new(),
            gist: row.gist,
            took: String::new(),
            in_time: InTime::WithoutLimit,
        });
        Ok(shown.collect())
    }
}

fn rows_of<S: Listed>(read: &mut Read<'_, '_>, words: &Words, ids: &[&str]) -> Result<Vec<Row>>
where
    S::Event: Serialize + DeserializeOwned,
{
    let held: Vec<Held<S>> = face::store::each(read.tx(), ids)?;
    held.iter().map(|held| held.state.row(read.tx(), words)).collect()
}

fn sent_item<S: Listed>(words: &Words, row: Row) -> SentItem
where
    S::Event: Serialize + DeserializeOwned,
{
    let addressee = |(department, lamp): (DepartmentCode, Lamp)| Addressee {
        number: row.number.clone(),
        path: path::<S>(&row.number),
        department: words.department(&department),
        latest: joined([lamp.line.clone(), lamp.sub.clone()]),
        lamp,
    };
    SentItem {
        to: row.to.iter().cloned().map(addressee).collect(),
        path: path::<S>(&row.number),
        tag: words.t_of("channel-tag", row.tag).to_string(),
        subject: subject(words, row.subject),
        party: String::new(),
        gist: joined([row.number.clone(), row.gist]),
        sent_at: row.sent_at,
        sent: Lamp { lamp: "", tone: "", line: words.short(row.sent_at), sub: row.by.clone(), paper: row.by },
        number: row.number,
    }
}

fn path<S: Listed>(number: &str) -> String
where
    S::Event: Serialize + DeserializeOwned,
{
    format!("{}/{number}", S::PAGES)
}

fn subject(words: &Words, subject: Option<String>) -> String {
    subject.unwrap_or_else(|| words.t("content-erased").to_string())
}

/// The lamp of a state, with when it came.
pub(super) fn lamp(
    words: &Words,
    lamp: &'static str,
    tone: &'static str,
    state: &'static str,
    at: Option<Timestamp>,
) -> Lamp {
    let line = words.t_of("channel-state", state).to_string();
    let sub = at.map(|at| words.short(at)).unwrap_or_default();
    Lamp { lamp, tone, paper: joined([line.clone(), sub.clone()]), line, sub }
}

fn source(words: &Words, department: &DepartmentCode, officer: Option<&OfficerId>) -> Source {
    let entry = officer.and_then(|id| words.directory.officer(id));
    Source {
        department: words.department(department),
        section: entry.map(|entry| words.section_of(entry)).unwrap_or_default(),
        person: entry.map(|entry| entry.card.name.clone()).unwrap_or_default(),
        contact: entry.map(|entry| entry.card.contact.clone()).unwrap_or_default(),
    }
}
