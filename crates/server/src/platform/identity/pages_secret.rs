//! What is shown once: a password or a key, in the answer to the form that made it and nowhere else.

use super::Caller;
use crate::platform::error::Result;
use crate::platform::web::{Nav, Page, Server, Visit, render};
use askama::Template;
use axum::response::Response;

/// What is shown once.
#[derive(Template)]
#[template(path = "system/secret.html")]
struct SecretPage {
    page: Page,
    /// Where the way back leads.
    home: &'static str,
    /// Whose it is: a username, or a department and the name of its key.
    owner: String,
    label: String,
    secret: String,
}

/// The answer that shows a secret: never a redirect, so that it stands in no address and cannot be called up again. `words` are the
/// ids of the title and of the secret's name.
pub(super) async fn secret(
    server: &Server,
    visit: Visit,
    caller: Caller,
    home: &'static str,
    words: [&'static str; 2],
    owner: String,
    secret: String,
) -> Result<Response> {
    let shown = server.app.read(move |read| {
        let page = Page::new(&visit, &caller, read, Nav::System)?;
        let [title, label] = words.map(|id| page.t(id).to_string());
        render(&SecretPage { page: page.titled(title), home, owner, label, secret })
    });
    shown.await
}
