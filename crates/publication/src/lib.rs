//! Editions as bytes: canonical JSON, CSV, XLSX, and the method in words. No IO.
//!
//! ```text
//! full content ─── disclose ────────► what the public sees of it: EditionContent
//! EditionContent ─ bundle::write ───► JSON bundle: complete, canonical, hashed ─ bundle::read ─► EditionContent
//!                ├ format::write ───► JSON, CSV, XLSX
//!                └ describe ────────► the method in words and formulas
//! ```
//!
//! The same content gives the same bytes, always: no clock, no chance, no map order.

pub mod bundle;
pub mod canonical;
pub mod describe;
mod difference;
mod disclose;
mod error;
pub mod format;
#[cfg(test)]
mod testing;

pub use bundle::{Bundle, BundleError, ReadBundle};
pub use difference::{Difference, first_value_difference};
pub use disclose::disclose;
pub use error::PublicationError;
pub use format::Format;
