//! What all routes share.

pub(crate) mod address;
pub(crate) mod cache;
pub(crate) mod cookie;
pub(crate) mod encoded;
pub(crate) mod envelope;
pub(crate) mod files;
pub(crate) mod form;
pub(crate) mod headers;
pub(crate) mod language;
pub(crate) mod member;
pub(crate) mod origin;
pub(crate) mod render;
pub(crate) mod upload;
pub(crate) mod visit;
