//! Fieldwork as it would be opened: its dates, and what opening it means.

use crate::prelude::*;
use service::fieldwork::{FieldworkForm, FieldworkPlan};

use super::{days, form::hidden, phases};
use crate::{
    components::{
        confirm::Confirm,
        note::{Note, Tone},
        stat::Facts,
    },
    date,
    locales::fieldwork as words,
    pages::problems,
    request::Page,
    routes,
};

pub(super) fn ask(page: &Page, plan: &FieldworkPlan, typed: &FieldworkForm) -> AnyView {
    let lang = page.lang;
    let slug = plan.index.about.slug.as_str();
    let units = plan.units.iter().map(|unit| unit.name.get(lang)).collect::<Vec<_>>();
    let comma = match lang {
        domain::Lang::Zh => "、",
        domain::Lang::En => ", ",
    };
    let facts = vec![
        (words::period(lang).to_owned(), plan.period.clone()),
        (words::days(lang).to_owned(), days(lang, plan.days.start, plan.days.end)),
        (words::commissioner(lang).to_owned(), plan.commissioner.name.get(lang).to_owned()),
        (words::units(lang).to_owned(), units.join(comma)),
        (words::respondents(lang).to_owned(), plan.respondents.len().to_string()),
    ];
    let warnings = (!plan.warnings.is_empty()).then(|| {
        let list = problems::list(lang, &plan.warnings);
        view! {
            <Note tone=Tone::Wait>
                <p><b>{words::warnings(lang)}</b></p>
                {list}
            </Note>
        }
    });
    let opened = words::what_open(lang, plan.units.len(), plan.respondents.len());
    let seen = words::who_open(lang, plan.commissioner.name.get(lang));
    let consequences = vec![
        (words::what(lang).to_owned(), opened),
        (words::who(lang).to_owned(), seen),
        (words::undo(lang).to_owned(), words::undo_never(lang).to_owned()),
    ];
    let fields = hidden(typed);
    view! {
        <h2>{words::plan(lang)}</h2>
        <Facts items=facts />
        {phases(lang, &plan.schedule, date::today(page.services.now()))}
        {warnings}
        <Confirm
            id="open"
            title=words::question(lang, plan.index.about.name.get(lang), &plan.period)
            facts=consequences
            action=routes::open_fieldwork(slug)
            button=words::button(lang, plan.units.len())
            cancel=words::not_now(lang)
            cancel_href=routes::fieldworks(slug)
        >
            {fields}
        </Confirm>
    }
}
