//! Selection of data 数据筛选 before anything is scored: indicators divided by a denominator of the unit, and units
//! screened by how much of them is there.
//!
//! Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 2. Traps: a denominator of 0 makes
//! an infinite value, which then is the maximum that everyone is measured by; the share of zeros is one of the values
//! that are there, not of all indicators; neither share knows weights.

use crate::{Column, Refusal, stats};

/// What a denominator of 0 does to the value above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnZero {
    /// The indicator is refused, with the row.
    Refuse,
    /// The value is missing from then on, and recorded.
    Missing,
}

/// An indicator per denominator.
#[derive(Debug, Clone, PartialEq)]
pub struct Denominated {
    /// The values.
    pub column: Column,
    /// The rows that had a value and lost it, since their denominator is missing or 0.
    pub lost: Vec<usize>,
}

/// Divides an indicator by a denominator: `x / (denominator / scale)`, so with a scale of 1000 the result is per
/// thousand. Where x is missing the denominator does not matter.
///
/// # Errors
/// [`Refusal::Undefined`], with the row, for a denominator of 0 that is to be refused, or a quotient that overflows;
/// [`Refusal::Shape`]; [`Refusal::NotFinite`]; [`Refusal::Parameter`] where the scale is not positive.
pub fn denominate(
    raw: &[Option<f64>],
    denominator: &[Option<f64>],
    scale: f64,
    zero: OnZero,
) -> Result<Denominated, Refusal> {
    if denominator.len() != raw.len() {
        return Err(Refusal::Shape { found: denominator.len(), expected: raw.len() });
    }
    if !(scale > 0.0 && scale.is_finite()) {
        return Err(Refusal::Parameter { name: "scale", why: format!("{scale} is not positive") });
    }
    stats::finite(raw)?;
    stats::finite(denominator)?;
    let mut done = Denominated { column: vec![None; raw.len()], lost: Vec::new() };
    for (row, (x, below)) in raw.iter().zip(denominator).enumerate() {
        match (x, below) {
            (None, _) => {}
            (Some(_), None) => done.lost.push(row),
            (Some(_), Some(0.0)) => match zero {
                OnZero::Refuse => return Err(Refusal::Undefined { why: format!("the denominator of row {row} is 0") }),
                OnZero::Missing => done.lost.push(row),
            },
            (Some(x), Some(below)) => {
                let quotient = stats::finite_result(x / (below / scale), "")
                    .map_err(|_| Refusal::Undefined { why: format!("the quotient of row {row} overflows") })?;
                done.column[row] = Some(quotient);
            }
        }
    }
    Ok(done)
}

/// What a unit must have.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Demands {
    /// The least share of indicators with a value.
    pub available: Option<f64>,
    /// The least share of values other than 0, of those that are there.
    pub non_zero: Option<f64>,
}

/// How much of a unit is there, and whether that is enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screened {
    /// The share of indicators with a value.
    pub available: f64,
    /// The share of values other than 0, of those that are there; `None` where there are none.
    pub non_zero: Option<f64>,
    /// Whether too few indicators have a value.
    pub lacks_values: bool,
    /// Whether too many values are 0.
    pub lacks_non_zeros: bool,
}

impl Screened {
    /// Whether the unit stays.
    pub const fn stays(&self) -> bool {
        !self.lacks_values && !self.lacks_non_zeros
    }
}

/// Screens units, given the columns of all indicators: one verdict a unit. A unit without any value has no share of
/// zeros; only the demand for values removes it.
///
/// # Errors
/// [`Refusal::Shape`] without columns, or where they have different lengths; [`Refusal::NotFinite`];
/// [`Refusal::Parameter`] for demands that are no shares.
pub fn screen<C: AsRef<[Option<f64>]>>(columns: &[C], demands: Demands) -> Result<Vec<Screened>, Refusal> {
    for (name, share) in [("available", demands.available), ("non_zero", demands.non_zero)] {
        if let Some(share) = share.filter(|share| !(0.0..=1.0).contains(share)) {
            return Err(Refusal::Parameter { name, why: format!("{share} is no share") });
        }
    }
    let Some(units) = columns.first().map(|column| column.as_ref().len()) else {
        return Err(Refusal::Shape { found: 0, expected: 1 });
    };
    let mut counts = vec![(0_usize, 0_usize); units];
    for (number, column) in columns.iter().enumerate() {
        let column = column.as_ref();
        if column.len() != units {
            return Err(Refusal::Shape { found: column.len(), expected: units });
        }
        stats::finite(column).map_err(|refusal| refusal.in_column(number))?;
        for (count, x) in counts.iter_mut().zip(column) {
            count.0 += usize::from(x.is_some());
            count.1 += usize::from(x.is_some_and(|x| x.abs() > 0.0));
        }
    }
    let screened = counts.into_iter().map(|(present, other)| {
        let available = present as f64 / columns.len() as f64;
        let non_zero = (present > 0).then(|| other as f64 / present as f64);
        Screened {
            available,
            non_zero,
            lacks_values: demands.available.is_some_and(|least| available < least),
            lacks_non_zeros: demands.non_zero.zip(non_zero).is_some_and(|(least, share)| share < least),
        }
    });
    Ok(screened.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_per_so_many_of_the_denominator() {
        let done = denominate(&[Some(5.0), None, Some(8.0)], &[Some(2000.0), Some(0.0), None], 1000.0, OnZero::Refuse);
        assert_eq!(done, Ok(Denominated { column: vec![Some(2.5), None, None], lost: vec![2] }));
    }

    #[test]
    fn a_denominator_of_zero_is_refused_or_recorded() {
        let refused = denominate(&[Some(1.0), Some(5.0)], &[Some(1.0), Some(-0.0)], 1.0, OnZero::Refuse);
        assert_eq!(refused.unwrap_err().to_string(), "the result is not defined: the denominator of row 1 is 0");
        let done = denominate(&[Some(5.0), Some(1.0)], &[Some(0.0), Some(4.0)], 1.0, OnZero::Missing);
        assert_eq!(done, Ok(Denominated { column: vec![None, Some(0.25)], lost: vec![0] }));
        let tiny = denominate(&[Some(1e300)], &[Some(1e-300)], 1.0, OnZero::Missing);
        assert!(matches!(tiny, Err(Refusal::Undefined { .. })));
    }

    #[test]
    fn units_are_screened_by_what_is_there_and_by_what_is_not_zero() {
        let columns = [vec![Some(1.0), None, Some(0.0), None], vec![Some(2.0), Some(1.0), Some(-0.0), None]];
        let demands = Demands { available: Some(0.66), non_zero: Some(0.05) };
        let units = screen(&columns, demands).unwrap();
        assert_eq!(units.iter().map(Screened::stays).collect::<Vec<_>>(), [true, false, false, false]);
        assert!(units[1].lacks_values && !units[1].lacks_non_zeros);
        assert!(units[2].lacks_non_zeros && !units[2].lacks_values);
        assert_eq!((units[3].available, units[3].non_zero, units[3].lacks_non_zeros), (0.0, None, false));
    }

    #[test]
    fn without_demands_everyone_stays() {
        let units = screen(&[[None, Some(0.0)]], Demands::default()).unwrap();
        assert!(units.iter().all(Screened::stays));
        let columns: [Column; 0] = [];
        assert_eq!(screen(&columns, Demands::default()), Err(Refusal::Shape { found: 0, expected: 1 }));
        let wrong = screen(&[[None::<f64>]], Demands { available: Some(66.0), non_zero: None });
        assert!(matches!(wrong, Err(Refusal::Parameter { name: "available", .. })));
    }
}
