//! An indicator or dimension across all units.

use std::sync::Arc;

use crate::prelude::*;
use domain::{
    EditionContent, Lang,
    instrument::Direction,
    recipe::{Aggregate, Bands, Method, Normalise, Posts},
};
use scoring::availability::{BINS, Distribution, describe};
use service::{Error, public::PublicEdition};

use super::{
    derivation::used_value,
    head::{self, EditionHead},
    method::weights,
    release,
    results::{by_rank, column, has_values, is_excluded, node_score, unit_href, used_share, used_share_of_total},
    standing::standing,
};
use crate::{
    components::{
        chart::{
            Scale,
            bar::{Bar, BarIs},
            histogram::Histogram,
        },
        layout::PublicLayout,
        stat::Facts,
    },
    locales::{common, indicator as words},
    number, routes,
};

/// Most decimals of a raw value.
const RAW_DECIMALS: u8 = 4;

/// The page.
#[component]
pub fn Indicator() -> impl IntoView {
    let code = head::code_param();
    standing(|page, view| async move {
        let instrument = &view.edition.content.instrument;
        let node = code.and_then(|code| instrument.position(&code)).ok_or(Error::NotFound)?;
        Ok(show(page.lang, view, node).into_any())
    })
}

fn show(lang: Lang, view: Arc<PublicEdition>, node: usize) -> impl IntoView + use<> {
    let content = view.edition.content.clone();
    let instrument = &content.instrument;
    let name = instrument.nodes()[node].name.get(lang).to_owned();
    let children = instrument.children(node).len();
    let lede = if instrument.is_indicator(node) {
        words::lede_indicator(lang).to_owned()
    } else {
        words::lede_dimension(lang, children)
    };
    let values = values(&content, node);
    let distribution = describe(&instrument.nodes()[node].code, &values);
    let parts = (children > 0).then(|| {
        view! {
            <section class="stack">
                <div class="head">
                    <h2>{words::parts(lang)}</h2>
                    <span class="muted">{words::parts_about(lang)}</span>
                </div>
                {weights(lang, &content, node)}
            </section>
        }
    });
    let facts = facts(lang, &content, node, &distribution);
    let (spread, units) = if content.withholds_scores() {
        (release::nothing_here(lang, &content), None)
    } else {
        (spread(lang, &content, node, &name, &distribution).into_any(), Some(units(lang, &content, node)))
    };
    view! {
        <PublicLayout>
            <EditionHead view=view title=name.clone() lede=lede here=name.clone() />
            <Facts items=facts />
            {spread}
            {parts}
            {units}
        </PublicLayout>
    }
}

/// What is spread out on the page: raw values of an indicator, scores of a dimension.
fn values(content: &EditionContent, node: usize) -> Vec<Option<f64>> {
    if has_values(content, node) {
        (0..content.data.units.len()).map(|unit| node_score(content, unit, node).raw).collect()
    } else {
        column(content, node)
    }
}

fn facts(lang: Lang, content: &EditionContent, node: usize, spread: &Distribution) -> Vec<(String, String)> {
    let about = &content.instrument.nodes()[node];
    let mut facts = vec![
        (words::code(lang).to_owned(), about.code.clone()),
        (words::weight(lang).to_owned(), weight_path(lang, content, node)),
    ];
    if content.instrument.is_indicator(node) {
        let direction = match about.direction {
            Direction::Positive => words::more_is_better(lang),
            Direction::Negative => words::less_is_better(lang),
        };
        facts.push((words::direction(lang).to_owned(), direction.to_owned()));
        if let Some(unit) = &about.unit {
            facts.push((words::unit(lang).to_owned(), unit.get(lang).to_owned()));
        }
        facts.extend(thresholds(lang, content, &about.code));
        facts.extend(denominator(lang, content, &about.code));
        if is_excluded(content, &about.code) {
            facts.push((words::standing(lang).to_owned(), words::not_scored(lang).to_owned()));
        }
    }
    if content.instrument.is_indicator(node) && !has_values(content, node) && !content.withholds_scores() {
        facts.push((words::value(lang).to_owned(), words::score_only(lang).to_owned()));
    }
    let source = about.source.as_ref().unwrap_or(&content.index.source);
    facts.push((words::source(lang).to_owned(), source.get(lang).to_owned()));
    if !content.withholds_scores() {
        let available = words::available_of(lang, spread.present, spread.present + spread.missing);
        facts.push((words::available(lang).to_owned(), available));
    }
    facts
}

