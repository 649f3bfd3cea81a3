//! A bar from zero with an interval at its end. The figures stand beside it, so the picture is silent.

use crate::prelude::*;

use super::Scale;

/// A share with its interval.
#[component]
pub fn Effect(
    /// The share.
    value: f64,
    /// Its interval.
    interval: (f64, f64),
    /// The axis; it holds zero.
    scale: Scale,
    /// Blue, rather than grey.
    #[prop(optional)]
    subject: bool,
) -> impl IntoView {
    let (zero, end) = (scale.share(0.0), scale.share(value));
    let (low, high) = (scale.across(interval.0), scale.across(interval.1));
    view! {
        <svg class="effect" aria-hidden="true">
            <rect
                class=subject.then_some("subject")
                x=super::percent(zero.min(end))
                width=super::percent((end - zero).abs())
                y="15%"
                height="70%"
            />
            <line class="whisker" x1=low x2=high y1="50%" y2="50%" />
            <line class="zero" x1=super::percent(zero) x2=super::percent(zero) y1="0" y2="100%" />
        </svg>
    }
}
