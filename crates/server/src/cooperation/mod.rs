//! 二(三)¶4, requests for cooperation (商请): either side asks the other about an open case or a regulatory matter, and each department
//! that is asked answers within three working days 「自商请发出之日起」. Beside them notes on an item (业务交流), without a clock, and the
//! collecting of opinions inside a department (会签).

pub mod acts;
pub mod api;
pub mod content;
pub mod desk;
mod face;
mod forms;
pub mod pages;
pub mod preview;
pub mod request;
pub mod store;
pub mod stored;
pub mod sweep;
pub mod wire;

pub use face::routes;
