//! Winsorisation 缩尾: as long as the column fails the test of shape, all units at its greatest value (its least, if
//! the skewness is negative) take the next value; until it passes, or `most` units are clipped.
//!
//! Source: Becker and others, *COIN Tool User Guide*, EUR 29899 EN (2019). Traps: a block of ties is clipped as a
//! whole, so the number of clipped units may end above `most`; clipped units are ties afterwards, and a rank can no
//! longer tell them apart.

use super::Limits;
use crate::{Column, Refusal, stats};

/// The end of a column at which a unit was clipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It had one of the greatest values.
    High,
    /// It had one of the least values.
    Low,
}

/// A winsorised column.
#[derive(Debug, Clone, PartialEq)]
pub struct Winsorised {
    /// The values; missing stays missing.
    pub column: Column,
    /// Which units were clipped, and where.
    pub clipped: Vec<Option<End>>,
    /// How many units were clipped.
    pub count: usize,
    /// Whether the column passes the test of shape now.
    pub passes: bool,
}

/// Winsorises a column; `most` is `None` where any number of units may be clipped.
///
/// # Errors
/// [`Refusal::TooFew`] below three values, or four where the skewness of three does not decide;
/// [`Refusal::Constant`]; [`Refusal::NotFinite`]; [`Refusal::Undefined`] where clipping would leave one value
/// everywhere: a column with two values has no outlier that could be told from the others.
pub fn winsorise(raw: &[Option<f64>], most: Option<usize>, limits: Limits) -> Result<Winsorised, Refusal> {
    limits.check()?;
    let present = stats::present(raw)?;
    let found = present.len();
    let judge =
        |values: &[f64]| limits.pass(values)?.ok_or(Refusal::TooFew { found, needed: if found < 3 { 3 } else { 4 } });
    let mut passes = judge(&present)?;
    // Sorted, clipping is a matter of two ends: `low` units are clipped below, and those from `high` on above.
    let mut sorted = stats::sorted(&present)?;
    let (mut low, mut high) = (0, found);
    while !passes && most.is_none_or(|most| low + found - high < most) {
        let (least, greatest) = (sorted[0], sorted[found - 1]);
        if stats::skewness(&sorted)? >= 0.0 {
            high = sorted.partition_point(|&x| x < greatest);
            let next = sorted[..high].last().copied().filter(|&next| next > least).ok_or_else(one_value)?;
            sorted[high..].fill(next);
        } else {
            low = sorted.partition_point(|&x| x <= least);
            let next = sorted[low..].first().copied().filter(|&next| next < greatest).ok_or_else(one_value)?;
            sorted[..low].fill(next);
        }
        passes = judge(&sorted)?;
    }
    // What is beyond the ends that remain was clipped to them.
    let (Some(&least), Some(&greatest)) = (sorted.first(), sorted.last()) else {
        return Err(Refusal::Empty { column: 0 });
    };
    let end = |x: f64| {
        if x > greatest {
            Some(End::High)
        } else if x < least {
            Some(End::Low)
        } else {
            None
        }
    };
    Ok(Winsorised {
        column: raw.iter().map(|x| x.map(|x| x.clamp(least, greatest))).collect(),
        clipped: raw.iter().map(|x| x.and_then(end)).collect(),
        count: low + found - high,
        passes,
    })
}

fn one_value() -> Refusal {
    Refusal::Undefined { why: "winsorisation would leave one value everywhere".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(values: &[f64]) -> Column {
        values.iter().copied().map(Some).collect()
    }

    fn with_two_outliers() -> Column {
        let mut raw: Column = (1..=20_u32).map(|i| Some(f64::from(i))).collect();
        raw.extend([Some(100.0), None, Some(200.0)]);
        raw
    }

    #[test]
    fn outliers_take_the_next_value_until_the_column_passes() {
        let done = winsorise(&with_two_outliers(), Some(5), Limits::default()).unwrap();
        assert_eq!(done.column[19..], [Some(20.0), Some(20.0), None, Some(20.0)]);
        assert_eq!(done.clipped[19..], [None, Some(End::High), None, Some(End::High)]);
        assert_eq!((done.count, done.passes), (2, true));
    }

    #[test]
    fn no_more_than_the_most_are_clipped() {
        let done = winsorise(&with_two_outliers(), Some(1), Limits::default()).unwrap();
        assert_eq!(done.column[19..], [Some(20.0), Some(100.0), None, Some(100.0)]);
        assert_eq!((done.count, done.passes), (1, false));
    }

    #[test]
    fn a_negative_skew_is_clipped_from_below() {
        let raw = some(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, -100.0]);
        let done = winsorise(&raw, Some(5), Limits::default()).unwrap();
        assert_eq!(done.column[10], Some(1.0));
        assert_eq!(done.clipped[10], Some(End::Low));
        assert_eq!(done.clipped.iter().flatten().count(), done.count);
    }

    #[test]
    fn a_block_of_ties_is_clipped_as_a_whole() {
        let mut raw: Column = (1..=60_u32).map(|i| Some(f64::from(i) / 10.0)).collect();
        raw.extend([Some(500.0); 3]);
        let done = winsorise(&raw, Some(1), Limits::default()).unwrap();
        assert_eq!(done.column[60..], [Some(6.0); 3]);
        assert_eq!(done.count, 3);
    }

    #[test]
    fn what_passes_is_left_alone() {
        let raw = some(&[3.0, 1.0, 2.0, 5.0]);
        let done = winsorise(&raw, None, Limits::default()).unwrap();
        assert_eq!((done.column, done.count, done.passes), (raw, 0, true));
    }

    #[test]
    fn without_a_shape_nothing_is_clipped() {
        let of = |values: &[f64]| winsorise(&some(values), Some(5), Limits::default());
        assert_eq!(of(&[2.0, 9.0]), Err(Refusal::TooFew { found: 2, needed: 3 }));
        assert_eq!(of(&[2.0; 9]), Err(Refusal::Constant { column: 0 }));
        let two_values = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0];
        assert!(matches!(of(&two_values), Err(Refusal::Undefined { .. })));
    }
}
