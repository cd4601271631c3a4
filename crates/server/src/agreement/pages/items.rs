//! The items: who regulates each today, and which nobody does.

use super::lines::cells;
use crate::agreement::acts::{ItemRequest, list_item};
use crate::platform::board::{
    Block, Board, Cell, Choice, Field, Form, Link, Names, Table, Typed, day_or_none, show, show_again,
};
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::system::Tab;
use crate::platform::web::{Cursor, FieldProblem, Outcome, Paging, Query, Server, Visit, escaped, see_other};
use axum::Form as Sent;
use axum::extract::State;
use axum::response::Response;
use shenguan_rules::agreement::{ApprovalItem, route};
use shenguan_rules::party::{ItemCode, SectionCode};

const HOME: &str = "/system/items";

/// `GET /system/items?q=&show=uncovered&cursor=`.
pub(super) async fn items(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(typed): Query<Typed>,
    paging: Paging,
) -> Outcome<Response> {
    let after: Option<ItemCode> = paging.place()?;
    let limit = usize::try_from(paging.limit).unwrap_or(1);
    let shown = show(&server, visit, caller, Tab::Items, move |_, names, board| {
        board.lead = board.t("system-items-lead").to_string();
        let link = |href: &str, label: &'static str| Link { href: href.to_owned(), label: board.t(label).to_string() };
        let links = vec![
            link("/system/agreements", "system-agreements"),
            link("/system/items/new", "system-item-new"),
            link("/system/agreements/new", "system-agreement-new"),
        ];
        board.blocks.push(Block::Links(links));
        let shows = [
            ("", "system-items-all"),
            ("uncovered", "system-items-uncovered"),
            ("withdrawn", "system-items-withdrawn"),
        ];
        let shows = shows.map(|(value, word)| Choice::new(value, board.words([word]).concat()));
        let filter = Form::query("filter", board.t("system-filter"), HOME, board.t("system-filter"))
            .field(Field::one("show", board.t("system-show"), shows.into()))
            .field(Field::line("q", board.t("system-item-search")))
            .filled(&typed, &[]);
        board.form(filter);
        let wanted = wanted(names, &typed);
        let count = wanted.len();
        let mut rest = wanted.into_iter().filter(|item| after.as_ref().is_none_or(|after| item.code > *after));
        let page: Vec<&ApprovalItem> = rest.by_ref().take(limit).collect();
        if let Some(last) = page.last().filter(|_| rest.next().is_some()) {
            let (shows, sought) = (escaped(typed.text("show")), escaped(typed.text("q")));
            board.next = Some(format!("{HOME}?show={shows}&q={sought}&cursor={}", Cursor::after(&last.code)));
        }
        let columns = board.words(["system-item", "system-item-code", "system-version", "system-authority"]);
        let rows = page.into_iter().map(|item| row(board, names, item));
        let heading = board.t("system-items").with("count", count);
        let table = Table::new("items", heading, columns, board.t("system-items-none")).with(rows);
        board.table(table);
        Ok(())
    });
    Ok(shown.await?)
}

fn wanted<'n>(names: &'n Names, typed: &Typed) -> Vec<&'n ApprovalItem> {
    let (shows, sought) = (typed.text("show"), typed.text("q").to_lowercase());
    let is_sought = |item: &&ApprovalItem| {
        item.name.to_lowercase().contains(&sought) || item.code.as_str().to_lowercase().contains(&sought)
    };
    let is_shown = |item: &&ApprovalItem| match shows {
        "withdrawn" => !item.is_listed(names.today),
        "uncovered" => item.is_listed(names.today) && !is_covered(names, item),
        _ => item.is_listed(names.today),
    };
    names.directory.items().filter(is_sought).filter(is_shown).collect()
}

fn is_covered(names: &Names, item: &ApprovalItem) -> bool {
    let mut lines = names.directory.agreements_for(&item.code).flat_map(|agreement| agreement.lines_on(names.today));
    lines.any(|line| line.item == item.code)
}

fn row(board: &Board, names: &Names, item: &ApprovalItem) -> Vec<Cell> {
    let routes = route(names.directory.agreements_for(&item.code), &item.code, names.today, false);
    let authority = match &routes {
        Ok(routes) => {
            let told = routes.iter().map(|route| {
                let lead = if route.lead && routes.len() > 1 {
                    format!("（{}）", board.t("system-lead"))
                } else {
                    String::new()
                };
                format!("{}{lead}", names.department_of(&route.authority))
            });
            Cell::of(told.collect::<Vec<_>>().join("、"))
        }
        Err(_) => Cell::of(board.t("system-no-authority")).tone("c-amb"),
    };
    let version = item.version_on(names.today).map_or(item.version, |version| version.version);
    vec![Cell::chinese(&item.name).to(address(item)), Cell::code(&item.code), Cell::number(version), authority]
}

