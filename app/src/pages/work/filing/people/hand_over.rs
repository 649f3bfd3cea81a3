//! Handing the headship of a respondent to another of its people: asked once.

use crate::prelude::*;
use domain::{Actor, Duty};
use service::{accounts::AccountSummary, respondents::RespondentDesk};

use super::of_person;
use crate::{
    components::{
        confirm::Confirm,
        field::{Choice, Radios},
    },
    locales::filing as words,
    pages::form,
    request::Page,
    routes,
};

/// The page, for whoever may invite.
#[component]
pub fn HandOver() -> impl IntoView {
    of_person(|page| words::hand_over(page.lang), show)
}

fn show(page: &Page, actor: &Actor, desk: &RespondentDesk, person: &AccountSummary) -> AnyView {
    let lang = page.lang;
    let respondent = desk.asked.respondent.id;
    let facts = vec![
        (words::what_happens(lang).to_owned(), words::hand_over_what(lang, &person.name)),
        (words::can_undo(lang).to_owned(), words::hand_over_undo(lang).to_owned()),
    ];
    let heads: Vec<_> = desk.people.iter().filter(|other| other.duty == Duty::Head && other.id != person.id).collect();
    // Whoever hands over gives it up, unless they say otherwise; else the first.
    let before = heads.iter().find(|head| head.id == actor.user_id).or(heads.first()).map(|head| head.id.to_string());
    let chosen = page.form.value("from").map(str::to_owned).or(before).unwrap_or_default();
    let choices = heads
        .iter()
        .map(|head| Choice::new(head.id.to_string(), words::steps_down(lang, &head.name)))
        .chain([Choice::new("", words::all_stay(lang))])
        .collect();
    let from = (!heads.is_empty()).then(|| {
        view! { <Radios about=form::about(page, "from", words::hand_over_from(lang)) choices=choices value=chosen /> }
    });
    view! {
        {form::summary(page)}
        <Confirm
            id="hand-over"
            title=words::hand_over_title(lang, &person.name)
            facts=facts
            action=routes::hand_over(respondent, person.id)
            button=words::hand_over_button(lang, &person.name)
            cancel=words::back_to_people(lang)
            cancel_href=routes::filing_people(respondent)
        >
            {from}
        </Confirm>
    }
}
