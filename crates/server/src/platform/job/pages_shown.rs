//! What the pages of jobs show.

use super::store::{Job, JobState, find, of_account};
use super::store_rows::{JobRow, Outcome, rows_of};
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{Language, Nav, Page, Visit, moment, stamp};
use askama::Template;
use serde::Deserialize;

/// So many rows on a page.
const ROWS_MAX: i64 = 100;
/// Numbers of this beginning are items and have pages.
const ITEM_PREFIX: &str = "TS-";

/// `?only=refused&after=`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowFilter {
    #[serde(default)]
    only: String,
    #[serde(default)]
    after: u32,
    /// The language that the page is asked in.
    #[serde(default, rename = "lang")]
    _lang: String,
}

/// A job on the list and at the head of its page.
pub(super) struct Shown {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) state: &'static str,
    pub(super) tag: &'static str,
    pub(super) total: u64,
    pub(super) done: u64,
    pub(super) refused: u64,
    pub(super) created: String,
    pub(super) ended: String,
    pub(super) href: String,
}

/// A row with what became of it.
pub(super) struct ShownRow {
    pub(super) number: u32,
    pub(super) outcome: &'static str,
    pub(super) reasons: Vec<String>,
    pub(super) links: Vec<Link>,
}

/// What a row became.
pub(super) struct Link {
    pub(super) number: String,
    pub(super) is_item: bool,
}

/// A reason as the kinds of jobs lay it down.
#[derive(Deserialize)]
struct Reason {
    column: String,
    zh: String,
    en: String,
}

#[derive(Template)]
#[template(path = "job/jobs.html")]
pub(super) struct JobsPage {
    page: Page,
    jobs: Vec<Shown>,
    may_import: bool,
}

#[derive(Template)]
#[template(path = "job/job.html")]
pub(super) struct JobPage {
    page: Page,
    job: Shown,
    is_open: bool,
    is_stopping: bool,
    only_refused: bool,
    rows: Vec<ShownRow>,
    next: Option<String>,
    here: String,
    failure: Option<String>,
    home: String,
    has_file: bool,
    file_name: String,
    kept_until: String,
    may_import: bool,
}

pub(super) fn jobs_page(read: &mut Read<'_, '_>, visit: &Visit, caller: &Caller, account: &str) -> Result<JobsPage> {
    let page = Page::new(visit, caller, read, Nav::Jobs)?;
    let found = of_account(read.tx(), account)?;
    let title = page.t("nav-jobs").to_string();
    Ok(JobsPage {
        jobs: found.iter().map(|job| shown(job, &page)).collect(),
        may_import: page.may(Permission::Import),
        page: page.titled(title),
    })
}

pub(super) fn job_page(
    read: &mut Read<'_, '_>,
    visit: &Visit,
    caller: &Caller,
    account: &str,
    id: &str,
    filter: &RowFilter,
) -> Result<JobPage> {
    let page = Page::new(visit, caller, read, Nav::Jobs)?;
    let job = find(read.tx(), account, id)?;
    let only_refused = filter.only == "refused";
    let mut rows = rows_of(read.tx(), id, only_refused, filter.after, ROWS_MAX + 1)?;
    let here = format!("/jobs/{id}");
    let only = if only_refused { "only=refused&" } else { "" };
    let more = rows.len() > usize::try_from(ROWS_MAX).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(ROWS_MAX).unwrap_or(usize::MAX));
    let last = rows.last().map_or(0, |row| row.number);
    let language = visit.language();
    let view = shown(&job, &page);
    Ok(JobPage {
        is_open: job.state.is_open(),
        is_stopping: job.cancel_asked && job.state == JobState::Running,
        only_refused,
        next: more.then(|| format!("{here}?{only}after={last}")),
        here: format!("{here}{}", if only_refused { "?only=refused" } else { "" }),
        rows: rows.iter().map(|row| shown_row(row, language)).collect(),
        failure: job.code.as_ref().map(|code| page.t_of("refusal", code).to_string()),
        has_file: job.state == JobState::Done && job.file_name.is_some(),
        file_name: job.file_name.clone().unwrap_or_default(),
        kept_until: if job.state.is_ended() { stamp(job.removed_at, page.now(), language) } else { String::new() },
        may_import: page.may(Permission::Import),
        home: job.home.clone(),
        page: page.titled(format!("{} {}", visit.t_of("job-kind", &job.kind), job.title)),
        job: view,
    })
}

fn shown(job: &Job, page: &Page) -> Shown {
    let language = page.visit().language();
    let tag = match job.state {
        JobState::Done if job.refused > 0 => "tag-amb",
        JobState::Done => "tag-grn",
        JobState::Failed => "tag-red",
        JobState::Running | JobState::Waiting => "tag-pri",
        JobState::Laid | JobState::Cancelled => "",
    };
    Shown {
        id: job.id.clone(),
        kind: job.kind.clone(),
        title: job.title.clone(),
        state: job.state.as_str(),
        tag,
        total: job.total,
        done: job.done,
        refused: job.refused,
        created: moment(job.created_at, page.now(), language),
        ended: job.ended_at.map(|at| moment(at, page.now(), language)).unwrap_or_default(),
        href: match job.state {
            JobState::Laid => format!("{}/{}", job.home, job.id),
            _ => format!("/jobs/{}", job.id),
        },
    }
}

fn shown_row(row: &JobRow, language: Language) -> ShownRow {
    let reasons: Vec<Reason> = serde_json::from_str(&row.reasons).unwrap_or_default();
    let words = |reason: &Reason| {
        let words = if language == Language::Chinese { &reason.zh } else { &reason.en };
        let names_column = reason.column.is_empty() || reason.column.is_ascii() || words.contains(&reason.column);
        if names_column { words.clone() } else { format!("{} · {words}", reason.column) }
    };
    let link = |number: &str| Link { number: number.to_owned(), is_item: number.starts_with(ITEM_PREFIX) };
    ShownRow {
        number: row.number,
        outcome: row.outcome.as_str(),
        reasons: reasons.iter().map(words).collect(),
        // What was there before by another way is named, too.
        links: row.link.split(' ').filter(|number| !number.is_empty()).map(link).collect(),
    }
}

impl ShownRow {
    /// The colour of its tag.
    pub(super) fn tag(&self) -> &'static str {
        match self.outcome {
            word if word == Outcome::Taken.as_str() => "tag-grn",
            word if word == Outcome::Refused.as_str() => "tag-red",
            _ => "",
        }
    }
}
