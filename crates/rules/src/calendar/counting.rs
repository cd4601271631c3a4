//! How a city counts (A1, A1b): the mode, what a start on a day off means, and when the last day ends.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// How the working days of a deadline become an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counting {
    /// What "1个工作日内" means by the clock.
    pub count_mode: CountMode,
    /// What a start on a day off means. Only `NEXT_WORKDAY_END` tells the two apart.
    pub nonworking_start: NonworkingStart,
    /// When the last day ends. Only `NEXT_WORKDAY_END` asks.
    pub cutoff: Cutoff,
    /// Office hours by season.
    pub office_hours: OfficeHours,
}

impl Counting {
    /// For deemed receipts as the policy is read by default: end of the n-th working day, at close of office.
    pub fn receipt() -> Self {
        Self {
            count_mode: CountMode::NextWorkdayEnd,
            nonworking_start: NonworkingStart::AsIs,
            cutoff: Cutoff::OfficeClose,
            office_hours: OfficeHours::default(),
        }
    }

    /// For duties as the policy is read by default: end of the n-th working day, at 24:00.
    pub fn duty() -> Self {
        Self { cutoff: Cutoff::Midnight, ..Self::receipt() }
    }
}

/// What "1个工作日内" means by the clock (A1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CountMode {
    /// To the end of the n-th working day after the day of the start (民法典 201, 203).
    #[default]
    NextWorkdayEnd,
    /// To the same time of day on the n-th working day; its 24:00 if the start fell on a day off.
    SameClockNextWorkday,
    /// As many office hours into the n-th working day as the start was into its own; its close if the start fell on a day off.
    WorkHours,
}

/// What a start on a day off means (A1b).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NonworkingStart {
    /// The first working day after it is day 1.
    #[default]
    AsIs,
    /// It counts as a start on the next working day, which then is not counted.
    RollForward,
}

/// When the last day ends (A1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cutoff {
    /// At close of office (民法典 203 ¶2 「有业务时间的，停止业务活动的时间为截止时间」).
    #[serde(rename = "OFFICE_CLOSE")]
    OfficeClose,
    /// At 24:00, that is 00:00 of the next day.
    #[serde(rename = "24:00")]
    Midnight,
}

/// Office hours through the year, in seasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfficeHours {
    /// In order of their first day; the last one of a year goes on into the next.
    pub seasons: Vec<Season>,
}

/// One season of office hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    /// Its first day.
    pub from: MonthDay,
    /// When offices open.
    #[serde(with = "clock_time", default = "default_open")]
    pub open: Time,
    /// When they close.
    #[serde(with = "clock_time")]
    pub close: Time,
    /// 发文字号 of the city's document; the screen cites it. None in the defaults only.
    #[serde(default)]
    pub document: Option<String>,
}

impl Default for OfficeHours {
    /// 08:30 to 17:00 all year, until the city cites a document of its own.
    fn default() -> Self {
        let close = Time::constant(17, 0, 0, 0);
        Self {
            seasons: vec![Season { from: MonthDay { month: 1, day: 1 }, open: default_open(), close, document: None }],
        }
    }
}

impl OfficeHours {
    /// The season of a day; none only if there are no seasons, which `RuleSet::validate` refuses.
    pub fn season_on(&self, date: Date) -> Option<&Season> {
        let today = MonthDay { month: date.month(), day: date.day() };
        self.seasons.iter().rfind(|season| season.from <= today).or_else(|| self.seasons.last())
    }

    /// When offices open on a day.
    pub fn open_on(&self, date: Date) -> Time {
        self.season_on(date).map_or_else(default_open, |season| season.open)
    }

    /// When offices close on a day.
    pub fn close_on(&self, date: Date) -> Time {
        self.season_on(date).map_or(Time::constant(17, 0, 0, 0), |season| season.close)
    }
}

/// A day of any year, written `MM-DD`. 29 February is refused: most years lack it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        // 2018 is no leap year, so that only days of every year pass.
        let date: Option<Date> = (text.len() == 5).then(|| format!("2018-{text}").parse().ok()).flatten();
        date.map(|date| Self { month: date.month(), day: date.day() })
            .ok_or_else(|| format!("{text} is no day of every year, written MM-DD"))
    }
}

impl From<MonthDay> for String {
    fn from(day: MonthDay) -> Self {
        format!("{:02}-{:02}", day.month, day.day)
    }
}

const fn default_open() -> Time {
    Time::constant(8, 30, 0, 0)
}

/// Times of day written `HH:MM`.
mod clock_time {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
    pub(super) fn serialize<S: Serializer>(time: &Time, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:02}:{:02}", time.hour(), time.minute()))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        let text = String::deserialize(deserializer)?;
        let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let parsed = text.split_once(':').filter(|(hour, minute)| two_digits(hour) && two_digits(minute));
        parsed
            .and_then(|(hour, minute)| Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok())
            .ok_or_else(|| D::Error::custom(format!("{text} is no time of day, written HH:MM")))
    }
}
