//! The page of a leader's remark.

use super::parts::label;
use crate::channel::desk::lamp;
use crate::channel::steps;
use crate::channel::wire::{self, RemarkWire};
use crate::platform::board::{Block, Button, Link, Strip};
use crate::platform::desk::joined;
use crate::platform::error::Result;
use crate::platform::face::{self, Face, Shown, View};
use crate::platform::identity::{Permission, Scope};
use crate::platform::stored::Held;
use crate::platform::web::Nav;
use shenguan_db::Tx;
use shenguan_rules::channel::Remark;

impl Face for Remark {
    const API: &'static str = "remarks";
    const PAGES: &'static str = "/remarks";
    const NAV: Nav = Nav::Todo;
    type Wire = RemarkWire;

    fn number(&self) -> &str {
        &self.number
    }

    fn find(tx: &mut Tx<'_>, scope: &Scope, id_or_number: &str) -> Result<Held<Self>> {
        face::store::find(tx, scope, id_or_number)
    }

    fn wire(view: &mut View<'_, '_>, _: &Scope, held: &Held<Self>) -> Result<RemarkWire> {
        wire::remark(view, &held.state)
    }

    fn page(shown: Shown<'_, '_, '_, Self>) -> Result<()> {
        let (words, state) = (shown.words, &shown.held.state);
        let told = wire::remark(&mut View::of_read(shown.read, words.language), state)?;
        let back = Link { href: shown.filter.todo(), label: words.t("nav-todo").to_string() };
        shown.board.about(told.text.clone().unwrap_or_default(), back);
        shown.board.lead = joined([state.number.clone(), words.acted(&state.by), words.short(state.at)]);
        let lamp = match &state.done {
            None => lamp(words, "l-now", "", "open", None),
            Some(done) => lamp(words, "l-done", "c-grn", "done", Some(done.at)),
        };
        let owner = words.officer(&state.owner);
        let lead = words.t("channel-remark-of").with("name", owner).to_string();
        let mut strip = Strip { paper: lamp.paper.clone(), lamp, lead, ..Strip::default() };
        let own = shown.caller.person.as_ref().map(|person| &person.officer);
        let is_theirs = own == Some(&state.owner) || shown.caller.stands_in_for().any(|other| *other == state.owner);
        if state.done.is_none() && is_theirs && shown.caller.may(Permission::Correspond) {
            let text = words.t_of("verb", "remark-finish");
            strip.buttons = vec![Button::form(text, shown.deed("finish")).asked()];
        }
        shown.board.block(Block::Strip(strip));
        if let Some(done) = told.done {
            shown.board.block(Block::Text(label(words, "done"), done));
        }
        if let Some(path) = steps::path_of(shown.read.tx(), &shown.caller.scope, state.item.as_str())? {
            let label = words.t("channel-open-item").to_string();
            shown.board.block(Block::Links(vec![Link { href: path, label }]));
        }
        Ok(())
    }
}
