//! What is to be told to whom now: pure. It is given the tasks that stand, what was told before and the instant, and gives messages;
//! who lays them down and sends them is elsewhere.
//!
//! - One digest a working day for each person, at the first look in office hours at which there is something to say: what is new,
//!   due today, overdue or escalated. Before three days off or more, and on the first morning after, it is the list of all that is open.
//! - What becomes due today after that, or outside office hours, is told at once, from the hour on at which offices open; before
//!   that hour only where it would be too late then.
//! - On days off whoever is on duty is told of what is due; where nobody is, whoever has it.
//! - 催办 is told in office hours, to whoever has it and to the responsible officers.

use super::office::{Occasion, Office};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shenguan_rules::party::OfficerId;
use std::collections::{BTreeMap, BTreeSet};

/// What is overdue for so many working days is told to the responsible officer (A11: 责任人 → 分管领导).
const RESPONSIBLE_AFTER_WORKING_DAYS: u32 = 1;
/// And after so many to the leader in charge.
const LEADER_AFTER_WORKING_DAYS: u32 = 3;

/// A task of a department that stands, with those whom it concerns on this day.
#[derive(Clone, Debug)]
pub struct OpenTask {
    /// The subject's kind.
    pub kind: String,
    /// The subject.
    pub subject: String,
    /// What: the name of the act.
    pub task: String,
    /// Before when; none where nothing is due.
    pub due: Option<Timestamp>,
    /// Who has it.
    pub owners: Vec<OfficerId>,
    /// 责任人.
    pub responsible: Vec<OfficerId>,
    /// 分管领导.
    pub leaders: Vec<OfficerId>,
}

/// A reminder that is still to be told.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub subject: String,
}

/// What was told before.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// The last time that somebody was told of a task: officer, subject, task.
    pub told: BTreeMap<(OfficerId, String, String), Told>,
    /// Who had the digest of this day.
    pub digested: BTreeSet<OfficerId>,
}

/// When somebody was told of a task, and which deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// On which day.
    pub on: Date,
    /// Before when it was due then.
    pub due: Option<Timestamp>,
}

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The digest of a working day.
    Digest,
    /// The list before days off.
    BeforeDaysOff,
    /// The list after days off.
    AfterDaysOff,
    /// Due today and not in the digest.
    DueToday,
    /// 催办.
    Reminder,
}

/// Why a task stands in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The deadline has passed.
    Overdue,
    /// It is due today.
    DueToday,
    /// The sender presses.
    Reminded,
    /// It is overdue at somebody else, who was told.
    Escalated,
    /// Not told before.
    New,
    /// It is open.
    Open,
}

/// A line of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The subject's kind.
    pub kind: String,
    /// The subject.
    pub subject: String,
    /// What is to be done.
    pub task: String,
    /// Before when.
    #[serde(with = "shenguan_rules::subject::micros::option")]
    pub due: Option<Timestamp>,
    /// Why it stands here.
    pub why: Why,
}

/// A message to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// To whom.
    pub officer: OfficerId,
    /// What it is.
    pub topic: Topic,
    /// What it says, the most pressing first.
    pub lines: Vec<Line>,
    /// So many tasks more are open and need no word today.
    pub others: usize,
    /// After this instant it is of no use any more.
    pub until: Timestamp,
}

/// Everything that is to be made now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The messages.
    pub messages: Vec<Planned>,
    /// The reminders that are settled by them, or that nothing stands for any more.
    pub prompts: Vec<String>,
}

impl Topic {
    /// The word in the table and in message families.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Digest => "digest",
            Self::BeforeDaysOff => "before-days-off",
            Self::AfterDaysOff => "after-days-off",
            Self::DueToday => "due-today",
            Self::Reminder => "reminder",
        }
    }

    /// The topic of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Digest, Self::BeforeDaysOff, Self::AfterDaysOff, Self::DueToday, Self::Reminder];
        all.into_iter().find(|topic| topic.as_str() == word)
    }

    /// Whether it is the one digest of a day.
    pub const fn is_digest(self) -> bool {
        matches!(self, Self::Digest | Self::BeforeDaysOff | Self::AfterDaysOff)
    }
}

impl Why {
    /// The word in message families.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::DueToday => "due-today",
            Self::Reminded => "reminded",
            Self::Escalated => "escalated",
            Self::New => "new",
            Self::Open => "open",
        }
    }
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty() && self.prompts.is_empty()
    }
}

/// What is to be told of the tasks of one department, of which `on_duty` are on duty on a day off.
pub fn plan(
    office: &Office<'_>,
    tasks: &[OpenTask],
    on_duty: &[OfficerId],
    prompts: &[Prompt],
    before: &Before,
) -> Plan {
    let mut seats: BTreeMap<&OfficerId, Seat<'_>> = BTreeMap::new();
    for task in tasks {
        let owners = if office.works_today() || on_duty.is_empty() { &task.owners } else { on_duty };
        for owner in owners {
            seats.entry(owner).or_default().own.push(task);
        }
        for above in above(office, task).filter(|above| !owners.contains(above)) {
            seats.entry(above).or_default().escalated.push(task);
        }
    }
    let mut plan = Plan::default();
    for (officer, seat) in &seats {
        plan.messages.extend(seat.digest(office, officer, before).or_else(|| seat.due_today(office, officer, before)));
    }
    remind(office, tasks, prompts, &mut plan);
    plan
}

