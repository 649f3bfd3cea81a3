//! What a respondent files 填报: for its own people, and for the assessor.

mod answer;
pub mod csv;
pub mod documents;
mod evidence;
mod missing;
pub mod people;
pub mod receipt;
pub mod revision;
mod rows;
pub mod show;
pub(super) mod table;
mod upload;

use crate::prelude::*;
use domain::{Actor, Index, Lang, Role, Text};
use service::{
    Error,
    fieldwork::FieldworkRecord,
    respondents::{IndexRecord, RespondentRecord},
};
use time::OffsetDateTime;

use super::crumbs_from;
use crate::{
    components::breadcrumb::Crumb,
    date,
    locales::{fieldwork, filing as words, work},
    pages::gate,
    routes,
};

/// The respondent in the path.
fn respondent_param() -> Result<i64, Error> {
    gate::path_param("respondent").parse().map_err(|_| Error::NotFound)
}

/// Respondent and revision in the path.
fn revision_param() -> Result<(i64, u32), Error> {
    let revision = gate::path_param("revision").parse().map_err(|_| Error::NotFound)?;
    Ok((respondent_param()?, revision))
}

/// The way to a filing or a page below it: through the board for the assessor, from the desk for the
/// respondent.
fn way(
    lang: Lang,
    actor: &Actor,
    index: &IndexRecord,
    fieldwork: &FieldworkRecord,
    respondent: &RespondentRecord,
    below: Vec<Crumb>,
) -> AnyView {
    let slug = index.about.slug.as_str();
    let mut steps = if domain::policy::can_see_index(actor, index.organisation_id).is_ok() {
        vec![
            Crumb::link(index.about.name.get(lang), routes::work_index(slug)),
            Crumb::link(fieldwork::title(lang), routes::fieldworks(slug)),
            Crumb::link(&*fieldwork.period, routes::board(slug, &fieldwork.period)),
        ]
    } else {
        Vec::new()
    };
    let name = respondent.organisation.name.get(lang);
    let own = respondent.organisation.id;
    if domain::policy::can_see_filing(actor, index.organisation_id, own).is_err() {
        // The commissioner comes from the board, and reads nothing of a filing but its documents.
        steps.push(Crumb::link(&*fieldwork.period, routes::board(slug, &fieldwork.period)));
        steps.extend(below);
    } else if below.is_empty() {
        steps.push(Crumb::here(name));
    } else {
        steps.push(Crumb::link(name, routes::filing(respondent.id)));
        steps.extend(below);
    }
    // A department has no index of its own.
    let desk = match actor.role() {
        Role::Respondent => words::way_title(lang),
        Role::Operator | Role::Assessor | Role::Commissioner => work::desk_title(lang),
    };
    crumbs_from(lang, desk, Some(&index.about), steps)
}

/// `政务诚信 2025`.
fn subject(lang: Lang, index: &Index, fieldwork: &FieldworkRecord) -> String {
    words::index_period(lang, index.name.get(lang), &fieldwork.period)
}

/// Who did something, and when.
fn doer(lang: Lang, names: &std::collections::BTreeMap<i64, String>, by: i64) -> String {
    names.get(&by).cloned().unwrap_or_else(|| words::unknown_person(lang).to_owned())
}

/// Day and minute; a dash where it has not happened.
fn at(lang: Lang, at: Option<OffsetDateTime>) -> String {
    at.map_or_else(|| "—".to_owned(), |at| date::moment(lang, at))
}

/// `A1.1 政务诚信督导覆盖率`.
fn item_name(lang: Lang, code: &str, name: &Text) -> String {
    format!("{code} {}", name.get(lang))
}
