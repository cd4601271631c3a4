//! Days and instants on the wire: ISO dates (`2026-11-23`), RFC 3339 with offset and seconds, shown at +08:00. jiff alone
//! would also take `20261123` or an instant with a `[zone]`, which the contract excludes.

use jiff::civil::Date;
use jiff::tz::{Offset, offset};

/// China has had one offset, without summer time, since 1991.
pub(super) const CHINA: Offset = offset(8);

/// `#[serde(with = "…::record::date")]` for a required day.
pub mod date {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Date, read_date};

    /// Writes `2026-11-23`.
    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }

    /// Reads `2026-11-23` and nothing else.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        read_date(&text).ok_or_else(|| serde::de::Error::custom("not a date like 2026-11-23"))
    }
}

/// `#[serde(default, with = "…::record::optional_date")]` for a day that may be absent or null.
pub mod optional_date {
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Date, read_date};

    /// Writes `2026-11-23` or null.
    pub fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => serializer.collect_str(date),
            None => serializer.serialize_none(),
        }
    }

    /// Reads `2026-11-23` or null.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
        read_date(&text).map(Some).ok_or_else(|| serde::de::Error::custom("not a date like 2026-11-23"))
    }
}

/// `#[serde(with = "…::record::timestamp")]` for an instant.
pub mod timestamp {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::{CHINA, is_rfc3339};

    /// Writes `2026-11-23T17:00:00+08:00`.
    pub fn serialize<S: Serializer>(instant: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&instant.display_with_offset(CHINA))
    }

    /// Reads RFC 3339 with offset or `Z`.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        let text = String::deserialize(deserializer)?;
        let instant = is_rfc3339(&text).then(|| text.parse().ok()).flatten();
        instant.ok_or_else(|| serde::de::Error::custom("not an instant like 2026-11-23T17:00:00+08:00"))
    }
}

fn read_date(text: &str) -> Option<Date> {
    has_shape(text, "dddd-dd-dd").then(|| text.parse().ok()).flatten()
}

/// `2026-11-23T17:00:00`, perhaps a fraction of 1–9 digits, then `Z` or `+08:00`.
fn is_rfc3339(text: &str) -> bool {
    let Some((head, tail)) = text.split_at_checked("dddd-dd-ddTdd:dd:dd".len()) else { return false };
    let offset = match tail.strip_prefix('.') {
        Some(rest) => {
            let offset = rest.trim_start_matches(|character: char| character.is_ascii_digit());
            if !(1..=9).contains(&(rest.len() - offset.len())) {
                return false;
            }
            offset
        }
        None => tail,
    };
    let signed = offset.strip_prefix(['+', '-']).is_some_and(|clock| has_shape(clock, "dd:dd"));
    has_shape(&head.to_ascii_uppercase(), "dddd-dd-ddTdd:dd:dd") && (signed || matches!(offset, "Z" | "z"))
}

/// Whether `text` is `shape` with a digit for each `d`.
fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(
            |(byte, place)| {
                if place == b'd' { byte.is_ascii_digit() } else { byte == place }
            },
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_iso_dates_are_dates() {
        assert_eq!(read_date("2026-11-23"), Some(jiff::civil::date(2026, 11, 23)));
        for text in ["20261123", "2026-11-31", "2026-11-23T00:00:00", "2026/11/23", "+002026-11-23", "测试", ""] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }

    #[test]
    fn only_instants_with_offset_and_seconds_are_instants() {
        for text in ["2026-11-23T17:00:00+08:00", "2026-11-23T09:00:00Z", "2026-11-23T17:00:00.123456+08:00"] {
            assert!(is_rfc3339(text), "{text}");
            assert!(text.parse::<jiff::Timestamp>().is_ok(), "{text}");
        }
        for text in [
            "2026-11-23T17:00:00",
            "2026-11-23T17:00+08:00",
            "2026-11-23T17:00:00+0800",
            "2026-11-23T17:00:00.+08:00",
            "2026-11-23T17:00:00+08:00[Asia/Shanghai]",
            "2026-11-23",
            "测试测试测试测试测试",
            "",
        ] {
            assert!(!is_rfc3339(text), "{text}");
        }
    }
}
