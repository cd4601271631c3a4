//! The page of a letter or an OA paper. A leader reads it and decides on it without leaving it, on a phone too: three lines, the text, the
//! files, what others said, and the form.

use super::parts::{LEADERS, channel, label, roles, ways};
use crate::channel::content::CorrespondenceContent;
use crate::channel::desk::lamp;
use crate::channel::wire::{self, CorrespondenceWire, is_inside, readable};
use crate::channel::{store, wire::proof};
use crate::platform::board::{Block, Button, Cell, Field, Form, Link, Strip, Table};
use crate::platform::desk::{Lamp, Words, joined};
use crate::platform::error::{Error, Result};
use crate::platform::face::{self, Face, Shown, View};
use crate::platform::files;
use crate::platform::identity::{Permission, Scope};
use crate::platform::stored::Held;
use crate::platform::web::Nav;
use shenguan_db::Tx;
use shenguan_rules::channel::{Correspondence, Endorsement, OpinionKind, Stage};
use shenguan_rules::party::OfficerId;

impl Face for Correspondence {
    const API: &'static str = "correspondence";
    const PAGES: &'static str = "/correspondence";
    const NAV: Nav = Nav::Todo;
    type Wire = CorrespondenceWire;

    fn number(&self) -> &str {
        &self.number
    }

    /// A draft is its department's alone: 督查 reads what was issued.
    fn find(tx: &mut Tx<'_>, scope: &Scope, id_or_number: &str) -> Result<Held<Self>> {
        let held: Held<Self> = face::store::find(tx, scope, id_or_number)?;
        if *scope == Scope::City && held.state.issue.is_none() { Err(Error::NotFound) } else { Ok(held) }
    }

    fn wire(view: &mut View<'_, '_>, scope: &Scope, held: &Held<Self>) -> Result<CorrespondenceWire> {
        wire::correspondence(view, scope, &held.state)
    }

    fn page(shown: Shown<'_, '_, '_, Self>) -> Result<()> {
        page(shown)
    }
}

fn page(mut shown: Shown<'_, '_, '_, Correspondence>) -> Result<()> {
    let (words, state) = (shown.words, &shown.held.state);
    let inside = is_inside(&shown.caller.scope, state);
    let version = readable(&shown.caller.scope, state);
    let content = match version {
        Some(version) => store::body::<CorrespondenceContent>(shown.read.tx(), &version.content)?,
        None => None,
    };
    let back = Link { href: shown.filter.todo(), label: words.t("nav-todo").to_string() };
    let erased = words.t("content-erased").to_string();
    shown.board.about(content.as_ref().map_or(&erased, |content| &content.subject), back);
    let number = state.document_number().map(ToString::to_string).unwrap_or_default();
    shown.board.lead = joined([state.number.clone(), channel(words, state.channel), number]);
    let strip = strip(&shown);
    shown.board.block(Block::Strip(strip));
    if let Some(content) = content {
        shown.board.block(Block::Text(label(words, "summary"), content.summary));
        shown.board.block(Block::Text(label(words, "text"), content.text));
    }
    if let Some(version) = version.filter(|version| !version.attachments.is_empty()) {
        let found = files::described(shown.read.tx(), &version.attachments)?;
        shown.board.block(Block::Files(label(words, "attachments"), found));
    }
    document(&mut shown)?;
    if inside {
        opinions(&mut shown)?;
        scan(&mut shown)?;
    }
    if decides(&shown) {
        let form = decision(&shown);
        shown.board.form(form);
    }
    facts(&mut shown);
    ways(&mut shown, state.about.as_ref(), state.follows.as_ref())?;
    if inside {
        versions(&mut shown)?;
    }
    receipts(&mut shown);
    remarks(&mut shown)
}

/// The official document of what was issued; until it is there, that it is being made, or why it could not be.
fn document(shown: &mut Shown<'_, '_, '_, Correspondence>) -> Result<()> {
    let (words, held) = (shown.words, shown.held);
    let Some(issue) = &held.state.issue else { return Ok(()) };
    if let Some(document) = &issue.document {
        let found = files::described(shown.read.tx(), std::slice::from_ref(&document.file))?;
        shown.board.block(Block::Files(words.t("channel-document").to_string(), found));
        return Ok(());
    }
    let Some(refused) = store::document_refused(shown.read.tx(), &held.id)? else {
        shown.board.note("", words.t("channel-document-pending"), Vec::new());
        return Ok(());
    };
    let why = match refused.code.as_str() {
        "INTERNAL_FAULT" => words.t("channel-document-fault"),
        code => words.t_of("refusal", code),
    };
    let why = refused.arguments.into_iter().fold(why, |why, (name, value)| why.with(name, value));
    shown.board.note("note-amb", words.t("channel-document-refused"), vec![why.to_string()]);
    Ok(())
}

