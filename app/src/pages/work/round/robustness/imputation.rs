//! The result with and without imputation.

use crate::prelude::*;
use scoring::explain::imputation::Influence;
use service::robustness::Part;

use super::Report;
use crate::{
    components::note::{Note, Tone},
    locales::imputation as words,
    pages::imputation::with_and_without,
};

/// The part of the page; nothing if nothing is imputed.
pub(super) fn section(report: &Report<'_>, found: &Part<Option<Influence>>) -> Option<AnyView> {
    let lang = report.lang;
    let body = match found {
        Ok(None) => return None,
        Ok(Some(found)) => {
            let name = |code: &str| report.unit(code).into_any();
            with_and_without(lang, found, report.desk.round.recipe.decimals, name)
        }
        Err(reasons) => view! {
            <Note tone=Tone::Wait><p>{words::refused(lang)}</p></Note>
            {report.reasons(reasons)}
        },
    };
    Some(view! {
        <section class="stack" id="imputation">
            <div class="head"><h2>{words::title(lang)}</h2></div>
            {body}
        </section>
    })
}
