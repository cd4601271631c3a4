//! How the subjects of this section stand in the database, who may know of them, and what they ask of whom.

mod countersign;
mod note;
mod request;
