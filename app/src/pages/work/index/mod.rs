//! An index in the working area: create, describe, its instrument, its data.

pub mod data;
pub mod edit;
mod form;
pub mod instrument;
pub mod new;
pub mod show;

use crate::prelude::*;
use domain::Index;

use super::crumbs;
use crate::{
    components::breadcrumb::Crumb,
    islands::upload_box::{UploadBox, UploadWords},
    locales::{common, upload, work as words},
    pages::problems,
    request::Page,
    routes,
};

/// The way to a page of an index.
pub(super) fn index_crumbs(page: &Page, index: &Index, here: &str) -> impl IntoView + use<> {
    let up = Crumb::link(index.name.get(page.lang), routes::work_index(index.slug.as_str()));
    crumbs(page.lang, [up, Crumb::here(here)])
}

/// The pages of an index, under its title.
pub(super) fn tabs(page: &Page, index: &Index) -> impl IntoView + use<> {
    let lang = page.lang;
    let slug = index.slug.as_str();
    let items = [
        (routes::work_index(slug), words::overview(lang)),
        (routes::work_instrument(slug), upload::instrument_title(lang)),
        (routes::work_data(slug), upload::data_title(lang)),
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

/// Files that can be read.
const ACCEPT: &str = ".xlsx,.csv";

/// The file input of an upload form.
fn upload_box(page: &Page) -> impl IntoView + use<> {
    let lang = page.lang;
    let words = UploadWords {
        label: upload::drop_here(lang).into(),
        mark: common::required(lang).into(),
        hint: upload::accept_hint(lang, page.services.settings().max_upload_bytes >> 20),
        chosen: upload::chosen(lang).into(),
        sending: upload::sending(lang).into(),
        sent: upload::sent(lang).into(),
        failed: upload::failed(lang).into(),
    };
    let fault = page.form.problems.iter().find(|p| problems::is_of_upload(p)).map(|p| problems::sentence(lang, p));
    view! { <UploadBox name="file".to_owned() accept=ACCEPT.to_owned() words=words fault=fault /> }
}
