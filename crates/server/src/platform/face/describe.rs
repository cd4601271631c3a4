//! What the OpenAPI document says of a deed: the same for every one of them.

use super::deed::Face;
use crate::platform::web::{Problem, Server};
use axum::routing::MethodRouter;
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;
use utoipa::openapi::path::{HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, Paths};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::{Content, ObjectBuilder, Ref, RefOr, Required, Response, ResponseBuilder, Schema, Type};
use utoipa_axum::router::UtoipaMethodRouter;

type Schemas = Vec<(String, RefOr<Schema>)>;

/// A write of a subject, described.
pub(super) fn write<S: Face, R: ToSchema>(
    path: &str,
    word: &str,
    status: u16,
    router: MethodRouter<Server>,
) -> UtoipaMethodRouter<Server>
where
    S::Event: Serialize + DeserializeOwned,
{
    let mut schemas = Schemas::new();
    let request = RequestBodyBuilder::new()
        .content("application/json", Content::new(Some(reference::<R>(&mut schemas))))
        .required(Some(Required::True))
        .build();
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::True)
        .description(Some("The same key and body get the same answer, byte for byte, for as long as the ledger."))
        .schema(Some(text()))
        .build();
    let operation = common::<S>(&mut schemas, path, word, status).parameter(key).request_body(Some(request));
    routed(path, HttpMethod::Post, operation.build(), schemas, router)
}

/// The read of a subject, described.
pub(super) fn read<S: Face>(path: &str, router: MethodRouter<Server>) -> UtoipaMethodRouter<Server>
where
    S::Event: Serialize + DeserializeOwned,
{
    let mut schemas = Schemas::new();
    let operation = common::<S>(&mut schemas, path, "show", 200).build();
    routed(path, HttpMethod::Get, operation, schemas, router)
}

fn common<S: Face>(schemas: &mut Schemas, path: &str, word: &str, status: u16) -> OperationBuilder
where
    S::Event: Serialize + DeserializeOwned,
{
    let subject = ResponseBuilder::new()
        .description(format!("the {}", S::KIND.replace('_', " ")))
        .content("application/json", Content::new(Some(reference::<S::Wire>(schemas))));
    let mut operation = OperationBuilder::new()
        .tag(S::API)
        .operation_id(Some(format!("{}_{}", S::KIND, word.replace('-', "_"))))
        .response(status.to_string(), subject.build());
    for status in ["404", "409", "422"] {
        operation = operation.response(status, problem(schemas));
    }
    if path.contains("{id}") { operation.parameter(id()) } else { operation }
}

fn id() -> Parameter {
    let id = ParameterBuilder::new().name("id").parameter_in(ParameterIn::Path).required(Required::True);
    id.description(Some("its id or its number")).schema(Some(text())).build()
}

fn problem(schemas: &mut Schemas) -> Response {
    let content = Content::new(Some(reference::<Problem>(schemas)));
    ResponseBuilder::new().description("refused").content("application/problem+json", content).build()
}

fn text() -> Schema {
    ObjectBuilder::new().schema_type(Type::String).build().into()
}

/// A schema by its name, put among the others with those that it is made of.
fn reference<T: ToSchema>(schemas: &mut Schemas) -> RefOr<Schema> {
    let name = T::name().into_owned();
    schemas.push((name.clone(), T::schema()));
    T::schemas(schemas);
    Ref::from_schema_name(name).into()
}

fn routed(
    path: &str,
    method: HttpMethod,
    operation: Operation,
    schemas: Schemas,
    router: MethodRouter<Server>,
) -> UtoipaMethodRouter<Server> {
    let mut paths = Paths::new();
    paths.add_path_operation(path, vec![method], operation);
    (schemas, paths, router)
}
