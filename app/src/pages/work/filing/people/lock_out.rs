//! Locking a person of a respondent out, who leaves: asked once.

use crate::prelude::*;
use domain::Actor;

use super::{About, of_person};
use crate::{
    components::{
        confirm::Confirm,
        note::{Note, Tone},
    },
    locales::{admin, filing as words},
    pages::form,
    request::Page,
    routes,
};

/// The page, for whoever may invite.
#[component]
pub fn LockOut() -> impl IntoView {
    of_person(|page| admin::disable_short(page.lang), show)
}

fn show(page: &Page, _: &Actor, about: &About<'_>) -> AnyView {
    let About { desk, person, .. } = about;
    let lang = page.lang;
    let respondent = desk.asked.respondent.id;
    let last = desk
        .is_last_head(person.id)
        .then(|| view! { <Note tone=Tone::Wait><p>{words::lock_out_last(lang)}</p></Note> });
    let facts = vec![
        (words::what_happens(lang).to_owned(), words::lock_out_what(lang).to_owned()),
        (words::who_sees(lang).to_owned(), words::lock_out_who(lang).to_owned()),
        (words::can_undo(lang).to_owned(), words::lock_out_undo(lang).to_owned()),
    ];
    view! {
        {form::summary(page)}
        {last}
        <Confirm
            id="lock-out"
            title=words::lock_out_title(lang, &person.name)
            facts=facts
            action=routes::end_access(respondent, person.id)
            button=words::lock_out_button(lang, &person.name)
            cancel=words::back_to_people(lang)
            cancel_href=routes::filing_people(respondent)
            danger=true
        />
    }
}
