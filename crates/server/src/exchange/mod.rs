//! 二(三)¶1–3, the exchange: what the approval bureau and the authorities push to each other, how it is received, and
//! from when the duty passes 「审批与监管的责任分工原则上以审批结果的推送和接收为界」.

pub mod acts;
pub mod api;
pub mod content;
pub mod import;
pub mod intake;
pub mod law;
pub mod legacy;
pub mod outage;
pub mod pages;
pub mod request;
pub mod responsibility;
pub mod search;
pub mod standing;
pub mod store;
pub mod sweep;
pub mod transmittal;
pub mod wire;
