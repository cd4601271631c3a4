//! Routes with their permissions. The only way to a route is through here, so each has its row of the authorization table.

use super::attend::guard;
use super::server::Server;
use crate::platform::identity::Permission;
use axum::extract::Request;
use axum::handler::Handler;
use axum::middleware::{self, Next};
use axum::routing::{self, MethodRouter};
use utoipa::openapi::path::PathItem;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter, UtoipaMethodRouterExt};

/// Routes in the making.
pub struct Routes {
    router: OpenApiRouter<Server>,
    declared: Vec<Declared>,
}

/// A route, its method and what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// `GET`.
    pub method: &'static str,
    /// `/items/{id}`.
    pub path: String,
    /// The row of the table.
    pub permission: Permission,
}

impl Routes {
    pub(super) fn new(router: OpenApiRouter<Server>) -> Self {
        Self { router, declared: Vec::new() }
    }

    /// A page.
    #[must_use]
    pub fn get<H, T>(self, path: impl Into<String>, permission: Permission, handler: H) -> Self
    where
        H: Handler<T, Server>,
        T: 'static,
    {
        self.route("GET", path.into(), permission, routing::get(handler))
    }

    /// A form.
    #[must_use]
    pub fn post<H, T>(self, path: impl Into<String>, permission: Permission, handler: H) -> Self
    where
        H: Handler<T, Server>,
        T: 'static,
    {
        self.route("POST", path.into(), permission, routing::post(handler))
    }

    /// Handlers of one path of the API, with their description: `api(Permission::Push, utoipa_axum::routes!(push))`.
    #[must_use]
    pub fn api(mut self, permission: Permission, routes: UtoipaMethodRouter<Server>) -> Self {
        for (path, item) in &routes.1.paths {
            let declared = methods(item).map(|method| Declared { method, path: path.clone(), permission });
            self.declared.extend(declared);
        }
        self.router = self.router.routes(routes.map(|router| guarded(router, permission)));
        self
    }

    /// The routes declared so far.
    pub fn declared(&self) -> &[Declared] {
        &self.declared
    }

    fn route(
        mut self,
        method: &'static str,
        path: String,
        permission: Permission,
        router: MethodRouter<Server>,
    ) -> Self {
        self.router = self.router.route(&path, guarded(router, permission));
        self.declared.push(Declared { method, path, permission });
        self
    }

    pub(super) fn into_parts(self) -> (axum::Router<Server>, utoipa::openapi::OpenApi, Vec<Declared>) {
        let (router, description) = self.router.split_for_parts();
        (router, description, self.declared)
    }
}

fn guarded(router: MethodRouter<Server>, permission: Permission) -> MethodRouter<Server> {
    router.route_layer(middleware::from_fn(move |request: Request, next: Next| guard(permission, request, next)))
}

fn methods(item: &PathItem) -> impl Iterator<Item = &'static str> {
    let all = [
        ("GET", item.get.is_some()),
        ("POST", item.post.is_some()),
        ("PUT", item.put.is_some()),
        ("PATCH", item.patch.is_some()),
        ("DELETE", item.delete.is_some()),
    ];
    all.into_iter().filter_map(|(method, there)| there.then_some(method))
}
