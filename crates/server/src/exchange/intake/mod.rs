//! From a file to acts: which lists can be imported, what each row asks for, and what became of it. The command line and the pages
//! both come through here; every row is an act of its own under a key of its own, so that the same file again does nothing twice.

mod job;
mod lists;
mod outcome;
mod plan;
mod planned;
mod pushes;
mod run;
mod table;
mod template;
mod what;

pub use job::{ImportJob, ImportRequest, kind_of, what_of};
pub use outcome::{Reason, RowResult, RowStatus};
pub use plan::{Plan, plan};
pub use planned::{Planned, Record, Run, Taken};
pub use run::{key, once_for, remembered_or, results, tried_each};
pub use table::wrong_rows;
pub use template::{Format, template};
pub use what::What;
