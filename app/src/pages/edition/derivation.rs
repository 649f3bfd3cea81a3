//! The derivation of one unit's score: one tree table from the total down to the raw values.

use crate::prelude::*;
use domain::{EditionContent, Lang, NodeScore, dataset::CellStatus, instrument::Direction, recipe::Aggregate};

use super::results::{
    aggregates, has_values, indicator_href, is_excluded, item_href, no_score, node_score, used_share,
};
use crate::{
    components::chart::bar::{Bar, BarIs},
    locales::{common, unit as words},
    number,
};

/// Most decimals of a raw value.
const RAW_DECIMALS: u8 = 4;

/// The section.
pub(super) fn derivation(lang: Lang, content: &EditionContent, unit: usize) -> impl IntoView + use<> {
    let decimals = content.recipe.decimals + 1;
    let instrument = &content.instrument;
    let overall = node_score(content, unit, 0);
    let adjusted = content.result.units.get(unit).and_then(|score| score.adjusted.as_ref());
    let fixed = |points: f64| number::fixed(points, decimals);
    let sum = match (overall.score, adjusted) {
        (Some(total), Some(a)) => {
            let sum = sum(lang, content, words::the_weighted_sum(lang), fixed(a.base));
            words::derivation_adjusted(lang, sum, fixed(a.bonus), fixed(a.deduction), fixed(total))
        }
        (Some(total), None) => sum(lang, content, words::the_overall_score(lang), fixed(total)),
        (None, _) => {
            words::derivation_none(lang, no_score(lang, content, &content.data.units[unit].code, overall.withheld))
        }
    };
    let remarks = remarks(lang, content, unit);
    let longest = instrument
        .children(0)
        .iter()
        .filter_map(|&node| node_score(content, unit, node).contribution)
        .fold(0.0, f64::max);
    let rows = (0..instrument.len()).map(|node| row(lang, content, unit, node, longest)).collect_view();
    view! {
        <section class="stack" id="derivation">
            <div class="head"><h2>{words::derivation(lang)}</h2></div>
            <p>{sum} " " {remarks}</p>
            <div class="table-box">
                <table class="data tree">
                    <caption class="sr">{words::derivation(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::node(lang)}</th>
                            <th scope="col" class="num">{words::raw(lang)}</th>
                            {column(words::normalised(lang), words::normalised_under(lang))}
                            <th scope="col" class="num wide">{words::rank(lang)}</th>
                            {column(words::weight(lang), words::weight_under(lang))}
                            {column(words::weight_after(lang), words::weight_after_under(lang))}
                            {column(words::contribution(lang), words::contribution_under(lang))}
                            <th scope="col" class="share wide"><span class="sr">{words::contribution_chart(lang)}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// How contributions come about and what they sum to: only beneath arithmetic means are they scores times weights,
/// and beneath what compares units there are none.
fn sum(lang: Lang, content: &EditionContent, what: &str, total: String) -> String {
    let all = aggregates(content);
    let first = if all.iter().all(|aggregate| *aggregate == Aggregate::ArithmeticMean) {
        words::derivation_sum(lang, what, total)
    } else if content.recipe.aggregate_of(0).is_mean() {
        words::derivation_slopes(lang, total)
    } else {
        words::derivation_compared(lang, total)
    };
    let compared = content.recipe.aggregate_of(0).is_mean() && all.iter().any(|aggregate| !aggregate.is_mean());
    let ordered = all.iter().any(|aggregate| match aggregate {
        Aggregate::OrderedMean { .. } => true,
        Aggregate::ArithmeticMean
        | Aggregate::GeometricMean
        | Aggregate::HarmonicMean
        | Aggregate::GeneralisedMean { .. }
        | Aggregate::MazziottaPareto
        | Aggregate::Copeland
        | Aggregate::Borda => false,
    });
    let more = [compared.then(|| words::derivation_no_parts(lang)), ordered.then(|| words::derivation_ordered(lang))];
    let between = between(lang);
    std::iter::once(first.as_str()).chain(more.into_iter().flatten()).collect::<Vec<_>>().join(between)
}

const fn between(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "",
        Lang::En => " ",
    }
}

/// What must be known of the cells: missing, not applicable, not submitted, few cases, sampled.
fn remarks(lang: Lang, content: &EditionContent, unit: usize) -> String {
    let overall = node_score(content, unit, 0);
    let results: Vec<NodeScore> = content.instrument.indicators().map(|node| node_score(content, unit, node)).collect();
    let with = |status: CellStatus| results.iter().filter(|result| result.status == Some(status)).count();
    let out = excluded_indicators(content);
    let missing = results.iter().filter(|result| result.score.is_none()).count().saturating_sub(out);
    let imputed = results.iter().filter(|result| result.imputed).count();
    let changed = results.iter().filter(|result| result.used.is_some() && !result.imputed).count();
    let inapplicable = with(CellStatus::NotApplicable).min(missing);
    let said = |n: usize, words: fn(Lang, usize) -> String| (n > 0).then(|| words(lang, n));
    let gaps = match missing - inapplicable {
        0 if inapplicable == 0 => Some(words::complete(lang).to_owned()),
        0 => None,
        // Without a score nothing was redistributed.
        n if overall.score.is_none() => Some(words::absent(lang, n)),
        n => Some(words::redistributed(lang, n)),
    };
    let remarks = [
        gaps,
        said(out, words::excluded),
        said(imputed, words::imputed),
        said(changed, words::changed),
        said(inapplicable, words::inapplicable),
        said(with(CellStatus::NotSubmitted), words::unsubmitted),
        said(with(CellStatus::LowDenominator), words::low),
        overall.standard_error.map(|_| words::errors(lang).to_owned()),
        content.evidence.as_ref().map(|_| words::to_evidence(lang).to_owned()),
    ];
    remarks.into_iter().flatten().collect::<Vec<_>>().join(between(lang))
}

/// How many indicators the recipe leaves out.
fn excluded_indicators(content: &EditionContent) -> usize {
    content.result.steps.excluded_indicators.len()
}

fn column(head: &'static str, under: &'static str) -> impl IntoView {
    view! { <th scope="col" class="num">{head}<span class="unit">{under}</span></th> }
}

fn row(lang: Lang, content: &EditionContent, unit: usize, node: usize, longest: f64) -> impl IntoView + use<> {
    let decimals = content.recipe.decimals + 1;
    let about = &content.instrument.nodes()[node];
    let depth = content.instrument.depth(node);
    let result = node_score(content, unit, node);
    let name = about.name.get(lang);
    // A tree without names is read by its codes; they need not stand there twice.
    let code = (name != about.code).then(|| view! { " " <span class="code">{about.code.clone()}</span> });
    let reversed = (about.direction == Direction::Negative)
        .then(|| view! { " " <span class="tag">{words::less_is_better(lang)}</span> });
    let gone = if result.score.is_none() { " gone" } else { "" };
    // Of a questionnaire every number opens to its evidence; that page leads on to all units.
    let href = if content.evidence.is_some() && content.instrument.is_indicator(node) {
        item_href(content, &content.data.units[unit].code, &about.code)
    } else {
        indicator_href(content, &about.code)
    };
    let error = result.standard_error.map(|error| {
        view! { <span class="unit">{words::plus_minus(lang, number::fixed(error, decimals))}</span> }
    });
    let bar = (depth > 0).then_some(result.contribution).flatten().map(|contribution| {
        let is = if depth == 1 { BarIs::Subject } else { BarIs::Context };
        view! { <Bar value=contribution max=longest is=is /> }
    });
    view! {
        <tr class=format!("lv{}{gone}", depth.min(5))>
            <th scope="row" class="node">
                <a href=href>{name.to_owned()}</a>{code}{reversed}
            </th>
            {raw(lang, content, unit, node, result)}
            <td class="num" data-label=words::normalised(lang)>{figure(result.score, decimals)}{error}</td>
            // Not on a phone: its five figures fill the width.
            <td class="num wide">{result.rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string())}</td>
            <td class="num" data-label=words::weight(lang)>{number::percent(used_share(content, node))}</td>
            <td class="num" data-label=words::weight_after(lang)>{weight_after(lang, content, unit, node)}</td>
            <td class="num" data-label=words::contribution(lang)>{figure(result.contribution, decimals)}</td>
            <td class="share wide">{bar}</td>
        </tr>
    }
}

fn raw(lang: Lang, content: &EditionContent, unit: usize, node: usize, result: NodeScore) -> AnyView {
    let missing = || {
        if is_excluded(content, &content.instrument.nodes()[node].code) {
            return view! { <span class="tag">{words::not_scored(lang)}</span> };
        }
        let status = result.status.or_else(|| nothing_applies(content, unit, node));
        let status = status.map(|status| status_word(lang, status).to_owned());
        let text = status.or_else(|| result.withheld.map(|share| common::withheld(lang, number::percent(share))));
        view! { <span class="tag">{text.unwrap_or_else(|| common::missing(lang).to_owned())}</span> }
    };
    if !content.instrument.is_indicator(node) {
        return match result.score {
            Some(_) => view! { <td class="num absent-label"></td> }.into_any(),
            None => view! { <td class="num" data-label=words::raw(lang)>{missing()}</td> }.into_any(),
        };
    }
    let value = match result.raw {
        Some(_) if !has_values(content, node) => {
            view! { <span class="tag">{words::score_only(lang)}</span> }.into_any()
        }
        Some(value) => {
            let unit = content.instrument.nodes()[node].unit.as_ref().map(|u| format!(" {}", u.get(lang)));
            let mark =
                result.status.map(|status| view! { " " <span class="tag is-wait">{status_word(lang, status)}</span> });
            let used = used_value(lang, result);
            view! { {number::raw(value, RAW_DECIMALS)}<span class="muted">{unit}</span>{mark}{used} }.into_any()
        }
        None => used_value(lang, result).unwrap_or_else(|| missing().into_any()),
    };
    view! { <td class="num" data-label=words::raw(lang)>{value}</td> }.into_any()
}

/// The value that was scored instead of the raw one, and whether it was imputed; nothing where the raw one was.
pub(super) fn used_value(lang: Lang, result: NodeScore) -> Option<AnyView> {
    let used = number::raw(result.used?, RAW_DECIMALS);
    Some(if result.imputed {
        view! { {used} " " <span class="tag is-wait">{words::is_imputed(lang)}</span> }
    } else {
        view! { <span class="unit">{words::used(lang, used)}</span> }
    })
}

/// That a dimension has no score since none of its indicators applies.
fn nothing_applies(content: &EditionContent, unit: usize, node: usize) -> Option<CellStatus> {
    let instrument = &content.instrument;
    let beneath =
        |indicator: &usize| std::iter::successors(Some(*indicator), |&at| instrument.parent(at)).any(|at| at == node);
    let mut standings = instrument.indicators().filter(beneath).map(|at| node_score(content, unit, at).status);
    let not_applicable = Some(CellStatus::NotApplicable);
    standings.all(|status| status == not_applicable).then_some(not_applicable).flatten()
}

/// The standing of a cell, in a word.
pub(super) const fn status_word(lang: Lang, status: CellStatus) -> &'static str {
    match status {
        CellStatus::NotSubmitted => words::not_submitted(lang),
        CellStatus::NotApplicable => words::not_applicable(lang),
        CellStatus::LowDenominator => words::few(lang),
    }
}

