//! The pages, `<noun>/<verb>.rs`. Each loads what it shows with one service call.

pub mod account;
pub mod admin;
pub mod dev;
pub mod edition;
pub mod error;
mod form;
mod frame;
mod gate;
pub mod home;
mod imputation;
mod paging;
mod problems;
mod questions;
mod setup_link;
pub mod verify;
pub mod work;
