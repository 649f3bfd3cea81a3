//! The pages, `<noun>/<verb>.rs`. Each loads what it shows with one service call.

pub mod account;
pub mod admin;
pub mod dev;
pub mod edition;
pub mod error;
pub mod home;
pub mod verify;
pub mod work;
