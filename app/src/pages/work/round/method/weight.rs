//! Where weights come from.

use crate::prelude::*;
use domain::{
    Instrument, Lang,
    recipe::{Objective, RandomIndex},
};

use super::{
    ask::{Ask, more},
    choices,
};
use crate::{
    components::field::TextArea,
    locales::recipe as words,
    number,
    recipe_form::{
        kinds::{Kind, WeightKind},
        text::{self, Consistency},
    },
};

/// A CR from here on is too much.
const TOO_MUCH: f64 = 0.1;

pub(super) fn step(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let is = |kind: WeightKind| ask.is("weight", kind.code());
    let from_data = is(WeightKind::Objective) || is(WeightKind::Combined) || ask.fault("weight.share").is_some();
    view! {
        {ask.radios::<WeightKind>("weight", words::weight(lang), "", choices::weight)}
        {more(from_data, words::weight_from(lang), from(ask))}
        {more(
            is(WeightKind::BudgetAllocation) || ask.fault("weight.experts").is_some(),
            words::experts(lang),
            experts(ask),
        )}
        {more(
            is(WeightKind::Ahp) || ask.fault_within("ahp").is_some() || ask.fault("weight.judgements").is_some(),
            words::ahp(lang),
            judgements(ask),
        )}
    }
}

fn from(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    view! {
        {ask.radios::<Objective>("weight.from", words::weight_from(lang), "", choices::objective)}
        <div class="row end">
            {ask.figure("weight.share", words::weight_share(lang))}
            <p class="hint">{words::weight_share_hint(lang)}</p>
        </div>
    }
}

fn experts(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let about = ask.about("weight.experts", words::experts(lang)).hint(words::experts_hint(lang));
    let typed = ask.value("weight.experts");
    view! { <TextArea about=about value=typed rows=5 /> }
}

/// A matrix a dimension.
fn judgements(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let tree = ask.tree();
    let about = ask.about("weight.random_index", words::random_index(lang)).hint(words::random_index_hint(lang));
    let table = RandomIndex::parse(&ask.value("weight.random_index")).unwrap_or_default();
    let dimensions = (0..tree.len()).filter(|&node| tree.children(node).len() > 1);
    let matrices = dimensions.map(|dimension| matrix(ask, dimension, table)).collect_view();
    let fault = ask.fault("weight.judgements").map(|text| view! { <p class="fault">{text}</p> });
    view! {
        <div class="form wide" id="weight.judgements" tabindex="-1">
            {fault}
            {ask.select::<RandomIndex>(about, None, choices::random_index)}
            {matrices}
        </div>
    }
}

fn matrix(ask: &Ask<'_>, dimension: usize, table: RandomIndex) -> impl IntoView + use<> {
    let lang = ask.lang;
    let tree = ask.tree();
    let node = &tree.nodes()[dimension];
    let children = tree.children(dimension);
    let name = format!("ahp.{}", node.code);
    let order: Vec<&str> = children.iter().map(|&child| tree.nodes()[child].name.get(lang)).collect();
    let about = ask
        .about(&name, words::matrix_of(lang, node.name.get(lang)))
        .hint(words::matrix_order(lang, order.join(if lang == Lang::Zh { "、" } else { ", " })));
    let typed = ask.value(&name);
    let matrices = text::judgements(&typed, children.len()).unwrap_or_default();
    let found = text::consistency(&matrices, table).map(|found| told(lang, tree, children, &found));
    view! {
        <div>
            <TextArea about=about value=typed rows=3 />
            {found}
        </div>
    }
}

/// What the judgements of a dimension say.
fn told(lang: Lang, tree: &Instrument, children: &[usize], found: &Consistency) -> impl IntoView + use<> {
    let name = |place: usize| children.get(place).map_or("", |&child| tree.nodes()[child].name.get(lang));
    let weights =
        found.weights.iter().enumerate().map(|(place, weight)| format!("{} {}", name(place), number::percent(*weight)));
    let weights =
        words::weights_found(lang, weights.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " }));
    let ratio = found.ratio.map(|ratio| {
        let verdict = if ratio < TOO_MUCH { words::consistent(lang) } else { words::inconsistent(lang) };
        view! { <p class="hint"><b>{words::consistency(lang, number::fixed(ratio, 3))}</b> " " {verdict}</p> }
    });
    // What fits least is worth a word only where something can be mended.
    let worst = found.worst.as_ref().filter(|_| found.ratio.is_some_and(|ratio| ratio > 0.0)).map(|worst| {
        let (given, implied) = (number::raw(worst.given, 2), number::raw(worst.implied, 2));
        view! { <p class="hint">{words::worst(lang, name(worst.row), name(worst.column), given, implied)}</p> }
    });
    view! {
        <p class="hint">{weights}</p>
        {ratio}
        {worst}
    }
}
