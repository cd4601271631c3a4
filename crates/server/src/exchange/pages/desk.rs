//! What 待办, 已发 and 已办 show of a transmittal.

use crate::exchange::acts;
use crate::exchange::store::{self, Listed, RegisterFilter};
use crate::exchange::transmittal::{ACKNOWLEDGE, CONFIRM, DECIDE_RETURN, PUSH_CHANGE, REPLY, REROUTE, RETURN, UPHOLD};
use crate::platform::act::Act;
use crate::platform::desk::{
    Addressee, DeskItem, DeskKind, Doing, DoneItem, DoneRow, InTime, Lamp, SentItem, TaskRow, Words, joined,
};
use crate::platform::error::Result;
use crate::platform::face::store::numbers;
use crate::platform::identity::Caller;
use crate::platform::open_work::{OpenWork, PersonalHandover, Succession};
use crate::platform::reader::Read;
use crate::platform::stored::Stored;
use jiff::Timestamp;
use shenguan_db::Tx;
use shenguan_rules::exchange::{ActedBy, Receipt, State as Standing, Transmittal};
use shenguan_rules::party::ItemCode;

/// Transmittals on the lists.
pub struct TransmittalDesk;

impl OpenWork for TransmittalDesk {
    fn item(&self, act: &mut Act<'_, '_>, id: &str) -> Result<Option<ItemCode>> {
        Ok(act.get::<Transmittal>(id)?.state.item)
    }

    fn succeed(&self, act: &mut Act<'_, '_>, id: &str, succession: &Succession) -> Result<()> {
        acts::succeed(act, id, &succession.department, &succession.successor)
    }

    fn hand_over(&self, act: &mut Act<'_, '_>, id: &str, handover: &PersonalHandover) -> Result<()> {
        acts::assign(act, id, None, Some(handover.successor.as_str())).map(drop)
    }
}

impl DeskKind for TransmittalDesk {
    fn kind(&self) -> &'static str {
        Transmittal::KIND
    }

    /// A push, a return, a return that was not upheld.
    fn arrivals(&self) -> &'static [&'static str] {
        &["pushed", "returned", "upheld"]
    }

    fn numbers(&self, tx: &mut Tx<'_>, ids: &[&str]) -> Result<Vec<(String, String)>> {
        numbers(tx, self.kind(), ids)
    }

    fn act(&self, words: &Words, act: &str) -> String {
        words.t_of("act", act).to_string()
    }

    fn path(&self, number: &str) -> String {
        format!("/items/{number}")
    }

    fn todo(&self, read: &mut Read<'_, '_>, words: &Words, _: &Caller, rows: &[&TaskRow]) -> Result<Vec<DeskItem>> {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let listed = store::listed_each(read.tx(), &ids)?;
        Ok(rows.iter().zip(&listed).map(|(row, listed)| words.todo_item(&row.task, listed)).collect())
    }

    fn sent(
        &self,
        read: &mut Read<'_, '_>,
        words: &Words,
        caller: &Caller,
        rows: &[&TaskRow],
    ) -> Result<Vec<(usize, SentItem)>> {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let listed = store::listed_each(read.tx(), &ids)?;
        // What is waited for until another instant, or by another act, is another row.
        let standing = |place: usize| rows.get(place).map(|row| (row.task.as_str(), row.due));
        let pushes = words.pushes(read, caller, &listed, |one, other| standing(one) == standing(other))?;
        Ok(pushes.into_iter().map(|push| (push.first, push.item)).collect())
    }

    fn everything_sent(
        &self,
        read: &mut Read<'_, '_>,
        words: &Words,
        caller: &Caller,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<(String, SentItem)>> {
        let mut filter = RegisterFilter {
            from: Some(caller.department.to_string()),
            after: after.map(str::to_owned),
            limit,
            ..RegisterFilter::default()
        };
        let mut rows = Vec::new();
        loop {
            let found = store::register(read.tx(), words.now, &caller.scope, &filter)?;
            let listed: Vec<Listed> = found.into_iter().map(|row| row.listed).collect();
            filter.after = listed.last().map(|last| last.held.id.clone());
            let pushes = words.pushes(read, caller, &listed, |_, _| true)?;
            let last = |place: usize| listed.get(place).map(|listed| listed.held.id.clone()).unwrap_or_default();
            rows.extend(pushes.into_iter().map(|push| (last(push.last), push.item)));
            if rows.len() >= limit || listed.len() < limit {
                rows.truncate(limit);
                return Ok(rows);
            }
        }
    }

    fn done(&self, read: &mut Read<'_, '_>, words: &Words, _: &Caller, rows: &[&DoneRow]) -> Result<Vec<DoneItem>> {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let listed = store::listed_each(read.tx(), &ids)?;
        Ok(rows.iter().zip(&listed).map(|(row, listed)| words.done_item(row, listed)).collect())
    }
}

