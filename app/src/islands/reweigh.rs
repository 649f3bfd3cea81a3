//! What if the top dimensions weighed otherwise? The ranking moves as the sliders do, by the engine
//! that computed the official one; the official rank stays pinned beside it. Before its WASM is there
//! the table is the official ranking.

use domain::recipe::Aggregate;
use leptos::{html::Input, prelude::*};
use scoring::reweight::{Reweighted, reweight};
use serde::{Deserialize, Serialize};
use web_sys::HtmlInputElement;

use super::figure::{fixed, short};

/// Its words, in the language of the page; `{n}` and the like are filled in here.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ReweighWords {
    /// 您的权重.
    pub your_weights: String,
    /// 占 {n}.
    pub share: String,
    /// 合计.
    pub total: String,
    /// That the sum need not be 100.
    pub about_total: String,
    /// 恢复正式权重.
    pub reset: String,
    /// Caption of the table.
    pub ranking: String,
    /// 您的名次.
    pub your_rank: String,
    /// 正式名次.
    pub official_rank: String,
    /// 国家和地区.
    pub unit: String,
    /// 得分图，空心点为正式得分.
    pub plot: String,
    /// 得分.
    pub score: String,
    /// 比正式.
    pub change: String,
    /// 上升 {n} 位.
    pub up: String,
    /// 下降 {n} 位.
    pub down: String,
    /// 不变.
    pub same: String,
    /// {up} 个上升，{down} 个下降，{same} 个不变.
    pub summary: String,
    /// 现在是正式权重.
    pub at_official: String,
    /// All weights are 0.
    pub no_weight: String,
    /// {now}，正式 {official}.
    pub dot: String,
}

/// A top dimension.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Dimension {
    /// Its name.
    pub name: String,
    /// Name of its number field: 法治的权重.
    pub label: String,
    /// Its official weight in words: 正式 25%.
    pub official: String,
    /// Its official weight, in percent.
    pub weight: f64,
    /// The scores of the units, in the order of [`Reweigh`]'s units.
    pub scores: Vec<Option<f64>>,
}

/// A unit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ranked {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its official rank.
    pub rank: Option<u32>,
    /// Its official score.
    pub score: Option<f64>,
}

/// The axis of the scores.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Axis {
    /// Left end.
    pub low: f64,
    /// Right end.
    pub high: f64,
    /// Figures on it.
    pub ticks: Vec<f64>,
    /// Decimals of those figures.
    pub tick_decimals: u8,
    /// Decimals of scores.
    pub decimals: u8,
}

/// What the rows share; it does not change.
#[derive(Clone, Copy)]
struct Shared {
    words: StoredValue<ReweighWords>,
    units: StoredValue<Vec<Ranked>>,
    axis: StoredValue<Axis>,
    results: Memo<Vec<Reweighted>>,
}

/// The sliders and the ranking.
#[island]
pub fn Reweigh(
    /// Its words.
    words: ReweighWords,
    /// How dimensions become the total.
    method: Aggregate,
    /// The top dimensions.
    dimensions: Vec<Dimension>,
    /// The units, by official rank.
    units: Vec<Ranked>,
    /// The axis of the scores.
    axis: Axis,
) -> impl IntoView {
    let columns: Vec<_> = dimensions.iter().map(|d| d.scores.clone()).collect();
    let official: Vec<f64> = dimensions.iter().map(|d| d.weight).collect();
    let official = StoredValue::new(official);
    let weights = RwSignal::new(official.get_value());
    let results = Memo::new(move |_| weights.with(|weights| reweight(method, &columns, weights)));
    let order = Memo::new(move |_| results.with(|results| by_rank(results)));
    let total = move || weights.with(|weights| weights.iter().sum::<f64>());
    // Without script the sliders would move and nothing else; until the WASM is there they wait.
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));

    let (heading, caption, heads) = (words.ranking.clone(), words.ranking.clone(), words.clone());
    let (legend, total_word, about_total, reset) =
        (words.your_weights.clone(), words.total.clone(), words.about_total.clone(), words.reset.clone());
    let shared = Shared {
        words: StoredValue::new(words),
        units: StoredValue::new(units),
        axis: StoredValue::new(axis),
        results,
    };
    let sliders = dimensions
        .into_iter()
        .enumerate()
        .map(|(i, dimension)| slider(i, dimension, shared.words, weights, ready).into_any())
        .collect_view();
    // Erased in parts: the type of the whole would be too deep for the compiler.
    let form = view! {
        <form class="stack" aria-labelledby="your-weights" on:submit=|event| event.prevent_default()>
            <h2 id="your-weights">{legend}</h2>
            {sliders}
            <p class="row between">
                <span class="muted">{total_word}</span>
                <b class="figure">{move || short(total())}</b>
            </p>
            <p class="meta">{about_total}</p>
            <div class="actions">
                <button
                    class="btn"
                    type="button"
                    disabled=move || !ready.get()
                    on:click=move |_| weights.set(official.get_value())
                >
                    {reset}
                </button>
            </div>
            <p class="meta" role="status">{move || summary(shared, &weights.get(), &official.get_value())}</p>
        </form>
    }
    .into_any();
    let table = view! {
        <div class="table-box">
            <table class="data ranking">
                <caption class="sr">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="rank">{heads.your_rank}</th>
                        <th scope="col" class="num dim">{heads.official_rank}</th>
                        <th scope="col" class="name">{heads.unit}</th>
                        <th scope="col" class="plot"><span class="sr">{heads.plot}</span>{ticks(shared)}</th>
                        <th scope="col" class="num">{heads.score}</th>
                        <th scope="col" class="num">{heads.change}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || order.get() key=|unit| *unit children=move |unit| row(shared, unit) />
                </tbody>
            </table>
        </div>
    }
    .into_any();
    view! {
        <div class="weigh">
            {form}
            <section>
                <h2 class="sr">{heading}</h2>
                {table}
            </section>
        </div>
    }
}

