//! 提醒: what one was told, how one wants to be told, and what became of each message.

use super::channel::{Channel, Want};
use super::choice::{Choice, choice_of, keep_choice};
use super::delivery::{Attempt, Delivery, deliveries_of, with_attempts};
use super::lay::{Notice, mark_seen, notices_of};
use super::pages_system::messages;
use crate::platform::board::{
    Board, Cell, Choice as Box, Field, Form, Names, Place, Table, Typed, show, show_again, written,
};
use crate::platform::error::{Error, Result};
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{FieldProblem, Nav, Outcome, Routes, Server, Visit, see_other};
use axum::Form as Sent;
use axum::extract::State;
use axum::response::Response;
use shenguan_rules::party::OfficerId;
use std::collections::BTreeMap;

const HOME: &str = "/notices";
const PLACE: Place = Place::alone(Nav::Notices, "nav-notices");
/// So many lines are listed.
const LINES_MAX: usize = 200;

/// The routes of the own page and of the one of administrators.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(HOME, Permission::OwnAccount, own)
        .post("/notices/choice", Permission::OwnAccount, choose)
        .post("/notices/seen", Permission::OwnAccount, seen)
        .get("/system/notices", Permission::Administer, messages)
}

/// What a page of one's own shows.
struct Own {
    notices: Vec<Notice>,
    places: BTreeMap<String, (String, String)>,
    choice: Choice,
    deliveries: Vec<(Delivery, Vec<Attempt>)>,
}

/// `GET /notices`.
async fn own(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let (asking, server_of) = (caller.clone(), server.clone());
    let shown = show(&server, visit, caller, PLACE, move |read, names, board| {
        let own = Own::read(read, &server_of, &asking, names)?;
        own.build(board, &Typed::default(), &[]);
        Ok(())
    });
    Ok(shown.await?)
}

/// `POST /notices/seen`.
async fn seen(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
    let officer = person(&caller)?;
    server
        .app
        .act(caller.actor, move |act| {
            mark_seen(act, &officer);
            Ok(())
        })
        .await?;
    Ok(see_other(&visit, HOME, None))
}

/// `POST /notices/choice`.
async fn choose(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (officer, choice) = (person(&caller)?, chosen(&typed));
    let kept = server.app.act(caller.actor.clone(), move |act| keep_choice(act, &officer, &choice)).await;
    let Err(error) = kept else {
        return Ok(see_other(&visit, HOME, Some(&visit.t("notice-kept"))));
    };
    let (asking, server_of) = (caller.clone(), server.clone());
    show_again(&server, visit, caller, PLACE, error, move |read, names, board, errors| {
        let own = Own::read(read, &server_of, &asking, names)?;
        own.build(board, &typed, errors);
        Ok(())
    })
    .await
}

fn chosen(typed: &Typed) -> Choice {
    let wants = |channel: Channel| {
        Want::ALL.into_iter().filter(move |want| typed.all(channel.as_str_of_wants()).any(|word| word == want.as_str()))
    };
    let wanted = Channel::ALL.into_iter().flat_map(|channel| wants(channel).map(move |want| (channel, want)));
    Choice {
        email: typed.text("email").to_owned(),
        phone: typed.text("phone").to_owned(),
        im: typed.text("im").to_owned(),
        wanted: wanted.collect(),
    }
}

/// A department's system is told of nothing here: it has the feed.
fn person(caller: &Caller) -> Result<OfficerId> {
    caller.actor.officer().cloned().ok_or(Error::NotFound)
}

impl Own {
    fn read(read: &mut Read<'_, '_>, server: &Server, caller: &Caller, names: &Names) -> Result<Self> {
        let officer = person(caller)?;
        let card = names.directory.officer(&officer).map(|entry| entry.card.clone()).unwrap_or_default();
        let notices = notices_of(read.tx(), &officer)?;
        let mut by_kind: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for line in notices.iter().flat_map(|notice| &notice.lines).take(LINES_MAX) {
            by_kind.entry(&line.kind).or_default().push(&line.subject);
        }
        let mut places = BTreeMap::new();
        for (kind, mut subjects) in by_kind {
            subjects.sort_unstable();
            subjects.dedup();
            let Ok(kind) = server.desk.kind(kind) else { continue };
            let numbers = kind.numbers(read.tx(), &subjects)?;
            places.extend(numbers.into_iter().map(|(id, number)| {
                let path = kind.path(&number);
                (id, (number, path))
            }));
        }
        let choice = choice_of(read.tx(), &officer, &card)?;
        let deliveries = deliveries_of(read.tx(), &officer)?;
        let deliveries = with_attempts(read.tx(), deliveries)?;
        Ok(Self { notices, places, choice, deliveries })
    }

