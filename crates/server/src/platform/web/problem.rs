//! `application/problem+json` (RFC 9457): a stable code, the clause, and words that say how to mend it.

use super::failure::{Failure, Reason};
use super::language::{Language, Messages};
use super::moment::minute;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, FieldError, Refused, RefusedKind};
use axum::http::StatusCode;
use fluent_bundle::FluentValue;
use jiff::Timestamp;
use serde::Serialize;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{DepartmentCode, OfficerId};
use std::collections::BTreeMap;
use std::sync::LazyLock;

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

/// The facts of a refusal that are words of the code, each with the family of messages that has them as people say them.
const WORDS: [(&str, &str); 5] =
    [("kind", "kind"), ("state", "state"), ("side", "side"), ("channel", "channel"), ("not_tried", "channel")];
/// Seconds after which a busy server may be asked again.
const BUSY_RETRY_SECONDS: u64 = 1;

/// Tells errors in a language; `directory` gives codes and ids their names.
#[derive(Clone, Copy)]
pub struct Teller<'d> {
    language: Language,
    directory: &'d Directory,
}

/// An error of the platform in a language, codes and ids left as they are; `Visit::problem` gives them their names.
pub fn problem(error: &Error, language: Language) -> Problem {
    static NOBODY: LazyLock<Directory> = LazyLock::new(Directory::empty);
    Teller::new(language, &NOBODY).problem(error)
}

impl<'d> Teller<'d> {
    /// For one answer.
    pub fn new(language: Language, directory: &'d Directory) -> Self {
        Self { language, directory }
    }

