//! DOCX: an editable document for WPS, Word and LibreOffice.
//!
//! Written by hand rather than by docx-rs, whose font table is fixed: the names that offices use (`仿宋_GB2312`,
//! 方正小标宋简体) need their alternatives there, and lines at places of the page need shapes.

mod body;
mod head;
mod parts;
mod render;
mod shapes;
#[cfg(test)]
mod stories;
mod words;

pub use render::render_docx;
