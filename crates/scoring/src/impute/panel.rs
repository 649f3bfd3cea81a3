//! Values of other years 面板数据插补, unit by unit: the latest before, a step function, a straight line.
//!
//! ```text
//! latest           the last value before, at most so many points of time ago; before the first value nothing
//! constant         the last value before; before the first value that one
//! linear           on the line between the neighbours; outside the nearest value; needs two values
//! linear-constant  the same, and a series with one value is constant
//! ```
//!
//! How long ago is counted in the points of time of the whole panel, not in years. Source: OECD/JRC, *Handbook on
//! Constructing Composite Indicators* (2008), step 3. Traps: a value carried far forward is an old value with a
//! new date; rows may stand in any order, and every value must return to its own row.

use std::collections::BTreeMap;

use super::Imputed;
use crate::{Refusal, stats};

/// How a series is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// The latest value before, at most so many points of time ago; `None`: any number.
    Latest(Option<usize>),
    /// A step function, extended to both ends.
    Constant,
    /// A straight line, constant beyond the ends; a series with one value is refused.
    Linear,
    /// A straight line, constant beyond the ends; a series with one value is constant.
    LinearConstant,
}

/// What the rows of a panel are about: which unit, and when. The rows of a unit in the order of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// For each unit its rows, with their time and its number among the points of time of the panel.
    units: Vec<(String, Vec<Point>)>,
    rows: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Point {
    row: usize,
    time: f64,
    number: usize,
}

impl Panel {
    /// Puts the rows of a panel in order.
    ///
    /// # Errors
    /// [`Refusal::Shape`] where there is not one time a row; [`Refusal::NotFinite`]; [`Refusal::TooFew`] below two
    /// points of time; [`Refusal::Parameter`] where a unit has two rows of one time.
    pub fn new<S: AsRef<str>>(units: &[S], times: &[f64]) -> Result<Self, Refusal> {
        if units.len() != times.len() {
            return Err(Refusal::Shape { found: times.len(), expected: units.len() });
        }
        // Adding 0 makes −0 and 0 one time, as they are.
        let times: Vec<f64> = times.iter().map(|time| time + 0.0).collect();
        let mut points = stats::sorted(&times)?;
        points.dedup();
        if points.len() < 2 {
            return Err(Refusal::TooFew { found: points.len(), needed: 2 });
        }
        let mut by_unit: BTreeMap<&str, Vec<Point>> = BTreeMap::new();
        for (row, (unit, &time)) in units.iter().zip(&times).enumerate() {
            let number = points.partition_point(|&point| point < time);
            by_unit.entry(unit.as_ref()).or_default().push(Point { row, time, number });
        }
        for (unit, series) in &mut by_unit {
            series.sort_unstable_by_key(|point| point.number);
            if let Some(pair) = series.windows(2).find(|pair| pair[0].number == pair[1].number) {
                let why = format!("`{unit}` has two rows of the time {}", pair[0].time);
                return Err(Refusal::Parameter { name: "panel", why });
            }
        }
        let units = by_unit.into_iter().map(|(unit, series)| (unit.to_owned(), series)).collect();
        Ok(Self { units, rows: times.len() })
    }
}

/// Imputes a column of a panel. A series without any value stays missing.
///
/// # Errors
/// [`Refusal::Shape`] where the column has not one entry a row; [`Refusal::NotFinite`]; [`Refusal::Undefined`] where
/// a line is asked for through one value.
pub fn panel(raw: &[Option<f64>], panel: &Panel, series: Series) -> Result<Imputed, Refusal> {
    if raw.len() != panel.rows {
        return Err(Refusal::Shape { found: raw.len(), expected: panel.rows });
    }
    stats::finite(raw)?;
    let mut done = Imputed::nothing(raw);
    for (unit, points) in &panel.units {
        match series {
            Series::Latest(most) => carry(raw, points, most, &mut done),
            Series::Constant => {
                extend_back(raw, points, &mut done);
                carry(raw, points, None, &mut done);
            }
            Series::Linear => {
                let present = points.iter().filter(|point| raw[point.row].is_some()).count();
                if present == 1 && points.len() > 1 {
                    return Err(Refusal::Undefined { why: format!("a line through the one value of `{unit}`") });
                }
                line(raw, points, &mut done);
            }
            Series::LinearConstant => line(raw, points, &mut done),
        }
    }
    Ok(done)
}

