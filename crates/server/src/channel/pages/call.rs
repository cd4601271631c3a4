//! The page of a note of a call.

use super::parts::{label, ways};
use crate::channel::desk::lamp;
use crate::channel::wire::{self, PhoneNoteWire};
use crate::platform::board::{Block, Button, Link, Strip};
use crate::platform::desk::joined;
use crate::platform::error::Result;
use crate::platform::face::{self, Face, Shown, View};
use crate::platform::identity::{Permission, Scope};
use crate::platform::stored::Held;
use crate::platform::web::Nav;
use shenguan_db::Tx;
use shenguan_rules::channel::{PhoneNote, PhoneNoteState};

impl Face for PhoneNote {
    const API: &'static str = "phone-notes";
    const PAGES: &'static str = "/phone-notes";
    const NAV: Nav = Nav::Todo;
    type Wire = PhoneNoteWire;

    fn number(&self) -> &str {
        &self.number
    }

    fn find(tx: &mut Tx<'_>, scope: &Scope, id_or_number: &str) -> Result<Held<Self>> {
        face::store::find(tx, scope, id_or_number)
    }

    fn wire(view: &mut View<'_, '_>, _: &Scope, held: &Held<Self>) -> Result<PhoneNoteWire> {
        wire::phone_note(view, &held.state)
    }

    fn page(mut shown: Shown<'_, '_, '_, Self>) -> Result<()> {
        let (words, state) = (shown.words, &shown.held.state);
        let told = wire::phone_note(&mut View::of_read(shown.read, words.language), state)?;
        let back = Link { href: shown.filter.todo(), label: words.t("nav-todo").to_string() };
        shown.board.about(told.gist.clone().unwrap_or_else(|| words.t("content-erased").to_string()), back);
        shown.board.lead = joined([state.number.clone(), words.t_of("channel", "phone").to_string()]);
        let is_open = state.state == PhoneNoteState::Noted && shown.caller.department == state.to;
        let lamp = match &state.state {
            PhoneNoteState::Noted if is_open => lamp(words, "l-amb", "c-amb", "asked", None),
            PhoneNoteState::Noted => lamp(words, "l-now", "", "noted", None),
            PhoneNoteState::Confirmed { at, .. } => lamp(words, "l-done", "c-grn", "confirmed", Some(*at)),
            PhoneNoteState::Disputed { at, .. } => lamp(words, "l-red", "c-red", "disputed", Some(*at)),
        };
        let lead = words.t_of("channel-call-lead", if is_open { "asked" } else { "told" }).to_string();
        let mut strip = Strip { paper: lamp.paper.clone(), lamp, lead, ..Strip::default() };
        if is_open && shown.caller.may(Permission::Correspond) {
            let button = |word: &str| Button::form(words.t_of("verb", &format!("phone_note-{word}")), shown.deed(word));
            strip.buttons = vec![button("confirm").asked(), button("dispute")];
        }
        shown.board.block(Block::Strip(strip));
        shown.board.block(Block::Text(label(words, "result"), told.result.unwrap_or_default()));
        if let Some(said) = told.words {
            shown.board.block(Block::Text(words.t("channel-other-side").to_string(), said));
        }
        let spoken = told.officer.map(|officer| officer.name).or(told.person).unwrap_or_default();
        let facts = vec![
            (label(words, "from"), joined([words.department(&state.from), words.acted(&state.by)])),
            (label(words, "to"), joined([words.department(&state.to), spoken])),
            (label(words, "called_at"), words.short(state.called_at)),
            (label(words, "recorded_at"), words.short(state.recorded_at)),
        ];
        shown.board.block(Block::Facts(words.t("channel-facts").to_string(), facts));
        ways(&mut shown, state.about.as_ref(), state.follows.as_ref())
    }
}
