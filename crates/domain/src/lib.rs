//! What an assessment is made of: instruments, units, data, recipes, score sheets, editions, and who
//! may do what. No IO: time and chance arrive as arguments.
//!
//! The way of the data, and the types that prove each step:
//!
//! ```text
//! bytes → NodeDraft, TableDraft → Instrument, Dataset → ScoreSheet → Edition
//!         evidence                domain               scoring      service, publication
//! ```

pub mod account;
pub mod calendar;
pub mod dataset;
pub mod document;
pub mod edition;
pub mod fieldwork;
pub mod index;
pub mod instrument;
pub mod job;
pub mod policy;
pub mod problem;
pub mod questionnaire;
pub mod rating;
pub mod recipe;
pub mod score_sheet;
pub mod text;

pub use account::{Actor, Duty, Organisation, OrganisationKind, Role};
pub use calendar::Period;
pub use dataset::{Dataset, TableDraft, Unit};
pub use edition::{Edition, EditionContent, Stage};
pub use index::{Index, Slug};
pub use instrument::{Direction, Instrument, Node, NodeDraft};
pub use problem::{Place, Problem, Severity};
pub use questionnaire::Questionnaire;
pub use rating::Rating;
pub use recipe::Recipe;
pub use score_sheet::{NodeScore, ScoreSheet, UnitScore};
pub use text::{Lang, Text};
