//! 二(一): the departments on either side of the boundary, their sections, and their officers.

pub mod acts;
pub mod api;
pub mod pages;
pub mod reform;
pub mod stored;
