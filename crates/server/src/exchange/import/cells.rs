//! Reading dates, amounts and words as clerks write them. No floats: 0.2 万元 is exactly 200,000 fen.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, date, time};
use jiff::tz::{Offset, offset};
use jiff::{Span, ToSpan};
use shenguan_rules::record::LONG_TERM;

const CHINA: Offset = offset(8);
/// Close of office: stands for the hour of a conclusion of which only the day is known.
const OFFICE_CLOSE: Time = time(17, 0, 0, 0);
/// What clerks write into a cell that has nothing to say.
const NOTHING: [&str; 10] = ["无", "/", "\\", "-", "--", "—", "——", "空", "N/A", "NULL"];
/// 1954-10-03 to 2119-01-11: five digits in this range are an Excel serial and no year.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=80_000;
const SERIAL_ZERO: Date = date(1899, 12, 30);

/// Full-width ASCII and spaces as their half-width twins.
pub(super) fn half_width(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\u{3000}' => ' ',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
            other => other,
        })
        .collect()
}

/// The trimmed text, unless it only says that there is nothing.
pub(super) fn said(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty() && !NOTHING.contains(&text.to_uppercase().as_str())).then_some(text)
}

/// A code as machines compare it: half width, capitals, no spaces.
pub(super) fn code(text: &str) -> String {
    half_width(text).to_uppercase().chars().filter(|character| !character.is_whitespace()).collect()
}

/// `2026-11-23`, `2026/11/23`, `2026.11.23`, `20261123`, `2026年11月23日`, an Excel serial, each perhaps with a time of
/// day behind it; 长期 is 2099-12-31, as the public lists write it.
pub(super) fn read_date(text: &str) -> Option<Date> {
    let text = half_width(text.trim());
    if ["长期", "永久", "无期限"].iter().any(|word| text.starts_with(word)) {
        return Some(LONG_TERM);
    }
    let day = split_day(&text).0;
    if day.bytes().all(|byte| byte.is_ascii_digit()) {
        return match day.len() {
            8 => date_of(day.get(..4)?, day.get(4..6)?, day.get(6..)?),
            5 => serial_date(day.parse().ok()?),
            _ => None,
        };
    }
    let even = day.trim_end_matches('日').replace(['年', '月', '/', '.'], "-");
    let mut parts = even.split('-').map(str::trim);
    let found = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || found.0.len() != 4 {
        return None;
    }
    date_of(found.0, found.1, found.2)
}

/// A day with a time in China, or a day alone, which stands for its close of office (17:00); also whether the time was
/// stated.
pub(super) fn read_instant(text: &str) -> Option<(Timestamp, bool)> {
    let text = half_width(text.trim());
    let day = read_date(&text)?;
    let clock = split_day(&text).1.trim();
    if clock.is_empty() {
        return Some((office_close(day)?, false));
    }
    let clock: Time = if clock.len() == 5 { format!("{clock}:00") } else { clock.to_owned() }.parse().ok()?;
    Some((instant(day.to_datetime(clock))?, true))
}

/// Close of office of a day in China.
pub(super) fn office_close(day: Date) -> Option<Timestamp> {
    instant(day.to_datetime(OFFICE_CLOSE))
}

/// Why an amount is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AmountRefusal {
    /// No decimal number.
    NotANumber,
    /// Finer than a fen, or larger than any budget.
    Inexact,
}

/// The unit of a column, unless the cell names its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// 万元, as in the public lists.
    TenThousandYuan,
    /// 元.
    Yuan,
}

impl Unit {
    /// Decimal places of a fen in this unit.
    const fn places(self) -> usize {
        match self {
            Self::TenThousandYuan => 6,
            Self::Yuan => 2,
        }
    }
}

