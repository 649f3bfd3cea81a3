//! The method of a round: what is needed to choose its recipe, and what a recipe would do before it is saved.

use domain::{Actor, Dataset, Problem, Recipe, ScoreSheet, Text};
use scoring::availability::{self, Distribution};
use storage::{
    indexes::IndexRecord,
    instruments::{self, InstrumentRecord},
    rounds::{self, RoundRecord},
};

use crate::{
    Error, Result, Services, indexes,
    rounds::{Loaded, load_plain, other_periods, score, take_from_other_periods},
};

/// The most runs a preview takes for rank intervals: enough for an impression, and soon done.
pub const PREVIEW_RUNS: u32 = 200;

/// What a recipe is chosen for.
#[derive(Debug, Clone)]
pub struct MethodDesk {
    /// The index.
    pub index: IndexRecord,
    /// The round, with its present recipe.
    pub round: RoundRecord,
    /// The version of the instrument it uses.
    pub instrument: InstrumentRecord,
    /// The values.
    pub data: Dataset,
    /// How the values of each indicator spread, in the order of the tree.
    pub distributions: Vec<Distribution>,
    /// The other periods whose values can be imputed from, earliest first.
    pub other_periods: Vec<String>,
}

/// What a recipe would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The recipe, with no more than [`PREVIEW_RUNS`] runs.
    pub recipe: Recipe,
    /// The result, or every reason why there is none.
    pub result: std::result::Result<ScoreSheet, Vec<Problem>>,
    /// The rank of each unit under the recipe that is stored, in the order of the data set; empty where it gives no result.
    pub ranks_before: Vec<Option<u32>>,
}

/// Opens the method of a round.
///
/// # Errors
/// [`Error::NotFound`] for another organisation's index or a period without data.
pub async fn open_method(services: &Services, actor: &Actor, slug: &str, period: &str) -> Result<MethodDesk> {
    let index = indexes::owned(services, actor, slug).await?;
    let round = rounds::find_by_period(services.db(), index.id, period).await?.ok_or(Error::NotFound)?;
    let Loaded { instrument, dataset: _, data } = load_plain(services, &round).await?;
    let tree = &instrument.instrument;
    let distributions = tree
        .indicators()
        .map(|i| &tree.nodes()[i].code)
        .filter_map(|code| data.values.get(code).map(|column| availability::describe(code, column)))
        .collect();
    let other_periods = other_periods(services, &round).await?.iter().map(|other| other.period.clone()).collect();
    Ok(MethodDesk { index, round, instrument, data, distributions, other_periods })
}

