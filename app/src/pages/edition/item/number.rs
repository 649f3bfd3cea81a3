//! The way of a weighted item: value → points → weight → contribution, each with its numbers in it.

use crate::prelude::*;
use domain::{
    Lang, NodeScore,
    questionnaire::{Formula, ItemKind},
    recipe::{Aggregate, Method, Posts},
};

use super::{
    super::results::{aggregates_above, node_score},
    Subject,
};
use crate::{
    components::{
        stat::Stat,
        table::{DataTable, Head},
    },
    locales::item as words,
    number,
    pages::questions::{computation, with_unit},
};

/// Decimals of a value and of what stands in a formula.
const DECIMALS: u8 = 4;

/// The figures that matter, and the table of steps.
pub(super) fn steps(subject: Subject<'_>, node: usize) -> AnyView {
    let Subject { lang, content, unit, .. } = subject;
    let result = node_score(content, unit, node);
    let decimals = content.recipe.decimals;
    let unit_of = content.instrument.nodes()[node].unit.as_ref();
    let value = result.raw.filter(|_| subject.asked.is_some());
    let stats = [
        value.map(|value| (words::value(lang), with_unit(lang, unit_of, value, DECIMALS))),
        result.score.map(|score| (words::points(lang), number::fixed(score, decimals))),
        result.contribution.map(|points| (words::contribution(lang), number::fixed(points, decimals + 1))),
    ];
    let stats =
        stats.into_iter().flatten().map(|(term, value)| view! { <Stat term=term value=value /> }).collect_view();
    let rows = [
        value.map(|value| (words::value(lang), of_value(subject, value), with_unit(lang, unit_of, value, DECIMALS))),
        result.used.map(|used| {
            let why = if result.imputed { words::is_imputed(lang) } else { words::is_treated(lang) };
            (words::scored_value(lang), why.to_owned(), with_unit(lang, unit_of, used, DECIMALS))
        }),
        result.score.map(|score| (words::points(lang), of_points(subject, result), number::fixed(score, decimals))),
        share(subject, node).map(|(path, share)| (words::weight(lang), path, percent(share))),
        result.contribution.zip(result.score).zip(share(subject, node)).map(|((points, score), (_, share))| {
            let product = || format!("{} × {}", number::fixed(score, decimals), percent(share));
            let formula = if adds_up(subject, node) { product() } else { words::by_slope(lang).to_owned() };
            (words::contribution(lang), formula, number::fixed(points, decimals + 1))
        }),
    ];
    let rows = rows
        .into_iter()
        .flatten()
        .map(|(step, formula, result)| {
            view! {
                <tr>
                    <th scope="row">{step}</th>
                    <td data-label=words::formula(lang)>{formula}</td>
                    <td class="num key" data-label=words::comes_to(lang)>{result}</td>
                </tr>
            }
        })
        .collect_view();
    let heads =
        vec![Head::text(words::step(lang)), Head::text(words::formula(lang)), Head::figure(words::comes_to(lang))];
    let sampled = result.standard_error.map(|error| {
        view! { <p class="meta">{words::standard_error(lang, number::fixed(error, decimals))}</p> }
    });
    let compared = aggregates_above(content, node)
        .any(|aggregate| !aggregate.is_mean())
        .then(|| view! { <p class="meta">{words::no_parts(lang)}</p> });
    view! {
        <dl class="stats">{stats}</dl>
        <DataTable caption=words::steps(lang) heads=heads class="data cards top">{rows}</DataTable>
        {compared}
        {sampled}
    }
}

/// Whether contributions of a node are its score times the weights on the way up.
fn adds_up(subject: Subject<'_>, node: usize) -> bool {
    aggregates_above(subject.content, node).all(|aggregate| aggregate == Aggregate::ArithmeticMean)
}

/// The formula in words and, where it is a fraction, with its numbers: `… = 100 × 45 ÷ 50`.
fn of_value(subject: Subject<'_>, value: f64) -> String {
    let Some(asked) = subject.asked else { return String::new() };
    let text = computation(subject.lang, &subject.evidence.questionnaire, asked);
    let fraction = subject
        .answered
        .and_then(|answered| fraction(per(&asked.kind)?, answered.numerator?, answered.denominator?, value));
    match fraction {
        Some(fraction) => words::with_numbers(subject.lang, text, fraction),
        None => text,
    }
}

