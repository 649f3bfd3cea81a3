//! One item of one unit: the evidence beside the rubric, and the form of the rating.

use std::collections::BTreeSet;

use crate::prelude::*;
use domain::{
    Lang,
    questionnaire::{Item, ItemKind, column::document_numbers, item::Level},
    rating::Judgement,
};
use service::ratings::{self, RatingDesk, RatingState};

use super::{
    super::index::questionnaire::computation,
    evidence,
    form::{self as entry, Entered},
    history, state_badge, way,
};
use crate::{
    components::{
        breadcrumb::Crumb,
        field::{Choice, Radios, TextArea, TextField},
        note::{Note, Tone},
        stat::Facts,
    },
    locales::rating as words,
    number,
    pages::{form, frame, gate},
    request::Page,
    routes,
};

/// The page.
#[component]
pub fn Show() -> impl IntoView {
    let [slug, period, unit, item] = ["slug", "period", "unit", "item"].map(gate::path_param);
    gate::member(|page, actor| async move {
        let desk = ratings::open_rating(&page.services, &actor, &slug, &period, &unit, &item).await?;
        Ok(show(&page, &desk))
    })
}

fn show(page: &Page, desk: &RatingDesk) -> AnyView {
    let lang = page.lang;
    let (index, period) = (&desk.list.index.about, desk.list.fieldwork.period.as_str());
    let slug = index.slug.as_str();
    let item = &desk.item;
    let unit = desk.unit.name.get(lang);
    let title = format!("{} {}", item.code, item.name.get(lang));
    let done = (page.param("done") == Some("rated") && page.form.problems.is_empty())
        .then(|| view! { <Note tone=Tone::Done><p>{words::done(lang)}</p></Note> });
    let outdated = (desk.state == RatingState::Outdated)
        .then(|| view! { <Note tone=Tone::Wait><p>{words::outdated(lang)}</p></Note> });
    let below = vec![Crumb::link(words::title(lang), routes::ratings(slug, period)), Crumb::here(unit)];
    let body = view! {
        {way(lang, index, period, below)}
        <section class="stack">
            {form::summary_with(page, &|field| field_id(desk, field))}
            <p class="eyebrow">{unit.to_owned()} " · " {index.name.get(lang).to_owned()} " " {period.to_owned()}</p>
            <h1>{title.clone()} " " {state_badge(lang, desk.state)}</h1>
            {done}
            {outdated}
            <Facts items=facts(lang, desk) />
            {neighbours(lang, desk)}
        </section>
        {desk_of(page, desk)}
        {history::section(lang, desk)}
        {neighbours(lang, desk)}
    };
    frame::work(page, &format!("{unit} · {title}"), body)
}

fn facts(lang: Lang, desk: &RatingDesk) -> Vec<(String, String)> {
    let mut facts = vec![(words::respondent(lang).to_owned(), desk.respondent.organisation.name.get(lang).to_owned())];
    if let Some(revision) = desk.revision {
        facts.push((words::revision(lang).to_owned(), words::revision_of(lang, revision)));
    }
    if let Some(value) = desk.outcome.as_ref().and_then(|outcome| outcome.value) {
        let unit = desk.item.unit.as_ref().map(|unit| unit.get(lang)).unwrap_or_default();
        let how = computation(lang, &desk.list.questionnaire, &desk.item);
        facts.push((words::filed_value(lang).to_owned(), format!("{}{unit} · {how}", number::raw(value, 2))));
    }
    facts
}

/// Where a problem of the form leads: the first row of the table, where it is about rows.
fn field_id(desk: &RatingDesk, field: &str) -> Option<String> {
    let first = desk.table.as_ref().and_then(|table| table.rows.first()).map(|row| row.number);
    match field {
        "rows" => first.map(entry::cite),
        "refused" => first.map(entry::refuse),
        "" => None,
        _ => Some(field.to_owned()),
    }
}

/// Evidence and form side by side; the reason why there is nothing to rate where there is none.
fn desk_of(page: &Page, desk: &RatingDesk) -> AnyView {
    let lang = page.lang;
    let (Some(table), Some(revision)) = (&desk.table, desk.revision) else {
        let reason = desk.not_rated_because.as_ref().map(|reason| reason.get(lang).to_owned());
        return view! { <Note><p>{reason}</p></Note> };
    };
    if let Some(reason) = &desk.not_rated_because {
        let reason = reason.get(lang).to_owned();
        return view! { <Note><p>{reason}</p></Note> };
    }
    let entered = entered(page, desk);
    let documents = named(desk);
    let documents_hint = if documents.is_empty() {
        words::documents_none(lang).to_owned()
    } else {
        words::documents_hint(lang, documents)
    };
    let filing = routes::submission(desk.respondent.id, revision);
    let next = desk.next.is_some().then(|| {
        view! { <button class="btn primary" name=entry::NEXT value="yes">{words::save_next(lang)}</button> }
    });
    let save = if next.is_some() { "btn" } else { "btn primary" };
    view! {
        <form class="rating" method="post">
            <input type="hidden" name=entry::REVISION value=revision.to_string() />
            <section class="stack rating-evidence">
                <div class="head">
                    <h2>{words::evidence(lang)}</h2>
                    <a href=filing>{words::revision_of(lang, revision)}</a>
                </div>
                {evidence::table(lang, &desk.list.questionnaire, &desk.item, table, &entered)}
            </section>
            <section class="stack rating-form">
                <div class="head"><h2>{words::standard(lang)}</h2></div>
                {standard(page, &desk.item, &entered)}
                <p class="hint">{words::citations_about(lang)}</p>
                {fault(page, "rows")}
                <TextField
                    about=form::optional(page, "documents", words::documents(lang)).hint(documents_hint)
                    value=entered.documents.clone()
                    class="middle"
                    autocomplete="off"
                />
                {files(lang, desk, &entered)}
                <TextArea
                    about=form::required(page, "reason", words::reason(lang)).hint(words::reason_hint(lang))
                    value=entered.reason.clone()
                    rows=6
                />
                <div class="actions">
                    {next}
                    <button class=save>{words::save(lang)}</button>
                </div>
            </section>
        </form>
    }
}

