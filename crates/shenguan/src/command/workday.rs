//! `shenguan workday`: deadlines in working days and why they end when they do. `due` and `between` need no
//! database.
//!
//! It counts as a deemed receipt is counted by default, 二(三)¶3 「信息推送1个工作日后，默认为对方已接收」: the day of the start
//! is left out, and the last day ends at close of office, 17:00. A duty (a push, a reply) has until 24:00 of the same day.

use super::notice;
use super::outcome::{Done, Failure, print, print_json};
use clap::Subcommand;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use shenguan_rules::calendar::{
    Calendar, CalendarRefusal, Deadline, ExplainedDay, MAX_WORKING_DAYS, local_date, rfc3339,
};
use shenguan_rules::rule_set::RuleSet;
use std::fmt::Write;
use std::process::ExitCode;
use std::str::FromStr;

/// What to compute.
#[derive(Debug, Subcommand)]
pub(crate) enum Workday {
    /// 某时起 N 个工作日的截止时点，逐日说明 · the deadline N working days after START
    ///
    /// 按默认接收计：起算日不计，末日 17:00（下班）截止；推送、答复等义务为同日 24:00。
    Due {
        /// 日期 2026-09-30，或带时区的时点 2026-09-30T16:00+08:00
        start: Moment,
        /// 工作日数
        #[arg(value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_WORKING_DAYS)))]
        n: u32,
        /// 输出一个 JSON 文档
        #[arg(long)]
        json: bool,
    },
    /// (A, B] 之间的工作日数 · working days after A up to and with B
    Between {
        /// 日期或时点
        a: Moment,
        /// 日期或时点
        b: Moment,
        /// 输出一个 JSON 文档
        #[arg(long)]
        json: bool,
    },
    /// 放假通知：--preview 列出将变动的截止时点，否则提出，待第二人确认 · a holiday notice
    Import(notice::Import),
    /// 确认他人提出的放假通知，使其生效 · puts a proposed notice into force
    Confirm(notice::Confirm),
}

/// A start: only a day, or an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// The whole of a day in China.
    Day(Date),
    /// An instant.
    Instant(Timestamp),
}

const ISO_DATE_CHARS: usize = 10;

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parsed = if text.len() == ISO_DATE_CHARS {
            text.parse().ok().map(Self::Day)
        } else {
            text.parse().ok().map(Self::Instant)
        };
        parsed.ok_or_else(|| "a day is written 2026-09-30, an instant 2026-09-30T16:00+08:00".to_owned())
    }
}

impl Moment {
    fn date(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Instant(instant) => local_date(instant),
        }
    }

    fn text(self) -> String {
        match self {
            Self::Day(date) => date.to_string(),
            Self::Instant(instant) => rfc3339(instant),
        }
    }
}

/// `{"start","n","last_day","due","provisional","days":[{"date","counts","why"}]}`
#[derive(Debug, Serialize)]
struct DueDocument {
    start: String,
    n: u32,
    last_day: Date,
    due: String,
    provisional: bool,
    days: Vec<DayDocument>,
}

#[derive(Debug, Serialize)]
struct DayDocument {
    date: Date,
    counts: bool,
    why: String,
}

#[derive(Debug, Serialize)]
struct BetweenDocument {
    from: Date,
    to: Date,
    working_days: u32,
    provisional: bool,
}

