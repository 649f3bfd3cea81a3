//! The one binary: web server and command line.
//!
//! ```text
//! config      Leptos.toml and the environment     routes/   the route table; pages, files, forms
//! cli/        one file a command                  web/      what all routes share: sessions, languages,
//! system      database, files, clock, chance                security, compression, caches
//! built       is the built site there?
//! ```

mod built;
pub mod cli;
pub mod config;
pub mod demo;
pub mod parser_process;
mod routes;
pub mod site;
pub mod system;
pub mod telemetry;
mod web;
mod worker;

pub use routes::router;
