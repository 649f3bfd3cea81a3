//! Points for categories 分级赋分: a table that gives each label its points, or bands of a measured value with points
//! for each.
//!
//! Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 5, "categorical scale". Trap:
//! bands throw away the differences inside them, and a step at each cut: two units 0.1 apart may be 20 points
//! apart. A label that is not in the table is refused; it is not missing, and it is not worth 0.

use std::collections::BTreeMap;

use super::number;
use crate::{Column, Refusal, stats};

/// Points of labels, by the table; a missing label has none.
///
/// # Errors
/// [`Refusal::Parameter`], with the row, where a label is not in the table, and where points are no numbers.
pub fn labels<S: AsRef<str>>(raw: &[Option<S>], points: &BTreeMap<String, f64>) -> Result<Column, Refusal> {
    for &value in points.values() {
        number("points", value)?;
    }
    let of = |(row, label): (usize, &Option<S>)| match label.as_ref().map(AsRef::as_ref) {
        None => Ok(None),
        Some(label) => points.get(label).map(|&points| Some(points)).ok_or_else(|| Refusal::Parameter {
            name: "points",
            why: format!("row {row} is `{label}`, which has no points"),
        }),
    };
    raw.iter().enumerate().map(of).collect()
}

/// Points of bands: `points[0]` below `cuts[0]`, `points[i]` from `cuts[i − 1]` on, to below `cuts[i]`.
///
/// # Errors
/// [`Refusal::Shape`] where there is not one band more than cuts; [`Refusal::Parameter`] where the cuts do not
/// rise or something is no number; [`Refusal::NotFinite`].
pub fn bands(raw: &[Option<f64>], cuts: &[f64], points: &[f64]) -> Result<Column, Refusal> {
    if points.len() != cuts.len() + 1 {
        return Err(Refusal::Shape { found: points.len(), expected: cuts.len() + 1 });
    }
    for (&value, name) in cuts.iter().map(|x| (x, "cuts")).chain(points.iter().map(|x| (x, "points"))) {
        number(name, value)?;
    }
    for pair in cuts.windows(2) {
        super::rising("cuts", pair[0], pair[1])?;
    }
    stats::finite(raw)?;
    Ok(super::each(raw, |x| points[cuts.partition_point(|&cut| cut <= x)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_label_has_its_points_and_an_unknown_one_is_refused() {
        let table = BTreeMap::from([("A".to_owned(), 100.0), ("B".to_owned(), 60.0)]);
        assert_eq!(labels(&[Some("B"), None, Some("A")], &table), Ok(vec![Some(60.0), None, Some(100.0)]));
        let refused = labels(&[Some("B"), Some("C")], &table).unwrap_err();
        assert_eq!(refused.to_string(), "points: row 1 is `C`, which has no points");
    }

    #[test]
    fn a_value_on_a_cut_belongs_to_the_band_above() {
        let raw = [Some(9.9), Some(10.0), Some(19.9), None, Some(20.0)];
        let points = bands(&raw, &[10.0, 20.0], &[0.0, 50.0, 100.0]);
        assert_eq!(points, Ok(vec![Some(0.0), Some(50.0), Some(50.0), None, Some(100.0)]));
    }

    #[test]
    fn bands_that_do_not_fit_are_refused() {
        assert_eq!(bands(&[Some(1.0)], &[10.0], &[1.0]), Err(Refusal::Shape { found: 1, expected: 2 }));
        let falling = bands(&[Some(1.0)], &[10.0, 10.0], &[1.0, 2.0, 3.0]);
        assert!(matches!(falling, Err(Refusal::Parameter { name: "cuts", .. })));
    }
}
