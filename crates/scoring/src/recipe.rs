//! Is a recipe sound, and does it fit its instrument?

mod outside;
mod robustness;
mod steps;

use domain::{
    Direction, Instrument, Problem, Recipe, Text,
    recipe::{Coverage, Grade, Method, Normalise, Posts},
};

use crate::ScoringError;

/// Everything that is wrong with a recipe before any data are looked at.
pub fn check(recipe: &Recipe, instrument: &Instrument) -> Vec<ScoringError> {
    let mut errors = Vec::new();
    check_normalise(&recipe.normalise, instrument, &mut errors);
    steps::check_scale_of("normalise", &recipe.normalise, instrument, &mut errors);
    check_coverage(recipe.coverage, &mut errors);
    check_grades(&recipe.grades, &mut errors);
    errors.extend(outside::check(recipe, instrument));
    steps::check(recipe, instrument, &mut errors);
    robustness::check(recipe, instrument, &mut errors);
    errors
}

/// What version 1 knew of normalisation.
fn check_normalise(normalise: &Normalise, instrument: &Instrument, errors: &mut Vec<ScoringError>) {
    match normalise {
        Normalise::None
        | Normalise::ZScore { .. }
        | Normalise::Rank
        | Normalise::PercentileRank { .. }
        | Normalise::Borda
        | Normalise::Efficacy { .. }
        | Normalise::DistanceToBest { .. }
        | Normalise::DistanceToReference { .. }
        | Normalise::DistanceToTarget { .. }
        | Normalise::FractionOfMaximum { .. }
        | Normalise::Bands { .. } => {}
        Normalise::MinMax { lower, upper } => check_scale(*lower, *upper, errors),
        Normalise::Goalposts { lower, upper, posts } => {
            check_scale(*lower, *upper, errors);
            for node in instrument.indicators().map(|i| &instrument.nodes()[i]) {
                match posts.get(&node.code) {
                    None => errors.push(ScoringError::PostsMissing { indicator: node.code.clone() }),
                    Some(posts) if !fits(*posts, node.direction) => {
                        errors.push(ScoringError::PostsDirection { indicator: node.code.clone() });
                    }
                    Some(_) => {}
                }
            }
            let unknown = posts.keys().filter(|code| !is_indicator(instrument, code));
            errors.extend(unknown.map(|code| ScoringError::PostsUnknown { indicator: code.clone() }));
        }
        Normalise::PerIndicator { methods } => {
            for node in instrument.indicators().map(|i| &instrument.nodes()[i]) {
                let indicator = || node.code.clone();
                match methods.get(&node.code) {
                    None => errors.push(ScoringError::MethodMissing { indicator: indicator() }),
                    Some(Method::Goalposts(posts)) if !fits(*posts, node.direction) => {
                        errors.push(ScoringError::PostsDirection { indicator: indicator() });
                    }
                    Some(Method::RubricPoints | Method::YesShare | Method::LikertMean)
                        if node.direction == Direction::Negative =>
                    {
                        errors.push(ScoringError::MethodDirection { indicator: indicator() });
                    }
                    Some(
                        Method::Goalposts(_)
                        | Method::RubricPoints
                        | Method::YesShare
                        | Method::LikertMean
                        | Method::PointsAsGiven,
                    ) => {}
                }
            }
            let unknown = methods.keys().filter(|code| !is_indicator(instrument, code));
            errors.extend(unknown.map(|code| ScoringError::MethodUnknown { indicator: code.clone() }));
        }
    }
}

/// What is allowed but deserves a look.
pub fn warnings(recipe: &Recipe, instrument: &Instrument) -> Vec<Problem> {
    if recipe.normalise != Normalise::None {
        return Vec::new();
    }
    instrument
        .indicators()
        .map(|i| &instrument.nodes()[i])
        .filter(|node| node.direction == Direction::Negative)
        .map(|node| {
            Problem::warning(
                "recipe.direction_unused",
                Text::new(
                    format!("指标“{}”是逆向的，但不作标准化时方向不起作用：数值越大得分越高。", node.code),
                    format!(
                        "Less is better on indicator “{}”, but without normalisation direction has no effect: \
                         a larger value scores higher.",
                        node.code
                    ),
                ),
            )
            .at_field(node.code.clone())
            .remedy(Text::new(
                "选择一种标准化方法，或先把数值换算成正向。",
                "Choose a normalisation, or turn the values round first.",
            ))
        })
        .collect()
}

fn is_indicator(instrument: &Instrument, code: &str) -> bool {
    instrument.position(code).is_some_and(|i| instrument.is_indicator(i))
}

fn check_scale(lower: f64, upper: f64, errors: &mut Vec<ScoringError>) {
    if !(lower.is_finite() && upper.is_finite() && lower < upper) {
        errors.push(ScoringError::Scale { lower, upper });
    }
}

fn check_coverage(coverage: Coverage, errors: &mut Vec<ScoringError>) {
    for (field, share) in [("coverage.dimension", coverage.dimension), ("coverage.overall", coverage.overall)] {
        if !(0.0..=1.0).contains(&share) {
            errors.push(ScoringError::Coverage { field, share });
        }
    }
}

fn fits(posts: Posts, direction: Direction) -> bool {
    let range = posts.target - posts.floor;
    range.is_finite()
        && match direction {
            Direction::Positive => range > 0.0,
            Direction::Negative => range < 0.0,
        }
}

fn check_grades(grades: &[Grade], errors: &mut Vec<ScoringError>) {
    for (i, grade) in grades.iter().enumerate() {
        let falls = i == 0 || grade.at_least < grades[i - 1].at_least;
        let repeated = grades[..i].iter().any(|g| g.letter == grade.letter);
        if !grade.at_least.is_finite() || !falls || repeated {
            errors.push(ScoringError::GradeOrder { letter: grade.letter.clone() });
        }
    }
}