fn slider(
    i: usize,
    dimension: Dimension,
    words: StoredValue<ReweighWords>,
    weights: RwSignal<Vec<f64>>,
    ready: RwSignal<bool>,
) -> impl IntoView {
    let Dimension { name, label, official, weight, .. } = dimension;
    let id = format!("weight-{i}");
    let (range, number) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let now = move || weights.with(|weights| weights.get(i).copied().unwrap_or_default());
    let share = move || {
        let total: f64 = weights.with(|weights| weights.iter().sum());
        let share = if total > 0.0 { now() / total * 100.0 } else { 0.0 };
        words.with_value(|words| words.share.replace("{n}", &format!("{}%", short(share))))
    };
    let input = move |from: NodeRef<Input>| {
        if let Some(value) = from.get_untracked().and_then(|input| typed(&input)) {
            weights.update(|weights| {
                if let Some(weight) = weights.get_mut(i) {
                    *weight = value;
                }
            });
        }
    };
    let waits = move || !ready.get();
    // Weights that are not whole need a finer step; arrow keys still move by one step.
    let step = if weight.fract() == 0.0 { "1" } else { "0.1" };
    view! {
        <div class="slider">
            <label for=id.clone()>{name} <output>{official} " · " {share}</output></label>
            <input
                type="range"
                id=id
                min="0"
                max="100"
                step=step
                value=short(weight)
                prop:value=now
                disabled=waits
                node_ref=range
                on:input=move |_| input(range)
            />
            <input
                type="number"
                aria-label=label
                min="0"
                max="100"
                step=step
                value=short(weight)
                prop:value=move || short(now())
                disabled=waits
                node_ref=number
                on:change=move |_| input(number)
            />
        </div>
    }
}

/// The number in a field, as far as it is a weight.
fn typed(input: &HtmlInputElement) -> Option<f64> {
    let value = input.value_as_number();
    value.is_finite().then(|| value.clamp(0.0, 100.0))
}

