//! What a message says: the number of each matter, what is to be done, before when, and where. Never a name, a title or any other text
//! of the record: a mail may lie in somebody else's hands, an SMS on a table. The subject line of the matter is left out of e-mails
//! too, for it names applicants.

use super::channel::Channel;
use super::plan::{Line, Planned, Why};
use crate::platform::web::{Language, day, stamp};
use jiff::{SignedDuration, Timestamp};
use shenguan_rules::calendar::{local_date, midnight_of};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// So many lines stand in an e-mail; the others are in the platform.
const EMAIL_LINES_MAX: usize = 50;
/// And in a text message.
const SHORT_LINES_MAX: usize = 2;

/// A message in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// The subject of an e-mail; empty for the others.
    pub title: String,
    /// The text.
    pub text: String,
}

/// What words are made of, beside the message itself.
pub(super) struct Setting<'a> {
    /// In which language.
    pub language: Language,
    /// The instant of which they speak.
    pub now: Timestamp,
    /// Under which address the platform is reached.
    pub public_url: &'a str,
    /// Number and page of each subject.
    pub places: &'a BTreeMap<String, (String, String)>,
}

impl Setting<'_> {
    /// A message for a channel.
    pub(super) fn words(&self, channel: Channel, planned: &Planned) -> Words {
        match channel {
            Channel::Email => self.email(planned),
            Channel::Sms | Channel::Im => Words { title: String::new(), text: self.short(planned) },
        }
    }

    fn email(&self, planned: &Planned) -> Words {
        let today = day_written(self.now, self.language);
        let title = self.heading(planned).with("day", today).to_string();
        let mut text = String::new();
        let mut heading: Option<Why> = None;
        for line in planned.lines.iter().take(EMAIL_LINES_MAX) {
            if heading != Some(line.why) {
                heading = Some(line.why);
                let group = self.language.t_of("notice-why", line.why.as_str());
                let _ = write!(text, "{}{group}\r\n", if text.is_empty() { "" } else { "\r\n" });
            }
            let link = self.link(line);
            let _ = write!(text, "  {}  {link}\r\n", self.line(line));
        }
        let more = planned.lines.len().saturating_sub(EMAIL_LINES_MAX);
        if more > 0 {
            let _ = write!(text, "  {}\r\n", self.language.t("notice-more").with("count", more));
        }
        if planned.others > 0 {
            let _ = write!(text, "\r\n{}\r\n", self.language.t("notice-others").with("count", planned.others));
        }
        let foot = self.language.t("notice-foot").with("link", format!("{}/notices", self.public_url));
        let _ = write!(text, "\r\n{}/todo\r\n\r\n{foot}\r\n", self.public_url);
        Words { title, text }
    }

    fn short(&self, planned: &Planned) -> String {
        let separator = self.language.t("notice-separator").to_string();
        let lines: Vec<String> = planned.lines.iter().take(SHORT_LINES_MAX).map(|line| self.line(line)).collect();
        let text = self.heading(planned).with("day", day_written(self.now, self.language));
        let more = planned.lines.len().saturating_sub(SHORT_LINES_MAX);
        let more =
            if more > 0 { self.language.t("notice-and-more").with("count", more).to_string() } else { String::new() };
        let link = match planned.lines.as_slice() {
            [only] => self.link(only),
            _ => format!("{}/todo", self.public_url),
        };
        let text = self.language.t("notice-short").with("heading", text).with("lines", lines.join(&separator) + &more);
        text.with("link", link).to_string()
    }

    fn heading(&self, planned: &Planned) -> crate::platform::web::Text {
        self.language.t_of("notice-title", planned.topic.as_str()).with("count", planned.lines.len())
    }

    /// `TS-2026-000001 确认接收，11月26日（周四）17:00 前`.
    fn line(&self, line: &Line) -> String {
        let number = self.places.get(&line.subject).map(|(number, _)| number.as_str()).unwrap_or_default();
        let task = self.language.t_of("do", &line.task).to_string();
        let text = match line.due {
            None => self.language.t("notice-line"),
            Some(due) if due <= self.now => {
                self.language.t("notice-line-overdue").with("due", deadline(due, self.now, self.language))
            }
            Some(due) => self.language.t("notice-line-due").with("due", deadline(due, self.now, self.language)),
        };
        text.with("number", number).with("task", task).to_string()
    }

    fn link(&self, line: &Line) -> String {
        let path = self.places.get(&line.subject).map_or("/todo", |(_, path)| path.as_str());
        format!("{}{path}", self.public_url)
    }
}

/// A deadline: within its last day where it runs to the end of the day, else before its minute. Without words like today: a message is
/// read later.
pub(super) fn deadline(due: Timestamp, now: Timestamp, language: Language) -> String {
    let last = due.checked_sub(SignedDuration::from_micros(1)).unwrap_or(due);
    let text = if midnight_of(local_date(due)).is_ok_and(|midnight| midnight == due) {
        language.t("notice-within").with("day", day_written(last, language))
    } else {
        language.t("notice-before").with("moment", stamp(due, now, language))
    };
    text.to_string()
}

fn day_written(at: Timestamp, language: Language) -> String {
    let date = local_date(at);
    // As seen from another day, so that it is no 今日.
    let elsewhere = date.checked_sub(jiff::Span::new().days(3)).unwrap_or(date);
    day(date, elsewhere, language)
}
