//! The mean of a column, weighted by another. Blank values are passed over; a blank weight is 1.

use domain::{Period, Problem, questionnaire::EvidenceRows};

use super::{
    Fraction, Method, Quotient, Sheet, Table,
    table::{NumberColumn, both},
};

pub(super) struct WeightedMean {
    value: NumberColumn,
    weight: Option<NumberColumn>,
}

impl WeightedMean {
    pub(super) fn compile(value: &str, weight: Option<&str>, table: &Table) -> Result<Self, Vec<Problem>> {
        let weight = weight.map(|key| table.number(key)).transpose();
        let (value, weight) = both(table.number(value), weight)?;
        Ok(Self { value, weight })
    }
}

impl Method for WeightedMean {
    fn quotient(&self, rows: &dyn EvidenceRows, _: Period) -> Quotient {
        let (mut above, mut below, mut count) = (0.0, 0.0, 0_usize);
        rows.each(&mut |row| {
            if let Some(value) = self.value.of(row) {
                let weight = self.weight.and_then(|column| column.of(row)).unwrap_or(1.0);
                above += weight * value;
                below += weight;
                count += 1;
            }
        });
        Quotient {
            per: 1.0,
            numerator: Some(above),
            denominator: Some(below),
            cases: count as f64,
            rows: count,
            standard_error: None,
        }
    }

    fn fraction(&self, _: &Sheet) -> Option<Fraction> {
        let (value, has) = (Sheet::number(self.value), Sheet::has_number(self.value));
        let weight = Sheet::weight(self.weight);
        Some(Fraction {
            per: 1.0,
            numerator: format!("SUM({has}*{value}*{weight})"),
            denominator: format!("SUM({has}*{weight})"),
        })
    }
}
