//! Are the choices of the steps sound, and do they fit the instrument and each other?

use domain::{
    Direction, Instrument, Recipe, Text,
    recipe::{Aggregate, Impute, Normalise, Treat, Weighting},
};

use super::{check_normalise, is_indicator};
use crate::ScoringError;

/// Selection, treatment, weights and aggregation.
pub(super) fn check(recipe: &Recipe, instrument: &Instrument, errors: &mut Vec<ScoringError>) {
    if recipe.version < recipe.needs() {
        errors.push(ScoringError::Version { needs: "2" });
    }
    check_select(recipe, instrument, errors);
    check_impute("impute", recipe.impute, errors);
    check_treat("treat", recipe.treat, &recipe.normalise, errors);
    check_weight(&recipe.weight, instrument, errors);
    check_aggregate("aggregate", recipe.aggregate, errors);
    let deepest = (0..instrument.len()).filter(|&n| !instrument.is_indicator(n)).map(|n| instrument.depth(n)).max();
    for (depth, method) in &recipe.aggregate_at {
        let field = format!("aggregate_at.{depth}");
        check_aggregate(&field, *method, errors);
        check_depth(&field, *depth, deepest, errors);
    }
    if !recipe.subjective.is_empty() && recipe.aggregates().any(|method| method != Aggregate::ArithmeticMean) {
        errors.push(choice(
            "subjective",
            "客观分与主观分只在全部层级都用算术平均时才有定义。",
            "Objective and subjective scores are defined only where every level uses the arithmetic mean.",
        ));
    }
}

/// A choice that is none.
pub(super) fn choice(field: &str, zh: impl Into<String>, en: impl Into<String>) -> ScoringError {
    ScoringError::Choice { field: field.to_owned(), why: Text::new(zh, en) }
}

fn share(field: &str, value: f64, errors: &mut Vec<ScoringError>) {
    if !(0.0..=1.0).contains(&value) {
        errors.push(choice(
            field,
            format!("{value} 不在 0 到 1（0% 到 100%）之间。"),
            format!("{value} is not between 0 and 1 (0 % and 100 %)."),
        ));
    }
}

fn unknown(field: &str, code: &str) -> ScoringError {
    choice(field, format!("指标体系里没有指标“{code}”。"), format!("The instrument has no indicator “{code}”."))
}

/// Whether dimensions of this depth exist.
pub(super) fn check_depth(field: &str, depth: usize, deepest: Option<usize>, errors: &mut Vec<ScoringError>) {
    if deepest.is_none_or(|deepest| depth > deepest) {
        errors.push(choice(
            field,
            format!("指标体系没有第 {depth} 层的维度（总指数是第 0 层）。"),
            format!("The instrument has no dimensions of depth {depth} (the whole index has depth 0)."),
        ));
    }
}

fn check_select(recipe: &Recipe, instrument: &Instrument, errors: &mut Vec<ScoringError>) {
    let select = &recipe.select;
    share("select.indicator_available", select.indicator_available, errors);
    share("select.indicator_non_zero", select.indicator_non_zero, errors);
    share("select.indicator_unique", select.indicator_unique, errors);
    share("select.unit_available", select.unit_available, errors);
    share("select.unit_non_zero", select.unit_non_zero, errors);
    for code in select.exclude.iter().filter(|code| !is_indicator(instrument, code)) {
        errors.push(unknown("select.exclude", code));
    }
    for (code, denominator) in &select.denominators {
        let field = format!("select.denominators.{code}");
        for code in [code, &denominator.by].into_iter().filter(|code| !is_indicator(instrument, code)) {
            errors.push(unknown(&field, code));
        }
        if !(denominator.scale.is_finite() && denominator.scale > 0.0) {
            errors.push(choice(
                &field,
                format!("倍数 {} 不是正数。", denominator.scale),
                format!("The scale {} is not positive.", denominator.scale),
            ));
        }
    }
}

/// An imputation.
pub(super) fn check_impute(field: &str, impute: Impute, errors: &mut Vec<ScoringError>) {
    if impute == (Impute::CarryForward { within: Some(0) }) {
        errors.push(choice(field, "结转的期数至少为 1。", "A value must be allowed to be at least one period old."));
    }
}

