//! What the demonstration shows: a real index from its published table, and an invented one from its
//! questionnaire. Both are loaded through the functions that serve everybody.

pub mod hfi;
pub mod shanxi;
