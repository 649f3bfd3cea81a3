//! What an evaluator found: the level or the answers refused, why, and on which rows and documents.

use crate::prelude::*;
use domain::{
    edition::PublishedRating,
    questionnaire::ItemKind,
    rating::{Citation, Judgement},
};

use super::{Subject, rows};
use crate::{components::stat::Facts, locales::item as words, number};

pub(super) fn section(subject: Subject<'_>, rating: &PublishedRating) -> AnyView {
    let lang = subject.lang;
    let found = match &rating.judgement {
        Judgement::Level { points } => (words::level(lang).to_owned(), level(subject, *points)),
        Judgement::Answers { refused } if refused.is_empty() => {
            (words::answers(lang).to_owned(), words::none_refused(lang).to_owned())
        }
        Judgement::Answers { refused } => {
            let rows: Vec<_> = refused.iter().map(ToString::to_string).collect();
            (words::answers(lang).to_owned(), words::refused(lang, rows.join(words::comma(lang))))
        }
    };
    let facts = vec![found, (words::reason(lang).to_owned(), rating.reason.clone())];
    let cited = rating.citations.iter().map(|citation| cited(subject, citation)).collect_view();
    let citations = (!rating.citations.is_empty()).then(|| {
        view! {
            <p class="label">{words::citations(lang)}</p>
            <ul>{cited}</ul>
        }
    });
    view! {
        <section class="stack" id="rating" aria-labelledby="rating-title">
            <div class="head"><h2 id="rating-title">{words::rating(lang)}</h2></div>
            <p class="meta">{words::rating_about(lang)}</p>
            <Facts items=facts />
            {citations}
        </section>
    }
}

/// `75 分：有制度并执行`.
fn level(subject: Subject<'_>, points: f64) -> String {
    let lang = subject.lang;
    let text = match subject.asked.map(|asked| &asked.kind) {
        Some(ItemKind::Rubric { levels }) => {
            levels.iter().find(|level| level.points.to_bits() == points.to_bits()).map(|level| level.text.get(lang))
        }
        Some(
            ItemKind::Quantitative { .. }
            | ItemKind::YesNo { .. }
            | ItemKind::Survey { .. }
            | ItemKind::Deduction { .. }
            | ItemKind::Bonus { .. }
            | ItemKind::Veto { .. },
        )
        | None => None,
    };
    words::level_of(lang, number::raw(points, 2), text.unwrap_or_default())
}

/// A row or a document, as a link to where it stands on this page.
fn cited(subject: Subject<'_>, citation: &Citation) -> AnyView {
    let lang = subject.lang;
    let row = citation.row.map(|row| {
        let text = words::row(lang, row);
        match rows::href(subject, row) {
            Some(href) => view! { <a href=href>{text}</a> " " },
            None => view! { {text} " " },
        }
    });
    let document = citation.document.map(|number| {
        let text = words::document_number(lang, number);
        let known = subject.answered.is_some_and(|answered| answered.documents.iter().any(|d| d.number == number));
        if known {
            view! { <a href=format!("#document-{number}")>{text}</a> }
        } else {
            text.into_any()
        }
    });
    view! { <li>{row}{document}</li> }
}
