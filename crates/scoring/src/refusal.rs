//! Why a method has no answer for what it was given. Methods know columns and rows by number; whoever
//! calls them for an instrument says which indicator and unit that is.

/// The reason of a refusal. No method returns a number instead, and none lets NaN or infinity out.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// All values are equal, and the method divides by their spread.
    #[error("column {column} has the same value everywhere")]
    Constant {
        /// The column, from 0.
        column: usize,
    },
    /// No value is present.
    #[error("column {column} has no values")]
    Empty {
        /// The column, from 0.
        column: usize,
    },
    /// A value is NaN or infinite.
    #[error("row {row} of column {column} is not finite")]
    NotFinite {
        /// The column, from 0.
        column: usize,
        /// The row, from 0.
        row: usize,
    },
    /// A value is zero or negative, and the method takes its logarithm, its reciprocal or its share.
    #[error("row {row} of column {column} is not positive")]
    NotPositive {
        /// The column, from 0.
        column: usize,
        /// The row, from 0.
        row: usize,
    },
    /// A value is missing, and the method needs all of them.
    #[error("row {row} of column {column} is missing")]
    Missing {
        /// The column, from 0.
        column: usize,
        /// The row, from 0.
        row: usize,
    },
    /// There are fewer values than the method needs.
    #[error("{found} values, at least {needed} are needed")]
    TooFew {
        /// How many there are.
        found: usize,
        /// How many there must be.
        needed: usize,
    },
    /// Lists that belong together have different lengths.
    #[error("{found} entries where {expected} are expected")]
    Shape {
        /// How many there are.
        found: usize,
        /// How many there must be.
        expected: usize,
    },
    /// Weights are negative, not finite, or sum to nothing.
    #[error("the weights are negative, not finite, or all zero")]
    Weights,
    /// A parameter has a value the method is not defined for.
    #[error("{name}: {why}")]
    Parameter {
        /// Its name.
        name: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The result lies beyond the range of floating-point numbers, or is not defined.
    #[error("the result is not defined: {why}")]
    Undefined {
        /// Why.
        why: String,
    },
}

impl Refusal {
    /// The stable code programs see.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Constant { .. } => "method.constant",
            Self::Empty { .. } => "method.empty",
            Self::NotFinite { .. } => "method.not_finite",
            Self::NotPositive { .. } => "method.not_positive",
            Self::Missing { .. } => "method.missing",
            Self::TooFew { .. } => "method.too_few",
            Self::Shape { .. } => "method.shape",
            Self::Weights => "method.weights",
            Self::Parameter { .. } => "method.parameter",
            Self::Undefined { .. } => "method.undefined",
        }
    }

    /// The column it is about, if it is about one.
    pub const fn column(&self) -> Option<usize> {
        match self {
            Self::Constant { column }
            | Self::Empty { column }
            | Self::NotFinite { column, .. }
            | Self::NotPositive { column, .. }
            | Self::Missing { column, .. } => Some(*column),
            Self::TooFew { .. }
            | Self::Shape { .. }
            | Self::Weights
            | Self::Parameter { .. }
            | Self::Undefined { .. } => None,
        }
    }

    /// The same refusal of a column of a table: methods that see one column call it column 0.
    pub fn in_column(self, number: usize) -> Self {
        match self {
            Self::Constant { .. } => Self::Constant { column: number },
            Self::Empty { .. } => Self::Empty { column: number },
            Self::NotFinite { row, .. } => Self::NotFinite { column: number, row },
            Self::NotPositive { row, .. } => Self::NotPositive { column: number, row },
            Self::Missing { row, .. } => Self::Missing { column: number, row },
            Self::TooFew { .. }
            | Self::Shape { .. }
            | Self::Weights
            | Self::Parameter { .. }
            | Self::Undefined { .. } => self,
        }
    }
}
