//! A filing: what is asked, by when, how to file it, and every revision so far.

use crate::prelude::*;
use domain::{Actor, Lang, questionnaire::Item};
use service::{
    about,
    respondents::{self, RespondentDesk, SubmissionRecord},
    templates,
};

use super::{
    super::fieldwork::progress_badge, answer::verdict, documents, doer, evidence, item_name, missing, people,
    respondent_param, subject, table::due, upload, way,
};
use crate::{
    components::{
        note::{Note, Tone},
        stat::Facts,
        table::{DataTable, Head},
    },
    date,
    locales::{fieldwork, filing as words},
    pages::{form, frame, gate, problems},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Show() -> impl IntoView {
    let respondent = respondent_param();
    gate::member(|page, actor| async move {
        let desk = respondents::open_respondent(&page.services, &actor, respondent?).await?;
        let carried_from = if desk.rights.file {
            templates::begins_with(&page.services, &actor, desk.asked.respondent.id).await?
        } else {
            None
        };
        Ok(show(&page, &actor, &desk, carried_from.as_deref()))
    })
}

fn show(page: &Page, actor: &Actor, desk: &RespondentDesk, carried_from: Option<&str>) -> AnyView {
    let lang = page.lang;
    let asked = &desk.asked;
    let (respondent, filed_in) = (&asked.respondent, &asked.fieldwork);
    let name = about::name(respondent, &desk.questionnaire).get(lang).to_owned();
    let items: Vec<&Item> = desk.questionnaire.asked_of(&respondent.department).collect();
    let today = date::today(page.services.now());
    let assessed =
        fieldwork::day_to_day(lang, date::day(lang, filed_in.days.start), date::day(lang, filed_in.days.end));
    let facts = vec![
        (words::deadline(lang).to_owned(), due(lang, asked.due, today)),
        (words::period_assessed(lang).to_owned(), assessed),
        (words::tables(lang).to_owned(), items.len().to_string()),
    ];
    let people_link = desk.rights.invite.then(|| {
        view! {
            <p>
                <a href=routes::filing_people(respondent.id)>{words::people_link(lang)}</a>
                " · "
                {words::people_count(lang, desk.people.len())}
            </p>
        }
    });
    let body = view! {
        {way(lang, actor, &asked.index, filed_in, respondent, Vec::new())}
        <section class="stack">
            {form::summary(page)}
            <p class="eyebrow">{subject(lang, &asked.index.about, filed_in)}</p>
            <h1>{name.clone()} " " {progress_badge(lang, asked.standing.progress)}</h1>
            {done(page)}
            {returned(lang, desk)}
            {missing::of_filing(lang, desk)}
            {people::no_head(lang, desk)}
            <Facts items=facts />
            {people_link}
        </section>
        {file(page, desk, carried_from)}
        {documents::section(lang, desk)}
        <section class="stack">
            <div class="head"><h2>{words::revisions(lang)}</h2></div>
            {revisions(lang, desk)}
        </section>
        <section class="stack">
            <div class="head"><h2>{words::asked(lang)}</h2></div>
            {tables(lang, desk, &items)}
        </section>
    };
    frame::work(page, &name, body)
}

fn done(page: &Page) -> Option<AnyView> {
    let lang = page.lang;
    let handed_over = page.form.problems.is_empty() && page.param("done") == Some("handed-over");
    handed_over.then(|| view! { <Note tone=Tone::Done><p>{words::done_handed_over(lang)}</p></Note> })
}

/// Why it came back, and until when it can be corrected.
fn returned(lang: Lang, desk: &RespondentDesk) -> Option<AnyView> {
    let returned = desk.asked.standing.returned.as_ref()?;
    let title = words::returned_title(lang, date::day(lang, returned.due));
    let reason = returned.reason.clone();
    Some(view! {
        <Note tone=Tone::Wait>
            <p><b>{title}</b></p>
            <p class="as-typed">{reason}</p>
        </Note>
    })
}

/// The three steps, for whoever may file; or why nothing can be filed now.
fn file(page: &Page, desk: &RespondentDesk, carried_from: Option<&str>) -> Option<AnyView> {
    let lang = page.lang;
    let respondent = desk.asked.respondent.id;
    if !desk.rights.file {
        return None;
    }
    let steps = match &desk.asked.refusal {
        Some(refusal) => {
            let reason = problems::sentence(lang, refusal);
            view! {
                <Note tone=Tone::Wait><p>{reason}</p></Note>
                <p><a href=routes::workbook(respondent)>{words::download(lang)}</a></p>
                {upload::carried(lang, carried_from)}
            }
        }
        None => upload::steps(page, desk, carried_from),
    };
    Some(view! {
        <section class="stack">
            <div class="head"><h2>{words::three_steps(lang)}</h2></div>
            {steps}
        </section>
    })
}

fn revisions(lang: Lang, desk: &RespondentDesk) -> AnyView {
    if desk.submissions.is_empty() {
        return view! { <p>{words::revisions_empty(lang)}</p> };
    }
    let rows = desk.submissions.iter().rev().map(|submission| row(lang, desk, submission)).collect_view();
    let heads = vec![
        Head::text(words::revision_column(lang)),
        Head::text(words::outcome(lang)),
        Head::text(words::file(lang)),
        Head::text(words::by(lang)),
        Head::text(words::at(lang)).descending(),
    ];
    view! { <DataTable caption=words::revisions(lang) heads=heads>{rows}</DataTable> }
}

fn row(lang: Lang, desk: &RespondentDesk, submission: &SubmissionRecord) -> AnyView {
    let href = routes::submission(submission.respondent_id, submission.revision);
    let newest = desk.submissions.last().map(|newest| newest.revision);
    let superseded_by = newest.filter(|newest| *newest > submission.revision);
    view! {
        <tr>
            <th scope="row"><a href=href>{words::revision(lang, submission.revision)}</a></th>
            <td data-label=words::outcome(lang)>{verdict(lang, submission, superseded_by)}</td>
            <td data-label=words::file(lang)>{submission.file_name.clone()}</td>
            <td data-label=words::by(lang)>{doer(lang, &desk.names, submission.created_by)}</td>
            <td class="figure" data-label=words::at(lang)>{date::moment(lang, submission.created_at)}</td>
        </tr>
    }
}

fn tables(lang: Lang, desk: &RespondentDesk, items: &[&Item]) -> AnyView {
    let rows = items
        .iter()
        .map(|item| {
            view! {
                <tr>
                    <th scope="row">{item_name(lang, &item.code, &item.name)}</th>
                    <td data-label=words::how(lang)>{evidence::computed(lang, &desk.questionnaire, item)}</td>
                    <td class="num" data-label=words::columns(lang)>{desk.questionnaire.columns(item).count()}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![Head::text(words::item(lang)), Head::text(words::how(lang)), Head::figure(words::columns(lang))];
    view! { <DataTable caption=words::asked(lang) heads=heads class="data cards top">{rows}</DataTable> }
}
