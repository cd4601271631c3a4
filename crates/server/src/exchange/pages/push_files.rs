//! 附件: a file goes up with the form as it stands, and the form comes back with it. Nothing that was typed is lost.

use super::act::found;
use super::act_form::unprocessable;
use super::push::taken;
use super::push_form::push_page;
use crate::platform::desk::Fields;
use crate::platform::draft::remember;
use crate::platform::error::{Error, Result};
use crate::platform::face::{form_broken, part_text};
use crate::platform::files::{StoredFile, record};
use crate::platform::identity::Caller;
use crate::platform::web::{Outcome, Server, Visit};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State};
use axum::response::Response;

/// The part that has the file.
const FILE_PART: &str = "file";
/// So many parts a form has at most.
const PARTS_MAX: usize = 300;

/// `POST /push/attachments`.
pub(super) async fn attach(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    mut request: Request,
) -> Outcome<Response> {
    // The size of the file is counted as it comes in, against the setting.
    DefaultBodyLimit::disable().apply(&mut request);
    let parts = Multipart::from_request(request, &()).await.map_err(|_| form_broken())?;
    let (mut fields, stored) = receive(&server, &caller, parts).await?;
    let kept = match stored {
        Ok(file) => server.app.act(caller.actor.clone(), move |act| record(act, &file)).await,
        Err(error) => Err(error),
    };
    let error = match kept {
        Ok(info) => {
            fields.add("attachment", info.id);
            remember(&server, &caller, &mut fields.0).await?;
            None
        }
        Err(error) => Some(error),
    };
    let mut form = taken(&server, &visit, fields).await?;
    if let Some(number) = form.fields.given("correcting").map(str::to_owned) {
        form.correcting = Some(found(&server, &caller, number).await?.state.number);
    }
    let Some(error) = error else { return push_page(&server, visit, caller, form).await };
    form.errors = visit.field_messages(&error);
    if form.errors.is_empty() {
        return Err(error.into());
    }
    Ok(unprocessable(push_page(&server, visit, caller, form).await?))
}

async fn receive(server: &Server, caller: &Caller, mut parts: Multipart) -> Outcome<(Fields, Result<StoredFile>)> {
    let _slot = server.files.slot(&caller.client)?;
    let mut fields = Fields::default();
    let mut stored = Err(Error::field(FILE_PART, "FIELD_MISSING"));
    for _ in 0..PARTS_MAX {
        let Some(part) = parts.next_field().await.map_err(|_| form_broken())? else { return Ok((fields, stored)) };
        let name = part.name().unwrap_or_default().to_owned();
        if name == FILE_PART {
            let (file, declared) = (part.file_name().unwrap_or_default().to_owned(), part.content_type());
            let declared = declared.map(str::to_owned);
            stored = server.files.store(part, &file, declared.as_deref()).await;
            if stored.is_err() {
                // The rest of a file that is refused is not read; the fields before it are.
                return Ok((fields, stored));
            }
        } else {
            fields.add(&name, part_text(part).await?);
        }
    }
    Err(form_broken())
}
