//! The words of each choice: its name, and what it does with what follows from it.

use domain::{
    Lang,
    recipe::{Objective, RandomIndex},
};

use super::ask::Said;
use crate::{
    locales::recipe as words,
    recipe_form::kinds::{AggregateKind, DrawKind, ImputeKind, NormaliseKind, TreatKind, WeightKind},
};

/// Imputations.
pub(super) const fn impute(lang: Lang, kind: ImputeKind) -> Said {
    match kind {
        ImputeKind::None => (words::impute_none(lang), words::impute_none_hint(lang)),
        ImputeKind::Mean => (words::impute_mean(lang), words::impute_mean_hint(lang)),
        ImputeKind::Median => (words::impute_median(lang), words::impute_median_hint(lang)),
        ImputeKind::GroupMean => (words::impute_group_mean(lang), words::impute_group_mean_hint(lang)),
        ImputeKind::GroupMedian => (words::impute_group_median(lang), words::impute_group_median_hint(lang)),
        ImputeKind::UnitMean => (words::impute_unit_mean(lang), words::impute_unit_mean_hint(lang)),
        ImputeKind::CarryForward => (words::impute_carry_forward(lang), words::impute_carry_forward_hint(lang)),
        ImputeKind::Constant => (words::impute_constant(lang), words::impute_constant_hint(lang)),
        ImputeKind::Linear => (words::impute_linear(lang), words::impute_linear_hint(lang)),
    }
}

/// Treatments of outliers.
pub(super) const fn treat(lang: Lang, kind: TreatKind) -> Said {
    match kind {
        TreatKind::None => (words::treat_none(lang), words::treat_none_hint(lang)),
        TreatKind::Winsorise => (words::treat_winsorise(lang), words::treat_winsorise_hint(lang)),
        TreatKind::TwoStage => (words::treat_two_stage(lang), words::treat_two_stage_hint(lang)),
        TreatKind::Log => (words::treat_log(lang), words::treat_log_hint(lang)),
        TreatKind::BoxCox => (words::treat_box_cox(lang), words::treat_box_cox_hint(lang)),
    }
}

/// Normalisations.
pub(super) const fn normalise(lang: Lang, kind: NormaliseKind) -> Said {
    match kind {
        NormaliseKind::None => (words::none(lang), words::none_hint(lang)),
        NormaliseKind::MinMax => (words::min_max(lang), words::min_max_hint(lang)),
        NormaliseKind::Goalposts => (words::goalposts(lang), words::goalposts_hint(lang)),
        NormaliseKind::ZScore => (words::z_score(lang), words::z_score_hint(lang)),
        NormaliseKind::Rank => (words::rank(lang), words::rank_hint(lang)),
        NormaliseKind::PercentileRank => (words::percentile_rank(lang), words::percentile_rank_hint(lang)),
        NormaliseKind::Borda => (words::borda(lang), words::borda_hint(lang)),
        NormaliseKind::Efficacy => (words::efficacy(lang), words::efficacy_hint(lang)),
        NormaliseKind::DistanceToBest => (words::distance_to_best(lang), words::distance_to_best_hint(lang)),
        NormaliseKind::DistanceToReference => {
            (words::distance_to_reference(lang), words::distance_to_reference_hint(lang))
        }
        NormaliseKind::DistanceToTarget => (words::distance_to_target(lang), words::distance_to_target_hint(lang)),
        NormaliseKind::FractionOfMaximum => (words::fraction_of_maximum(lang), words::fraction_of_maximum_hint(lang)),
        NormaliseKind::Bands => (words::bands(lang), words::bands_hint(lang)),
    }
}

/// Sources of weights.
pub(super) const fn weight(lang: Lang, kind: WeightKind) -> Said {
    match kind {
        WeightKind::Given => (words::given(lang), words::given_hint(lang)),
        WeightKind::Equal => (words::equal(lang), words::equal_hint(lang)),
        WeightKind::Objective => (words::objective(lang), words::objective_hint(lang)),
        WeightKind::Combined => (words::combined(lang), words::combined_hint(lang)),
        WeightKind::BudgetAllocation => (words::budget_allocation(lang), words::budget_allocation_hint(lang)),
        WeightKind::Ahp => (words::ahp(lang), words::ahp_hint(lang)),
    }
}

/// Weights from data.
pub(super) const fn objective(lang: Lang, kind: Objective) -> Said {
    match kind {
        Objective::Entropy => (words::entropy(lang), words::entropy_hint(lang)),
        Objective::Critic => (words::critic(lang), words::critic_hint(lang)),
        Objective::StandardDeviation => (words::standard_deviation(lang), words::standard_deviation_hint(lang)),
        Objective::Pca => (words::pca(lang), words::pca_hint(lang)),
        Objective::CorrelationBalanced => (words::correlation_balanced(lang), words::correlation_balanced_hint(lang)),
    }
}

/// Aggregations.
pub(super) const fn aggregate(lang: Lang, kind: AggregateKind) -> Said {
    match kind {
        AggregateKind::ArithmeticMean => (words::arithmetic_mean(lang), words::arithmetic_mean_hint(lang)),
        AggregateKind::GeometricMean => (words::geometric_mean(lang), words::geometric_mean_hint(lang)),
        AggregateKind::HarmonicMean => (words::harmonic_mean(lang), words::harmonic_mean_hint(lang)),
        AggregateKind::GeneralisedMean => (words::generalised_mean(lang), words::generalised_mean_hint(lang)),
        AggregateKind::MazziottaPareto => (words::mazziotta_pareto(lang), words::mazziotta_pareto_hint(lang)),
        AggregateKind::OrderedMean => (words::ordered_mean(lang), words::ordered_mean_hint(lang)),
        AggregateKind::Copeland => (words::copeland(lang), words::copeland_hint(lang)),
        AggregateKind::Borda => (words::aggregate_borda(lang), words::aggregate_borda_hint(lang)),
    }
}

/// Draws of weights.
pub(super) const fn draw(lang: Lang, kind: DrawKind) -> Said {
    match kind {
        DrawKind::None => (words::draw_none(lang), words::draw_none_hint(lang)),
        DrawKind::Uniform => (words::draw_uniform(lang), words::draw_uniform_hint(lang)),
        DrawKind::Dirichlet => (words::draw_dirichlet(lang), words::draw_dirichlet_hint(lang)),
    }
}

/// Tables of the random index.
pub(super) const fn random_index(lang: Lang, table: RandomIndex) -> &'static str {
    match table {
        RandomIndex::Saaty => words::saaty(lang),
        RandomIndex::SaatyLater => words::saaty_later(lang),
        RandomIndex::TummalaLing => words::tummala_ling(lang),
        RandomIndex::DoneganDodd => words::donegan_dodd(lang),
    }
}
