//! The agreements: in force, former and future; a new one, other lines from a day on, and the end. What a change would do to pushes
//! and to what is open is told before it is done.

use super::items::address;
use super::lines::{all, cells, written};
use crate::agreement::acts::{AgreementRequest, end_agreement, replace_lines, sign_agreement};
use crate::platform::board::{
    Block, Board, Cell, Choice, Field, Form, Link, Names, Table, Typed, day_or_none, show, show_again,
};
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::open_work::open_at;
use crate::platform::system::Tab;
use crate::platform::web::{FieldProblem, Outcome, Server, Visit, see_other};
use crate::sections::DESK;
use axum::Form as Sent;
use axum::extract::{Path, State};
use axum::response::Response;
use shenguan_rules::agreement::{AgreementLine, HandoverAgreement};
use shenguan_rules::party::{AgreementId, DepartmentCode, ItemCode, Side};
use std::collections::BTreeSet;

const HOME: &str = "/system/agreements";
const ITEMS: &str = "/system/items";

/// `GET /system/agreements`.
pub(super) async fn agreements(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Items, |_, names, board| {
        let heading = board.t("system-agreements");
        board.headed(heading, ITEMS);
        let label = board.t("system-agreement-new").to_string();
        board.blocks.push(Block::Links(vec![Link { href: format!("{HOME}/new"), label }]));
        let mut all: Vec<&HandoverAgreement> = names.directory.agreements().collect();
        all.sort_by_key(|agreement| (&agreement.authority, std::cmp::Reverse(agreement.from)));
        let columns = [
            "system-agreement",
            "system-authority",
            "system-signed",
            "system-in-force",
            "system-version",
            "system-plan-lines",
            "system-state",
        ];
        let rows = all.into_iter().map(|agreement| {
            vec![
                Cell::chinese(&agreement.document).to(format!("{HOME}/{}", agreement.id)),
                Cell::of(names.department_of(&agreement.authority)),
                Cell::number(agreement.signed_on),
                Cell::number(format!("{} — {}", agreement.from, day_or_none(agreement.to)).trim_end()),
                Cell::number(agreement.version),
                Cell::number(agreement.lines_on(names.today).count()),
                Cell::of(state(board, names, agreement)),
            ]
        });
        let table = Table::new(
            "agreements",
            board.t("system-agreements"),
            board.words(columns),
            board.t("system-agreements-none"),
        );
        let table = table.with(rows);
        board.table(table);
        Ok(())
    });
    Ok(shown.await?)
}

fn state(board: &Board, names: &Names, agreement: &HandoverAgreement) -> String {
    let word = if names.today < agreement.from {
        "ahead"
    } else if agreement.in_force(names.today) {
        "now"
    } else {
        "former"
    };
    board.page.t_of("system-line", word).to_string()
}

/// `GET /system/agreements/{id}`.
pub(super) async fn agreement(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
) -> Outcome<Response> {
    let shown =
        show(&server, visit, caller, Tab::Items, move |_, names, board| one(board, names, &id, &Typed::default(), &[]));
    Ok(shown.await?)
}

fn known<'n>(names: &'n Names, id: &str) -> Result<&'n HandoverAgreement> {
    names.directory.agreements().find(|agreement| agreement.id.as_str() == id).ok_or(Error::NotFound)
}

