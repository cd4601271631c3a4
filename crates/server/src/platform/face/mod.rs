//! The faces of a kind of subject: its calls of the API and its pages. An act is declared once, as a [`Deed`]: one request, one function;
//! the call with its description, the form, and where they stand follow from it.
//!
//! ```ignore
//! pub fn routes(routes: Routes) -> Routes {
//!     Faces::<CooperationRequest>::new(routes, Permission::ReadItems)
//!         .deed(Deed::born("issue", Permission::Request, acts::issue).form(forms::issue))
//!         .deed(Deed::on("reply", Permission::Reply, acts::reply).form(forms::reply).makes())
//!         .deed(Deed::on("close", Permission::Request, acts::close))
//!         .into_routes()
//! }
//! ```

mod api;
mod asked;
mod deed;
mod describe;
mod pages;
mod routes;
mod sent;
mod view;

pub mod store;

pub use deed::{Asked, Deed, Face, Nothing, Shown};
pub use routes::Faces;
pub use sent::{Sent, form_broken, part_text};
pub use view::View;
