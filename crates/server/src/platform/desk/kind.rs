//! What the lists show of a subject, whatever its kind.

use super::due::Lamp;
use super::filter::Filter;
use super::store::{DoneRow, TaskRow, place_of};
use super::words::{Source, Words};
use crate::platform::error::{Error, Result};
use crate::platform::face;
use crate::platform::identity::{Caller, Scope};
use crate::platform::open_work::OpenWork;
use crate::platform::query::Query;
use crate::platform::reader::Read;
use jiff::Timestamp;
use shenguan_db::Tx;

/// The kinds of subjects that stand on 待办, 已发 and 已办.
#[derive(Clone, Copy)]
pub struct Desk(pub &'static [&'static dyn DeskKind]);

/// A kind of subject that stands on 待办, 已发 and 已办.
pub trait DeskKind: OpenWork {
    /// `Stored::KIND`.
    fn kind(&self) -> &'static str;

    /// The events that bring something onto the list of somebody else.
    fn arrivals(&self) -> &'static [&'static str];

    /// The numbers of these subjects, with their ids, in no order.
    fn numbers(&self, tx: &mut Tx<'_>, ids: &[&str]) -> Result<Vec<(String, String)>>;

    /// The numbers of those that bear exactly a number, where the scope reaches them. Notes, and whatever else has no number of its own,
    /// give none.
    fn bearing(&self, tx: &mut Tx<'_>, scope: &Scope, number: &str) -> Result<Vec<String>> {
        face::store::bearing(tx, scope, self.kind(), number)
    }

    /// Where the page of a subject is.
    fn path(&self, number: &str) -> String;

    /// What an act on such a subject is called: its event, after the kind a member of the messages `act`.
    fn act(&self, words: &Words, act: &str) -> String {
        words.t_of("act", &format!("{}-{act}", self.kind())).to_string()
    }

    /// What 待办 shows, row by row in the order of `rows`, all of them of this kind.
    fn todo(&self, read: &mut Read<'_, '_>, words: &Words, caller: &Caller, rows: &[&TaskRow])
    -> Result<Vec<DeskItem>>;

    /// What 已发 shows: a row, with the place in `rows` of the first task that it stands for.
    fn sent(
        &self,
        read: &mut Read<'_, '_>,
        words: &Words,
        caller: &Caller,
        rows: &[&TaskRow],
    ) -> Result<Vec<(usize, SentItem)>>;

    /// What the department sent, the newest id first, after an id: `limit` rows, or fewer where there are no more. A row that stands for
    /// several subjects comes with the last id among them.
    fn everything_sent(
        &self,
        read: &mut Read<'_, '_>,
        words: &Words,
        caller: &Caller,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<(String, SentItem)>>;

    /// What 已办 shows, row by row in the order of `rows`.
    fn done(&self, read: &mut Read<'_, '_>, words: &Words, caller: &Caller, rows: &[&DoneRow])
    -> Result<Vec<DoneItem>>;
}

/// Where a subject stands in 待办, with the way to those beside it.
pub struct InList {
    /// Its place, counted from 1.
    pub place: i64,
    /// How many tasks the list has.
    pub total: i64,
    /// Where the subject before it is.
    pub previous: Option<String>,
    /// Where the subject after it is.
    pub next: Option<String>,
}

/// What 待办 shows of a subject.
#[derive(Clone, Debug)]
pub struct DeskItem {
    /// Its number.
    pub number: String,
    /// The tag of its kind, four characters.
    pub tag: String,
    /// 标题.
    pub subject: String,
    /// Whom it is about; empty for nobody.
    pub party: String,
    /// Party and gist.
    pub gist: String,
    /// From whom.
    pub source: Source,
    /// Whether somebody here has opened it.
    pub is_read: bool,
    /// Where its task is done.
    pub doing: Doing,
}

/// Where a task is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doing {
    /// By one press of the list; the path that it is posted to.
    Press(String),
    /// On a page.
    Page(String),
    /// On the page of the subject.
    Item,
}