/// Scores a round by a recipe that is not saved. It changes nothing.
///
/// # Errors
/// As [`crate::rounds::choose_recipe`]: what could not be saved is not tried.
pub async fn try_recipe(
    services: &Services,
    actor: &Actor,
    slug: &str,
    period: &str,
    recipe: &Recipe,
) -> Result<Trial> {
    let recipe = &recipe.clone().settled();
    let Choice { round, instrument, .. } = choice(services, actor, slug, period, recipe).await?;
    let Loaded { mut data, .. } = load_plain(services, &round).await?;
    let mut data_before = data.clone();
    take_from_other_periods(services, &round, recipe, &mut data).await?;
    take_from_other_periods(services, &round, &round.recipe, &mut data_before).await?;
    let (tried, stored) = (quick(recipe), round.recipe);
    let work = move || {
        let result = score(&instrument.instrument, &data, &tried);
        let before = scoring::score_without_intervals(&instrument.instrument, &data_before, &stored);
        let ranks_before = before.map(|sheet| sheet.units.iter().map(domain::UnitScore::rank).collect());
        Trial { recipe: tried, result, ranks_before: ranks_before.unwrap_or_default() }
    };
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

/// The same with fewer runs.
fn quick(recipe: &Recipe) -> Recipe {
    let mut quick = recipe.clone();
    if let Some(robustness) = &mut quick.robustness {
        robustness.runs = robustness.runs.min(PREVIEW_RUNS);
    }
    quick
}

/// A recipe that may be chosen, and for what.
pub(crate) struct Choice {
    pub index: IndexRecord,
    pub round: RoundRecord,
    pub instrument: InstrumentRecord,
}

/// Whether a recipe may be chosen for a round.
///
/// # Errors
/// As [`crate::rounds::choose_recipe`].
pub(crate) async fn choice(
    services: &Services,
    actor: &Actor,
    slug: &str,
    period: &str,
    recipe: &Recipe,
) -> Result<Choice> {
    let index = indexes::owned(services, actor, slug).await?;
    let db = services.db();
    let round = rounds::find_by_period(db, index.id, period).await?.ok_or(Error::NotFound)?;
    if round.recipe.follows_questionnaire() && !keeps_questionnaire(&round.recipe, recipe) {
        return Err(Error::Conflict(Text::new(
            "每个题项怎样得分、加分扣分、等次和等次限制由评估问卷规定，这里不能另改。",
            "The questionnaire fixes the points of each item, bonuses, deductions, grades and what limits them; they are not changed here.",
        )));
    }
    let instrument = instruments::find(db, index.id, round.instrument_version_id).await?.ok_or(Error::NotFound)?;
    let errors = scoring::recipe::check(recipe, &instrument.instrument);
    if !errors.is_empty() {
        return Err(Error::Invalid(errors.iter().map(Problem::from).collect()));
    }
    Ok(Choice { index, round, instrument })
}

/// Whether everything a questionnaire says stays: how items become points, what is added, taken away and limited, and
/// which items there are. Free are imputation, weights, aggregation, coverage, decimals and robustness.
fn keeps_questionnaire(stored: &Recipe, chosen: &Recipe) -> bool {
    let Recipe {
        version: _,
        select,
        impute: _,
        treat,
        normalise,
        weight: _,
        aggregate: _,
        aggregate_at: _,
        missing: _,
        coverage: _,
        subjective,
        adjust,
        vetoes,
        grades,
        decimals: _,
        robustness: _,
    } = chosen;
    (select, treat, normalise) == (&stored.select, &stored.treat, &stored.normalise)
        && (subjective, adjust, vetoes, grades) == (&stored.subjective, &stored.adjust, &stored.vetoes, &stored.grades)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::recipe::{Aggregate, Grade, Impute, Missing, Normalise, Robustness, Treat, Weighting};

    use super::*;

    fn stored() -> Recipe {
        Recipe { normalise: Normalise::PerIndicator { methods: BTreeMap::new() }, ..Recipe::default() }
    }

    #[test]
    fn the_steps_a_questionnaire_does_not_speak_of_are_free() {
        let chosen = Recipe {
            impute: Impute::Median,
            weight: Weighting::Equal,
            aggregate: Aggregate::GeometricMean,
            aggregate_at: BTreeMap::from([(0, Aggregate::HarmonicMean)]),
            missing: Missing::Refuse,
            decimals: 1,
            robustness: Some(Robustness::default()),
            ..stored()
        };
        assert!(keeps_questionnaire(&stored(), &chosen));
    }

    #[test]
    fn what_a_questionnaire_says_is_not_changed() {
        let grade = Grade { letter: "A".into(), name: Text::same("A"), at_least: 0.0 };
        for changed in [
            Recipe { normalise: Normalise::None, ..stored() },
            Recipe { treat: Treat::Log, ..stored() },
            Recipe { grades: vec![grade], ..stored() },
            Recipe { subjective: ["a".to_owned()].into(), ..stored() },
        ] {
            assert!(!keeps_questionnaire(&stored(), &changed), "{changed:?}");
        }
    }

    #[test]
    fn a_preview_takes_fewer_runs() {
        let recipe =
            Recipe { robustness: Some(Robustness { runs: 10_000, ..Robustness::default() }), ..Recipe::default() };
        assert_eq!(quick(&recipe).robustness.map(|robustness| robustness.runs), Some(PREVIEW_RUNS));
        assert_eq!(quick(&Recipe::default()), Recipe::default());
    }
}
