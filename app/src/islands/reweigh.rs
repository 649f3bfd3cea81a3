//! What if the top dimensions weighed otherwise? The ranking moves as the sliders do, by the engine
//! that computed the official one; the official rank stays pinned beside it. Before its WASM is there
//! the table is the official ranking.

mod props;
mod row;
mod slider;
mod state;

use domain::recipe::Aggregate;
use leptos::prelude::*;
use scoring::reweight::reweight;

pub use self::props::{Axis, Dimension, Ranked, ReweighWords};
use self::{
    row::{rows, ticks},
    slider::slider,
    state::{Shared, summary},
};
use crate::number::raw;

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
    let adjustments: Vec<_> = units.iter().map(|unit| unit.adjustment).collect();
    let results = Memo::new(move |_| weights.with(|weights| reweight(method, &columns, weights, &adjustments)));
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
                <b class="figure">{move || raw(total(), 1)}</b>
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
            <table class="data ranking apart" role="table">
                <caption class="sr">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col" class="rank">{heads.your_rank}</th>
                        <th role="columnheader" scope="col" class="num dim">{heads.official_rank}</th>
                        <th role="columnheader" scope="col" class="name">{heads.unit}</th>
                        <th role="columnheader" scope="col" class="plot">
                            <span class="sr">{heads.plot}</span>
                            {ticks(shared)}
                        </th>
                        <th role="columnheader" scope="col" class="num">{heads.score}</th>
                        <th role="columnheader" scope="col" class="num">{heads.change}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{move || rows(shared)}</tbody>
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
