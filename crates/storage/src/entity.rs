//! What the tables hold, row by row, as sea-orm sees it. Nothing outside this crate does: a repository
//! turns every row into a record of domain types.

pub(crate) mod account;
pub(crate) mod audit_record;
pub(crate) mod dataset;
pub(crate) mod document;
pub(crate) mod document_event;
pub(crate) mod edition;
pub(crate) mod edition_event;
pub(crate) mod fieldwork;
pub(crate) mod index_series;
pub(crate) mod instrument_version;
pub(crate) mod job;
pub(crate) mod organisation;
pub(crate) mod rating;
pub(crate) mod respondent;
pub(crate) mod round;
pub(crate) mod session;
pub(crate) mod setup_link;
pub(crate) mod sign_in_attempt;
pub(crate) mod submission;
pub(crate) mod submission_event;
pub(crate) mod table_upload;
