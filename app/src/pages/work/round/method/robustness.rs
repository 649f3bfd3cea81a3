//! What is varied to find how far ranks can be trusted.

use crate::prelude::*;
use domain::recipe::Impute;

use super::{
    ask::{Ask, more},
    choices,
};
use crate::{
    locales::recipe as words,
    recipe_form::kinds::{AggregateKind, DrawKind, NormaliseKind, TreatKind},
};

pub(super) fn step(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let open = ask.ticked("robustness") || ask.fault_within("robustness").is_some();
    view! {
        {ask.tick("robustness", words::robustness(lang), words::robustness_hint(lang))}
        {more(open, words::robustness_options(lang), options(ask))}
    }
}

fn options(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    view! {
        <div class="row end">
            {ask.figure("robustness.runs", words::runs(lang))}
            {ask.figure("robustness.interval", words::interval(lang))}
            {ask.figure("robustness.seed", words::seed(lang))}
            <p class="hint">{words::runs_hint(lang)}</p>
        </div>
        {ask.radios::<DrawKind>("robustness.weights", words::draw(lang), "", choices::draw)}
        <div class="row end">
            {ask.figure("robustness.weights.share", words::draw_share(lang))}
            {ask.figure("robustness.weights.concentration", words::draw_concentration(lang))}
        </div>
        {others(ask)}
        {ask.tick("robustness.leave_one_out", words::leave_one_out(lang), words::leave_one_out_hint(lang))}
        {ask.tick("robustness.sampling", words::sampling(lang), words::sampling_hint(lang))}
        {ask.tick("robustness.raters", words::raters(lang), words::raters_hint(lang))}
    }
}

/// Other ways of the steps. What a questionnaire says has none.
fn others(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let hint = words::others_hint(lang);
    let free = !ask.desk.round.recipe.follows_questionnaire();
    let normalise = free.then(|| {
        ask.ticks::<NormaliseKind>("robustness.normalise", words::other_normalisations(lang), hint, |lang, kind| {
            choices::normalise(lang, kind).0
        })
    });
    let treat = free.then(|| {
        ask.ticks::<TreatKind>("robustness.treat", words::other_treatments(lang), hint, |lang, kind| {
            choices::treat(lang, kind).0
        })
    });
    view! {
        {normalise}
        {ask.ticks::<AggregateKind>("robustness.aggregate", words::other_aggregations(lang), hint, |lang, kind| {
            choices::aggregate(lang, kind).0
        })}
        {ask.ticks::<Impute>("robustness.impute", words::other_imputations(lang), hint, |lang, kind| {
            choices::impute(lang, kind).0
        })}
        {treat}
    }
}
