//! 请假与代理: the leaves of the department, and one of them.

use crate::platform::board::{Block, Board, Button, Cell, Link, Names, Place, Strip, Table, show};
use crate::platform::desk::{Lamp, Words};
use crate::platform::error::Result;
use crate::platform::face::{self, Face, Shown, View};
use crate::platform::identity::{Caller, Permission, Scope};
use crate::platform::stored::Held;
use crate::platform::web::{Nav, Outcome, Server, Visit};
use crate::roster::wire::SubstitutionWire;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use shenguan_db::Tx;
use shenguan_rules::roster::Substitution;

/// Rows of the list, at most: the newest.
const ROWS_MAX: usize = 200;

impl Face for Substitution {
    const API: &'static str = "substitutions";
    const PAGES: &'static str = "/leaves";
    const NAV: Nav = Nav::People;
    type Wire = SubstitutionWire;

    fn number(&self) -> &str {
        &self.number
    }

    fn find(tx: &mut Tx<'_>, scope: &Scope, id_or_number: &str) -> Result<Held<Self>> {
        face::store::find(tx, scope, id_or_number)
    }

    fn wire(_: &mut View<'_, '_>, _: &Scope, held: &Held<Self>) -> Result<SubstitutionWire> {
        Ok(SubstitutionWire::from(&held.state))
    }

    fn page(shown: Shown<'_, '_, '_, Self>) -> Result<()> {
        let (words, state) = (shown.words, &shown.held.state);
        let back = Link { href: "/leaves".to_owned(), label: words.t("leaves-title").to_string() };
        shown.board.about(title(words, state), back);
        let standing = standing(state, words.today());
        let line = words.t_of("leave-standing", standing).to_string();
        let lamp = Lamp {
            lamp: if standing == "now" { "l-now" } else { "l-done" },
            tone: "",
            paper: line.clone(),
            line,
            sub: String::new(),
        };
        let mut strip = Strip { paper: lamp.paper.clone(), lamp, ..Strip::default() };
        strip.effect = words.t("leave-effect").to_string();
        if matches!(standing, "now" | "ahead") && may_end(shown.caller, state) {
            strip.buttons = vec![Button::form(words.t_of("verb", "substitution-end"), shown.deed("end"))];
        }
        shown.board.block(Block::Strip(strip));
        let stand_in =
            state.stand_in.as_ref().map_or_else(|| words.t("leave-nobody").to_string(), |it| words.officer(it));
        let field = |name: &str| words.t_of("roster-field", name).to_string();
        let facts = vec![
            (field("officer"), words.officer(&state.officer)),
            (field("stand_in"), stand_in),
            (field("from"), state.from.to_string()),
            (field("to"), state.to.to_string()),
        ];
        shown.board.block(Block::Facts(words.t("leave-facts").to_string(), facts));
        Ok(())
    }
}

/// `GET /leaves`: who of the department is away, was and will be, and who stands in.
pub(super) async fn list(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let (looking, asking) = (caller.clone(), visit.clone());
    let place = Place::alone(Nav::People, "leaves-title");
    let shown = show(&server, visit, caller, place, move |read, _: &Names, board| {
        let words = Words::new(read, &asking);
        board.lead = words.t("leaves-lead").to_string();
        if looking.may(Permission::ArrangeLeave) && looking.scope.department().is_some() {
            let label = words.t_of("verb", "substitution-begin").to_string();
            board.block(Block::Links(vec![Link { href: "/leaves/new".to_owned(), label }]));
        }
        let found = face::store::newest::<Substitution>(read.tx(), &looking.scope, None, ROWS_MAX)?;
        board.table(table(&words, board, &found));
        Ok(())
    });
    Ok(shown.await?)
}

fn table(words: &Words, board: &Board, found: &[Held<Substitution>]) -> Table {
    let heads = [
        "leave-column-officer",
        "leave-column-stand-in",
        "leave-column-from",
        "leave-column-to",
        "leave-column-standing",
    ];
    let rows = found.iter().map(|held| {
        let state = &held.state;
        let stand_in = state.stand_in.as_ref().map(|it| words.officer(it)).unwrap_or_default();
        let standing = standing(state, words.today());
        vec![
            Cell::chinese(words.officer(&state.officer)).to(format!("/leaves/{}", state.number)).below(&state.number),
            Cell::chinese(stand_in),
            Cell::number(state.from),
            Cell::number(state.to),
            Cell::of(words.t_of("leave-standing", standing)).tone(if standing == "now" { "c-amb" } else { "" }),
        ]
    });
    Table::new("leaves", words.t("leaves-title"), board.words(heads), words.t("leaves-none")).with(rows)
}

/// 测试张三（代测试李四）, or that somebody is away.
fn title(words: &Words, state: &Substitution) -> String {
    match &state.stand_in {
        Some(stand_in) => words.in_place(stand_in, Some(&state.officer)),
        None => words.officer(&state.officer),
    }
}

fn may_end(caller: &Caller, state: &Substitution) -> bool {
    let is_own = caller.person.as_ref().is_some_and(|person| person.officer == state.officer);
    is_own || shenguan_rules::roster::keeps_officers(&caller.actor, &state.department)
}

fn standing(state: &Substitution, today: Date) -> &'static str {
    match () {
        () if state.to < state.from => "off",
        () if today < state.from => "ahead",
        () if state.in_force(today) => "now",
        () => "over",
    }
}
