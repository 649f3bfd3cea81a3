//! Handing the headship of a respondent to another of its people: asked once.

use crate::prelude::*;
use domain::{Actor, Duty, Lang, Text};
use service::hand_over::Reach;

use super::{About, of_person};
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

fn show(page: &Page, actor: &Actor, about: &About<'_>) -> AnyView {
    let About { desk, person, reach } = about;
    let lang = page.lang;
    let respondent = desk.asked.respondent.id;
    let facts = vec![
        (words::what_happens(lang).to_owned(), words::hand_over_what(lang, &person.name)),
        (words::hand_over_reach(lang).to_owned(), filings(lang, reach)),
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

/// Every filing the headship is about: it is not of one filing alone.
fn filings(lang: Lang, reach: &Reach) -> String {
    let name = |(index, period): &(Text, String)| words::index_period(lang, index.get(lang), period);
    let mut names: Vec<String> = reach.filings.iter().map(name).collect();
    if reach.elsewhere > 0 {
        names.push(words::hand_over_elsewhere(lang, reach.elsewhere));
    }
    words::hand_over_all(lang, names.join(words::listed(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_period_is_named_and_what_others_collect_is_counted() {
        let period = |period: &str| (Text::new("政务诚信", "Integrity"), period.to_owned());
        let reach = Reach { filings: vec![period("2026"), period("2025")], elsewhere: 0 };
        assert!(filings(Lang::Zh, &reach).contains("政务诚信 2026、政务诚信 2025"), "{}", filings(Lang::Zh, &reach));
        let reach = Reach { elsewhere: 2, ..reach };
        assert!(filings(Lang::Zh, &reach).contains("其他评估机构的 2 项"), "{}", filings(Lang::Zh, &reach));
    }
}