/// What one person has.
#[derive(Default)]
struct Seat<'t> {
    own: Vec<&'t OpenTask>,
    escalated: Vec<&'t OpenTask>,
}

impl Seat<'_> {
    fn digest(&self, office: &Office<'_>, officer: &OfficerId, before: &Before) -> Option<Planned> {
        if !office.is_open() || before.digested.contains(officer) {
            return None;
        }
        let topic = match office.occasion() {
            Occasion::Ordinary => Topic::Digest,
            Occasion::BeforeDaysOff => Topic::BeforeDaysOff,
            Occasion::AfterDaysOff => Topic::AfterDaysOff,
        };
        let is_new = |task: &OpenTask| told(before, officer, task).is_none();
        let own = self.own.iter().filter_map(|task| {
            let why = match task.due {
                Some(due) if due <= office.now => Why::Overdue,
                Some(due) if office.is_due_today(due) => Why::DueToday,
                _ if is_new(task) => Why::New,
                _ if topic != Topic::Digest => Why::Open,
                _ => return None,
            };
            Some(task.line(why))
        });
        let escalated = self.escalated.iter().filter(|task| is_new(task)).map(|task| task.line(Why::Escalated));
        message(officer, topic, own.chain(escalated).collect(), self.own.len(), office.closes_at())
    }

    /// What is due today and was not told today with this deadline.
    fn due_today(&self, office: &Office<'_>, officer: &OfficerId, before: &Before) -> Option<Planned> {
        let cannot_wait = |due: Timestamp| office.has_opened() || due <= office.opens_at();
        let untold = |task: &OpenTask| {
            told(before, officer, task).is_none_or(|told| told.on != office.today() || told.due != task.due)
        };
        let lines: Vec<Line> = self
            .own
            .iter()
            .filter(|task| task.due.is_some_and(|due| office.is_due_today(due) && cannot_wait(due)) && untold(task))
            .map(|task| task.line(Why::DueToday))
            .collect();
        let until = lines.iter().filter_map(|line| line.due).max()?;
        message(officer, Topic::DueToday, lines, self.own.len(), until)
    }
}

/// 催办, each person once however many press.
fn remind(office: &Office<'_>, tasks: &[OpenTask], prompts: &[Prompt], plan: &mut Plan) {
    let mut lines: BTreeMap<&OfficerId, Vec<Line>> = BTreeMap::new();
    for prompt in prompts {
        let about: Vec<&OpenTask> = tasks.iter().filter(|task| task.subject == prompt.subject).collect();
        let is_pressing = about.iter().any(|task| task.due.is_some_and(|due| office.is_due_today(due)));
        let may_be_told = office.is_open() || is_pressing && office.has_opened();
        if !about.is_empty() && !may_be_told {
            continue;
        }
        plan.prompts.push(prompt.id.clone());
        for task in about {
            for officer in task.owners.iter().chain(&task.responsible) {
                let own = lines.entry(officer).or_default();
                let line = task.line(Why::Reminded);
                if !own.contains(&line) {
                    own.push(line);
                }
            }
        }
    }
    let until = if office.is_open() { office.closes_at() } else { office.now + jiff::SignedDuration::from_hours(4) };
    plan.messages
        .extend(lines.into_iter().filter_map(|(officer, lines)| message(officer, Topic::Reminder, lines, 0, until)));
}

fn message(officer: &OfficerId, topic: Topic, mut lines: Vec<Line>, open: usize, until: Timestamp) -> Option<Planned> {
    if lines.is_empty() {
        return None;
    }
    let own = lines.iter().filter(|line| line.why != Why::Escalated).count();
    lines.sort_by(|one, other| {
        let key = |line: &Line| (line.why, line.due.unwrap_or(Timestamp::MAX), line.subject.clone(), line.task.clone());
        key(one).cmp(&key(other))
    });
    Some(Planned { officer: officer.clone(), topic, lines, others: open.saturating_sub(own), until })
}

/// Those above whom something that is overdue concerns.
fn above<'t>(office: &Office<'_>, task: &'t OpenTask) -> impl Iterator<Item = &'t OfficerId> {
    let days = task.due.and_then(|due| office.working_days_since(due));
    let since = move |least: u32| days.is_some_and(|days| days >= least);
    let responsible = task.responsible.iter().filter(move |_| since(RESPONSIBLE_AFTER_WORKING_DAYS));
    responsible.chain(task.leaders.iter().filter(move |_| since(LEADER_AFTER_WORKING_DAYS)))
}

fn told(before: &Before, officer: &OfficerId, task: &OpenTask) -> Option<Told> {
    before.told.get(&(officer.clone(), task.subject.clone(), task.task.clone())).copied()
}

impl OpenTask {
    fn line(&self, why: Why) -> Line {
        Line { kind: self.kind.clone(), subject: self.subject.clone(), task: self.task.clone(), due: self.due, why }
    }
}
