//! One proposal: what it changes, what would move now, and the word of the second person.

use super::words;
use crate::amendment::{acts, preview::preview};
use crate::platform::board::{Block, Form, show, written};
use crate::platform::error::Error;
use crate::platform::identity::{Caller, Permission};
use crate::platform::system::{Tab, log};
use crate::platform::web::{Outcome, Server, Visit, see_other};
use axum::extract::{Path, State};
use axum::response::Response;
use shenguan_rules::amendment::{Amendment, AmendmentState, Matter};

const HOME: &str = "/system/rules";

/// `GET /system/rules/{id}`.
pub(super) async fn proposal(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    let asked = id.clone();
    let moved = server.app.act(caller.actor.clone(), move |act| {
        let held = act.get::<Amendment>(&asked)?;
        if held.state.state == AmendmentState::Proposed { preview(act, &held.state.matter) } else { Ok(Vec::new()) }
    });
    let moved = moved.await?;
    let shown = show(&server, visit, caller, Tab::Rules, move |read, names, board| {
        let amendment = names.directory.amendments().find(|amendment| amendment.id.as_str() == id);
        let amendment = amendment.ok_or(Error::NotFound)?.clone();
        board.headed(words::matter(board, &amendment), HOME);
        let (state, by) = words::state(board, names, &amendment);
        let proposer = words::who(board, names, amendment.proposed_by.as_ref());
        let entries = log::numbers_of(read.tx(), &id)?;
        let entries = entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ");
        let changes = match &amendment.matter {
            Matter::Calendar(notice) => words::days(board, notice),
            Matter::RuleSet(wanted) => words::differences(board, names.directory.rule_set(read.now()), wanted),
        };
        let of = |id: &'static str, value: String| (board.t(id).to_string(), value);
        let facts = vec![
            of("system-state", format!("{state} {by}").trim_end().to_owned()),
            of("system-proposed-by", format!("{proposer} {}", written(amendment.proposed_at))),
            of("system-changes", changes.join("\n")),
            of("system-moves-count", amendment.moves.to_string()),
            of("system-entries", entries),
        ];
        board.blocks.push(Block::Facts(String::new(), facts));
        if amendment.state != AmendmentState::Proposed {
            return Ok(());
        }
        let moves = words::moves(board, &moved);
        board.table(moves);
        let own = board.page.caller().and_then(|caller| caller.actor.officer());
        if own.is_some() && own == amendment.proposed_by.as_ref() {
            let words = board.t("system-own-proposal");
            board.note("note-amb", words, Vec::new());
        } else if board.page.may(Permission::ConfirmAmendment) {
            let effect = board.t("system-confirm-effect").with("count", moved.len());
            let form = Form::new(
                "confirm",
                board.t("system-confirm"),
                format!("{HOME}/{id}/confirm"),
                board.t("system-confirm"),
            );
            board.form(form.warning(effect));
        }
        let form = Form::new(
            "withdraw",
            board.t("system-withdraw"),
            format!("{HOME}/{id}/withdraw"),
            board.t("system-withdraw"),
        );
        let form = form.lead(board.t("system-withdraw-effect"));
        board.form(form);
        Ok(())
    });
    Ok(shown.await?)
}

/// `POST /system/rules/{id}/confirm`.
pub(super) async fn confirm(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    let (_, moved) = server.app.act(caller.actor, move |act| acts::confirm(act, &id)).await?;
    Ok(see_other(&visit, HOME, Some(&visit.t("system-confirmed-done").with("count", moved))))
}

/// `POST /system/rules/{id}/withdraw`.
pub(super) async fn withdraw(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    server.app.act(caller.actor, move |act| acts::withdraw(act, &id)).await?;
    Ok(see_other(&visit, HOME, Some(&visit.t("system-withdrawn-done"))))
}
