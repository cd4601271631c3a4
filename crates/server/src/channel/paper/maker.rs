//! Makes the documents that are missing: rendered beside the requests, stored, then attached by an act. Every node may do so at once:
//! whoever is second finds the document there.

use super::letter::{Paper, paper};
use crate::channel::acts::attach_document;
use crate::channel::store::{self, DocumentRefused};
use crate::platform::act::Act;
use crate::platform::app::App;
use crate::platform::documents::Documents;
use crate::platform::error::{Error, Result};
use crate::platform::files::{self, Files, StoredFile};
use futures_util::stream;
use jiff::SignedDuration;
use shenguan_documents::PDF_IS_BUILT;
use shenguan_rules::channel::Correspondence;
use shenguan_rules::party::AttachmentId;
use shenguan_rules::subject::Actor;
use std::convert::Infallible;
use std::time::Duration;

/// How long the maker sleeps between two looks.
const TICK: Duration = Duration::from_secs(1);
/// What was refused is tried again after so long: somebody may have laid down a font.
pub const AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(5);
/// So many are taken up in one look.
const LOOK_MAX: usize = 20;

/// Makes what is missing, for as long as the process runs.
pub async fn make_for_ever(app: App, files: Files, documents: Documents) {
    loop {
        tokio::time::sleep(TICK).await;
        if let Err(error) = make_all(&app, &files, &documents).await {
            tracing::error!(%error, "documents could not be made; another look follows");
            // What is broken beneath all of them is not mended in a second.
            tokio::time::sleep(TICK * 60).await;
        }
    }
}

/// Makes the documents that are missing now; how many were made by this node. What is refused is kept in words for the page.
pub async fn make_all(app: &App, files: &Files, documents: &Documents) -> Result<usize> {
    let mut made = 0;
    loop {
        let found = app.read(|read| {
            let now = read.now();
            let awaiting = store::awaiting_document(read.tx(), now, LOOK_MAX)?;
            Ok(awaiting.into_iter().map(|held| (held.id, paper(read, &held.state))).collect::<Vec<_>>())
        });
        let found = found.await?;
        if found.is_empty() {
            return Ok(made);
        }
        for (id, paper) in found {
            match make(app, files, documents, &id, paper).await {
                Ok(is_ours) => made += usize::from(is_ours),
                // A full disk and the like: nothing is wrong with this document.
                Err(Error::Busy(why)) => return Err(Error::Busy(why)),
                Err(error) => {
                    let (refused, of) = (refused(&error), id.clone());
                    if app.act(Actor::Time, move |act| keep(act, &of, &refused)).await? {
                        tracing::warn!(id, %error, "the document of what was issued could not be made; it is tried again");
                    }
                }
            }
        }
    }
}

async fn make(app: &App, files: &Files, documents: &Documents, id: &str, paper: Result<Paper>) -> Result<bool> {
    let (id, file) = (id.to_owned(), store_paper(files, documents, paper?).await?);
    app.act(Actor::Time, move |act| attach(act, &id, &file)).await
}

/// Renders it and lays its bytes on the disk: as PDF where the program has it, else as DOCX.
async fn store_paper(files: &Files, documents: &Documents, paper: Paper) -> Result<StoredFile> {
    let (bytes, ending) = if PDF_IS_BUILT {
        (documents.pdf(paper.document).await?.bytes, "pdf")
    } else {
        (documents.docx(paper.document).await?, "docx")
    };
    let body = stream::iter([Ok::<_, Infallible>(bytes.into())]);
    files.store(body, &format!("{}.{ending}", paper.name), None).await
}

/// Puts the file on record and lays it beside what was issued; false where another node was first.
fn attach(act: &mut Act<'_, '_>, id: &str, file: &StoredFile) -> Result<bool> {
    let held = act.get::<Correspondence>(id)?;
    let Some(issue) = held.state.issue.filter(|issue| issue.document.is_none()) else { return Ok(false) };
    let info = files::record_made(act, file, &issue.office)?;
    let attachment = AttachmentId::parse(info.id).map_err(Error::refused)?;
    attach_document(act, id, &attachment, &file.sha256)?;
    store::forget_document_refused(act.tx(), id);
    Ok(true)
}

/// Keeps why not, for the page and until the next try; whether that is news.
fn keep(act: &mut Act<'_, '_>, id: &str, refused: &DocumentRefused) -> Result<bool> {
    let next_at = act.now() + AGAIN_AFTER;
    let before = store::document_refused(act.tx(), id)?;
    store::keep_document_refused(act.tx(), id, refused, next_at)?;
    Ok(before.as_ref() != Some(refused))
}

fn refused(error: &Error) -> DocumentRefused {
    let (code, arguments) = match error {
        Error::Refused(refused) => (refused.code.to_owned(), refused.arguments.as_slice()),
        Error::Invalid(fields) if !fields.is_empty() => (fields[0].code.to_string(), fields[0].arguments.as_slice()),
        _ => (String::from("INTERNAL_FAULT"), &[][..]),
    };
    let arguments = arguments.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    DocumentRefused { code, arguments: arguments.collect() }
}
