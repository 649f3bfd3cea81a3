//! The website, asked through its router as a browser would; one file a part of the URL tree.

mod account;
mod admin;
mod csv;
mod dev;
mod documents;
mod errors;
mod fictional;
mod fieldwork;
mod indexes;
mod pkg;
mod readyz;
mod support;
mod work;
