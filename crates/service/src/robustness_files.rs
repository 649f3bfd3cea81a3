//! How far the ranks of a table can be trusted, without a database: files in, intervals out.

use domain::{Problem, Recipe, Text, problem::any_error};
use scoring::{
    ScoringError,
    explain::{imputation::influence, other_methods::other_methods},
    robustness,
};
use serde::Serialize;

use crate::{
    robustness::varied,
    score_files::{self, ScoreRequest},
};

pub use scoring::explain::{
    imputation::Influence,
    other_methods::{Comparison, Found as FoundByOther},
};
pub use scoring::robustness::{Driver, Drivers, Input, Intervals, UnitRanks, Without};

/// The answer.
#[derive(Debug, Clone, Serialize)]
pub struct RobustnessAnswer {
    /// What is found; `None` if there were errors.
    pub found: Option<FoundInFiles>,
    /// Whether the recipe asks for no robustness, and the standard check took its place.
    pub standard: bool,
    /// The recipe that was used, with what it varies.
    pub recipe: Recipe,
    /// Everything that was found wrong or worth a look.
    pub problems: Vec<Problem>,
}

/// What is found about the ranks of a table.
#[derive(Debug, Clone, Serialize)]
pub struct FoundInFiles {
    /// The ranks over all runs.
    pub intervals: Intervals,
    /// Names of the units, in the order of `intervals`.
    #[serde(skip)]
    pub names: Vec<Text>,
    /// Which choice moves the ranks; `None` where nothing is varied, or nothing moves.
    pub drivers: Option<Drivers>,
    /// The ranking without each indicator, in the order of the tree.
    pub without_indicators: Vec<Without>,
    /// The result with and without imputation; `None` where nothing is imputed, or nothing can be computed without.
    pub imputation: Option<Influence>,
    /// The ranks by other methods; `None` where too few units have every value.
    pub other_methods: Option<Comparison>,
    /// Why the result without imputation is not there, where it cannot be computed.
    pub without_imputation: Vec<Problem>,
}

impl RobustnessAnswer {
    /// Whether something stopped it.
    pub fn failed(&self) -> bool {
        any_error(&self.problems)
    }
}

/// Finds how far the ranks can be trusted; `rows` is the number of rows of the Sobol sample.
pub fn robustness_files(request: &ScoreRequest<'_>, rows: usize) -> RobustnessAnswer {
    let (standard, recipe) = (request.recipe.robustness.is_none(), varied(&request.recipe));
    let mut told = Vec::new();
    let found = score_files::read(request, &mut told).and_then(|(instrument, data)| {
        let plain = Recipe { robustness: None, ..recipe.clone() };
        let find = || -> Result<FoundInFiles, Vec<ScoringError>> {
            // Whatever is wrong with recipe or data is said here, once.
            let intervals = robustness::intervals(&instrument, &data, &recipe)?;
            let name = |code: &str| {
                let unit = data.units.iter().find(|unit| unit.code == code);
                unit.map_or_else(|| Text::same(code), |unit| unit.name.clone())
            };
            // Without imputation the recipe may have no answer, which is no fault of it.
            let (imputation, without_imputation) = match influence(&instrument, &data, &plain) {
                Ok(found) => (found, Vec::new()),
                Err(errors) => (None, errors.iter().map(Problem::from).collect()),
            };
            Ok(FoundInFiles {
                names: intervals.units.iter().map(|unit| name(&unit.code)).collect(),
                intervals,
                drivers: robustness::drivers(&instrument, &data, &recipe, rows)?,
                without_indicators: robustness::without_each_indicator(&instrument, &data, &plain)?,
                imputation,
                without_imputation,
                other_methods: other_methods(&instrument, &data, &plain)?,
            })
        };
        find().map_err(|errors| told.extend(errors.iter().map(Problem::from))).ok()
    });
    RobustnessAnswer { found, standard, recipe, problems: told }
}