/// Whether the reader is the leader who has it, or stands in for him.
fn decides(shown: &Shown<'_, '_, '_, Correspondence>) -> bool {
    let own = shown.caller.person.as_ref().map(|person| &person.officer);
    matches!(&shown.held.state.stage, Stage::Submitted { to } if own == Some(to))
        && shown.caller.may(Permission::Endorse)
}

/// 同意发出, of the version that stands on the page.
fn decision(shown: &Shown<'_, '_, '_, Correspondence>) -> Form {
    let words = shown.words;
    let heading = words.t_of("verb", "correspondence-endorse").to_string();
    let mut form = Form::new("decide", &heading, shown.deed("endorse"), &heading).lead(words.t("channel-endorse-lead"));
    form.hidden = vec![
        ("once".to_owned(), shown.board.page.once()),
        ("task".to_owned(), shown.filter.task().to_owned()),
        ("from".to_owned(), shown.filter.from().to_owned()),
        ("version".to_owned(), shown.held.state.version().to_string()),
    ];
    form.field(Field::area("opinion", label(words, "opinion")).optional())
}

fn strip(shown: &Shown<'_, '_, '_, Correspondence>) -> Strip {
    let (words, state) = (shown.words, &shown.held.state);
    let (lamp, lead) = standing(words, shown);
    let mut strip = Strip { paper: lamp.paper.clone(), lamp, lead, ..Strip::default() };
    let may = |permission| shown.caller.may(permission);
    let is_sender = shown.caller.department == state.from;
    let button = |word: &str| {
        let text = words.t_of("verb", &format!("correspondence-{word}"));
        Button::form(text, shown.deed(word))
    };
    if decides(shown) {
        let may_consent = matches!(&state.stage, Stage::Submitted { to } if endorses(words, state, to));
        // The form stands below what is to be read: on a phone it is out of sight.
        let to_form = Button::form(words.t("channel-decide"), "#decide").asked();
        strip.buttons.extend(if may_consent {
            vec![to_form, button("send-back"), button("pass-on")]
        } else {
            vec![button("pass-on").asked(), button("send-back")]
        });
    } else if is_sender && may(Permission::Correspond) {
        let own: &[&str] = match state.stage {
            Stage::Drafted => &["submit", "enter-endorsement", "revise", "withdraw"],
            Stage::SentBack => &["revise", "withdraw"],
            Stage::Submitted { .. } => &["enter-endorsement", "withdraw"],
            Stage::Endorsed => &["issue", "revise", "withdraw"],
            Stage::Issued | Stage::Withdrawn => &[],
        };
        strip.buttons.extend(own.iter().map(|word| button(word)));
        if let Some(first) = strip.buttons.first_mut() {
            first.is_task = true;
        }
    }
    let own = &shown.caller.department;
    if state.consent_missing() == Some(own) && state.stage == Stage::Endorsed && may(Permission::Endorse) {
        let text = words.t_of("verb", "correspondence-consent");
        strip.buttons.push(Button::press(text, shown.deed("consent")).asked());
    }
    let open = state.receipts.iter().find(|receipt| receipt.department == *own);
    if let Some(receipt) = open {
        if receipt.filed_at.is_none() && may(Permission::FileCorrespondence) {
            let text = words.t_of("verb", "correspondence-file");
            strip.buttons.push(Button::press(text, shown.deed("file")).asked());
        }
        if receipt.answer.is_none() && may(Permission::Correspond) {
            let href = format!(
                "/correspondence/new?channel={}&kind=letter&answers={}&to={}",
                state.channel.as_str(),
                state.number,
                state.from
            );
            strip.buttons.push(Button::form(words.t("channel-answer"), href));
        }
    }
    if may(Permission::Endorse) && (is_sender || state.issue.is_some()) && shown.caller.scope.department().is_some() {
        let href = format!("/remarks/new?item={}", state.number);
        strip.buttons.push(Button::form(words.t_of("verb", "remark-give"), href));
    }
    strip
}

