//! Rows that meet both conditions over rows that meet the second, in percent.

use domain::{
    Period, Problem,
    questionnaire::{Condition, EvidenceRows},
};

use super::{Fraction, Method, Quotient, Sheet, Table, table::both};
use crate::condition::Predicate;

pub(super) struct RatioOfCounts {
    numerator: Predicate,
    denominator: Option<Predicate>,
}

impl RatioOfCounts {
    pub(super) fn compile(
        numerator: &Condition,
        denominator: Option<&Condition>,
        table: &Table,
    ) -> Result<Self, Vec<Problem>> {
        let denominator = denominator.map(|condition| table.predicate(condition)).transpose();
        let (numerator, denominator) = both(table.predicate(numerator), denominator)?;
        Ok(Self { numerator, denominator })
    }
}

impl Method for RatioOfCounts {
    fn quotient(&self, rows: &dyn EvidenceRows, period: Period) -> Quotient {
        let (mut met, mut all) = (0_usize, 0_usize);
        rows.each(&mut |row| {
            if self.denominator.as_ref().is_none_or(|condition| condition.holds(&row.values, &period)) {
                all += 1;
                met += usize::from(self.numerator.holds(&row.values, &period));
            }
        });
        Quotient {
            per: 100.0,
            numerator: Some(met as f64),
            denominator: Some(all as f64),
            cases: all as f64,
            rows: all,
            standard_error: None,
        }
    }

    fn fraction(&self, sheet: &Sheet) -> Option<Fraction> {
        let below: Vec<_> = self.denominator.iter().collect();
        let both: Vec<_> = below.iter().copied().chain([&self.numerator]).collect();
        Some(Fraction {
            per: 100.0,
            numerator: format!("SUM({})", sheet.rows_where(&both)?),
            denominator: format!("SUM({})", sheet.rows_where(&below)?),
        })
    }
}
