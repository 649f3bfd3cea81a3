//! How to file table by table, and the heads to begin with.

use crate::prelude::*;
use domain::{Lang, questionnaire::Item};

use crate::{locales::csv as words, routes};

/// Folded: most respondents fill the workbook.
pub(in super::super) fn by_table(lang: Lang, respondent: i64, items: &[&Item]) -> AnyView {
    let heads = items
        .iter()
        .map(|item| {
            let href = routes::table_head(respondent, &item.code);
            view! { <li><a href=href>{words::head_of(lang, &item.code, item.name.get(lang))}</a></li> }
        })
        .collect_view();
    view! {
        <details class="more">
            <summary>{words::by_table(lang)}</summary>
            <div class="stack">
                <p>{words::by_table_about(lang)}</p>
                <p>{words::by_table_not_applicable(lang)}</p>
                <ul>{heads}</ul>
            </div>
        </details>
    }
}
