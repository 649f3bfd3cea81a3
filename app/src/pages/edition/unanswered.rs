//! What stands where an explanation would: why there is none, in a sentence.

use crate::prelude::*;
use domain::{EditionContent, Lang, Text};
use http::{HeaderValue, StatusCode, header::RETRY_AFTER};
use leptos_axum::ResponseOptions;
use service::public::Unanswered;

use super::{
    release,
    results::{no_score, node_score},
};
use crate::{
    components::note::{Note, Tone},
    locales::explain as words,
};

/// When to ask again: by then those who wait have their answers.
const AGAIN_AFTER_SECONDS: u64 = 30;

/// Why there is no answer.
pub(super) fn note(lang: Lang, content: &EditionContent, why: &Unanswered) -> AnyView {
    let text = match why {
        Unanswered::Withheld => return release::nothing_here(lang, content),
        Unanswered::Refused(error) => {
            words::refused(lang, sentences(lang, error.problems().iter().map(|problem| &problem.message)))
        }
        Unanswered::Busy => words::busy(lang).to_owned(),
        Unanswered::Failed => words::failed(lang).to_owned(),
    };
    view! { <Note tone=Tone::Wait><p>{text}</p></Note> }
}

/// That a unit without a score has nothing to explain.
pub(super) fn unscored(lang: Lang, content: &EditionContent, unit: usize) -> AnyView {
    let code = &content.data.units[unit].code;
    let why = no_score(lang, content, code, node_score(content, unit, 0).withheld);
    view! { <p>{words::no_score(lang, why)}</p> }
}

/// Says that what went wrong will pass, so that nobody keeps a page without its answer.
pub(super) fn set_status(why: &Unanswered, response: Option<&ResponseOptions>) {
    let passes = match why {
        Unanswered::Busy | Unanswered::Failed => true,
        Unanswered::Withheld | Unanswered::Refused(_) => false,
    };
    if let Some(response) = response.filter(|_| passes) {
        response.set_status(StatusCode::SERVICE_UNAVAILABLE);
        response.insert_header(RETRY_AFTER, HeaderValue::from(AGAIN_AFTER_SECONDS));
    }
}

/// Messages one after another, each with its own full stop.
pub(super) fn sentences<'a>(lang: Lang, texts: impl Iterator<Item = &'a Text>) -> String {
    texts.map(|text| text.get(lang)).collect::<Vec<_>>().join(space(lang))
}

/// What stands between two sentences.
pub(super) const fn space(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => " ",
    }
}

/// From a page that explains a unit's result back to the result.
pub(super) fn back(lang: Lang, content: &EditionContent, unit: usize) -> AnyView {
    let about = &content.data.units[unit];
    let href = super::results::unit_href(content, &about.code);
    view! {
        <nav class="parts" aria-label=words::ways(lang)>
            <ul>
                <li><a href=href>{words::back(lang, about.name.get(lang))}</a></li>
            </ul>
        </nav>
    }
}
