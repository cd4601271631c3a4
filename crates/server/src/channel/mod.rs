//! 二(四): 「日常沟通主要以审管互动平台、电话、OA办公系统及部门之间公函往来沟通为主」: notes of calls, OA papers and letters with their
//! endorsement and numbers, and the proposal of a consultation where the four fail.

pub mod acts;
mod api;
mod content;
mod correspondence;
pub mod desk;
mod law;
pub mod pages;
pub mod paper;
pub mod request;
pub mod steps;
pub mod store;
mod stored;
pub mod wire;

pub use content::{CallContent, CorrespondenceContent, ProposalContent, Words};
pub use law::ChannelLaw;
