//! Days and instants as the screens write them (GB/T 7408): `11月24日（周二）17:00`, another year with the year, today as 今日.

use super::language::Language;
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::Offset;
use shenguan_rules::calendar::local_date;

/// The zone of the city: +08:00, without summer time since 1991.
const OFFSET_HOURS: i8 = 8;

/// A day: 今日, 明日, 昨日, `11月26日（周四）`, `2027年1月4日（周一）`.
pub fn day(date: Date, today: Date, language: Language) -> String {
    let relative = if date == today {
        Some(["今日", "today"])
    } else if today.tomorrow().is_ok_and(|tomorrow| date == tomorrow) {
        Some(["明日", "tomorrow"])
    } else if today.yesterday().is_ok_and(|yesterday| date == yesterday) {
        Some(["昨日", "yesterday"])
    } else {
        None
    };
    match (relative, language) {
        (Some([chinese, _]), Language::Chinese) => chinese.to_owned(),
        (Some([_, english]), Language::English) => english.to_owned(),
        (None, _) => written(date, today, language),
    }
}

/// An instant: `今日 17:00`, `11月26日（周四）17:00`.
pub fn moment(at: Timestamp, now: Timestamp, language: Language) -> String {
    let (date, today) = (local_date(at), local_date(now));
    let day = day(date, today, language);
    match language {
        Language::Chinese if day.ends_with('）') => format!("{day}{}", minute(at)),
        Language::Chinese => format!("{day} {}", minute(at)),
        Language::English => format!("{day}, {}", minute(at)),
    }
}

/// The day and minute without a word for today, for the top bar and for paper: `11月24日（周二）15:18`.
pub fn stamp(at: Timestamp, now: Timestamp, language: Language) -> String {
    let day = written(local_date(at), local_date(now), language);
    match language {
        Language::Chinese => format!("{day}{}", minute(at)),
        Language::English => format!("{day}, {}", minute(at)),
    }
}

/// For paper, where today is soon another day: `2026年11月24日 15:18`.
pub fn paper(at: Timestamp, language: Language) -> String {
    let date = local_date(at);
    let (month, day, year) = (date.month(), date.day(), date.year());
    match language {
        Language::Chinese => format!("{year}年{month}月{day}日 {}", minute(at)),
        Language::English => format!("{day} {} {year}, {}", month_name(month), minute(at)),
    }
}

/// `17:00`.
pub fn minute(at: Timestamp) -> String {
    let time = Offset::constant(OFFSET_HOURS).to_datetime(at).time();
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn written(date: Date, today: Date, language: Language) -> String {
    let weekday = weekday(date.weekday(), language);
    let (month, day, year) = (date.month(), date.day(), date.year());
    let other_year = year != today.year();
    match language {
        Language::Chinese => {
            let year = if other_year { format!("{year}年") } else { String::new() };
            format!("{year}{month}月{day}日（{weekday}）")
        }
        Language::English => {
            let year = if other_year { format!(" {year}") } else { String::new() };
            format!("{weekday} {day} {}{year}", month_name(month))
        }
    }
}

fn weekday(weekday: Weekday, language: Language) -> &'static str {
    let index = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0);
    match language {
        Language::Chinese => ["周一", "周二", "周三", "周四", "周五", "周六", "周日"][index],
        Language::English => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][index],
    }
}

fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(month - 1).ok().and_then(|index| NAMES.get(index)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn paper_carries_the_year_and_no_word_for_today() {
        let printed_at = at("2026-11-24T07:18:00Z");
        assert_eq!(paper(printed_at, Language::Chinese), "2026年11月24日 15:18");
        assert_eq!(paper(printed_at, Language::English), "24 Nov 2026, 15:18");
    }

    #[test]
    fn days_near_by_have_words_and_others_their_date() {
        let today = date(2026, 11, 24);
        for (day_of, chinese, english) in [
            (date(2026, 11, 24), "今日", "today"),
            (date(2026, 11, 25), "明日", "tomorrow"),
            (date(2026, 11, 23), "昨日", "yesterday"),
            (date(2026, 11, 26), "11月26日（周四）", "Thu 26 Nov"),
            (date(2027, 1, 4), "2027年1月4日（周一）", "Mon 4 Jan 2027"),
        ] {
            assert_eq!(day(day_of, today, Language::Chinese), chinese);
            assert_eq!(day(day_of, today, Language::English), english);
        }
    }

    #[test]
    fn instants_are_those_of_the_city() {
        let now = at("2026-11-24T07:18:00Z");
        assert_eq!(moment(at("2026-11-24T09:00:00Z"), now, Language::Chinese), "今日 17:00");
        assert_eq!(moment(at("2026-11-26T09:00:00Z"), now, Language::Chinese), "11月26日（周四）17:00");
        assert_eq!(moment(at("2026-11-26T09:00:00Z"), now, Language::English), "Thu 26 Nov, 17:00");
        assert_eq!(moment(at("2026-11-24T16:30:00Z"), now, Language::Chinese), "明日 00:30");
        assert_eq!(stamp(now, now, Language::Chinese), "11月24日（周二）15:18");
    }
}
