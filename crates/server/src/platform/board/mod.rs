//! Pages made of blocks: what the pages of every section are put together from. A page says in Fluent words what it is; how it looks is
//! said once.

mod form;
mod names;
mod page;
mod strip;
mod table;
mod typed;

pub use form::{Choice, Field, Form};
pub use names::{Names, day_or_none, written};
pub use page::{Block, Board, Link, Note, Place, Tab, show, show_again};
pub use strip::{Button, Strip};
pub use table::{Cell, Deed, Table};
pub use typed::Typed;
