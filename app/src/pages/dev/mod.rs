//! For developers; served in development only.

pub mod components;
