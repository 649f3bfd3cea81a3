//! The weight of a dimension: a slider and a number field that follow each other.

use leptos::{html::Input, prelude::*};
use web_sys::HtmlInputElement;

use super::props::{Dimension, ReweighWords};
use crate::number::raw;

/// The two fields of the dimension at position `i`.
pub(super) fn slider(
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
        words.with_value(|words| words.share.replace("{n}", &format!("{}%", raw(share, 1))))
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
                value=raw(weight, 1)
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
                value=raw(weight, 1)
                prop:value=move || raw(now(), 1)
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