    fn build(&self, board: &mut Board, typed: &Typed, errors: &[FieldProblem]) {
        board.lead = board.t("notice-lead").to_string();
        if self.notices.iter().any(|notice| !notice.is_seen) {
            let form = Form::new("seen", "", "/notices/seen", board.t("notice-see"));
            board.form(form);
        }
        let table = self.lines(board);
        board.table(table);
        let form = self.form(board).filled(typed, errors);
        board.form(form);
        let table = sent(board, None, &self.deliveries);
        board.table(table);
    }

    fn lines(&self, board: &Board) -> Table {
        let columns =
            board.words(["notice-at", "notice-topic", "notice-number", "column-do", "notice-due", "notice-why"]);
        let lines = self.notices.iter().flat_map(|notice| notice.lines.iter().map(move |line| (notice, line)));
        let rows = lines.take(LINES_MAX).map(|(notice, line)| {
            let (number, path) = self.places.get(&line.subject).cloned().unwrap_or_default();
            let topic = board.page.t_of("notice-topic", notice.topic.as_str()).to_string();
            let is_new = if notice.is_seen { String::new() } else { board.t("notice-unseen").to_string() };
            let due = line.due.map(|due| super::text::deadline(due, board.page.now(), board.page.visit().language()));
            vec![
                Cell::number(written(notice.made_at)).below(is_new),
                Cell::of(topic),
                Cell::code(number).to(path),
                Cell::of(board.page.t_of("do", &line.task)),
                Cell::of(due.unwrap_or_default()),
                Cell::of(board.page.t_of("notice-why", line.why.as_str())),
            ]
        });
        Table::new("notices", board.t("notice-told"), columns, board.t("notice-none")).with(rows.collect::<Vec<_>>())
    }

    fn form(&self, board: &Board) -> Form {
        let boxes = |channel: Channel| {
            let choice = |want: Want| Box {
                is_chosen: self.choice.wanted.contains(&(channel, want)),
                ..Box::new(want.as_str(), board.page.t_of("notice-want", want.as_str()))
            };
            let label = board.page.t_of("notice-by", channel.as_str());
            Field::several(channel.as_str_of_wants(), label, Want::ALL.map(choice).into())
        };
        let address = |name: &'static str, value: &str| {
            Field::line(name, board.page.t_of("notice-address", name)).value(value).optional()
        };
        Form::new("choice", board.t("notice-choice"), "/notices/choice", board.t("notice-keep"))
            .lead(board.t("notice-choice-lead"))
            .field(address("email", &self.choice.email))
            .field(boxes(Channel::Email))
            .field(address("phone", &self.choice.phone).hint(board.t("notice-phone-hint")))
            .field(boxes(Channel::Sms))
            .field(address("im", &self.choice.im))
            .field(boxes(Channel::Im))
    }
}

/// Messages with what became of them; of whom, where they are of several people.
pub(super) fn sent(board: &Board, names: Option<&Names>, deliveries: &[(Delivery, Vec<Attempt>)]) -> Table {
    let who = if names.is_some() { "system-name" } else { "" };
    let columns = ["notice-at", who, "notice-channel", "notice-state", "notice-attempts", "notice-words"];
    let columns = columns.into_iter().filter(|column| !column.is_empty()).map(|column| board.t(column).to_string());
    let rows = deliveries.iter().map(|(delivery, attempts)| {
        let whom = names.map(|names| {
            let officer = OfficerId::parse(delivery.officer.as_str()).ok();
            Cell::chinese(officer.map(|officer| names.officer(&officer)).unwrap_or_default())
        });
        let state = board.page.t_of("notice-state", delivery.state.as_str());
        let tried = attempts.iter().map(|attempt| {
            let outcome = board.page.t_of("notice-outcome", &attempt.outcome);
            format!("{} {outcome} {}", written(attempt.began_at), attempt.code.as_deref().unwrap_or_default())
        });
        let tried: Vec<String> = tried.map(|line| line.trim_end().to_owned()).collect();
        let mut cells = vec![Cell::number(written(delivery.made_at))];
        cells.extend(whom);
        cells.push(Cell::of(board.page.t_of("notice-channel", delivery.channel.as_str())));
        cells.push(Cell::of(state).below(delivery.code.clone().unwrap_or_default()));
        cells.push(Cell::of(tried.join("；")));
        cells.push(Cell::chinese(delivery.words.lines().collect::<Vec<_>>().join(" ")).below(delivery.title.clone()));
        cells
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    Table::new("messages", board.t("notice-messages"), columns.collect(), board.t("notice-messages-none")).with(rows)
}
