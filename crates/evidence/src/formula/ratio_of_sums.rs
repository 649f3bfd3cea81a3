//! The sum of one column over the sum of another, in percent.
//!
//! A row without a number below the line does not count. One without a number above it counts as 0: what
//! is not shown has not been done, and leaving it out must not raise the share.

use domain::{Period, Problem, questionnaire::EvidenceRows};

use super::{
    Fraction, Method, Quotient, Sheet, Table,
    table::{NumberColumn, both},
};

pub(super) struct RatioOfSums {
    numerator: NumberColumn,
    denominator: NumberColumn,
}

impl RatioOfSums {
    pub(super) fn compile(numerator: &str, denominator: &str, table: &Table) -> Result<Self, Vec<Problem>> {
        let (numerator, denominator) = both(table.number(numerator), table.number(denominator))?;
        Ok(Self { numerator, denominator })
    }
}

impl Method for RatioOfSums {
    fn quotient(&self, rows: &dyn EvidenceRows, _: Period) -> Quotient {
        let (mut above, mut below, mut count) = (0.0, 0.0, 0);
        rows.each(&mut |row| {
            if let Some(denominator) = self.denominator.of(row) {
                above += self.numerator.of(row).unwrap_or(0.0);
                below += denominator;
                count += 1;
            }
        });
        Quotient {
            per: 100.0,
            numerator: Some(above),
            denominator: Some(below),
            cases: below,
            rows: count,
            standard_error: None,
        }
    }

    fn fraction(&self, _: &Sheet) -> Option<Fraction> {
        let numerator = Sheet::number(self.numerator);
        Some(Fraction {
            per: 100.0,
            numerator: format!("SUM({numerator}*{})", Sheet::has_number(self.denominator)),
            denominator: format!("SUM({})", Sheet::number(self.denominator)),
        })
    }
}
