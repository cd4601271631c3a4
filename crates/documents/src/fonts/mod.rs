//! The fonts of a folder.

#[cfg(feature = "pdf")]
mod store;
#[cfg(not(feature = "pdf"))]
mod without;

#[cfg(feature = "pdf")]
pub use store::Fonts;
#[cfg(not(feature = "pdf"))]
pub use without::Fonts;
