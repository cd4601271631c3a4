//! 名单变更与备案: empty places, the changes that the department made or files, and one of them with its filing and handover.

use super::forms::role_name;
use crate::platform::board::{Block, Board, Button, Cell, Form, Link, Names, Place, Strip, Table, show};
use crate::platform::desk::{Lamp, Words};
use crate::platform::error::{Error, Result};
use crate::platform::face::{self, Face, Shown, View};
use crate::platform::identity::{Caller, Permission, Scope};
use crate::platform::stored::Held;
use crate::platform::web::{Nav, Outcome, Server, Visit};
use crate::roster::wire::RosterChangeWire;
use axum::extract::State;
use axum::response::Response;
use shenguan_db::Tx;
use shenguan_rules::channel::Correspondence;
use shenguan_rules::party::{DepartmentCode, OfficerId, SectionCode};
use shenguan_rules::roster::{ChangeStage, Handover, HandoverSide, RosterChange, RosterGap, gaps};

/// Rows of the list, at most: the newest.
const ROWS_MAX: usize = 200;

impl Face for RosterChange {
    const API: &'static str = "roster-changes";
    const PAGES: &'static str = "/roster-changes";
    const NAV: Nav = Nav::People;
    type Wire = RosterChangeWire;

    fn number(&self) -> &str {
        &self.number
    }

    fn find(tx: &mut Tx<'_>, scope: &Scope, id_or_number: &str) -> Result<Held<Self>> {
        face::store::find(tx, scope, id_or_number)
    }

    fn wire(_: &mut View<'_, '_>, _: &Scope, held: &Held<Self>) -> Result<RosterChangeWire> {
        Ok(RosterChangeWire::from(&held.state))
    }

    fn page(mut shown: Shown<'_, '_, '_, Self>) -> Result<()> {
        let (words, state) = (shown.words, &shown.held.state);
        let back = Link { href: "/roster-changes".to_owned(), label: words.t("roster-changes-title").to_string() };
        let heading = words.t("roster-change-of").with("department", words.department(&state.department));
        shown.board.about(heading, back);
        let letter = letter(&mut shown)?;
        let strip = strip(&shown, letter.as_ref());
        let stands_in_strip = state.stage == ChangeStage::Drafted;
        shown.board.block(Block::Strip(strip));
        if let Some(letter) = letter.filter(|_| !stands_in_strip) {
            shown.board.block(Block::Links(vec![letter]));
        }
        shown.board.table(lines(words, shown.board, state));
        shown.board.table(filings(words, shown.board, state));
        if !state.handovers.is_empty() || !state.planned.is_empty() {
            shown.board.table(handovers(words, shown.board, state));
        }
        for form in confirmations(&shown) {
            shown.board.form(form);
        }
        Ok(())
    }
}

/// `GET /roster-changes`.
pub(super) async fn list(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let (looking, asking) = (caller.clone(), visit.clone());
    let place = Place::alone(Nav::People, "roster-changes-title");
    let shown = show(&server, visit, caller, place, move |read, _: &Names, board| {
        let words = Words::new(read, &asking);
        board.lead = words.t("roster-changes-lead").to_string();
        if looking.may(Permission::ChangeRoster) && looking.scope.department().is_some() {
            let label = words.t_of("verb", "roster_change-draft").to_string();
            board.block(Block::Links(vec![Link { href: "/roster-changes/new".to_owned(), label }]));
        }
        let found = face::store::newest::<RosterChange>(read.tx(), &looking.scope, None, ROWS_MAX)?;
        board.table(wanting(&words, board, &looking, &found));
        board.table(changes(&words, board, &found));
        Ok(())
    });
    Ok(shown.await?)
}

/// The empty places of the reader's department, since when, who left, and whether a letter is under way.
fn wanting(words: &Words, board: &Board, caller: &Caller, found: &[Held<RosterChange>]) -> Table {
    let directory = &words.directory;
    let officers: Vec<_> = directory.officers().map(|entry| &entry.officer).collect();
    let designations: Vec<_> = directory.designations().cloned().collect();
    let changes: Vec<&RosterChange> = found.iter().map(|held| &held.state).collect();
    let own = directory.departments().filter(|department| caller.scope.covers(&department.code));
    let found = gaps(own, &officers, &designations, &changes, words.today());
    let heads = ["roster-column-place", "roster-column-role", "roster-column-since", "roster-column-way"];
    let rows = found.iter().map(|gap| {
        let vacancy = &gap.vacancy;
        let place = place_of(words, &vacancy.department, vacancy.section.as_ref());
        let number = gap.under_way.as_ref().and_then(|id| changes.iter().find(|change| change.id == *id));
        vec![
            Cell::chinese(place),
            Cell::of(role_name(words, vacancy.role)),
            Cell::number(vacancy.since).below(left(words, gap)),
            match number {
                Some(change) => Cell::number(&change.number).to(format!("/roster-changes/{}", change.number)),
                None => Cell::of(words.t("roster-no-letter")).tone("c-red"),
            },
        ]
    });
    let none = words.t("roster-gaps-none");
    Table::new("gaps", words.t("roster-gaps"), board.words(heads), none).with(rows)
}

