//! A piece of long work: how far it is, and what came of it.

use crate::prelude::*;
use domain::{
    job::{JobState, JobWork},
    problem::any_error,
};
use http::{HeaderValue, header::REFRESH};
use leptos_axum::ResponseOptions;
use service::{
    Error,
    jobs::{self, JobDesk, JobRecord},
};

use super::{crumbs, job_badge};
use crate::{
    components::{
        breadcrumb::Crumb,
        note::{Note, Progress, Tone},
    },
    date,
    locales::{job as words, upload},
    pages::{frame, gate, problems},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Job() -> impl IntoView {
    let id = gate::path_param("id").parse::<i64>();
    let response = use_context::<ResponseOptions>();
    gate::member(|page, actor| async move {
        let desk = jobs::open_job(&page.services, &actor, id.map_err(|_| Error::NotFound)?).await?;
        let follows = !desk.job.state.is_over() && page.param("refresh") != Some("off");
        if let Some(response) = response.filter(|_| follows) {
            // The header asks for no script, and whoever reads slowly can turn it off by a link.
            response.insert_header(REFRESH, HeaderValue::from_static("3"));
        }
        Ok(show(&page, &desk, follows))
    })
}

/// Where a file that was not accepted can be uploaded again, with the columns as they were named.
fn upload_again(desk: &JobDesk) -> Option<String> {
    let JobWork::ImportData { mapping, .. } = &desk.job.work else { return None };
    let slug = desk.index.as_ref()?.about.slug.as_str();
    (desk.job.state == JobState::Failed).then(|| routes::work_data_with(slug, mapping))
}

fn show(page: &Page, desk: &JobDesk, follows: bool) -> AnyView {
    let lang = page.lang;
    let job = &desk.job;
    let title = match &job.work {
        JobWork::ImportData { file_name, .. } => words::import_title(lang, file_name),
        JobWork::Publish { .. } => words::publish_title(lang).to_owned(),
    };
    let body = if job.state.is_over() {
        outcome(page, job, upload_again(desk)).into_any()
    } else {
        progress(page, job, follows).into_any()
    };
    let finished = job.finished_at.map(|at| {
        view! {
            <dt>{words::finished_at(lang)}</dt>
            <dd>{date::moment(lang, at)}</dd>
        }
    });
    let index = desk.index.as_ref().map(|index| &index.about);
    let up = index.map(|index| Crumb::link(index.name.get(lang), routes::work_index(index.slug.as_str())));
    let body = view! {
        {crumbs(lang, index, up.into_iter().chain([Crumb::here(title.clone())]))}
        <section class="stack">
            <h1>{title.clone()} " " {job_badge(lang, job.state)}</h1>
            <dl class="facts">
                <dt>{words::asked_at(lang)}</dt>
                <dd>{date::moment(lang, job.created_at)}</dd>
                {finished}
            </dl>
            {body}
        </section>
    };
    frame::work(page, &title, body)
}

fn progress(page: &Page, job: &JobRecord, follows: bool) -> impl IntoView + use<> {
    let lang = page.lang;
    let (done, total) = job.progress;
    let (label, of) = if total == 0 {
        (words::progress_unknown(lang).to_owned(), None)
    } else {
        (words::progress_of(lang, (done + 1).min(total), total), Some(u64::from(total)))
    };
    let note = if follows { words::refreshes(lang) } else { "" };
    let turn = if follows {
        let off = page.url_with(&[("refresh", Some("off"))]);
        view! { <a href=off>{words::refresh_off(lang)}</a> }.into_any()
    } else {
        view! {
            <a class="btn" href=page.url_with(&[])>{words::refresh_now(lang)}</a>
            <a href=page.url_with(&[("refresh", None)])>{words::refresh_on(lang)}</a>
        }
        .into_any()
    };
    view! {
        <Progress id="progress" label=label done=u64::from(done) of=of note=note />
        <div class="actions">{turn}</div>
    }
}

fn outcome(page: &Page, job: &JobRecord, again: Option<String>) -> impl IntoView + use<> {
    let lang = page.lang;
    let result = job.result.clone().unwrap_or_default();
    let found = result.problems.len();
    let summary = result.summary.map(|text| view! { <p>{text.get(lang).to_owned()}</p> });
    let verdict = match &job.work {
        JobWork::ImportData { .. } if any_error(&result.problems) => {
            let text = words::nothing_stored(lang, problems::how_many(lang, &result.problems));
            view! {
                <Note tone=Tone::Fault>
                    <p><b>{text}</b></p>
                    <p>{upload::problems_next(lang)}</p>
                </Note>
            }
            .into_any()
        }
        JobWork::ImportData { .. } if found > 0 => {
            view! { <Note tone=Tone::Wait><p>{words::read_with_warnings(lang, found)}</p></Note> }.into_any()
        }
        JobWork::Publish { .. } if job.state == JobState::Failed => view! {
            <Note tone=Tone::Fault><p><b>{words::publish_failed(lang)}</b></p></Note>
            {problems::list(lang, &result.problems)}
        }
        .into_any(),
        JobWork::ImportData { .. } | JobWork::Publish { .. } => ().into_any(),
    };
    let table = match &job.work {
        JobWork::ImportData { file_name, .. } => {
            (found > 0).then(|| problems::of_file(lang, &result.problems, file_name).into_any())
        }
        JobWork::Publish { .. } => None,
    };
    // A path the service wrote; anything else would be a fault of ours.
    let onward = result.location.filter(|path| routes::is_ours(path)).map(|path| {
        view! { <a class="btn primary" href=path>{words::go_on(lang)}</a> }
    });
    view! {
        {summary}
        {verdict}
        {table}
        <div class="actions">
            {again.map(|href| view! { <a class="btn primary" href=href>{words::try_again(lang)}</a> })}
            {onward}
            <a href=routes::WORK>{words::back(lang)}</a>
        </div>
    }
}
