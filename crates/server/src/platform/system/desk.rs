//! A page of 系统: its sub-navigation, and below it notes, tables and forms.

use super::form::Form;
use super::names::Names;
use super::table::Table;
use crate::platform::error::{Error, Result};
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{FieldProblem, Nav, Outcome, Page, Server, Text, Visit, render, unprocessable};
use askama::Template;
use axum::response::Response;

/// A part of 系统.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// What needs attention.
    Front,
    /// 单位与科室.
    Departments,
    /// 事项与移交协议.
    Items,
    /// 名册.
    Roster,
    /// 工作日历与规则.
    Rules,
    /// 停机公告.
    Outages,
    /// 账号.
    Accounts,
    /// 接口.
    Keys,
    /// 日志.
    Log,
}

/// The parts with their addresses, words and permissions, in the order of the sub-navigation.
const TABS: [(Tab, &str, &str, Permission); 9] = [
    (Tab::Front, "/system", "system-tab-front", Permission::Administer),
    (Tab::Departments, "/system/departments", "system-tab-departments", Permission::Administer),
    (Tab::Items, "/system/items", "system-tab-items", Permission::Administer),
    (Tab::Roster, "/system/roster", "system-tab-roster", Permission::Administer),
    (Tab::Rules, "/system/rules", "system-tab-rules", Permission::ProposeAmendment),
    (Tab::Outages, "/system/outages", "system-tab-outages", Permission::Administer),
    (Tab::Accounts, "/system/accounts", "system-tab-accounts", Permission::ManageAccounts),
    (Tab::Keys, "/system/keys", "system-tab-keys", Permission::ManageKeys),
    (Tab::Log, "/system/log", "system-tab-log", Permission::Administer),
];

/// A page of 系统.
#[derive(Template)]
#[template(path = "system/desk.html")]
pub struct Desk {
    /// The shell.
    pub page: Page,
    /// Below the heading.
    pub lead: String,
    /// Where the way back leads.
    pub back: Option<Link>,
    /// What is wrong with the form.
    pub errors: Vec<FieldProblem>,
    /// What stands on it, from top to bottom.
    pub blocks: Vec<Block>,
    /// The address of the next page of a list.
    pub next: Option<String>,
    heading: String,
    tab: Tab,
}

/// What stands on a page.
pub enum Block {
    /// A sentence or several.
    Note(Note),
    /// A table.
    Table(Table),
    /// A form.
    Form(Form),
    /// Names and values.
    Facts(String, Vec<(String, String)>),
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

/// A part in the sub-navigation.
struct TabLink {
    href: &'static str,
    label: &'static str,
    is_current: bool,
}

impl Desk {
    fn new(page: Page, tab: Tab) -> Self {
        let (.., label, _) = TABS.into_iter().find(|(known, ..)| *known == tab).unwrap_or(TABS[0]);
        let heading = page.t(label).to_string();
        let page = page.titled(heading.clone());
        Self { page, lead: String::new(), back: None, errors: Vec::new(), blocks: Vec::new(), next: None, heading, tab }
    }

    /// A message in the language of the page.
    pub fn t(&self, id: &'static str) -> Text {
        self.page.t(id)
    }

    /// Messages as plain words, for the columns of a table; an empty id is an empty heading.
    pub fn words<const N: usize>(&self, ids: [&'static str; N]) -> Vec<String> {
        ids.into_iter().map(|id| if id.is_empty() { String::new() } else { self.page.t(id).to_string() }).collect()
    }

    /// Another heading than that of the part, with the way back to it.
    pub fn headed(&mut self, heading: impl ToString, back: impl Into<String>) {
        self.heading = heading.to_string();
        self.page.title.clone_from(&self.heading);
        let (.., label, _) = TABS.into_iter().find(|(known, ..)| *known == self.tab).unwrap_or(TABS[0]);
        self.back = Some(Link { href: back.into(), label: self.page.t(label).to_string() });
    }

    /// With a table.
    pub fn table(&mut self, table: Table) -> &mut Self {
        self.blocks.push(Block::Table(table));
        self
    }

    /// With a form.
    pub fn form(&mut self, form: Form) -> &mut Self {
        self.blocks.push(Block::Form(form));
        self
    }

    /// With a note.
    pub fn note(&mut self, class: &'static str, text: impl ToString, lines: Vec<String>) -> &mut Self {
        self.blocks.push(Block::Note(Note { class, text: text.to_string(), lines }));
        self
    }

    fn forms(&self) -> impl Iterator<Item = &Form> {
        self.blocks.iter().filter_map(|block| if let Block::Form(form) = block { Some(form) } else { None })
    }

    fn tabs(&self) -> Vec<TabLink> {
        let may = |permission| self.page.may(permission);
        let links = TABS.into_iter().filter(|(.., permission)| may(*permission));
        links.map(|(tab, href, label, _)| TabLink { href, label, is_current: tab == self.tab }).collect()
    }
}

/// A page, read in one view.
pub async fn show(
    server: &Server,
    visit: Visit,
    caller: Caller,
    tab: Tab,
    build: impl FnOnce(&mut Read<'_, '_>, &Names, &mut Desk) -> Result<()> + Send + 'static,
) -> Result<Response> {
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::System)?;
        let names = Names::new(read, &page);
        let mut desk = Desk::new(page, tab);
        build(read, &names, &mut desk)?;
        render(&desk)
    });
    shown.await
}

/// The page again with what is wrong (E5), where the fault is the form's; `build` gets the messages.
pub async fn show_again(
    server: &Server,
    visit: Visit,
    caller: Caller,
    tab: Tab,
    error: Error,
    build: impl FnOnce(&mut Read<'_, '_>, &Names, &mut Desk, &[FieldProblem]) -> Result<()> + Send + 'static,
) -> Outcome<Response> {
    let errors = visit.field_messages(&error);
    if errors.is_empty() {
        return Err(error.into());
    }
    let shown = show(server, visit, caller, tab, move |read, names, desk| {
        build(read, names, desk, &errors)?;
        // What no field of the page is about is said without a link.
        let named = |name: &str| desk.forms().any(|form| form.fields.iter().any(|field| field.name == name));
        let told = |error: FieldProblem| {
            let field = if named(&error.field) { error.field.clone() } else { String::new() };
            FieldProblem { field, ..error }
        };
        desk.errors = errors.into_iter().map(told).collect();
        Ok(())
    });
    Ok(unprocessable(shown.await?))
}
