//! Each choice of the form as a closed list with the codes that are sent.

use domain::recipe::{Aggregate, Impute, Normalise, Objective, RandomIndex, Treat, WeightDraw, Weighting};

/// A list of choices, each with a code.
pub trait Kind: Copy + PartialEq + 'static {
    /// All of them, in the order of the form.
    const ALL: &'static [Self];

    /// What is sent for it.
    fn code(self) -> &'static str;

    /// The choice with this code; anything may be sent.
    fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// An enum of choices with their codes.
macro_rules! kinds {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $code:literal),* $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = concat!("`", $code, "`")] $variant),*
        }

        codes!($name { $($variant = $code),* });
    };
}

/// The codes of an enum.
macro_rules! codes {
    ($name:ident { $($variant:ident = $code:literal),* $(,)? }) => {
        impl Kind for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];

            fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),*
                }
            }
        }
    };
}

kinds! {
    /// A normalisation; what a questionnaire says is none of them.
    NormaliseKind {
        None = "none",
        MinMax = "min-max",
        Goalposts = "goalposts",
        ZScore = "z-score",
        Rank = "rank",
        PercentileRank = "percentile-rank",
        Borda = "borda",
        Efficacy = "efficacy",
        DistanceToBest = "distance-to-best",
        DistanceToReference = "distance-to-reference",
        DistanceToTarget = "distance-to-target",
        FractionOfMaximum = "fraction-of-maximum",
        Bands = "bands",
    }
}

impl NormaliseKind {
    /// The kind of a normalisation; `None` for a method an indicator.
    pub const fn of(normalise: &Normalise) -> Option<Self> {
        Some(match normalise {
            Normalise::PerIndicator { .. } => return None,
            Normalise::None => Self::None,
            Normalise::MinMax { .. } => Self::MinMax,
            Normalise::Goalposts { .. } => Self::Goalposts,
            Normalise::ZScore { .. } => Self::ZScore,
            Normalise::Rank => Self::Rank,
            Normalise::PercentileRank { .. } => Self::PercentileRank,
            Normalise::Borda => Self::Borda,
            Normalise::Efficacy { .. } => Self::Efficacy,
            Normalise::DistanceToBest { .. } => Self::DistanceToBest,
            Normalise::DistanceToReference { .. } => Self::DistanceToReference,
            Normalise::DistanceToTarget { .. } => Self::DistanceToTarget,
            Normalise::FractionOfMaximum { .. } => Self::FractionOfMaximum,
            Normalise::Bands { .. } => Self::Bands,
        })
    }
}

kinds! {
    /// An aggregation.
    AggregateKind {
        ArithmeticMean = "arithmetic-mean",
        GeometricMean = "geometric-mean",
        HarmonicMean = "harmonic-mean",
        GeneralisedMean = "generalised-mean",
        MazziottaPareto = "mazziotta-pareto",
        OrderedMean = "ordered-mean",
        Copeland = "copeland",
        Borda = "borda",
    }
}

impl AggregateKind {
    /// The kind of an aggregation.
    pub const fn of(aggregate: Aggregate) -> Self {
        match aggregate {
            Aggregate::ArithmeticMean => Self::ArithmeticMean,
            Aggregate::GeometricMean => Self::GeometricMean,
            Aggregate::HarmonicMean => Self::HarmonicMean,
            Aggregate::GeneralisedMean { .. } => Self::GeneralisedMean,
            Aggregate::MazziottaPareto => Self::MazziottaPareto,
            Aggregate::OrderedMean { .. } => Self::OrderedMean,
            Aggregate::Copeland => Self::Copeland,
            Aggregate::Borda => Self::Borda,
        }
    }
}

kinds! {
    /// A treatment of outliers.
    TreatKind {
        None = "none",
        Winsorise = "winsorise",
        TwoStage = "two-stage",
        Log = "log",
        BoxCox = "box-cox",
    }
}

