//! A page made of blocks: under its part of the navigation a heading, and below it notes, facts, texts, tables and forms.

use super::form::Form;
use super::names::Names;
use super::strip::Strip;
use super::table::Table;
use crate::platform::desk::{Explained, HistoryRow, InList};
use crate::platform::error::{Error, Result};
use crate::platform::files::AttachmentInfo;
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{FieldProblem, Nav, Outcome, Page, Server, Text, Visit, render, unprocessable};
use askama::Template;
use axum::response::Response;

/// Where a page stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The part of the navigation.
    pub nav: Nav,
    /// The message that it is called by.
    pub heading: &'static str,
    /// The pages beside it, itself among them; none where it stands alone.
    pub tabs: &'static [Tab],
}

/// A page beside others.
#[derive(Clone, Copy, Debug)]
pub struct Tab {
    /// Where it is.
    pub href: &'static str,
    /// The message that it is called by.
    pub label: &'static str,
    /// What one must be allowed to see it.
    pub permission: Permission,
}

/// A page made of blocks.
#[derive(Template)]
#[template(path = "board/board.html")]
pub struct Board {
    /// The shell.
    pub page: Page,
    /// Below the heading.
    pub lead: String,
    /// Where the way back leads.
    pub back: Option<Link>,
    /// Where its subject stands in 待办.
    pub in_list: Option<InList>,
    /// What is wrong with the form.
    pub errors: Vec<FieldProblem>,
    /// What stands on it, from top to bottom.
    pub blocks: Vec<Block>,
    /// The address of the next page of a list.
    pub next: Option<String>,
    heading: String,
    is_chinese: bool,
    place: Place,
}

/// What stands on a page.
pub enum Block {
    /// A sentence or several.
    Note(Note),
    /// How the subject of the page stands, and what can be done.
    Strip(Strip),
    /// A table.
    Table(Table),
    /// A form.
    Form(Form),
    /// Names and values.
    Facts(String, Vec<(String, String)>),
    /// A text of the city under a heading, paragraph by paragraph.
    Text(String, String),
    /// Files under a heading.
    Files(String, Vec<AttachmentInfo>),
    /// A deadline day by day.
    Days(Explained),
    /// 办理经过.
    History(Vec<HistoryRow>),
    /// Where to go.
    Links(Vec<Link>),
}

/// Words that stand out.
pub struct Note {
    /// `note-amb`, `note-red`, or nothing.
    pub class: &'static str,
    /// The first line.
    pub text: String,
    /// Lines below it.
    pub lines: Vec<String>,
}

/// Where something leads.
pub struct Link {
    /// The address.
    pub href: String,
    /// The words.
    pub label: String,
}

impl Place {
    /// A page that stands alone under a part of the navigation.
    pub const fn alone(nav: Nav, heading: &'static str) -> Self {
        Self { nav, heading, tabs: &[] }
    }
}

impl Board {
    fn new(page: Page, place: Place) -> Self {
        let heading = page.t(place.heading).to_string();
        Self {
            page: page.titled(heading.clone()),
            lead: String::new(),
            back: None,
            in_list: None,
            errors: Vec::new(),
            blocks: Vec::new(),
            next: None,
            heading,
            is_chinese: false,
            place,
        }
    }

    /// A message in the language of the page.
    pub fn t(&self, id: &'static str) -> Text {
        self.page.t(id)
    }

    /// Messages as plain words, for the columns of a table; an empty id is an empty heading.
    pub fn words<const N: usize>(&self, ids: [&'static str; N]) -> Vec<String> {
        ids.into_iter().map(|id| if id.is_empty() { String::new() } else { self.page.t(id).to_string() }).collect()
    }

    /// Another heading than that of its place, with the way back to it.
    pub fn headed(&mut self, heading: impl ToString, back: impl Into<String>) {
        self.heading = heading.to_string();
        self.page.title.clone_from(&self.heading);
        self.back = Some(Link { href: back.into(), label: self.page.t(self.place.heading).to_string() });
    }

    /// What a form does as the heading, with the way back.
    pub fn asks(&mut self, heading: &str, back: Link) {
        heading.clone_into(&mut self.heading);
        self.page.title.clone_from(&self.heading);
        self.back = Some(back);
    }

    /// A text of the city as the heading: the subject of what the page is about, with the way back.
    pub fn about(&mut self, subject: impl ToString, back: Link) {
        self.heading = subject.to_string();
        self.is_chinese = true;
        self.page.title.clone_from(&self.heading);
        self.back = Some(back);
    }

    /// With a block.
    pub fn block(&mut self, block: Block) -> &mut Self {
        self.blocks.push(block);
        self
    }

    /// With a table.
    pub fn table(&mut self, table: Table) -> &mut Self {
        self.block(Block::Table(table))
    }

    /// With a form.
    pub fn form(&mut self, form: Form) -> &mut Self {
        self.block(Block::Form(form))
    }

    /// With a note.
    pub fn note(&mut self, class: &'static str, text: impl ToString, lines: Vec<String>) -> &mut Self {
        self.block(Block::Note(Note { class, text: text.to_string(), lines }))
    }

    fn has_draft(&self) -> bool {
        self.forms().any(|form| form.draft.is_some())
    }

    fn forms(&self) -> impl Iterator<Item = &Form> {
        self.blocks.iter().filter_map(|block| if let Block::Form(form) = block { Some(form) } else { None })
    }

    fn tabs(&self) -> impl Iterator<Item = &'static Tab> {
        self.place.tabs.iter().filter(|tab| self.page.may(tab.permission))
    }
}

/// A page, read in one view.
pub async fn show(
    server: &Server,
    visit: Visit,
    caller: Caller,
    place: impl Into<Place>,
    build: impl FnOnce(&mut Read<'_, '_>, &Names, &mut Board) -> Result<()> + Send + 'static,
) -> Result<Response> {
    let place = place.into();
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, place.nav)?;
        let names = Names::new(read, &page);
        let mut board = Board::new(page, place);
        build(read, &names, &mut board)?;
        render(&board)
    });
    shown.await
}

/// The page again with what is wrong (E5), where the fault is the form's; `build` gets the messages.
pub async fn show_again(
    server: &Server,
    visit: Visit,
    caller: Caller,
    place: impl Into<Place>,
    error: Error,
    build: impl FnOnce(&mut Read<'_, '_>, &Names, &mut Board, &[FieldProblem]) -> Result<()> + Send + 'static,
) -> Outcome<Response> {
    let errors = visit.field_messages(&error);
    if errors.is_empty() {
        return Err(error.into());
    }
    let shown = show(server, visit, caller, place, move |read, names, board| {
        build(read, names, board, &errors)?;
        // What no field of the page is about is said without a link.
        let named = |name: &str| board.forms().any(|form| form.fields.iter().any(|field| field.name == name));
        let told = |error: FieldProblem| {
            let field = if named(&error.field) { error.field.clone() } else { String::new() };
            FieldProblem { field, ..error }
        };
        board.errors = errors.into_iter().map(told).collect();
        Ok(())
    });
    Ok(unprocessable(shown.await?))
}
