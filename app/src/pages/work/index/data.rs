//! Data: upload a table, name its columns where they are not recognised, see what there is.

use crate::prelude::*;
use domain::Lang;
use service::indexes::{self, IndexDesk, RoundOverview};

use super::{index_crumbs, tabs, upload_box};
use crate::{
    components::{field::TextField, note::Empty},
    date,
    locales::{upload as words, work},
    pages::{form, frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    let slug = gate::path_param("slug");
    gate::member(|page, actor| async move {
        let desk = indexes::open_index(&page.services, &actor, &slug).await?;
        Ok(show(&page, &desk).into_any())
    })
}

fn show(page: &Page, desk: &IndexDesk) -> impl IntoView + use<> {
    let lang = page.lang;
    let index = &desk.index.about;
    let slug = index.slug.as_str();
    let form = if desk.instrument.is_some() {
        upload_form(page, slug).into_any()
    } else {
        let href = routes::work_instrument(slug);
        view! {
            <Empty title=work::step_instrument(lang) text=words::data_instrument_first(lang)>
                <a class="btn primary" href=href>{work::upload_instrument(lang)}</a>
            </Empty>
        }
        .into_any()
    };
    let body = view! {
        {index_crumbs(page, index, words::data_title(lang))}
        <section class="stack">
            {form::summary(page)}
            <p class="eyebrow">{index.name.get(lang).to_owned()}</p>
            <h1>{words::data_title(lang)}</h1>
            {tabs(page, index)}
            {form}
        </section>
        <section class="stack">
            <div class="head"><h2>{words::revisions(lang)}</h2></div>
            {revisions(lang, slug, &desk.rounds)}
        </section>
    };
    frame::work(page, words::data_title(lang), body)
}

fn upload_form(page: &Page, slug: &str) -> impl IntoView + use<> {
    let lang = page.lang;
    let columns = [
        ("name_column", words::name_column(lang), words::name_column_hint(lang)),
        ("code_column", words::code_column(lang), words::code_column_hint(lang)),
        ("period_column", words::period_column(lang), words::period_column_hint(lang)),
        ("league_column", words::league_column(lang), words::league_column_hint(lang)),
    ];
    // Whoever filled one in before, or is told about one, sees them all.
    let open = columns
        .iter()
        .any(|(name, ..)| page.form.value(name).is_some_and(|v| !v.is_empty()) || page.form.problem(name).is_some());
    let columns = columns
        .into_iter()
        .map(|(name, label, hint)| {
            view! {
                <TextField
                    about=form::optional(page, name, label).hint(hint)
                    value=form::value(page, name, "")
                    class="middle"
                    autocomplete="off"
                />
            }
        })
        .collect_view();
    view! {
        <p>{words::data_about(lang)}</p>
        <form class="stack" method="post" enctype="multipart/form-data" action=routes::work_data(slug)>
            {upload_box(page)}
            <details class="more" open=open>
                <summary>{words::mapping(lang)}</summary>
                <p>{words::mapping_about(lang)}</p>
                <div class="cols">{columns}</div>
            </details>
            <div class="actions">
                <button class="btn primary">{words::upload(lang)}</button>
            </div>
        </form>
    }
}

fn revisions(lang: Lang, slug: &str, rounds: &[RoundOverview]) -> AnyView {
    if rounds.is_empty() {
        return view! { <p>{words::revisions_empty(lang)}</p> }.into_any();
    }
    let rows = rounds.iter().map(|r| revision(lang, slug, r)).collect_view();
    view! {
        <p>{words::revisions_about(lang)}</p>
        <div class="table-box">
            <table class="data cards">
                <caption class="sr">{words::revisions(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::period(lang)}</th>
                        <th scope="col" class="num">{words::revision(lang)}</th>
                        <th scope="col">{words::file(lang)}</th>
                        <th scope="col" class="num">{words::units(lang)}</th>
                        <th scope="col" class="num">{words::values(lang)}</th>
                        <th scope="col" class="num">{words::warnings(lang)}</th>
                        <th scope="col">{words::uploaded_at(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn revision(lang: Lang, slug: &str, overview: &RoundOverview) -> Option<impl IntoView + use<>> {
    let data = overview.dataset.as_ref()?;
    Some(view! {
        <tr>
            <th scope="row"><a href=routes::round(slug, &data.period)>{data.period.clone()}</a></th>
            <td class="num" data-label=words::revision(lang)>{data.revision}</td>
            <td data-label=words::file(lang)>{data.file_name.clone()}</td>
            <td class="num" data-label=words::units(lang)>{data.units}</td>
            <td class="num" data-label=words::values(lang)>{words::present_of(lang, data.present, data.possible)}</td>
            <td class="num" data-label=words::warnings(lang)>{data.warnings.len()}</td>
            <td class="figure" data-label=words::uploaded_at(lang)>{date::moment(lang, data.created_at)}</td>
        </tr>
    })
}
