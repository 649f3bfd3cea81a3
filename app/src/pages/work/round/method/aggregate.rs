//! How children become their parent's score, at all levels or at one.

use crate::prelude::*;

use super::{
    ask::{Ask, more, names},
    choices,
};
use crate::{
    components::field::Choice,
    locales::recipe as words,
    recipe_form::{AS_ALL, depths, kinds::AggregateKind},
};

pub(super) fn step(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let depths = depths(ask.tree());
    let own = (0..depths).any(|depth| !ask.is(&format!("aggregate_at.{depth}"), AS_ALL));
    let levels = (0..depths).map(|depth| level(ask, depth)).collect_view();
    let levels = view! {
        <p class="hint">{words::by_level_about(lang)}</p>
        {levels}
    };
    view! {
        {ask.radios::<AggregateKind>("aggregate", words::aggregate(lang), "", choices::aggregate)}
        <div class="row end">
            {ask.figure("aggregate.power", words::power(lang))}
            <p class="hint">{words::power_hint(lang)}</p>
            {ask.figure("aggregate.orness", words::orness(lang))}
            <p class="hint">{words::orness_hint(lang)}</p>
        </div>
        {more(own, words::by_level(lang), levels)}
    }
}

/// What a level is called, and what is on it.
pub(super) fn level_words(ask: &Ask<'_>, depth: usize) -> (String, String) {
    let lang = ask.lang;
    let tree = ask.tree();
    if depth == 0 {
        return (words::level_top(lang).to_owned(), words::level_children(lang, names(lang, tree, tree.children(0))));
    }
    let nodes: Vec<usize> =
        (0..tree.len()).filter(|&node| !tree.is_indicator(node) && tree.depth(node) == depth).collect();
    (words::level(lang, depth), words::level_names(lang, names(lang, tree, &nodes)))
}

fn level(ask: &Ask<'_>, depth: usize) -> impl IntoView + use<> {
    let lang = ask.lang;
    let (label, hint) = level_words(ask, depth);
    let name = format!("aggregate_at.{depth}");
    let as_all = Choice::new(AS_ALL, words::as_all(lang));
    let about = ask.about(&name, label.clone()).hint(hint);
    view! {
        <div class="row end">
            {ask.select::<AggregateKind>(about, Some(as_all), |lang, kind| choices::aggregate(lang, kind).0)}
            {ask.figure(&format!("{name}.power"), &words::level_power(lang, &label))}
            {ask.figure(&format!("{name}.orness"), &words::level_orness(lang, &label))}
        </div>
    }
}