/// What the recipe has fixed for an indicator: posts, a target, a reference, bands.
fn thresholds(lang: Lang, content: &EditionContent, code: &str) -> Option<(String, String)> {
    let figure = |value: f64| number::raw(value, RAW_DECIMALS);
    let posts = |posts: &Posts| {
        (words::posts(lang).to_owned(), words::posts_are(lang, figure(posts.floor), figure(posts.target)))
    };
    match &content.recipe.normalise {
        Normalise::Goalposts { posts: all, .. } => all.get(code).map(posts),
        Normalise::PerIndicator { methods } => match methods.get(code)? {
            Method::Goalposts(own) => Some(posts(own)),
            Method::RubricPoints | Method::YesShare | Method::LikertMean | Method::PointsAsGiven => None,
        },
        Normalise::DistanceToTarget { targets, .. } => {
            targets.get(code).map(|target| (words::target(lang).to_owned(), figure(*target)))
        }
        Normalise::DistanceToReference { unit, .. } => {
            let known = content.data.units.iter().find(|about| about.code == *unit);
            let name = known.map_or(unit.as_str(), |about| about.name.get(lang));
            Some((words::reference(lang).to_owned(), name.to_owned()))
        }
        Normalise::Bands { bands } => bands.get(code).map(|own| (words::bands(lang).to_owned(), bands_text(lang, own))),
        Normalise::None
        | Normalise::MinMax { .. }
        | Normalise::ZScore { .. }
        | Normalise::Rank
        | Normalise::PercentileRank { .. }
        | Normalise::Borda
        | Normalise::Efficacy { .. }
        | Normalise::DistanceToBest { .. }
        | Normalise::FractionOfMaximum { .. } => None,
    }
}

/// `低于 5 得 0 分；从 5 起得 60 分`.
fn bands_text(lang: Lang, bands: &Bands) -> String {
    let figure = |value: f64| number::raw(value, RAW_DECIMALS);
    let first = bands.cuts.first().zip(bands.points.first());
    let first = first.map(|(cut, points)| words::band_below(lang, figure(*cut), figure(*points)));
    let rest = bands.cuts.iter().zip(bands.points.iter().skip(1));
    let rest = rest.map(|(cut, points)| words::band_from(lang, figure(*cut), figure(*points)));
    first.into_iter().chain(rest).collect::<Vec<_>>().join(words::semicolon(lang))
}

/// What the values of an indicator are divided by before they are scored.
fn denominator(lang: Lang, content: &EditionContent, code: &str) -> Option<(String, String)> {
    let per = content.recipe.select.denominators.get(code)?;
    let by = content.instrument.position(&per.by);
    let name = by.map_or(per.by.as_str(), |at| content.instrument.nodes()[at].name.get(lang));
    Some((words::per(lang).to_owned(), words::per_of(lang, number::raw(per.scale, RAW_DECIMALS), name)))
}

/// `凶杀 33.3% × 安全与保障 25% × 人身自由 50% = 总分的 4.2%`: the shares on the way up and their product.
fn weight_path(lang: Lang, content: &EditionContent, node: usize) -> String {
    let instrument = &content.instrument;
    let total = number::percent(used_share_of_total(content, node));
    let path: Vec<String> = std::iter::successors(Some(node), |&at| instrument.parent(at))
        .filter(|&at| at != 0)
        .map(|at| format!("{} {}", instrument.nodes()[at].name.get(lang), number::percent(used_share(content, at))))
        .collect();
    match path.len() {
        0 => words::the_total(lang).to_owned(),
        1 => words::weight_total(lang, total),
        _ => words::weight_product(lang, path.join(" × "), total),
    }
}

