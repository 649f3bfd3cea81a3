//! The mean or the median of the unit's other indicators 行内插补, as they are or, where they are on different scales,
//! after direction and min–max to [0, 1], and back to the scale of the missing one.
//!
//! Trap: without a common scale the mean of a share and a population is a number, and it means nothing. For the
//! indicators of one group, pass the columns of that group only.

use domain::Direction;

use super::{Centre, Imputed};
use crate::{Refusal, normalise::min_max};

/// Imputes each unit from its other columns as they are. A row without any value stays missing.
///
/// # Errors
/// [`Refusal::Shape`] where the columns have different lengths; [`Refusal::NotFinite`].
pub fn row<C: AsRef<[Option<f64>]>>(columns: &[C], centre: Centre) -> Result<Vec<Imputed>, Refusal> {
    let units = columns.first().map_or(0, |column| column.as_ref().len());
    for (number, column) in columns.iter().enumerate() {
        let column = column.as_ref();
        if column.len() != units {
            return Err(Refusal::Shape { found: column.len(), expected: units });
        }
        crate::stats::finite(column).map_err(|refusal| refusal.in_column(number))?;
    }
    let mut done: Vec<Imputed> = columns.iter().map(|column| Imputed::nothing(column.as_ref())).collect();
    let mut present = Vec::with_capacity(columns.len());
    for unit in 0..units {
        present.clear();
        present.extend(columns.iter().filter_map(|column| column.as_ref()[unit]));
        if present.is_empty() || present.len() == columns.len() {
            continue;
        }
        let value = centre.of(&present)?;
        for imputed in &mut done {
            if imputed.column[unit].is_none() {
                imputed.set(unit, value);
            }
        }
    }
    Ok(done)
}

/// Imputes each unit from its other columns on the scale [0, 1], and takes the value back to its own scale.
///
/// # Errors
/// As [`row`]; [`Refusal::Constant`] for a column without spread, which has no scale; [`Refusal::Shape`] where there
/// is not one direction a column.
pub fn row_normalised<C: AsRef<[Option<f64>]>>(
    columns: &[C],
    directions: &[Direction],
    centre: Centre,
) -> Result<Vec<Imputed>, Refusal> {
    if directions.len() != columns.len() {
        return Err(Refusal::Shape { found: directions.len(), expected: columns.len() });
    }
    let scaled = columns.iter().zip(directions).enumerate().map(|(number, (column, direction))| {
        min_max::column(column.as_ref(), *direction, 0.0, 1.0).map_err(|refusal| refusal.in_column(number))
    });
    let mut done = row(&scaled.collect::<Result<Vec<_>, _>>()?, centre)?;
    for ((imputed, raw), direction) in done.iter_mut().zip(columns).zip(directions) {
        take_back(imputed, raw.as_ref(), *direction);
    }
    Ok(done)
}

/// Puts the measured values back as they were, and the imputed ones on their scale.
fn take_back(imputed: &mut Imputed, raw: &[Option<f64>], direction: Direction) {
    let mut present = raw.iter().flatten().copied();
    let Some(first) = present.next() else {
        // A column without a scale cannot be imputed: what its rows were given is taken away again.
        *imputed = Imputed::nothing(raw);
        return;
    };
    let (min, max) = present.fold((first, first), |(low, high), x| (low.min(x), high.max(x)));
    for (value, x) in imputed.column.iter_mut().zip(raw) {
        *value = match (*x, *value) {
            (Some(x), _) => Some(x),
            (None, None) => None,
            (None, Some(share)) => Some(match direction {
                Direction::Positive => share * (max - min) + min,
                Direction::Negative => max - share * (max - min),
            }),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_indicators_of_the_unit_are_averaged() {
        let done = row(&[[Some(1.0), None], [Some(2.0), None], [None, None]], Centre::Mean).unwrap();
        assert_eq!(done[2].column, [Some(1.5), None]);
        assert_eq!(done[2].flags, [true, false]);
        assert_eq!(done[0].count(), 0);
    }

    #[test]
    fn a_good_unit_gets_a_good_value_on_the_scale_of_the_missing_one() {
        let columns = [[Some(0.0), Some(10.0), Some(5.0)], [Some(300.0), Some(100.0), None], [None; 3]];
        let directions = [Direction::Positive, Direction::Negative, Direction::Positive];
        let done = row_normalised(&columns, &directions, Centre::Median).unwrap();
        assert_eq!(done[1].column, [Some(300.0), Some(100.0), Some(200.0)]);
        assert_eq!(done[1].flags, [false, false, true]);
        assert_eq!(done[2].column, [None; 3]);
        assert_eq!(done[2].count(), 0);
    }

    #[test]
    fn a_column_without_a_scale_is_refused_by_number() {
        let columns = [[Some(0.0), Some(10.0)], [Some(3.0), Some(3.0)]];
        let refused = row_normalised(&columns, &[Direction::Positive; 2], Centre::Mean);
        assert_eq!(refused, Err(Refusal::Constant { column: 1 }));
        let refused = row_normalised(&columns, &[Direction::Positive], Centre::Mean);
        assert_eq!(refused, Err(Refusal::Shape { found: 1, expected: 2 }));
    }
}
