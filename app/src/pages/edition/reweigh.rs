//! Re-weighting: the official ranking, and an island that ranks by other weights.

use std::sync::Arc;

use crate::prelude::*;
use domain::{EditionContent, Lang, recipe::Aggregate};
use scoring::reweight::Adjustment;
use service::public::PublicEdition;

use super::{
    head::EditionHead,
    release,
    results::{by_rank, node_score, unit_href, unit_score, used_share},
    standing::standing,
};
use crate::{
    components::{
        chart::Scale,
        layout::PublicLayout,
        note::{Note, Tone},
    },
    islands::reweigh::{Axis, Dimension, Ranked, Reweigh as Island, ReweighWords},
    locales::reweigh as words,
    number,
};

/// The page.
#[component]
pub fn Reweigh() -> impl IntoView {
    standing(|page, view| async move { Ok(show(page.lang, view).into_any()) })
}

fn show(lang: Lang, view: Arc<PublicEdition>) -> impl IntoView + use<> {
    let content = view.edition.content.clone();
    let title = words::title(lang);
    let body = if content.withholds_scores() {
        release::nothing_here(lang, &content)
    } else if content.instrument.children(0).len() < 2 {
        view! { <Note tone=Tone::Wait><p>{words::too_few(lang)}</p></Note> }.into_any()
    } else if !can_weigh(&content) {
        view! { <Note tone=Tone::Wait><p>{words::no_role(lang)}</p></Note> }.into_any()
    } else {
        let dimensions = dimensions(lang, &content);
        let axis = axis(&content, &dimensions);
        let kept = content.recipe.adjust.as_ref().map(|_| view! { <p>{words::kept(lang)}</p> });
        view! {
            <noscript>
                <p class="note is-wait">{words::no_script(lang)}</p>
            </noscript>
            {kept}
            <Island
                words=island_words(lang)
                method=content.recipe.aggregate_of(0)
                dimensions=dimensions
                units=units(lang, &content)
                axis=axis
            />
        }
        .into_any()
    };
    view! {
        <PublicLayout>
            <EditionHead view=view title=title lede=words::lede(lang) here=title />
            {body}
        </PublicLayout>
    }
}

/// Whether weights play a role in the total at all.
pub(super) fn can_weigh(content: &EditionContent) -> bool {
    match content.recipe.aggregate_of(0) {
        Aggregate::ArithmeticMean
        | Aggregate::GeometricMean
        | Aggregate::HarmonicMean
        | Aggregate::GeneralisedMean { .. }
        | Aggregate::MazziottaPareto
        | Aggregate::Copeland
        | Aggregate::Borda => true,
        Aggregate::OrderedMean { .. } => false,
    }
}

/// The units by official rank, without those whose score is withheld: other weights do not give them
/// the data they lack.
fn compared(content: &EditionContent) -> Vec<usize> {
    let order = by_rank(content, 0).into_iter();
    order.filter(|&unit| node_score(content, unit, 0).withheld.is_none()).collect()
}

/// The top dimensions, with the scores of the units by official rank.
fn dimensions(lang: Lang, content: &EditionContent) -> Vec<Dimension> {
    let order = compared(content);
    content
        .instrument
        .children(0)
        .iter()
        .map(|&node| {
            let about = &content.instrument.nodes()[node];
            let name = about.name.get(lang).to_owned();
            Dimension {
                label: words::weight_of(lang, &name),
                official: words::official_share(lang, number::percent(used_share(content, node))),
                weight: used_share(content, node) * 100.0,
                scores: order.iter().map(|&unit| node_score(content, unit, node).score).collect(),
                name,
            }
        })
        .collect()
}

fn units(lang: Lang, content: &EditionContent) -> Vec<Ranked> {
    compared(content)
        .into_iter()
        .map(|unit| {
            let (about, overall) = (&content.data.units[unit], node_score(content, unit, 0));
            Ranked {
                name: about.name.get(lang).to_owned(),
                href: unit_href(content, &about.code),
                rank: overall.rank,
                score: overall.score,
                adjustment: adjustment(content, unit),
            }
        })
        .collect()
}

/// The unit's bonuses and deductions, which other weights do not change.
fn adjustment(content: &EditionContent, unit: usize) -> Option<Adjustment> {
    let rule = content.recipe.adjust.as_ref()?;
    let adjusted = unit_score(content, unit)?.adjusted.as_ref()?;
    let (bonus, deduction) = (adjusted.bonus, adjusted.deduction);
    Some(Adjustment { bonus, deduction, lower: rule.lower, upper: rule.upper })
}

/// The scores that weights can give whatever the dimensions' scores are; `None` where a mean lies between those.
fn beyond(content: &EditionContent) -> Option<[f64; 2]> {
    let most = compared(content).len().saturating_sub(1) as f64;
    match content.recipe.aggregate_of(0) {
        Aggregate::ArithmeticMean
        | Aggregate::GeometricMean
        | Aggregate::HarmonicMean
        | Aggregate::GeneralisedMean { .. }
        | Aggregate::OrderedMean { .. } => None,
        // The penalty may take a score below the least of its parts; below 0 its dot stays at the end.
        Aggregate::MazziottaPareto => Some([0.0, 0.0]),
        Aggregate::Copeland => Some([-most, most]),
        Aggregate::Borda => Some([0.0, most]),
    }
}

/// An axis that holds every score any weights can give: a mean lies between the dimensions' scores, and
/// what comes after it moves each end alike.
fn axis(content: &EditionContent, dimensions: &[Dimension]) -> Axis {
    let scores = compared(content).into_iter().enumerate().flat_map(|(place, unit)| {
        let adjustment = adjustment(content, unit);
        let total = move |score: f64| adjustment.map_or(score, |adjustment| adjustment.total(score));
        dimensions.iter().filter_map(move |d| d.scores.get(place).copied().flatten().map(total))
    });
    let parts = content.recipe.aggregate_of(0).is_mean();
    let ends = beyond(content).into_iter().flatten();
    let scale = Scale::around(scores.filter(|_| parts).chain(ends));
    Axis {
        low: scale.low,
        high: scale.high,
        ticks: scale.ticks(),
        tick_decimals: scale.decimals(),
        decimals: content.recipe.decimals,
    }
}

fn island_words(lang: Lang) -> ReweighWords {
    ReweighWords {
        your_weights: words::your_weights(lang).to_owned(),
        share: words::share(lang).to_owned(),
        total: words::total(lang).to_owned(),
        about_total: words::about_total(lang).to_owned(),
        reset: words::reset(lang).to_owned(),
        ranking: words::ranking(lang).to_owned(),
        your_rank: words::your_rank(lang).to_owned(),
        official_rank: words::official_rank(lang).to_owned(),
        unit: words::unit(lang).to_owned(),
        plot: words::plot(lang).to_owned(),
        score: words::score(lang).to_owned(),
        change: words::change(lang).to_owned(),
        up: words::up(lang).to_owned(),
        down: words::down(lang).to_owned(),
        same: words::same(lang).to_owned(),
        summary: words::summary(lang).to_owned(),
        at_official: words::at_official(lang).to_owned(),
        no_weight: words::no_weight(lang).to_owned(),
        dot: words::dot(lang).to_owned(),
    }
}
