//! The router: every section's routes, and what lies around all of them.

use super::attend::attend;
use super::failure::Failure;
use super::routes::{Declared, Routes};
use super::server::Server;
use super::{assets, health, help, login, me};
use crate::platform::error::Error;
use crate::platform::export;
use crate::platform::identity::{self, Permission};
use axum::extract::DefaultBodyLimit;
use axum::http::header::{self, CONTENT_TYPE, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use std::any::Any;
use std::sync::Arc;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa_axum::router::OpenApiRouter;

/// A form or a JSON body is at most so long; a batch takes `BatchWrite`.
pub(in crate::platform) const BODY_BYTES_MAX: usize = 1024 * 1024;
/// What is for one caller's eyes is not kept by anybody on the way.
pub(super) const PRIVATE: &str = "no-store";

/// No inline script or style, nothing from elsewhere, in nobody's frame.
pub(in crate::platform) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// Two years, as the preload list asks.
const STRICT_TRANSPORT_SECURITY: &str = "max-age=63072000; includeSubDomains";

/// The router of a server. `sections` are the sections' `routes` functions; those of the platform are always there.
pub fn router(server: Server, sections: &[fn(Routes) -> Routes]) -> Router {
    let (routes, description, _) = assembled(sections).into_parts();
    let description: Arc<str> = description.to_json().unwrap_or_default().into();
    let is_https = server.settings.is_https();
    let csrf = CsrfLayer::new()
        .with_rejection_response(|_| Failure::web(StatusCode::FORBIDDEN, "CROSS_ORIGIN").into_response());
    let mut layered = routes
        .fallback(|| async { Failure::from(Error::NotFound) })
        .layer(Extension(Description(description)))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(csrf)
        .layer(middleware::from_fn_with_state(server.clone(), attend));
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        layered = layered.layer(SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value)));
    }
    if is_https {
        let value = HeaderValue::from_static(STRICT_TRANSPORT_SECURITY);
        layered = layered.layer(SetResponseHeaderLayer::if_not_present(header::STRICT_TRANSPORT_SECURITY, value));
    }
    // Above this level a page takes twice the time to save a tenth of its length.
    layered.layer(CompressionLayer::new().quality(CompressionLevel::Precise(2))).with_state(server)
}

/// Every route with what it needs, for the tests that walk them.
pub fn declared(sections: &[fn(Routes) -> Routes]) -> Vec<Declared> {
    assembled(sections).declared().to_vec()
}

fn assembled(sections: &[fn(Routes) -> Routes]) -> Routes {
    let mut info = utoipa::openapi::Info::new("审管互动平台", env!("CARGO_PKG_VERSION"));
    info.description = Some("Shenguan, the approval–regulation exchange of 鞍政办发〔2018〕66号".to_owned());
    let description = utoipa::openapi::OpenApi::new(info, utoipa::openapi::Paths::new());
    let routes = platform_routes(Routes::new(OpenApiRouter::with_openapi(description)));
    let routes = routes.get("/api/v1/openapi.json", Permission::Public, openapi);
    sections.iter().fold(routes, |routes, section| section(routes))
}

/// OpenAPI 3.1 of every route of the API.
#[derive(Clone)]
struct Description(Arc<str>);

async fn openapi(Extension(description): Extension<Description>) -> Response {
    ([(CONTENT_TYPE, "application/json")], description.0.to_string()).into_response()
}

#[expect(clippy::needless_pass_by_value, reason = "the layer gives the panic away")]
fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let words =
        panic.downcast_ref::<&str>().map(ToString::to_string).or_else(|| panic.downcast_ref::<String>().cloned());
    Failure::from(Error::fault(format!("a handler panicked: {}", words.unwrap_or_default()))).into_response()
}

/// The routes of the platform itself: login, preferences, assets, health, files, jobs, accounts and keys.
pub fn platform_routes(routes: Routes) -> Routes {
    let routes = health::routes(login::routes(assets::routes(routes)));
    let routes = help::routes(me::routes(routes));
    let routes = crate::platform::notice::pages::routes(crate::platform::draft::pages::routes(routes));
    let routes = crate::platform::job::routes(crate::platform::files::pages::routes(routes));
    let routes = export::routes(identity::pages::routes(crate::platform::files::api::routes(routes)));
    crate::platform::system::front::routes(routes)
}
