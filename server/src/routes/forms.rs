//! The forms: each is parsed, makes one call of `service`, and is answered by `Member::answer`.

pub(super) mod account;
pub(super) mod accounts;
pub(super) mod documents;
pub(super) mod fieldwork;
pub(super) mod filing;
pub(super) mod index;
pub(super) mod rating;
pub(super) mod recipe;
pub(super) mod round;
