//! Around every request: its visit, its number, its time limit, the guard of its route, and the words of its failure.

use super::failure::Failure;
use super::failure_page::failure_page;
use super::problem::Problem;
use super::router::PRIVATE;
use super::server::Server;
use super::visit::{self, Visit};
use crate::platform::draft;
use crate::platform::error::{Error, Refused, RefusedKind};
use crate::platform::identity::{Permission, who_may};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, LOCATION, RETRY_AFTER, SET_COOKIE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};
use shenguan_rules::calendar::local_date;
use std::time::Duration;
use tracing::Instrument;

/// A request has so long until its answer begins; an event stream runs on after that.
const REQUEST_TIME_MAX: Duration = Duration::from_mins(1);
/// Files take longer on slow lines.
const FILE_TIME_MAX: Duration = Duration::from_mins(10);

/// So many people are named to whoever has to ask.
const PEOPLE_NAMED_MAX: usize = 3;

/// Makes the visit, and writes the answer of a failure.
pub(super) async fn attend(State(server): State<Server>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = Visit::new(server, &parts);
    parts.extensions.insert(visit.clone());
    let method = parts.method.clone();
    let span = tracing::info_span!("request", id = visit.id(), %method, path = visit.path());
    let carries_files = ["/attachments", "/imports"].iter().any(|part| visit.path().contains(part));
    let limit = if carries_files { FILE_TIME_MAX } else { REQUEST_TIME_MAX };
    let (request, sent) = draft::take(&visit, Request::from_parts(parts, body)).await;
    let answered = tokio::time::timeout(limit, next.run(request)).instrument(span.clone()).await;
    let mut response =
        answered.unwrap_or_else(|_| Failure::web(StatusCode::GATEWAY_TIMEOUT, "REQUEST_TIMEOUT").into_response());
    let failure = failure_of(&response);
    let draft = match (sent, &failure) {
        (Some(sent), Some(_)) => sent.keep(&visit).await,
        (Some(sent), None) => {
            sent.done(&visit, response.status()).await;
            None
        }
        (None, _) => None,
    };
    if let Some(failure) = failure {
        let kept = [ALLOW, WWW_AUTHENTICATE].map(|name| (response.headers().get(&name).cloned(), name));
        response = span.in_scope(|| answer(&visit, &failure, draft.as_ref()));
        mark_refused(&visit, &failure).instrument(span.clone()).await;
        for (value, name) in kept {
            value.map(|value| response.headers_mut().insert(name, value));
        }
        if let Some(claim) = draft.and_then(|draft| draft.claim) {
            response.headers_mut().append(SET_COOKIE, draft_cookie(&claim));
        }
    }
    let status = response.status().as_u16();
    span.in_scope(|| tracing::debug!(status, "answered"));
    super::health::count(status);
    finish(&visit, &mut response);
    response
}

/// Lets in who may. A route without this cannot be registered.
pub(super) async fn guard(permission: Permission, request: Request, next: Next) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    match admit(permission, visit).await {
        Ok(()) => next.run(request).await,
        Err(failure) => failure.into_response(),
    }
}

async fn admit(permission: Permission, visit: Option<Visit>) -> Result<(), Failure> {
    let visit = visit.ok_or_else(|| Error::fault("a route stands outside the router"))?;
    let caller = match visit.credentials() {
        Some(_) if visit.is_by_itself() => visit.look_again().await?,
        Some(credentials) => visit.server().identity.identify(credentials.clone()).await?,
        None => None,
    };
    match caller {
        None if permission.is_for_everybody() => Ok(()),
        None => Err(Error::Unauthorized.into()),
        Some(caller) if caller.may(permission) => {
            visit.set_caller(caller.acting_by(permission));
            Ok(())
        }
        Some(caller) => {
            visit.set_caller(caller);
            visit.set_lacked(permission);
            Err(not_sufficient(permission, &visit).into())
        }
    }
}

/// E3: the words name who can.
fn not_sufficient(permission: Permission, visit: &Visit) -> Error {
    let language = visit.language();
    let names = who_may(permission).map(|role| match language {
        super::Language::Chinese => role.zh(),
        super::Language::English => role.en(),
    });
    let separator = if language == super::Language::Chinese { "、" } else { ", " };
    let mut roles = names.collect::<Vec<_>>().join(separator);
    // A system is told the roles only; a person is told whom to ring up.
    let people = if visit.is_api() { Vec::new() } else { people_who_may(permission, visit) };
    if !people.is_empty() {
        let people = people.join(separator);
        roles = if language == super::Language::Chinese {
            format!("{roles}（{people}）")
        } else {
            format!("{roles} ({people})")
        };
    }
    Error::Refused(Box::new(Refused {
        code: "ROLE_NOT_SUFFICIENT",
        clause: Some("二（二）¶3"),
        field: None,
        arguments: vec![("roles", roles)],
        kind: RefusedKind::Authority,
    }))
}

/// Who of the caller's own department may do it today, with the telephone.
fn people_who_may(permission: Permission, visit: &Visit) -> Vec<String> {
    let Some(caller) = visit.caller() else { return Vec::new() };
    let app = &visit.server().app;
    let (directory, today) = (app.directory(), local_date(app.clock().now()));
    let mut people = Vec::new();
    for role in who_may(permission) {
        let named = directory.designations();
        let named = named.filter(|it| it.department == caller.department && it.role == role && it.in_force(today));
        let cards = named.filter_map(|it| directory.officer(&it.officer)).map(|entry| &entry.card);
        people.extend(cards.map(|card| format!("{} {}", card.name, card.contact)));
    }
    people.dedup();
    people.truncate(PEOPLE_NAMED_MAX);
    people
}

