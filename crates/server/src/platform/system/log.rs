//! 日志: what administrators changed, from the ledger, newest first.

use super::tab::Tab;
use crate::platform::board::{Cell, Names, Table, show, written};
use crate::platform::clock::from_micros;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::web::{Cursor, Language, Outcome, Paging, Server, Visit};
use axum::extract::State;
use axum::response::Response;
use shenguan_db::Tx;
use shenguan_ledger::{Entry, leaf_hash};
use shenguan_rules::amendment::Matter;
use shenguan_rules::party::{AgreementId, DepartmentCode, ItemCode, OfficerId};
use shenguan_rules::subject::Actor;

/// The kinds of subjects that administrators keep, as the index of the ledger has them.
const KINDS: &str =
    "'department', 'officer', 'designation', 'approval_item', 'handover_agreement', 'amendment', 'outage'";
/// Characters of a hash that the screen shows.
const HASH_CHARACTERS: usize = 8;

/// `GET /system/log?cursor=…`.
pub(super) async fn log(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    paging: Paging,
) -> Outcome<Response> {
    let before: Option<i64> = paging.place()?;
    let (limit, jurisdiction) = (paging.limit, server.app.jurisdiction().to_owned());
    let shown = show(&server, visit, caller, Tab::Log, move |read, names, board| {
        board.lead = board.t("system-log-lead").to_string();
        let columns = board.words(["system-entry", "system-at", "system-who", "system-what", "system-subject"]);
        let mut table = Table::new("log", board.t("system-log"), columns, board.t("system-log-none"));
        let mut rows = entries(read.tx(), &jurisdiction, before.unwrap_or(i64::MAX), limit + 1)?;
        if i64::try_from(rows.len()).is_ok_and(|count| count > limit) {
            rows.truncate(usize::try_from(limit).unwrap_or_default());
            let last = rows.last().map(|(sequence, _)| Cursor::after(sequence)).unwrap_or_default();
            board.next = Some(format!("/system/log?cursor={last}"));
        }
        for (sequence, bytes) in &rows {
            let entry = Entry::decode(bytes).map_err(Error::fault)?;
            let actor: Actor = serde_json::from_str(entry.actor.get())?;
            let mut hash = leaf_hash(entry.suite, bytes).to_string();
            hash.truncate(HASH_CHARACTERS);
            let (by, of) = who(names, &actor, board.t("system-by-setup").to_string());
            let kind = board.page.t_of("system-kind", &entry.subject_kind);
            table.rows.push(vec![
                Cell::number(sequence).below(hash),
                Cell::number(written(from_micros(entry.recorded_at))),
                Cell::chinese(by).below(of),
                Cell::of(format!("{kind} · {}", board.page.t_of("system-did", &entry.act))),
                Cell::chinese(subject(names, &entry.subject_kind, &entry.subject_id)),
            ]);
        }
        board.table(table);
        Ok(())
    });
    Ok(shown.await?)
}

/// The places in the ledger of everything that happened to a subject.
pub fn numbers_of(tx: &mut Tx<'_>, subject: &str) -> Result<Vec<i64>> {
    let rows =
        tx.query("SELECT sequence FROM ledger_entry WHERE subject_id = $1 ORDER BY sequence", &[subject.into()])?;
    rows.iter().map(|row| row.get(0).map_err(Error::from)).collect()
}

fn entries(tx: &mut Tx<'_>, jurisdiction: &str, before: i64, limit: i64) -> Result<Vec<(i64, Vec<u8>)>> {
    let sql = format!(
        "SELECT sequence, bytes FROM ledger_entry WHERE jurisdiction = $1 AND sequence < $2 \
         AND subject_kind IN ({KINDS}) ORDER BY sequence DESC LIMIT $3"
    );
    let rows = tx.query(&sql, &[jurisdiction.into(), before.into(), limit.into()])?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Who it was, and for which department.
fn who(names: &Names, actor: &Actor, setup: String) -> (String, String) {
    match actor {
        Actor::Officer { officer, department, acting_for, .. } => {
            (names.in_place(officer, acting_for.as_ref()), names.department_of(department))
        }
        Actor::System { department, key, .. } => (key.clone(), names.department_of(department)),
        Actor::Time | Actor::Setup => (setup, String::new()),
    }
}

/// What it is called today.
fn subject(names: &Names, kind: &str, id: &str) -> String {
    let directory = &names.directory;
    let found = match kind {
        "department" => DepartmentCode::parse(id).ok().map(|code| names.department_of(&code)),
        "officer" => OfficerId::parse(id).ok().map(|id| names.officer(&id)),
        "designation" => directory
            .designations()
            .find(|found| found.id.as_str() == id)
            .map(|found| format!("{} {}", names.officer(&found.officer), names.role(found.role))),
        "approval_item" => {
            ItemCode::parse(id).ok().and_then(|code| directory.item(&code)).map(|item| item.name.clone())
        }
        "handover_agreement" => AgreementId::parse(id).ok().and_then(|id| {
            directory.agreements().find(|agreement| agreement.id == id).map(|agreement| agreement.document.clone())
        }),
        "amendment" => directory.amendments().find(|found| found.id.as_str() == id).map(|found| match &found.matter {
            Matter::Calendar(notice) => notice.name().to_owned(),
            Matter::RuleSet(rule_set) => rule_set.document.clone(),
        }),
        _ => None,
    };
    found.unwrap_or_else(|| if names.language() == Language::English { "—".to_owned() } else { "——".to_owned() })
}
