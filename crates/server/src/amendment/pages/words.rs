//! How a proposal, a day of a notice and a deadline that moves are said.

use crate::amendment::preview::Moved;
use crate::platform::system::names::{day_or_none, written};
use crate::platform::system::{Cell, Desk, Names, Table};
use crate::platform::web::Language;
use serde_json::Value;
use shenguan_rules::amendment::{Amendment, AmendmentState, Matter};
use shenguan_rules::calendar::{Notice, NoticeDayKind};
use shenguan_rules::party::OfficerId;
use shenguan_rules::record::ApprovalOutcome;
use shenguan_rules::rule_set::{RuleSet, Setting};

/// 测政办发〔2026〕1号 关于暴雪停工的通知, or the document of the settings.
pub(super) fn matter(desk: &Desk, amendment: &Amendment) -> String {
    match &amendment.matter {
        Matter::Calendar(notice) => desk
            .t("system-matter-calendar")
            .with("document", titled(notice))
            .with("days", notice.days.len())
            .to_string(),
        Matter::RuleSet(rule_set) => desk
            .t("system-matter-rule-set")
            .with("document", rule_set.document.as_str())
            .with("on", rule_set.effective_on.to_string())
            .to_string(),
    }
}

/// Title and number of a notice.
pub(super) fn titled(notice: &Notice) -> String {
    let number = notice.document_number.as_deref().unwrap_or_default();
    format!("{} {number}", notice.document).trim_end().to_owned()
}

/// What became of a proposal, with whom and when.
pub(super) fn state(desk: &Desk, names: &Names, amendment: &Amendment) -> (String, String) {
    let (word, decided) = match &amendment.state {
        AmendmentState::Proposed => ("proposed", None),
        AmendmentState::Confirmed { by, at } => ("confirmed", Some((by, at))),
        AmendmentState::Withdrawn { by, at } => ("withdrawn", Some((by, at))),
    };
    let by_whom = decided.map(|(by, at)| format!("{} {}", who(desk, names, by.as_ref()), written(*at)));
    (desk.page.t_of("system-amendment", word).to_string(), by_whom.unwrap_or_default())
}

/// An officer, or the installation itself.
pub(super) fn who(desk: &Desk, names: &Names, officer: Option<&OfficerId>) -> String {
    officer.map_or_else(|| desk.t("system-by-setup").to_string(), |officer| names.officer(officer))
}

/// One line a day: `2026-10-08 停工 暴雪停工`.
pub(super) fn days(desk: &Desk, notice: &Notice) -> Vec<String> {
    let word = |kind| match kind {
        NoticeDayKind::Holiday => "holiday",
        NoticeDayKind::Makeup => "makeup",
        NoticeDayKind::Closure => "closure",
    };
    let line = |day: &shenguan_rules::calendar::NoticeDay| {
        format!("{} {} {}", day.date, desk.page.t_of("system-day", word(day.kind)), day.name)
    };
    notice.days.iter().map(line).collect()
}

/// 「将改变时限的 37 件」: numbers and instants only, for an administrator sees no content.
pub(super) fn moves(desk: &Desk, moved: &[Moved]) -> Table {
    let columns = desk.words(["system-number", "system-due-before", "system-due-after"]);
    let heading = desk.t("system-moves").with("count", moved.len());
    let due = |at: Option<jiff::Timestamp>| Cell::number(at.map(written).unwrap_or_default());
    Table::new("moves", heading, columns, desk.t("system-moves-none"))
        .with(moved.iter().map(|moved| vec![Cell::code(&moved.number), due(moved.before), due(moved.after)]))
}

/// A value of a setting as an official would say it.
pub(super) fn value(desk: &Desk, setting: &Setting, value: &Value) -> String {
    match value {
        Value::Null => desk.t("system-value-none").to_string(),
        Value::Bool(true) => desk.t("system-value-yes").to_string(),
        Value::Bool(false) => desk.t("system-value-no").to_string(),
        Value::String(text) => match setting.name {
            "document" | "effective_on" | "go_live_on" => text.clone(),
            _ => word(desk, text),
        },
        Value::Array(values) if setting.name == "receipt_outcomes" => {
            let names = values.iter().filter_map(Value::as_str).map(|code| outcome(desk, code));
            names.collect::<Vec<_>>().join(if desk.page.visit().language() == Language::Chinese { "、" } else { ", " })
        }
        Value::Array(seasons) if setting.name == "office_hours" => {
            let text = |season: &Value, name: &str| season[name].as_str().unwrap_or_default().to_owned();
            let told = seasons.iter().map(|season| {
                let hours = desk.t("system-season").with("from", text(season, "from"));
                hours.with("open", text(season, "open")).with("close", text(season, "close")).to_string()
            });
            told.collect::<Vec<_>>().join("\n")
        }
        Value::Array(values) if values.is_empty() => desk.t("system-value-none").to_string(),
        other => other.to_string(),
    }
}

/// The words of one of the readings, `NEXT_WORKDAY_END`.
pub(super) fn word(desk: &Desk, reading: &str) -> String {
    let member = reading.to_ascii_lowercase().replace(['_', ':'], "-");
    desk.page.t_of("system-reading", &member).to_string()
}

fn outcome(desk: &Desk, code: &str) -> String {
    let known = ApprovalOutcome::ALL.into_iter().find(|outcome| outcome.as_str() == code);
    let name = |outcome: ApprovalOutcome| match desk.page.visit().language() {
        Language::Chinese => outcome.zh(),
        Language::English => outcome.en(),
    };
    known.map_or_else(|| code.to_owned(), |outcome| name(outcome).to_owned())
}

/// The meaning of a setting in the language of the page.
pub(super) fn meaning(desk: &Desk, setting: &Setting) -> &'static str {
    match desk.page.visit().language() {
        Language::Chinese => setting.meaning_zh,
        Language::English => setting.meaning_en,
    }
}

/// What a proposed rule set changes of the one in force: setting, before, after.
pub(super) fn differences(desk: &Desk, from: &RuleSet, to: &RuleSet) -> Vec<String> {
    let (before, after) = (from.settings(), to.settings());
    let pairs = before.iter().zip(&after).filter(|(before, after)| before.value != after.value);
    pairs
        .map(|(before, after)| {
            let change = desk.t("system-change").with("setting", meaning(desk, before));
            let change = change.with("before", value(desk, before, &before.value));
            change.with("after", value(desk, after, &after.value)).to_string()
        })
        .collect()
}

/// The day from which a rule set applies.
pub(super) fn since(rule_set: &RuleSet) -> String {
    day_or_none(Some(rule_set.effective_on))
}
