//! The public pages of an edition: ranking, units, indicators, method, files.

pub mod change;
mod derivation;
pub mod dimensions;
pub mod downloads;
pub mod head;
mod heat;
pub mod indicator;
pub mod item;
pub mod method;
pub mod newest;
mod published;
pub mod reach;
mod release;
mod results;
pub mod reweigh;
mod rows;
pub(crate) mod shade;
pub mod show;
mod standing;
mod tile_map;
mod unanswered;
pub mod unit;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
