//! What is varied to find how far ranks can be trusted.

use crate::prelude::*;
use domain::Lang;

use super::{
    aggregate::level_words,
    ask::{Ask, more},
    choices,
    normalise::reference,
};
use crate::{
    components::field::Choice,
    locales::recipe as words,
    recipe_form::{
        AS_ALL, depths,
        kinds::{AggregateKind, DrawKind, ImputeKind, Kind, NormaliseKind, TreatKind},
        numbers::{self, Number, alternative},
    },
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
        {more(own_levels(ask), words::draw_by_level(lang), levels(ask))}
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
        {ask.ticks::<ImputeKind>("robustness.impute", words::other_imputations(lang), hint, |lang, kind| {
            choices::impute(lang, kind).0
        })}
        {treat}
        {own_numbers(ask)}
    }
}

/// Whether any level draws its weights in its own way.
fn own_levels(ask: &Ask<'_>) -> bool {
    let own = |depth| !ask.is(&format!("robustness.weights_at.{depth}"), AS_ALL);
    (0..depths(ask.tree())).any(own) || ask.fault_within("robustness.weights_at").is_some()
}

fn levels(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let levels = (0..depths(ask.tree())).map(|depth| {
        let (label, hint) = level_words(ask, depth);
        let name = format!("robustness.weights_at.{depth}");
        let about = ask.about(&name, words::level_draw(lang, &label)).hint(hint);
        let as_all = Choice::new(AS_ALL, words::as_all(lang));
        view! {
            <div class="stack">
                {ask.select::<DrawKind>(about, Some(as_all), |lang, kind| choices::draw(lang, kind).0)}
                <div class="row end">
                    {ask.figure(&format!("{name}.share"), &words::level_draw_share(lang, &label))}
                    {ask.figure(&format!("{name}.concentration"), &words::level_draw_concentration(lang, &label))}
                </div>
            </div>
        }
    });
    view! {
        <fieldset>
            <legend class="sr">{words::draw_by_level(lang)}</legend>
            <p class="hint">{words::draw_by_level_about(lang)}</p>
            {levels.collect_view()}
        </fieldset>
    }
}

/// Another method that has numbers: its box, its name, and the numbers.
struct Other {
    at: String,
    name: &'static str,
    numbers: &'static [Number],
}

/// All of them; what a questionnaire says has none.
fn with_numbers(lang: Lang, free: bool) -> Vec<Other> {
    fn of<K: Kind>(
        step: &str,
        name: impl Fn(K) -> &'static str,
        numbers: impl Fn(K) -> &'static [Number],
    ) -> impl Iterator<Item = Other> {
        K::ALL.iter().map(move |&kind| Other { at: alternative(step, kind), name: name(kind), numbers: numbers(kind) })
    }
    let normalise = of("normalise", |kind| choices::normalise(lang, kind).0, numbers::of_normalise);
    let treat = of("treat", |kind| choices::treat(lang, kind).0, numbers::of_treat);
    let aggregate = of("aggregate", |kind| choices::aggregate(lang, kind).0, numbers::of_aggregate);
    let impute = of("impute", |kind| choices::impute(lang, kind).0, numbers::of_impute);
    let fixed = aggregate.chain(impute);
    let all: Vec<Other> = if free { normalise.chain(fixed).chain(treat).collect() } else { fixed.collect() };
    all.into_iter().filter(|other| !other.numbers.is_empty()).collect()
}

/// Numbers of other methods where they differ from those of the steps.
fn own_numbers(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let others = with_numbers(lang, !ask.desk.round.recipe.follows_questionnaire());
    let is_used = |other: &Other| {
        let mut fields = other.numbers.iter().map(|number| number.at(&other.at));
        fields.any(|field| !ask.value(&field).is_empty() || ask.fault(&field).is_some())
    };
    let open = others.iter().any(is_used);
    let fields = others.into_iter().flat_map(|other| {
        let field = move |number: &Number| {
            let (field, label) = (number.at(&other.at), words::number_of(lang, other.name, called(lang, *number)));
            if *number == numbers::REFERENCE {
                reference(ask, &field, &label).into_any()
            } else {
                ask.figure(&field, &label).into_any()
            }
        };
        other.numbers.iter().map(field)
    });
    let body = view! {
        <p class="hint">{words::own_numbers_about(lang)}</p>
        <div class="row end">{fields.collect_view()}</div>
    };
    more(open, words::own_numbers(lang), body)
}

/// What a number is called.
fn called(lang: Lang, number: Number) -> &'static str {
    [
        (numbers::LOWER, words::lower(lang)),
        (numbers::UPPER, words::upper(lang)),
        (numbers::FULL, words::full(lang)),
        (numbers::MEAN, words::z_mean(lang)),
        (numbers::SD, words::z_sd(lang)),
        (numbers::BASE, words::efficacy_base(lang)),
        (numbers::SPAN, words::efficacy_span(lang)),
        (numbers::REFERENCE, words::reference(lang)),
        (numbers::MOST, words::treat_most(lang)),
        (numbers::LAMBDA, words::treat_lambda(lang)),
        (numbers::POWER, words::power(lang)),
        (numbers::ORNESS, words::orness(lang)),
        (numbers::WITHIN, words::within(lang)),
    ]
    .into_iter()
    .find_map(|(known, name)| (known == number).then_some(name))
    .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_another_method_has_a_name() {
        for lang in [Lang::Zh, Lang::En] {
            for other in with_numbers(lang, true) {
                for number in other.numbers {
                    assert!(!called(lang, *number).is_empty(), "{number:?}");
                }
            }
        }
    }
}
