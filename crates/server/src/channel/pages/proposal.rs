//! The page of a proposal of a consultation, with what was tried.

use super::parts::{channel, label, number_in, ways};
use crate::channel::steps;
use crate::channel::wire::{self, ProposalWire};
use crate::platform::board::{Block, Cell, Link, Table};
use crate::platform::desk::joined;
use crate::platform::error::Result;
use crate::platform::face::{self, Face, Shown, View};
use crate::platform::identity::Scope;
use crate::platform::stored::Held;
use crate::platform::web::Nav;
use shenguan_db::Tx;
use shenguan_rules::channel::ConsultationProposal;

impl Face for ConsultationProposal {
    const API: &'static str = "consultation-proposals";
    const PAGES: &'static str = "/consultation-proposals";
    const NAV: Nav = Nav::Todo;
    type Wire = ProposalWire;

    fn number(&self) -> &str {
        &self.number
    }

    fn find(tx: &mut Tx<'_>, scope: &Scope, id_or_number: &str) -> Result<Held<Self>> {
        face::store::find(tx, scope, id_or_number)
    }

    fn wire(view: &mut View<'_, '_>, _: &Scope, held: &Held<Self>) -> Result<ProposalWire> {
        wire::proposal(view, &held.state)
    }

    fn page(mut shown: Shown<'_, '_, '_, Self>) -> Result<()> {
        let (words, state) = (shown.words, &shown.held.state);
        let told = wire::proposal(&mut View::of_read(shown.read, words.language), state)?;
        let back = Link { href: shown.filter.todo(), label: words.t("nav-todo").to_string() };
        shown.board.about(told.topic.unwrap_or_else(|| words.t("content-erased").to_string()), back);
        shown.board.lead = joined([state.number.clone(), words.short(state.at)]);
        if !state.not_tried.is_empty() {
            let left: Vec<String> = state.not_tried.iter().map(|it| channel(words, *it)).collect();
            let left = left.join(&words.t("list-separator").to_string());
            shown.board.note("note-amb", words.t("channel-not-tried").with("channels", left), Vec::new());
        }
        shown.board.block(Block::Text(label(words, "why"), told.text.unwrap_or_default()));
        let columns = shown.board.words(["channel-step", "channel-at", "channel-number"]);
        let mut rows = Vec::new();
        for step in &state.tried {
            let path = steps::path_of(shown.read.tx(), &shown.caller.scope, step.id.as_str())?.unwrap_or_default();
            rows.push(vec![
                Cell::of(channel(words, step.channel)).below(words.t_of("channel-clause", step.channel.as_str())),
                Cell::number(words.short(step.at)),
                Cell::code(number_in(&path)).to(path),
            ]);
        }
        let table = Table::new("tried", words.t("channel-tried"), columns, words.t("channel-tried-none"));
        shown.board.table(table.with(rows));
        let facts = vec![
            (label(words, "from"), joined([words.department(&state.from), words.acted(&state.by)])),
            (label(words, "to"), words.department(&state.to)),
        ];
        shown.board.block(Block::Facts(words.t("channel-facts").to_string(), facts));
        ways(&mut shown, state.about.as_ref(), None)
    }
}
