//! 系统 → 通知: what left the platform, for administrators: numbers and deadlines, no content.

use super::channel::Channel;
use super::delivery::{DeliveryState, deliveries, with_attempts};
use super::pages::sent;
use crate::platform::board::{Choice, Field, Form, Typed, show};
use crate::platform::identity::Caller;
use crate::platform::system::Tab;
use crate::platform::web::{Outcome, Query, Server, Visit};
use axum::extract::State;
use axum::response::Response;

/// `GET /system/notices?state=failed`.
pub(super) async fn messages(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(typed): Query<Typed>,
) -> Outcome<Response> {
    let settings = std::sync::Arc::clone(&server.settings);
    let shown = show(&server, visit, caller, Tab::Notices, move |read, names, board| {
        board.lead = board.t("notice-system-lead").to_string();
        let ways = Channel::ALL.into_iter().filter(|channel| settings.carries(*channel));
        let ways: Vec<String> =
            ways.map(|channel| board.page.t_of("notice-channel", channel.as_str()).to_string()).collect();
        if settings.demo {
            let words = board.t("notice-demo");
            board.note("note-amb", words, Vec::new());
        } else if ways.is_empty() {
            let words = board.t("notice-no-channel");
            board.note("note-amb", words, Vec::new());
        } else {
            let words = board.t("notice-channels").with("channels", ways.join("、"));
            board.note("", words, Vec::new());
        }
        let state = DeliveryState::from_word(typed.text("state"));
        let choices = DeliveryState::ALL.map(|known| Choice {
            is_chosen: state == Some(known),
            ..Choice::new(known.as_str(), board.page.t_of("notice-state", known.as_str()))
        });
        let form = Form::query("ask", "", "/system/notices", board.t("notice-ask"))
            .field(Field::one("state", board.t("notice-state"), choices.into()).optional());
        board.form(form);
        let found = deliveries(read.tx(), state)?;
        let found = with_attempts(read.tx(), found)?;
        let table = sent(board, Some(names), &found);
        board.table(table);
        Ok(())
    });
    Ok(shown.await?)
}
