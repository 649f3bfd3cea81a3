//! Tables of complete columns, as weighting and comparing methods take them.

use crate::{Column, Refusal, stats};

/// The columns without missing values, all of one length.
///
/// # Errors
/// [`Refusal::TooFew`] without columns or below `rows` rows; [`Refusal::Shape`], [`Refusal::NotFinite`],
/// [`Refusal::Missing`].
pub(crate) fn complete(columns: &[Column], rows: usize) -> Result<Vec<Vec<f64>>, Refusal> {
    let first = columns.first().ok_or(Refusal::TooFew { found: 0, needed: 1 })?;
    let complete: Vec<Vec<f64>> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            same_length(column.len(), first.len())?;
            stats::complete(column).map_err(|refusal| refusal.in_column(index))
        })
        .collect::<Result<_, _>>()?;
    if first.len() < rows {
        return Err(Refusal::TooFew { found: first.len(), needed: rows });
    }
    Ok(complete)
}

/// Checks that a list has as many entries as another.
///
/// # Errors
/// [`Refusal::Shape`].
pub(crate) fn same_length(found: usize, expected: usize) -> Result<(), Refusal> {
    if found == expected { Ok(()) } else { Err(Refusal::Shape { found, expected }) }
}

/// Checks that no value is negative, and that not all are zero.
///
/// # Errors
/// [`Refusal::NotPositive`] with the row; [`Refusal::Undefined`] where there is nothing to take shares of.
pub(crate) fn shares_exist(values: &[f64], column: usize) -> Result<(), Refusal> {
    if let Some(row) = values.iter().position(|x| *x < 0.0) {
        return Err(Refusal::NotPositive { column, row });
    }
    if values.iter().all(|x| *x <= 0.0) {
        return Err(Refusal::Undefined { why: format!("column {column} is 0 everywhere and has no shares") });
    }
    Ok(())
}

/// Checks that all values are positive.
///
/// # Errors
/// [`Refusal::NotPositive`] with the row.
pub(crate) fn positive(values: &[f64], column: usize) -> Result<(), Refusal> {
    match values.iter().position(|x| *x <= 0.0) {
        Some(row) => Err(Refusal::NotPositive { column, row }),
        None => Ok(()),
    }
}

/// The least and the greatest value, which differ.
///
/// # Errors
/// [`Refusal::Constant`]; [`Refusal::Undefined`] where their difference is beyond the range of numbers.
pub(crate) fn spread(values: &[f64], column: usize) -> Result<(f64, f64), Refusal> {
    let (low, high) = stats::range(values).map_err(|refusal| refusal.in_column(column))?;
    if low >= high {
        return Err(Refusal::Constant { column });
    }
    stats::finite_result(high - low, "the values lie too far apart")?;
    Ok((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_value_is_refused_with_its_column_and_row() {
        let columns = [vec![Some(1.0), Some(2.0)], vec![Some(1.0), None]];
        assert_eq!(complete(&columns, 1), Err(Refusal::Missing { column: 1, row: 1 }));
        let columns = [vec![Some(1.0), Some(2.0)], vec![Some(1.0), Some(f64::NAN)]];
        assert_eq!(complete(&columns, 1), Err(Refusal::NotFinite { column: 1, row: 1 }));
    }

    #[test]
    fn a_ragged_or_empty_table_is_refused() {
        assert_eq!(complete(&[vec![Some(1.0)], vec![]], 1), Err(Refusal::Shape { found: 0, expected: 1 }));
        assert_eq!(complete(&[], 1), Err(Refusal::TooFew { found: 0, needed: 1 }));
        assert_eq!(complete(&[vec![Some(1.0)]], 2), Err(Refusal::TooFew { found: 1, needed: 2 }));
    }
}
