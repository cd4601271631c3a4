//! Requests on the lists.

use crate::cooperation::acts;
use crate::cooperation::store::{self, ListedRequest, RequestFilter};
use crate::platform::act::Act;
use crate::platform::desk::{
    ANSWER_QUESTION, ANSWER_REQUEST, Addressee, CONFIRM_ANSWER, DECIDE_COMPETENCE, DECIDE_EXTENSION, DeskItem,
    DeskKind, Doing, DoneItem, DoneRow, InTime, Lamp, NOT_OURS, SentItem, Source, TaskRow, Words, joined,
};
use crate::platform::error::Result;
use crate::platform::face;
use crate::platform::identity::{Caller, Permission};
use crate::platform::open_work::{OpenWork, PersonalHandover, Succession};
use crate::platform::reader::Read;
use crate::platform::stored::Stored;
use jiff::Timestamp;
use shenguan_db::Tx;
use shenguan_rules::cooperation::CooperationRequest;
use shenguan_rules::exchange::ActedBy;
use shenguan_rules::party::ItemCode;

/// Requests on the lists.
pub struct RequestDesk;

impl OpenWork for RequestDesk {
    fn item(&self, act: &mut Act<'_, '_>, id: &str) -> Result<Option<ItemCode>> {
        Ok(act.get::<CooperationRequest>(id)?.state.item)
    }

    fn succeed(&self, act: &mut Act<'_, '_>, id: &str, succession: &Succession) -> Result<()> {
        acts::succeed(act, id, &succession.department, &succession.successor)
    }

    fn hand_over(&self, act: &mut Act<'_, '_>, id: &str, handover: &PersonalHandover) -> Result<()> {
        acts::hand_over(act, id, &handover.predecessor, &handover.successor)
    }
}

impl DeskKind for RequestDesk {
    fn kind(&self) -> &'static str {
        CooperationRequest::KIND
    }

    /// What brings something onto the list of the other side.
    fn arrivals(&self) -> &'static [&'static str] {
        &[
            "issued",
            "reconsulted",
            "replied",
            "clarification_asked",
            "extension_asked",
            "not_ours",
            "upheld",
            "overdue",
            "escalated",
        ]
    }

    fn numbers(&self, tx: &mut Tx<'_>, ids: &[&str]) -> Result<Vec<(String, String)>> {
        face::store::numbers(tx, Self::kind(self), ids)
    }

    fn path(&self, number: &str) -> String {
        format!("/cooperation/{number}")
    }

    fn todo(
        &self,
        read: &mut Read<'_, '_>,
        words: &Words,
        caller: &Caller,
        rows: &[&TaskRow],
    ) -> Result<Vec<DeskItem>> {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let listed = store::listed_each(read.tx(), &ids)?;
        Ok(rows.iter().zip(&listed).map(|(row, listed)| todo_item(words, caller, &row.task, listed)).collect())
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
        let issues = issues(read, words, caller, &listed)?;
        Ok(issues.into_iter().map(|issue| (issue.first, issue.item)).collect())
    }

    fn everything_sent(
        &self,
        read: &mut Read<'_, '_>,
        words: &Words,
        caller: &Caller,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Vec<(String, SentItem)>> {
        let mut filter = RequestFilter {
            from: Some(caller.department.to_string()),
            after: after.map(str::to_owned),
            limit,
            ..RequestFilter::default()
        };
        let mut rows = Vec::new();
        loop {
            let listed = store::list(read.tx(), &caller.scope, &filter)?;
            filter.after = listed.last().map(|last| last.held.id.clone());
            let last = |place: usize| listed.get(place).map(|listed| listed.held.id.clone()).unwrap_or_default();
            rows.extend(issues(read, words, caller, &listed)?.into_iter().map(|issue| (last(issue.last), issue.item)));
            if rows.len() >= limit || listed.len() < limit {
                rows.truncate(limit);
                return Ok(rows);
            }
        }
    }

    fn done(&self, read: &mut Read<'_, '_>, words: &Words, _: &Caller, rows: &[&DoneRow]) -> Result<Vec<DoneItem>> {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let listed = store::listed_each(read.tx(), &ids)?;
        Ok(rows.iter().zip(&listed).map(|(row, listed)| done_item(words, row, listed)).collect())
    }
}

/// What was asked in one act, with the places of the first and the last of it among what was read.
struct Issued {
    joint: String,
    first: usize,
    last: usize,
    item: SentItem,
}

/// One row an issue, with every department that it went to.
fn issues(read: &mut Read<'_, '_>, words: &Words, caller: &Caller, listed: &[ListedRequest]) -> Result<Vec<Issued>> {
    let mut issues: Vec<Issued> = Vec::with_capacity(listed.len());
    for (place, listed) in listed.iter().enumerate() {
        let joint = listed.held.state.joint.as_str();
        if let Some(issue) = issues.iter_mut().find(|issue| issue.joint == joint) {
            issue.last = place;
        } else {
            let item = sent_item(words, listed);
            issues.push(Issued { joint: joint.to_owned(), first: place, last: place, item });
        }
    }
    let joints: Vec<&str> = issues.iter().map(|issue| issue.joint.as_str()).collect();
    let all = store::joint_within(read.tx(), &caller.scope, &joints)?;
    for issue in &mut issues {
        let together = all.iter().map(|listed| &listed.held.state).filter(|other| other.joint.as_str() == issue.joint);
        issue.item.to = together.map(|other| went_to(words, other)).collect();
    }
    Ok(issues)
}

