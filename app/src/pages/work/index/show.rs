//! An index: its instrument, its periods, what is under way.

use crate::prelude::*;
use domain::{Index, Instrument, Lang, job::JobWork, recipe::Normalise};
use service::{
    indexes::{IndexDesk, RoundOverview},
    jobs::JobRecord,
};

use super::{
    super::{crumbs, fieldwork::next_step, job_badge, stage_badge},
    of_index, tabs,
};
use crate::{
    components::{
        breadcrumb::Crumb,
        note::{Empty, Note, Tone},
        table::{DataTable, Head},
    },
    date,
    locales::{fieldwork, job, rating, upload, work as words},
    number,
    pages::frame,
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Show() -> impl IntoView {
    of_index(show)
}

fn show(page: &Page, desk: &IndexDesk) -> AnyView {
    let lang = page.lang;
    let index = &desk.index.about;
    let slug = index.slug.as_str();
    let name = index.name.get(lang).to_owned();
    let done = (page.param("done") == Some("described"))
        .then(|| view! { <Note tone=Tone::Done><p>{words::done_described(lang)}</p></Note> });
    let public = desk
        .rounds
        .iter()
        .any(|r| r.edition.as_ref().is_some_and(|e| e.stage().is_public()))
        .then(|| view! { <a href=routes::index(slug)>{words::public_page(lang)}</a> });
    let body = view! {
        {crumbs(lang, Some(index), [Crumb::here(name.clone())])}
        <section class="stack">
            <div class="work-title">
                <h1>{name.clone()}</h1>
                {public}
            </div>
            {tabs(page, index)}
            {done}
            <p>{index.summary.get(lang).to_owned()}</p>
        </section>
        {under_way(page, desk)}
        <section class="stack">
            <div class="head"><h2>{words::instrument(lang)}</h2></div>
            {instrument(lang, desk)}
        </section>
        <section class="stack">
            <div class="head"><h2>{words::rounds(lang)}</h2></div>
            {rounds(lang, desk)}
        </section>
        {jobs(lang, &desk.jobs)}
    };
    frame::work(page, &name, body)
}

/// The fieldwork that is under way: what to do next in it, and the ways to all of it.
fn under_way(page: &Page, desk: &IndexDesk) -> Option<AnyView> {
    let lang = page.lang;
    let under_way = desk.under_way.as_ref()?;
    let (slug, period) = (desk.index.about.slug.as_str(), under_way.fieldwork.period.as_str());
    let (step, href) = next_step(lang, slug, under_way, date::today(page.services.now()));
    Some(
        view! {
            <section class="stack">
                <div class="head"><h2>{fieldwork::under_way(lang, period)}</h2></div>
                <div class="actions">
                    <a class="btn primary" href=href>{step}</a>
                    <a class="btn" href=routes::board(slug, period)>{fieldwork::board(lang)}</a>
                    <a class="btn" href=routes::ratings(slug, period)>{rating::title(lang)}</a>
                    <a class="btn" href=routes::gather(slug, period)>{rating::gather(lang)}</a>
                </div>
            </section>
        }
        .into_any(),
    )
}

fn instrument(lang: Lang, desk: &IndexDesk) -> AnyView {
    let href = routes::work_instrument(desk.index.about.slug.as_str());
    match &desk.instrument {
        None => view! {
            <Empty title=words::step_instrument(lang) text=words::instrument_none(lang)>
                <a class="btn primary" href=href>{words::upload_instrument(lang)}</a>
            </Empty>
        }
        .into_any(),
        Some(record) => {
            let warnings = (!record.warnings.is_empty()).then(|| {
                view! { " · " <span class="tag is-wait">{upload::instrument_warnings(lang, record.warnings.len())}</span> }
            });
            view! {
                <p>
                    {words::instrument_version(lang, record.version, date::day_of(lang, record.created_at))}
                    " · "
                    {counts(lang, &record.instrument)}
                    {warnings}
                    " · "
                    <a href=href>{words::look_or_replace(lang)}</a>
                </p>
            }
            .into_any()
        }
    }
}

/// `76 个指标，12 个维度`.
pub(super) fn counts(lang: Lang, instrument: &Instrument) -> String {
    let indicators = instrument.indicators().count();
    words::counts(lang, indicators, instrument.len() - indicators)
}

fn rounds(lang: Lang, desk: &IndexDesk) -> AnyView {
    let index = &desk.index.about;
    let upload = routes::work_data(index.slug.as_str());
    if desk.rounds.is_empty() {
        // Without an instrument there is one thing to do, and it stands above.
        let link = desk
            .instrument
            .is_some()
            .then(|| view! { <a class="btn primary" href=upload>{words::upload_data(lang)}</a> });
        return view! { <Empty title=words::step_data(lang) text=words::rounds_empty(lang)>{link}</Empty> }.into_any();
    }
    let rows = desk.rounds.iter().map(|r| round(lang, index, r)).collect_view();
    let heads = vec![
        Head::text(words::period(lang)),
        Head::figure(words::units(lang)),
        Head::figure(words::availability(lang)),
        Head::text(words::data(lang)),
        Head::text(words::recipe(lang)),
        Head::text(words::newest_edition(lang)),
    ];
    view! {
        <DataTable caption=words::rounds(lang) heads=heads>{rows}</DataTable>
        <div class="actions">
            <a class="btn" href=upload>{words::upload_data(lang)}</a>
        </div>
    }
    .into_any()
}

fn round(lang: Lang, index: &Index, overview: &RoundOverview) -> impl IntoView + use<> {
    let period = &overview.round.period;
    let data = overview.dataset.as_ref();
    let share = data.filter(|d| d.possible > 0).map(|d| number::percent(d.present as f64 / d.possible as f64));
    let uploaded = data.map(|d| {
        let (revision, day) = (words::revision(lang, d.revision), date::day_of(lang, d.created_at));
        view! { <span>{revision} " " <span class="muted">{day}</span></span> }
    });
    let edition = match &overview.edition {
        Some(e) => {
            view! { <span>{words::edition_of(lang, period, e.version)} " " {stage_badge(lang, e.stage())}</span> }
                .into_any()
        }
        None => view! { <span class="muted">{words::none(lang)}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=routes::round(index.slug.as_str(), period) aria-label=words::open_round(lang, period)>{period.clone()}</a>
            </th>
            <td class="num" data-label=words::units(lang)>{data.map(|d| d.units)}</td>
            <td class="num" data-label=words::availability(lang)>{share}</td>
            <td data-label=words::data(lang)>{uploaded}</td>
            <td data-label=words::recipe(lang)>{recipe(lang, &overview.round.recipe.normalise)}</td>
            <td data-label=words::newest_edition(lang)>{edition}</td>
        </tr>
    }
}

const fn recipe(lang: Lang, normalise: &Normalise) -> &'static str {
    match normalise {
        Normalise::None => words::normalise_none(lang),
        Normalise::MinMax { .. } => words::normalise_min_max(lang),
        Normalise::Goalposts { .. } => words::normalise_goalposts(lang),
        Normalise::PerIndicator { .. } => words::normalise_per_indicator(lang),
        Normalise::ZScore { .. } => words::normalise_z_score(lang),
        Normalise::Rank => words::normalise_rank(lang),
        Normalise::PercentileRank { .. } => words::normalise_percentile_rank(lang),
        Normalise::Borda => words::normalise_borda(lang),
        Normalise::Efficacy { .. } => words::normalise_efficacy(lang),
        Normalise::DistanceToBest { .. } => words::normalise_distance_to_best(lang),
        Normalise::DistanceToReference { .. } => words::normalise_distance_to_reference(lang),
        Normalise::DistanceToTarget { .. } => words::normalise_distance_to_target(lang),
        Normalise::FractionOfMaximum { .. } => words::normalise_fraction_of_maximum(lang),
        Normalise::Bands { .. } => words::normalise_bands(lang),
    }
}

fn jobs(lang: Lang, jobs: &[JobRecord]) -> Option<impl IntoView + use<>> {
    let rows = jobs.iter().map(|j| job_row(lang, j)).collect_view();
    let heads = vec![
        Head::text(words::job_subject(lang)),
        Head::text(words::state(lang)),
        Head::text(words::asked_at(lang)).descending(),
    ];
    (!jobs.is_empty()).then(|| {
        view! {
            <section class="stack">
                <div class="head"><h2>{words::jobs(lang)}</h2></div>
                <DataTable caption=words::jobs(lang) heads=heads>{rows}</DataTable>
            </section>
        }
    })
}

fn job_row(lang: Lang, record: &JobRecord) -> impl IntoView + use<> {
    let what = match &record.work {
        JobWork::ImportData { file_name, .. } => job::import_title(lang, file_name),
        JobWork::Publish { .. } => job::publish_title(lang).to_owned(),
    };
    view! {
        <tr>
            <th scope="row"><a href=routes::job(record.id)>{what}</a></th>
            <td data-label=words::state(lang)>{job_badge(lang, record.state)}</td>
            <td data-label=words::asked_at(lang) class="figure">{date::moment(lang, record.created_at)}</td>
        </tr>
    }
}
