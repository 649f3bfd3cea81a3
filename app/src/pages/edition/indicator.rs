//! An indicator or dimension across all units.

use std::sync::Arc;

use crate::prelude::*;
use domain::{
    EditionContent, Lang,
    instrument::Direction,
    recipe::{Method, Normalise},
};
use scoring::availability::{BINS, Distribution, describe};
use service::{Error, public::PublicEdition};

use super::{
    head::{self, EditionHead},
    method::weights,
    release,
    results::{by_rank, column, has_values, node_score, share, unit_href},
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
        let posts = match &content.recipe.normalise {
            Normalise::None | Normalise::MinMax { .. } => None,
            Normalise::Goalposts { posts, .. } => posts.get(&about.code),
            Normalise::PerIndicator { methods } => match methods.get(&about.code) {
                Some(Method::Goalposts(posts)) => Some(posts),
                Some(Method::RubricPoints | Method::YesShare | Method::LikertMean | Method::PointsAsGiven) | None => {
                    None
                }
            },
        };
        if let Some(posts) = posts {
            let text =
                words::posts_are(lang, number::raw(posts.floor, RAW_DECIMALS), number::raw(posts.target, RAW_DECIMALS));
            facts.push((words::posts(lang).to_owned(), text));
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

/// `凶杀 33.3% × 安全与保障 25% × 人身自由 50% = 总分的 4.2%`: the shares on the way up and their product.
fn weight_path(lang: Lang, content: &EditionContent, node: usize) -> String {
    let instrument = &content.instrument;
    let total = number::percent(instrument.effective_weight(node));
    let path: Vec<String> = std::iter::successors(Some(node), |&at| instrument.parent(at))
        .filter(|&at| at != 0)
        .map(|at| format!("{} {}", instrument.nodes()[at].name.get(lang), number::percent(share(instrument, at))))
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

/// The score of a full bar: the top of the scale where the recipe has one, else the best score.
fn longest_bar(content: &EditionContent, node: usize) -> f64 {
    match &content.recipe.normalise {
        Normalise::MinMax { upper, .. } | Normalise::Goalposts { upper, .. } => *upper,
        Normalise::PerIndicator { .. } => 100.0,
        Normalise::None => column(content, node).into_iter().flatten().fold(0.0, f64::max),
    }
}

fn row(lang: Lang, content: &EditionContent, node: usize, unit: usize, longest: f64) -> impl IntoView + use<> {
    let about = &content.data.units[unit];
    let result = node_score(content, unit, node);
    let missing = move || view! { <span class="tag">{common::missing(lang)}</span> };
    let raw = has_values(content, node).then(|| match result.raw {
        Some(value) => view! { <td class="num">{number::raw(value, RAW_DECIMALS)}</td> }.into_any(),
        None => view! { <td class="num">{missing()}</td> }.into_any(),
    });
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
            <td class="wide">{result.score.map(|score| view! { <Bar value=score max=longest is=BarIs::Score /> })}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::fullest;

    #[test]
    fn the_first_of_equally_full_bins_is_named() {
        assert_eq!(fullest(&[1, 4, 2, 4]), (1, 4));
        assert_eq!(fullest(&[]), (0, 0));
    }
}
