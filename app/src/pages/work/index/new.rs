//! Create an index.

use crate::prelude::*;
use domain::policy;
use service::{Error, indexes::IndexForm};

use super::{super::crumbs, form::fields};
use crate::{
    components::breadcrumb::Crumb,
    locales::{common, work as words},
    pages::{form, frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn New() -> impl IntoView {
    gate::member(|page, actor| async move {
        policy::can_create_index(&actor).map_err(Error::from)?;
        Ok(show(&page).into_any())
    })
}

fn show(page: &Page) -> impl IntoView + use<> {
    let lang = page.lang;
    let body = view! {
        {crumbs(lang, None, [Crumb::here(words::create_title(lang))])}
        <section class="stack">
            {form::summary(page)}
            <h1>{words::create_title(lang)}</h1>
            <form class="form" method="post" action=routes::NEW_INDEX>
                {fields(page, &IndexForm::default(), true)}
                <div class="actions">
                    <button class="btn primary">{words::create_button(lang)}</button>
                    <a href=routes::WORK>{common::cancel(lang)}</a>
                </div>
            </form>
        </section>
    };
    frame::work(page, words::create_title(lang), body)
}
