//! The fields of the public records, in the order in which forms ask for them and details show them (双公示).

use crate::exchange::content::TransmittalContent;
use crate::platform::desk::Words;
use crate::platform::web::Language;
use serde_json::Value;
use shenguan_rules::record::{ApprovalOutcome, HandlingMode, LONG_TERM, PartyKind, PenaltyKind};

/// How a field is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// A day.
    Day,
    /// A day and a minute.
    Minute,
    /// Yuan, kept as fen.
    Yuan,
    /// 是 or 否.
    YesNo,
    /// One of `words`.
    One,
    /// Some of `words`.
    Several,
}

/// A field of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct RecordField {
    /// Its name on the wire.
    pub name: &'static str,
    /// How it is typed in.
    pub input: Input,
    /// Whether the record needs it.
    pub required: bool,
}

const fn field(name: &'static str, input: Input, required: bool) -> RecordField {
    RecordField { name, input, required }
}

/// The licence record.
pub(super) const APPROVAL: [RecordField; 19] = [
    field("case_number", Input::Line, true),
    field("outcome", Input::One, true),
    field("applicant_name", Input::Line, true),
    field("applicant_kind", Input::One, false),
    field("applicant_credit_code", Input::Line, false),
    field("legal_representative", Input::Line, false),
    field("document_name", Input::Line, false),
    field("document_number", Input::Line, false),
    field("certificate_name", Input::Line, false),
    field("certificate_number", Input::Line, false),
    field("permit_kind", Input::Line, false),
    field("handling_mode", Input::One, false),
    field("verified_by", Input::Line, false),
    field("verify_before", Input::Day, false),
    field("decided_on", Input::Day, true),
    field("concluded_at", Input::Minute, true),
    field("valid_from", Input::Day, false),
    field("valid_to", Input::Day, false),
    field("content", Input::Text, true),
];

/// The ends of its validity, which a detail shows as one.
const VALIDITY: [&str; 2] = ["valid_from", "valid_to"];

/// The penalty record.
pub(super) const PENALTY: [RecordField; 18] = [
    field("document_number", Input::Line, true),
    field("party_name", Input::Line, true),
    field("party_kind", Input::One, false),
    field("party_credit_code", Input::Line, false),
    field("legal_representative", Input::Line, false),
    field("certificate_number", Input::Line, false),
    field("no_permit_reason", Input::Line, false),
    field("violation_kind", Input::Line, false),
    field("facts", Input::Text, true),
    field("basis", Input::Text, true),
    field("kinds", Input::Several, true),
    field("content", Input::Text, true),
    field("fine_fen", Input::Yuan, false),
    field("confiscated_fen", Input::Yuan, false),
    field("decided_on", Input::Day, true),
    field("served_on", Input::Day, false),
    field("contested", Input::YesNo, false),
    field("published_until", Input::Day, false),
];

/// The words that a field may take, with what the screen calls them.
pub(super) fn choices(name: &str, language: Language) -> Vec<(&'static str, &'static str)> {
    let of = |zh, en| if language == Language::Chinese { zh } else { en };
    match name {
        "outcome" => ApprovalOutcome::ALL.iter().map(|word| (word.as_str(), of(word.zh(), word.en()))).collect(),
        "applicant_kind" | "party_kind" => {
            PartyKind::ALL.iter().map(|word| (word.as_str(), of(word.zh(), word.en()))).collect()
        }
        "handling_mode" => HandlingMode::ALL.iter().map(|word| (word.as_str(), of(word.zh(), word.en()))).collect(),
        "kinds" => PenaltyKind::ALL.iter().map(|word| (word.as_str(), of(word.zh(), word.en()))).collect(),
        _ => Vec::new(),
    }
}

/// A field with its value, for a detail.
pub(super) struct Shown {
    /// Its label.
    pub label: String,
    /// Its value.
    pub value: String,
    /// Whether it takes the whole width.
    pub is_wide: bool,
}

