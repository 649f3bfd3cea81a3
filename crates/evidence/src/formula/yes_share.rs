//! The share of all rows whose yes-or-no column says yes, in percent; a blank cell does not say yes.

use domain::{
    Period, Problem,
    questionnaire::{EvidenceRow, column::Value},
};

use super::{Fraction, Method, Quotient, Sheet, Table};
use crate::condition::cells;

pub(super) struct YesShare {
    column: usize,
}

impl YesShare {
    pub(super) fn compile(column: &str, table: &Table) -> Result<Self, Vec<Problem>> {
        Ok(Self { column: table.yes_no(column)? })
    }
}

impl Method for YesShare {
    fn quotient(&self, rows: &[EvidenceRow], _: Period) -> Quotient {
        let says_yes = |row: &&EvidenceRow| row.values.get(self.column) == Some(&Some(Value::Bool(true)));
        Quotient {
            per: 100.0,
            numerator: Some(rows.iter().filter(says_yes).count() as f64),
            denominator: Some(rows.len() as f64),
            cases: rows.len() as f64,
            rows: rows.len(),
            standard_error: None,
        }
    }

    fn fraction(&self, sheet: &Sheet) -> Option<Fraction> {
        Some(Fraction {
            per: 100.0,
            numerator: format!("SUM(1*{})", cells::says(&Sheet::range(self.column), cells::YES)),
            denominator: format!("SUM({})", sheet.filled()),
        })
    }
}
