//! From the form of a push to a push, and from a transmittal back to the form of its correction.

use super::record::{APPROVAL, Input, PENALTY, RecordField, fen, yuan};
use crate::exchange::content::TransmittalContent;
use crate::exchange::request::PushRequest;
use crate::platform::desk::Fields;
use crate::platform::error::{Error, FieldError, Result};
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::exchange::{Kind, RecordNeed, Secrecy, Transmittal, secrecy_of};
use shenguan_rules::party::Side;

/// What a kind of push asks for in its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asks {
    /// The licence record.
    pub approval: bool,
    /// The penalty record.
    pub penalty: bool,
    /// The approval item.
    pub item: bool,
    /// Whether the item must be named.
    pub item_required: bool,
    /// The permit that it is about.
    pub permit: bool,
    /// The day of issue, or of receipt from above.
    pub occurred_on: bool,
}

/// What a kind asks for; a kind of the city carries nothing of its own.
pub(super) fn asks(kind: &Kind) -> Asks {
    let need = kind.rule().map_or(RecordNeed::Nothing, |rule| rule.record);
    let approval = need == RecordNeed::Approval;
    let penalty = need == RecordNeed::Penalty;
    Asks {
        approval,
        penalty,
        item: true,
        item_required: approval || need == RecordNeed::ItemCode,
        permit: need == RecordNeed::PermitAndGround,
        occurred_on: !approval && !penalty,
    }
}

/// The kinds that a side pushes by form; a disposition is a reply and has a form of its own.
pub(super) fn kinds_of(side: Side) -> Vec<Kind> {
    let may = |kind: &Kind| kind.rule().is_some_and(|rule| rule.pushed_by.allows(side));
    Kind::BUILT_IN.into_iter().filter(|kind| may(kind) && *kind != Kind::Disposition).collect()
}

/// The push that a form asks for; every field that is wrong is named at once.
pub(super) fn request(kind: &Kind, fields: &Fields) -> Result<PushRequest> {
    let mut wrong = Vec::new();
    let asks = asks(kind);
    let item_code = fields.given("item_code").map(str::to_owned);
    if asks.item_required && item_code.is_none() {
        wrong.push(FieldError::new("item_code", "FIELD_MISSING"));
    }
    for name in ["subject", "content"] {
        if fields.given(name).is_none() {
            wrong.push(FieldError::new(name, "TEXT_MISSING"));
        }
    }
    // Once the departments were seen, none chosen means none; before that, the agreements choose.
    if fields.has("routed") && fields.all("to").is_empty() {
        wrong.push(FieldError::new("to", "ADDRESSEE_MISSING"));
    }
    if asks.permit && fields.given("certificate_number").is_none() {
        wrong.push(FieldError::new("certificate_number", "FIELD_MISSING"));
    }
    let occurred_on = match fields.given("occurred_on").map(str::parse::<Date>) {
        Some(Ok(day)) => Some(day),
        Some(Err(_)) => {
            wrong.push(FieldError::new("occurred_on", "FIELD_NOT_FIT"));
            None
        }
        None => {
            if asks.occurred_on {
                wrong.push(FieldError::new("occurred_on", "FIELD_MISSING"));
            }
            None
        }
    };
    let approval = asks.approval.then(|| record("approval", &APPROVAL, fields, &mut wrong));
    let penalty = asks.penalty.then(|| record("penalty", &PENALTY, fields, &mut wrong));
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let approval = approval.map(|mut record| {
        record.insert("item_code".to_owned(), item_code.clone().unwrap_or_default().into());
        read("approval", record)
    });
    let given = |name: &str| fields.given(name).map(str::to_owned);
    let all = |name: &str| fields.all(name).into_iter().map(str::to_owned).collect::<Vec<_>>();
    Ok(PushRequest {
        kind: kind.to_string(),
        subject: fields.text("subject").trim().to_owned(),
        content: fields.text("content").trim().to_owned(),
        item_code,
        approval: approval.transpose()?.map(Box::new),
        penalty: penalty.map(|record| read("penalty", record)).transpose()?.map(Box::new),
        occurred_on: occurred_on.filter(|_| asks.occurred_on),
        to: Some(all("to")).filter(|to| !to.is_empty()),
        copies: all("copies"),
        late_reason: given("late_reason"),
        routing_reason: given("routing_reason"),
        in_reply_to: None,
        attachments: all("attachment"),
        decision: None,
        certificate_number: given("certificate_number").filter(|_| asks.permit),
    })
}

fn record(prefix: &str, specs: &[RecordField], fields: &Fields, wrong: &mut Vec<FieldError>) -> Map<String, Value> {
    let mut record = Map::new();
    for spec in specs {
        let name = format!("{prefix}.{}", spec.name);
        let value = match spec.input {
            Input::Several => Some(fields.all(&name)).filter(|all| !all.is_empty()).map(|all| Some(Value::from(all))),
            input => fields.given(&name).map(|text| value(input, text)),
        };
        match value {
            Some(Some(value)) => {
                record.insert(spec.name.to_owned(), value);
            }
            Some(None) => wrong.push(FieldError::new(name, "FIELD_NOT_FIT")),
            None if spec.required => wrong.push(FieldError::new(name, "FIELD_MISSING")),
            None => {}
        }
    }
    record
}

