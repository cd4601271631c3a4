//! The answer of an act as bytes that are kept.

use crate::platform::error::Result;
use crate::platform::idempotency::Answer;
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Serialize;

/// The answer of an act under an idempotency key, from what it says in JSON.
pub fn json_answer(status: u16, body: &impl Serialize) -> Result<Answer> {
    Ok(Answer { status, body: serde_json::to_vec(body)?, request: Vec::new() })
}

/// The same bytes each time.
pub fn answered(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