/// A treatment, with the normalisation that follows it.
pub(super) fn check_treat(field: &str, treat: Treat, normalise: &Normalise, errors: &mut Vec<ScoringError>) {
    let transforms = match treat {
        Treat::None => return,
        Treat::Winsorise { most } | Treat::TwoStage { most } if most == 0 => {
            return errors.push(choice(
                field,
                "缩尾的对象数至少为 1。",
                "At least one unit must be allowed to be winsorised.",
            ));
        }
        Treat::BoxCox { lambda } if !lambda.is_finite() => {
            return errors.push(choice(
                field,
                "Box–Cox 的 λ 不是有限的数。",
                "The λ of Box–Cox is not a finite number.",
            ));
        }
        Treat::Winsorise { .. } => false,
        Treat::TwoStage { .. } | Treat::Log | Treat::BoxCox { .. } => true,
    };
    let in_raw_units = match normalise {
        Normalise::Goalposts { .. }
        | Normalise::PerIndicator { .. }
        | Normalise::DistanceToTarget { .. }
        | Normalise::Bands { .. }
        | Normalise::None => true,
        Normalise::MinMax { .. }
        | Normalise::ZScore { .. }
        | Normalise::Rank
        | Normalise::PercentileRank { .. }
        | Normalise::Borda
        | Normalise::Efficacy { .. }
        | Normalise::DistanceToBest { .. }
        | Normalise::DistanceToReference { .. }
        | Normalise::FractionOfMaximum { .. } => false,
    };
    if transforms && in_raw_units {
        errors.push(choice(
            field,
            "取对数等变换会改变数值的单位，而所选标准化方法的底线、目标或分档写的是原来的单位。",
            "A logarithm changes the unit of the values, while the normalisation names floors, targets or bands in the original unit.",
        ));
    }
}

fn check_weight(weight: &Weighting, instrument: &Instrument, errors: &mut Vec<ScoringError>) {
    match weight {
        Weighting::Given | Weighting::Equal | Weighting::Objective { .. } => {}
        Weighting::Combined { share: own, .. } => {
            if let Some(own) = own {
                share("weight.share", *own, errors);
            }
        }
        Weighting::BudgetAllocation { experts } => {
            if experts.is_empty() {
                errors.push(choice("weight.experts", "还没有专家的分配。", "No expert has distributed points."));
            }
            for code in experts.iter().flat_map(|expert| expert.points.keys()) {
                if instrument.position(code).is_none_or(|node| node == 0) {
                    errors.push(unknown("weight.experts", code));
                }
            }
        }
        Weighting::Ahp { judgements, .. } => {
            if judgements.is_empty() {
                errors.push(choice("weight.judgements", "还没有判断矩阵。", "There are no judgements."));
            }
            for code in judgements.keys() {
                if instrument.position(code).is_none_or(|node| instrument.is_indicator(node)) {
                    errors.push(choice(
                        "weight.judgements",
                        format!("指标体系里没有维度“{code}”。"),
                        format!("The instrument has no dimension “{code}”."),
                    ));
                }
            }
        }
    }
}

/// One aggregation.
pub(super) fn check_aggregate(field: &str, method: Aggregate, errors: &mut Vec<ScoringError>) {
    match method {
        Aggregate::GeneralisedMean { power } => {
            if !power.is_finite() || power.abs() < f64::MIN_POSITIVE {
                errors.push(choice(
                    field,
                    format!("幂 {power} 不能用：0 请选几何平均。"),
                    format!("The power {power} cannot be used: for 0 choose the geometric mean."),
                ));
            }
        }
        Aggregate::OrderedMean { orness } => {
            if !(orness > 0.0 && orness < 1.0) {
                errors.push(choice(
                    field,
                    format!("乐观度 {orness} 不在 0 和 1 之间。"),
                    format!("The orness {orness} is not between 0 and 1."),
                ));
            }
        }
        Aggregate::ArithmeticMean
        | Aggregate::GeometricMean
        | Aggregate::HarmonicMean
        | Aggregate::MazziottaPareto
        | Aggregate::Copeland
        | Aggregate::Borda => {}
    }
}

