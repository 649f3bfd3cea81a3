//! The form in which an index describes itself.

use crate::prelude::*;
use service::indexes::{FICTIONAL, IndexForm};

use crate::{
    components::field::{Checkbox, TextArea, TextField},
    locales::{common, work as words},
    pages::form,
    request::Page,
};

/// A text of an index, in two languages.
struct Pair<'a> {
    zh: (&'static str, &'a str),
    en: (&'static str, &'a str),
    label: &'static str,
    hint: &'static str,
    long: bool,
}

/// The fields, filled with what was typed or else with what is stored. Only a new index chooses its
/// short name.
pub(super) fn fields(page: &Page, stored: &IndexForm, new: bool) -> impl IntoView + use<> {
    let lang = page.lang;
    let slug = if new {
        view! {
            <TextField
                about=form::required(page, "slug", words::slug(lang)).hint(words::slug_hint(lang))
                value=form::value(page, "slug", &stored.slug)
                class="middle mono"
                autocomplete="off"
            />
        }
        .into_any()
    } else {
        let fixed = stored.slug.clone();
        view! {
            <p class="hint">{words::slug_fixed(lang, &fixed)}</p>
            <input type="hidden" name="slug" value=fixed />
        }
        .into_any()
    };
    let pairs = pairs(page, stored).into_iter().map(|p| pair(page, &p)).collect_view();
    // A box that is not ticked is not sent: where anything was, its absence says no.
    let sent = !page.form.values.is_empty();
    let fictional = if sent { page.form.value("fictional") == Some(FICTIONAL) } else { stored.fictional == FICTIONAL };
    view! {
        {slug}
        <p class="meta">{words::languages_about(lang)}</p>
        {pairs}
        <Checkbox
            about=form::about(page, "fictional", words::fictional(lang)).hint(words::fictional_hint(lang))
            checked=fictional
            value=FICTIONAL
        />
    }
}

fn pairs<'a>(page: &Page, stored: &'a IndexForm) -> [Pair<'a>; 6] {
    let lang = page.lang;
    [
        Pair {
            zh: ("name_zh", &stored.name_zh),
            en: ("name_en", &stored.name_en),
            label: words::name(lang),
            hint: words::name_hint(lang),
            long: false,
        },
        Pair {
            zh: ("summary_zh", &stored.summary_zh),
            en: ("summary_en", &stored.summary_en),
            label: words::summary(lang),
            hint: words::summary_hint(lang),
            long: true,
        },
        Pair {
            zh: ("unit_noun_zh", &stored.unit_noun_zh),
            en: ("unit_noun_en", &stored.unit_noun_en),
            label: words::unit_noun(lang),
            hint: words::unit_noun_hint(lang),
            long: false,
        },
        Pair {
            zh: ("source_zh", &stored.source_zh),
            en: ("source_en", &stored.source_en),
            label: words::source(lang),
            hint: words::source_hint(lang),
            long: true,
        },
        Pair {
            zh: ("licence_zh", &stored.licence_zh),
            en: ("licence_en", &stored.licence_en),
            label: words::licence(lang),
            hint: words::licence_hint(lang),
            long: true,
        },
        Pair {
            zh: ("contact_zh", &stored.contact_zh),
            en: ("contact_en", &stored.contact_en),
            label: words::contact(lang),
            hint: words::contact_hint(lang),
            long: false,
        },
    ]
}

fn pair(page: &Page, pair: &Pair<'_>) -> impl IntoView + use<> {
    let lang = page.lang;
    let zh =
        form::about(page, pair.zh.0, words::in_chinese(lang, pair.label)).mark(common::required(lang)).hint(pair.hint);
    let en = form::about(page, pair.en.0, words::in_english(lang, pair.label)).mark(common::optional(lang));
    let (zh_value, en_value) = (form::value(page, pair.zh.0, pair.zh.1), form::value(page, pair.en.0, pair.en.1));
    if pair.long {
        view! {
            <TextArea about=zh value=zh_value rows=3 />
            <TextArea about=en value=en_value rows=3 />
        }
        .into_any()
    } else {
        view! {
            <TextField about=zh value=zh_value />
            <TextField about=en value=en_value />
        }
        .into_any()
    }
}
