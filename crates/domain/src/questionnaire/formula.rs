//! How the rows of an evidence table become one value.

use serde::{Deserialize, Serialize};

/// A condition over the columns of one row, in CEL (Common Expression Language):
/// `done_date != null && done_date <= due_date`.
///
/// In scope are the columns by key, `period_start` and `period_end`, and `workdays(a, b)`: the
/// working days after `a` up to and with `b`. `evidence::condition` parses it, checks its types
/// against the columns and writes it as an Excel formula.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Condition(pub String);

/// From rows to the value of an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "op", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Formula {
    /// Rows that meet both conditions over rows that meet the second, in percent.
    RatioOfCounts {
        /// What counts.
        numerator: Condition,
        /// Out of what; all rows without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        denominator: Option<Condition>,
    },
    /// Sum of one column over the sum of another, in percent.
    RatioOfSums {
        /// Key of the column above.
        numerator: String,
        /// Key of the column below.
        denominator: String,
    },
    /// `per × numerator / denominator`.
    Rate {
        /// Above.
        numerator: Measure,
        /// Below.
        denominator: Measure,
        /// Per how many: 100 for percent, 100 000 for deaths per 100 000.
        per: f64,
    },
    /// The mean of calendar days from one date to another.
    MeanOfDays {
        /// Key of the date it begins at.
        start: String,
        /// Key of the date it ends at; a row without one runs to the end of the period.
        end: String,
    },
    /// The mean of a column, weighted by another.
    WeightedMean {
        /// Key of the column of values.
        value: String,
        /// Key of the column of weights; blank cells weigh 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weight: Option<String>,
    },
}

/// One number drawn from all rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "measure", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Measure {
    /// How many rows meet a condition; all without one.
    Count {
        /// Which rows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<Condition>,
    },
    /// The sum of a column times a factor.
    Sum {
        /// Key of the column.
        column: String,
        /// Brings it to the unit that is wanted: 10 000 from 万 to single persons.
        #[serde(default = "one", skip_serializing_if = "is_one")]
        times: f64,
    },
    /// The largest value of a column times a factor: for totals that every row repeats.
    Max {
        /// Key of the column.
        column: String,
        /// As for a sum.
        #[serde(default = "one", skip_serializing_if = "is_one")]
        times: f64,
    },
}

const fn one() -> f64 {
    1.0
}

#[cfg_attr(
    target_pointer_width = "64",
    expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")
)]
fn is_one(times: &f64) -> bool {
    times.to_bits() == one().to_bits()
}
