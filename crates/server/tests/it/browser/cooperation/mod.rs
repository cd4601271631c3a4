//! 二(三)¶4 on the pages: requests for cooperation, whose terms run, what changes, and what goes on inside the department that was asked.

mod given;

mod changes;
mod inside;
mod matter;
mod reply;
mod terms;
