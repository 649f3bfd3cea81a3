//! The numbers of methods: where they stand in the form, for the method of a step and for another one that robustness
//! tries in its place.

use super::kinds::{AggregateKind, ImputeKind, Kind, NormaliseKind, TreatKind};

/// Where the numbers of the recipe's own methods stand.
pub const STEP: &str = "";

/// A number of a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its name in the step.
    step: &'static str,
    /// Its name beneath another method.
    own: &'static str,
}

impl Number {
    const fn new(step: &'static str, own: &'static str) -> Self {
        Self { step, own }
    }

    /// The field it stands in: of the step, or of another method by its field.
    pub fn at(self, at: &str) -> String {
        if at.is_empty() { self.step.to_owned() } else { format!("{at}.{}", self.own) }
    }
}

/// The lowest score.
pub const LOWER: Number = Number::new("lower", "lower");
/// The highest score.
pub const UPPER: Number = Number::new("upper", "upper");
/// The full score of ranks, fractions and distances.
pub const FULL: Number = Number::new("full", "full");
/// The score of the mean.
pub const MEAN: Number = Number::new("z.mean", "mean");
/// The points of one standard deviation.
pub const SD: Number = Number::new("z.sd", "sd");
/// The score of the worst unit.
pub const BASE: Number = Number::new("efficacy.base", "base");
/// How much more the best unit has.
pub const SPAN: Number = Number::new("efficacy.span", "span");
/// The unit of reference.
pub const REFERENCE: Number = Number::new("reference", "reference");
/// The most units winsorised.
pub const MOST: Number = Number::new("treat.most", "most");
/// The exponent of Box–Cox.
pub const LAMBDA: Number = Number::new("treat.lambda", "lambda");
/// The power of a mean.
pub const POWER: Number = Number::new("aggregate.power", "power");
/// The orness of an ordered mean.
pub const ORNESS: Number = Number::new("aggregate.orness", "orness");
/// How many periods ago a value may be.
pub const WITHIN: Number = Number::new("impute.within", "within");

/// The box of another method: `robustness.normalise.rank`.
pub fn alternative<K: Kind>(step: &str, kind: K) -> String {
    format!("robustness.{step}.{}", kind.code())
}

/// The numbers of a normalisation, without those of single indicators.
pub const fn of_normalise(kind: NormaliseKind) -> &'static [Number] {
    match kind {
        NormaliseKind::None | NormaliseKind::Rank | NormaliseKind::Borda | NormaliseKind::Bands => &[],
        NormaliseKind::MinMax | NormaliseKind::Goalposts => &[LOWER, UPPER],
        NormaliseKind::ZScore => &[MEAN, SD],
        NormaliseKind::Efficacy => &[BASE, SPAN],
        NormaliseKind::PercentileRank
        | NormaliseKind::DistanceToBest
        | NormaliseKind::DistanceToTarget
        | NormaliseKind::FractionOfMaximum => &[FULL],
        NormaliseKind::DistanceToReference => &[FULL, REFERENCE],
    }
}

/// The numbers of an aggregation.
pub const fn of_aggregate(kind: AggregateKind) -> &'static [Number] {
    match kind {
        AggregateKind::GeneralisedMean => &[POWER],
        AggregateKind::OrderedMean => &[ORNESS],
        AggregateKind::ArithmeticMean
        | AggregateKind::GeometricMean
        | AggregateKind::HarmonicMean
        | AggregateKind::MazziottaPareto
        | AggregateKind::Copeland
        | AggregateKind::Borda => &[],
    }
}

/// The numbers of an imputation.
pub const fn of_impute(kind: ImputeKind) -> &'static [Number] {
    match kind {
        ImputeKind::CarryForward => &[WITHIN],
        ImputeKind::None
        | ImputeKind::Mean
        | ImputeKind::Median
        | ImputeKind::GroupMean
        | ImputeKind::GroupMedian
        | ImputeKind::UnitMean
        | ImputeKind::Constant
        | ImputeKind::Linear => &[],
    }
}

/// The numbers of a treatment.
pub const fn of_treat(kind: TreatKind) -> &'static [Number] {
    match kind {
        TreatKind::Winsorise | TreatKind::TwoStage => &[MOST],
        TreatKind::BoxCox => &[LAMBDA],
        TreatKind::None | TreatKind::Log => &[],
    }
}
