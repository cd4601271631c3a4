//! Who is named to what, from when to when (二(二)): the roster of responsible and liaison officers.

mod role;

mod change;
mod designation;
mod designation_refusal;
mod duty;
mod entitlement;
mod queries;
mod standing_in;
mod substitution;
mod substitution_refusal;

pub use change::{
    ChangeDrafted, ChangeLine, ChangeStage, Draft, Effect, Filing, Handover, HandoverSide, PlannedHandover,
    RosterChange, RosterChangeCommand, RosterChangeEvent, RosterChangeRefusal, RosterGap, SentLetter, Stated,
    effective_on, gaps,
};
pub use designation::{Designation, DesignationCommand, DesignationEvent};
pub use designation_refusal::DesignationRefusal;
pub use duty::{DUTY_OFFICERS_MAX, DutyDay, DutyDayCommand, DutyDayEvent, DutyDayRefusal};
pub use entitlement::{administers, keeps_items, keeps_officers, may_name};
pub use queries::{RosterWarning, Vacancy, roles_of, vacancies, warnings};
pub use role::Role;
pub use standing_in::{Capacities, Place, Roster, carries};
pub use substitution::{LEAVE_DAYS_MAX, Leave, Substitution, SubstitutionCommand, SubstitutionEvent};
pub use substitution_refusal::SubstitutionRefusal;

#[cfg(test)]
mod designation_tests;
#[cfg(test)]
mod queries_tests;
#[cfg(test)]
mod substitution_tests;
