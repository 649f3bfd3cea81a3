//! The supporting documents 佐证材料 of a respondent: what is there, and uploading more.

pub(super) mod compare;
mod list;
pub mod withdraw;

use crate::prelude::*;
use domain::{Actor, Lang, Problem, document::DocumentKind};
use service::{
    documents::{self, Document, DocumentDesk},
    respondents::RespondentDesk,
};

use super::{respondent_param, subject, way};
use crate::{
    components::{
        breadcrumb::Crumb,
        error_summary::{ErrorSummary, Fault},
        field::TextField,
        note::{Note, Tone},
    },
    islands::upload_box::{UploadBox, UploadWords},
    locales::{common, documents as words, upload},
    number,
    pages::{form, frame, gate, problems},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Documents() -> impl IntoView {
    let respondent = respondent_param();
    gate::member(|page, actor| async move {
        let desk = documents::list(&page.services, &actor, respondent?).await?;
        Ok(show(&page, &actor, &desk))
    })
}

fn show(page: &Page, actor: &Actor, desk: &DocumentDesk) -> AnyView {
    let lang = page.lang;
    let title = words::title(lang);
    let name = desk.respondent.organisation.name.get(lang).to_owned();
    let settings = page.services.settings();
    let quota = settings.document_quota_bytes >> 20;
    let limits = words::limits(lang, kinds(lang), settings.max_document_bytes >> 20, quota);
    let compared = desk.named.as_ref().map(|(_, mentions)| compare::with_rows(lang, mentions, &desk.documents));
    let body = view! {
        {way(lang, actor, &desk.index, &desk.fieldwork, &desk.respondent, vec![Crumb::here(title)])}
        <section class="stack">
            {summary(page)}
            <p class="eyebrow">{subject(lang, &desk.index.about, &desk.fieldwork)} " · " {name.clone()}</p>
            <h1>{title}</h1>
            {done(page)}
            <p>{words::about(lang)} " " {limits}</p>
            <p>{words::used(lang, size(desk.used_bytes), quota)}</p>
        </section>
        {upload(page, desk)}
        <section class="stack">
            <div class="head"><h2>{words::list(lang)}</h2></div>
            {list::table(lang, desk)}
            {compared}
        </section>
    };
    frame::work(page, &format!("{name} · {title}"), body)
}

/// The documents in a line, and the way to them: for the page of the filing.
pub(super) fn section(lang: Lang, desk: &RespondentDesk) -> AnyView {
    let current: Vec<_> = desk.documents.iter().filter_map(Document::current).collect();
    let text = if current.is_empty() {
        words::none_yet(lang).to_owned()
    } else {
        let bytes = current.iter().map(|revision| revision.bytes).sum();
        format!("{} · {}", words::count(lang, current.len()), size(bytes))
    };
    let attaches = desk.rights.file && desk.asked.refusal.is_none();
    let word = if attaches { words::open(lang) } else { words::look(lang) };
    let href = routes::filing_documents(desk.asked.respondent.id);
    view! {
        <section class="stack">
            <div class="head"><h2>{words::title(lang)}</h2></div>
            <p>{text}</p>
            <p>{words::about(lang)}</p>
            <p><a href=href>{word}</a></p>
        </section>
    }
}

/// What is taken: `PDF、OFD、PNG…`
fn kinds(lang: Lang) -> String {
    DocumentKind::ALL.map(DocumentKind::label).join(words::joint(lang))
}

fn size(bytes: u64) -> String {
    number::size(bytes as f64)
}

/// Every problem, each with the name of its file: of several, some may have been kept.
fn summary(page: &Page) -> impl IntoView + use<> {
    let lang = page.lang;
    let faults = page
        .form
        .problems
        .iter()
        .map(|problem| Fault { field: problem.place.field.clone(), message: sentence(lang, problem) })
        .collect();
    let others = saved(page.form.value("saved"))
        .map(|n| view! { <Note tone=Tone::Done><p>{words::saved_others(lang, n)}</p></Note> });
    view! {
        <ErrorSummary title=common::something_wrong(lang) faults=faults />
        {others}
    }
}

fn sentence(lang: Lang, problem: &Problem) -> String {
    let text = problems::sentence(lang, problem);
    problem.place.file.as_ref().map_or_else(|| text.clone(), |file| words::of_file(lang, file, &text))
}

/// How many files were saved; anything may stand in a URL or a form.
fn saved(text: Option<&str>) -> Option<usize> {
    text.and_then(|text| text.parse().ok()).filter(|&n| n > 0)
}

fn done(page: &Page) -> Option<AnyView> {
    if !page.form.problems.is_empty() {
        return None;
    }
    let lang = page.lang;
    let text = match page.param("done")? {
        "attached" => match (saved(page.param("saved"))?, saved(page.param("known"))) {
            (n, Some(known)) => words::saved_known(lang, n, known),
            (n, None) => words::saved(lang, n),
        },
        "withdrawn" => words::done_withdrawn(lang).to_owned(),
        // Anything may stand in a URL.
        _ => return None,
    };
    Some(view! { <Note tone=Tone::Done><p>{text}</p></Note> })
}

/// The form, or why nothing can be uploaded now; nothing for those who only read.
fn upload(page: &Page, desk: &DocumentDesk) -> Option<AnyView> {
    if !desk.may_attach {
        return None;
    }
    let lang = page.lang;
    let form = match &desk.refusal {
        Some(refusal) => {
            let reason = problems::sentence(lang, refusal);
            view! { <Note tone=Tone::Wait><p>{reason}</p></Note> }
        }
        // The number stands before the files, so that it is known when they arrive.
        None => view! {
            <form
                class="stack"
                method="post"
                enctype="multipart/form-data"
                action=routes::filing_documents(desk.respondent.id)
            >
                <TextField
                    about=form::optional(page, "number", words::number(lang)).hint(words::number_hint(lang))
                    value=form::value(page, "number", "")
                    class="short"
                    inputmode="numeric"
                    autocomplete="off"
                />
                {files(page)}
                <div class="actions">
                    <button class="btn primary">{words::upload(lang)}</button>
                </div>
            </form>
        },
    };
    Some(view! {
        <section class="stack">
            <div class="head"><h2>{words::upload_title(lang)}</h2></div>
            {form}
        </section>
    })
}

fn files(page: &Page) -> impl IntoView + use<> {
    let lang = page.lang;
    let texts = UploadWords {
        label: words::drop(lang).into(),
        mark: common::required(lang).into(),
        choose: upload::choose(lang).into(),
        hint: words::hint(lang, kinds(lang), page.services.settings().max_document_bytes >> 20),
        chosen: upload::chosen(lang).into(),
        sending: upload::sending(lang).into(),
        sent: upload::sent(lang).into(),
        failed: words::failed(lang).into(),
    };
    let endings = DocumentKind::ALL.iter().flat_map(|kind| kind.endings()).map(|ending| format!(".{ending}"));
    let accept = endings.collect::<Vec<_>>().join(",");
    let fault = page.form.problems.iter().find(|p| problems::is_of_upload(p)).map(|p| sentence(lang, p));
    view! { <UploadBox name="file".to_owned() accept=accept multiple=true words=texts fault=fault /> }
}
