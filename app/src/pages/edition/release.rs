//! Editions of which the public sees the grades only: what they say of themselves, and what stands on
//! pages that have nothing to show then.

use crate::prelude::*;
use domain::{EditionContent, Lang, edition::Release};

use super::results::grade_name;
use crate::{
    components::note::{Note, Tone},
    locales::release as words,
    routes,
};

/// What is published of it and what is not; nothing to say where everything is.
pub(super) fn note(lang: Lang, content: &EditionContent) -> Option<AnyView> {
    let text = match &content.release {
        Release::Full => return None,
        Release::Grades => words::grades_only(lang).to_owned(),
        Release::BestGrades { grades } => words::best_grades_only(lang, named(lang, content, grades)),
    };
    let bound = content.withheld.as_ref().map(|withheld| {
        view! { <p class="meta">{words::bound(lang)} " " <span class="hash">{withheld.sha256.clone()}</span></p> }
    });
    Some(view! { <Note><p>{text}</p>{bound}</Note> })
}

/// What stands where scores would.
pub(super) fn nothing_here(lang: Lang, content: &EditionContent) -> AnyView {
    let edition = routes::edition(content.index.slug.as_str(), &content.period, content.version);
    view! {
        <Note tone=Tone::Wait>
            <p>{words::nothing_here(lang)} " " <a href=edition>{words::see_grades(lang)}</a></p>
        </Note>
    }
}

/// `A 优秀、B 良好`.
fn named(lang: Lang, content: &EditionContent, letters: &[String]) -> String {
    let names: Vec<_> = letters.iter().map(|letter| grade_name(lang, content, letter)).collect();
    names.join(words::comma(lang))
}
