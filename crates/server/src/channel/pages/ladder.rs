//! The ladder of an item (二(四)): what was tried, each step with the one before; what the next step is and who can take it.

use super::parts::{channel, roles};
use crate::channel::steps::{self, Ladder};
use crate::platform::board::{Block, Board, Cell, Link, Names, Place, Table, show};
use crate::platform::desk::Words;
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{Nav, Outcome, Server, Visit};
use axum::extract::{Path, State};
use axum::response::Response;
use shenguan_rules::channel::Channel;

/// `GET /ladder/{number}`.
pub(super) async fn ladder(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(number): Path<String>,
) -> Outcome<Response> {
    let (looking, asking) = (caller.clone(), visit.clone());
    let place = Place::alone(Nav::Todo, "channel-ladder");
    let shown = show(&server, visit, caller, place, move |read, _: &Names, board| {
        let words = Words::new(read, &asking);
        let ladder = steps::of(read.tx(), &looking.scope, &number)?;
        build(read, &words, &looking, &ladder, board)
    });
    Ok(shown.await?)
}

fn build(_: &mut Read<'_, '_>, words: &Words, caller: &Caller, ladder: &Ladder, board: &mut Board) -> Result<()> {
    let back = Link { href: format!("/items/{}", ladder.number), label: ladder.number.clone() };
    board.back = Some(back);
    board.lead = words.t("channel-ladder-lead").to_string();
    let next = ladder.next();
    let sentence = match next {
        Some(next) if next.endorsers().is_empty() => {
            words.t("channel-next-taken").with("channel", channel(words, next)).with("who", roles(words, next.takers()))
        }
        Some(next) => {
            let written = words.t("channel-next-endorsed").with("channel", channel(words, next));
            written.with("who", roles(words, next.endorsers()))
        }
        None => words.t("channel-next-consultation"),
    };
    board.note("", sentence, Vec::new());
    let columns = board.words(["channel-step", "channel-at", "channel-number", "channel-follows"]);
    let before = |id: &str| {
        let found = ladder.taken.iter().find(|taken| taken.step.id.as_str() == id);
        found.map(|taken| Cell::code(&taken.number).to(taken.path.clone())).unwrap_or_default()
    };
    let rows = ladder.taken.iter().map(|taken| {
        vec![
            Cell::of(channel(words, taken.step.channel))
                .below(words.t_of("channel-clause", taken.step.channel.as_str())),
            Cell::number(words.short(taken.step.at)),
            Cell::code(&taken.number).to(taken.path.clone()),
            taken.follows.as_ref().map(|id| before(id.as_str())).unwrap_or_default(),
        ]
    });
    let rows: Vec<_> = rows.collect();
    board.table(Table::new("steps", words.t("channel-tried"), columns, "").with(rows));
    let links = links(words, caller, ladder);
    if !links.is_empty() {
        board.block(Block::Links(links));
    }
    Ok(())
}

/// What the reader can do next, and what is being written.
fn links(words: &Words, caller: &Caller, ladder: &Ladder) -> Vec<Link> {
    let link = |href: String, label: String| Link { href, label };
    let mut links: Vec<Link> = Vec::new();
    for (channel, number) in &ladder.drafts {
        let label = words.t("channel-draft-open").with("channel", super::parts::channel(words, *channel));
        links.push(link(format!("/correspondence/{number}"), label.with("number", number.clone()).to_string()));
    }
    for number in &ladder.proposals {
        links.push(link(format!("/consultation-proposals/{number}"), number.clone()));
    }
    if !ladder.parties.contains(&caller.department) {
        return links;
    }
    let other = ladder.parties.iter().find(|party| **party != caller.department).map(ToString::to_string);
    let last = ladder.taken.last().map(|taken| taken.number.clone()).unwrap_or_default();
    let to = other.unwrap_or_default();
    let query = format!("about={}&follows={last}&to={to}", ladder.number);
    if caller.may(Permission::Negotiate) {
        links.push(link(format!("/phone-notes/new?{query}"), words.t_of("verb", "phone_note-note").to_string()));
    }
    if caller.may(Permission::Correspond) {
        for channel in [Channel::Oa, Channel::Letter] {
            let href = format!("/correspondence/new?channel={}&kind=letter&{query}", channel.as_str());
            links.push(link(href, words.t_of("channel-write", channel.as_str()).to_string()));
        }
    }
    if caller.may(Permission::Negotiate) {
        let tried: Vec<&str> = ladder.taken.iter().map(|taken| taken.number.as_str()).collect();
        let href = format!("/consultation-proposals/new?about={}&to={to}&tried={}", ladder.number, tried.join("+"));
        links.push(link(href, words.t_of("verb", "consultation_proposal-propose").to_string()));
    }
    links
}
