//! What a form needs to know of its draft, and the extractor that fills a form in again.

use super::store::{self, Draft, Owner, Saved};
use super::typed::{self, Pairs, Typed, is_id, is_mark, text, with_draft};
use crate::platform::error::Result;
use crate::platform::identity::Caller;
use crate::platform::reader::Read;
use crate::platform::web::{Failure, Outcome, Query, Server, Visit, minute, moment};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// The draft of a form that is shown: the hidden fields, and what is said of it.
pub struct DraftForm {
    /// 32 hexadecimal digits.
    pub id: String,
    /// What the form is filled in from.
    pub version: i64,
    /// This page of it.
    pub page: String,
    /// Where the form stands.
    pub path: String,
    /// What the form is called.
    pub title: String,
    /// 「草稿已于 15:16 保存」; none before it was first saved.
    pub said: Option<String>,
    /// Whether the form was filled in from the draft just now.
    pub is_restored: bool,
    /// The caller's other drafts of this form, the newest first.
    pub others: Vec<DraftNote>,
}

/// A draft that may be gone on with.
pub struct DraftNote {
    /// Its id.
    pub id: String,
    /// What its form is called.
    pub title: String,
    /// When it was last saved.
    pub saved: String,
}

impl DraftForm {
    /// The draft of a form at `path`, filled in from `fields`: from a draft, from what was sent, or from nothing.
    pub fn new(
        read: &mut Read<'_, '_>,
        visit: &Visit,
        caller: &Caller,
        fields: &[(String, String)],
        path: impl Into<String>,
        title: impl Into<String>,
    ) -> Result<Self> {
        let (path, now) = (path.into(), read.now());
        let id = text(fields, typed::ID).filter(|id| is_id(id)).map_or_else(typed::new_id, str::to_owned);
        let drafts = match &caller.account {
            Some(account) => store::drafts_of(read.tx(), account, now)?,
            None => Vec::new(),
        };
        let saved = drafts.iter().find(|draft| draft.id == id);
        let said = saved.map(|draft| visit.t("draft-saved-at").with("moment", minute(draft.saved_at)).to_string());
        let others = drafts.iter().filter(|draft| draft.path == path && draft.id != id);
        Ok(Self {
            version: typed::version(fields),
            page: typed::page(fields),
            is_restored: saved.is_some() && text(fields, typed::PAGE).is_none(),
            others: others.map(|draft| DraftNote::new(draft, visit, now)).collect(),
            title: title.into(),
            id,
            path,
            said,
        })
    }
}

impl DraftNote {
    pub(super) fn new(draft: &Draft, visit: &Visit, now: jiff::Timestamp) -> Self {
        let subject = text(&draft.fields, "subject").unwrap_or_default().trim();
        let title = if subject.is_empty() { draft.title.clone() } else { format!("{} · {subject}", draft.title) };
        Self { id: draft.id.clone(), title, saved: moment(draft.saved_at, now, visit.language()) }
    }
}

/// What a form is filled in with: the query of its address, and with `?draft=` what that draft has, if it is the caller's own.
pub struct Filled<T = Pairs>(pub T);

impl<T: From<Pairs>> FromRequestParts<Server> for Filled<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Outcome<Self> {
        let Query(query) = Query::<Pairs>::from_request_parts(parts, server).await?;
        let caller = <Caller as FromRequestParts<Server>>::from_request_parts(parts, server).await?;
        let asked = text(&query, typed::ID).filter(|id| is_id(id)).map(str::to_owned);
        let (Some(id), Some(account)) = (asked, caller.account) else {
            return Ok(Self(query.into_iter().filter(|(name, _)| !is_mark(name)).collect::<Pairs>().into()));
        };
        let found = server.app.read(move |read| {
            let now = read.now();
            store::find(read.tx(), &account, &id, now)
        });
        let Some(draft) = found.await? else {
            return Ok(Self(query.into_iter().filter(|(name, _)| !is_mark(name)).collect::<Pairs>().into()));
        };
        let mut fields = draft.fields;
        let rest = query.into_iter().filter(|(name, _)| !is_mark(name) && text(&fields, name).is_none());
        let rest: Pairs = rest.collect();
        fields.extend(rest);
        fields.push((typed::ID.to_owned(), draft.id));
        fields.push((typed::VERSION.to_owned(), draft.version.to_string()));
        Ok(Self(fields.into()))
    }
}

/// Saves what a form sent as the draft that it belongs to, and puts what that came to into its fields; for a step of a form that is not
/// yet the act, such as a file that was handed in.
pub async fn remember(server: &Server, caller: &Caller, fields: &mut Pairs) -> Outcome<()> {
    let (Some(typed), Some(account)) = (Typed::of(fields), caller.account.clone()) else { return Ok(()) };
    if let Some(saved) = saved(server, Owner::Account(account), typed).await? {
        fields.retain(|(name, _)| name != typed::ID && name != typed::VERSION);
        fields.push((typed::ID.to_owned(), saved.id));
        fields.push((typed::VERSION.to_owned(), saved.version.to_string()));
    }
    Ok(())
}

/// Saves; the rows of drafts are written by the installation itself, none of them goes into the ledger.
pub(super) async fn saved(server: &Server, owner: Owner, typed: Typed) -> Result<Option<Saved>> {
    let actor = shenguan_rules::subject::Actor::Setup;
    server.app.act(actor, move |act| store::save(act, &owner, &typed)).await
}

/// Where a draft is gone on with.
pub(super) fn place(draft: &Draft) -> String {
    with_draft(&draft.path, &draft.id)
}