/// The parts of a normalisation that version 1 did not know; `field` is where it stands.
pub(super) fn check_scale_of(
    field: &str,
    normalise: &Normalise,
    instrument: &Instrument,
    errors: &mut Vec<ScoringError>,
) {
    let mut positive = |name: &str, value: f64| {
        if !(value.is_finite() && value > 0.0) {
            errors.push(choice(
                field,
                format!("{name} = {value} 不是正数。"),
                format!("{name} = {value} is not positive."),
            ));
        }
    };
    match normalise {
        Normalise::None
        | Normalise::MinMax { .. }
        | Normalise::Goalposts { .. }
        | Normalise::PerIndicator { .. }
        | Normalise::Rank
        | Normalise::Borda => {}
        Normalise::ZScore { mean, sd } => {
            positive("sd", *sd);
            if !mean.is_finite() {
                errors.push(choice(field, "均值不是有限的数。", "The mean is not a finite number."));
            }
        }
        Normalise::Efficacy { base, span } => {
            positive("span", *span);
            if !base.is_finite() {
                errors.push(choice(field, "基础分不是有限的数。", "The base is not a finite number."));
            }
        }
        // Which unit the reference is is checked with the data.
        Normalise::PercentileRank { upper }
        | Normalise::DistanceToBest { upper }
        | Normalise::DistanceToReference { upper, .. } => positive("upper", *upper),
        Normalise::DistanceToTarget { upper, targets } => {
            positive("upper", *upper);
            let codes: Vec<&str> = targets.keys().map(String::as_str).collect();
            each_indicator(field, &codes, instrument, errors);
            for (code, _) in targets.iter().filter(|(_, target)| !target.is_finite()) {
                errors.push(choice(
                    field,
                    format!("“{code}”的目标值不是有限的数。"),
                    format!("The target of “{code}” is not a finite number."),
                ));
            }
        }
        Normalise::FractionOfMaximum { upper } => {
            positive("upper", *upper);
            for node in instrument.indicators().map(|i| &instrument.nodes()[i]) {
                if node.direction == Direction::Negative {
                    errors.push(ScoringError::MethodDirection { indicator: node.code.clone() });
                }
            }
        }
        Normalise::Bands { bands } => {
            let codes: Vec<&str> = bands.keys().map(String::as_str).collect();
            each_indicator(field, &codes, instrument, errors);
            for (code, bands) in bands {
                let rising = bands.cuts.windows(2).all(|pair| pair[0] < pair[1]);
                let finite = bands.cuts.iter().chain(&bands.points).all(|x| x.is_finite());
                if !rising || !finite || bands.points.len() != bands.cuts.len() + 1 {
                    errors.push(choice(
                        field,
                        format!("“{code}”的分档要有逐个升高的分界，分值比分界多一个。"),
                        format!("The bands of “{code}” need rising cuts and one score more than cuts."),
                    ));
                }
            }
        }
    }
}

/// Whether exactly the indicators are named.
fn each_indicator(field: &str, codes: &[&str], instrument: &Instrument, errors: &mut Vec<ScoringError>) {
    for code in codes.iter().filter(|code| !is_indicator(instrument, code)) {
        errors.push(unknown(field, code));
    }
    for node in instrument.indicators().map(|i| &instrument.nodes()[i]) {
        if !codes.contains(&node.code.as_str()) {
            errors.push(choice(
                field,
                format!("没有给出指标“{}”的数值。", node.code),
                format!("Indicator “{}” is not named.", node.code),
            ));
        }
    }
}

/// Both ends of the scores of a normalisation; `None` where it has none.
pub(super) fn ends(normalise: &Normalise) -> Option<(f64, f64)> {
    match normalise {
        Normalise::None | Normalise::ZScore { .. } | Normalise::Rank | Normalise::Borda | Normalise::Bands { .. } => {
            None
        }
        Normalise::MinMax { lower, upper } | Normalise::Goalposts { lower, upper, .. } => Some((*lower, *upper)),
        Normalise::PerIndicator { .. } => Some((0.0, 100.0)),
        Normalise::Efficacy { base, span } => Some((*base, base + span)),
        Normalise::PercentileRank { upper }
        | Normalise::DistanceToBest { upper }
        | Normalise::DistanceToReference { upper, .. }
        | Normalise::DistanceToTarget { upper, .. }
        | Normalise::FractionOfMaximum { upper } => Some((0.0, *upper)),
    }
}

/// Another normalisation that may take the recipe's place.
pub(super) fn check_alternative(
    field: &str,
    normalise: &Normalise,
    instrument: &Instrument,
    errors: &mut Vec<ScoringError>,
) {
    check_normalise(normalise, instrument, errors);
    check_scale_of(field, normalise, instrument, errors);
}
