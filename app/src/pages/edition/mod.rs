//! The public pages of an edition: ranking, units, indicators, method, files.

mod derivation;
pub mod downloads;
pub mod head;
pub mod indicator;
pub mod method;
pub mod newest;
mod published;
mod results;
pub mod reweigh;
mod rows;
pub mod show;
pub mod unit;
