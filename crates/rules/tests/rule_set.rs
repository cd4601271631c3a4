//! The rule set: its defaults, what it refuses, and what it tells about itself.

#![expect(clippy::unwrap_used, reason = "a test may stop where its own facts are wrong")]

use shenguan_rules::calendar::{Calendar, CountMode, Counting, Cutoff, NonworkingStart, OfficeHours, rfc3339};
use shenguan_rules::rule_set::{RuleSet, RuleSetRefusal};
use shenguan_rules::subject::Refusal;

fn read(json: &str) -> RuleSet {
    serde_json::from_str(json).unwrap()
}

/// The codes and settings that a file is refused for.
fn refused(json: &str) -> Vec<(&'static str, &'static str)> {
    let refusals = read(json).validate().err().unwrap_or_default();
    refusals.iter().map(|refusal: &RuleSetRefusal| (refusal.code(), refusal.setting())).collect()
}

#[test]
fn the_defaults_are_the_careful_reading_and_valid() {
    let rule_set = RuleSet::default();
    assert_eq!(rule_set.validate(), Ok(()));
    assert_eq!(read("{}"), rule_set);
    assert_eq!(rule_set.counting_for_receipt(), Counting::receipt());
    assert_eq!(rule_set.counting_for_duty(), Counting::duty());
    assert_eq!((rule_set.push_working_days, rule_set.receipt_working_days), (1, 1));
    assert_eq!((rule_set.reply_target_working_days, rule_set.max_hops()), (None, 3));
    assert_eq!(rule_set.outage_minutes_min(), Some(30));
    assert!(rule_set.asks_receipt("granted") && rule_set.asks_receipt("cancelled"));
    assert!(!rule_set.asks_receipt("refused") && !rule_set.asks_receipt("application_withdrawn"));
    assert_eq!(rule_set.receipt_outcomes.len(), 7);
}

#[test]
fn a_city_sets_its_own_hours_and_the_receipt_follows_them() {
    let rule_set = read(
        r#"{"effective_on":"2026-10-01","document":"测政办发〔2026〕5号","office_hours":[
            {"from":"05-01","open":"08:30","close":"17:30","document":"测政办发〔2026〕3号"},
            {"from":"10-01","close":"16:30","document":"测政办发〔2026〕3号"}]}"#,
    );
    assert_eq!(rule_set.validate(), Ok(()));
    let start = "2026-11-23T10:00:00+08:00".parse().unwrap();
    let calendar = Calendar::official();
    let receipt = calendar.deadline(start, 1, &rule_set.counting_for_receipt()).unwrap();
    assert_eq!(rfc3339(receipt.due), "2026-11-24T16:30:00+08:00");
    let duty = calendar.deadline(start, 1, &rule_set.counting_for_duty()).unwrap();
    assert_eq!(rfc3339(duty.due), "2026-11-25T00:00:00+08:00");
    let written = serde_json::to_value(&rule_set).unwrap();
    assert_eq!(written["office_hours"][0]["close"], "17:30");
    assert_eq!(written["office_hours"][1]["open"], "08:30");
    assert_eq!(serde_json::from_value::<RuleSet>(written).unwrap(), rule_set);
}

