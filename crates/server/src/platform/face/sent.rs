//! What a form sent: its fields, and the files that went with it.

use crate::platform::board::Typed;
use crate::platform::files::{self, StoredFile};
use crate::platform::identity::Caller;
use crate::platform::web::{Failure, Outcome, Server};
use axum::Form;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Query, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;

/// A field that somebody typed is at most so long.
const TEXT_BYTES_MAX: usize = 128 * 1024;
/// So many parts a form has at most.
const PARTS_MAX: usize = 300;

/// What a form sent.
pub struct Sent {
    /// Its fields. A file that went with it is on record by then, and stands in its field by its id.
    pub typed: Typed,
    /// The query of its address: a button without a form of its own has there where its reader came from.
    pub query: Typed,
}

impl FromRequest<Server> for Sent {
    type Rejection = Failure;

    async fn from_request(mut request: Request, server: &Server) -> Outcome<Self> {
        let Query(query) = Query::<Vec<(String, String)>>::try_from_uri(request.uri()).map_err(|_| form_broken())?;
        let query = Typed::from(query);
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            let form = Form::<Typed>::from_request(request, server).await.map_err(|_| form_broken())?;
            return Ok(Self { typed: form.0, query });
        }
        let (mut head, body) = request.into_parts();
        let caller = <Caller as axum::extract::FromRequestParts<Server>>::from_request_parts(&mut head, server).await?;
        request = Request::from_parts(head, body);
        // The size of a file is counted as it comes in, against the setting.
        DefaultBodyLimit::disable().apply(&mut request);
        let parts = Multipart::from_request(request, server).await.map_err(|_| form_broken())?;
        Ok(Self { typed: receive(server, &caller, parts).await?, query })
    }
}

async fn receive(server: &Server, caller: &Caller, mut parts: Multipart) -> Outcome<Typed> {
    let _slot = server.files.slot(&caller.client)?;
    let mut typed = Typed::default();
    for _ in 0..PARTS_MAX {
        let Some(part) = parts.next_field().await.map_err(|_| form_broken())? else { return Ok(typed) };
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            // A browser sends a part without a name for a field where no file was chosen.
            Some(file) if file.is_empty() => {}
            Some(file) => {
                let declared = part.content_type().map(str::to_owned);
                let stored = server.files.store(part, &file, declared.as_deref()).await?;
                typed.0.push((name, kept(server, caller, stored).await?));
            }
            None => typed.0.push((name, part_text(part).await?)),
        }
    }
    Err(form_broken())
}

async fn kept(server: &Server, caller: &Caller, file: StoredFile) -> Outcome<String> {
    let info = server.app.act(caller.actor.clone(), move |act| files::record(act, &file)).await?;
    Ok(info.id)
}

/// What somebody typed into a part of a form with files.
pub async fn part_text(mut part: Field<'_>) -> Outcome<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|_| form_broken())? {
        if bytes.len() + chunk.len() > TEXT_BYTES_MAX {
            return Err(Failure::web(StatusCode::PAYLOAD_TOO_LARGE, "BODY_TOO_LARGE"));
        }
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).map_err(|_| form_broken())
}

/// A form that is cut off or is none.
pub fn form_broken() -> Failure {
    Failure::web(StatusCode::BAD_REQUEST, "REQUEST_NOT_VALID")
}
