//! The exchange as JSON under `/api/v1`. Every write takes an `Idempotency-Key`, every list `limit` and `cursor`.

mod batch;
mod calendar;
mod change;
mod each;
mod feed;
mod lists;
mod push;
mod receive;
mod respond;
mod responsibility;
mod routes;
mod show;
mod stream;

pub use routes::routes;