/// The failure that a handler left, or the one that an answer without words of its own stands for.
fn failure_of(response: &Response) -> Option<Failure> {
    if let Some(failure) = response.extensions().get::<Failure>() {
        return Some(failure.clone());
    }
    let status = response.status();
    let has_words = response.headers().get(CONTENT_TYPE).is_some_and(|kind| {
        let kind = kind.as_bytes();
        kind.starts_with(b"application/problem+json") || kind.starts_with(b"text/html")
    });
    if has_words || !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    let code = match status {
        StatusCode::NOT_FOUND => "NOT_FOUND",
        StatusCode::METHOD_NOT_ALLOWED => "METHOD_NOT_ALLOWED",
        StatusCode::PAYLOAD_TOO_LARGE => "BODY_TOO_LARGE",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "CONTENT_TYPE_NOT_FIT",
        status if status.is_client_error() => "REQUEST_NOT_VALID",
        _ => "INTERNAL_FAULT",
    };
    Some(Failure::web(status, code))
}

fn answer(visit: &Visit, failure: &Failure, draft: Option<&draft::Kept>) -> Response {
    let mut problem = visit.teller(|teller| teller.failure(failure));
    log(visit, failure, &mut problem);
    if problem.status == StatusCode::UNAUTHORIZED.as_u16() && !visit.is_api() {
        return to_login(visit, draft);
    }
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let retry = problem.retry_after_seconds;
    let mut response = if visit.is_api() { json(&problem) } else { failure_page(visit, &problem, draft) };
    *response.status_mut() = status;
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if let Some(seconds) = retry {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// For 接口状态: a key was told no. That this cannot be written down is no reason to give another answer.
async fn mark_refused(visit: &Visit, failure: &Failure) {
    let Some(caller) = visit.caller().filter(|_| visit.is_api()) else { return };
    let code = visit.teller(|teller| teller.failure(failure)).code;
    if let Err(error) = visit.server().identity.mark_refused(caller, &code).await {
        tracing::warn!(%error, "the refusal of a key was not written down");
    }
}

/// Refusals at info, faults at error, each once; the fault's number goes to the caller, its cause does not.
fn log(visit: &Visit, failure: &Failure, problem: &mut Problem) {
    let Some(Error::Fault(source)) = failure.error() else {
        tracing::info!(id = visit.id(), code = problem.code, status = problem.status, "a request was refused");
        return;
    };
    let mut causes = vec![source.to_string()];
    let mut cause = source.source();
    while let Some(deeper) = cause {
        causes.push(deeper.to_string());
        cause = deeper.source();
    }
    tracing::error!(id = visit.id(), causes = causes.join(": "), "a request failed");
    problem.id = Some(visit.id().to_owned());
}

fn json(problem: &Problem) -> Response {
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}

/// E1: after the login back to the page, and to what was typed into its form.
fn to_login(visit: &Visit, draft: Option<&draft::Kept>) -> Response {
    let wanted = if let Some(draft) = draft {
        Some(draft.location.as_str())
    } else if visit.is_get() {
        Some(visit.path_and_query())
    } else {
        visit.referer()
    };
    let next = wanted.filter(|path| visit::is_local(path)).unwrap_or("/");
    let location = format!("/login?next={}", escaped(next));
    let location = HeaderValue::from_str(&location).unwrap_or(HeaderValue::from_static("/login"));
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(LOCATION, location);
    response
}

/// A path as the value of a query: what is not plain is written `%XX`.
pub fn escaped(path: &str) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~') {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02X}").expect("writing to a string does not fail");
        }
    }
    text
}

fn finish(visit: &Visit, response: &mut Response) {
    let is_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(visit.id()) {
        headers.insert("x-request-id", id);
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static(PRIVATE));
    if let Some(language) = visit.asked_language().filter(|_| is_page && !visit.is_api()) {
        headers.append(SET_COOKIE, cookie(visit::LANGUAGE_COOKIE, language.as_str()));
    }
    if is_page && visit.banner().is_some() {
        headers.append(SET_COOKIE, cookie(visit::BANNER_COOKIE, ""));
    }
}

/// A cookie of ours: `__Host-`, Secure, `HttpOnly`, SameSite=Lax, Path=/. An empty value takes it away.
pub(super) fn cookie(name: &'static str, value: &str) -> HeaderValue {
    let built = Cookie::build((name, value.to_owned())).path("/").secure(true).http_only(true).same_site(SameSite::Lax);
    let text = if value.is_empty() { format!("{built}; Max-Age=0") } else { built.to_string() };
    HeaderValue::from_str(&text).expect("the values of our cookies are words and hexadecimal digits")
}

/// The claim to what was typed without a session; it lasts as long as that is kept.
fn draft_cookie(claim: &str) -> HeaderValue {
    let lasting = cookie(visit::DRAFT_COOKIE, claim);
    let text = lasting.to_str().map(|text| format!("{text}; Max-Age={}", draft::UNCLAIMED_MINUTES * 60));
    text.ok().and_then(|text| HeaderValue::from_str(&text).ok()).unwrap_or(lasting)
}

/// Takes the claim away.
pub fn forget_draft_claim(response: &mut Response) {
    response.headers_mut().append(SET_COOKIE, cookie(visit::DRAFT_COOKIE, ""));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_bound_to_the_host() {
        let text = cookie("__Host-session", "0f").to_str().unwrap().to_owned();
        for part in ["__Host-session=0f", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(text.contains(part), "{text}");
        }
        assert!(cookie("__Host-session", "").to_str().unwrap().contains("Max-Age=0"));
    }

    #[test]
    fn a_path_with_a_query_is_one_value_of_a_query() {
        assert_eq!(escaped("/todo?kind=a&state=b"), "/todo%3Fkind%3Da%26state%3Db");
    }
}
