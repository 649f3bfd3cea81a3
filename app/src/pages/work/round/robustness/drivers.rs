//! Which choice moves the ranks: Sobol indices as bars with their intervals.

use crate::prelude::*;
use domain::Lang;
use scoring::robustness::{Driver, Drivers, Input};
use service::robustness::Part;

use super::Report;
use crate::{
    components::{
        chart::{Scale, effect::Effect},
        note::{Note, Tone},
    },
    locales::robustness as words,
    number,
};

/// The part of the page.
pub(super) fn section(report: &Report<'_>, found: &Part<Option<Drivers>>) -> AnyView {
    let lang = report.lang;
    let body = match found {
        Ok(Some(drivers)) => shown(lang, drivers),
        Ok(None) => {
            let recipe = super::to_recipe(lang, report.desk);
            view! { <p>{words::drivers_none(lang)} " " {recipe}</p> }
        }
        Err(reasons) => view! {
            <Note tone=Tone::Wait><p>{words::drivers_refused(lang)}</p></Note>
            {report.reasons(reasons)}
        },
    };
    view! {
        <section class="stack" id="drivers">
            <div class="head"><h2>{words::drivers(lang)}</h2></div>
            {body}
        </section>
    }
}

fn shown(lang: Lang, found: &Drivers) -> AnyView {
    let most = found.inputs.iter().max_by(|a, b| a.total.total_cmp(&b.total));
    let most = most.map(|d| match found.inputs.len() {
        1 => words::drivers_only(lang, word(lang, d.input)),
        _ => words::drivers_sentence(lang, word(lang, d.input), number::percent(d.total)),
    });
    let failed = (found.runs.failed > 0).then(|| words::failed(lang, found.runs.failed));
    view! {
        <p>{words::drivers_about(lang)}</p>
        <p>{most} " " {words::drivers_change(lang, number::fixed(found.mean_change, 2))}</p>
        {table(lang, &found.inputs)}
        <p class="meta">{words::drivers_runs(lang, found.runs.done)} " " {failed}</p>
    }
}

/// An axis that holds every share and interval, and 0 to 1.
fn scale(inputs: &[Driver]) -> Scale {
    let ends =
        inputs.iter().flat_map(|d| [d.first_interval.0, d.first_interval.1, d.total_interval.0, d.total_interval.1]);
    Scale::around(ends.chain([0.0, 1.0]))
}

fn table(lang: Lang, inputs: &[Driver]) -> AnyView {
    let scale = scale(inputs);
    let mut inputs: Vec<&Driver> = inputs.iter().collect();
    inputs.sort_by(|a, b| b.total.total_cmp(&a.total));
    let rows = inputs.into_iter().map(|driver| row(lang, driver, scale)).collect_view();
    view! {
        <div class="table-box scroll" role="region" tabindex="0" aria-label=words::drivers(lang)>
            <table class="data drivers">
                <caption class="sr">{words::drivers(lang)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::input(lang)}</th>
                        <th scope="col" class="plot"><span class="sr">{words::drivers(lang)}</span></th>
                        <th scope="col" class="num">{words::total(lang)}<span class="unit">{words::interval_of(lang)}</span></th>
                        <th scope="col" class="num">{words::alone(lang)}<span class="unit">{words::interval_of(lang)}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(lang: Lang, driver: &Driver, scale: Scale) -> AnyView {
    view! {
        <tr>
            <th scope="row">{word(lang, driver.input)}</th>
            <td class="plot">
                <Effect value=driver.total interval=driver.total_interval scale=scale subject=true />
                <Effect value=driver.first interval=driver.first_interval scale=scale />
            </td>
            {figure(driver.total, driver.total_interval)}
            {figure(driver.first, driver.first_interval)}
        </tr>
    }
}

fn figure(share: f64, interval: (f64, f64)) -> AnyView {
    let percent = |share: f64| format!("{}%", number::fixed(share * 100.0, 0));
    let under = format!("{}–{}", percent(interval.0), percent(interval.1));
    view! { <td class="num">{percent(share)}<span class="unit">{under}</span></td> }
}

/// What an input is called.
const fn word(lang: Lang, input: Input) -> &'static str {
    match input {
        Input::Weights => words::input_weights(lang),
        Input::Normalise => words::input_normalise(lang),
        Input::Aggregate => words::input_aggregate(lang),
        Input::Impute => words::input_impute(lang),
        Input::Treat => words::input_treat(lang),
        Input::LeaveOneOut => words::input_leave_one_out(lang),
        Input::Sampling => words::input_sampling(lang),
        Input::Raters => words::input_raters(lang),
    }
}
