//! Penalty records: what the contract takes and what is refused by name.

use serde_json::{Value, json};

use super::*;

fn least() -> Value {
    json!({
        "document_number": "鞍测罚〔2026〕1号",
        "party_name": "鞍山测试商贸有限公司",
        "certificate_number": "JY12103000000001",
        "facts": "未按许可范围经营（测试）",
        "basis": "测试条例第一条",
        "kinds": ["fine"],
        "content": "罚款2000元",
        "decided_on": "2026-11-20",
    })
}

fn with(changes: &Value) -> Result<PenaltyRecord, serde_json::Error> {
    let mut value = least();
    for (key, change) in changes.as_object().unwrap() {
        value[key] = change.clone();
    }
    serde_json::from_value(value)
}

fn refusals(changes: &Value) -> Vec<(&'static str, &'static str)> {
    let refusals = with(changes).unwrap().validate().err().unwrap_or_default();
    refusals.into_iter().map(|refusal| (refusal.field, refusal.code)).collect()
}

#[test]
fn the_required_fields_are_enough() {
    let record = with(&json!({})).unwrap();
    assert_eq!(record.validate(), Ok(()));
    assert_eq!(serde_json::to_value(&record).unwrap(), least());
}

#[test]
fn each_required_field_is_required() {
    for key in ["document_number", "party_name", "facts", "basis", "kinds", "content", "decided_on"] {
        let mut value = least();
        value.as_object_mut().unwrap().remove(key);
        assert!(serde_json::from_value::<PenaltyRecord>(value).is_err(), "{key}");
    }
}

#[test]
fn every_field_of_the_contract_is_taken() {
    let full = json!({
        "party_kind": "sole_trader", "party_credit_code": "210302600000001", "certificate_number": null,
        "no_permit_reason": "无证经营", "kinds": ["warning", "fine", "confiscation"], "fine_fen": 200_000,
        "confiscated_fen": 0, "served_on": "2026-11-23", "contested": false, "valid_to": "2027-11-20",
        "published_until": "2029-11-20", "violation_kind": "无证经营",
    });
    assert_eq!(with(&full).unwrap().validate(), Ok(()));
}

#[test]
fn a_penalty_names_its_permit_or_says_why_not() {
    let none = json!({"certificate_number": null});
    assert_eq!(refusals(&none), [("certificate_number", "PERMIT_OR_REASON_REQUIRED")]);
    let blank = json!({"certificate_number": "", "no_permit_reason": " "});
    assert_eq!(refusals(&blank), [("certificate_number", "PERMIT_OR_REASON_REQUIRED")]);
    assert_eq!(refusals(&json!({"no_permit_reason": "无"})), [("no_permit_reason", "PERMIT_AND_REASON")]);
}

#[test]
fn a_revocation_says_what_is_revoked() {
    let revocation = json!({
        "kinds": ["licence_revocation"], "certificate_number": null, "no_permit_reason": "非本级许可",
    });
    assert_eq!(refusals(&revocation), [("certificate_number", "REVOKED_PERMIT_NOT_NAMED")]);
    let mut named = revocation;
    named["affected_certificates"] = json!("测试许可证1号");
    assert_eq!(refusals(&named), []);
    assert!(with(&json!({"kinds": ["licence_revocation"]})).unwrap().revokes_permit());
}

#[test]
fn amounts_kinds_and_days_are_checked() {
    assert_eq!(refusals(&json!({"fine_fen": -1})), [("fine_fen", "AMOUNT_OUT_OF_RANGE")]);
    assert_eq!(refusals(&json!({"kinds": []})), [("kinds", "REQUIRED")]);
    assert_eq!(refusals(&json!({"kinds": ["fine", "fine"]})), [("kinds", "REPEATED")]);
    assert_eq!(refusals(&json!({"served_on": "2026-11-19"})), [("served_on", "DATES_OUT_OF_ORDER")]);
    assert!(with(&json!({"fine_fen": 0.2})).is_err());
    assert!(with(&json!({"kinds": ["detention"]})).is_err());
    assert!(with(&json!({"penalty": 1})).is_err());
}

#[test]
fn lists_hide_who_a_natural_person_is() {
    let record = with(&json!({"party_kind": "natural_person", "party_name": "测试某"})).unwrap();
    assert_eq!(record.personal_fields(), ["party_name"]);
    assert_eq!(record.masked().party_name, "测**");
}
