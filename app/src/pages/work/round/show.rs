//! A round on one page: what the data look like, the recipe, the result, the editions.

use crate::prelude::*;
use domain::Lang;
use service::rounds::RoundDesk;

use super::{availability, editions, method, name, of_round, result, round_crumbs};
use crate::{
    components::{
        note::{Note, Tone},
        stat::Stat,
    },
    date,
    locales::round as words,
    number,
    pages::{frame, problems},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Show() -> impl IntoView {
    of_round(show)
}

fn show(page: &Page, desk: &RoundDesk) -> AnyView {
    let lang = page.lang;
    let index = &desk.index.about;
    let period = &desk.round.period;
    let title = name(lang, index, period);
    let done = done(page).map(|text| view! { <Note tone=Tone::Done><p>{text}</p></Note> });
    let body = view! {
        {round_crumbs(page, index, period, None)}
        <section class="stack">
            <h1>{title.clone()}</h1>
            {sections(page)}
            {done}
            <Note tone=Tone::Wait>
                <p><b>{words::only_you(lang)}</b> " " {words::only_you_about(lang)}</p>
            </Note>
            {sources(lang, desk)}
            {figures(page, desk)}
            {warnings(page, desk)}
        </section>
        {availability::section(page, desk)}
        {method::summary(page, desk)}
        {result::section(page, desk)}
        {editions::section(page, desk)}
    };
    frame::work(page, &title, body)
}

fn done(page: &Page) -> Option<&'static str> {
    if !page.form.problems.is_empty() {
        return None;
    }
    match page.param("done")? {
        "recipe" => Some(words::done_recipe(page.lang)),
        "stage" => Some(words::done_stage(page.lang)),
        // Anything may stand in a URL.
        _ => None,
    }
}

/// Links to the parts of the page.
fn sections(page: &Page) -> impl IntoView + use<> {
    let lang = page.lang;
    let items = [
        ("#data", words::tab_data(lang)),
        ("#recipe", words::tab_recipe(lang)),
        ("#result", words::tab_result(lang)),
        ("#editions", words::tab_editions(lang)),
    ];
    let items = items.into_iter().map(|(href, word)| view! { <li><a href=href>{word}</a></li> }).collect_view();
    view! { <nav class="tabs" aria-label=words::sections(lang)><ul>{items}</ul></nav> }
}

/// From which data, and by which instrument, all this is computed.
fn sources(lang: Lang, desk: &RoundDesk) -> impl IntoView + use<> {
    let (slug, data, instrument) = (desk.index.about.slug.as_str(), &desk.dataset, &desk.instrument);
    let from = words::from_data(lang, data.revision, &data.file_name, date::day_of(lang, data.created_at));
    view! {
        <p class="meta">
            <a href=routes::revision(slug, &data.period, data.revision)>{from}</a>
            " · "
            <a href=routes::work_instrument(slug)>{words::by_instrument(lang, instrument.version)}</a>
        </p>
    }
}

fn figures(page: &Page, desk: &RoundDesk) -> impl IntoView + use<> {
    let lang = page.lang;
    let (present, possible) = (desk.data.present(), desk.data.possible().max(1));
    let ranked = match &desk.preview {
        Ok(sheet) => sheet.units.iter().filter(|u| u.rank().is_some()).count().to_string(),
        Err(_) => "—".to_owned(),
    };
    view! {
        <dl class="stats">
            <Stat term=words::units(lang) value=desk.data.units.len().to_string() />
            <Stat term=words::indicators(lang) value=desk.data.values.len().to_string() />
            <Stat term=words::present(lang) value=number::percent(present as f64 / possible as f64) />
            <Stat term=words::ranked(lang) value=ranked />
        </dl>
    }
}

fn warnings(page: &Page, desk: &RoundDesk) -> Option<impl IntoView + use<>> {
    let lang = page.lang;
    let total = desk.warnings.len();
    (total > 0).then(|| {
        view! {
            <details class="more">
                <summary>{words::warnings_title(lang, total)}</summary>
                {problems::of_file(lang, &desk.warnings, &desk.dataset.file_name)}
            </details>
        }
    })
}