/// The lamp of its stage, and what is asked of whom.
fn standing(words: &Words, shown: &Shown<'_, '_, '_, Correspondence>) -> (Lamp, String) {
    let state = &shown.held.state;
    let who = roles(words, state.channel.endorsers());
    let sentence = |id: &'static str| words.t_of("channel-lead", id);
    match &state.stage {
        Stage::Drafted => (lamp(words, "l-now", "", "drafted", None), sentence("drafted").with("who", who).to_string()),
        Stage::SentBack => (lamp(words, "l-amb", "c-amb", "sent_back", None), sentence("sent-back").to_string()),
        Stage::Submitted { to } if decides(shown) => {
            let level = if endorses(words, state, to) { "decide" } else { "above" };
            (lamp(words, "l-amb", "c-amb", "submitted", None), sentence(level).with("who", who).to_string())
        }
        Stage::Submitted { to } => {
            let with = sentence("submitted").with("name", words.officer(to));
            (lamp(words, "l-now", "", "submitted", None), with.to_string())
        }
        Stage::Endorsed => match state.consent_missing() {
            Some(department) => {
                let waits = sentence("consent").with("department", words.department(department));
                (lamp(words, "l-now", "", "endorsed", None), waits.with("who", roles(words, LEADERS)).to_string())
            }
            None => (lamp(words, "l-grn", "c-grn", "endorsed", None), sentence("endorsed").to_string()),
        },
        Stage::Issued if is_unfiled(shown) => {
            (lamp(words, "l-now", "", "unfiled", None), sentence("to-file").to_string())
        }
        Stage::Issued => {
            let at = state.issue.as_ref().map(|issue| issue.at);
            let by = state.issue.as_ref().map(|issue| words.acted(&issue.by)).unwrap_or_default();
            (lamp(words, "l-done", "c-grn", "issued", at), sentence("issued").with("name", by).to_string())
        }
        Stage::Withdrawn => (lamp(words, "l-done", "mut", "withdrawn", None), sentence("withdrawn").to_string()),
    }
}

/// Whether it came to the reader's department, which has not filed it.
fn is_unfiled(shown: &Shown<'_, '_, '_, Correspondence>) -> bool {
    let own = &shown.caller.department;
    shown.held.state.receipts.iter().any(|receipt| receipt.department == *own && receipt.filed_at.is_none())
}

/// Whether the leader who has it may consent to the channel; else he passes it on.
fn endorses(words: &Words, state: &Correspondence, leader: &OfficerId) -> bool {
    let held = words.directory.roles_of(leader, words.today());
    state.channel.endorsers().iter().any(|role| held.contains(role))
}

fn opinions(shown: &mut Shown<'_, '_, '_, Correspondence>) -> Result<()> {
    let words = shown.words;
    let said = wire::opinions(&mut View::of_read(shown.read, words.language), &shown.held.state)?;
    if said.is_empty() {
        return Ok(());
    }
    let given = shown.held.state.endorsement.as_ref();
    let columns = shown.board.words(["channel-who", "channel-did", "channel-words"]);
    let rows = said.into_iter().zip(&shown.held.state.opinions).map(|(said, opinion)| {
        let is_given = |given: &&Endorsement| given.at == opinion.at && opinion.kind == OpinionKind::Endorsed;
        let entered = given.filter(is_given).and_then(|given| given.entered.as_ref());
        let where_given = entered.map(|entered| words.t_of("channel-proof-entered", proof(entered.proof)).to_string());
        let version = words.t("channel-version").with("version", i64::from(said.version)).to_string();
        let version = joined([version, where_given.unwrap_or_default()]);
        vec![
            Cell::chinese(words.in_place(&opinion.officer, opinion.acting_for.as_ref())).below(words.short(opinion.at)),
            Cell::of(words.t_of("channel-opinion", &said.kind)).below(version),
            Cell::chinese(said.words.unwrap_or_default()),
        ]
    });
    let table = Table::new("opinions", words.t("channel-opinions"), columns, "").with(rows.collect::<Vec<_>>());
    shown.board.table(table);
    Ok(())
}

/// The proof of an endorsement that was given on paper or in the OA system.
fn scan(shown: &mut Shown<'_, '_, '_, Correspondence>) -> Result<()> {
    let given = shown.held.state.endorsement.as_ref();
    if let Some(entered) = given.and_then(|given| given.entered.as_ref()) {
        let found = files::described(shown.read.tx(), std::slice::from_ref(&entered.scan))?;
        shown.board.block(Block::Files(label(shown.words, "scan"), found));
    }
    Ok(())
}

