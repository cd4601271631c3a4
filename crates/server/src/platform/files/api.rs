//! `POST /api/v1/attachments`, `GET /api/v1/attachments/{id}`: streamed in and out, served as downloads that nothing runs.

use super::store::StoredFile;
use super::stored::{AttachmentInfo, find, record};
use super::{Files, disposition};
use crate::platform::error::Error;
use crate::platform::idempotency::Key;
use crate::platform::identity::{Caller, Permission};
use crate::platform::web::{Failure, Outcome, Routes, Server, answered, idempotency_key, json_answer};
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use utoipa_axum::router::UtoipaMethodRouterExt;

/// The part of the form that has the file.
const FILE_PART: &str = "file";

/// The routes of files.
pub fn routes(routes: Routes) -> Routes {
    // The size of a file is counted as it comes in, against the setting.
    let upload = utoipa_axum::routes!(upload).layer(DefaultBodyLimit::disable());
    routes.api(Permission::Attach, upload).api(Permission::ReadItems, utoipa_axum::routes!(download))
}

/// Hands a file in. PDF, OFD, DOCX, XLSX, JPG or PNG; the part is called `file`.
#[utoipa::path(
    post,
    path = "/api/v1/attachments",
    params(("Idempotency-Key" = String, Header, description = "the same key and file, the same answer")),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 201, body = AttachmentInfo))
)]
async fn upload(
    State(server): State<Server>,
    caller: Caller,
    headers: HeaderMap,
    form: Multipart,
) -> Outcome<Response> {
    let word = idempotency_key(&headers)?;
    let file = receive(&server.files, &caller, form).await?;
    let what = format!("{}\n{}\n{}", file.name, file.media_type.as_str(), file.sha256);
    let key = Key::new(caller.client, word, "POST", "/api/v1/attachments", what.as_bytes());
    let answer = server.app.act_once(caller.actor, key, move |act| json_answer(201, &record(act, &file)?)).await?;
    Ok(answered(answer))
}

/// Takes the first part of that name to the disk.
async fn receive(files: &Files, caller: &Caller, mut form: Multipart) -> Outcome<StoredFile> {
    let _slot = files.slot(&caller.client)?;
    loop {
        let part = form.next_field().await.map_err(|_| Failure::web(StatusCode::BAD_REQUEST, "REQUEST_NOT_VALID"))?;
        let Some(part) = part else { return Err(Error::field(FILE_PART, "FIELD_MISSING").into()) };
        if part.name() == Some(FILE_PART) {
            let (name, declared) = (part.file_name().unwrap_or_default().to_owned(), part.content_type());
            let declared = declared.map(str::to_owned);
            return Ok(files.store(part, &name, declared.as_deref()).await?);
        }
    }
}

/// Gives a file to whoever may read a transmittal that carries it, or handed it in.
#[utoipa::path(
    get,
    path = "/api/v1/attachments/{id}",
    params(("id" = String, Path)),
    responses((status = 200, description = "the bytes, as a download", content_type = "application/octet-stream"))
)]
async fn download(State(server): State<Server>, caller: Caller, Path(id): Path<String>) -> Outcome<Response> {
    let scope = caller.scope;
    let info = server.app.read(move |read| find(read.tx(), &scope, &id)).await?;
    let bytes = server.files.read(&info.sha256, info.size).await?;
    let headers = [
        (CONTENT_TYPE, info.media_type.as_str().to_owned()),
        (CONTENT_LENGTH, info.size.to_string()),
        (CONTENT_DISPOSITION, disposition(&info.name)),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(bytes)).into_response())
}