/// The address of an item's page; its code may hold anything.
pub(super) fn address(item: &ApprovalItem) -> String {
    format!("{HOME}/one?code={}", escaped(item.code.as_str()))
}

/// `GET /system/items/one?code=`.
pub(super) async fn item(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(typed): Query<Typed>,
) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Items, move |_, names, board| {
        let code = ItemCode::parse(typed.text("code")).map_err(|_| Error::NotFound)?;
        let item = names.directory.item(&code).ok_or(Error::NotFound)?;
        board.headed(&item.name, HOME);
        let of = |id: &'static str, value: String| (board.t(id).to_string(), value);
        let versions = item.versions.iter().rev().map(|version| {
            board
                .t("system-version-from")
                .with("version", version.version)
                .with("from", version.from.to_string())
                .to_string()
        });
        let section = names.directory.bureau().and_then(|bureau| bureau.section(&item.bureau_section));
        let facts = vec![
            of("system-item-code", item.code.to_string()),
            of("system-scheme", item.scheme.clone()),
            of(
                "system-bureau-section",
                section.map_or_else(|| item.bureau_section.to_string(), |found| found.name.clone()),
            ),
            of("system-external-code", item.external_code.clone().unwrap_or_default()),
            of("system-versions", versions.collect::<Vec<_>>().join("\n")),
            of("system-withdrawn-on", day_or_none(item.withdrawn_on)),
        ];
        board.blocks.push(Block::Facts(String::new(), facts));
        let columns = board.words([
            "system-authority",
            "system-role",
            "system-clause",
            "system-in-force",
            "system-state",
            "system-agreement",
        ]);
        let mut table = Table::new("lines", board.t("system-lines"), columns, board.t("system-no-authority"));
        for agreement in names.directory.agreements_for(&code) {
            for line in agreement.lines.iter().filter(|line| line.item == code) {
                let mut row = cells(board, names, agreement, line);
                row.push(Cell::chinese(&agreement.document).to(format!("/system/agreements/{}", agreement.id)));
                table.rows.push(row);
            }
        }
        board.table(table);
        Ok(())
    });
    Ok(shown.await?)
}

/// `GET /system/items/new`.
pub(super) async fn new_form(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Items, |_, names, board| {
        listing(board, names, &Typed::default(), &[]);
        Ok(())
    });
    Ok(shown.await?)
}

/// `POST /system/items/new`.
pub(super) async fn new_item(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let listed = match request(&typed) {
        Ok(request) => server.app.act(caller.actor.clone(), move |act| list_item(act, &request)).await,
        Err(error) => Err(error),
    };
    match listed {
        Ok(()) => Ok(see_other(&visit, HOME, Some(&visit.t("system-item-listed")))),
        Err(error) => {
            show_again(&server, visit, caller, Tab::Items, error, move |_, names, board, errors| {
                listing(board, names, &typed, errors);
                Ok(())
            })
            .await
        }
    }
}

fn request(typed: &Typed) -> Result<ItemRequest> {
    Ok(ItemRequest {
        code: ItemCode::parse(typed.text("code")).map_err(|_| Error::field("code", "ITEM_CODE_SHAPE"))?,
        scheme: typed.text("scheme").to_owned(),
        name: typed.text("name").to_owned(),
        bureau_section: SectionCode::parse(typed.text("bureau_section"))
            .map_err(|_| Error::field("bureau_section", "SECTION_UNKNOWN"))?,
        from: typed.date("from")?,
        standard_elements: serde_json::json!({}),
        external_code: typed.given("external_code"),
    })
}

fn listing(board: &mut Board, names: &Names, typed: &Typed, errors: &[FieldProblem]) {
    let heading = board.t("system-item-new");
    board.headed(&heading, HOME);
    let bureau = names.directory.bureau().into_iter().flat_map(|bureau| bureau.open_sections(names.today));
    let sections = bureau.map(|section| Choice::new(&section.code, &section.name)).collect();
    let form = Form::new("item", "", format!("{HOME}/new"), heading)
        .field(Field { most: 64, ..Field::line("code", board.t("system-item-code")) })
        .field(Field::line("scheme", board.t("system-scheme")))
        .field(Field { most: 500, ..Field::line("name", board.t("system-title")) })
        .field(Field::one("bureau_section", board.t("system-bureau-section"), sections))
        .field(Field::new("date", "from", board.t("system-first-day")).value(names.today))
        .field(Field::line("external_code", board.t("system-external-code")).optional())
        .cancel(HOME)
        .filled(typed, errors);
    board.form(form);
}