impl Words {
    /// The record of a transmittal, field by field; `in_full` for its sender and its addressee, masked for others.
    pub(super) fn record(&self, content: &TransmittalContent, in_full: bool) -> Vec<Shown> {
        let (fields, values): (&[RecordField], Value) = match (&content.approval, &content.penalty) {
            (Some(approval), _) => {
                let record = if in_full { approval.clone() } else { approval.masked() };
                (&APPROVAL, serde_json::to_value(record).unwrap_or_default())
            }
            (None, Some(penalty)) => {
                let record = if in_full { penalty.clone() } else { penalty.masked() };
                (&PENALTY, serde_json::to_value(record).unwrap_or_default())
            }
            (None, None) => (&[], Value::Null),
        };
        let mut validity = self.validity(&values);
        let is_whole = validity.is_some();
        let mut shown: Vec<Shown> = fields
            .iter()
            .filter_map(|field| {
                if is_whole && VALIDITY.contains(&field.name) {
                    return validity.take();
                }
                let value = self.value(field, values.get(field.name)?)?;
                let label = self.t_of("field", field.name).to_string();
                Some(Shown { label, value, is_wide: is_wide(field) })
            })
            .collect();
        // Two columns: what takes the whole width stands below the rest, and nothing stands alone beside an empty place.
        shown.sort_by_key(|shown| shown.is_wide);
        let narrow = shown.iter().take_while(|shown| !shown.is_wide).count();
        if narrow % 2 == 1 {
            shown[narrow - 1].is_wide = true;
        }
        shown
    }

    /// 「2026-11-23 至 2029-11-22」 in one field, where both ends are known.
    fn validity(&self, values: &Value) -> Option<Shown> {
        let day = |name| {
            let field = APPROVAL.iter().find(|field| field.name == name)?;
            self.value(field, values.get(name)?)
        };
        let words = self.t("field-valid-words").with("from", day("valid_from")?).with("to", day("valid_to")?);
        Some(Shown { label: self.t("field-valid").to_string(), value: words.to_string(), is_wide: false })
    }

    fn value(&self, field: &RecordField, value: &Value) -> Option<String> {
        let named = |word: &str| {
            let known = choices(field.name, self.language);
            known
                .iter()
                .find(|(found, _)| *found == word)
                .map_or_else(|| word.to_owned(), |(_, name)| (*name).to_owned())
        };
        let text = match (field.input, value) {
            (_, Value::Null) => return None,
            (Input::Yuan, fen) => yuan(fen.as_i64()?),
            (Input::YesNo, flag) => self.t_of("flag", if flag.as_bool()? { "yes" } else { "no" }).to_string(),
            (Input::Several, words) => {
                let separator = self.t("list-separator").to_string();
                let words = words.as_array()?.iter().filter_map(Value::as_str).map(named);
                words.collect::<Vec<_>>().join(&separator)
            }
            (Input::One, word) => named(word.as_str()?),
            (Input::Day, day) if day.as_str() == Some(&LONG_TERM.to_string()) => self.t("long-term").to_string(),
            (Input::Minute, at) => at.as_str()?.parse().ok().map(|at| self.short(at))?,
            (_, other) => other.as_str()?.to_owned(),
        };
        Some(text)
    }
}

/// What runs over several lines, or is a sentence.
fn is_wide(field: &RecordField) -> bool {
    matches!(field.input, Input::Text | Input::Several) || field.name == "no_permit_reason"
}

/// `500000` fen as `5000.00`.
pub(super) fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, (fen % 100).abs())
}

/// `5000`, `5000.5` or `5000.00` yuan in fen; none for what is no amount.
pub(super) fn fen(yuan: &str) -> Option<i64> {
    let (whole, part) = yuan.trim().split_once('.').unwrap_or((yuan.trim(), ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || part.len() > 2 || !digits(part) {
        return None;
    }
    let cents: i64 = format!("{part:0<2}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_kept_in_fen() {
        assert_eq!((fen("5000"), fen("5000.5"), fen(" 0.07 ")), (Some(500_000), Some(500_050), Some(7)));
        assert_eq!((fen("-1"), fen("1.234"), fen("5,000"), fen("")), (None, None, None, None));
        assert_eq!((yuan(500_050), yuan(7)), ("5000.50".to_owned(), "0.07".to_owned()));
    }
}
