//! Missing values and outliers.

use super::{ask::Ask, choices};
use crate::prelude::*;
use crate::{
    locales::recipe as words,
    recipe_form::kinds::{ImputeKind, TreatKind},
};

pub(super) fn impute(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    let others = match ask.desk.other_periods.as_slice() {
        [] => words::no_other_periods(lang).to_owned(),
        periods => words::other_periods(lang, periods.join(words::comma(lang))),
    };
    view! {
        {ask.radios::<ImputeKind>("impute", words::impute(lang), words::impute_about(lang), choices::impute)}
        <div class="row end">
            {ask.figure("impute.within", words::within(lang))}
            <p class="hint">{words::within_hint(lang)} " " {others}</p>
        </div>
    }
}

pub(super) fn treat(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    view! {
        {ask.radios::<TreatKind>("treat", words::treat(lang), words::treat_about(lang), choices::treat)}
        <div class="row end">
            {ask.figure("treat.most", words::treat_most(lang))}
            {ask.figure("treat.lambda", words::treat_lambda(lang))}
            <p class="hint">{words::treat_raw_hint(lang)}</p>
        </div>
    }
}
