//! For the operator of the installation.

pub mod accounts;
