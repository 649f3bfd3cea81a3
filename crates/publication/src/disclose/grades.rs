//! Grades without scores 只公布等次. Units stand in the order of their codes: their order must not tell
//! their rank.

use domain::{
    Dataset, EditionContent, NodeScore, Recipe, ScoreSheet, Unit, UnitScore, recipe::Normalise, score_sheet::Steps,
};

use super::score_only;

/// The units whose grade is wanted, each with its grade and nothing else. What limits a grade goes too: it
/// names the grade that the score alone would earn.
pub(super) fn only(full: &EditionContent, wanted: impl Fn(Option<&str>) -> bool) -> EditionContent {
    let mut shown: Vec<(Unit, Option<String>)> = full
        .data
        .units
        .iter()
        .zip(&full.result.units)
        .map(|(unit, score)| (unit.clone(), score.grade.clone()))
        .filter(|(_, grade)| wanted(grade.as_deref()))
        .collect();
    shown.sort_by(|(a, _), (b, _)| a.code.cmp(&b.code));
    let nodes = || vec![NodeScore::default(); full.instrument.len()];
    let graded = |(unit, grade): &(Unit, Option<String>)| UnitScore {
        code: unit.code.clone(),
        grade: grade.clone(),
        nodes: nodes(),
        ..UnitScore::default()
    };
    // Steps and intervals go as well, and how they were found: they speak of data and ranks.
    let result = ScoreSheet { units: shown.iter().map(graded).collect(), steps: Steps::default() };
    let units: Vec<Unit> = shown.into_iter().map(|(unit, _)| unit).collect();
    let mut recipe = Recipe { robustness: None, ..score_only::without_methods(full) };
    withhold_reference(&mut recipe.normalise, &units);
    EditionContent {
        index: full.index.clone(),
        period: full.period.clone(),
        version: full.version,
        corrects: full.corrects.clone(),
        frozen_at: full.frozen_at,
        engine: full.engine.clone(),
        assessor: full.assessor.clone(),
        instrument: full.instrument.clone(),
        recipe,
        data: Dataset { period: full.data.period.clone(), units, ..Dataset::default() },
        result,
        release: full.release.clone(),
        evidence: None,
        withheld: full.withheld.clone(),
        salt: None,
    }
}

/// Takes the code of the reference unit away where that unit is not shown: only the best are.
fn withhold_reference(method: &mut Normalise, shown: &[Unit]) {
    match method {
        Normalise::DistanceToReference { unit, .. } => {
            if !shown.iter().any(|about| about.code == *unit) {
                unit.clear();
            }
        }
        Normalise::None
        | Normalise::MinMax { .. }
        | Normalise::Goalposts { .. }
        | Normalise::PerIndicator { .. }
        | Normalise::ZScore { .. }
        | Normalise::Rank
        | Normalise::PercentileRank { .. }
        | Normalise::Borda
        | Normalise::Efficacy { .. }
        | Normalise::DistanceToBest { .. }
        | Normalise::DistanceToTarget { .. }
        | Normalise::FractionOfMaximum { .. }
        | Normalise::Bands { .. } => {}
    }
}
