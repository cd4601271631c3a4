//! Approval records: what the contract takes and what is refused by name.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn least() -> Value {
    json!({
        "case_number": "CS-2026-0001",
        "item_code": "11210300MB0000000A2000117001000",
        "applicant_name": "鞍山测试建筑有限公司",
        "outcome": "granted",
        "content": "准予施工（测试）",
        "decided_on": "2026-11-20",
        "concluded_at": "2026-11-23T09:30:00+08:00",
    })
}

fn with(changes: &Value) -> Result<ApprovalRecord, serde_json::Error> {
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
    assert_eq!(record.handling(), HandlingMode::Ordinary);
}

#[test]
fn each_required_field_is_required() {
    for key in least().as_object().unwrap().keys() {
        let mut value = least();
        value.as_object_mut().unwrap().remove(key);
        assert!(serde_json::from_value::<ApprovalRecord>(value).is_err(), "{key}");
    }
}

#[test]
fn unknown_fields_words_and_loose_times_are_refused() {
    for changes in [
        json!({"applicant": "x"}),
        json!({"outcome": "done"}),
        json!({"applicant_kind": "firm"}),
        json!({"decided_on": "20261120"}),
        json!({"concluded_at": "2026-11-23T09:30:00"}),
        json!({"concluded_at": "2026-11-23T09:30:00+08:00[Asia/Shanghai]"}),
    ] {
        assert!(with(&changes).is_err(), "{changes}");
    }
}

#[test]
fn every_field_of_the_contract_is_taken() {
    let full = json!({
        "applicant_kind": "legal_person", "applicant_credit_code": "91350100M000100Y43",
        "applicant_organization_code": "M000100Y-4", "legal_representative": "测试甲",
        "legal_representative_id_kind": "居民身份证", "legal_representative_id_number": "11010519491231002X",
        "document_name": "施工许可决定书", "document_number": "鞍审施许〔2026〕1号", "permit_kind": "普通",
        "certificate_name": "建筑工程施工许可证", "certificate_number": "210300202611230101", "handling_mode": "commitment",
        "verified_by": "市测试局", "verify_before": "2027-01-20", "valid_from": "2026-11-23", "valid_to": "2099-12-31",
        "authority_name": "市测试审批局", "authority_credit_code": "11370800MB28559184", "status": "1",
        "source_name": "市测试审批局", "source_credit_code": "11370800MB28559184", "remark": null,
    });
    let record = with(&full).unwrap();
    assert_eq!(record.validate(), Ok(()));
    assert!(record.is_long_term());
}

#[test]
fn what_is_wrong_is_named_all_at_once() {
    let found = refusals(&json!({
        "applicant_name": " ", "applicant_credit_code": "91350100M000100Y44", "content": "字".repeat(4001),
        "item_code": "A B", "valid_from": "2026-12-01", "valid_to": "2026-11-30",
    }));
    assert_eq!(
        found,
        [
            ("item_code", "ITEM_CODE_SHAPE"),
            ("applicant_name", "REQUIRED"),
            ("applicant_credit_code", "CREDIT_CODE_CHECK"),
            ("content", "TOO_LONG"),
            ("valid_to", "DATES_OUT_OF_ORDER"),
        ]
    );
}

#[test]
fn a_case_is_not_concluded_before_its_decision() {
    assert_eq!(refusals(&json!({"concluded_at": "2026-11-19T15:59:59Z"})), [("concluded_at", "DATES_OUT_OF_ORDER")]);
    // 16:00 at Greenwich is midnight in Anshan: already the day of the decision.
    assert_eq!(refusals(&json!({"concluded_at": "2026-11-19T16:00:00Z"})), []);
}

#[test]
fn only_a_commitment_is_verified_afterwards() {
    let expected = [("verified_by", "VERIFICATION_WITHOUT_COMMITMENT")];
    assert_eq!(refusals(&json!({"verified_by": "市测试局"})), expected);
    assert_eq!(refusals(&json!({"verified_by": "市测试局", "handling_mode": "commitment"})), []);
}

#[test]
fn resident_ids_are_checked_and_other_papers_are_not() {
    let id = |kind: &str, number: &str| refusals(&json!({"applicant_id_kind": kind, "applicant_id_number": number}));
    assert_eq!(id("居民身份证", "110105194912310021"), [("applicant_id_number", "RESIDENT_ID_CHECK")]);
    assert_eq!(id("身份证", "110105194902300020"), [("applicant_id_number", "RESIDENT_ID_BIRTH")]);
    assert_eq!(id("", "110105194912310021"), [("applicant_id_number", "RESIDENT_ID_CHECK")]);
    assert_eq!(id("护照", "E00000000"), []);
}

#[test]
fn lists_hide_who_a_natural_person_is() {
    let person = json!({
        "applicant_kind": "natural_person", "applicant_name": "测试某人",
        "applicant_id_kind": "居民身份证", "applicant_id_number": "11010519491231002X",
    });
    let record = with(&person).unwrap();
    assert_eq!(record.personal_fields(), ["applicant_name", "applicant_id_number"]);
    let shown = record.masked();
    assert_eq!(
        (shown.applicant_name.as_str(), shown.applicant_id_number.as_deref()),
        ("测***", Some("1101**********002X"))
    );
    let firm = with(&json!({"applicant_kind": "legal_person"})).unwrap();
    assert!(firm.personal_fields().is_empty());
    assert_eq!(firm.masked(), firm);
}

proptest! {
    #[test]
    fn a_record_reads_back_as_it_was_written(name in "[测试公司A-Z]{1,20}", outcome in 0usize..11, micros in 0i64..1_000_000) {
        let mut record = with(&json!({"applicant_name": name})).unwrap();
        record.outcome = ApprovalOutcome::ALL[outcome];
        record.concluded_at = Timestamp::from_microsecond(record.concluded_at.as_microsecond() + micros).unwrap();
        let text = serde_json::to_string(&record).unwrap();
        prop_assert_eq!(serde_json::from_str::<ApprovalRecord>(&text).unwrap(), record);
    }
}
