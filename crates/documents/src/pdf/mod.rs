//! PDF, set by typst.

#[cfg(feature = "pdf")]
mod data;
#[cfg(test)]
#[cfg(feature = "pdf")]
mod measure;
mod render;
#[cfg(feature = "pdf")]
mod typeset;

pub use render::{Pdf, render_pdf};