fn left(words: &Words, gap: &RosterGap) -> String {
    let name = gap.left.as_ref().map(|officer| words.officer(officer));
    name.map(|name| words.t("roster-left").with("name", name).to_string()).unwrap_or_default()
}

fn changes(words: &Words, board: &Board, found: &[Held<RosterChange>]) -> Table {
    let heads =
        ["roster-column-number", "column-department", "roster-column-stage", "roster-column-on", "roster-column-filed"];
    let rows = found.iter().map(|held| {
        let state = &held.state;
        let filed = words.t("roster-filed-of").with("filed", state.filings.len()).with("all", state.to.len());
        vec![
            Cell::number(&state.number)
                .to(format!("/roster-changes/{}", state.number))
                .below(state.stage.number().unwrap_or_default()),
            Cell::chinese(words.department(&state.department)),
            Cell::of(words.t_of("roster-stage", &state.stage.as_str().replace('_', "-"))),
            Cell::number(effective(state)),
            Cell::of(filed),
        ]
    });
    let none = words.t("roster-changes-none");
    Table::new("changes", words.t("roster-changes"), board.words(heads), none).with(rows)
}

fn effective(state: &RosterChange) -> String {
    match state.stage {
        ChangeStage::InForce { on, .. } => on.to_string(),
        _ => state.stated_on.to_string(),
    }
}