impl TreatKind {
    /// The kind of a treatment.
    pub const fn of(treat: Treat) -> Self {
        match treat {
            Treat::None => Self::None,
            Treat::Winsorise { .. } => Self::Winsorise,
            Treat::TwoStage { .. } => Self::TwoStage,
            Treat::Log => Self::Log,
            Treat::BoxCox { .. } => Self::BoxCox,
        }
    }
}

kinds! {
    /// Where weights come from.
    WeightKind {
        Given = "given",
        Equal = "equal",
        Objective = "objective",
        Combined = "combined",
        BudgetAllocation = "budget-allocation",
        Ahp = "ahp",
    }
}

impl WeightKind {
    /// The kind of a weighting.
    pub const fn of(weight: &Weighting) -> Self {
        match weight {
            Weighting::Given => Self::Given,
            Weighting::Equal => Self::Equal,
            Weighting::Objective { .. } => Self::Objective,
            Weighting::Combined { .. } => Self::Combined,
            Weighting::BudgetAllocation { .. } => Self::BudgetAllocation,
            Weighting::Ahp { .. } => Self::Ahp,
        }
    }
}

kinds! {
    /// How weights are drawn.
    DrawKind {
        None = "none",
        Uniform = "uniform",
        Dirichlet = "dirichlet",
    }
}

impl DrawKind {
    /// How weights are drawn; at one level `Uniform` by nothing is not at all.
    pub const fn of(draw: Option<WeightDraw>) -> Self {
        match draw {
            None => Self::None,
            Some(WeightDraw::Uniform { share }) if share.to_bits() == 0 => Self::None,
            Some(WeightDraw::Uniform { .. }) => Self::Uniform,
            Some(WeightDraw::Dirichlet { .. }) => Self::Dirichlet,
        }
    }
}

kinds! {
    /// An imputation.
    ImputeKind {
        None = "none",
        Mean = "mean",
        Median = "median",
        GroupMean = "group-mean",
        GroupMedian = "group-median",
        UnitMean = "unit-mean",
        CarryForward = "carry-forward",
        Constant = "constant",
        Linear = "linear",
    }
}

impl ImputeKind {
    /// The kind of an imputation.
    pub const fn of(impute: Impute) -> Self {
        match impute {
            Impute::None => Self::None,
            Impute::Mean => Self::Mean,
            Impute::Median => Self::Median,
            Impute::GroupMean => Self::GroupMean,
            Impute::GroupMedian => Self::GroupMedian,
            Impute::UnitMean => Self::UnitMean,
            Impute::CarryForward { .. } => Self::CarryForward,
            Impute::Constant => Self::Constant,
            Impute::Linear => Self::Linear,
        }
    }
}

codes! {
    Objective {
        Entropy = "entropy",
        Critic = "critic",
        StandardDeviation = "standard-deviation",
        Pca = "pca",
        CorrelationBalanced = "correlation-balanced",
    }
}

codes! {
    RandomIndex {
        Saaty = "saaty",
        SaatyLater = "saaty-later",
        TummalaLing = "tummala-ling",
        DoneganDodd = "donegan-dodd",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each_has_a_code_of_its_own<K: Kind + std::fmt::Debug>() {
        for kind in K::ALL {
            assert_eq!(K::parse(kind.code()), Some(*kind));
        }
        assert_eq!(K::parse("per-indicator"), None);
    }

    #[test]
    fn what_is_sent_is_what_was_chosen() {
        each_has_a_code_of_its_own::<NormaliseKind>();
        each_has_a_code_of_its_own::<AggregateKind>();
        each_has_a_code_of_its_own::<TreatKind>();
        each_has_a_code_of_its_own::<WeightKind>();
        each_has_a_code_of_its_own::<DrawKind>();
        each_has_a_code_of_its_own::<ImputeKind>();
        each_has_a_code_of_its_own::<Objective>();
        each_has_a_code_of_its_own::<RandomIndex>();
    }
}
