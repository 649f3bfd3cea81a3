//! The public pages of an edition: ranking, units, indicators, method, files.

mod derivation;
pub mod downloads;
pub mod head;
pub mod indicator;
pub mod method;
pub mod newest;
pub mod reweigh;
mod results;
mod rows;
pub mod show;
pub mod unit;
