//! The mean or the median of the column 均值/中位数插补: the same value for every unit that has none.

use super::{Centre, Imputed};
use crate::{Refusal, stats};

/// Imputes a column from itself; one without any value stays as it is.
///
/// # Errors
/// [`Refusal::NotFinite`].
pub fn column(raw: &[Option<f64>], centre: Centre) -> Result<Imputed, Refusal> {
    let present = stats::present(raw)?;
    let mut done = Imputed::nothing(raw);
    if present.is_empty() || present.len() == raw.len() {
        return Ok(done);
    }
    let value = centre.of(&present)?;
    for (row, x) in raw.iter().enumerate() {
        if x.is_none() {
            done.set(row, value);
        }
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_imputed_value_has_a_flag() {
        let raw = [Some(1.0), None, Some(2.0), Some(9.0)];
        let mean = column(&raw, Centre::Mean).unwrap();
        assert_eq!(mean.column, [Some(1.0), Some(4.0), Some(2.0), Some(9.0)]);
        assert_eq!((mean.flags.as_slice(), mean.count()), ([false, true, false, false].as_slice(), 1));
        assert_eq!(column(&raw, Centre::Median).unwrap().column[1], Some(2.0));
    }

    #[test]
    fn a_column_without_values_stays_missing_without_a_flag() {
        let done = column(&[None, None], Centre::Mean).unwrap();
        assert_eq!((done.count(), done.missing().collect::<Vec<_>>()), (0, vec![0, 1]));
        assert_eq!(column(&[None, Some(f64::NAN)], Centre::Mean), Err(Refusal::NotFinite { column: 0, row: 1 }));
    }
}
