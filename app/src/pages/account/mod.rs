//! One's own account: sign in, set up, change.

pub mod set_up;
pub mod show;
pub mod sign_in;
