//! Missing values and outliers.

use crate::prelude::*;
use domain::recipe::Impute;

use super::{ask::Ask, choices};
use crate::{locales::recipe as words, recipe_form::kinds::TreatKind};

pub(super) fn impute(ask: &Ask<'_>) -> AnyView {
    let lang = ask.lang;
    ask.radios::<Impute>("impute", words::impute(lang), words::impute_about(lang), choices::impute).into_any()
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
