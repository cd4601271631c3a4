//! Proposing a notice: days off, make-up days, closures, with the number of the document that says so.

use super::words;
use crate::amendment::{acts, preview::preview};
use crate::platform::board::{Board, Choice, Field, Form, Typed, show, show_again};
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::system::Tab;
use crate::platform::web::{FieldProblem, Outcome, Server, Visit, see_other};
use axum::Form as Sent;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use shenguan_rules::amendment::Matter;
use shenguan_rules::calendar::{Notice, NoticeDay, NoticeDayKind, NoticeLevel, NoticeStatus};

const ADDRESS: &str = "/system/rules/calendar";
const HOME: &str = "/system/rules";
/// Words for the kinds of days, as people write them.
const KINDS: [(&str, NoticeDayKind); 6] = [
    ("放假", NoticeDayKind::Holiday),
    ("上班", NoticeDayKind::Makeup),
    ("调休上班", NoticeDayKind::Makeup),
    ("停工", NoticeDayKind::Closure),
    ("休市", NoticeDayKind::Closure),
    ("停办", NoticeDayKind::Closure),
];

/// `GET /system/rules/calendar`.
pub(super) async fn form(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Rules, |_, _, board| {
        build(board, &Typed::default(), &[]);
        Ok(())
    });
    Ok(shown.await?)
}

/// `POST /system/rules/calendar`: first what would move, then the proposal.
pub(super) async fn post(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let matter = notice(&typed).map(|notice| Matter::Calendar(Box::new(notice)));
    let outcome = match matter {
        Ok(matter) if typed.is_step("propose") => {
            let proposed = server.app.act(caller.actor.clone(), move |act| acts::propose(act, matter.clone())).await;
            match proposed {
                Ok(held) => {
                    let banner = visit.t("system-proposed-done").with("count", held.state.moves);
                    return Ok(see_other(&visit, HOME, Some(&banner)));
                }
                Err(error) => Err(error),
            }
        }
        Ok(matter) => server.app.act(caller.actor.clone(), move |act| preview(act, &matter)).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(moved) => {
            let shown = show(&server, visit, caller, Tab::Rules, move |_, _, board| {
                head(board);
                let notice = notice(&typed)?;
                let days = words::days(board, &notice);
                board.note("", words::titled(&notice), days);
                let moves = words::moves(board, &moved);
                board.table(moves);
                let form = Form::new("propose", board.t("system-propose"), ADDRESS, board.t("system-propose"));
                let form = form.warning(board.t("system-two-persons")).carrying(&typed).step("propose").cancel(ADDRESS);
                board.form(form);
                Ok(())
            });
            Ok(shown.await?)
        }
        Err(error) => {
            show_again(&server, visit, caller, Tab::Rules, error, move |_, _, board, errors| {
                build(board, &typed, errors);
                Ok(())
            })
            .await
        }
    }
}

fn head(board: &mut Board) {
    let heading = board.t("system-propose-calendar");
    board.headed(heading, HOME);
}

fn build(board: &mut Board, typed: &Typed, errors: &[FieldProblem]) {
    head(board);
    let city = board.page.city().to_owned();
    let levels = vec![
        Choice { is_chosen: true, ..Choice::new("city", board.t("system-level-city")) },
        Choice::new("national", board.t("system-level-national")),
    ];
    let form = Form::new("notice", board.t("system-notice"), ADDRESS, board.t("system-preview"))
        .field(Field::one("level", board.t("system-level"), levels))
        .field(Field::line("issuer", board.t("system-issuer")).value(format!("{city}人民政府办公室")))
        .field(Field::line("document", board.t("system-document-title")))
        .field(Field::line("document_number", board.t("system-document-number")).hint(board.t("system-number-hint")))
        .field(Field::new("date", "issued_on", board.t("system-issued")).optional())
        .field(Field::new("number", "year", board.t("system-year")).optional().hint(board.t("system-year-hint")))
        .field(Field::line("source", board.t("system-source")).optional().hint(board.t("system-year-hint")))
        .field(Field::new("area", "days", board.t("system-days")).hint(board.t("system-days-hint")))
        .hint(board.t("system-preview-hint"))
        .cancel(HOME)
        .filled(typed, errors);
    board.form(form);
}

fn notice(typed: &Typed) -> Result<Notice> {
    let level = match typed.text("level") {
        "national" => NoticeLevel::National,
        _ => NoticeLevel::City,
    };
    let year =
        typed.number("year")?.map(i16::try_from).transpose().map_err(|_| Error::field("year", "FIELD_NOT_FIT"))?;
    let days = typed.text("days").lines().map(str::trim).filter(|line| !line.is_empty()).map(day);
    Ok(Notice {
        issuer: typed.text("issuer").to_owned(),
        document: typed.text("document").to_owned(),
        document_number: typed.given("document_number"),
        level,
        year,
        issued_on: typed.date_opt("issued_on")?,
        source: typed.given("source"),
        status: NoticeStatus::Official,
        days: days.collect::<Result<_>>()?,
    })
}

/// `2026-10-08 停工 暴雪停工`.
fn day(line: &str) -> Result<NoticeDay> {
    let unfit = || Error::field("days", "NOTICE_DAY_UNREADABLE");
    let mut parts = line.splitn(3, char::is_whitespace);
    let date: Date = parts.next().and_then(|text| text.parse().ok()).ok_or_else(unfit)?;
    let word = parts.next().ok_or_else(unfit)?;
    let (_, kind) = KINDS.into_iter().find(|(known, _)| *known == word).ok_or_else(unfit)?;
    let name = parts.next().map(str::trim).filter(|name| !name.is_empty()).ok_or_else(unfit)?;
    Ok(NoticeDay { date, kind, name: name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_line_is_a_day_its_kind_and_its_name() {
        let read = day("2026-10-08 停工 暴雪停工").unwrap();
        assert_eq!((read.date, read.kind, read.name.as_str()), (date(2026, 10, 8), NoticeDayKind::Closure, "暴雪停工"));
        for wrong in ["2026-10-08", "10月8日 停工 暴雪", "2026-10-08 休息 暴雪", "2026-10-08 停工"] {
            assert!(day(wrong).is_err(), "{wrong}");
        }
    }
}
