//! `per × numerator / denominator`, each a count, a sum or a largest value of all rows.
//!
//! Blank cells are passed over; a column without any number has neither a sum nor a largest value.

use domain::{
    Period, Problem,
    questionnaire::{EvidenceRow, Measure},
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

    fn draw(&self, rows: &[EvidenceRow], period: Period) -> Option<f64> {
        match self {
            Self::Count(None) => Some(rows.len() as f64),
            Self::Count(Some(when)) => Some(rows.iter().filter(|row| when.holds(&row.values, &period)).count() as f64),
            Self::Sum(column, times) => {
                rows.iter().filter_map(|row| column.of(row)).reduce(|sum, x| sum + x).map(|sum| sum * times)
            }
            Self::Max(column, times) => {
                rows.iter().filter_map(|row| column.of(row)).reduce(f64::max).map(|x| x * times)
            }
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

impl Method for Rate {
    fn quotient(&self, rows: &[EvidenceRow], period: Period) -> Quotient {
        let denominator = self.denominator.draw(rows, period);
        Quotient {
            per: self.per,
            numerator: self.numerator.draw(rows, period),
            denominator,
            cases: denominator.unwrap_or(0.0),
            rows: rows.len(),
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
