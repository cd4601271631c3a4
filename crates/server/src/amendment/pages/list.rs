//! What applies today, what waits for a second person, and what was decided before.

use super::words;
use crate::platform::board::{Block, Board, Cell, Link, Names, Table, day_or_none, show, written};
use crate::platform::error::Result;
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::system::{Tab, log};
use crate::platform::web::{Outcome, Server, Visit};
use axum::extract::State;
use axum::response::Response;
use shenguan_rules::amendment::{Amendment, AmendmentState};
use shenguan_rules::calendar::NoticeLevel;

/// `GET /system/rules`.
pub(super) async fn rules(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Rules, |read, names, board| {
        board.lead = board.t("system-rules-lead").to_string();
        let link = |href: &str, label: &'static str| Link { href: href.to_owned(), label: board.t(label).to_string() };
        let links = vec![
            link("/system/rules/calendar", "system-propose-calendar"),
            link("/system/rules/setting", "system-propose-setting"),
        ];
        board.blocks.push(Block::Links(links));
        let waiting = waiting(board, names);
        board.table(waiting);
        let (settings, notices) = (settings(read, board), notices(board, names));
        board.table(settings).table(notices);
        let decided = decided(read, board, names)?;
        board.table(decided);
        Ok(())
    });
    Ok(shown.await?)
}

fn amendments(names: &Names, is_waiting: bool) -> Vec<Amendment> {
    let of = |amendment: &&Amendment| (amendment.state == AmendmentState::Proposed) == is_waiting;
    let mut found: Vec<Amendment> = names.directory.amendments().filter(of).cloned().collect();
    found.sort_by_key(|amendment| std::cmp::Reverse((amendment.proposed_at, amendment.id.clone())));
    found
}

fn waiting(board: &Board, names: &Names) -> Table {
    let columns = board.words(["system-matter", "system-proposed-by", "system-proposed-at", "system-moves-count"]);
    let rows = amendments(names, true).into_iter().map(|amendment| {
        vec![
            Cell::of(words::matter(board, &amendment)).to(format!("/system/rules/{}", amendment.id)),
            Cell::chinese(words::who(board, names, amendment.proposed_by.as_ref())),
            Cell::number(written(amendment.proposed_at)),
            Cell::number(amendment.moves),
        ]
    });
    Table::new("waiting", board.t("system-waiting"), columns, board.t("system-waiting-none")).with(rows)
}

fn settings(read: &Read<'_, '_>, board: &Board) -> Table {
    let rule_set = read.directory().rule_set(read.now());
    let columns = board.words(["system-setting", "system-value", "system-clause", "system-since"]);
    let rows = rule_set.settings().into_iter().map(|setting| {
        let default = board.t("system-default").with("value", words::value(board, &setting, &setting.default));
        let default = if setting.value == setting.default { String::new() } else { default.to_string() };
        vec![
            Cell::of(words::meaning(board, &setting)),
            Cell::of(words::value(board, &setting, &setting.value)).below(default),
            Cell::chinese(board.page.clause(setting.clause)),
            Cell::number(words::since(rule_set)),
        ]
    });
    let heading = board.t("system-settings").with("document", rule_set.document.as_str());
    Table::new("settings", heading, columns, "").with(rows)
}

fn notices(board: &Board, names: &Names) -> Table {
    let columns = board.words(["system-notice", "system-issuer", "system-issued", "system-days"]);
    let notices = names.directory.calendar().notices();
    let mut notices: Vec<_> =
        notices.iter().filter(|notice| notice.days.iter().any(|day| day.date.year() >= names.today.year())).collect();
    notices.reverse();
    let rows = notices.into_iter().map(|notice| {
        let days = words::days(board, notice);
        let days = if notice.level == NoticeLevel::City { days.join("；") } else { String::new() };
        vec![
            Cell::chinese(words::titled(notice)),
            Cell::chinese(&notice.issuer),
            Cell::number(day_or_none(notice.issued_on)),
            Cell::of(board.t("system-days-count").with("count", notice.days.len())).below(days),
        ]
    });
    let heading = board.t("system-calendar").with("version", names.directory.calendar().version());
    Table::new("notices", heading, columns, board.t("system-notices-none")).with(rows)
}

fn decided(read: &mut Read<'_, '_>, board: &Board, names: &Names) -> Result<Table> {
    let columns =
        board.words(["system-matter", "system-state", "system-proposed-by", "system-moves-count", "system-entries"]);
    let mut table = Table::new("decided", board.t("system-decided"), columns, board.t("system-decided-none"));
    for amendment in amendments(names, false) {
        let (state, by) = words::state(board, names, &amendment);
        let entries = log::numbers_of(read.tx(), amendment.id.as_str())?;
        let entries = entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ");
        table.rows.push(vec![
            Cell::of(words::matter(board, &amendment)).to(format!("/system/rules/{}", amendment.id)),
            Cell::of(state).below(by),
            Cell::chinese(words::who(board, names, amendment.proposed_by.as_ref()))
                .below(written(amendment.proposed_at)),
            Cell::number(amendment.moves),
            Cell::number(entries),
        ]);
    }
    Ok(table)
}
