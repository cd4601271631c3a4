//! Official documents: the crate `shenguan-documents` beside the fonts of the installation. Documents are rendered on a thread of
//! their own, never on the writer's.

mod refused;
mod service;
#[cfg(test)]
mod tests;

pub use service::Documents;
