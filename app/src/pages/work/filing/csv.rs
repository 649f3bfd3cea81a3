//! A table that was uploaded as CSV: how it was read, what is wrong with it, and what filing it would do.

mod heads;
mod outcome;

use crate::prelude::*;
use domain::{Actor, Lang, questionnaire::Item};
pub(super) use heads::by_table;
use service::tables::{
    self, PreviewRow, ReadingForm, Separator, TableDesk, TablePreview, TextEncoding, column_letters,
};

use super::{item_name, respondent_param, subject, way};
use crate::{
    components::{
        breadcrumb::Crumb,
        field::{About, Choice, Select},
        note::{Note, Tone},
        stat::Facts,
        table::{DataTable, Head},
    },
    locales::{csv as words, filing, upload},
    number,
    pages::{form, frame, gate, problems},
    request::Page,
    routes,
};

/// Decimals of a value.
const DECIMALS: u8 = 4;

/// The page.
#[component]
pub fn Csv() -> impl IntoView {
    let (respondent, sha256) = (respondent_param(), gate::path_param("sha256"));
    gate::member(|page, actor| async move {
        let reading = ReadingForm { encoding: chosen(&page, "encoding"), item: chosen(&page, "item") };
        let desk = tables::open_table(&page.services, &actor, respondent?, &sha256, &reading).await?;
        Ok(show(&page, &actor, &desk))
    })
}

/// What was confirmed, where that failed; else what the URL says.
fn chosen(page: &Page, name: &str) -> String {
    page.form.value(name).or_else(|| page.param(name)).unwrap_or_default().to_owned()
}

fn show(page: &Page, actor: &Actor, desk: &TableDesk) -> AnyView {
    let lang = page.lang;
    let title = words::title(lang);
    let file = desk.upload.file_name.clone();
    let body = view! {
        {way(lang, actor, &desk.index, &desk.fieldwork, &desk.respondent, vec![Crumb::here(title)])}
        <section class="stack">
            {form::summary(page)}
            <p class="eyebrow">
                {subject(lang, &desk.index.about, &desk.fieldwork)} " · "
                {desk.respondent.organisation.name.get(lang).to_owned()}
            </p>
            <h1>{title}</h1>
            <p>{words::not_yet(lang)}</p>
            <Facts items=facts(lang, desk) />
        </section>
        <section class="stack">
            <div class="head"><h2>{words::found(lang)}</h2></div>
            {found(lang, desk)}
        </section>
        {desk.preview.as_ref().map(|preview| as_read(lang, preview))}
        <section class="stack">
            <div class="head"><h2>{words::correct(lang)}</h2></div>
            {correct(page, desk)}
        </section>
        {outcome::confirm(lang, desk)}
        <section class="stack">{by_table(lang, desk.respondent.id, &asked(desk))}</section>
    };
    frame::work(page, &format!("{title} · {file}"), body)
}

/// The items whose tables are asked.
fn asked(desk: &TableDesk) -> Vec<&Item> {
    desk.questionnaire.asked_of(&desk.respondent.department).collect()
}

/// The item of the table, where it is known.
fn item(desk: &TableDesk) -> Option<&Item> {
    desk.preview.as_ref()?.item.as_deref().and_then(|code| desk.questionnaire.item(code))
}

fn facts(lang: Lang, desk: &TableDesk) -> Vec<(String, String)> {
    let mut facts = vec![
        (filing::file(lang).to_owned(), desk.upload.file_name.clone()),
        (words::size(lang).to_owned(), number::size(desk.upload.file_bytes as f64)),
    ];
    let Some(preview) = &desk.preview else {
        facts.push((words::encoding(lang).to_owned(), words::unreadable(lang).to_owned()));
        return facts;
    };
    let separator = match preview.separator {
        Separator::Comma => words::comma(lang),
        Separator::Semicolon => words::semicolon(lang),
        Separator::Tab => words::tab(lang),
    };
    let name =
        item(desk).map_or_else(|| words::item_unknown(lang).to_owned(), |item| item_name(lang, &item.code, &item.name));
    facts.extend([
        (words::encoding(lang).to_owned(), preview.encoding.name().to_owned()),
        (words::separator(lang).to_owned(), separator.to_owned()),
        (words::item(lang).to_owned(), name),
        (words::rows(lang).to_owned(), preview.rows.to_string()),
    ]);
    let unit = item(desk).and_then(|item| item.unit.as_ref()).map(|unit| unit.get(lang)).unwrap_or_default();
    let value = desk.value.filter(|_| desk.sound).map(|value| number::with_unit(&number::raw(value, DECIMALS), unit));
    facts.extend(value.map(|value| (words::value(lang).to_owned(), value)));
    facts
}