/// The last value before, as long as it is no older than `most` points of time.
fn carry(raw: &[Option<f64>], points: &[Point], most: Option<usize>, done: &mut Imputed) {
    let mut last: Option<(f64, usize)> = None;
    for point in points {
        match (raw[point.row], last) {
            (Some(x), _) => last = Some((x, point.number)),
            (None, Some((x, at))) if most.is_none_or(|most| point.number - at <= most) => done.set(point.row, x),
            (None, _) => {}
        }
    }
}

/// The first value, for all rows before it.
fn extend_back(raw: &[Option<f64>], points: &[Point], done: &mut Imputed) {
    let first = points.iter().enumerate().find_map(|(at, point)| raw[point.row].map(|x| (at, x)));
    if let Some((at, x)) = first {
        for point in &points[..at] {
            done.set(point.row, x);
        }
    }
}

/// The line between neighbours, the nearest value beyond them.
fn line(raw: &[Option<f64>], points: &[Point], done: &mut Imputed) {
    extend_back(raw, points, done);
    let known: Vec<usize> = (0..points.len()).filter(|&at| raw[points[at].row].is_some()).collect();
    for pair in known.windows(2) {
        let (from, to) = (points[pair[0]], points[pair[1]]);
        let (Some(a), Some(b)) = (raw[from.row], raw[to.row]) else { continue };
        for point in &points[pair[0] + 1..pair[1]] {
            let share = (point.time - from.time) / (to.time - from.time);
            // Written so that no intermediate is larger than the two values.
            done.set(point.row, if (b - a).is_finite() { a + (b - a) * share } else { a * (1.0 - share) + b * share });
        }
    }
    if let Some(&at) = known.last()
        && let Some(x) = raw[points[at].row]
    {
        for point in &points[at + 1..] {
            done.set(point.row, x);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: [&str; 8] = ["a", "a", "a", "a", "b", "b", "b", "b"];
    const TIMES: [f64; 8] = [2018.0, 2019.0, 2021.0, 2022.0, 2022.0, 2021.0, 2019.0, 2018.0];
    const RAW: [Option<f64>; 8] = [None, Some(1.0), None, Some(4.0), None, None, Some(7.0), None];

    fn of(series: Series) -> Result<Imputed, Refusal> {
        panel(&RAW, &Panel::new(&UNITS, &TIMES).unwrap(), series)
    }

    #[test]
    fn the_latest_value_is_carried_forward_and_not_back() {
        let done = of(Series::Latest(None)).unwrap();
        assert_eq!(done.column, [None, Some(1.0), Some(1.0), Some(4.0), Some(7.0), Some(7.0), Some(7.0), None]);
        assert_eq!(done.flags, [false, false, true, false, true, true, false, false]);
        let recent = of(Series::Latest(Some(1))).unwrap();
        assert_eq!(recent.column, [None, Some(1.0), Some(1.0), Some(4.0), None, Some(7.0), Some(7.0), None]);
    }

    #[test]
    fn a_step_function_reaches_both_ends() {
        let done = of(Series::Constant).unwrap();
        assert_eq!(done.column[..4], [Some(1.0), Some(1.0), Some(1.0), Some(4.0)]);
        assert_eq!(done.column[4..], [Some(7.0); 4]);
    }

    #[test]
    fn a_line_is_drawn_over_time_and_not_over_rows() {
        let done = of(Series::LinearConstant).unwrap();
        assert_eq!(done.column[..4], [Some(1.0), Some(1.0), Some(3.0), Some(4.0)]);
        assert_eq!(done.column[4..], [Some(7.0); 4]);
        assert!(matches!(of(Series::Linear), Err(Refusal::Undefined { .. })));
    }

    #[test]
    fn rows_that_make_no_panel_are_refused() {
        assert_eq!(Panel::new(&["a", "b"], &[1.0, 1.0]), Err(Refusal::TooFew { found: 1, needed: 2 }));
        let twice = Panel::new(&["a", "a", "a"], &[1.0, 2.0, 1.0]).unwrap_err();
        assert_eq!(twice.to_string(), "panel: `a` has two rows of the time 1");
        assert_eq!(Panel::new(&["a"], &[1.0, 2.0]), Err(Refusal::Shape { found: 2, expected: 1 }));
    }
}
