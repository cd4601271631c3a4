//! 存证: one entry of the ledger, for whoever may read the subject that it is about: digest, place, what stands before and after it, and
//! how anybody can check it.

use super::kind::Desk;
use super::store;
use super::words::Words;
use crate::platform::clock::from_micros;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::web::{Nav, Outcome, Page, Server, Visit, render};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use shenguan_ledger::{Entry, leaf_hash};

#[derive(Template)]
#[template(path = "desk/entry.html")]
struct EntryPage {
    page: Page,
    number: String,
    path: String,
    sequence: u64,
    act: String,
    recorded: String,
    effective: String,
    digest: String,
    previous: String,
    contents: Vec<String>,
    is_true: bool,
    is_last: bool,
    bytes: String,
}

/// `GET /ledger/entries/{sequence}`. Entries about what stands on no list do not exist here.
pub(super) async fn entry(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(sequence): Path<String>,
) -> Outcome<Response> {
    let (desk, jurisdiction) = (server.desk, server.app.jurisdiction().to_owned());
    let sequence: i64 = sequence.parse().map_err(|_| Error::NotFound)?;
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::Elsewhere)?;
        let words = Words::new(read, &visit);
        render(&entry_page(read, desk, page, &words, &caller, &jurisdiction, sequence)?)
    });
    shown.await.map_err(Into::into)
}

fn entry_page(
    read: &mut Read<'_, '_>,
    desk: Desk,
    page: Page,
    words: &Words,
    caller: &Caller,
    jurisdiction: &str,
    sequence: i64,
) -> Result<EntryPage> {
    let sealed = store::sealed_entry(read.tx(), jurisdiction, sequence)?.ok_or(Error::NotFound)?;
    let (kind, id) = (sealed.subject_kind.as_str(), sealed.subject_id.as_str());
    let (number, path) = desk.place_within(read.tx(), &caller.scope, kind, id)?;
    let entry = Entry::decode(&sealed.bytes).map_err(Error::fault)?;
    let computed = leaf_hash(entry.suite, &sealed.bytes);
    let after = store::following(read.tx(), jurisdiction, sequence)?;
    // The one after names this hash; whoever changed this entry would have to change every one after it.
    let is_named = match &after {
        Some(bytes) => Entry::decode(bytes).map_err(Error::fault)?.previous == computed,
        None => true,
    };
    let title = page.t("entry-title").with("sequence", sequence.to_string()).to_string();
    Ok(EntryPage {
        number,
        path,
        sequence: entry.sequence,
        act: desk.kind(kind)?.act(words, &entry.act),
        recorded: words.dated(from_micros(entry.recorded_at)),
        effective: words.dated(from_micros(entry.effective_at)),
        digest: computed.to_string(),
        previous: entry.previous.to_string(),
        contents: entry.contents.iter().map(ToString::to_string).collect(),
        is_true: computed.as_bytes().as_slice() == sealed.hash && is_named,
        is_last: after.is_none(),
        bytes: String::from_utf8_lossy(&sealed.bytes).into_owned(),
        page: page.titled(title),
    })
}
