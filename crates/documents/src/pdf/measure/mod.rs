//! The pages measured on paper: printed to pixels, and every measure of the standard read off them again.

mod letter;
mod notice;
mod probe;
mod stories;