fn todo_item(words: &Words, caller: &Caller, task: &str, listed: &ListedRequest) -> DeskItem {
    let request = &listed.held.state;
    let number = request.number.clone();
    let about = listed.case_number.clone().or_else(|| listed.regulatory_matter.clone()).unwrap_or_default();
    // What the asker decides comes from the addressee.
    let is_askers = [CONFIRM_ANSWER, DECIDE_COMPETENCE, DECIDE_EXTENSION, ANSWER_QUESTION].contains(&task);
    let (department, by) = if is_askers {
        (&request.to, request.replies.last().map(|reply| &reply.by))
    } else {
        (&request.from, Some(&request.issued_by))
    };
    let entry = by.and_then(ActedBy::officer).and_then(|officer| words.directory.officer(officer));
    DeskItem {
        tag: words.t("request-tag").to_string(),
        subject: subject(words, listed),
        gist: about,
        party: String::new(),
        source: Source {
            department: words.department(department),
            section: entry.map(|entry| words.section_of(entry)).unwrap_or_default(),
            person: by.map(|by| words.acted(by)).unwrap_or_default(),
            contact: entry.map(|entry| entry.card.contact.clone()).unwrap_or_default(),
        },
        is_read: is_askers || request.opened_at.is_some(),
        // A leader reads what his department owes and is led to no form that he may not send.
        doing: match task {
            ANSWER_REQUEST if caller.may(Permission::AnswerCooperation) => {
                Doing::Page(format!("/cooperation/{number}/reply"))
            }
            CONFIRM_ANSWER if caller.may(Permission::AskCooperation) => {
                Doing::Press(format!("/cooperation/{number}/confirm"))
            }
            _ => Doing::Item,
        },
        number,
    }
}

fn sent_item(words: &Words, listed: &ListedRequest) -> SentItem {
    let request = &listed.held.state;
    let by = words.acted(&request.issued_by);
    let issued_at = request.versions.first().map_or(Timestamp::UNIX_EPOCH, |version| version.issued_at);
    let about = listed.case_number.clone().or_else(|| listed.regulatory_matter.clone()).unwrap_or_default();
    SentItem {
        number: request.number.clone(),
        path: format!("/cooperation/{}", request.number),
        tag: words.t("request-tag").to_string(),
        subject: subject(words, listed),
        party: String::new(),
        gist: joined([request.number.clone(), about]),
        sent_at: issued_at,
        sent: Lamp { lamp: "", tone: "", line: words.short(issued_at), sub: by.clone(), paper: by },
        to: Vec::new(),
    }
}

fn went_to(words: &Words, request: &CooperationRequest) -> Addressee {
    let issued = request.versions.last().map(|version| ("issued", version.issued_at, Some(&version.by)));
    let opened = request.opened_at.map(|at| ("opened", at, None));
    let replied = request.replies.last().map(|reply| ("replied", reply.at, Some(&reply.by)));
    let latest = [issued, opened, replied].into_iter().flatten().max_by_key(|(_, at, _)| *at);
    let latest = latest.map(|(act, at, by)| {
        let by = by.map(|by| words.acted(by)).unwrap_or_default();
        format!("{} {} {by}", words.t_of("request-act", act), words.short(at)).trim().to_owned()
    });
    Addressee {
        number: request.number.clone(),
        path: format!("/cooperation/{}", request.number),
        department: words.department(&request.to),
        lamp: words.request_lamp(request),
        latest: latest.unwrap_or_default(),
    }
}

fn done_item(words: &Words, row: &DoneRow, listed: &ListedRequest) -> DoneItem {
    let request = &listed.held.state;
    let said = request.not_ours.as_ref();
    let version = request.versions.last();
    let asked = request.extensions.last();
    let (started, due) = match row.task.as_str() {
        DECIDE_COMPETENCE => (said.map(|said| said.at), said.map(|said| said.decision.due)),
        DECIDE_EXTENSION => (asked.map(|asked| asked.at), None),
        CONFIRM_ANSWER => (request.reply().map(|reply| reply.at), None),
        _ => (version.map(|version| version.issued_at), version.map(|version| version.due)),
    };
    let in_time = match (row.task.as_str(), due) {
        (ANSWER_REQUEST, _) if request.replies.iter().any(|reply| reply.at == row.at && reply.late) => InTime::No,
        (NOT_OURS, _) | (_, None) => InTime::WithoutLimit,
        (_, Some(due)) if row.at < due => InTime::Yes,
        (ANSWER_REQUEST, Some(_)) => InTime::Yes,
        (_, Some(_)) => InTime::No,
    };
    let about = listed.case_number.clone().or_else(|| listed.regulatory_matter.clone()).unwrap_or_default();
    DoneItem {
        number: request.number.clone(),
        path: format!("/cooperation/{}", request.number),
        tag: words.t("request-tag").to_string(),
        subject: subject(words, listed),
        party: String::new(),
        gist: about,
        took: words.took(started.filter(|started| *started <= row.at), row.at),
        in_time,
    }
}

fn subject(words: &Words, listed: &ListedRequest) -> String {
    listed.subject.clone().unwrap_or_else(|| words.t("content-erased").to_string())
}
