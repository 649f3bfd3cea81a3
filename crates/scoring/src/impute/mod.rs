//! Imputation 缺失值插补: values for units that have none, from the other units, from their group, from their other
//! indicators or from other years. One file a source; every imputed value has a flag.
//!
//! Source: OECD/JRC, *Handbook on Constructing Composite Indicators* (2008), step 3. Traps: a column filled with its
//! mean has too small a variance and too weak correlations; an imputed value must never look like a measured one.
//! What has no source — a column, a group or a row without any value — stays missing and has no flag: no method
//! here makes a number up.

mod column;
mod group;
mod panel;
mod row;

pub use column::column;
pub use group::group;
pub use panel::{Panel, Series, panel};
pub use row::{row, row_normalised};

use crate::{Column, Refusal, stats};

/// The value that stands for those that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Centre {
    /// Their arithmetic mean.
    Mean,
    /// Their median.
    Median,
}

impl Centre {
    /// The centre of these values.
    ///
    /// # Errors
    /// [`Refusal::Empty`]; [`Refusal::NotFinite`].
    pub fn of(self, values: &[f64]) -> Result<f64, Refusal> {
        match self {
            Self::Mean => stats::mean(values),
            Self::Median => stats::median(values),
        }
    }
}

/// A column after imputation.
#[derive(Debug, Clone, PartialEq)]
pub struct Imputed {
    /// The values; `None` where there was nothing to impute from.
    pub column: Column,
    /// Which of them are imputed.
    pub flags: Vec<bool>,
}

impl Imputed {
    fn nothing(column: &[Option<f64>]) -> Self {
        Self { column: column.to_vec(), flags: vec![false; column.len()] }
    }

    /// Gives a row its value, and the flag.
    fn set(&mut self, row: usize, value: f64) {
        self.column[row] = Some(value);
        self.flags[row] = true;
    }

    /// How many values are imputed.
    pub fn count(&self) -> usize {
        self.flags.iter().filter(|&&flag| flag).count()
    }

    /// The rows that are still missing.
    pub fn missing(&self) -> impl Iterator<Item = usize> + '_ {
        self.column.iter().enumerate().filter_map(|(row, x)| x.is_none().then_some(row))
    }
}
