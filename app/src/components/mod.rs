//! Presentational components: they take translated text and plain values, and call no service.

pub mod addresses;
pub mod badge;
pub mod breadcrumb;
pub mod chart;
pub mod confirm;
pub mod error_summary;
pub mod field;
pub mod layout;
pub mod note;
pub mod pager;
pub mod problems_table;
pub mod sort_head;
pub mod stat;
pub mod stepper;
pub mod table;
