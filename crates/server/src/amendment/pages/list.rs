//! What applies today, what waits for a second person, and what was decided before.

use super::words;
use crate::platform::error::Result;
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::system::names::{day_or_none, written};
use crate::platform::system::{Block, Cell, Desk, Link, Names, Tab, Table, log, show};
use crate::platform::web::{Outcome, Server, Visit};
use axum::extract::State;
use axum::response::Response;
use shenguan_rules::amendment::{Amendment, AmendmentState};
use shenguan_rules::calendar::NoticeLevel;

/// `GET /system/rules`.
pub(super) async fn rules(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Rules, |read, names, desk| {
        desk.lead = desk.t("system-rules-lead").to_string();
        let link = |href: &str, label: &'static str| Link { href: href.to_owned(), label: desk.t(label).to_string() };
        let links = vec![
            link("/system/rules/calendar", "system-propose-calendar"),
            link("/system/rules/setting", "system-propose-setting"),
        ];
        desk.blocks.push(Block::Links(links));
        let waiting = waiting(desk, names);
        desk.table(waiting);
        let (settings, notices) = (settings(read, desk), notices(desk, names));
        desk.table(settings).table(notices);
        let decided = decided(read, desk, names)?;
        desk.table(decided);
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

fn waiting(desk: &Desk, names: &Names) -> Table {
    let columns = desk.words(["system-matter", "system-proposed-by", "system-proposed-at", "system-moves-count"]);
    let rows = amendments(names, true).into_iter().map(|amendment| {
        vec![
            Cell::of(words::matter(desk, &amendment)).to(format!("/system/rules/{}", amendment.id)),
            Cell::chinese(words::who(desk, names, amendment.proposed_by.as_ref())),
            Cell::number(written(amendment.proposed_at)),
            Cell::number(amendment.moves),
        ]
    });
    Table::new("waiting", desk.t("system-waiting"), columns, desk.t("system-waiting-none")).with(rows)
}

fn settings(read: &Read<'_, '_>, desk: &Desk) -> Table {
    let rule_set = read.directory().rule_set(read.now());
    let columns = desk.words(["system-setting", "system-value", "system-clause", "system-since"]);
    let rows = rule_set.settings().into_iter().map(|setting| {
        let default = desk.t("system-default").with("value", words::value(desk, &setting, &setting.default));
        let default = if setting.value == setting.default { String::new() } else { default.to_string() };
        vec![
            Cell::of(words::meaning(desk, &setting)),
            Cell::of(words::value(desk, &setting, &setting.value)).below(default),
            Cell::chinese(desk.page.clause(setting.clause)),
            Cell::number(words::since(rule_set)),
        ]
    });
    let heading = desk.t("system-settings").with("document", rule_set.document.as_str());
    Table::new("settings", heading, columns, "").with(rows)
}

fn notices(desk: &Desk, names: &Names) -> Table {
    let columns = desk.words(["system-notice", "system-issuer", "system-issued", "system-days"]);
    let notices = names.directory.calendar().notices();
    let mut notices: Vec<_> =
        notices.iter().filter(|notice| notice.days.iter().any(|day| day.date.year() >= names.today.year())).collect();
    notices.reverse();
    let rows = notices.into_iter().map(|notice| {
        let days = words::days(desk, notice);
        let days = if notice.level == NoticeLevel::City { days.join("；") } else { String::new() };
        vec![
            Cell::chinese(words::titled(notice)),
            Cell::chinese(&notice.issuer),
            Cell::number(day_or_none(notice.issued_on)),
            Cell::of(desk.t("system-days-count").with("count", notice.days.len())).below(days),
        ]
    });
    let heading = desk.t("system-calendar").with("version", names.directory.calendar().version());
    Table::new("notices", heading, columns, desk.t("system-notices-none")).with(rows)
}

fn decided(read: &mut Read<'_, '_>, desk: &Desk, names: &Names) -> Result<Table> {
    let columns =
        desk.words(["system-matter", "system-state", "system-proposed-by", "system-moves-count", "system-entries"]);
    let mut table = Table::new("decided", desk.t("system-decided"), columns, desk.t("system-decided-none"));
    for amendment in amendments(names, false) {
        let (state, by) = words::state(desk, names, &amendment);
        let entries = log::numbers_of(read.tx(), amendment.id.as_str())?;
        let entries = entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ");
        table.rows.push(vec![
            Cell::of(words::matter(desk, &amendment)).to(format!("/system/rules/{}", amendment.id)),
            Cell::of(state).below(by),
            Cell::chinese(words::who(desk, names, amendment.proposed_by.as_ref()))
                .below(written(amendment.proposed_at)),
            Cell::number(amendment.moves),
            Cell::number(entries),
        ]);
    }
    Ok(table)
}
