//! What is typed for each indicator. Always there, so that choosing a method needs no script.

use crate::prelude::*;
use domain::Lang;

use super::{
    ask::Ask,
    cells::{Column, by_indicator},
};
use crate::locales::recipe as words;

/// Floor and target of each indicator.
pub(super) fn posts(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let columns = [
        Column {
            head: words::floor(lang),
            name: |code| format!("posts.{code}.floor"),
            label: |lang: Lang, name| words::floor_of(lang, name),
            class: "short figure-in",
        },
        Column {
            head: words::target(lang),
            name: |code| format!("posts.{code}.target"),
            label: |lang: Lang, name| words::target_of(lang, name),
            class: "short figure-in",
        },
    ];
    view! {
        <p class="hint">{words::posts_about(lang)}</p>
        {by_indicator(ask, words::posts(lang), &columns)}
    }
}

/// The target of each indicator, where the worst unit is the other end.
pub(super) fn targets(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let columns = [Column {
        head: words::target(lang),
        name: |code| format!("target.{code}"),
        label: |lang: Lang, name| words::goal_of(lang, name),
        class: "short figure-in",
    }];
    view! {
        <p class="hint">{words::targets_about(lang)}</p>
        {by_indicator(ask, words::targets(lang), &columns)}
    }
}

/// Cuts and points of each indicator.
pub(super) fn bands(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let columns = [
        Column {
            head: words::cuts(lang),
            name: |code| format!("bands.{code}.cuts"),
            label: |lang: Lang, name| words::cuts_of(lang, name),
            class: "",
        },
        Column {
            head: words::points(lang),
            name: |code| format!("bands.{code}.points"),
            label: |lang: Lang, name| words::points_of(lang, name),
            class: "",
        },
    ];
    view! {
        <p class="hint">{words::band_about(lang)}</p>
        {by_indicator(ask, words::band_table(lang), &columns)}
    }
}