fn one(board: &mut Board, names: &Names, id: &str, typed: &Typed, errors: &[FieldProblem]) -> Result<()> {
    let agreement = known(names, id)?;
    board.headed(&agreement.document, HOME);
    let of = |id: &'static str, value: String| (board.t(id).to_string(), value);
    let facts = vec![
        of("system-authority", names.department_of(&agreement.authority)),
        of("system-signed", agreement.signed_on.to_string()),
        of("system-in-force", format!("{} — {}", agreement.from, day_or_none(agreement.to)).trim_end().to_owned()),
        of("system-version", agreement.version.to_string()),
        of("system-state", state(board, names, agreement)),
    ];
    board.blocks.push(Block::Facts(String::new(), facts));
    let columns = board.words([
        "system-item",
        "system-authority",
        "system-role",
        "system-clause",
        "system-in-force",
        "system-state",
    ]);
    let mut table = Table::new("lines", board.t("system-lines"), columns, board.t("system-plan-none"));
    for line in &agreement.lines {
        let item = names.directory.item(&line.item);
        let name = item.map_or_else(|| line.item.to_string(), |item| item.name.clone());
        let cell = Cell::chinese(name).below(&line.item).to(item.map(address).unwrap_or_default());
        table.rows.push(std::iter::once(cell).chain(cells(board, names, agreement, line)).collect());
    }
    board.table(table);
    if agreement.to.is_some_and(|to| to < names.today) {
        return Ok(());
    }
    let lines: Vec<String> = agreement.lines_on(names.today).map(written).collect();
    let form = Form::new("change", board.t("system-lines-change"), format!("{HOME}/{id}"), board.t("system-preview"))
        .lead(board.t("system-lines-change-lead"))
        .field(Field::new("date", "from", board.t("system-first-day")).value(names.today))
        .field(
            Field::new("area", "lines", board.t("system-lines"))
                .value(lines.join("\n"))
                .hint(board.t("system-lines-hint")),
        )
        .hint(board.t("system-preview-hint"))
        .filled(typed, errors);
    board.form(form);
    let form =
        Form::new("end", board.t("system-agreement-end"), format!("{HOME}/{id}/end"), board.t("system-agreement-end"))
            .warning(board.t("system-agreement-end-effect").with("count", lines.len()))
            .field(Field::new("date", "on", board.t("system-last-day")).value(names.today))
            .filled(typed, errors);
    board.form(form);
    Ok(())
}

/// `POST /system/agreements/{id}`: first what it does, then the new version.
pub(super) async fn change(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (asked, of, changes) = (typed.clone(), id.clone(), typed.is_step("change"));
    let outcome = server.app.act(caller.actor.clone(), move |act| {
        let from = asked.date("from")?;
        let lines = all(asked.text("lines"), from)?;
        let of = AgreementId::parse(of.as_str()).map_err(|_| Error::NotFound)?;
        if changes {
            return replace_lines(act, &of, None, from, &lines).map(|()| None);
        }
        let directory = act.directory()?;
        let agreement = directory.agreements().find(|agreement| agreement.id == of).ok_or(Error::NotFound)?;
        let before: BTreeSet<&ItemCode> = agreement.lines_on(from).map(|line| &line.item).collect();
        let after: BTreeSet<&ItemCode> = lines.iter().map(|line| &line.item).collect();
        let touched: BTreeSet<ItemCode> = before.symmetric_difference(&after).map(|code| (*code).clone()).collect();
        let open = open_at(act, DESK, &agreement.authority)?;
        let open = open.into_iter().filter(|item| item.item.as_ref().is_some_and(|code| touched.contains(code)));
        Ok(Some((lines, open.map(|item| item.number).collect::<Vec<_>>())))
    });
    match outcome.await {
        Ok(None) => Ok(see_other(&visit, &format!("{HOME}/{id}"), Some(&visit.t("system-lines-changed")))),
        Ok(Some((lines, open))) => {
            let shown = show(&server, visit, caller, Tab::Items, move |_, names, board| {
                told(board, names, &id, &typed, &lines, open)
            });
            Ok(shown.await?)
        }
        Err(error) => {
            show_again(&server, visit, caller, Tab::Items, error, move |_, names, board, errors| {
                one(board, names, &id, &typed, errors)
            })
            .await
        }
    }
}