/// A row of 已发: what was sent in one act, with everybody that it went to.
pub struct SentItem {
    /// The number of the first.
    pub number: String,
    /// Where its page is.
    pub path: String,
    /// The tag of its kind.
    pub tag: String,
    /// 标题.
    pub subject: String,
    /// Whom it is about; empty for nobody.
    pub party: String,
    /// Number, party and gist.
    pub gist: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When and by whom, where no deadline is shown.
    pub sent: Lamp,
    /// To whom.
    pub to: Vec<Addressee>,
}

/// What became of it at one department.
pub struct Addressee {
    /// Its number there.
    pub number: String,
    /// Where its page is.
    pub path: String,
    /// The department.
    pub department: String,
    /// How it stands.
    pub lamp: Lamp,
    /// The last thing that happened.
    pub latest: String,
}

/// A row of 已办.
pub struct DoneItem {
    /// 编号.
    pub number: String,
    /// Where its page is.
    pub path: String,
    /// The tag of its kind.
    pub tag: String,
    /// 标题.
    pub subject: String,
    /// Whom it is about; empty for nobody.
    pub party: String,
    /// Party and gist.
    pub gist: String,
    /// 用时.
    pub took: String,
    /// 是否按期.
    pub in_time: InTime,
}

/// Whether something was done in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InTime {
    /// In time.
    Yes,
    /// Late.
    No,
    /// There was no limit.
    WithoutLimit,
    /// The deemed receipt was confirmed afterwards.
    Confirmed,
}