/// From when the time of an act is counted.
pub(super) fn started_at(task: &str, item: &Transmittal) -> Option<Timestamp> {
    match task {
        REPLY => item.facts.acknowledged_at.or(item.facts.deemed_at),
        UPHOLD | REROUTE => item.returned.as_ref().map(|returned| returned.at),
        _ => Some(item.pushed_at),
    }
}

/// What was pushed in one act, with the places of the first and the last of it among what was read.
struct Push {
    first: usize,
    last: usize,
    item: SentItem,
}

impl Words {
    fn todo_item(&self, task: &str, listed: &Listed) -> DeskItem {
        let transmittal = &listed.held.state;
        let number = transmittal.number.clone();
        let party = listed.party_name.clone().unwrap_or_default();
        let outcome = self.outcome(transmittal);
        // Whom it is about and what was decided name it; a number does where one of the two is missing.
        let paper = listed.document_number.clone().or_else(|| listed.certificate_number.clone());
        let paper = paper.filter(|_| party.is_empty() || outcome.is_empty());
        DeskItem {
            tag: self.kind(&transmittal.kind),
            subject: self.subject(listed),
            gist: joined([party.clone(), outcome, paper.unwrap_or_default()]),
            party,
            source: if task == DECIDE_RETURN { self.returner(transmittal) } else { self.source(transmittal) },
            is_read: transmittal.facts.opened_at.is_some(),
            doing: match task {
                ACKNOWLEDGE => Doing::Press(format!("/items/{number}/acknowledge")),
                REPLY => Doing::Page(format!("/items/{number}/reply")),
                PUSH_CHANGE => Doing::Page(format!("/push/new?change={number}")),
                _ => Doing::Item,
            },
            number,
        }
    }

    fn done_item(&self, row: &DoneRow, listed: &Listed) -> DoneItem {
        let item = &listed.held.state;
        let party = listed.party_name.clone().unwrap_or_default();
        DoneItem {
            number: item.number.clone(),
            path: format!("/items/{}", item.number),
            tag: self.kind(&item.kind),
            subject: self.subject(listed),
            gist: joined([party.clone(), self.outcome(item)]),
            party,
            took: self.took(started_at(&row.task, item), row.at),
            in_time: in_time(row, item),
        }
    }

    fn subject(&self, listed: &Listed) -> String {
        listed.subject.clone().unwrap_or_else(|| self.t("content-erased").to_string())
    }