    /// An error of the platform; for the entries of a batch too. The words of a fault are never those of its cause.
    pub fn problem(self, error: &Error) -> Problem {
        match error {
            Error::Refused(refused) => self.refused(refused),
            Error::Invalid(fields) => {
                self.with_fields(self.new_problem(StatusCode::UNPROCESSABLE_ENTITY, "FIELDS_NOT_VALID", &[]), fields)
            }
            Error::NotFound => self.new_problem(StatusCode::NOT_FOUND, "NOT_FOUND", &[]),
            Error::Unauthorized => self.new_problem(StatusCode::UNAUTHORIZED, "NOT_LOGGED_IN", &[]),
            Error::TooMany { retry_after_seconds } => {
                let arguments = [("seconds", retry_after_seconds.to_string())];
                let problem = self.new_problem(StatusCode::TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", &arguments);
                Problem { retry_after_seconds: Some(*retry_after_seconds), ..problem }
            }
            Error::Busy(_) => {
                let problem = self.new_problem(StatusCode::SERVICE_UNAVAILABLE, "BUSY", &[]);
                Problem { retry_after_seconds: Some(BUSY_RETRY_SECONDS), ..problem }
            }
            Error::Fault(_) => self.new_problem(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL_FAULT", &[]),
        }
    }

    /// A failure of a handler.
    pub(super) fn failure(self, failure: &Failure) -> Problem {
        match failure.0.as_ref() {
            Reason::Error(error) => self.problem(error),
            Reason::Web { status, code, arguments, errors } => {
                self.with_fields(self.new_problem(*status, code, arguments), errors)
            }
        }
    }

    /// What a form shows again (E5); a refusal without a field has the empty name. Nothing for what is no fault of the form.
    pub(super) fn fields(self, error: &Error) -> Vec<FieldProblem> {
        match error {
            Error::Invalid(fields) => fields.iter().map(|field| self.field(field)).collect(),
            Error::Refused(refused) => vec![FieldProblem {
                field: refused.field.unwrap_or_default().to_owned(),
                code: refused.code.to_owned(),
                message: self.words(refused.code, &refused.arguments),
            }],
            _ => Vec::new(),
        }
    }

    fn refused(self, refused: &Refused) -> Problem {
        let status = match refused.kind {
            RefusedKind::State => StatusCode::CONFLICT,
            RefusedKind::Request => StatusCode::UNPROCESSABLE_ENTITY,
            RefusedKind::Authority => StatusCode::FORBIDDEN,
        };
        let mut problem = self.new_problem(status, refused.code, &refused.arguments);
        problem.clause = refused.clause;
        problem.errors.extend(refused.field.map(|field| FieldProblem {
            field: field.to_owned(),
            code: refused.code.to_owned(),
            message: problem.title.clone(),
        }));
        problem
    }

    fn with_fields(self, mut problem: Problem, fields: &[FieldError]) -> Problem {
        problem.errors.extend(fields.iter().map(|field| self.field(field)));
        problem
    }

    /// A field's words: its own, or those of the message files.
    fn field(self, error: &FieldError) -> FieldProblem {
        let message = match (&error.words, self.language) {
            (Some((chinese, _)), Language::Chinese) => chinese.clone(),
            (Some((_, english)), Language::English) => english.clone(),
            (None, _) => self.words(&error.code, &error.arguments),
        };
        FieldProblem { field: error.field.clone(), code: error.code.to_string(), message }
    }

    fn new_problem(self, status: StatusCode, code: &str, arguments: &[(&'static str, String)]) -> Problem {
        Problem {
            kind: format!("urn:shenguan:problem:{code}"),
            title: self.words(code, arguments),
            status: status.as_u16(),
            code: code.to_owned(),
            clause: None,
            facts: arguments.iter().cloned().collect(),
            errors: Vec::new(),
            id: None,
            retry_after_seconds: None,
        }
    }

    fn words(self, code: &str, arguments: &[(&'static str, String)]) -> String {
        let value = |name, value: &str| FluentValue::from(self.readable(name, value));
        let values: Vec<(&str, FluentValue<'static>)> =
            arguments.iter().map(|(name, text)| (*name, value(*name, text))).collect();
        Messages::get().text(self.language, &format!("refusal-{code}"), &values)
    }

    /// A fact as people read it: instants to the minute in the city's time, names for codes and ids.
    fn readable(self, name: &str, value: &str) -> String {
        if let Some(at) =
            value.get(10..11).filter(|middle| *middle == "T").and_then(|_| value.parse::<Timestamp>().ok())
        {
            return format!("{} {}", local_date(at), minute(at));
        }
        if let Some((_, family)) = WORDS.iter().find(|(fact, _)| *fact == name) {
            let word = |word: &str| {
                let member = format!("{family}-{}", word.replace('_', "-"));
                let is_known = Messages::get().has(self.language, &member);
                if is_known { self.language.t(member).to_string() } else { word.to_owned() }
            };
            let words: Vec<String> = value.split(", ").map(word).collect();
            return words.join(&self.language.t("list-separator").to_string());
        }
        let department = DepartmentCode::parse(value).ok().and_then(|code| self.directory.department(&code));
        if let Some(department) = department {
            let english = department.name_en.clone().filter(|_| self.language == Language::English);
            return english.unwrap_or_else(|| department.name.clone());
        }
        let officer = OfficerId::parse(value).ok().and_then(|id| self.directory.officer(&id));
        officer.map_or_else(|| value.to_owned(), |entry| entry.card.name.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_and_stages_are_told_as_people_say_them() {
        let told = |code, arguments| {
            let refused =
                Refused { code, clause: Some("二(四)4"), field: None, arguments, kind: RefusedKind::Authority };
            problem(&Error::Refused(Box::new(refused)), Language::Chinese).title
        };
        let who = ("who", "主要领导".to_owned());
        let level = told("ENDORSER_LEVEL", vec![("channel", "letter".to_owned()), who]);
        assert_eq!(level, "公函 须由 主要领导 同意，请转办");
        assert_eq!(
            told("MEETING_GATE", vec![("not_tried", "oa, letter".to_owned())]),
            "还没有用过：OA办公系统、公函，请先沟通"
        );
        assert_eq!(
            told("NOT_AT_THIS_STAGE", vec![("stage", "sent_back".to_owned())]),
            "这件已退回修改，请先改稿，此项现在不能办理"
        );
    }

    #[test]
    fn instants_are_told_in_the_time_of_the_city() {
        let refused = Refused {
            code: "TOO_EARLY",
            clause: Some("二(三)¶3"),
            field: None,
            arguments: vec![("due", "2026-11-24T17:00:00+08:00".to_owned())],
            kind: RefusedKind::State,
        };
        let problem = problem(&Error::Refused(Box::new(refused)), Language::Chinese);
        assert_eq!(problem.title, "尚未到 2026-11-24 17:00，不能这样办理");
        assert_eq!(problem.facts["due"], "2026-11-24T17:00:00+08:00", "clients get the instant");
    }

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