/// Per how many a formula counts; `None` where there is no fraction.
const fn per(kind: &ItemKind) -> Option<f64> {
    match kind {
        ItemKind::Quantitative { formula: Formula::RatioOfCounts { .. } | Formula::RatioOfSums { .. }, .. }
        | ItemKind::YesNo { .. } => Some(100.0),
        ItemKind::Quantitative { formula: Formula::Rate { per, .. }, .. } => Some(*per),
        ItemKind::Quantitative { formula: Formula::MeanOfDays { .. } | Formula::WeightedMean { .. }, .. }
        | ItemKind::Survey { .. } => Some(1.0),
        ItemKind::Rubric { .. } | ItemKind::Deduction { .. } | ItemKind::Bonus { .. } | ItemKind::Veto { .. } => None,
    }
}

/// `100 × 45 ÷ 50`, if that is what the value came from.
fn fraction(per: f64, numerator: f64, denominator: f64, value: f64) -> Option<String> {
    let same = (per * numerator / denominator - value).abs() <= 1e-9 * value.abs().max(1.0);
    let figure = |x: f64| number::raw(x, DECIMALS);
    let quotient = format!("{} ÷ {}", figure(numerator), figure(denominator));
    let whole = (per - 1.0).abs() < f64::EPSILON;
    same.then(|| if whole { quotient } else { format!("{quotient} × {}", figure(per)) })
}

/// How the value becomes points, with its numbers.
fn of_points(subject: Subject<'_>, result: NodeScore) -> String {
    let lang = subject.lang;
    // A questionnaire says of each item how it is scored.
    let posts = match subject.content.recipe.normalise.method_of(subject.code) {
        Some(Method::Goalposts(posts)) => Some(*posts),
        Some(Method::RubricPoints | Method::YesShare | Method::LikertMean | Method::PointsAsGiven) | None => None,
    };
    match (subject.asked, posts, result.used.or(result.raw)) {
        (None, _, _) => words::points_given(lang).to_owned(),
        (Some(_), Some(posts), Some(value)) => between(lang, posts, value),
        (Some(_), None, Some(_)) => words::points_are_value(lang).to_owned(),
        // Not submitted: there is no value, and the lowest score is earned.
        (Some(_), _, None) => words::points_lowest(lang).to_owned(),
    }
}

/// `(90 − 50) ÷ (100 − 50) × 100`, or that the value lies beyond an end.
fn between(lang: Lang, posts: Posts, value: f64) -> String {
    let figure = |x: f64| number::raw(x, DECIMALS);
    let share = (value - posts.floor) / (posts.target - posts.floor);
    if share < 0.0 {
        return words::beyond_floor(lang, figure(posts.floor));
    }
    if share > 1.0 {
        return words::beyond_target(lang, figure(posts.target));
    }
    let (floor, target) = (figure(posts.floor), figure(posts.target));
    let formula = format!("({} − {floor}) ÷ ({target} − {floor}) × 100", figure(value));
    words::between(lang, &floor, &target, formula)
}

/// The actual weights on the way up, and their product: `40% × 35% × 18%`.
fn share(subject: Subject<'_>, node: usize) -> Option<(String, f64)> {
    let instrument = &subject.content.instrument;
    let way = std::iter::successors(Some(node), |&at| instrument.parent(at)).filter(|&at| at != 0);
    let shares: Vec<f64> = way.map(|at| node_score(subject.content, subject.unit, at).weight).collect::<Option<_>>()?;
    let path = shares.iter().map(|share| percent(*share)).collect::<Vec<_>>().join(" × ");
    Some((words::weights_up(subject.lang, path), shares.iter().product()))
}

/// A share in percent, as precise as small weights need.
fn percent(share: f64) -> String {
    format!("{}%", number::raw(share * 100.0, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_is_shown_only_where_it_gives_the_value() {
        assert_eq!(fraction(100.0, 45.0, 50.0, 90.0).as_deref(), Some("45 ÷ 50 × 100"));
        assert_eq!(fraction(1.0, 45.0, 30.0, 1.5).as_deref(), Some("45 ÷ 30"));
        assert_eq!(fraction(100.0, 45.0, 50.0, 88.0), None);
        assert_eq!(fraction(100.0, 0.0, 0.0, 0.0), None);
    }

    #[test]
    fn points_stand_between_floor_and_target_or_at_an_end() {
        let posts = Posts { floor: 120.0, target: 30.0 };
        assert!(between(Lang::Zh, posts, 75.0).contains("(75 − 120) ÷ (30 − 120) × 100"));
        assert!(between(Lang::Zh, posts, 130.0).contains("120"));
        assert!(between(Lang::En, posts, 10.0).contains("30"));
    }
}