#[test]
fn a_setting_without_effect_is_refused() {
    let idle = |setting| vec![("RULE_SET_WITHOUT_EFFECT", setting)];
    assert_eq!(refused(r#"{"return_enabled":false,"max_hops":3}"#), idle("max_hops"));
    assert_eq!(refused(r#"{"return_enabled":false,"return_window":"UNTIL_RECEIPT"}"#), idle("return_window"));
    assert_eq!(refused(r#"{"outage_tolling":false,"outage_minutes_min":30}"#), idle("outage_minutes_min"));
    assert_eq!(refused(r#"{"count_mode":"WORK_HOURS","receipt_cutoff":"24:00"}"#), idle("receipt_cutoff"));
    assert_eq!(refused(r#"{"count_mode":"WORK_HOURS","duty_cutoff":"OFFICE_CLOSE"}"#), idle("duty_cutoff"));
    let rolled = r#"{"count_mode":"SAME_CLOCK_NEXT_WORKDAY","nonworking_start":"ROLL_FORWARD"}"#;
    assert_eq!(refused(rolled), idle("nonworking_start"));
    let hours = r#""office_hours":[{"from":"01-01","close":"17:00","document":"测"}]"#;
    assert_eq!(refused(&format!(r#"{{"receipt_cutoff":"24:00",{hours}}}"#)), idle("office_hours"));
    assert_eq!(refused(&format!(r#"{{"count_mode":"SAME_CLOCK_NEXT_WORKDAY",{hours}}}"#)), idle("office_hours"));
    // Where they have an effect they stand.
    assert_eq!(refused(&format!(r#"{{"count_mode":"WORK_HOURS",{hours}}}"#)), []);
    assert_eq!(refused(&format!(r#"{{"receipt_cutoff":"24:00","duty_cutoff":"OFFICE_CLOSE",{hours}}}"#)), []);
    assert_eq!(refused(r#"{"return_enabled":false,"outage_tolling":false}"#), []);
}

#[test]
fn impossible_values_are_refused() {
    let out = |setting| vec![("RULE_SET_OUT_OF_RANGE", setting)];
    assert_eq!(refused(r#"{"push_working_days":0}"#), out("push_working_days"));
    assert_eq!(refused(r#"{"receipt_working_days":21}"#), out("receipt_working_days"));
    assert_eq!(refused(r#"{"reply_target_working_days":0}"#), out("reply_target_working_days"));
    assert_eq!(refused(r#"{"max_hops":11}"#), out("max_hops"));
    assert_eq!(refused(r#"{"outage_minutes_min":1441}"#), out("outage_minutes_min"));
    assert_eq!(refused(r#"{"decided_concluded_gap_working_days":0}"#), out("decided_concluded_gap_working_days"));
    assert_eq!(refused(r#"{"document":" "}"#), [("RULE_SET_EMPTY", "document")]);
    assert_eq!(refused(r#"{"effective_on":"2018-08-14"}"#), [("RULE_SET_BEFORE_POLICY", "effective_on")]);
    assert_eq!(refused(r#"{"go_live_on":"2017-01-01"}"#), [("RULE_SET_BEFORE_POLICY", "go_live_on")]);
    let outcomes = r#"{"receipt_outcomes":["granted","Granted"]}"#;
    assert_eq!(refused(outcomes), [("RULE_SET_UNKNOWN_OUTCOME", "receipt_outcomes")]);
    let outcomes = r#"{"receipt_outcomes":["changed"]}"#;
    assert_eq!(refused(outcomes), [("RULE_SET_GRANTED_WITHOUT_RECEIPT", "receipt_outcomes")]);
}

#[test]
fn office_hours_must_make_sense_and_cite_a_document() {
    let hours = |seasons: &str| refused(&format!(r#"{{"office_hours":[{seasons}]}}"#));
    assert_eq!(hours(""), [("RULE_SET_EMPTY", "office_hours")]);
    assert_eq!(hours(r#"{"from":"01-01","close":"17:00"}"#), [("RULE_SET_SEASON_DOCUMENT", "office_hours")]);
    let night = r#"{"from":"01-01","open":"17:00","close":"08:30","document":"测"}"#;
    assert_eq!(hours(night), [("RULE_SET_SEASON_HOURS", "office_hours")]);
    let twice = r#"{"from":"05-01","close":"17:00","document":"测"},{"from":"05-01","close":"17:30","document":"测"}"#;
    assert_eq!(hours(twice), [("RULE_SET_SEASON_ORDER", "office_hours")]);
    for from in ["02-29", "13-01", "1-1", "2-1-1"] {
        let season = format!(r#"[{{"from":"{from}","close":"17:00","document":"测"}}]"#);
        assert!(serde_json::from_str::<OfficeHours>(&season).is_err(), "{from}");
    }
    for close in ["24:00", "17", "5:00", "17:00:00", "+7:00"] {
        let season = format!(r#"[{{"from":"01-01","close":"{close}","document":"测"}}]"#);
        assert!(serde_json::from_str::<OfficeHours>(&season).is_err(), "{close}");
    }
}

#[test]
fn a_city_may_add_kinds_but_not_take_the_place_of_one() {
    let kind =
        |code: &str| format!(r#"{{"code":"{code}","name_zh":"测试通报","name_en":"Test","pushed_by":"authority"}}"#);
    let kinds = |list: &str| refused(&format!(r#"{{"extra_kinds":[{list}]}}"#));
    assert_eq!(kinds(&kind("inspection_notice")), []);
    assert_eq!(kinds(&kind("penalty_decision")), [("RULE_SET_KIND_CODE", "extra_kinds")]);
    assert_eq!(kinds(&kind("通报")), [("RULE_SET_KIND_CODE", "extra_kinds")]);
    let twice = format!("{0},{0}", kind("inspection_notice"));
    assert_eq!(kinds(&twice), [("RULE_SET_KIND_TWICE", "extra_kinds")]);
}

#[test]
fn unknown_settings_and_values_are_refused_when_read() {
    for json in [
        r#"{"max_hop":3}"#,
        r#"{"count_mode":"SOMETIME"}"#,
        r#"{"receipt_cutoff":"17:00"}"#,
        r#"{"office_hours":[{"from":"01-01","close":"17:00","shut":"x"}]}"#,
        r#"{"extra_kinds":[{"code":"abc","name_zh":"a","name_en":"b","pushed_by":"nobody"}]}"#,
    ] {
        assert!(serde_json::from_str::<RuleSet>(json).is_err(), "{json}");
    }
}

#[test]
fn every_refusal_names_its_clause() {
    let all = [
        r#"{"return_enabled":false,"max_hops":3,"outage_tolling":false,"outage_minutes_min":9,"document":"","go_live_on":"2017-01-01"}"#,
        r#"{"receipt_outcomes":["x"],"office_hours":[],"extra_kinds":[{"code":"X","name_zh":"","name_en":"","pushed_by":"both"}]}"#,
    ];
    for json in all {
        for refusal in read(json).validate().unwrap_err() {
            assert!(refusal.clause().is_some_and(|clause| !clause.is_empty()), "{refusal}");
        }
    }
}

#[test]
fn the_list_of_settings_has_every_setting_with_what_applies() {
    let settings = RuleSet::default().settings();
    let filled = RuleSet {
        nonworking_start: Some(NonworkingStart::AsIs),
        receipt_cutoff: Some(Cutoff::OfficeClose),
        duty_cutoff: Some(Cutoff::Midnight),
        office_hours: Some(OfficeHours::default()),
        reply_target_working_days: Some(3),
        return_window: RuleSet::default().return_window(),
        max_hops: Some(3),
        outage_minutes_min: Some(30),
        go_live_on: Some("2026-01-01".parse().unwrap()),
        ..RuleSet::default()
    };
    let keys: Vec<String> = serde_json::to_value(&filled).unwrap().as_object().unwrap().keys().cloned().collect();
    let mut names: Vec<String> = settings.iter().map(|setting| setting.name.to_owned()).collect();
    names.sort();
    assert_eq!(names, keys.into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>());
    let of =
        |rule_set: &RuleSet, name: &str| rule_set.settings().into_iter().find(|setting| setting.name == name).unwrap();
    let cutoff = of(&filled, "duty_cutoff");
    assert_eq!((cutoff.value, cutoff.clause), ("24:00".into(), "二(三)¶3"));
    assert_eq!(of(&RuleSet::default(), "max_hops").value, 3);
    let none = RuleSet { return_enabled: false, count_mode: CountMode::WorkHours, ..RuleSet::default() };
    assert_eq!((of(&none, "max_hops").value, of(&none, "max_hops").default), (serde_json::Value::Null, 3.into()));
    assert!(of(&none, "receipt_cutoff").value.is_null());
    assert!(of(&none, "reply_target_working_days").default.is_null());
}