fn spread(
    lang: Lang,
    content: &EditionContent,
    node: usize,
    name: &str,
    distribution: &Distribution,
) -> impl IntoView + use<> {
    let about = if has_values(content, node) { words::of_raw(lang) } else { words::of_scores(lang) };
    let chart = match (distribution.quartiles, distribution.mean) {
        (Some([low, _, median, _, high]), Some(mean)) if low < high => {
            let decimals = Scale::new(low, high).decimals().max(1);
            let figure = |value: f64| number::fixed(value, decimals.max(content.recipe.decimals));
            let text = words::spread(lang, figure(low), figure(median), figure(mean), figure(high));
            let (fullest, most) = fullest(&distribution.histogram);
            let bound = |bin: usize| figure(low + (high - low) * bin as f64 / BINS as f64);
            let desc = words::histogram_desc(lang, distribution.present, most, bound(fullest), bound(fullest + 1));
            let counts = distribution.histogram.iter().map(|&n| u32::try_from(n).unwrap_or(u32::MAX)).collect();
            view! {
                <p>{text}</p>
                <Histogram
                    id="distribution"
                    title=words::histogram_title(lang, name)
                    desc=desc
                    counts=counts
                    low=low
                    high=high
                    decimals=decimals
                />
            }
            .into_any()
        }
        (Some([value, ..]), _) => {
            view! { <p>{words::all_equal(lang, number::raw(value, RAW_DECIMALS))}</p> }.into_any()
        }
        (None, _) => view! { <p>{words::no_values(lang)}</p> }.into_any(),
    };
    view! {
        <section class="stack">
            <div class="head">
                <h2>{words::distribution(lang)}</h2>
                <span class="muted">{about}</span>
            </div>
            {chart}
        </section>
    }
}

/// The first of the fullest bins and how many values it holds.
fn fullest(histogram: &[usize]) -> (usize, usize) {
    let most = histogram.iter().copied().max().unwrap_or(0);
    (histogram.iter().position(|&n| n == most).unwrap_or(0), most)
}