/// What a node weighed in the end.
#[derive(Debug, PartialEq)]
enum Actual {
    /// As printed.
    Same(f64),
    /// It carries weight of missing siblings too.
    More(f64),
    /// It is missing; those beside it carry its weight.
    ToSiblings,
    /// It has no score, and neither has anything beside it.
    LevelMissing,
}

/// How a node's weight fared; `siblings` tells whether any node beside it has a score.
fn actual(printed: f64, after: Option<f64>, siblings: bool) -> Actual {
    match after {
        Some(after) if (after - printed).abs() < 1e-9 => Actual::Same(after),
        Some(after) => Actual::More(after),
        None if siblings => Actual::ToSiblings,
        None => Actual::LevelMissing,
    }
}

fn weight_after(lang: Lang, content: &EditionContent, unit: usize, node: usize) -> AnyView {
    let instrument = &content.instrument;
    if node == 0 && node_score(content, unit, 0).score.is_none() {
        return "—".into_any();
    }
    let siblings = instrument
        .parent(node)
        .is_some_and(|p| instrument.children(p).iter().any(|&n| node_score(content, unit, n).score.is_some()));
    match actual(used_share(content, node), node_score(content, unit, node).weight, siblings) {
        Actual::Same(weight) => number::percent(weight).into_any(),
        Actual::More(weight) => view! {
            <b>{number::percent(weight)}</b><span class="sr">{words::from_siblings(lang)}</span>
        }
        .into_any(),
        Actual::ToSiblings => view! { <span class="tag">{words::to_siblings(lang)}</span> }.into_any(),
        Actual::LevelMissing => view! { <span class="tag">{words::level_missing(lang)}</span> }.into_any(),
    }
}

fn figure(value: Option<f64>, decimals: u8) -> String {
    value.map_or_else(|| "—".to_owned(), |v| number::fixed(v, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_that_grew_is_told_from_one_that_did_not() {
        assert_eq!(actual(0.25, Some(0.25), true), Actual::Same(0.25));
        assert_eq!(actual(0.25, Some(0.5), true), Actual::More(0.5));
    }

    #[test]
    fn the_weight_of_a_missing_node_goes_to_its_siblings_if_there_are_any() {
        assert_eq!(actual(0.25, None, true), Actual::ToSiblings);
        assert_eq!(actual(0.25, None, false), Actual::LevelMissing);
    }
}
