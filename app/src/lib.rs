//! The user interface. Pages are rendered on the server and send HTML; what must live in the browser
//! is an island. A page without an island ships no script.
//!
//! ```text
//! routes      every URL, in one list          pages/       <noun>/<verb>.rs, one page a file
//! request     what a page knows of its request components/  tables, forms, charts: no service calls
//! locales     every word, in both languages    islands/     the few parts that live in the browser
//! recipe_form the fields of the form of a recipe, for the page that shows it and the server that reads it
//! ```

#![expect(clippy::needless_pass_by_value, reason = "a component owns its props")]

pub mod islands;
pub mod locales;
pub mod number;

#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod date;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod prelude;
#[cfg(feature = "ssr")]
pub mod recipe_form;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod text_size;

#[cfg(feature = "ssr")]
pub use shell::{App, error_shell, shell};

/// Brings the islands of the page to life; the browser calls it once the WASM is loaded.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
