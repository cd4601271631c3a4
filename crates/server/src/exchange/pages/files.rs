//! 附件: all files of an item at once.

use crate::exchange::store;
use crate::platform::error::{Error, Result};
use crate::platform::export::{ReadAct, record};
use crate::platform::files::{bundle, described, disposition};
use crate::platform::identity::Caller;
use crate::platform::web::{Outcome, Server, Visit};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};

/// `GET /items/{number}/attachments.zip`: for whoever may read the item. It is entered into the read record before a byte is given.
pub(super) async fn attachments(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(number): Path<String>,
) -> Outcome<Response> {
    let (scope, wanted) = (caller.scope.clone(), number.clone());
    let entries = server.app.read(move |read| {
        let listed = store::find(read.tx(), &scope, &wanted)?;
        described(read.tx(), &listed.held.state.attachments)
    });
    let entries = entries.await?;
    if entries.is_empty() {
        return Err(Error::NotFound.into());
    }
    let (name, count) = (format!("{}.zip", visit.t("files-archive").with("number", number.as_str())), entries.len());
    let recorded: Result<()> =
        server.app.act(caller.actor.clone(), move |act| record(act, &caller, ReadAct::Files, &number, "", count)).await;
    recorded?;
    let list = format!("{}.txt", visit.t("files-hashes"));
    let bytes = bundle(server.files.clone(), entries, list, &visit.t("file-nameless").to_string());
    let headers = [
        (CONTENT_TYPE, "application/zip".to_owned()),
        (CONTENT_DISPOSITION, disposition(&name)),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(bytes)).into_response())
}
