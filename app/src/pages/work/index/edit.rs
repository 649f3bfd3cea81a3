//! Change what an index says about itself.

use crate::prelude::*;
use domain::Index;
use service::indexes::{self, IndexForm};

use super::{form::fields, index_crumbs, tabs};
use crate::{
    locales::{common, work as words},
    pages::{form, frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Edit() -> impl IntoView {
    let slug = gate::path_param("slug");
    gate::member(|page, actor| async move {
        let desk = indexes::open_index(&page.services, &actor, &slug).await?;
        Ok(show(&page, &desk.index.about).into_any())
    })
}

fn show(page: &Page, index: &Index) -> impl IntoView + use<> {
    let lang = page.lang;
    let slug = index.slug.as_str();
    let body = view! {
        {index_crumbs(page, index, words::edit_title(lang))}
        <section class="stack">
            {form::summary(page)}
            <p class="eyebrow">{index.name.get(lang).to_owned()}</p>
            <h1>{words::edit_title(lang)}</h1>
            {tabs(page, index)}
            <p>{words::edit_about(lang)}</p>
            <form class="form" method="post" action=routes::edit_index(slug)>
                {fields(page, &IndexForm::from(index), false)}
                <div class="actions">
                    <button class="btn primary">{words::edit_button(lang)}</button>
                    <a href=routes::work_index(slug)>{common::cancel(lang)}</a>
                </div>
            </form>
        </section>
    };
    frame::work(page, words::edit_title(lang), body)
}