fn units(lang: Lang, content: &EditionContent, node: usize) -> impl IntoView + use<> {
    let indicator = has_values(content, node);
    let unit_of_measure = content.instrument.nodes()[node].unit.as_ref().map(|u| u.get(lang).to_owned());
    let raw_head = indicator.then(|| {
        let under = unit_of_measure.map(|text| view! { <span class="unit">{text}</span> });
        view! { <th scope="col" class="num">{words::raw(lang)}{under}</th> }
    });
    let longest = longest_bar(content, node);
    let rows = by_rank(content, node).into_iter().map(|unit| row(lang, content, node, unit, longest)).collect_view();
    let downloads = routes::downloads(content.index.slug.as_str(), &content.period, content.version);
    view! {
        <section class="stack">
            <div class="head">
                <h2>{words::all_units(lang)}</h2>
                <a href=downloads>{words::table_file(lang)}</a>
            </div>
            <div class="table-box">
                <table class="data dense">
                    <caption class="sr">{words::all_units(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="num">{words::rank(lang)}</th>
                            <th scope="col">{words::name(lang)}</th>
                            {raw_head}
                            <th scope="col" class="num">{words::score(lang)}</th>
                            <th scope="col" class="wide-bar wide"><span class="sr">{words::chart(lang)}</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// The score of a full bar: the top of the scale where the recipe has one and the node is on it, else the best
/// score. `None` where scores fall below zero, from which bars begin.
fn longest_bar(content: &EditionContent, node: usize) -> Option<f64> {
    let scores = || column(content, node).into_iter().flatten();
    let best = scores().fold(0.0, f64::max);
    let below = scores().any(|score| score < 0.0);
    let compares = content.instrument.children(node).iter().any(|&child| {
        // Points for who beats whom are on no scale of scores.
        aggregates_beneath(content, child).any(|aggregate| !aggregate.is_mean())
    });
    let top = top_of_scale(&content.recipe.normalise, &content.instrument.nodes()[node].code).filter(|_| !compares);
    (!below).then(|| top.unwrap_or(best))
}

/// How the parents of a node and of all nodes beneath it are aggregated.
fn aggregates_beneath(content: &EditionContent, node: usize) -> impl Iterator<Item = Aggregate> + '_ {
    let instrument = &content.instrument;
    let depth = instrument.depth(node);
    let last = (node + 1..instrument.len()).find(|&at| instrument.depth(at) <= depth).unwrap_or(instrument.len());
    (node..last).filter_map(|at| instrument.parent(at)).map(|at| content.recipe.aggregate_of(instrument.depth(at)))
}

/// The best score the normalisation can give; `None` where it has no fixed one.
fn top_of_scale(normalise: &Normalise, code: &str) -> Option<f64> {
    match normalise {
        Normalise::MinMax { upper, .. }
        | Normalise::Goalposts { upper, .. }
        | Normalise::PercentileRank { upper }
        | Normalise::DistanceToBest { upper }
        | Normalise::DistanceToReference { upper, .. }
        | Normalise::DistanceToTarget { upper, .. }
        | Normalise::FractionOfMaximum { upper } => Some(*upper),
        Normalise::Efficacy { base, span } => Some(base + span),
        Normalise::PerIndicator { .. } => Some(100.0),
        Normalise::Bands { bands } => bands.get(code).and_then(|own| own.points.iter().copied().max_by(f64::total_cmp)),
        Normalise::None | Normalise::ZScore { .. } | Normalise::Rank | Normalise::Borda => None,
    }
}

fn row(lang: Lang, content: &EditionContent, node: usize, unit: usize, longest: Option<f64>) -> impl IntoView + use<> {
    let about = &content.data.units[unit];
    let result = node_score(content, unit, node);
    let missing = move || view! { <span class="tag">{common::missing(lang)}</span> };
    let raw = has_values(content, node).then(|| {
        let used = used_value(lang, result);
        match result.raw {
            Some(value) => view! { <td class="num">{number::raw(value, RAW_DECIMALS)}{used}</td> }.into_any(),
            None if used.is_some() => view! { <td class="num">{used}</td> }.into_any(),
            None => view! { <td class="num">{missing()}</td> }.into_any(),
        }
    });
    let bar = result.score.zip(longest).map(|(score, max)| view! { <Bar value=score max=max is=BarIs::Score /> });
    let score = match result.score {
        Some(score) => number::fixed(score, content.recipe.decimals).into_any(),
        // The raw value beside it says already that it is missing.
        None if has_values(content, node) => "—".into_any(),
        None => match result.withheld {
            Some(share) => {
                view! { <span class="tag">{common::withheld(lang, number::percent(share))}</span> }.into_any()
            }
            None => missing().into_any(),
        },
    };
    view! {
        <tr>
            <td class="num">{result.rank}</td>
            <th scope="row"><a href=unit_href(content, &about.code)>{about.name.get(lang).to_owned()}</a></th>
            {raw}
            <td class="num">{score}</td>
            <td class="wide">{bar}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::{
        Lang,
        recipe::{Bands, Normalise},
    };

    use super::{bands_text, fullest, top_of_scale};

    #[test]
    fn a_full_bar_is_the_top_of_the_scale_where_there_is_one() {
        assert_eq!(top_of_scale(&Normalise::Efficacy { base: 60.0, span: 40.0 }, "a"), Some(100.0));
        assert_eq!(top_of_scale(&Normalise::ZScore { mean: 0.0, sd: 1.0 }, "a"), None);
        let bands = BTreeMap::from([("a".to_owned(), Bands { cuts: vec![5.0], points: vec![0.0, 60.0] })]);
        assert_eq!(top_of_scale(&Normalise::Bands { bands: bands.clone() }, "a"), Some(60.0));
        assert_eq!(bands_text(Lang::Zh, &bands["a"]), "低于 5 得 0 分；从 5 起得 60 分");
    }

    #[test]
    fn the_first_of_equally_full_bins_is_named() {
        assert_eq!(fullest(&[1, 4, 2, 4]), (1, 4));
        assert_eq!(fullest(&[]), (0, 0));
    }
}