fn facts(shown: &mut Shown<'_, '_, '_, Correspondence>) {
    let (words, state) = (shown.words, &shown.held.state);
    let to: Vec<String> = state.to.iter().map(|department| words.department(department)).collect();
    let mut facts = vec![
        (label(words, "from"), words.department(&state.from)),
        (label(words, "to"), to.join(&words.t("list-separator").to_string())),
    ];
    if let Some(issue) = &state.issue {
        facts.push((label(words, "issued_at"), words.short(issue.at)));
        if let Some(document) = &issue.document {
            facts.push((label(words, "document"), document.sha256.clone()));
        }
    }
    if let Some(follows) = &state.follows {
        facts.push((label(words, "follows"), joined([channel(words, follows.channel), words.short(follows.at)])));
    }
    if is_inside(&shown.caller.scope, state) {
        facts.push((label(words, "drafter"), words.officer(&state.drafter)));
        if let Some(given) = &state.endorsement {
            facts.push((label(words, "endorsement"), endorsement(words, given)));
        }
    }
    shown.board.block(Block::Facts(words.t("channel-facts").to_string(), facts));
}

/// Who consented, when; on paper or in the OA system where it was given there.
fn endorsement(words: &Words, given: &Endorsement) -> String {
    let name = words.in_place(&given.officer, given.acting_for.as_ref());
    let Some(entered) = &given.entered else { return joined([name, words.short(given.at)]) };
    let by = words.t("channel-entered-by").with("name", words.acted(&entered.by)).with("at", words.short(given.at));
    joined([
        name,
        words.day(entered.endorsed_on),
        words.t_of("channel-proof", proof(entered.proof)).to_string(),
        entered.number.clone().unwrap_or_default(),
        by.to_string(),
    ])
}

/// Withdrawn and replaced drafts keep their history.
fn versions(shown: &mut Shown<'_, '_, '_, Correspondence>) -> Result<()> {
    let words = shown.words;
    let all = wire::versions(&mut View::of_read(shown.read, words.language), &shown.held.state)?;
    let last = all.len();
    let columns = shown.board.words(["channel-version-column", "channel-who", "channel-subject"]);
    let rows: Vec<_> = all
        .iter()
        .zip(&shown.held.state.versions)
        .map(|(shown, version)| {
            let number = words.t("channel-version").with("version", i64::from(shown.version)).to_string();
            vec![
                Cell::of(number).below(words.short(version.at)),
                Cell::chinese(&shown.by.name),
                Cell::chinese(shown.subject.clone().unwrap_or_default()),
            ]
        })
        .collect();
    shown.board.table(Table::new("versions", words.t("channel-versions"), columns, "").with(rows));
    for old in all.into_iter().take(last.saturating_sub(1)) {
        let heading = words.t("channel-version-replaced").with("version", i64::from(old.version)).to_string();
        shown.board.block(Block::Text(heading, old.text.unwrap_or_default()));
    }
    Ok(())
}

fn receipts(shown: &mut Shown<'_, '_, '_, Correspondence>) {
    let (words, state) = (shown.words, &shown.held.state);
    if state.receipts.is_empty() {
        return;
    }
    let columns = shown.board.words(["channel-department", "channel-filed"]);
    let rows = state.receipts.iter().map(|receipt| {
        let member = if receipt.filed_at.is_some() { "filed" } else { "unfiled" };
        let by = receipt.filed_by.as_ref().map(|by| words.acted(by)).unwrap_or_default();
        let at = receipt.filed_at.map(|at| words.short(at)).unwrap_or_default();
        let answered = receipt.answer.as_ref().map(|_| words.t("channel-answered").to_string()).unwrap_or_default();
        vec![
            Cell::of(words.department(&receipt.department)),
            Cell::of(words.t_of("channel-state", member)).below(joined([at, by, answered])),
        ]
    });
    let rows: Vec<_> = rows.collect();
    shown.board.table(Table::new("receipts", words.t("channel-receipts"), columns, "").with(rows));
}

/// 批示 of the reader's own department.
fn remarks(shown: &mut Shown<'_, '_, '_, Correspondence>) -> Result<()> {
    let words = shown.words;
    let found = store::remarks_on(shown.read.tx(), &shown.caller.scope, &shown.held.id)?;
    if found.is_empty() {
        return Ok(());
    }
    let columns = shown.board.words(["channel-who", "channel-remark", "channel-owner"]);
    let mut rows = Vec::new();
    for held in found {
        let remark = wire::remark(&mut View::of_read(shown.read, words.language), &held.state)?;
        let member = if held.state.done.is_some() { "done" } else { "open" };
        rows.push(vec![
            Cell::chinese(words.acted(&held.state.by)).below(words.short(held.state.at)),
            Cell::chinese(remark.text.unwrap_or_default()).to(format!("/remarks/{}", held.state.number)),
            Cell::chinese(words.officer(&held.state.owner)).below(words.t_of("channel-state", member)),
        ]);
    }
    shown.board.table(Table::new("remarks", words.t("channel-remarks"), columns, "").with(rows));
    Ok(())
}
