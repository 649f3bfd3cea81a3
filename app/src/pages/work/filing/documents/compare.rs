//! Rows and documents compared, and the way from a row to its documents.

use std::collections::{BTreeMap, BTreeSet};

use crate::prelude::*;
use domain::{
    Lang,
    document::{Gaps, Mention, Mentions},
    questionnaire::column::document_numbers,
};
use service::documents::Document;

use crate::{
    components::note::{Note, Tone},
    locales::documents as words,
    routes,
};

/// Numbers without a document that are listed.
const SHOWN: usize = 50;
/// Rows of an item that are listed.
const ROWS: usize = 20;

/// What the rows of a revision and the documents do not say alike; nothing where neither says a thing.
pub(in super::super) fn with_rows(lang: Lang, mentions: &Mentions, documents: &[Document]) -> Option<AnyView> {
    let present: Vec<u32> = documents.iter().filter_map(Document::current).map(|revision| revision.number).collect();
    if mentions.is_empty() && present.is_empty() {
        return None;
    }
    let gaps = Gaps::between(mentions, present);
    let whole =
        (gaps == Gaps::default()).then(|| view! { <Note tone=Tone::Done><p>{words::complete(lang)}</p></Note> });
    Some(view! {
        <h3>{words::gaps(lang)}</h3>
        {whole}
        {missing(lang, &gaps.missing)}
        {unnamed(lang, &gaps.unnamed)}
    })
}

fn missing(lang: Lang, missing: &Mentions) -> Option<AnyView> {
    let total = missing.len();
    let items = missing
        .iter()
        .take(SHOWN)
        .map(|(number, rows)| {
            let text = rows_text(lang, rows);
            view! { <li><b>{*number}</b> " · " {text}</li> }
        })
        .collect_view();
    let more = (total > SHOWN).then(|| view! { <p class="meta">{words::missing_first(lang, SHOWN, total)}</p> });
    (total > 0).then(|| {
        view! {
            <Note tone=Tone::Wait>
                <p>{words::missing(lang, total)}</p>
                <ul>{items}</ul>
                {more}
                <p>{words::missing_remedy(lang)}</p>
            </Note>
        }
    })
}

fn unnamed(lang: Lang, unnamed: &[u32]) -> Option<AnyView> {
    (!unnamed.is_empty()).then(|| {
        let text = words::unnamed(lang, joined(lang, unnamed));
        view! { <Note><p>{text}</p></Note> }
    })
}

/// The rows by item: `A2：第 2、3 行`.
pub(super) fn rows_text(lang: Lang, rows: &BTreeSet<Mention>) -> String {
    let mut by_item: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for mention in rows {
        by_item.entry(&mention.item).or_default().push(mention.row);
    }
    let of_item = |(item, rows): (&str, Vec<u32>)| {
        let more = if rows.len() > ROWS { words::and_more(lang, rows.len()) } else { String::new() };
        words::of_item(lang, item, joined(lang, &rows[..ROWS.min(rows.len())]), more)
    };
    by_item.into_iter().map(of_item).collect::<Vec<_>>().join(match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    })
}

fn joined(lang: Lang, numbers: &[u32]) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(words::joint(lang))
}

/// A cell that names documents: each number leads to its file, one without a document says so.
pub(in super::super) fn cell(lang: Lang, text: &str, respondent: i64, documents: &[Document]) -> AnyView {
    let Some(numbers) = document_numbers(text) else { return text.to_owned().into_any() };
    numbers
        .into_iter()
        .enumerate()
        .map(|(at, number)| {
            let comma = (at > 0).then(|| words::joint(lang));
            let current = documents.iter().filter_map(Document::current).find(|current| current.number == number);
            let number = if let Some(current) = current {
                let href = routes::document_file(respondent, number, current.revision);
                let title = words::download(lang, number, &current.file_name);
                view! { <a href=href title=title>{number}</a> }
            } else {
                let title = words::not_there(lang, number);
                view! { <span class="absent" title=title>{number}</span> }
            };
            view! {
                {comma}
                {number}
            }
        })
        .collect_view()
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(of: &[(&str, u32)]) -> BTreeSet<Mention> {
        of.iter().map(|(item, row)| Mention { item: (*item).to_owned(), row: *row }).collect()
    }

    #[test]
    fn rows_are_told_by_item() {
        let two = rows(&[("A1", 9), ("A2", 3), ("A2", 2)]);
        assert_eq!(rows_text(Lang::Zh, &two), "A1：第 9 行；A2：第 2、3 行");
        assert_eq!(rows_text(Lang::En, &two), "A1: row 9; A2: row 2, 3");
        let many: Vec<_> = (1..=30).map(|row| ("A1", row)).collect();
        let text = rows_text(Lang::Zh, &rows(&many));
        assert!(text.ends_with("20 行等 30 行"), "{text}");
    }

    #[test]
    fn nothing_is_compared_where_nothing_is_named_and_nothing_is_there() {
        assert!(with_rows(Lang::Zh, &Mentions::new(), &[]).is_none());
        let named = Mentions::from([(4, rows(&[("A1", 7)]))]);
        let html = with_rows(Lang::Zh, &named, &[]).expect("a warning").to_html();
        assert!(html.contains("A1：第 7 行") && html.contains("1 个编号"), "{html}");
    }

    #[test]
    fn a_number_without_a_document_is_no_link() {
        let html = cell(Lang::Zh, "1，2", 7, &[]).to_html();
        assert!(html.contains("第 1 号，没有材料") && !html.contains("<a"), "{html}");
    }
}
