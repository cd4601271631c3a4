//! Who is named to what, from when to when (二（二）): the roster of responsible and liaison officers.

mod role;

pub use role::Role;
