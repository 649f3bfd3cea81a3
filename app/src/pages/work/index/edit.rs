//! Change what an index says about itself.

use crate::prelude::*;
use service::indexes::{IndexDesk, IndexForm};

use super::{form::fields, of_index, top};
use crate::{
    locales::{common, work as words},
    pages::{form, frame},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Edit() -> impl IntoView {
    of_index(show)
}

fn show(page: &Page, desk: &IndexDesk) -> AnyView {
    let lang = page.lang;
    let index = &desk.index.about;
    let slug = index.slug.as_str();
    let form = view! {
        <p>{words::edit_about(lang)}</p>
        <form class="form" method="post" action=routes::edit_index(slug)>
            {fields(page, &IndexForm::from(index), false)}
            <div class="actions">
                <button class="btn primary">{words::edit_button(lang)}</button>
                <a href=routes::work_index(slug)>{common::cancel(lang)}</a>
            </div>
        </form>
    };
    let title = words::edit_title(lang);
    frame::work(page, title, top(page, index, title, form::summary(page), form))
}
