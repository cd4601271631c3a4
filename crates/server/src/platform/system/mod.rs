//! 系统: what its pages share. Each page is a sub-navigation, notes, tables and forms, and says in Fluent words what they are; the
//! pages themselves stand in the sections whose acts they call.

pub mod desk;
pub mod downtime;
pub mod front;
pub mod log;
pub mod names;

mod form;
mod table;
mod typed;

pub use desk::{Block, Desk, Link, Note, Tab, show, show_again};
pub use form::{Choice, Field, Form};
pub use names::Names;
pub use table::{Cell, Deed, Table};
pub use typed::Typed;
