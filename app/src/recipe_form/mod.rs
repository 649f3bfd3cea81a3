//! The form of a recipe: the names of its fields, what stands in them for a stored recipe, and how tables typed as
//! text are read. The page writes these fields, the server reads them: both from here.
//!
//! A field is called like the part of the recipe it is about; what the engine says of a part is found beside it.

mod fields;
pub mod kinds;
pub mod numbers;
pub mod text;

pub use fields::{depths, fields, percentage};

/// What is sent for a box that is ticked.
pub const YES: &str = "yes";
/// For a level: as for all levels.
pub const AS_ALL: &str = "as-all";
/// The name of the buttons' choice, and its value for a preview.
pub const ACTION: &str = "action";
/// Tries the recipe and saves nothing.
pub const PREVIEW: &str = "preview";
