//! `application/problem+json` (RFC 9457): a stable code, the clause, and words that say how to mend it.

use super::failure::{Failure, Reason};
use super::language::{Language, Messages};
use crate::platform::error::{Error, FieldError, RefusedKind};
use axum::http::StatusCode;
use fluent_bundle::FluentValue;
use serde::Serialize;
use std::collections::BTreeMap;

/// An error as clients see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// `urn:shenguan:problem:CODE`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is wrong and how to mend it.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Stable name.
    pub code: String,
    /// The clause that it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<&'static str>,
    /// The facts of a refusal by name: who was first, when, what is due.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<&'static str, String>,
    /// Each field that is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The number under which a fault stands in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Seconds after which another try may help.
    #[serde(skip)]
    pub retry_after_seconds: Option<u64>,
}

/// One field that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FieldProblem {
    /// Path in the request, `approval.case_number`.
    pub field: String,
    /// Stable name.
    pub code: String,
    /// How to mend it.
    pub message: String,
}

/// Seconds after which a busy server may be asked again.
const BUSY_RETRY_SECONDS: u64 = 1;

/// An error of the platform in a language; for the entries of a batch too. The words of a fault are never those of its cause.
pub fn problem(error: &Error, language: Language) -> Problem {
    match error {
        Error::Refused(refused) => {
            let status = match refused.kind {
                RefusedKind::State => StatusCode::CONFLICT,
                RefusedKind::Request => StatusCode::UNPROCESSABLE_ENTITY,
                RefusedKind::Authority => StatusCode::FORBIDDEN,
            };
            let mut problem = new(status, refused.code, &refused.arguments, language);
            problem.clause = refused.clause;
            problem.errors.extend(refused.field.map(|field| FieldProblem {
                field: field.to_owned(),
                code: refused.code.to_owned(),
                message: problem.title.clone(),
            }));
            problem
        }
        Error::Invalid(fields) => {
            with_fields(new(StatusCode::UNPROCESSABLE_ENTITY, "FIELDS_NOT_VALID", &[], language), fields, language)
        }
        Error::NotFound => new(StatusCode::NOT_FOUND, "NOT_FOUND", &[], language),
        Error::Unauthorized => new(StatusCode::UNAUTHORIZED, "NOT_LOGGED_IN", &[], language),
        Error::TooMany { retry_after_seconds } => Problem {
            retry_after_seconds: Some(*retry_after_seconds),
            ..new(
                StatusCode::TOO_MANY_REQUESTS,
                "TOO_MANY_REQUESTS",
                &[("seconds", retry_after_seconds.to_string())],
                language,
            )
        },
        Error::Busy(_) => Problem {
            retry_after_seconds: Some(BUSY_RETRY_SECONDS),
            ..new(StatusCode::SERVICE_UNAVAILABLE, "BUSY", &[], language)
        },
        Error::Fault(_) => new(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL_FAULT", &[], language),
    }
}

/// A failure of a handler in a language.
pub(super) fn problem_of(failure: &Failure, language: Language) -> Problem {
    match failure.0.as_ref() {
        Reason::Error(error) => problem(error, language),
        Reason::Web { status, code, arguments, errors } => {
            with_fields(new(*status, code, arguments, language), errors, language)
        }
    }
}

/// A field's words: its own, or those of the message files.
pub(super) fn field_message(error: &FieldError, language: Language) -> String {
    match (&error.words, language) {
        (Some((chinese, _)), Language::Chinese) => chinese.clone(),
        (Some((_, english)), Language::English) => english.clone(),
        (None, _) => words(&error.code, &error.arguments, language),
    }
}

fn with_fields(mut problem: Problem, fields: &[FieldError], language: Language) -> Problem {
    problem.errors.extend(fields.iter().map(|error| FieldProblem {
        field: error.field.clone(),
        code: error.code.to_string(),
        message: field_message(error, language),
    }));
    problem
}

fn new(status: StatusCode, code: &str, arguments: &[(&'static str, String)], language: Language) -> Problem {
    Problem {
        kind: format!("urn:shenguan:problem:{code}"),
        title: words(code, arguments, language),
        status: status.as_u16(),
        code: code.to_owned(),
        clause: None,
        facts: arguments.iter().cloned().collect(),
        errors: Vec::new(),
        id: None,
        retry_after_seconds: None,
    }
}

fn words(code: &str, arguments: &[(&'static str, String)], language: Language) -> String {
    let values: Vec<(&str, FluentValue<'static>)> =
        arguments.iter().map(|(name, value)| (*name, FluentValue::from(value.clone()))).collect();
    Messages::get().text(language, &format!("refusal-{code}"), &values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_no_has_its_status() {
        let status = |error: &Error| problem(error, Language::English).status;
        assert_eq!(status(&Error::refuse(RefusedKind::State, "IDEMPOTENCY_KEY_IN_FLIGHT")), 409);
        assert_eq!(status(&Error::refuse(RefusedKind::Request, "IDEMPOTENCY_KEY_REUSED")), 422);
        assert_eq!(status(&Error::refuse(RefusedKind::Authority, "CROSS_ORIGIN")), 403);
        assert_eq!(status(&Error::NotFound), 404);
        assert_eq!(status(&Error::Unauthorized), 401);
        let busy = problem(&Error::Busy("queue"), Language::English);
        assert_eq!((busy.status, busy.retry_after_seconds), (503, Some(1)));
        let many = problem(&Error::TooMany { retry_after_seconds: 7 }, Language::English);
        assert_eq!((many.status, many.retry_after_seconds), (429, Some(7)));
    }

    #[test]
    fn a_fault_never_tells_its_cause() {
        let problem = problem(&Error::fault("password of the database is wrong"), Language::Chinese);
        assert_eq!(problem.status, 500);
        assert!(!serde_json::to_string(&problem).unwrap().contains("database"));
    }

    #[test]
    fn fields_are_named_with_their_words() {
        let error = Error::field("username", "USERNAME_TAKEN");
        let problem = problem(&error, Language::Chinese);
        assert_eq!((problem.status, problem.code.as_str()), (422, "FIELDS_NOT_VALID"));
        assert_eq!(problem.errors[0].field, "username");
        assert_ne!(problem.errors[0].message, "refusal-USERNAME_TAKEN");
    }
}