    /// One row a push: what went to several departments in one act stands together where `may_join` says so, with what is not on the list
    /// any more.
    fn pushes(
        &self,
        read: &mut Read<'_, '_>,
        caller: &Caller,
        listed: &[Listed],
        may_join: impl Fn(usize, usize) -> bool,
    ) -> Result<Vec<Push>> {
        let ids: Vec<&str> = listed.iter().map(|listed| listed.held.id.as_str()).collect();
        let beside = store::pushed_beside(read.tx(), &caller.scope, &ids)?;
        let state = |place: usize| listed.get(place).map(|listed| &listed.held.state);
        let mut pushes: Vec<Push> = Vec::with_capacity(listed.len());
        for (place, pushed) in listed.iter().enumerate() {
            let item = &pushed.held.state;
            let same = pushes.iter_mut().find(|push| {
                state(push.first).is_some_and(|first| are_one_push(first, item)) && may_join(push.first, place)
            });
            match same {
                Some(push) => {
                    push.last = place;
                    push.item.to.push(self.went_to(item));
                }
                None => pushes.push(Push { first: place, last: place, item: self.sent_item(pushed) }),
            }
        }
        for push in &mut pushes {
            let Some(first) = state(push.first) else { continue };
            let others = beside.iter().map(|held| &held.state).filter(|other| are_one_push(first, other));
            for other in others.filter(|other| other.state != Standing::Recalled) {
                if push.item.to.iter().all(|to| to.number != other.number) {
                    push.item.to.push(self.went_to(other));
                }
            }
            push.item.to.sort_by(|one, other| one.number.cmp(&other.number));
        }
        Ok(pushes)
    }

    fn sent_item(&self, listed: &Listed) -> SentItem {
        let item = &listed.held.state;
        let party = listed.party_name.clone().unwrap_or_default();
        let by = self.acted(&item.pushed_by);
        SentItem {
            number: item.number.clone(),
            path: format!("/items/{}", item.number),
            tag: self.kind(&item.kind),
            subject: self.subject(listed),
            gist: joined([item.number.clone(), party.clone(), self.outcome(item)]),
            party,
            sent_at: item.pushed_at,
            sent: Lamp { lamp: "", tone: "", line: self.short(item.pushed_at), sub: by.clone(), paper: by },
            to: vec![self.went_to(item)],
        }
    }

    fn went_to(&self, item: &Transmittal) -> Addressee {
        Addressee {
            number: item.number.clone(),
            path: format!("/items/{}", item.number),
            department: self.department(&item.to),
            lamp: self.lamp(item),
            latest: self.latest(item),
        }
    }

    /// The last of the facts of an item, with its instant and who did it.
    fn latest(&self, item: &Transmittal) -> String {
        let facts = &item.facts;
        let deemed_at = match item.received_at(self.now) {
            Some(Receipt::Deemed { at }) => Some(at),
            _ => None,
        };
        let all = [
            ("pushed", Some(item.pushed_at), Some(&item.pushed_by)),
            ("delivered", facts.delivered_at, None),
            ("opened", facts.opened_at, facts.opened_by.as_ref()),
            ("acknowledged", facts.acknowledged_at, facts.acknowledged_by.as_ref()),
            ("deemed", deemed_at, None),
            ("confirmed", facts.confirmed_at, facts.confirmed_by.as_ref()),
            ("returned", facts.returned_at, item.returned.as_ref().map(|it| &it.by)),
            ("recalled", facts.recalled_at, None),
        ];
        let last = all.into_iter().filter_map(|(fact, at, by)| Some((at?, fact, by))).max_by_key(|(at, ..)| *at);
        let Some((at, fact, by)) = last else { return String::new() };
        let by = by.filter(|by| **by != ActedBy::Platform).map(|by| self.acted(by)).unwrap_or_default();
        format!("{} {} {by}", self.t_of("fact", fact), self.short(at)).trim().to_owned()
    }
}

/// Whether two items are the same push to two departments: one act lays one content beside all of them.
fn are_one_push(one: &Transmittal, other: &Transmittal) -> bool {
    one.content == other.content && one.pushed_at == other.pushed_at
}

/// 按期, 默认接收后补记, or that there was no limit.
fn in_time(row: &DoneRow, item: &Transmittal) -> InTime {
    let decision = item.returned.as_ref().and_then(|returned| returned.decision.as_ref());
    let due = match row.task.as_str() {
        ACKNOWLEDGE | RETURN => item.receipt_due(),
        UPHOLD | REROUTE => decision.map(|decision| decision.due),
        _ => None,
    };
    match (row.task.as_str(), due) {
        (CONFIRM, _) => InTime::Confirmed,
        (_, None) => InTime::WithoutLimit,
        (_, Some(due)) if row.at < due => InTime::Yes,
        (_, Some(_)) => InTime::No,
    }
}
