//! `per × numerator / denominator`, each a count, a sum or a largest value of all rows.
//!
//! Blank cells are passed over; a column without any number has neither a sum nor a largest value.

use domain::{
    Period, Problem,
    questionnaire::{EvidenceRows, Measure},
};

use super::{
    Fraction, Method, Quotient, Sheet, Table,
    table::{NumberColumn, both},
};
use crate::condition::Predicate;

pub(super) struct Rate {
    numerator: Drawn,
    denominator: Drawn,
    per: f64,
}

/// One number drawn from all rows.
enum Drawn {
    Count(Option<Predicate>),
    Sum(NumberColumn, f64),
    Max(NumberColumn, f64),
}

impl Rate {
    pub(super) fn compile(
        numerator: &Measure,
        denominator: &Measure,
        per: f64,
        table: &Table,
    ) -> Result<Self, Vec<Problem>> {
        let (numerator, denominator) = both(Drawn::compile(numerator, table), Drawn::compile(denominator, table))?;
        Ok(Self { numerator, denominator, per })
    }
}

impl Drawn {
    fn compile(measure: &Measure, table: &Table) -> Result<Self, Vec<Problem>> {
        Ok(match measure {
            Measure::Count { when } => {
                Self::Count(when.as_ref().map(|condition| table.predicate(condition)).transpose()?)
            }
            Measure::Sum { column, times } => Self::Sum(table.number(column)?, *times),
            Measure::Max { column, times } => Self::Max(table.number(column)?, *times),
        })
    }

    fn draw(&self, rows: &dyn EvidenceRows, period: Period) -> Option<f64> {
        match self {
            Self::Count(None) => Some(rows.count() as f64),
            Self::Count(Some(when)) => {
                let mut count = 0_usize;
                rows.each(&mut |row| count += usize::from(when.holds(&row.values, &period)));
                Some(count as f64)
            }
            Self::Sum(column, times) => reduce(rows, *column, |sum, x| sum + x).map(|sum| sum * times),
            Self::Max(column, times) => reduce(rows, *column, f64::max).map(|x| x * times),
        }
    }

    fn to_excel(&self, sheet: &Sheet) -> Option<String> {
        Some(match self {
            Self::Count(when) => {
                let conditions: Vec<_> = when.iter().collect();
                format!("SUM({})", sheet.rows_where(&conditions)?)
            }
            Self::Sum(column, times) => {
                format!("SUM({})*{times}/(COUNT({})>0)", Sheet::number(*column), Sheet::range(column.index))
            }
            Self::Max(column, times) => {
                let range = Sheet::range(column.index);
                let largest =
                    if column.percent { format!("ROUND(MAX({range})*100,10)") } else { format!("MAX({range})") };
                format!("{largest}*{times}/(COUNT({range})>0)")
            }
        })
    }
}

/// The numbers of a column brought together; `None` where no cell holds one.
fn reduce(rows: &dyn EvidenceRows, column: NumberColumn, join: impl Fn(f64, f64) -> f64) -> Option<f64> {
    let mut all = None;
    rows.each(&mut |row| {
        if let Some(x) = column.of(row) {
            all = Some(all.map_or(x, |before| join(before, x)));
        }
    });
    all
}

impl Method for Rate {
    fn quotient(&self, rows: &dyn EvidenceRows, period: Period) -> Quotient {
        let denominator = self.denominator.draw(rows, period);
        Quotient {
            per: self.per,
            numerator: self.numerator.draw(rows, period),
            denominator,
            cases: denominator.unwrap_or(0.0),
            rows: rows.count(),
            standard_error: None,
        }
    }

    fn fraction(&self, sheet: &Sheet) -> Option<Fraction> {
        Some(Fraction {
            per: self.per,
            numerator: self.numerator.to_excel(sheet)?,
            denominator: self.denominator.to_excel(sheet)?,
        })
    }
}
