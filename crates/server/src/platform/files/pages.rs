//! Looking at a file in the page: a PDF in a frame, a picture by itself. What it is was judged when it came in, never what anybody
//! declared; the bytes come with a policy under which nothing in them can run or load, and in no frame but ours.

use super::disposition;
use super::stored::{AttachmentInfo, find};
use crate::platform::error::{Error, Result};
use crate::platform::identity::{Caller, Permission};
use crate::platform::reader::Read;
use crate::platform::web::{CONTENT_SECURITY_POLICY, Nav, Outcome, Page, Query, Routes, Server, Visit, render};
use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY as POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shenguan_rules::exchange::MediaType;

/// For the bytes themselves. Chromium shows a PDF under `sandbox` in a plain frame, and not in a frame with the attribute of that name.
const BYTES_POLICY: &str = "sandbox; default-src 'none'; frame-ancestors 'self'";

/// How a file can be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// In a frame, by the browser's own viewer.
    Frame,
    /// As a picture.
    Picture,
    /// Only by taking it.
    Not,
}

/// The item that the reader came from.
#[derive(Deserialize)]
struct From {
    #[serde(default)]
    item: String,
}

#[derive(Template)]
#[template(path = "files/preview.html")]
struct PreviewPage {
    page: Page,
    id: String,
    name: String,
    kib: u64,
    look: Look,
    item: Option<String>,
}

/// The routes of the pages.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/files/{id}/preview", Permission::ReadItems, preview).get(
        "/files/{id}/content",
        Permission::ReadItems,
        content,
    )
}

/// `GET /files/{id}/preview`.
async fn preview(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Path(id): Path<String>,
    Query(from): Query<From>,
) -> Outcome<Response> {
    let shown = server.app.read(move |read| render(&shown(read, &visit, &caller, &id, from)?));
    let mut response = shown.await?;
    // Of all pages this one alone has a frame.
    let policy = format!("{CONTENT_SECURITY_POLICY}; frame-src 'self'");
    response.headers_mut().insert(POLICY, HeaderValue::from_str(&policy).map_err(Error::fault)?);
    Ok(response)
}

fn shown(read: &mut Read<'_, '_>, visit: &Visit, caller: &Caller, id: &str, from: From) -> Result<PreviewPage> {
    let info = find(read.tx(), &caller.scope, id)?;
    let page = Page::new(visit, caller, read, Nav::Elsewhere)?;
    let is_number =
        |number: &String| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let title = if info.name.is_empty() { page.t("file-nameless").to_string() } else { info.name };
    Ok(PreviewPage {
        id: info.id,
        kib: info.size.div_ceil(1024),
        look: look(info.media_type),
        item: Some(from.item).filter(is_number),
        page: page.titled(title.clone()),
        name: title,
    })
}

/// `GET /files/{id}/content`: the bytes, to be shown where they stand.
async fn content(State(server): State<Server>, caller: Caller, Path(id): Path<String>) -> Outcome<Response> {
    let scope = caller.scope;
    let info: AttachmentInfo = server.app.read(move |read| find(read.tx(), &scope, &id)).await?;
    if look(info.media_type) == Look::Not {
        return Err(Error::NotFound.into());
    }
    let bytes = server.files.read(&info.sha256, info.size).await?;
    let headers = [
        (CONTENT_TYPE, info.media_type.as_str().to_owned()),
        (CONTENT_LENGTH, info.size.to_string()),
        (CONTENT_DISPOSITION, disposition(&info.name).replacen("attachment", "inline", 1)),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (POLICY, BYTES_POLICY.to_owned()),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(bytes)).into_response())
}

fn look(media_type: MediaType) -> Look {
    match media_type {
        MediaType::Pdf => Look::Frame,
        MediaType::Jpeg | MediaType::Png => Look::Picture,
        _ => Look::Not,
    }
}

impl PreviewPage {
    fn is_frame(&self) -> bool {
        self.look == Look::Frame
    }

    fn is_picture(&self) -> bool {
        self.look == Look::Picture
    }
}
