//! By what a client acts: the keys of the offices, and sessions of their people, who log in as anybody does.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use super::city::{City, PASSWORD};
use super::client::{Answer, Client, Content, Credential, Message};
use super::kind::{By, Means};

/// A request that can be sent again as it is; in another session too, for a key of idempotency is its officer's.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) by: By,
    /// `Idempotency-Key`.
    pub(super) key: Option<String>,
    /// JSON.
    pub(super) body: String,
}

/// The credentials of one client.
pub(super) struct Credentials {
    city: City,
    /// Kept over restarts: whoever was let in stays so.
    sessions: HashMap<By, Arc<str>>,
}

impl Credentials {
    pub(super) fn new(city: City) -> Self {
        Self { city, sessions: HashMap::new() }
    }

    pub(super) fn city(&self) -> &City {
        &self.city
    }

    /// Sends a request; whoever has no session logs in before. A login that is not let in is the answer.
    pub(super) fn send(&mut self, client: &mut Client, request: &Request) -> io::Result<Answer> {
        let credential = match request.by.means {
            Means::Key => Credential::Key(Arc::clone(&self.city.office(request.by.side).key)),
            Means::Officer | Means::Leader => match self.sessions.get(&request.by) {
                Some(token) => Credential::Session(Arc::clone(token)),
                None => match self.log_in(client, request.by)? {
                    Ok(token) => Credential::Session(token),
                    Err(answer) => return Ok(answer),
                },
            },
        };
        client.send(&Message {
            method: request.method,
            path: &request.path,
            credential,
            key: request.key.as_deref(),
            content: Content::Json(&request.body),
        })
    }

    /// Everybody logs in anew when next acting.
    pub(super) fn forget_sessions(&mut self) {
        self.sessions.clear();
    }

    fn log_in(&mut self, client: &mut Client, by: By) -> io::Result<Result<Arc<str>, Answer>> {
        let office = self.city.office(by.side);
        let person = if by.means == Means::Leader { &office.leader } else { &office.officer };
        let form = format!("username={}&password={PASSWORD}", person.username);
        let answer = client.send(&Message {
            method: "POST",
            path: "/login",
            credential: Credential::None,
            key: None,
            content: Content::Form(&form),
        })?;
        let Some(token) = answer.session.as_deref().map(Arc::from) else { return Ok(Err(answer)) };
        self.sessions.insert(by, Arc::clone(&token));
        Ok(Ok(token))
    }
}
