//! Figures and grades as one of five shades, from sand for the lowest to deep blue for the highest. The
//! figure or letter always stands on it: the shade only helps the eye.

use crate::prelude::*;
use domain::recipe::Grade;

use crate::{components::chart::Scale, number};

/// Classes of the style sheet, lowest first.
pub(crate) const SHADES: [&str; 5] = ["c1", "c2", "c3", "c4", "c5"];

/// The shade of a grade. With more than five grades neighbours share one.
pub(super) fn of_grade(grades: &[Grade], letter: &str) -> Option<&'static str> {
    let place = grades.iter().position(|grade| grade.letter == letter)?;
    let last = grades.len().saturating_sub(1).max(1);
    // Best first in the recipe: the best has the deepest.
    Some(SHADES[4 - (place * 4 + last / 2) / last])
}

/// Five equal steps on a scale with round ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Steps(Scale);

impl Steps {
    /// Steps over all these values.
    pub(super) fn over(values: impl IntoIterator<Item = f64>) -> Self {
        Self(Scale::around(values))
    }

    /// The shade of a value.
    pub(super) fn of(self, value: f64) -> &'static str {
        of_share(self.0.share(value))
    }

    /// Each shade with the values it stands for, lowest first: `60–68`.
    pub(super) fn legend(self) -> Vec<(&'static str, String)> {
        let bound = |step: usize| number::raw(self.0.low + (self.0.high - self.0.low) * step as f64 / 5.0, 1);
        SHADES
            .iter()
            .enumerate()
            .map(|(step, shade)| (*shade, format!("{}–{}", bound(step), bound(step + 1))))
            .collect()
    }
}

/// The shade of a share in `0..=1`.
pub(crate) const fn of_share(share: f64) -> &'static str {
    match share {
        s if s >= 0.8 => SHADES[4],
        s if s >= 0.6 => SHADES[3],
        s if s >= 0.4 => SHADES[2],
        s if s >= 0.2 => SHADES[1],
        _ => SHADES[0],
    }
}

/// What the shades stand for.
pub(crate) fn legend(label: &'static str, entries: Vec<(&'static str, String)>) -> AnyView {
    let entries = entries
        .into_iter()
        .map(|(shade, text)| view! { <li><span class=format!("swatch {shade}") aria-hidden="true"></span>{text}</li> })
        .collect_view();
    view! { <ul class="shades" aria-label=label>{entries}</ul> }
}

#[cfg(test)]
mod tests {
    use domain::Text;

    use super::*;

    fn grades(letters: &str) -> Vec<Grade> {
        let grade = |letter: char| Grade { letter: letter.into(), name: Text::default(), at_least: 0.0 };
        letters.chars().map(grade).collect()
    }

    #[test]
    fn the_best_grade_has_the_deepest_shade_and_the_last_the_lightest() {
        let shades = |all: &str| -> Vec<_> {
            let grades = grades(all);
            all.chars().filter_map(|letter| of_grade(&grades, &letter.to_string())).collect()
        };
        assert_eq!(shades("ABCD"), ["c5", "c4", "c2", "c1"]);
        assert_eq!(shades("ABCDE"), ["c5", "c4", "c3", "c2", "c1"]);
        assert_eq!(shades("A"), ["c5"]);
        assert_eq!(of_grade(&grades("AB"), "C"), None);
    }

    #[test]
    fn steps_are_equal_and_hold_their_values() {
        let steps = Steps::over([62.0, 98.0]);
        assert_eq!((steps.of(62.0), steps.of(98.0)), ("c1", "c5"));
        assert_eq!(steps.legend()[0].1, "60–68");
        assert_eq!(steps.legend()[4].1, "92–100");
    }
}
