//! What a handler gives when it cannot give what was asked. The answer is written by `attend`, which knows the language and whether a
//! page or a client asked.

use crate::platform::error::{Error, FieldError};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The outcome of every handler.
pub type Outcome<T> = Result<T, Failure>;

/// Why there is no other answer. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Failure(pub(super) Arc<Reason>);

/// Where the no comes from.
#[derive(Debug)]
pub(super) enum Reason {
    /// From an act or a read.
    Error(Error),
    /// From the web face itself.
    Web { status: StatusCode, code: &'static str, arguments: Vec<(&'static str, String)>, errors: Vec<FieldError> },
}

impl Failure {
    /// The web face's own no; its words are `refusal-CODE`.
    pub fn web(status: StatusCode, code: &'static str) -> Self {
        Self::web_with(status, code, Vec::new(), Vec::new())
    }

    /// The same with what the words need, and the fields it is about.
    pub fn web_with(
        status: StatusCode,
        code: &'static str,
        arguments: Vec<(&'static str, String)>,
        errors: Vec<FieldError>,
    ) -> Self {
        Self(Arc::new(Reason::Web { status, code, arguments, errors }))
    }

    /// The error of the platform, where it is one.
    pub fn error(&self) -> Option<&Error> {
        match self.0.as_ref() {
            Reason::Error(error) => Some(error),
            Reason::Web { .. } => None,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(Arc::new(Reason::Error(error)))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
