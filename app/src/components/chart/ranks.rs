//! Where the rank of a unit lies, on an axis shared by all rows. The figures stand beside it, so the
//! picture itself is silent.

use crate::prelude::*;

use super::{Scale, percent};

/// Where ranks lie: each has room around it, so that an interval of a single rank is seen.
pub fn rank_scale(last: u32) -> Scale {
    Scale::new(0.5, f64::from(last) + 0.5)
}

/// A bar from the best to the worst rank, a tick at the median, a dot at the rank by the recipe.
#[component]
pub fn Ranks(
    /// The best rank of the interval.
    best: u32,
    /// The worst.
    worst: u32,
    /// The median.
    median: f64,
    /// The rank by the recipe.
    rank: u32,
    /// The axis.
    scale: Scale,
) -> impl IntoView {
    let from = scale.share(f64::from(best) - 0.5);
    let width = scale.share(f64::from(worst) + 0.5) - from;
    let tick = scale.across(median);
    view! {
        <svg class="dot ranks" aria-hidden="true">
            <line class="track" x1="0" x2="100%" y1="50%" y2="50%" />
            <rect class="interval" x=percent(from) width=percent(width) y="25%" height="50%" />
            <line class="median" x1=tick.clone() x2=tick y1="5%" y2="95%" />
            <circle class="mark" cx=scale.across(f64::from(rank)) cy="50%" r="4" />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_that_never_changes_is_as_wide_as_one_rank() {
        let html = view! { <Ranks best=1 worst=1 median=1.0 rank=1 scale=rank_scale(4) /> }.to_html();
        assert!(html.contains(r#"x="0%" width="25%""#) && html.contains(r#"cx="12.5%""#), "{html}");
    }
}
