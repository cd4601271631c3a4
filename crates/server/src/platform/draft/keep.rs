//! Around every POST of a form that has a draft: an answer that leads on takes the draft away, one that failed keeps what was sent.
//! This is the one place that all such forms pass, so no handler can forget it.

use super::form::saved;
use super::pages::HOME;
use super::store::{self, Owner};
use super::typed::{Pairs, Typed};
use crate::platform::clock;
use crate::platform::web::{BODY_BYTES_MAX, Visit};
use axum::Form;
use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::{FromRequest as _, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use sha2::{Digest, Sha256};
use shenguan_rules::subject::Actor;

/// What a form sent that has a draft.
pub(in crate::platform) struct Sent(Typed);

/// A draft of what could not be done.
pub(in crate::platform) struct Kept {
    /// Where it is gone on with.
    pub location: String,
    /// What whoever logs in next in this browser claims it with; none where its account is known.
    pub claim: Option<String>,
}

/// Reads what a form sends, where it has a draft, and gives the request on as it was.
pub(in crate::platform) async fn take(visit: &Visit, request: Request) -> (Request, Option<Sent>) {
    let is_form = request.headers().get(CONTENT_TYPE).is_some_and(|kind| {
        let kind = kind.as_bytes();
        kind.starts_with(FORM.as_bytes())
    });
    let fits = request.body().size_hint().upper().is_some_and(|bytes| bytes <= BODY_BYTES_MAX as u64);
    if request.method() != axum::http::Method::POST || visit.is_api() || !is_form || !fits {
        return (request, None);
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, BODY_BYTES_MAX).await else {
        // The line broke within the form: nobody is there to be answered.
        return (Request::from_parts(parts, Body::empty()), None);
    };
    let mut copy = Request::new(Body::from(bytes.clone()));
    *copy.method_mut() = axum::http::Method::POST;
    copy.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(FORM));
    let pairs = Form::<Pairs>::from_request(copy, &()).await.ok();
    let sent = pairs.and_then(|Form(pairs)| Typed::of(&pairs)).map(Sent);
    (Request::from_parts(parts, Body::from(bytes)), sent)
}

const FORM: &str = "application/x-www-form-urlencoded";

impl Sent {
    /// After the act: its draft is done with.
    pub(in crate::platform) async fn done(self, visit: &Visit, status: StatusCode) {
        let account = visit.caller().and_then(|caller| caller.account.clone());
        let (Some(account), StatusCode::SEE_OTHER) = (account, status) else { return };
        if visit.path().starts_with(HOME) {
            return;
        }
        let id = self.0.id;
        let gone = visit.server().app.act(Actor::Setup, move |act| {
            store::delete(act, &account, &id);
            Ok(())
        });
        if let Err(error) = gone.await {
            tracing::warn!(id = visit.id(), %error, "a draft stays though its act is done");
        }
    }

    /// What failed is kept: for who is logged in, for whose session it was, or for who logs in next in this browser.
    pub(in crate::platform) async fn keep(self, visit: &Visit) -> Option<Kept> {
        let account = visit.caller().and_then(|caller| caller.account.clone());
        let lapsed = match (&account, visit.session_token()) {
            (None, Some(token)) => visit.server().identity.account_of_session(token).await.unwrap_or_else(|error| {
                tracing::warn!(id = visit.id(), %error, "the account of a session that is over cannot be read");
                None
            }),
            _ => None,
        };
        let (owner, claim) = match (account, lapsed) {
            (Some(account), _) => (Owner::Account(account), None),
            (None, Some(account)) => (Owner::Lapsed(account), None),
            (None, None) => {
                let claim = visit.draft_claim().map_or_else(new_claim, str::to_owned);
                (Owner::Claim(digest(&claim)), Some(claim))
            }
        };
        match saved(visit.server(), owner, self.0).await {
            Ok(Some(saved)) => Some(Kept { location: format!("{HOME}/{}", saved.id), claim }),
            Ok(None) => None,
            Err(error) => {
                tracing::warn!(id = visit.id(), %error, "what was typed cannot be kept");
                None
            }
        }
    }
}

/// 256 bits in hexadecimal.
fn new_claim() -> String {
    hex::encode(clock::random::<32>())
}

/// What is kept of a claim.
pub(super) fn digest(claim: &str) -> Vec<u8> {
    Sha256::digest(claim).to_vec()
}
