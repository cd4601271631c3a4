//! The text of one cell of a workbook: dates as ISO dates, numbers as a person would write them.

use calamine::{DataRef, ExcelDateTime};

use super::refusal::TableRefusal;

/// Excel computes with fifteen digits; a longer whole number has lost its last ones.
const EXACT_BELOW: f64 = 1e15;
/// 9999-12-31, the last day that Excel knows.
const LAST_SERIAL: f64 = 2_958_466.0;

/// The trimmed text of a cell, empty if there is none.
pub(super) fn text_of(value: &DataRef<'_>, position: (u32, u32)) -> Result<String, TableRefusal> {
    let text = match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => (*text).trim().to_owned(),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number).ok_or_else(|| digits_lost(position))?,
        DataRef::DateTime(moment) => moment_text(moment).ok_or_else(|| digits_lost(position))?,
        DataRef::Error(_) => return Err(TableRefusal::ErrorValue { cell: address(position) }),
    };
    Ok(text)
}

/// The address of a cell from 0, such as `B7`.
pub(super) fn address((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

fn digits_lost(position: (u32, u32)) -> TableRefusal {
    TableRefusal::DigitsLost { cell: address(position) }
}

/// Fifteen significant digits, as Excel shows them: 0.1 + 0.2 is 0.3.
fn number_text(number: f64) -> Option<String> {
    if !number.is_finite() || number.abs() >= EXACT_BELOW {
        return None;
    }
    let rounded: f64 = format!("{number:.14e}").parse().ok()?;
    Some(if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() })
}

fn moment_text(moment: &ExcelDateTime) -> Option<String> {
    let serial = moment.as_f64();
    if moment.is_duration() || !(1.0..LAST_SERIAL).contains(&serial) {
        return number_text(serial);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        return Some(date);
    }
    Some(format!("{date}T{hour:02}:{minute:02}:{second:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_a_spreadsheet() {
        assert_eq!(address((0, 0)), "A1");
        assert_eq!(address((6, 25)), "Z7");
        assert_eq!(address((0, 26)), "AA1");
        assert_eq!(address((1_048_575, 16_383)), "XFD1048576");
    }

    #[test]
    fn numbers_have_no_noise() {
        for (number, text) in [
            (0.1 + 0.2, "0.3"),
            (2.0, "2"),
            (-0.0, "0"),
            (0.2, "0.2"),
            (20_261_123.0, "20261123"),
            (1e-7, "0.0000001"),
            (210_302_600_000_001.0, "210302600000001"),
        ] {
            assert_eq!(number_text(number).as_deref(), Some(text));
        }
        for number in [210_302_199_001_011_234.0, f64::NAN, f64::INFINITY] {
            assert_eq!(number_text(number), None);
        }
    }
}