/// What was typed, as the record has it; none for what does not fit.
fn value(input: Input, text: &str) -> Option<Value> {
    Some(match input {
        Input::Day => text.parse::<Date>().ok()?.to_string().into(),
        Input::Minute => rfc3339(Offset::constant(8).to_timestamp(text.parse::<DateTime>().ok()?).ok()?).into(),
        Input::Yuan => fen(text)?.into(),
        Input::YesNo => match text {
            "yes" => true.into(),
            "no" => false.into(),
            _ => return None,
        },
        Input::Line | Input::Text | Input::One | Input::Several => text.into(),
    })
}

fn read<T: DeserializeOwned>(prefix: &str, record: Map<String, Value>) -> Result<T> {
    serde_path_to_error::deserialize(Value::Object(record)).map_err(|error| {
        let path = error.path().to_string();
        Error::Invalid(vec![FieldError::new(format!("{prefix}.{path}"), "FIELD_NOT_FIT")])
    })
}

/// Whether some text names a level of secrecy without being marked with it (A23).
pub(super) fn names_secrecy(fields: &Fields) -> bool {
    fields.0.iter().any(|(_, text)| matches!(secrecy_of(text), Secrecy::Words(_)))
}

/// The fields of a correction, as they stand in what is corrected.
pub(super) fn fields_of(transmittal: &Transmittal, content: &TransmittalContent) -> Fields {
    let mut fields = Fields::default();
    let kind = transmittal.kind.to_string();
    fields.set("kind", kind);
    fields.set("subject", content.subject.clone());
    fields.set("content", content.content.clone());
    fields.set("item_code", transmittal.item.as_ref().map(ToString::to_string).unwrap_or_default());
    fields.set("occurred_on", transmittal.occurred_on.map(|day| day.to_string()).unwrap_or_default());
    fields.set("certificate_number", content.certificate_number.clone().unwrap_or_default());
    fields.set("to", transmittal.to.to_string());
    for id in &transmittal.attachments {
        fields.add("attachment", id.to_string());
    }
    let approval = content.approval.as_ref().and_then(|record| serde_json::to_value(record).ok());
    let penalty = content.penalty.as_ref().and_then(|record| serde_json::to_value(record).ok());
    for (prefix, specs, record) in [("approval", &APPROVAL[..], approval), ("penalty", &PENALTY[..], penalty)] {
        for spec in specs {
            let Some(value) = record.as_ref().and_then(|record| record.get(spec.name)) else { continue };
            for text in typed(spec.input, value) {
                fields.add(&format!("{prefix}.{}", spec.name), text);
            }
        }
    }
    fields
}

/// A value as it would be typed.
fn typed(input: Input, value: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match input {
        Input::Several => value.as_array().into_iter().flatten().map(text).collect(),
        Input::Yuan => value.as_i64().map(yuan).into_iter().collect(),
        Input::YesNo => value.as_bool().map(|flag| if flag { "yes" } else { "no" }.to_owned()).into_iter().collect(),
        Input::Minute => {
            value.as_str().map(|at| at.chars().take("2026-11-24T14:02".len()).collect()).into_iter().collect()
        }
        Input::Day | Input::Line | Input::Text | Input::One => vec![text(value)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Fields {
        Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    const PENALTY_FORM: [(&str, &str); 11] = [
        ("subject", "测试处罚"),
        ("content", "现予通报"),
        ("penalty.document_number", "测罚〔2026〕1号"),
        ("penalty.party_name", "测试公司"),
        ("penalty.certificate_number", "测证1"),
        ("penalty.facts", "测试"),
        ("penalty.basis", "测试"),
        ("penalty.kinds", "fine"),
        ("penalty.content", "罚款"),
        ("penalty.fine_fen", "5000"),
        ("penalty.decided_on", "2026-11-24"),
    ];

    #[test]
    fn every_missing_field_is_named_at_once() {
        let Err(Error::Invalid(wrong)) = request(&Kind::ApprovalOutcome, &form(&[("subject", "甲")])) else {
            panic!("it is not complete");
        };
        let names: Vec<&str> = wrong.iter().map(|field| field.field.as_str()).collect();
        assert!(names.contains(&"item_code") && names.contains(&"content") && names.contains(&"approval.case_number"));
        assert!(!names.contains(&"approval.certificate_number"), "that one may be absent");
    }

    #[test]
    fn yuan_become_fen_and_kinds_a_list() {
        let pushed = request(&Kind::PenaltyDecision, &form(&PENALTY_FORM)).unwrap();
        let penalty = pushed.penalty.unwrap();
        assert_eq!((penalty.fine_fen, penalty.kinds.len()), (Some(500_000), 1));
        assert_eq!(pushed.to, None, "an authority pushes to the bureau");
    }

    #[test]
    fn what_does_not_fit_is_said_of_its_field() {
        let mut fields = form(&PENALTY_FORM);
        fields.set("penalty.fine_fen", "五千");
        let Err(Error::Invalid(wrong)) = request(&Kind::PenaltyDecision, &fields) else { panic!("no amount") };
        assert_eq!(wrong[0].field, "penalty.fine_fen");
    }

    #[test]
    fn dispositions_are_no_push_by_form() {
        assert!(!kinds_of(Side::Approval).contains(&Kind::Disposition));
        assert!(kinds_of(Side::Regulation).contains(&Kind::PenaltyDecision));
        assert!(!kinds_of(Side::Approval).contains(&Kind::PenaltyDecision));
    }
}
