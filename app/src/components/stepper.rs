//! How far an edition has come: 草稿 → 初评 → 公示中 → 已发布 → 已更正.

use crate::prelude::*;

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepIs {
    /// Behind us.
    Past,
    /// Now.
    Present,
    /// Still to come.
    Future,
}

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name.
    pub word: String,
    /// When, until when: 完成 11月20日.
    pub note: String,
    /// Where it stands.
    pub is: StepIs,
}

/// The steps in a row.
#[component]
pub fn Stepper(
    /// What they are steps of.
    #[prop(into)]
    label: String,
    /// From first to last.
    steps: Vec<Step>,
) -> impl IntoView {
    let steps = steps
        .into_iter()
        .map(|step| {
            let class = (step.is == StepIs::Past).then_some("is-past");
            let current = (step.is == StepIs::Present).then_some("step");
            view! {
                <li class=class aria-current=current>
                    <b>{step.word}</b>
                    <small>{step.note}</small>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="steps" aria-label=label>{steps}</ol> }
}
