//! Open fieldwork: choose, see the dates that follow, and confirm them once.

use crate::prelude::*;
use service::fieldwork::{self, FieldworkChoices, FieldworkForm, FieldworkPlan};

use super::{
    super::index::top,
    form::{self as entry, OPEN, PLAN, STEP},
    plan,
};
use crate::{
    components::note::Empty,
    locales::{fieldwork as words, work},
    pages::{form, frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Open() -> impl IntoView {
    let slug = gate::path_param("slug");
    gate::member(|page, actor| async move {
        let choices = fieldwork::choices(&page.services, &actor, &slug).await?;
        let typed = entry::read(&page.form.values);
        let asked = matches!(page.form.value(STEP), Some(PLAN | OPEN)) && page.form.problems.is_empty();
        let plan =
            if asked { Some(fieldwork::plan_fieldwork(&page.services, &actor, &slug, &typed).await?) } else { None };
        Ok(show(&page, &choices, &typed, plan.as_ref()))
    })
}

fn show(page: &Page, choices: &FieldworkChoices, typed: &FieldworkForm, planned: Option<&FieldworkPlan>) -> AnyView {
    let lang = page.lang;
    let index = &choices.index.about;
    let Some(questionnaire) = &choices.questionnaire else {
        let import = routes::work_instrument(index.slug.as_str());
        let empty = view! {
            <Empty title=words::empty(lang) text=words::questionnaire_first(lang)>
                <a class="btn primary" href=import>{work::upload_instrument(lang)}</a>
            </Empty>
        };
        return frame::work(page, words::open_title(lang), top(page, index, words::open_title(lang), (), empty));
    };
    let fields = entry::fields(page, choices, &questionnaire.regions, typed);
    let first = match planned {
        None => view! {
            <p>{words::open_about(lang)}</p>
            {fields}
        },
        Some(planned) => view! {
            {plan::ask(page, planned, typed)}
            <details class="more">
                <summary>{words::change(lang)}</summary>
                {fields}
            </details>
        },
    };
    frame::work(page, words::open_title(lang), top(page, index, words::open_title(lang), form::summary(page), first))
}