fn row(shared: Shared, unit: usize) -> impl IntoView {
    let Shared { words, units, axis, results } = shared;
    let about = units.with_value(|units| units.get(unit).cloned());
    let Some(Ranked { name, href, rank: official_rank, score: official_score }) = about else {
        return ().into_any();
    };
    let now = move || results.with(|results| results.get(unit).copied());
    let rank = move || now().and_then(|r| r.rank);
    let score = move || now().and_then(|r| r.score);
    let decimals = axis.with_value(|axis| axis.decimals);
    let written = move |score: Option<f64>| score.map_or_else(|| "—".to_owned(), |s| fixed(s, decimals));
    let across = move |score: f64| axis.with_value(|axis| across(axis, score));
    let label = move || {
        words.with_value(|words| {
            words.dot.replace("{now}", &written(score())).replace("{official}", &written(official_score))
        })
    };
    let ghost = official_score.map(|s| view! { <circle class="ghost" cx=across(s) cy="50%" r="4" /> });
    // Always there, so that the browser finds what the server wrote; without a score it has no radius.
    let mark = view! {
        <circle
            class="mark"
            cx=move || across(score().unwrap_or_default())
            cy="50%"
            r=move || if score().is_some() { "5" } else { "0" }
        />
    };
    let gained = move || places(official_rank, rank());
    let class = move || match gained() {
        Some(1..) => "move up",
        Some(..0) => "move down",
        Some(0) | None => "move same",
    };
    let sign = move || match gained() {
        Some(n @ 1..) => format!("▲{n}"),
        Some(n @ ..0) => format!("▼{}", n.unsigned_abs()),
        Some(0) | None => "—".to_owned(),
    };
    let spoken = move || {
        words.with_value(|words| match gained() {
            Some(n @ 1..) => words.up.replace("{n}", &n.to_string()),
            Some(n @ ..0) => words.down.replace("{n}", &n.unsigned_abs().to_string()),
            Some(0) => words.same.clone(),
            None => String::new(),
        })
    };
    let pinned_label = words.with_value(|words| words.official_rank.clone());
    let rank_text = |rank: Option<u32>| rank.map_or_else(|| "—".to_owned(), |r| r.to_string());
    view! {
        <tr>
            <td class="rank">{move || rank_text(rank())}</td>
            <td class="num pinned dim" data-label=pinned_label>{rank_text(official_rank)}</td>
            <th scope="row" class="name"><a href=href>{name}</a></th>
            <td class="plot">
                <svg class="dot" role="img" aria-label=label>
                    <line class="track" x1="0" x2="100%" y1="50%" y2="50%" />
                    {ghost}
                    {mark}
                </svg>
            </td>
            <td class="num score">{move || written(score())}</td>
            <td class="num change">
                <span class=class>
                    <span aria-hidden="true">{sign}</span>
                    <span class="sr">{spoken}</span>
                </span>
            </td>
        </tr>
    }
    .into_any()
}

fn ticks(shared: Shared) -> impl IntoView {
    let ticks = shared.axis.with_value(|axis| {
        let tick = |t: &f64| view! { <text x=across(axis, *t) y="12">{fixed(*t, axis.tick_decimals)}</text> };
        axis.ticks.iter().map(tick).collect_view()
    });
    view! { <svg class="axis" aria-hidden="true">{ticks}</svg> }
}

fn summary(shared: Shared, weights: &[f64], official: &[f64]) -> String {
    let moved = shared.results.with(|results| {
        shared.units.with_value(|units| {
            let mut moved = Moved::default();
            for (unit, result) in units.iter().zip(results) {
                moved.count(places(unit.rank, result.rank));
            }
            moved
        })
    });
    shared.words.with_value(|words| {
        if weights == official {
            words.at_official.clone()
        } else if weights.iter().all(|w| *w <= 0.0) {
            words.no_weight.clone()
        } else {
            words
                .summary
                .replace("{up}", &moved.up.to_string())
                .replace("{down}", &moved.down.to_string())
                .replace("{same}", &moved.same.to_string())
        }
    })
}

/// How many units moved.
#[derive(Debug, Default, PartialEq)]
struct Moved {
    up: u32,
    down: u32,
    same: u32,
}

impl Moved {
    const fn count(&mut self, places: Option<i64>) {
        match places {
            Some(1..) => self.up += 1,
            Some(..0) => self.down += 1,
            Some(0) => self.same += 1,
            None => {}
        }
    }
}

/// Places gained; `None` where there is nothing to compare.
fn places(official: Option<u32>, now: Option<u32>) -> Option<i64> {
    Some(i64::from(official?) - i64::from(now?))
}

/// Positions by rank; ties keep the official order, units without a rank stand last.
fn by_rank(results: &[Reweighted]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..results.len()).collect();
    order.sort_by_key(|&unit| results[unit].rank.unwrap_or(u32::MAX));
    order
}

/// Where a score lies on the axis, as an SVG attribute.
fn across(axis: &Axis, score: f64) -> String {
    let span = axis.high - axis.low;
    let share = if span > 0.0 { ((score - axis.low) / span).clamp(0.0, 1.0) } else { 0.5 };
    format!("{}%", fixed(share * 100.0, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_keep_the_official_order() {
        let at = |rank| Reweighted { score: Some(1.0), rank };
        assert_eq!(by_rank(&[at(Some(2)), at(None), at(Some(1)), at(Some(2))]), [2, 0, 3, 1]);
    }

    #[test]
    fn a_unit_without_a_rank_has_not_moved() {
        let mut moved = Moved::default();
        for places in
            [places(Some(5), Some(3)), places(Some(1), Some(2)), places(Some(4), Some(4)), places(None, Some(1))]
        {
            moved.count(places);
        }
        assert_eq!(moved, Moved { up: 1, down: 1, same: 1 });
    }
}