fn told(
    board: &mut Board,
    names: &Names,
    id: &str,
    typed: &Typed,
    lines: &[AgreementLine],
    open: Vec<String>,
) -> Result<()> {
    let agreement = known(names, id)?;
    board.headed(&agreement.document, format!("{HOME}/{id}"));
    let from = typed.date("from")?;
    let before: Vec<String> = agreement.lines_on(from).map(written).collect();
    let after: Vec<String> = lines.iter().map(written).collect();
    let less = before.iter().filter(|line| !after.contains(line)).cloned().collect::<Vec<_>>();
    let more = after.iter().filter(|line| !before.contains(line)).cloned().collect::<Vec<_>>();
    let (out, new) = (
        board.t("system-lines-less").with("count", less.len()),
        board.t("system-lines-more").with("count", more.len()),
    );
    board.note("", out, less).note("", new, more);
    let words = board.t("system-lines-open").with("count", open.len());
    let words = words.with("department", names.department_of(&agreement.authority));
    board.note("note-amb", words, open);
    let form =
        Form::new("confirm", board.t("system-lines-change"), format!("{HOME}/{id}"), board.t("system-lines-change"))
            .lead(board.t("system-from-on").with("document", agreement.document.as_str()).with("on", from.to_string()))
            .carrying(typed)
            .step("change")
            .cancel(format!("{HOME}/{id}"));
    board.form(form);
    Ok(())
}

/// `POST /system/agreements/{id}/end`.
pub(super) async fn end(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (asked, of) = (typed.clone(), id.clone());
    let ended = server.app.act(caller.actor.clone(), move |act| {
        let of = AgreementId::parse(of.as_str()).map_err(|_| Error::NotFound)?;
        end_agreement(act, &of, asked.date("on")?)
    });
    match ended.await {
        Ok(()) => Ok(see_other(&visit, &format!("{HOME}/{id}"), Some(&visit.t("system-agreement-ended")))),
        Err(error) => {
            show_again(&server, visit, caller, Tab::Items, error, move |_, names, board, errors| {
                one(board, names, &id, &typed, errors)
            })
            .await
        }
    }
}

/// `GET /system/agreements/new`.
pub(super) async fn new_form(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Items, |_, names, board| {
        signing(board, names, &Typed::default(), &[]);
        Ok(())
    });
    Ok(shown.await?)
}

/// `POST /system/agreements/new`.
pub(super) async fn new_agreement(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let signed = match request(&typed) {
        Ok(request) => server.app.act(caller.actor.clone(), move |act| sign_agreement(act, &request)).await,
        Err(error) => Err(error),
    };
    match signed {
        Ok(id) => Ok(see_other(&visit, &format!("{HOME}/{id}"), Some(&visit.t("system-agreement-signed")))),
        Err(error) => {
            show_again(&server, visit, caller, Tab::Items, error, move |_, names, board, errors| {
                signing(board, names, &typed, errors);
                Ok(())
            })
            .await
        }
    }
}

fn request(typed: &Typed) -> Result<AgreementRequest> {
    let from = typed.date("from")?;
    Ok(AgreementRequest {
        document: typed.text("document").to_owned(),
        authority: DepartmentCode::parse(typed.text("authority"))
            .map_err(|_| Error::field("authority", "DEPARTMENT_UNKNOWN"))?,
        lines: all(typed.text("lines"), from)?,
        signed_on: typed.date("signed_on")?,
        from,
        to: typed.date_opt("to")?,
    })
}

fn signing(board: &mut Board, names: &Names, typed: &Typed, errors: &[FieldProblem]) {
    let heading = board.t("system-agreement-new");
    board.headed(&heading, HOME);
    let authorities = names
        .directory
        .departments()
        .filter(|department| department.side == Side::Regulation && department.stands_on(names.today));
    let authorities =
        authorities.map(|department| Choice::new(&department.code, names.department(department))).collect();
    let form = Form::new("agreement", "", format!("{HOME}/new"), heading)
        .field(Field::line("document", board.t("system-agreement-document")))
        .field(Field::one("authority", board.t("system-authority"), authorities))
        .field(Field::new("date", "signed_on", board.t("system-signed")).value(names.today))
        .field(Field::new("date", "from", board.t("system-first-day")).value(names.today))
        .field(Field::new("date", "to", board.t("system-last-day")).optional())
        .field(Field::new("area", "lines", board.t("system-lines")).hint(board.t("system-lines-hint")))
        .cancel(HOME)
        .filled(typed, errors);
    board.form(form);
}
