//! What the tests of several modules need: actors, an instant, and one act through `decide` and `apply`.

use super::{ContentDigest, Department, DepartmentCode, JurisdictionCode, OfficerId, Section, SectionCode, Side};
use crate::calendar::Calendar;
use crate::roster::Role;
use crate::rule_set::RuleSet;
use crate::subject::{Actor, Context, Subject};
use jiff::Timestamp;
use jiff::civil::date;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use std::sync::LazyLock;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::official);
static RULE_SET: LazyLock<RuleSet> = LazyLock::new(RuleSet::default);

/// 2026-11-23 09:00 by the clock of China, a Monday.
pub(crate) fn now() -> Timestamp {
    "2026-11-23T09:00:00+08:00".parse().unwrap()
}

/// An administrator of the bureau.
pub(crate) fn administrator(officer: &str) -> Actor {
    named(officer, "SPJ", Side::Approval, &[Role::SystemAdministrator])
}

/// An officer `o-1` of a department.
pub(crate) fn by(department: &str, side: Side, roles: &[Role]) -> Actor {
    named("o-1", department, side, roles)
}

fn named(officer: &str, department: &str, side: Side, roles: &[Role]) -> Actor {
    Actor::Officer {
        officer: OfficerId::parse(officer).unwrap(),
        department: code(department),
        side,
        roles: roles.iter().copied().collect(),
        acting_for: None,
    }
}

/// A department code.
pub(crate) fn code(text: &str) -> DepartmentCode {
    DepartmentCode::parse(text).unwrap()
}

/// A section code.
pub(crate) fn section(text: &str) -> SectionCode {
    SectionCode::parse(text).unwrap()
}

/// A digest of 64 times the same hexadecimal digit.
pub(crate) fn digest(digit: char) -> ContentDigest {
    ContentDigest::parse(digit.to_string().repeat(64)).unwrap()
}

/// A department with open sections, founded on 2018-01-01.
pub(crate) fn department(text: &str, side: Side, sections: &[&str]) -> Department {
    let founded_on = date(2018, 1, 1);
    let name = format!("测试部门{text}");
    Department {
        code: code(text),
        side,
        name: name.clone(),
        name_en: None,
        short_name: text.to_owned(),
        jurisdiction: JurisdictionCode::parse("210300").unwrap(),
        sections: sections
            .iter()
            .map(|text| Section { code: section(text), name: format!("测试科室{text}"), closed_on: None })
            .collect(),
        founded_on,
        succession: None,
        names: vec![super::DatedName { from: founded_on, name }],
    }
}

/// One act: decides, sees that events and state survive JSON, and applies.
pub(crate) fn act<S>(subject: Option<S>, command: S::Command, actor: &Actor) -> Result<S, S::Refusal>
where
    S: Subject + Clone + Debug + PartialEq + Serialize + DeserializeOwned,
    S::Event: Debug + PartialEq + Serialize + DeserializeOwned,
{
    let context = Context { now: now(), actor, calendar: &CALENDAR, rule_set: &RULE_SET };
    let events = S::decide(subject.as_ref(), command, &context)?;
    assert!(!events.is_empty(), "an act that is taken leaves a trace");
    let mut state = subject;
    for event in &events {
        survives_json(event);
        state = S::apply(state, event);
    }
    let state = state.expect("a subject of these modules never ends");
    survives_json(&state);
    Ok(state)
}

fn survives_json<T: Debug + PartialEq + Serialize + DeserializeOwned>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&json).unwrap(), *value, "{json}");
}
