//! An index in the working area: create, describe, its instrument, its data.

pub mod data;
pub mod edit;
mod form;
pub mod instrument;
pub mod new;
pub(super) mod questionnaire;
pub mod revision;
pub mod show;

use crate::prelude::*;
use domain::Index;
use service::indexes::{self, IndexDesk};

use super::crumbs;
use crate::{
    components::breadcrumb::Crumb,
    islands::upload_box::{UploadBox, UploadWords},
    locales::{common, fieldwork, upload, work as words},
    pages::{gate, problems},
    request::Page,
    routes,
};

/// A page of an index: loads it for a member of its organisation, and shows it.
fn of_index(show: fn(&Page, &IndexDesk) -> AnyView) -> AnyView {
    let slug = gate::path_param("slug");
    gate::member(move |page, actor| async move {
        let desk = indexes::open_index(&page.services, &actor, &slug).await?;
        Ok(show(&page, &desk))
    })
}

/// The top of a page of an index: where it is, what is wrong with what was sent, its title, the pages beside
/// it, and what comes first on it.
pub(super) fn top(
    page: &Page,
    index: &Index,
    title: &str,
    faults: impl IntoView + 'static,
    first: impl IntoView + 'static,
) -> AnyView {
    let (faults, first) = (faults.into_any(), first.into_any());
    view! {
        {index_crumbs(page, index, title)}
        <section class="stack">
            {faults}
            <p class="eyebrow">{index.name.get(page.lang).to_owned()}</p>
            <h1>{title.to_owned()}</h1>
            {tabs(page, index)}
            {first}
        </section>
    }
}

/// The way to a page of an index.
pub(super) fn index_crumbs(page: &Page, index: &Index, here: &str) -> AnyView {
    let up = Crumb::link(index.name.get(page.lang), routes::work_index(index.slug.as_str()));
    crumbs(page.lang, Some(index), [up, Crumb::here(here)])
}

/// The pages of an index, under its title.
pub(super) fn tabs(page: &Page, index: &Index) -> impl IntoView + use<> {
    let lang = page.lang;
    let slug = index.slug.as_str();
    let items = [
        (routes::work_index(slug), words::overview(lang)),
        (routes::work_instrument(slug), upload::instrument_title(lang)),
        (routes::work_data(slug), upload::data_title(lang)),
        (routes::fieldworks(slug), fieldwork::title(lang)),
        (routes::edit_index(slug), words::edit_title(lang)),
    ];
    let items = items
        .into_iter()
        .map(|(href, word)| {
            let current = (href == page.path).then_some("page");
            view! { <li><a href=href aria-current=current>{word}</a></li> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=words::steps(lang)><ul>{items}</ul></nav> }
}

/// What can be uploaded on a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Files {
    /// A table.
    Tables,
    /// A table, or a questionnaire.
    TablesAndQuestionnaires,
}

/// The file input of an upload form.
fn upload_box(page: &Page, files: Files) -> impl IntoView + use<> {
    let lang = page.lang;
    let megabytes = page.services.settings().max_upload_bytes >> 20;
    let (accept, hint) = match files {
        Files::Tables => (".xlsx,.csv", upload::accept_hint(lang, megabytes)),
        Files::TablesAndQuestionnaires => (".xlsx,.csv,.json", upload::accept_instrument_hint(lang, megabytes)),
    };
    let words = UploadWords {
        label: upload::drop_here(lang).into(),
        mark: common::required(lang).into(),
        choose: upload::choose(lang).into(),
        hint,
        chosen: upload::chosen(lang).into(),
        sending: upload::sending(lang).into(),
        sent: upload::sent(lang).into(),
        failed: upload::failed(lang).into(),
    };
    let fault = page.form.problems.iter().find(|p| problems::is_of_upload(p)).map(|p| problems::sentence(lang, p));
    view! { <UploadBox name="file".to_owned() accept=accept.to_owned() multiple=false words=words fault=fault /> }
}