impl Desk {
    /// The kind of a word.
    pub fn kind(self, word: &str) -> Result<&'static dyn DeskKind> {
        let found = self.0.iter().copied().find(|kind| kind.kind() == word);
        found.ok_or_else(|| Error::fault(format!("a {word} stands on no list")))
    }

    /// The number of a subject and where its page is.
    pub fn place(self, tx: &mut Tx<'_>, kind: &str, id: &str) -> Result<(String, String)> {
        let kind = self.kind(kind)?;
        let (_, number) = kind.numbers(tx, &[id])?.pop().ok_or(Error::NotFound)?;
        let path = kind.path(&number);
        Ok((number, path))
    }

    /// The same, where the scope reaches the subject; [`Error::NotFound`] otherwise, as for a kind that stands on no list.
    pub fn place_within(self, tx: &mut Tx<'_>, scope: &Scope, kind: &str, id: &str) -> Result<(String, String)> {
        let kind = self.kind(kind).map_err(|_| Error::NotFound)?.kind();
        let mut query = Query::new(&format!("SELECT 1 FROM {kind} t WHERE t.id = "));
        query.push("? AND ", [id.into()]).scoped(scope, "t", kind);
        if query.run(tx)?.is_empty() {
            return Err(Error::NotFound);
        }
        self.place(tx, kind, id)
    }

    /// Where the page of the only subject with exactly that number is, whatever its kind, where the scope reaches it.
    pub fn path_of_number(self, tx: &mut Tx<'_>, scope: &Scope, number: &str) -> Result<Option<String>> {
        let mut paths = Vec::new();
        for kind in self.0 {
            paths.extend(kind.bearing(tx, scope, number)?.iter().map(|number| kind.path(number)));
        }
        Ok(paths.pop().filter(|_| paths.is_empty()))
    }

    /// Where a subject stands under a filter of 待办; none if it is not there.
    pub fn in_list(
        self,
        read: &mut Read<'_, '_>,
        caller: &Caller,
        filter: &Filter,
        id: &str,
    ) -> Result<Option<InList>> {
        let now = read.now();
        let Some(standing) = place_of(read.tx(), now, &filter.tasks(caller, 1), id)? else { return Ok(None) };
        let mut path = |beside: Option<(String, String)>| {
            let found = beside.map(|(kind, id)| self.place(read.tx(), &kind, &id)).transpose()?;
            Ok::<_, Error>(found.map(|(_, path)| filter.path(&path)))
        };
        let (previous, next) = (path(standing.previous)?, path(standing.next)?);
        Ok(Some(InList { place: standing.place, total: standing.total, previous, next }))
    }

    /// What 待办 shows of each row, with where its page is.
    pub fn todo(
        self,
        read: &mut Read<'_, '_>,
        words: &Words,
        caller: &Caller,
        rows: &[TaskRow],
    ) -> Result<Vec<(String, DeskItem)>> {
        self.each(
            rows,
            |row| &row.kind,
            |kind, rows| {
                let items = kind.todo(read, words, caller, rows)?;
                Ok(items.into_iter().map(|item| (kind.path(&item.number), item)).collect())
            },
        )
    }

    /// What 已发 shows of the rows, in the order of the first task that each stands for.
    pub fn sent(
        self,
        read: &mut Read<'_, '_>,
        words: &Words,
        caller: &Caller,
        rows: &[TaskRow],
    ) -> Result<Vec<(usize, SentItem)>> {
        let mut shown = Vec::with_capacity(rows.len());
        for kind in self.0 {
            let (places, own): (Vec<usize>, Vec<&TaskRow>) =
                rows.iter().enumerate().filter(|(_, row)| row.kind == kind.kind()).unzip();
            if !own.is_empty() {
                let items = kind.sent(read, words, caller, &own)?;
                shown.extend(items.into_iter().filter_map(|(place, item)| Some((*places.get(place)?, item))));
            }
        }
        shown.sort_by_key(|(place, _)| *place);
        Ok(shown)
    }

    /// One page of everything that the department sent, of every kind, the newest id first, after an id; and the id after which the next
    /// page begins.
    pub fn page_of_sent(
        self,
        read: &mut Read<'_, '_>,
        words: &Words,
        caller: &Caller,
        after: Option<&str>,
        limit: usize,
    ) -> Result<(Vec<SentItem>, Option<String>)> {
        let mut sent = Vec::new();
        for kind in self.0 {
            sent.extend(kind.everything_sent(read, words, caller, after, limit + 1)?);
        }
        sent.sort_by(|(one, _), (other, _)| other.cmp(one));
        let more = sent.len() > limit;
        sent.truncate(limit);
        let next = sent.last().filter(|_| more).map(|(id, _)| id.clone());
        Ok((sent.into_iter().map(|(_, item)| item).collect(), next))
    }

    /// What 已办 shows of each row.
    pub fn done(
        self,
        read: &mut Read<'_, '_>,
        words: &Words,
        caller: &Caller,
        rows: &[DoneRow],
    ) -> Result<Vec<DoneItem>> {
        self.each(rows, |row| &row.kind, |kind, rows| kind.done(read, words, caller, rows))
    }

    /// What `show` makes of the rows of each kind, in the order of `rows`.
    fn each<R, T>(
        self,
        rows: &[R],
        kind_of: impl Fn(&R) -> &str,
        mut show: impl FnMut(&'static dyn DeskKind, &[&R]) -> Result<Vec<T>>,
    ) -> Result<Vec<T>> {
        let mut shown: Vec<(usize, T)> = Vec::with_capacity(rows.len());
        for kind in self.0.iter().copied() {
            let own: Vec<(usize, &R)> =
                rows.iter().enumerate().filter(|(_, row)| kind_of(row) == kind.kind()).collect();
            if own.is_empty() {
                continue;
            }
            let refs: Vec<&R> = own.iter().map(|(_, row)| *row).collect();
            shown.extend(own.iter().map(|(place, _)| *place).zip(show(kind, &refs)?));
        }
        shown.sort_by_key(|(place, _)| *place);
        Ok(shown.into_iter().map(|(_, item)| item).collect())
    }
}

impl InTime {
    /// The member of the messages `in-time`, with lamp and tone.
    pub const fn shown(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Yes => ("yes", "l-done", "c-grn"),
            Self::No => ("no", "l-red", "c-red"),
            Self::WithoutLimit => ("without-limit", "l-done", "mut"),
            Self::Confirmed => ("confirmed", "l-vio", "c-vio"),
        }
    }
}
