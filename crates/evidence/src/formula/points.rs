//! The points that the rows of a deduction or bonus take or add.

use std::collections::BTreeMap;

use domain::{
    Period, Problem, Questionnaire, Text,
    questionnaire::{
        EvidenceRow, EvidenceRows, Item, ItemKind,
        column::Value,
        item::{Closed, Points},
    },
};

use super::{Method, NO_VALUE, Outcome, Sheet, Table, compile, table::both};
use crate::condition::{Predicate, cells};

/// Digits after the point at which a value is taken for whole before it is rounded up: 3.0000000001 is
/// the noise of dividing, not a fourth unit.
const DIGITS: i32 = 9;

/// What the rows of a deduction or bonus come to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PointsOutcome {
    /// The points, not negative and at most the cap. `None` where there is no value to derive them from.
    pub points: Option<f64>,
    /// The points before the cap.
    pub before_cap: Option<f64>,
    /// How many rows count.
    pub rows: usize,
    /// Why there are no points.
    pub reason: Option<Text>,
}

impl From<PointsOutcome> for Outcome {
    fn from(points: PointsOutcome) -> Self {
        Self {
            value: points.points,
            numerator: points.before_cap,
            rows: points.rows,
            reason: points.reason,
            ..Self::default()
        }
    }
}

/// Computes the points of a deduction or bonus from its rows; `None` for other items. Without a row there
/// are 0 points: nothing was found.
///
/// # Errors
/// Where the item's conditions or formula do not fit its columns.
pub fn points(
    questionnaire: &Questionnaire,
    item: &Item,
    rows: &[EvidenceRow],
    period: &Period,
) -> Result<Option<PointsOutcome>, Vec<Problem>> {
    points_of(questionnaire, item, &rows, *period)
}

/// As [`points`], for rows that are kept in whatever way.
pub(super) fn points_of(
    questionnaire: &Questionnaire,
    item: &Item,
    rows: &dyn EvidenceRows,
    period: Period,
) -> Result<Option<PointsOutcome>, Vec<Problem>> {
    let (ItemKind::Deduction { points, cap } | ItemKind::Bonus { points, cap }) = &item.kind else { return Ok(None) };
    let (before_cap, counted) = match Scale::compile(points, &Table::of(questionnaire, item))?.sum(rows, period) {
        Ok(sum) => sum,
        Err(reason) => return Ok(Some(PointsOutcome { reason: Some(reason), ..PointsOutcome::default() })),
    };
    Ok(Some(PointsOutcome {
        points: Some(before_cap.clamp(0.0, cap.max(0.0))),
        before_cap: Some(before_cap),
        rows: counted,
        reason: None,
    }))
}

/// The points of an item as part of an Excel array formula.
pub(super) fn to_excel(points: &Points, cap: f64, table: &Table, sheet: &Sheet) -> Option<String> {
    let sum = Scale::compile(points, table).ok()?.to_excel(sheet)?;
    let capped = format!("MAX(0,MIN({},{sum}))", cap.max(0.0));
    Some(match points {
        Points::Row { .. } | Points::Option { .. } => capped,
        Points::Value { .. } => format!("IF(SUM({})=0,0,IFERROR({capped},\"{NO_VALUE}\"))", sheet.filled()),
    })
}

/// [`Points`] that fit the columns of their table.
enum Scale {
    Row { when: Option<Predicate>, points: f64, closed: Option<(Predicate, f64)> },
    Option { column: usize, points: BTreeMap<String, f64> },
    Value { method: Box<dyn Method>, points: f64 },
}

impl Scale {
    fn compile(points: &Points, table: &Table) -> Result<Self, Vec<Problem>> {
        Ok(match points {
            Points::Row { when, points, closed } => {
                let when = when.as_ref().map(|condition| table.predicate(condition)).transpose();
                let closed = closed.as_ref().map(|Closed { when, points }| Ok((table.predicate(when)?, *points)));
                let (when, closed) = both(when, closed.transpose())?;
                Self::Row { when, points: *points, closed }
            }
            Points::Option { column, points } => Self::Option {
                column: table.options(column, &points.keys().collect::<Vec<_>>())?,
                points: points.clone(),
            },
            Points::Value { formula, points } => Self::Value { method: compile(formula, table)?, points: *points },
        })
    }

    /// The points before the cap and the rows that count, or why there are none.
    fn sum(&self, rows: &dyn EvidenceRows, period: Period) -> Result<(f64, usize), Text> {
        match self {
            Self::Row { when, points, closed } => {
                let (mut open, mut shut) = (0_usize, 0_usize);
                rows.each(&mut |row| {
                    if when.as_ref().is_none_or(|when| when.holds(&row.values, &period)) {
                        let is_shut = closed.as_ref().is_some_and(|(when, _)| when.holds(&row.values, &period));
                        *if is_shut { &mut shut } else { &mut open } += 1;
                    }
                });
                let less = closed.as_ref().map_or(0.0, |(_, points)| *points);
                Ok((open as f64 * points + shut as f64 * less, open + shut))
            }
            Self::Option { column, points } => {
                let worth = |row: &EvidenceRow| match row.values.get(*column)?.as_ref()? {
                    Value::Text(option) => points.get(option).copied(),
                    Value::Bool(_) | Value::Number(_) | Value::Date(_) => None,
                };
                let (mut sum, mut count) = (0.0, 0);
                rows.each(&mut |row| {
                    if let Some(x) = worth(row) {
                        (sum, count) = (sum + x, count + 1);
                    }
                });
                Ok((sum, count))
            }
            Self::Value { .. } if rows.count() == 0 => Ok((0.0, 0)),
            Self::Value { method, points } => {
                let quotient = method.quotient(rows, period);
                let scale = 10_f64.powi(DIGITS);
                let value = quotient.value()?;
                let rounded = (value * scale).round() / scale;
                let units = if rounded.is_finite() { rounded.ceil() } else { value };
                Ok((units * points, quotient.rows))
            }
        }
    }

    fn to_excel(&self, sheet: &Sheet) -> Option<String> {
        Some(match self {
            Self::Row { when, points, closed } => {
                let when: Vec<_> = when.iter().collect();
                let all = format!("{}*SUM({})", cells::literal(*points), sheet.rows_where(&when)?);
                let Some((closed, less)) = closed else { return Some(all) };
                let both: Vec<_> = when.into_iter().chain([closed]).collect();
                format!("{all}+{}*SUM({})", cells::literal(less - points), sheet.rows_where(&both)?)
            }
            Self::Option { column, points } => {
                let option = cells::text(&Sheet::range(*column));
                let parts = points.iter().map(|(name, worth)| {
                    Some(format!("{}*EXACT({option},{})", cells::literal(*worth), cells::quoted(name)?))
                });
                format!("SUM({})", parts.collect::<Option<Vec<_>>>()?.join("+"))
            }
            Self::Value { method, points } => {
                let value = method.fraction(sheet)?.value();
                // ROUNDUP goes away from zero; below zero there are no points in any case.
                format!("ROUNDUP(ROUND({value},{DIGITS}),0)*{}", cells::literal(*points))
            }
        })
    }
}
