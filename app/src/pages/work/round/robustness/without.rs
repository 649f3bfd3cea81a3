//! What becomes of the ranking without one indicator, or one unit.

use crate::prelude::*;
use domain::Lang;
use scoring::robustness::{Change, Moved, Without};

use super::Report;
use crate::{
    components::{
        chart::bar::{Bar, BarIs},
        note::{Note, Tone},
    },
    locales::robustness as words,
    number,
};

/// Decimals of a mean number of places.
const DECIMALS: u8 = 2;

/// The part of the page.
pub(super) fn section(report: &Report<'_>, indicators: &[Without], units: Option<&[Without]>) -> AnyView {
    let lang = report.lang;
    let name = |code: &str| report.node(code);
    view! {
        <section class="stack" id="without">
            <div class="head"><h2>{words::without_indicators(lang)}</h2></div>
            <p>{words::without_indicators_about(lang)}</p>
            {refused(report, indicators, name)}
            {table(report, words::without_indicators(lang), indicators, name)}
            {of_units(report, units)}
        </section>
    }
}

/// The same for units, folded.
fn of_units(report: &Report<'_>, found: Option<&[Without]>) -> AnyView {
    let lang = report.lang;
    let name = |code: &str| report.unit(code);
    let body = match found {
        None => view! { <p>{words::without_units_many(lang, service::robustness::MOST_LEFT_OUT)}</p> },
        Some(found) => {
            let moved = found.iter().filter_map(|w| w.change.as_ref()).any(|change| change.most.is_some());
            let steady = (!moved).then(|| view! { <p>{words::without_units_steady(lang)}</p> });
            view! {
                <p>{words::without_units_about(lang)}</p>
                {steady}
                {refused(report, found, name)}
                {moved.then(|| table(report, words::without_units(lang), found, name))}
            }
        }
    };
    view! {
        <details class="more" id="without-units">
            <summary>{words::without_units(lang)}</summary>
            <div class="stack">{body}</div>
        </details>
    }
}

/// What the index cannot be computed without, by name.
fn refused(report: &Report<'_>, found: &[Without], name: impl Fn(&str) -> String) -> Option<AnyView> {
    let names: Vec<String> = found.iter().filter(|w| w.change.is_none()).map(|w| name(&w.code)).collect();
    let text = words::cannot_all(report.lang, report.list(&names));
    (!names.is_empty()).then(|| view! { <Note tone=Tone::Wait><p>{text}</p></Note> })
}

/// What can be left out, the largest change first, equal ones in their order.
fn by_change(found: &[Without]) -> Vec<(&str, &Change)> {
    let mut changes: Vec<(&str, &Change)> =
        found.iter().filter_map(|w| Some((w.code.as_str(), w.change.as_ref()?))).collect();
    changes.sort_by(|a, b| b.1.mean.total_cmp(&a.1.mean));
    changes
}

fn table(report: &Report<'_>, caption: &'static str, found: &[Without], name: impl Fn(&str) -> String) -> AnyView {
    let lang = report.lang;
    let changes = by_change(found);
    let longest = changes.first().map_or(0.0, |(_, change)| change.mean);
    let rows = changes.into_iter().map(|(code, change)| row(report, name(code), change, longest)).collect_view();
    view! {
        <div class="table-box">
            <table class="data dense cards">
                <caption class="sr">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{words::left_out(lang)}</th>
                        <th scope="col" class="num">{words::mean_change(lang)}<span class="unit">{words::mean_change_under(lang)}</span></th>
                        <th scope="col" class="wide-bar wide"><span class="sr">{words::mean_change(lang)}</span></th>
                        <th scope="col">{words::most_moved(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(report: &Report<'_>, name: String, change: &Change, longest: f64) -> AnyView {
    let lang = report.lang;
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num" data-label=words::mean_change(lang)>{number::fixed(change.mean, DECIMALS)}</td>
            <td class="wide"><Bar value=change.mean max=longest is=BarIs::Subject /></td>
            <td data-label=words::most_moved(lang)>{most(report, lang, change.most.as_ref())}</td>
        </tr>
    }
}

fn most(report: &Report<'_>, lang: Lang, moved: Option<&Moved>) -> String {
    moved.map_or_else(
        || words::nobody(lang).to_owned(),
        |moved| words::moved(lang, report.unit(&moved.unit), moved.from, moved.to),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_change_stands_first_and_what_is_refused_nowhere() {
        let change = |mean| Some(Change { mean, most: None });
        let without = |code: &str, change| Without { code: code.into(), change };
        let found =
            [without("a", change(0.5)), without("b", None), without("c", change(2.0)), without("d", change(0.5))];
        assert_eq!(by_change(&found).iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["c", "a", "d"]);
    }
}
