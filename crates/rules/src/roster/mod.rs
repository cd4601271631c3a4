//! Who is named to what, from when to when (二(二)): the roster of responsible and liaison officers.

mod role;

mod designation;
mod designation_refusal;
mod entitlement;
mod queries;

pub use designation::{Designation, DesignationCommand, DesignationEvent};
pub use designation_refusal::DesignationRefusal;
pub use entitlement::{administers, keeps_items, keeps_officers, may_name};
pub use queries::{RosterWarning, Vacancy, roles_of, vacancies, warnings};
pub use role::Role;

#[cfg(test)]
mod designation_tests;
#[cfg(test)]
mod queries_tests;