/// An amount in fen, exactly.
pub(super) fn read_fen(text: &str, unit: Unit) -> Result<i64, AmountRefusal> {
    let text: String = half_width(text).chars().filter(|c| !c.is_whitespace() && !"¥￥".contains(*c)).collect();
    let (number, unit) = if let Some(number) = text.strip_suffix("万元").or_else(|| text.strip_suffix('万')) {
        (number, Unit::TenThousandYuan)
    } else if let Some(number) = text.strip_suffix('元') {
        (number, Unit::Yuan)
    } else {
        (text.as_str(), unit)
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let whole = without_thousands(whole).ok_or(AmountRefusal::NotANumber)?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) || (fraction.is_empty() && number.contains('.')) {
        return Err(AmountRefusal::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > unit.places() {
        return Err(AmountRefusal::Inexact);
    }
    format!("{whole}{fraction:0<places$}", places = unit.places()).parse().map_err(|_| AmountRefusal::Inexact)
}

/// `1,234` and `1234`, but not `12,34`.
fn without_thousands(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(',').collect();
    let digits = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let (first, rest) = groups.split_first()?;
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    (digits && grouped).then(|| groups.concat())
}

/// Before and behind the `T`, space or 日 that ends the day.
fn split_day(text: &str) -> (&str, &str) {
    if let Some(at) = text.find('日') {
        return text.split_at(at + '日'.len_utf8());
    }
    text.split_once(['T', ' ']).unwrap_or((text, ""))
}

fn date_of(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn serial_date(serial: i64) -> Option<Date> {
    let span: Span = serial.days();
    SERIALS.contains(&serial).then(|| SERIAL_ZERO.checked_add(span).ok()).flatten()
}

fn instant(moment: DateTime) -> Option<Timestamp> {
    CHINA.to_timestamp(moment).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_may_be_written_in_many_ways() {
        for text in [
            "2026-11-23",
            "2026/11/23",
            "2026.11.23",
            "20261123",
            "2026年11月23日",
            "２０２６年１１月２３日",
            "46349",
            "2026-11-23T00:00:00",
            "2026/11/23 10:30",
            "2026年11月23日 10:30",
        ] {
            assert_eq!(read_date(text), Some(date(2026, 11, 23)), "{text}");
        }
        assert_eq!(read_date("2026-1-3"), Some(date(2026, 1, 3)));
        assert_eq!(read_date("长期有效"), Some(LONG_TERM));
        for text in ["", "2026-11-31", "26-11-23", "2026-11", "2026-11-23-1", "12345", "测试", "2026112", "11/23/2026"]
        {
            assert_eq!(read_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_alone_is_concluded_at_the_close_of_office() {
        let at = |text: &str| read_instant(text).map(|(instant, stated)| (instant.to_string(), stated));
        assert_eq!(at("2026-11-23"), Some(("2026-11-23T09:00:00Z".to_owned(), false)));
        assert_eq!(at("2026/11/23 10:30"), Some(("2026-11-23T02:30:00Z".to_owned(), true)));
        assert_eq!(at("2026-11-23T10:30:15"), Some(("2026-11-23T02:30:15Z".to_owned(), true)));
        assert_eq!(at("2026-11-23 25:30"), None);
    }

    #[test]
    fn amounts_are_exact() {
        let wan = |text: &str| read_fen(text, Unit::TenThousandYuan);
        assert_eq!(wan("0.2"), Ok(200_000));
        assert_eq!(wan("0"), Ok(0));
        assert_eq!(wan("1,234.56"), Ok(1_234_560_000));
        assert_eq!(wan("0.000001"), Ok(1));
        assert_eq!(wan("0.00000100"), Ok(1));
        assert_eq!(wan("2000元"), Ok(200_000));
        assert_eq!(read_fen("2000", Unit::Yuan), Ok(200_000));
        assert_eq!(read_fen("0.2万元", Unit::Yuan), Ok(200_000));
        assert_eq!(wan("0.0000001"), Err(AmountRefusal::Inexact));
        assert_eq!(wan("99999999999999999999"), Err(AmountRefusal::Inexact));
        for text in ["", "-1", "1.2.3", "1e3", "约2000", "12,34", ".5", "5."] {
            assert_eq!(wan(text), Err(AmountRefusal::NotANumber), "{text}");
        }
    }

    #[test]
    fn a_dash_says_nothing() {
        for text in ["", " ", "/", "无", "—", "n/a"] {
            assert_eq!(said(text), None, "{text}");
        }
        assert_eq!(said(" 测试 "), Some("测试"));
        assert_eq!(code("９１２１０３ｍａ 12"), "912103MA12");
    }
}
