//! How a proposal, a day of a notice and a deadline that moves are said.

use crate::amendment::preview::Moved;
use crate::platform::board::{Board, Cell, Names, Table, day_or_none, written};
use crate::platform::web::Language;
use serde_json::Value;
use shenguan_rules::amendment::{Amendment, AmendmentState, Matter};
use shenguan_rules::calendar::{Notice, NoticeDayKind};
use shenguan_rules::party::OfficerId;
use shenguan_rules::record::ApprovalOutcome;
use shenguan_rules::rule_set::{RuleSet, Setting};

/// 测政办发〔2026〕1号 关于暴雪停工的通知, or the document of the settings.
pub(super) fn matter(board: &Board, amendment: &Amendment) -> String {
    match &amendment.matter {
        Matter::Calendar(notice) => board
            .t("system-matter-calendar")
            .with("document", titled(notice))
            .with("days", notice.days.len())
            .to_string(),
        Matter::RuleSet(rule_set) => board
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
pub(super) fn state(board: &Board, names: &Names, amendment: &Amendment) -> (String, String) {
    let (word, decided) = match &amendment.state {
        AmendmentState::Proposed => ("proposed", None),
        AmendmentState::Confirmed { by, at } => ("confirmed", Some((by, at))),
        AmendmentState::Withdrawn { by, at } => ("withdrawn", Some((by, at))),
    };
    let by_whom = decided.map(|(by, at)| format!("{} {}", who(board, names, by.as_ref()), written(*at)));
    (board.page.t_of("system-amendment", word).to_string(), by_whom.unwrap_or_default())
}

/// An officer, or the installation itself.
pub(super) fn who(board: &Board, names: &Names, officer: Option<&OfficerId>) -> String {
    officer.map_or_else(|| board.t("system-by-setup").to_string(), |officer| names.officer(officer))
}

/// One line a day: `2026-10-08 停工 暴雪停工`.
pub(super) fn days(board: &Board, notice: &Notice) -> Vec<String> {
    let word = |kind| match kind {
        NoticeDayKind::Holiday => "holiday",
        NoticeDayKind::Makeup => "makeup",
        NoticeDayKind::Closure => "closure",
    };
    let line = |day: &shenguan_rules::calendar::NoticeDay| {
        format!("{} {} {}", day.date, board.page.t_of("system-day", word(day.kind)), day.name)
    };
    notice.days.iter().map(line).collect()
}

/// 「将改变时限的 37 件」: numbers and instants only, for an administrator sees no content.
pub(super) fn moves(board: &Board, moved: &[Moved]) -> Table {
    let columns = board.words(["system-number", "system-due-before", "system-due-after"]);
    let heading = board.t("system-moves").with("count", moved.len());
    let due = |at: Option<jiff::Timestamp>| Cell::number(at.map(written).unwrap_or_default());
    Table::new("moves", heading, columns, board.t("system-moves-none"))
        .with(moved.iter().map(|moved| vec![Cell::code(&moved.number), due(moved.before), due(moved.after)]))
}

/// A value of a setting as an official would say it.
pub(super) fn value(board: &Board, setting: &Setting, value: &Value) -> String {
    match value {
        Value::Null => board.t("system-value-none").to_string(),
        Value::Bool(true) => board.t("system-value-yes").to_string(),
        Value::Bool(false) => board.t("system-value-no").to_string(),
        Value::String(text) => match setting.name {
            "document" | "effective_on" | "go_live_on" => text.clone(),
            _ => word(board, text),
        },
        Value::Array(values) if setting.name == "receipt_outcomes" => {
            let names = values.iter().filter_map(Value::as_str).map(|code| outcome(board, code));
            names.collect::<Vec<_>>().join(if board.page.visit().language() == Language::Chinese {
                "、"
            } else {
                ", "
            })
        }
        Value::Array(seasons) if setting.name == "office_hours" => {
            let text = |season: &Value, name: &str| season[name].as_str().unwrap_or_default().to_owned();
            let told = seasons.iter().map(|season| {
                let hours = board.t("system-season").with("from", text(season, "from"));
                hours.with("open", text(season, "open")).with("close", text(season, "close")).to_string()
            });
            told.collect::<Vec<_>>().join("\n")
        }
        Value::Array(values) if values.is_empty() => board.t("system-value-none").to_string(),
        other => other.to_string(),
    }
}

/// The words of one of the readings, `NEXT_WORKDAY_END`.
pub(super) fn word(board: &Board, reading: &str) -> String {
    let member = reading.to_ascii_lowercase().replace(['_', ':'], "-");
    board.page.t_of("system-reading", &member).to_string()
}

fn outcome(board: &Board, code: &str) -> String {
    let known = ApprovalOutcome::ALL.into_iter().find(|outcome| outcome.as_str() == code);
    let name = |outcome: ApprovalOutcome| match board.page.visit().language() {
        Language::Chinese => outcome.zh(),
        Language::English => outcome.en(),
    };
    known.map_or_else(|| code.to_owned(), |outcome| name(outcome).to_owned())
}

/// The meaning of a setting in the language of the page.
pub(super) fn meaning(board: &Board, setting: &Setting) -> &'static str {
    match board.page.visit().language() {
        Language::Chinese => setting.meaning_zh,
        Language::English => setting.meaning_en,
    }
}

/// What a proposed rule set changes of the one in force: setting, before, after.
pub(super) fn differences(board: &Board, from: &RuleSet, to: &RuleSet) -> Vec<String> {
    let (before, after) = (from.settings(), to.settings());
    let pairs = before.iter().zip(&after).filter(|(before, after)| before.value != after.value);
    pairs
        .map(|(before, after)| {
            let change = board.t("system-change").with("setting", meaning(board, before));
            let change = change.with("before", value(board, before, &before.value));
            change.with("after", value(board, after, &after.value)).to_string()
        })
        .collect()
}

/// The day from which a rule set applies.
pub(super) fn since(rule_set: &RuleSet) -> String {
    day_or_none(Some(rule_set.effective_on))
}
