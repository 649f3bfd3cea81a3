//! The mean of calendar days from one date to another.
//!
//! A row that has not ended runs to the end of the period, and does not count if it begins after it. A
//! row without a beginning does not count.

use domain::{
    Period, Problem,
    questionnaire::{EvidenceRow, EvidenceRows, column::Value},
};
use time::Date;

use super::{Fraction, Method, Quotient, Sheet, Table, table::both};
use crate::condition::cells;

pub(super) struct MeanOfDays {
    start: usize,
    end: usize,
}

impl MeanOfDays {
    pub(super) fn compile(start: &str, end: &str, table: &Table) -> Result<Self, Vec<Problem>> {
        let (start, end) = both(table.date(start), table.date(end))?;
        Ok(Self { start, end })
    }
}

fn date(row: &EvidenceRow, index: usize) -> Option<Date> {
    match row.values.get(index)?.as_ref()? {
        Value::Date(day) => Some(*day),
        Value::Bool(_) | Value::Number(_) | Value::Text(_) => None,
    }
}

impl Method for MeanOfDays {
    fn quotient(&self, rows: &dyn EvidenceRows, period: Period) -> Quotient {
        let (mut days, mut count) = (0_i64, 0_usize);
        rows.each(&mut |row| {
            let Some(start) = date(row, self.start) else { return };
            let end = date(row, self.end).or_else(|| (start <= period.end).then_some(period.end));
            if let Some(end) = end {
                days += (end - start).whole_days();
                count += 1;
            }
        });
        Quotient {
            per: 1.0,
            numerator: Some(days as f64),
            denominator: Some(count as f64),
            cases: count as f64,
            rows: count,
            standard_error: None,
        }
    }

    fn fraction(&self, sheet: &Sheet) -> Option<Fraction> {
        let (start, end) = (Sheet::range(self.start), Sheet::range(self.end));
        let period_end = cells::date(sheet.period().end);
        let (begun, ended) = (cells::has_number(&start), cells::has_number(&end));
        let from = cells::day(&start);
        let to = format!("IF({ended},INT({end}),{period_end})");
        let counts = format!("{begun}*(1-(1-{ended})*({from}>{period_end}))");
        Some(Fraction {
            per: 1.0,
            numerator: format!("SUM({counts}*({to}-{from}))"),
            denominator: format!("SUM({counts})"),
        })
    }
}
