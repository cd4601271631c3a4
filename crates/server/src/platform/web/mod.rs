//! The web face: pages and API over the same acts. Nothing outside this folder knows of HTTP, apart from the sections' `api.rs` and
//! `pages.rs`.
//!
//! Routes are declared with the permission that they need, or they cannot exist:
//!
//! ```text
//! pub fn routes(routes: Routes) -> Routes {
//!     routes
//!         .api(Permission::Acknowledge, utoipa_axum::routes!(acknowledge))
//!         .get("/todo", Permission::ReadItems, todo)
//!         .post("/items/{id}/acknowledge", Permission::Acknowledge, acknowledge_form)
//! }
//! ```
//!
//! An API handler that writes takes `Write<T>` (the `Idempotency-Key` with the digest of the request, and the JSON body; an empty body
//! is `null`, so `Write<()>` where there is none); one that lists takes `Paging`:
//!
//! ```text
//! #[utoipa::path(post, path = "/api/v1/transmittals/{id}/acknowledge", responses((status = 200, body = TransmittalWire)))]
//! async fn acknowledge(
//!     State(server): State<Server>, caller: Caller, Path(id): Path<String>, write: Write<()>,
//! ) -> Outcome<Response> {
//!     let scope = caller.scope.clone();
//!     let answer = server.app.act_once(caller.actor, write.key, move |act| {
//!         let held = acts::acknowledge(act, &scope, &id)?; // Error::NotFound outside the scope
//!         json_answer(200, &wire(&held))
//!     }).await?;
//!     Ok(answered(answer))
//! }
//! ```
//!
//! A page reads everything, its badges too, in one view:
//!
//! ```text
//! #[derive(Template)]
//! #[template(path = "exchange/todo.html")] // {% extends "base.html" %}, text by {{ page.t(…) }}
//! struct TodoPage { page: Page, rows: Vec<Row> }
//!
//! async fn todo(State(server): State<Server>, visit: Visit, caller: Caller) -> Outcome<Response> {
//!     server.app.read(move |read| {
//!         let page = Page::new(&visit, &caller, read, Nav::Todo)?;
//!         let title = page.t(…).with("count", page.badges.todo).to_string();
//!         let rows = store::todo(read.tx(), &caller.scope)?;
//!         render(&TodoPage { page: page.titled(title), rows })
//!     }).await.map_err(Into::into)
//! }
//! ```
//!
//! A form is a plain POST that ends in `see_other(&visit, "/todo", Some(text))`; wrong fields are shown again with status 422 through
//! `visit.field_messages(&error)` and `{% include "partials/errors.html" %}`.

mod answer;
mod assets;
mod attend;
pub mod chart;
mod clause;
mod extract;
mod failure;
mod failure_page;
mod health;
mod help;
mod language;
mod list;
mod login;
mod me;
mod moment;
mod page;
mod problem;
mod router;
mod routes;
mod server;
#[cfg(test)]
mod tests;
mod visit;

pub use answer::{answered, json_answer};
pub use assets::asset;
pub use attend::escaped;
pub use attend::forget_draft_claim;
pub use clause::clause;
pub use extract::{BatchWrite, Bounded, Cursor, Json, Paging, Query, Write, entry, form_key, idempotency_key};
pub use failure::{Failure, Outcome};
pub use language::{Argument, Language, Messages, Text};
pub use list::ListWire;
pub use moment::{day, minute, moment, paper, stamp};
pub use page::{Badges, Nav, Page, render, see_other, unprocessable};
pub use problem::{FieldProblem, Problem, Teller, problem};
pub use router::platform_routes;
pub(in crate::platform) use router::{BODY_BYTES_MAX, CONTENT_SECURITY_POLICY};
pub use router::{declared, router};
pub use routes::{Declared, Routes};
pub use server::Server;
pub use visit::{Visit, is_local};