/// Runs it.
pub(crate) fn run(workday: &Workday) -> Done {
    let calendar = Calendar::official();
    match *workday {
        Workday::Import(ref import) => return notice::import(import),
        Workday::Confirm(ref confirm) => return notice::confirm(confirm),
        Workday::Due { start, n, json } => {
            let (deadline, days) = due(&calendar, start, n)?;
            if json {
                print_json(&due_document(start, &deadline, &days))?;
            } else {
                print(&due_words(start, &deadline, &days))?;
            }
        }
        Workday::Between { a, b, json } => {
            let (from, to) = (a.date(), b.date());
            let working_days = calendar.between(from, to).map_err(Failure::from)?;
            let provisional = calendar.is_provisional(to);
            if json {
                print_json(&BetweenDocument { from, to, working_days, provisional })?;
            } else {
                let mark = if provisional { "（日历未公布）" } else { "" };
                print(&format!("（{from}，{to}］：{working_days} 个工作日{mark}"))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn due(calendar: &Calendar, start: Moment, n: u32) -> Result<(Deadline, Vec<ExplainedDay>), CalendarRefusal> {
    let counting = RuleSet::default().counting_for_receipt();
    let deadline = match start {
        Moment::Day(date) => calendar.deadline_from_date(date, n, &counting),
        Moment::Instant(instant) => calendar.deadline(instant, n, &counting),
    }?;
    let days = calendar.explain(&deadline)?;
    Ok((deadline, days))
}

fn due_document(start: Moment, deadline: &Deadline, days: &[ExplainedDay]) -> DueDocument {
    let day = |day: &ExplainedDay| DayDocument { date: day.date, counts: day.counts, why: day.zh() };
    DueDocument {
        start: start.text(),
        n: deadline.n,
        last_day: deadline.last_day,
        due: rfc3339(deadline.due),
        provisional: deadline.provisional,
        days: days.iter().map(day).collect(),
    }
}

fn due_words(start: Moment, deadline: &Deadline, days: &[ExplainedDay]) -> String {
    const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    let mark = if deadline.provisional { "（日历未公布，可能变动）" } else { "" };
    let mut words = format!(
        "起算    {}\n期限    {} 个工作日\n截止    {}{mark}\n\n日期        星期  计入  说明",
        start.text(),
        deadline.n,
        rfc3339(deadline.due),
    );
    for day in days {
        let weekday = usize::try_from(day.date.weekday().to_monday_zero_offset()).unwrap_or_default();
        let counts = if day.counts { "是" } else { "否" };
        // Writing to a string cannot fail.
        let _ = write!(words, "\n{}  {}    {counts}    {}", day.date, WEEKDAYS[weekday], day.zh());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(start: &str, n: u32) -> serde_json::Value {
        let start: Moment = start.parse().expect("a moment");
        let (deadline, days) = due(&Calendar::official(), start, n).expect("a deadline");
        serde_json::to_value(due_document(start, &deadline, &days)).expect("JSON")
    }

    #[test]
    fn a_push_before_national_day_is_received_after_it() {
        let document = document("2026-09-30T16:00:00+08:00", 1);
        assert_eq!(document["due"], "2026-10-08T17:00:00+08:00");
        assert_eq!(document["last_day"], "2026-10-08");
        assert_eq!(document["provisional"], false);
        let days = document["days"].as_array().expect("days");
        assert_eq!(days.len(), 9);
        assert_eq!(days[0], serde_json::json!({"date": "2026-09-30", "counts": false, "why": "起算日不计"}));
        assert_eq!(days[1], serde_json::json!({"date": "2026-10-01", "counts": false, "why": "国庆节"}));
        assert_eq!(days[8], serde_json::json!({"date": "2026-10-08", "counts": true, "why": "第1个工作日"}));
    }

    #[test]
    fn a_start_is_shown_as_it_was_meant() {
        assert_eq!(document("2026-09-30", 1)["start"], "2026-09-30");
        assert_eq!(document("2026-09-30T08:00Z", 1)["start"], "2026-09-30T16:00:00+08:00");
    }

    #[test]
    fn other_words_for_a_moment_are_refused() {
        for text in ["", "30.9.2026", "2026-09-31", "2026-09-30T16:00", "明天", "2026-9-30"] {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_table_names_every_day() {
        let start: Moment = "2026-09-30".parse().expect("a moment");
        let (deadline, days) = due(&Calendar::official(), start, 2).expect("a deadline");
        let words = due_words(start, &deadline, &days);
        assert!(words.contains("截止    2026-10-09T17:00:00+08:00"), "{words}");
        assert!(words.contains("2026-10-08  四    是    第1个工作日"), "{words}");
        assert_eq!(words.lines().count(), 5 + days.len());
    }
}
