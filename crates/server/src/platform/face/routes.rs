//! Where the calls and the pages of a kind of subject are.

use super::deed::{Deed, Face, Run};
use super::{api, describe, pages};
use crate::platform::board::Typed;
use crate::platform::draft::Filled;
use crate::platform::identity::{Caller, Permission};
use crate::platform::web::{Routes, Server, Visit, Write};
use axum::extract::{Path, State};
use axum::routing::{self, MethodRouter};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;
use utoipa::ToSchema;

/// The routes of a kind of subject in the making.
pub struct Faces<S> {
    routes: Routes,
    kind: PhantomData<S>,
}

impl<S: Face> Faces<S>
where
    S::Event: Serialize + DeserializeOwned,
    S::Wire: Send,
{
    /// With the call and the page of one subject.
    pub fn new(routes: Routes, reads: Permission) -> Self {
        let path = format!("/api/v1/{}/{{id}}", S::API);
        let one = describe::read::<S>(&path, routing::get(api::one::<S>));
        let routes = routes.api(reads, one).get(format!("{}/{{number}}", S::PAGES), reads, pages::subject::<S>);
        Self { routes, kind: PhantomData }
    }

    /// With a deed.
    #[must_use]
    pub fn deed<R>(self, deed: Deed<S, R>) -> Self
    where
        R: DeserializeOwned + ToSchema + Send + Sync + 'static,
    {
        let routes = match deed.run {
            Run::Born(_) => born(self.routes, deed),
            Run::On(_) => on(self.routes, deed),
        };
        Self { routes, kind: PhantomData }
    }

    /// All of them.
    pub fn into_routes(self) -> Routes {
        self.routes
    }
}

fn born<S: Face, R>(routes: Routes, deed: Deed<S, R>) -> Routes
where
    S::Event: Serialize + DeserializeOwned,
    R: DeserializeOwned + ToSchema + Send + Sync + 'static,
{
    let path = format!("/api/v1/{}", S::API);
    let call = move |server: State<Server>, visit: Visit, caller: Caller, write: Write<R>| {
        api::bear(deed, server, visit, caller, write)
    };
    let call: MethodRouter<Server> = routing::post(call);
    let routes = routes.api(deed.permission, describe::write::<S, R>(&path, deed.word, deed.status, call));
    if deed.ask.is_none() {
        return routes;
    }
    let page = format!("{}/new", S::PAGES);
    let form = move |server: State<Server>, visit: Visit, caller: Caller, filled: Filled<Typed>| {
        pages::form(deed, server, visit, caller, None, filled)
    };
    let post = move |server: State<Server>, visit: Visit, caller: Caller, sent: super::Sent| {
        pages::send(deed, server, visit, caller, None, sent)
    };
    routes.get(page.clone(), deed.permission, form).post(page, deed.permission, post)
}

fn on<S: Face, R>(routes: Routes, deed: Deed<S, R>) -> Routes
where
    S::Event: Serialize + DeserializeOwned,
    R: DeserializeOwned + ToSchema + Send + Sync + 'static,
{
    let path = format!("/api/v1/{}/{{id}}/{}", S::API, deed.word);
    let call = move |server: State<Server>, visit: Visit, caller: Caller, id: Path<String>, write: Write<R>| {
        api::command(deed, server, visit, caller, id, write)
    };
    let call: MethodRouter<Server> = routing::post(call);
    let routes = routes.api(deed.permission, describe::write::<S, R>(&path, deed.word, deed.status, call));
    let page = format!("{}/{{number}}/{}", S::PAGES, deed.word);
    let post = move |server: State<Server>, visit: Visit, caller: Caller, number: Path<String>, sent: super::Sent| {
        pages::send(deed, server, visit, caller, Some(number.0), sent)
    };
    let routes = routes.post(page.clone(), deed.permission, post);
    if deed.ask.is_none() {
        return routes;
    }
    let form =
        move |server: State<Server>, visit: Visit, caller: Caller, number: Path<String>, filled: Filled<Typed>| {
            pages::form(deed, server, visit, caller, Some(number.0), filled)
        };
    routes.get(page, deed.permission, form)
}
