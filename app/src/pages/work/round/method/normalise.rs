//! How raw values become comparable.

use crate::prelude::*;

use super::{
    ask::{Ask, more},
    choices, tables,
};
use crate::{
    components::field::{Choice, Select},
    locales::recipe as words,
    recipe_form::kinds::{Kind, NormaliseKind},
};

pub(super) fn step(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let chosen = |kinds: &[NormaliseKind]| kinds.iter().any(|kind| is_used(ask, *kind));
    let faulty = |names: &[&str]| names.iter().any(|name| ask.fault_within(name).is_some());
    let numbers = chosen(&[
        NormaliseKind::ZScore,
        NormaliseKind::PercentileRank,
        NormaliseKind::Efficacy,
        NormaliseKind::DistanceToBest,
        NormaliseKind::DistanceToReference,
        NormaliseKind::DistanceToTarget,
        NormaliseKind::FractionOfMaximum,
    ]) || faulty(&["full", "z", "efficacy", "reference"]);
    view! {
        {ask.radios::<NormaliseKind>("normalise", words::normalise(lang), "", choices::normalise)}
        <div class="row end">
            {ask.figure("lower", words::lower(lang))}
            {ask.figure("upper", words::upper(lang))}
            <p class="hint">{words::scale_hint(lang)}</p>
        </div>
        {more(numbers, words::numbers_of_methods(lang), others(ask))}
        {more(
            chosen(&[NormaliseKind::Goalposts]) || faulty(&["posts"]),
            words::posts(lang),
            tables::posts(ask),
        )}
        {more(
            chosen(&[NormaliseKind::DistanceToTarget]) || faulty(&["target"]),
            words::targets(lang),
            tables::targets(ask),
        )}
        {more(chosen(&[NormaliseKind::Bands]) || faulty(&["bands"]), words::band_table(lang), tables::bands(ask))}
    }
}

/// Whether a method is the recipe's, or one that robustness tries.
fn is_used(ask: &Ask<'_>, kind: NormaliseKind) -> bool {
    ask.is("normalise", kind.code()) || ask.ticked(&format!("robustness.normalise.{}", kind.code()))
}

/// The numbers of the methods that have few.
fn others(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    view! {
        <div class="row end">
            {ask.figure("full", words::full(lang))}
            <p class="hint">{words::full_hint(lang)}</p>
        </div>
        <div class="row end">
            {ask.figure("z.mean", words::z_mean(lang))}
            {ask.figure("z.sd", words::z_sd(lang))}
            {ask.figure("efficacy.base", words::efficacy_base(lang))}
            {ask.figure("efficacy.span", words::efficacy_span(lang))}
        </div>
        {reference(ask, "reference", words::reference(lang))}
    }
}

/// The unit of reference.
pub(super) fn reference(ask: &Ask<'_>, name: &str, label: &str) -> impl IntoView + use<> {
    let lang = ask.lang;
    let units = ask.desk.data.units.iter().map(|unit| Choice::new(unit.code.as_str(), unit.name.get(lang)));
    let units: Vec<Choice> = std::iter::once(Choice::new("", words::choose_unit(lang))).chain(units).collect();
    let value = ask.value(name);
    view! { <Select about=ask.about(name, label) choices=units value=value class="middle" /> }
}
