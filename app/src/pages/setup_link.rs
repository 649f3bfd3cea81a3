//! The set-up link of an account made by this very request: it is in no URL and in no store, so it is
//! shown once.

use crate::prelude::*;

use crate::{
    components::note::{Note, Tone},
    locales::admin as words,
    request::Page,
};

/// The link and whom to give it to, if this answer has one.
pub(super) fn once(page: &Page) -> Option<AnyView> {
    let lang = page.lang;
    let link = page.form.value("setup_link")?.to_owned();
    let about = words::link_about(lang, page.form.value("created_email").unwrap_or_default());
    Some(view! {
        <Note tone=Tone::Done>
            <p><b>{words::link_title(lang)}</b></p>
            <p>{about}</p>
            <p><code>{link}</code></p>
        </Note>
    })
}