fn found(lang: Lang, desk: &TableDesk) -> AnyView {
    let all = &desk.problems;
    let note = if desk.sound {
        let text = if all.is_empty() { words::sound(lang).to_owned() } else { words::sound_warnings(lang, all.len()) };
        view! { <Note tone=Tone::Done><p>{text}</p></Note> }
    } else {
        let (title, again) = (problems::how_many(lang, all), routes::filing(desk.respondent.id));
        view! {
            <Note tone=Tone::Fault>
                <p><b>{title}</b></p>
                <p>{words::faulty(lang)}</p>
                <p>{words::no_comments(lang)}</p>
                <p><a class="btn" href=again>{words::upload_again(lang)}</a></p>
            </Note>
        }
    };
    let table =
        (!all.is_empty()).then(|| problems::under(lang, upload::problems_caption(lang), all, &desk.upload.file_name));
    view! {
        {note}
        {table}
    }
}

/// The first rows as they stand in the file, under the letters a spreadsheet program gives its columns.
fn as_read(lang: Lang, preview: &TablePreview) -> AnyView {
    let width = preview.first.iter().map(|row| row.fields.len()).max().unwrap_or_default();
    let heads = std::iter::once(Head::figure(words::row(lang)))
        .chain((0..width).map(|column| Head::text(column_letters(column))))
        .collect();
    let rows = preview.first.iter().map(|row| row_as_read(lang, row, preview.head_row, width)).collect_view();
    view! {
        <section class="stack">
            <div class="head"><h2>{words::as_read(lang)}</h2></div>
            <p class="meta">{words::first_rows(lang, preview.first.len())}</p>
            <DataTable caption=words::as_read(lang) heads=heads class="data dense" scroll=true>{rows}</DataTable>
        </section>
    }
}

fn row_as_read(lang: Lang, row: &PreviewRow, head_row: Option<usize>, width: usize) -> AnyView {
    let number = if head_row == Some(row.number) { words::heads_row(lang, row.number) } else { row.number.to_string() };
    let fields = row
        .fields
        .iter()
        .map(String::as_str)
        .chain(std::iter::repeat(""))
        .take(width)
        .map(|field| view! { <td>{field.to_owned()}</td> })
        .collect_view();
    view! { <tr><th scope="row" class="num">{number}</th>{fields}</tr> }
}

/// Another encoding, another item: the page is asked for again with them.
fn correct(page: &Page, desk: &TableDesk) -> AnyView {
    let lang = page.lang;
    let preview = desk.preview.as_ref();
    let mut encodings = vec![Choice::new("", words::recognise(lang))];
    let mut items = encodings.clone();
    encodings.extend(TextEncoding::ALL.map(|encoding| Choice::new(encoding.code(), encoding.name())));
    let name = |item: &Item| item_name(lang, &item.code, &item.name);
    items.extend(asked(desk).into_iter().map(|item| Choice::new(&*item.code, name(item))));
    let encoding = preview.map_or_else(|| chosen(page, "encoding"), |preview| preview.encoding.code().to_owned());
    let item = preview.and_then(|preview| preview.item.clone()).unwrap_or_else(|| chosen(page, "item"));
    view! {
        <form class="form" method="get" action=routes::table(desk.respondent.id, &desk.upload.file_sha256)>
            <Select
                about=About::new("encoding", words::encoding(lang)).hint(words::encoding_hint(lang))
                choices=encodings
                value=encoding
                class="middle"
            />
            <Select
                about=About::new("item", words::item(lang)).hint(words::item_hint(lang))
                choices=items
                value=item
            />
            <div class="actions">
                <button class="btn">{words::read_again(lang)}</button>
            </div>
        </form>
    }
}
