//! The weighted mean of answers, each worth points, with its standard error.
//!
//! The mean is Hájek's ratio estimator `ȳ = Σ wᵢ yᵢ / Σ wᵢ`. Its variance is the linearised one for
//! sampling with replacement, `n/(n−1) · Σ wᵢ² (yᵢ − ȳ)² / (Σ wᵢ)²` (Särndal, Swensson and Wretman, *Model
//! Assisted Survey Sampling*, 1992, chapter 5; also Lohr, *Sampling: Design and Analysis*): with equal
//! weights the familiar `s²/n`. Strata and finite populations are left out, which makes it larger than it
//! is, clusters too, which makes it smaller; the published method must say so.
//!
//! Answers that say nothing, and blank ones, are not averaged. A blank weight is 1; answers of weight 0
//! do not count as answers.

use std::collections::BTreeMap;

use domain::{
    Period, Problem,
    questionnaire::{EvidenceRow, EvidenceRows, column::Value},
};

use super::{
    Fraction, Method, Quotient, Sheet, Table,
    table::{NumberColumn, both},
};
use crate::condition::cells;

pub(super) struct SurveyMean {
    answer: usize,
    weight: Option<NumberColumn>,
    points: BTreeMap<String, f64>,
}

impl SurveyMean {
    pub(super) fn compile(
        answer: &str,
        weight: Option<&str>,
        points: &BTreeMap<String, f64>,
        exclude: &[String],
        table: &Table,
    ) -> Result<Self, Vec<Problem>> {
        let weight = weight.map(|key| table.number(key)).transpose();
        let (answer, weight) = both(table.options(answer, &points.keys().chain(exclude).collect::<Vec<_>>()), weight)?;
        let points = points.iter().filter(|(name, _)| !exclude.contains(name));
        Ok(Self { answer, weight, points: points.map(|(name, &x)| (name.clone(), x)).collect() })
    }

    /// Points and weight of an answer that is averaged.
    fn answer(&self, row: &EvidenceRow) -> Option<(f64, f64)> {
        let points = match row.values.get(self.answer)?.as_ref()? {
            Value::Text(answer) => *self.points.get(answer)?,
            Value::Bool(_) | Value::Number(_) | Value::Date(_) => return None,
        };
        let weight = self.weight.and_then(|column| column.of(row)).unwrap_or(1.0);
        (weight > 0.0).then_some((points, weight))
    }
}

impl Method for SurveyMean {
    fn quotient(&self, rows: &dyn EvidenceRows, _: Period) -> Quotient {
        let (mut above, mut below, mut count) = (0.0, 0.0, 0_usize);
        rows.each(&mut |row| {
            if let Some((points, weight)) = self.answer(row) {
                above += weight * points;
                below += weight;
                count += 1;
            }
        });
        let n = count as f64;
        let standard_error = (count > 1).then(|| {
            let mean = above / below;
            let mut squares = 0.0;
            rows.each(&mut |row| {
                if let Some((points, weight)) = self.answer(row) {
                    squares += (weight * (points - mean)).powi(2);
                }
            });
            (n / (n - 1.0) * squares).sqrt() / below
        });
        Quotient {
            per: 1.0,
            numerator: Some(above),
            denominator: Some(below),
            cases: n,
            rows: count,
            standard_error: standard_error.filter(|x| x.is_finite()),
        }
    }

    fn fraction(&self, _: &Sheet) -> Option<Fraction> {
        let answer = cells::text(&Sheet::range(self.answer));
        let weight = Sheet::weight(self.weight);
        let (mut points, mut answered) = (Vec::new(), Vec::new());
        for (name, worth) in &self.points {
            let says = format!("EXACT({answer},{})", cells::quoted(name)?);
            points.push(format!("{}*{says}", cells::literal(*worth)));
            answered.push(says);
        }
        Some(Fraction {
            per: 1.0,
            numerator: format!("SUM(({})*{weight})", points.join("+")),
            denominator: format!("SUM(({})*{weight})", answered.join("+")),
        })
    }
}