/// The levels to choose from, or what to tick in the table.
fn standard(page: &Page, item: &Item, entered: &Entered) -> AnyView {
    let lang = page.lang;
    match &item.kind {
        ItemKind::Rubric { levels } => {
            // The best one first: that is how evaluators read them.
            let choices = levels.iter().rev().map(|level| choice(lang, level)).collect::<Vec<_>>();
            view! {
                <Radios
                    about=form::required(page, "level", words::level(lang))
                    choices=choices
                    value=entered.level.clone()
                />
            }
        }
        ItemKind::YesNo { .. }
        | ItemKind::Quantitative { .. }
        | ItemKind::Survey { .. }
        | ItemKind::Deduction { .. }
        | ItemKind::Bonus { .. }
        | ItemKind::Veto { .. } => view! {
            <p>{words::refuse_about(lang)}</p>
            {fault(page, "refused")}
        }
        .into_any(),
    }
}

/// What is wrong with the boxes of the table, where the form speaks of them.
fn fault(page: &Page, field: &str) -> Option<AnyView> {
    let fault = form::about(page, field, "").fault?;
    Some(view! { <p class="fault">{fault}</p> }.into_any())
}

/// The documents that rows name or a rating cites, each with its file.
fn files(lang: Lang, desk: &RatingDesk, entered: &Entered) -> AnyView {
    let cited = document_numbers(entered.documents.trim()).unwrap_or_default();
    let wanted: BTreeSet<u32> = desk.documents.iter().copied().chain(cited).collect();
    let items = wanted
        .iter()
        .map(|number| match desk.files.get(number) {
            Some(file) => {
                let href = routes::document_file(desk.respondent.id, *number, file.revision);
                view! { <li><a href=href>{words::file_of(lang, *number, &file.file_name)}</a></li> }.into_any()
            }
            None => view! { <li>{words::file_missing(lang, *number)}</li> }.into_any(),
        })
        .collect_view();
    let list = (!wanted.is_empty()).then(|| {
        view! {
            <p class="hint">{words::files_about(lang)}</p>
            <ul class="plain">{items}</ul>
        }
    });
    let all = routes::filing_documents(desk.respondent.id);
    view! {
        <div class="stack tight" role="group" aria-label=words::files(lang)>
            {list}
            <p><a href=all>{words::files_all(lang)}</a></p>
        </div>
    }
    .into_any()
}

fn choice(lang: Lang, level: &Level) -> Choice {
    let points = number::raw(level.points, 2);
    Choice::new(points.clone(), words::points(lang, points)).hint(level.text.get(lang))
}

/// What was typed, else the rating in force, else nothing.
fn entered(page: &Page, desk: &RatingDesk) -> Entered {
    if !page.form.values.is_empty() {
        return Entered::typed(&entry::read(&page.form.values));
    }
    let Some(rating) = desk.history.last().map(|record| &record.rating) else {
        return Entered::typed(&entry::read(&[]));
    };
    let (level, refused) = match &rating.judgement {
        Judgement::Level { points } => (number::raw(*points, 2), BTreeSet::new()),
        Judgement::Answers { refused } => (String::new(), refused.clone()),
    };
    let documents: Vec<String> =
        rating.citations.iter().filter_map(|citation| citation.document).map(|n| n.to_string()).collect();
    Entered {
        level,
        refused,
        reason: rating.reason.clone(),
        rows: rating.citations.iter().filter_map(|citation| citation.row).collect(),
        documents: documents.join(", "),
    }
}

fn named(desk: &RatingDesk) -> String {
    desk.documents.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}

fn neighbours(lang: Lang, desk: &RatingDesk) -> AnyView {
    let (slug, period) = (desk.list.index.about.slug.as_str(), desk.list.fieldwork.period.as_str());
    let to = |entry: &ratings::RatingEntry| routes::rating(slug, period, &entry.unit, &entry.item);
    let before = desk.previous.as_ref().map(|entry| view! { <a href=to(entry)>{words::earlier(lang)}</a> });
    let next = desk.next.as_ref().map(|entry| view! { <a href=to(entry)>{words::skip(lang)}</a> });
    let progress = desk.list.progress();
    let far = words::progress(lang, progress.rated, progress.all, progress.open);
    view! {
        <div class="actions no-print">
            <span class="meta">{far}</span>
            {before}
            {next}
            <a href=routes::ratings(slug, period)>{words::back(lang)}</a>
        </div>
    }
}
