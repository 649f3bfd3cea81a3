//! Is what robustness varies sound, and comparable with what the recipe does?

use domain::{
    Instrument, Recipe,
    recipe::{Robustness, WeightDraw},
};

use super::steps::{check_aggregate, check_alternative, check_depth, check_impute, check_treat, choice, ends};
use crate::ScoringError;

const RUNS: std::ops::RangeInclusive<u32> = 100..=100_000;

pub(super) fn check(recipe: &Recipe, instrument: &Instrument, errors: &mut Vec<ScoringError>) {
    let Some(robustness) = &recipe.robustness else { return };
    if !RUNS.contains(&robustness.runs) {
        errors.push(choice(
            "robustness.runs",
            format!("运行次数 {} 不在 {} 到 {} 之间。", robustness.runs, RUNS.start(), RUNS.end()),
            format!("{} runs are not between {} and {}.", robustness.runs, RUNS.start(), RUNS.end()),
        ));
    }
    if !(robustness.interval > 0.0 && robustness.interval < 1.0) {
        errors.push(choice(
            "robustness.interval",
            format!("区间所含比例 {} 不在 0 和 1 之间。", robustness.interval),
            format!("The share of the interval, {}, is not between 0 and 1.", robustness.interval),
        ));
    }
    if let Some(draw) = robustness.weights {
        check_draw("robustness.weights", draw, errors);
    }
    let deepest = (0..instrument.len()).filter(|&n| !instrument.is_indicator(n)).map(|n| instrument.depth(n)).max();
    for (depth, draw) in &robustness.weights_at {
        let field = format!("robustness.weights_at.{depth}");
        check_draw(&field, *draw, errors);
        check_depth(&field, *depth, deepest, errors);
    }
    alternatives(recipe, robustness, instrument, errors);
}

fn check_draw(field: &str, draw: WeightDraw, errors: &mut Vec<ScoringError>) {
    match draw {
        WeightDraw::Uniform { share } if !(0.0..=1.0).contains(&share) => errors.push(choice(
            field,
            format!("权重变动的幅度 {share} 不在 0 到 1 之间。"),
            format!("Weights cannot change by {share} of themselves: between 0 and 1."),
        )),
        WeightDraw::Dirichlet { concentration } if !(concentration.is_finite() && concentration > 0.0) => {
            errors.push(choice(
                field,
                format!("集中度 {concentration} 不是正数。"),
                format!("The concentration {concentration} is not positive."),
            ));
        }
        WeightDraw::Uniform { .. } | WeightDraw::Dirichlet { .. } => {}
    }
}

fn alternatives(recipe: &Recipe, robustness: &Robustness, instrument: &Instrument, errors: &mut Vec<ScoringError>) {
    let has_scale = recipe.adjust.is_some() || !recipe.grades.is_empty();
    for (place, normalise) in robustness.normalise.iter().enumerate() {
        let field = format!("robustness.normalise.{place}");
        check_alternative(&field, normalise, instrument, errors);
        let comparable = *normalise == recipe.normalise
            || ends(normalise).is_some_and(|ends_of| Some(ends_of) == ends(&recipe.normalise));
        if has_scale && !comparable {
            errors.push(choice(
                &field,
                "有等次或加扣分时，备选的标准化方法必须与本方法分值范围相同。",
                "With grades or bonuses and deductions, another normalisation must have the scale of the recipe's own.",
            ));
        }
    }
    for (place, method) in robustness.aggregate.iter().enumerate() {
        let field = format!("robustness.aggregate.{place}");
        check_aggregate(&field, *method, errors);
        if has_scale && (!method.is_mean() || recipe.aggregates().any(|own| !own.is_mean())) {
            errors.push(choice(
                &field,
                "有等次或加扣分时，备选的合成方法必须是某种平均。",
                "With grades or bonuses and deductions, another aggregation must be a mean.",
            ));
        }
    }
    for (place, impute) in robustness.impute.iter().enumerate() {
        check_impute(&format!("robustness.impute.{place}"), *impute, errors);
    }
    for (place, treat) in robustness.treat.iter().enumerate() {
        for normalise in std::iter::once(&recipe.normalise).chain(&robustness.normalise) {
            check_treat(&format!("robustness.treat.{place}"), *treat, normalise, errors);
        }
    }
    for (place, normalise) in robustness.normalise.iter().enumerate() {
        check_treat(&format!("robustness.normalise.{place}"), recipe.treat, normalise, errors);
    }
}
