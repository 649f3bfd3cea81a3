//! How far the ranks of a round can be trusted 稳健性, before it is published.

mod structure;

use domain::{Actor, Dataset, Instrument, Problem, Recipe, Unit, recipe::Robustness};
use scoring::{
    ScoringError,
    explain::{
        imputation::{self, Influence},
        other_methods::{Comparison, other_methods},
    },
    robustness::{self, Drivers, Intervals, Without},
};
use storage::{
    indexes::IndexRecord,
    rounds::{self, RoundRecord},
};

use crate::{
    Error, Result, Services, indexes,
    rounds::{Loaded, load},
};

pub use structure::{Coherence, Component, Correlations, Structure, structure};

/// Up to so many units the Sobol sample has all its rows.
const FEW: usize = 200;
/// Rows of the Sobol sample for few units.
const ROWS: usize = 256;
/// Rows beyond: each costs as much as there are units.
const FEWER_ROWS: usize = 64;
/// More units are not left out one by one: that takes the square of their number.
pub const MOST_LEFT_OUT: usize = 500;

/// A part of the report, or every reason why there is none.
pub type Part<T> = std::result::Result<T, Vec<Problem>>;

/// Everything about the robustness of a round.
#[derive(Debug, Clone)]
pub struct RobustnessDesk {
    /// The index.
    pub index: IndexRecord,
    /// The round.
    pub round: RoundRecord,
    /// The tree it is scored by.
    pub instrument: Instrument,
    /// Its units, in the order of the data set.
    pub units: Vec<Unit>,
    /// What is varied.
    pub varied: Robustness,
    /// Whether that is the standard check, since the recipe asks for none.
    pub standard: bool,
    /// What is found; every reason where the index cannot be computed at all.
    pub found: Part<Found>,
}

/// What is found about the ranks.
#[derive(Debug, Clone)]
pub struct Found {
    /// Over all runs.
    pub intervals: Intervals,
    /// Which choice moves the ranks; `None` where nothing is varied, or nothing moves.
    pub drivers: Part<Option<Drivers>>,
    /// The ranking without each indicator.
    pub without_indicators: Vec<Without>,
    /// The ranking without each unit; `None` where they are too many.
    pub without_units: Option<Vec<Without>>,
    /// The result with and without imputation; `None` where nothing is imputed.
    pub imputation: Part<Option<Influence>>,
    /// The ranks by other methods; `None` where too few units have every value.
    pub other_methods: Part<Option<Comparison>>,
    /// How indicators hang together.
    pub structure: Structure,
}

/// Computes how far the ranks of a round can be trusted.
///
/// # Errors
/// As [`crate::rounds::open_round`].
pub async fn open_robustness(services: &Services, actor: &Actor, slug: &str, period: &str) -> Result<RobustnessDesk> {
    let index = indexes::owned(services, actor, slug).await?;
    let round = rounds::find_by_period(services.db(), index.id, period).await?.ok_or(Error::NotFound)?;
    let Loaded { instrument, data, .. } = load(services, &round).await?;
    let instrument = instrument.instrument;
    let standard = round.recipe.robustness.is_none();
    let recipe = varied(&round.recipe);
    let varied = recipe.robustness.clone().unwrap_or_default();
    let units = data.units.clone();
    let tree = instrument.clone();
    let work = move || find(&tree, &data, &recipe);
    let found = tokio::task::spawn_blocking(work).await.map_err(Error::internal)?;
    Ok(RobustnessDesk { index, round, instrument, units, varied, standard, found })
}

/// The recipe with what it varies, or with the standard check.
pub(crate) fn varied(recipe: &Recipe) -> Recipe {
    let mut recipe = recipe.clone();
    recipe.robustness.get_or_insert_with(Robustness::default);
    recipe.version = recipe.version.max(recipe.needs());
    recipe
}

fn find(instrument: &Instrument, data: &Dataset, recipe: &Recipe) -> Part<Found> {
    let sheet = scoring::score_without_intervals(instrument, data, recipe).map_err(problems)?;
    let units = data.units.len();
    let rows = if units <= FEW { ROWS } else { FEWER_ROWS };
    let without_units = if units <= MOST_LEFT_OUT {
        Some(robustness::without_each_unit(instrument, data, recipe).map_err(problems)?)
    } else {
        None
    };
    Ok(Found {
        intervals: robustness::intervals(instrument, data, recipe).map_err(problems)?,
        drivers: robustness::drivers(instrument, data, recipe, rows).map_err(problems),
        without_indicators: robustness::without_each_indicator(instrument, data, recipe).map_err(problems)?,
        without_units,
        imputation: imputation::influence(instrument, data, recipe).map_err(problems),
        other_methods: other_methods(instrument, data, recipe).map_err(problems),
        structure: structure(instrument, &sheet),
    })
}

#[expect(clippy::needless_pass_by_value, reason = "it is what a failure gives")]
fn problems(errors: Vec<ScoringError>) -> Vec<Problem> {
    errors.iter().map(Problem::from).collect()
}

#[cfg(test)]
mod tests {
    use domain::recipe::RecipeVersion;

    use super::*;

    #[test]
    fn a_recipe_that_asks_for_nothing_gets_the_standard_check() {
        let recipe = varied(&Recipe::default());
        assert_eq!(recipe.robustness, Some(Robustness::default()));
        assert_eq!(recipe.version, RecipeVersion::V2);
    }

    #[test]
    fn a_recipe_that_asks_for_something_keeps_it() {
        let asked = Robustness { runs: 200, ..Robustness::default() };
        let recipe = Recipe { robustness: Some(asked.clone()), ..Recipe::default() };
        assert_eq!(varied(&recipe).robustness, Some(asked));
    }
}
