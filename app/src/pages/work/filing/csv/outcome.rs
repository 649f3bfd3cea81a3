//! What filing a table would do, and the button that does it.

use crate::prelude::*;
use domain::Lang;
use service::tables::TableDesk;

use super::{super::item_name, item};
use crate::{
    components::{
        confirm::Confirm,
        note::{Note, Tone},
    },
    locales::{csv as words, filing},
    pages::problems,
    routes,
};

/// Accepting the table, or why nothing can be filed now; nothing for a table with errors.
pub(super) fn confirm(lang: Lang, desk: &TableDesk) -> Option<AnyView> {
    if let Some(refusal) = &desk.refusal {
        let reason = problems::sentence(lang, refusal);
        return Some(view! { <Note tone=Tone::Wait><p>{reason}</p></Note> });
    }
    let (preview, item) = (desk.preview.as_ref()?, item(desk)?);
    if !desk.sound {
        return None;
    }
    let facts = vec![
        (filing::what_happens(lang).to_owned(), what_happens(lang, desk)),
        (filing::who_sees(lang).to_owned(), words::who_sees(lang).to_owned()),
        (filing::can_undo(lang).to_owned(), words::can_undo(lang).to_owned()),
    ];
    // What is filed is what stands on this page: read in this way, upon this revision.
    let hidden = [
        ("encoding", preview.encoding.code().to_owned()),
        ("item", item.code.clone()),
        ("base", desk.base.to_string()),
    ]
    .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
    .into_iter()
    .collect_view();
    Some(view! {
        <Confirm
            id="confirm"
            title=words::confirm_title(lang, item_name(lang, &item.code, &item.name))
            facts=facts
            action=routes::table(desk.respondent.id, &desk.upload.file_sha256)
            button=words::button(lang, &item.code)
            cancel=words::cancel(lang)
            cancel_href=routes::filing(desk.respondent.id)
        >
            {hidden}
        </Confirm>
    })
}

/// What becomes of the newest revision, and what is missing afterwards.
fn what_happens(lang: Lang, desk: &TableDesk) -> String {
    let (base, kept) = (desk.base, desk.kept.len());
    let first = if base == 0 {
        words::first_table(lang).to_owned()
    } else if desk.replaces {
        words::replaces(lang, base, kept)
    } else if kept > 0 {
        words::adds(lang, base, kept)
    } else {
        words::none_kept(lang, base)
    };
    let missing: Vec<String> = desk
        .missing
        .iter()
        .filter_map(|code| desk.questionnaire.item(code))
        .map(|item| item_name(lang, &item.code, &item.name))
        .collect();
    let then = if missing.is_empty() {
        words::then_whole(lang).to_owned()
    } else {
        words::then_missing(lang, missing.len(), missing.join(words::joint(lang)))
    };
    let gap = match lang {
        Lang::Zh => "",
        Lang::En => " ",
    };
    format!("{first}{gap}{then}")
}
