//! What is to be rated: items × units, and the next one.

use crate::prelude::*;
use domain::{
    Lang,
    questionnaire::{Item, Region},
};
use service::ratings::{self, RatingList};

use super::{state_badge, way};
use crate::{
    components::{
        breadcrumb::Crumb,
        note::{Note, Tone},
        stat::Stat,
    },
    locales::rating as words,
    pages::{frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn List() -> impl IntoView {
    let (slug, period) = (gate::path_param("slug"), gate::path_param("period"));
    gate::member(|page, actor| async move {
        let list = ratings::list_ratings(&page.services, &actor, &slug, &period).await?;
        Ok(show(&page, &list))
    })
}

fn show(page: &Page, list: &RatingList) -> AnyView {
    let lang = page.lang;
    let (index, period) = (&list.index.about, list.fieldwork.period.as_str());
    let title = words::title(lang);
    let progress = list.progress();
    let next = list.first_open().map_or_else(
        || {
            let all_done = progress.all > 0 && progress.rated == progress.all;
            all_done.then(|| view! { <Note tone=Tone::Done><p>{words::all_done(lang)}</p></Note> })
        },
        |entry| {
            let href = routes::rating(index.slug.as_str(), period, &entry.unit, &entry.item);
            Some(view! { <div class="actions"><a class="btn primary" href=href>{words::next_open(lang)}</a></div> })
        },
    );
    let done = (page.param("done") == Some("rated"))
        .then(|| view! { <Note tone=Tone::Done><p>{words::done(lang)}</p></Note> });
    let matrix = if list.items.is_empty() {
        view! { <p>{words::none(lang)}</p> }
    } else {
        matrix(lang, list)
    };
    let figures = [
        (words::rated(lang), progress.rated),
        (words::open(lang), progress.open),
        (words::waiting(lang), progress.waiting),
    ]
    .into_iter()
    .map(|(term, n)| view! { <Stat term=term value=n.to_string() /> })
    .collect_view();
    let body = view! {
        {way(lang, index, period, vec![Crumb::here(title)])}
        <section class="stack">
            <p class="eyebrow">{index.name.get(lang).to_owned()} " " {period.to_owned()}</p>
            <h1>{title}</h1>
            {done}
            <p>{words::about(lang)}</p>
            <dl class="stats">{figures}</dl>
            <p class="meta">{words::waiting_about(lang)}</p>
            {next}
            {matrix}
            <p><a href=routes::gather(index.slug.as_str(), period)>{words::gather(lang)}</a></p>
        </section>
    };
    frame::work(page, title, body)
}

fn matrix(lang: Lang, list: &RatingList) -> AnyView {
    super::matrix(lang, words::caption(lang), "data top board states", &list.items, &list.units, |item, unit| {
        cell(lang, list, item, unit)
    })
}

fn cell(lang: Lang, list: &RatingList, item: &Item, unit: &Region) -> AnyView {
    let Some(state) = list.state(&unit.code, &item.code) else {
        return view! { <td></td> };
    };
    let href = routes::rating(list.index.about.slug.as_str(), &list.fieldwork.period, &unit.code, &item.code);
    let aloud = words::cell_of(lang, unit.name.get(lang), &item.code, state.label().get(lang));
    view! { <td><a href=href aria-label=aloud>{state_badge(lang, state)}</a></td> }
}