/// The way to its letter, where the reader may know of it.
fn letter(shown: &mut Shown<'_, '_, '_, RosterChange>) -> Result<Option<Link>> {
    let id = shown.held.state.letter.as_str();
    let number = match Correspondence::find(shown.read.tx(), &shown.caller.scope, id) {
        Ok(held) => held.state.number,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let label = shown.words.t("roster-letter").with("number", number.clone()).to_string();
    Ok(Some(Link { href: format!("/correspondence/{number}"), label }))
}

fn strip(shown: &Shown<'_, '_, '_, RosterChange>, letter: Option<&Link>) -> Strip {
    let (words, state) = (shown.words, &shown.held.state);
    let line = words.t_of("roster-stage", &state.stage.as_str().replace('_', "-")).to_string();
    let lamp = Lamp {
        lamp: if matches!(state.stage, ChangeStage::InForce { .. }) { "l-done" } else { "l-now" },
        tone: "",
        paper: line.clone(),
        line,
        sub: state.stage.number().unwrap_or_default().to_owned(),
    };
    let mut strip = Strip { paper: lamp.paper.clone(), lamp, ..Strip::default() };
    strip.effect = words.t("roster-effect").with("on", effective(state)).to_string();
    let own = &shown.caller.department;
    if state.stage == ChangeStage::Drafted {
        strip.lead = words.t("roster-letter-lead").to_string();
        let button = letter.map(|letter| Button::form(&letter.label, &letter.href).asked());
        strip.buttons.extend(button);
    }
    let files = state.to.contains(own) && state.stage.sent_at().is_some();
    if files
        && !state.filings.iter().any(|filing| filing.department == *own)
        && shown.caller.may(Permission::ChangeRoster)
    {
        strip.lead = words.t("roster-file-lead").to_string();
        strip.buttons = vec![Button::press(words.t_of("verb", "roster_change-file"), shown.deed("file")).asked()];
    }
    strip
}

fn lines(words: &Words, board: &Board, state: &RosterChange) -> Table {
    let heads = ["roster-column-place", "roster-column-role", "column-name", "column-post", "people-phone"];
    let rows = state.lines.iter().map(|line| {
        let card = words.directory.officer(&line.officer).map(|entry| entry.card.clone()).unwrap_or_default();
        vec![
            Cell::chinese(place_of(words, &state.department, line.section.as_ref())),
            Cell::of(role_name(words, line.role)),
            Cell::chinese(card.name),
            Cell::chinese(card.post),
            Cell::number(card.contact),
        ]
    });
    Table::new("lines", words.t("roster-lines"), board.words(heads), "").with(rows)
}

/// 备案回执.
fn filings(words: &Words, board: &Board, state: &RosterChange) -> Table {
    let heads = ["column-department", "roster-column-filed-at", "roster-column-filed-by"];
    let rows = state.to.iter().map(|department| {
        let filing = state.filings.iter().find(|filing| filing.department == *department);
        vec![
            Cell::chinese(words.department(department)),
            filing.map_or_else(|| Cell::of(words.t("roster-not-filed")), |it| Cell::number(words.short(it.at))),
            Cell::chinese(filing.map(|it| words.acted(&it.by)).unwrap_or_default()),
        ]
    });
    Table::new("filings", words.t("roster-filings"), board.words(heads), "").with(rows)
}

/// 工作交接清单.
fn handovers(words: &Words, board: &Board, state: &RosterChange) -> Table {
    let heads = [
        "roster-column-predecessor",
        "roster-column-successor",
        "roster-column-items",
        "roster-column-handed",
        "roster-column-taken",
    ];
    let confirmed = |at: Option<jiff::Timestamp>| match at {
        Some(at) => Cell::number(words.short(at)),
        None => Cell::of(words.t("roster-not-confirmed")).tone("c-amb"),
    };
    let rows = state.handovers.iter().map(|handover| {
        vec![
            Cell::chinese(words.officer(&handover.predecessor)),
            Cell::chinese(words.officer(&handover.successor)),
            Cell::number(handover.items),
            confirmed(handover.handed_at),
            confirmed(handover.taken_at),
        ]
    });
    let waiting = state.planned.iter().map(|planned| {
        vec![
            Cell::chinese(words.officer(&planned.predecessor)),
            Cell::chinese(words.officer(&planned.successor)),
            Cell::of(words.t("roster-planned")),
            Cell::number(""),
            Cell::number(""),
        ]
    });
    let rows = rows.chain(waiting);
    Table::new("handovers", words.t("roster-handovers"), board.words(heads), "").with(rows)
}

/// A button for each list that the reader has to confirm.
fn confirmations(shown: &Shown<'_, '_, '_, RosterChange>) -> Vec<Form> {
    let mine = |handover: &Handover, side| {
        let officer = match side {
            HandoverSide::Predecessor => &handover.predecessor,
            HandoverSide::Successor => &handover.successor,
        };
        let is_own = shown.caller.person.as_ref().is_some_and(|person| person.officer == *officer);
        let is_theirs = is_own || shown.caller.stands_in_for().any(|absent| absent == officer);
        (is_theirs || side == HandoverSide::Predecessor && confirms_for(shown, officer))
            && !handover.is_confirmed_by(side)
    };
    let sides = [(HandoverSide::Predecessor, "predecessor"), (HandoverSide::Successor, "successor")];
    let open = shown.held.state.handovers.iter().flat_map(|handover| sides.map(|side| (handover, side)));
    let open = open.filter(|(handover, (side, _))| mine(handover, *side));
    open.take(1)
        .map(|(handover, (_, side))| {
            let words = shown.words;
            let for_whom = Some(&handover.predecessor).filter(|it| side == "predecessor" && confirms_for(shown, it));
            let button = words.t_of("roster-confirm", if for_whom.is_some() { "for-absent" } else { side });
            let mut form =
                Form::new("confirm", words.t("roster-confirm-heading"), shown.deed("confirm-handover"), button);
            form.hidden = vec![
                ("predecessor".to_owned(), handover.predecessor.to_string()),
                ("successor".to_owned(), handover.successor.to_string()),
                ("side".to_owned(), side.to_owned()),
                ("once".to_owned(), shown.board.page.once()),
            ];
            let lead = match for_whom {
                Some(absent) => words.t("roster-confirm-lead-for-absent").with("name", words.officer(absent)),
                None => words.t("roster-confirm-lead"),
            };
            form.lead(lead.with("count", handover.items))
        })
        .collect()
}

/// Whether the reader, a leader of the department, confirms in the place of a predecessor who has left or has no role any more.
fn confirms_for(shown: &Shown<'_, '_, '_, RosterChange>, predecessor: &OfficerId) -> bool {
    let has_left = shown.words.directory.has_left(predecessor, shown.words.today());
    let leads = shown.caller.may(Permission::Endorse) && shown.caller.department == shown.held.state.department;
    has_left && leads
}

fn place_of(words: &Words, department: &DepartmentCode, section: Option<&SectionCode>) -> String {
    let section = section.map(|section| words.section(department, section)).unwrap_or_default();
    format!("{} {section}", words.department(department)).trim().to_owned()
}
